//! The command line; what each command does is in `commands/`.

fn main() -> std::process::ExitCode {
    travaux::commands::run()
}
