//! A post office for tests: takes letters over real SMTP on loopback, keeps them, and fails in the ways post offices fail.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    Accept,
    /// The next letter hears 451, the ones after it are taken.
    DeferOnce,
    /// Every recipient hears 550.
    RefuseRecipients,
    /// Greets, then says nothing more.
    Hang,
    /// Takes the whole letter and keeps it, then hangs up without a word: the sender cannot know.
    TakeAndHangUp,
    /// Takes the letter, says 250, and hangs up before QUIT.
    AnswerAndHangUp,
    /// Turns everybody away at the door with 554.
    TurnAway,
}

#[derive(Clone, Debug)]
pub struct Letter {
    pub from: String,
    pub to: Vec<String>,
    /// As it came, without the dots that SMTP adds.
    pub raw: Vec<u8>,
    /// The login name, when the sender gave one.
    pub login: Option<String>,
}

pub struct PostOffice {
    port: u16,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    manner: Manner,
    letters: Vec<Letter>,
    /// How many times a sender came to the door.
    calls: usize,
    open: Vec<TcpStream>,
    closing: bool,
}

impl Default for State {
    fn default() -> Self {
        State {
            manner: Manner::Accept,
            letters: Vec::new(),
            calls: 0,
            open: Vec::new(),
            closing: false,
        }
    }
}

