//! A letter as a post office got it, and what a person reads in it.

#[derive(Clone, Debug)]
pub struct Letter {
    pub from: String,
    pub to: Vec<String>,
    /// As it came, without the dots that SMTP adds.
    pub raw: Vec<u8>,
    /// The login name, when the sender gave one.
    pub login: Option<String>,
    /// Did it come over TLS?
    pub is_encrypted: bool,
}

impl Letter {
    /// A header, unfolded and decoded.
    pub fn header(&self, name: &str) -> Option<String> {
        header(&lossy(&self.raw), name).map(|value| decode_words(&value))
    }

    pub fn subject(&self) -> String {
        self.header("Subject").unwrap_or_default()
    }

    /// What a person reads: the first text/plain part, decoded, with `\n` line ends.
    pub fn text(&self) -> String {
        plain_text(&lossy(&self.raw)).unwrap_or_default().replace("\r\n", "\n")
    }

    /// Every http(s) address in the text, in order.
    pub fn links(&self) -> Vec<String> {
        self.text()
            .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
            .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
            .map(|word| word.trim_end_matches(['.', ',', ')', ';']).to_owned())
            .collect()
    }
}

fn header(part: &str, name: &str) -> Option<String> {
    let head = part.split_once("\r\n\r\n").map_or(part, |(head, _)| head);
    let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

fn plain_text(part: &str) -> Option<String> {
    let kind = header(part, "Content-Type").unwrap_or_else(|| "text/plain".into());
    let body = part.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    if kind.to_ascii_lowercase().starts_with("multipart/") {
        let boundary = kind.split_once("boundary=")?.1.split(';').next()?.trim().trim_matches('"');
        let fence = format!("--{boundary}");
        return body
            .split(&fence)
            .skip(1)
            .find_map(|inner| plain_text(inner.trim_start_matches("\r\n")));
    }
    if !kind.to_ascii_lowercase().starts_with("text/plain") {
        return None;
    }
    Some(
        match header(part, "Content-Transfer-Encoding")
            .unwrap_or_default()
            .to_ascii_lowercase()
            .as_str()
        {
            "base64" => lossy(unbase64(body)),
            "quoted-printable" => lossy(unquote(&body.replace("=\r\n", ""))),
            _ => body.to_owned(),
        },
    )
}

/// RFC 2047: `=?utf-8?b?…?= =?utf-8?q?…?=`; white space between two encoded words is not part of the text.
fn decode_words(value: &str) -> String {
    let mut out = Vec::new();
    let mut was_encoded = false;
    for word in value.split_inclusive(' ') {
        let bare = word.trim_end();
        let inner = bare.strip_prefix("=?").and_then(|w| w.strip_suffix("?="));
        let decoded = inner.and_then(|w| {
            let mut fields = w.splitn(3, '?').skip(1);
            match (fields.next()?, fields.next()?) {
                ("b" | "B", text) => Some(unbase64(text)),
                ("q" | "Q", text) => Some(unquote(&text.replace('_', " "))),
                _ => None,
            }
        });
        match decoded {
            Some(bytes) => {
                if was_encoded && out.last() == Some(&b' ') {
                    out.pop();
                }
                out.extend(bytes);
                out.extend(word[bare.len()..].bytes());
                was_encoded = true;
            }
            None => {
                out.extend(word.bytes());
                was_encoded = false;
            }
        }
    }
    lossy(&out)
}

fn unquote(text: &str) -> Vec<u8> {
    let (bytes, mut out, mut i) = (text.as_bytes(), Vec::new(), 0);
    while i < bytes.len() {
        let code = text
            .get(i + 1..i + 3)
            .filter(|_| bytes[i] == b'=')
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(code.unwrap_or(bytes[i]));
        i += if code.is_some() { 3 } else { 1 };
    }
    out
}

pub fn unbase64(text: &str) -> Vec<u8> {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut out, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for value in text.bytes().filter_map(|b| SIGNS.iter().position(|s| *s == b)) {
        bits = (bits << 6 | value as u32) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

pub fn lossy(bytes: impl AsRef<[u8]>) -> String {
    String::from_utf8_lossy(bytes.as_ref()).into_owned()
}
