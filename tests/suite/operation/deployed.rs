//! The files of `docs/deploy`, as whoever follows its README has them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::console::said;
use crate::support::spawn;

fn text_of(name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/deploy").join(name);
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// `/etc/travaux` and `travaux-ctl`, in a folder of the test's.
struct Machine {
    folder: tempfile::TempDir,
    data: PathBuf,
}

impl Machine {
    fn with(data: &Path, settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let machine = Self { folder, data: data.to_owned() };
        let env = machine.here(settings);
        std::fs::write(machine.file("travaux.env"), env).unwrap();
        std::fs::copy(data.join("keys"), machine.file("keys")).unwrap();
        std::fs::write(machine.file("smtp-password"), "a secret\n").unwrap();
        let tool = text_of("travaux-ctl").replace("runuser -u travaux --", "env");
        std::fs::write(machine.file("travaux-ctl"), machine.here(&tool)).unwrap();
        machine
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn here(&self, text: &str) -> String {
        text.replace("/etc/travaux", &self.folder.path().display().to_string())
            .replace("/var/lib/travaux", &self.data.display().to_string())
            .replace("/usr/bin/travaux", env!("CARGO_BIN_EXE_travaux"))
    }

    fn ctl(&self, url: &str, words: &[&str]) -> Output {
        let mut command = Command::new("sh");
        command.arg(self.file("travaux-ctl")).args(words).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("DATABASE_URL", url);
        command.output().expect("sh runs")
    }
}

/// The settings with a mail server as the README says: its lines are taken for what they are.
fn with_mail_server(settings: &str) -> String {
    let set = settings
        .replace("#TRAVAUX_SMTP_HOST=", "TRAVAUX_SMTP_HOST=")
        .replace("#TRAVAUX_SMTP_USER=", "TRAVAUX_SMTP_USER=");
    assert!(set.contains("\nTRAVAUX_SMTP_HOST=") && set.contains("\nTRAVAUX_SMTP_USER="));
    set
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn its_commands_run_with_and_without_a_mail_server() {
    let server = spawn().await;
    let url = &server.app.settings.database_url;
    let settings = text_of("travaux.env");
    // What somebody installed before the password's file stood among the settings.
    let line = "TRAVAUX_SMTP_PASSWORD_FILE=/etc/travaux/smtp-password\n";
    assert!(settings.contains(line));
    let of_before = settings.replace(line, "");
    for settings in [with_mail_server(&settings), with_mail_server(&of_before), settings] {
        let machine = Machine::with(server.data(), &settings);
        let verified = machine.ctl(url, &["verify", "all"]);
        assert!(verified.status.success(), "{}", said(&verified));
        let backup = machine.file("backup.db").display().to_string();
        let made = machine.ctl(url, &["backup", &backup]);
        assert!(made.status.success(), "{}", said(&made));
    }
}

/// Both programs have a word for a deadline of the whole request, which slow lines do not keep.
#[test]
fn no_proxy_cuts_a_form_that_comes_slowly() {
    let code = |name: &str| -> Vec<String> {
        let text = text_of(name);
        let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
        lines.map(str::to_owned).collect()
    };
    let caddy = code("Caddyfile");
    assert!(caddy.iter().any(|line| line == "read_header 20s"));
    assert!(!caddy.iter().any(|line| line.starts_with("read_body ")));
    let nginx = code("nginx.conf");
    for line in ["gzip off;", "proxy_request_buffering on;", "access_log off;"] {
        assert!(nginx.iter().any(|written| written == line), "{line}");
    }
}
