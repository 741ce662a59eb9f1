//! LibreOffice, which accepts and rejects what is tracked in our files, and in which they are worked on: one
//! process for all of them. And python-docx, which reads them.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Debian's own Python: its packages are no other's.
const PYTHON: &str = "/usr/bin/python3";

/// Has a delegate work on Word files, as support/delegate.py says.
pub fn delegate(files: &serde_json::Value) {
    python(include_str!("delegate.py"), files);
}

/// What python-docx reads of files, by their paths.
pub fn read_docx(paths: &[String]) -> serde_json::Value {
    let read = python(include_str!("read_docx.py"), &serde_json::json!(paths));
    serde_json::from_str(&read).expect("JSON")
}

/// What a script in Python says, given this to read.
pub fn python(script: &str, given: &serde_json::Value) -> String {
    let mut child = Command::new(PYTHON)
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("Python runs (dev/test installs what it needs)");
    let mut stdin = child.stdin.take().expect("its input");
    stdin.write_all(given.to_string().as_bytes()).expect("it reads");
    drop(stdin);
    let done = child.wait_with_output().expect("it ends");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("text")
}

/// Said to LibreOffice in its own Basic: it needs no other language to be installed.
const BASIC: &str = r#"Sub Settle(folder As String, names As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue, form(0) As New com.sun.star.beans.PropertyValue
  Dim list As Variant, sides As Variant, document As Object, dispatcher As Object, n As Integer, s As Integer
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  form(0).Name = "FilterName" : form(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  list = Split(names, "|")
  sides = Array("Accept", "Reject")
  For n = 0 To UBound(list)
    For s = 0 To 1
      document = StarDesktop.loadComponentFromURL(folder & list(n), "_blank", 0, hidden())
      dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" & sides(s) & "AllTrackedChanges", "", 0, Array())
      document.storeToURL(folder & list(n) & "." & LCase(sides(s)) & "ed.docx", form())
      document.close(True)
    Next s
  Next n
End Sub
"#;

/// Writes "NAME.accepted.docx" and "NAME.rejected.docx" beside each of these files of a folder.
pub fn settle(folder: &Path, names: &[String]) {
    let profile = tempfile::tempdir().expect("a folder");
    let user = format!("-env:UserInstallation=file://{}", profile.path().display());
    let office = |last: &str| {
        Command::new("soffice")
            .args([user.as_str(), "--headless", "--norestore", "--nologo", last])
            .output()
            .expect("soffice runs (dev/test installs LibreOffice)")
    };
    // It makes a profile of its own, with a place for what is said to it.
    office("--terminate_after_init");
    let module = BASIC.replace('&', "&amp;").replace('"', "&quot;");
    let module = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE script:module PUBLIC \
         \"-//OpenOffice.org//DTD OfficeDocument 1.0//EN\" \"module.dtd\">\n<script:module \
         xmlns:script=\"http://openoffice.org/2000/script\" script:name=\"Module1\" \
         script:language=\"StarBasic\">{module}</script:module>\n"
    );
    let place = profile.path().join("user/basic/Standard/Module1.xba");
    std::fs::write(place, module).expect("it is written");
    let call = format!(
        "macro:///Standard.Module1.Settle(\"file://{}/\",\"{}\")",
        folder.display(),
        names.join("|")
    );
    let done = office(&call);
    for name in names {
        for side in ["accepted", "rejected"] {
            let file = folder.join(format!("{name}.{side}.docx"));
            let said = String::from_utf8_lossy(&done.stderr);
            assert!(file.exists(), "LibreOffice did not write {}: {said}", file.display());
        }
    }
}