impl PostOffice {
    pub fn open(manner: Manner) -> PostOffice {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free loopback port");
        let port = listener.local_addr().expect("a bound port").port();
        let shared = Arc::new(Shared::default());
        shared.state().manner = manner;
        let inside = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let Ok(copy) = stream.try_clone() else { continue };
                {
                    let mut state = inside.state();
                    if state.closing {
                        return;
                    }
                    state.calls += 1;
                    state.open.push(copy);
                }
                let inside = Arc::clone(&inside);
                std::thread::spawn(move || {
                    let _ = serve(&stream, &inside);
                    let _ = stream.shutdown(std::net::Shutdown::Both);
                });
            }
        });
        PostOffice { port, shared }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn set_manner(&self, manner: Manner) {
        self.shared.state().manner = manner;
    }

    pub fn letters(&self) -> Vec<Letter> {
        self.shared.state().letters.clone()
    }

    pub fn letters_to(&self, address: &str) -> Vec<Letter> {
        self.letters().into_iter().filter(|l| l.to.iter().any(|t| t == address)).collect()
    }

    pub fn calls(&self) -> usize {
        self.shared.state().calls
    }

    /// Blocks until `n` letters have come (then gives all there are) or the time is up (then panics and says what came).
    pub fn wait_for(&self, n: usize, patience: Duration) -> Vec<Letter> {
        self.wait_until(&format!("{n} letters"), patience, |letters| letters.len() >= n)
    }

    pub fn wait_until(
        &self,
        what: &str,
        patience: Duration,
        enough: impl Fn(&[Letter]) -> bool,
    ) -> Vec<Letter> {
        let deadline = Instant::now() + patience;
        let mut state = self.shared.state();
        while !enough(&state.letters) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let came: Vec<_> =
                    state.letters.iter().map(|l| (l.to.join(", "), l.subject())).collect();
                panic!("waited {patience:?} for {what}; {} calls; came: {came:?}", state.calls);
            }
            state = self
                .shared
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        state.letters.clone()
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        {
            let mut state = self.shared.state();
            state.closing = true;
            for stream in state.open.drain(..) {
                let _ = stream.shutdown(std::net::Shutdown::Both);
            }
        }
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn serve(stream: &TcpStream, shared: &Shared) -> std::io::Result<()> {
    let mut out = stream;
    let mut lines = BufReader::new(stream);
    let mut hear = || -> std::io::Result<Vec<u8>> {
        let mut line = Vec::new();
        if lines.read_until(b'\n', &mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line)
    };
    if shared.state().manner == Manner::TurnAway {
        return out.write_all(b"554 5.3.2 no letters today\r\n");
    }
    out.write_all(b"220 post.test ESMTP\r\n")?;
    let (mut login, mut from, mut to) = (None, None, Vec::new());
    loop {
        let line = hear()?;
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        let manner = shared.state().manner;
        if manner == Manner::Hang {
            // Never an answer; ends when either side hangs up.
            loop {
                hear()?;
            }
        }
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let reply: &[u8] = match verb.as_str() {
            "EHLO" => b"250-post.test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN LOGIN\r\n",
            "HELO" => b"250 post.test\r\n",
            "AUTH" => {
                let mut words = line.split(' ').skip(1);
                let plain = words.next().is_some_and(|w| w.eq_ignore_ascii_case("PLAIN"));
                let mut ask = |prompt: &[u8]| -> std::io::Result<String> {
                    out.write_all(prompt)?;
                    Ok(String::from_utf8_lossy(&hear()?).trim_end().to_owned())
                };
                let first = match words.next() {
                    Some(word) => word.to_owned(),
                    None if plain => ask(b"334 \r\n")?,
                    None => ask(b"334 VXNlcm5hbWU6\r\n")?,
                };
                if plain {
                    login = unbase64(&first).split(|b| *b == 0).nth(1).map(lossy);
                } else {
                    ask(b"334 UGFzc3dvcmQ6\r\n")?;
                    login = Some(lossy(unbase64(&first)));
                }
                b"235 2.7.0 welcome\r\n"
            }
            "MAIL" => {
                from = Some(address(&line));
                to.clear();
                b"250 2.1.0 ok\r\n"
            }
            "RCPT" if from.is_none() => b"503 5.5.1 MAIL first\r\n",
            "RCPT" if manner == Manner::RefuseRecipients => b"550 5.1.1 no such person here\r\n",
            "RCPT" => {
                to.push(address(&line));
                b"250 2.1.5 ok\r\n"
            }
            "DATA" if to.is_empty() => b"503 5.5.1 RCPT first\r\n",
            "DATA" => {
                out.write_all(b"354 go ahead\r\n")?;
                let mut raw = Vec::new();
                loop {
                    let line = hear()?;
                    match line.as_slice() {
                        b".\r\n" => break,
                        [b'.', rest @ ..] => raw.extend_from_slice(rest),
                        whole => raw.extend_from_slice(whole),
                    }
                }
                let mut state = shared.state();
                if state.manner == Manner::DeferOnce {
                    state.manner = Manner::Accept;
                    b"451 4.3.0 come again later\r\n"
                } else {
                    let letter = Letter {
                        from: from.take().unwrap_or_default(),
                        to: std::mem::take(&mut to),
                        raw,
                        login: login.clone(),
                    };
                    state.letters.push(letter);
                    shared.changed.notify_all();
                    drop(state);
                    match manner {
                        Manner::TakeAndHangUp => return Ok(()),
                        Manner::AnswerAndHangUp => return out.write_all(b"250 2.0.0 taken\r\n"),
                        _ => b"250 2.0.0 taken\r\n",
                    }
                }
            }
            "RSET" => {
                from = None;
                to.clear();
                b"250 2.0.0 ok\r\n"
            }
            "NOOP" => b"250 2.0.0 ok\r\n",
            "QUIT" => return out.write_all(b"221 2.0.0 bye\r\n"),
            _ => b"502 5.5.2 what?\r\n",
        };
        out.write_all(reply)?;
    }
}

/// `MAIL FROM:<a@b> SIZE=1` → `a@b`
fn address(line: &str) -> String {
    line.split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map(|(a, _)| a.to_owned())
        .unwrap_or_default()
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

fn unbase64(text: &str) -> Vec<u8> {
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

fn lossy(bytes: impl AsRef<[u8]>) -> String {
    String::from_utf8_lossy(bytes.as_ref()).into_owned()
}
