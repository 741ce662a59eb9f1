//! Files as they are sent: what a file is, its bytes and its ending must both say.

use super::store::CheckedFile;
use crate::web::Upload;

/// A file may be this long.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;

/// Endings, media type, and whether bytes are of that kind.
type FileKind = (&'static [&'static str], &'static str, fn(&[u8]) -> bool);

const KINDS: &[FileKind] = &[
    (&["pdf"], "application/pdf", infer::archive::is_pdf),
    (&["docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document", is_word),
    (&["doc"], "application/msword", is_old_office),
    (&["odt"], "application/vnd.oasis.opendocument.text", infer::odf::is_odt),
    (&["rtf"], "application/rtf", infer::archive::is_rtf),
    (&["txt"], "text/plain; charset=utf-8", is_text),
    (&["png"], "image/png", infer::image::is_png),
    (&["jpg", "jpeg"], "image/jpeg", infer::image::is_jpeg),
];

/// Why a file is not taken: the key of a sentence.
pub fn check(upload: &Upload) -> Result<CheckedFile, &'static str> {
    if upload.bytes.len() > MOST_BYTES {
        return Err("file-too-large");
    }
    let name = name(upload);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let ending = ending.unwrap_or_default();
    let Some((_, media_type, is_kind)) =
        KINDS.iter().find(|(endings, ..)| endings.contains(&ending.as_str()))
    else {
        return Err("file-kind-not-taken");
    };
    if !is_kind(&upload.bytes) {
        return Err("file-not-what-it-says");
    }
    Ok(CheckedFile { name, media_type, bytes: upload.bytes.clone() })
}

/// The file's name, without the folders that it lay in.
pub fn name(upload: &Upload) -> String {
    let name = upload.name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// A Word file is a ZIP that holds its parts under `word/`, wherever the writer put them.
fn is_word(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        && bytes.windows(5).any(|window| window == b"word/")
        && bytes.windows(19).any(|window| window == b"[Content_Types].xml")
}

fn is_old_office(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
}

fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upload(name: &str, bytes: &[u8]) -> Result<CheckedFile, &'static str> {
        check(&Upload { field: "file".into(), name: name.into(), bytes: bytes.to_vec() })
    }

    #[test]
    fn a_file_is_what_its_bytes_and_its_ending_say() {
        assert!(upload("position.pdf", b"%PDF-1.7 ...").is_ok());
        assert!(upload("notes.txt", "d\u{e9}clar\u{e9}".as_bytes()).is_ok());
        assert_eq!(upload("position.pdf", b"MZ\x90").unwrap_err(), "file-not-what-it-says");
        assert_eq!(upload("run.exe", b"MZ\x90").unwrap_err(), "file-kind-not-taken");
        assert_eq!(upload("pdf", b"%PDF-1.7").unwrap_err(), "file-kind-not-taken");
        let long = vec![b'a'; MOST_BYTES + 1];
        assert_eq!(upload("long.txt", &long).unwrap_err(), "file-too-large");
        let named = upload("C:\\papers\\note.txt", b"text").map(|file| file.name);
        assert_eq!(named.as_deref(), Ok("note.txt"));
    }
}
