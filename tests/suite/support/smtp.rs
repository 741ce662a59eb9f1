//! A post office for tests: takes letters over real SMTP on loopback, keeps them, and fails in the ways post offices fail.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::mail::{lossy, unbase64};

pub use super::mail::Letter;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    Accept,
    /// The next letter hears 451, the ones after it are taken.
    DeferOnce,
    /// Each recipient hears 451 at first, and is taken when it is asked again.
    Greylist,
    /// Takes every letter, and its time.
    Slow,
    /// Every recipient hears 550.
    RefuseRecipients,
    /// Nobody may send anything more today: every sender hears 550 5.4.5.
    OverQuota,
    /// Greets, then says nothing more.
    Hang,
    /// Takes the whole letter and keeps it, then hangs up without a word: the sender cannot know.
    TakeAndHangUp,
    /// Takes the letter, says 250, and hangs up before QUIT.
    AnswerAndHangUp,
    /// Turns everybody away at the door with 554.
    TurnAway,
}

/// How the conversation may be encrypted.
#[derive(Clone, Default)]
pub enum Security {
    #[default]
    None,
    /// Offered: who does not take it is served all the same.
    Starttls(Arc<ServerConfig>),
    /// From the first byte.
    Tls(Arc<ServerConfig>),
}

/// What a slow one takes for a letter.
pub const SLOW: Duration = Duration::from_millis(300);

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
    /// Who has heard 451.
    put_off: BTreeSet<String>,
    /// How many times a sender came to the door.
    calls: usize,
    /// The first word of every command that came in clear.
    overheard: Vec<String>,
    open: Vec<TcpStream>,
    closing: bool,
}

impl Default for State {
    fn default() -> Self {
        State {
            manner: Manner::Accept,
            letters: Vec::new(),
            put_off: BTreeSet::new(),
            calls: 0,
            overheard: Vec::new(),
            open: Vec::new(),
            closing: false,
        }
    }
}

impl PostOffice {
    pub fn open(manner: Manner) -> PostOffice {
        PostOffice::open_with(manner, Security::None)
    }

    pub fn open_with(manner: Manner, security: Security) -> PostOffice {
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
                let (inside, security) = (Arc::clone(&inside), security.clone());
                std::thread::spawn(move || {
                    let _ = serve(&stream, &security, &inside);
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

    /// How many recipients have been put off.
    pub fn put_off(&self) -> usize {
        self.shared.state().put_off.len()
    }

    pub fn calls(&self) -> usize {
        self.shared.state().calls
    }

    /// What anybody on the way could have read: the first word of every command in clear.
    pub fn overheard(&self) -> Vec<String> {
        self.shared.state().overheard.clone()
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

trait Stream: Read + Write {}
impl<T: Read + Write> Stream for T {}

/// One side of a conversation, in clear or over TLS.
struct Wire(BufReader<Box<dyn Stream>>);

impl Wire {
    fn clear(stream: &TcpStream) -> std::io::Result<Wire> {
        Ok(Wire(BufReader::new(Box::new(stream.try_clone()?))))
    }

    fn encrypted(stream: &TcpStream, how: &Arc<ServerConfig>) -> std::io::Result<Wire> {
        let tls = ServerConnection::new(Arc::clone(how)).map_err(std::io::Error::other)?;
        Ok(Wire(BufReader::new(Box::new(StreamOwned::new(tls, stream.try_clone()?)))))
    }

    fn hear(&mut self) -> std::io::Result<Vec<u8>> {
        let mut line = Vec::new();
        if self.0.read_until(b'\n', &mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line)
    }

    fn say(&mut self, words: &[u8]) -> std::io::Result<()> {
        let out = self.0.get_mut();
        out.write_all(words)?;
        out.flush()
    }

    fn ask(&mut self, prompt: &[u8]) -> std::io::Result<String> {
        self.say(prompt)?;
        Ok(lossy(self.hear()?).trim_end().to_owned())
    }
}

fn serve(stream: &TcpStream, security: &Security, shared: &Shared) -> std::io::Result<()> {
    let (mut wire, mut is_encrypted) = match security {
        Security::Tls(how) => (Wire::encrypted(stream, how)?, true),
        _ => (Wire::clear(stream)?, false),
    };
    if shared.state().manner == Manner::TurnAway {
        return wire.say(b"554 5.3.2 no letters today\r\n");
    }
    wire.say(b"220 post.test ESMTP\r\n")?;
    let (mut login, mut from, mut to) = (None, None, Vec::new());
    loop {
        let line = lossy(wire.hear()?).trim_end().to_owned();
        let manner = shared.state().manner;
        if manner == Manner::Hang {
            // Never an answer; ends when either side hangs up.
            loop {
                wire.hear()?;
            }
        }
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        if !is_encrypted {
            shared.state().overheard.push(verb.clone());
        }
        let may_begin_tls = match security {
            Security::Starttls(how) if !is_encrypted => Some(how),
            _ => None,
        };
        if let ("STARTTLS", Some(how)) = (verb.as_str(), may_begin_tls) {
            wire.say(b"220 2.0.0 begin\r\n")?;
            wire = Wire::encrypted(stream, how)?;
            is_encrypted = true;
            continue;
        }
        let reply: &[u8] = match verb.as_str() {
            "EHLO" if may_begin_tls.is_some() => {
                b"250-post.test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 STARTTLS\r\n"
            }
            "EHLO" => b"250-post.test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN LOGIN\r\n",
            "HELO" => b"250 post.test\r\n",
            "AUTH" => {
                let mut words = line.split(' ').skip(1);
                let plain = words.next().is_some_and(|w| w.eq_ignore_ascii_case("PLAIN"));
                let first = match words.next() {
                    Some(word) => word.to_owned(),
                    None if plain => wire.ask(b"334 \r\n")?,
                    None => wire.ask(b"334 VXNlcm5hbWU6\r\n")?,
                };
                if plain {
                    login = unbase64(&first).split(|b| *b == 0).nth(1).map(lossy);
                } else {
                    wire.ask(b"334 UGFzc3dvcmQ6\r\n")?;
                    login = Some(lossy(unbase64(&first)));
                }
                b"235 2.7.0 welcome\r\n"
            }
            "MAIL" if manner == Manner::OverQuota => b"550 5.4.5 daily sending limit exceeded\r\n",
            "MAIL" => {
                from = Some(address(&line));
                to.clear();
                b"250 2.1.0 ok\r\n"
            }
            "RCPT" if from.is_none() => b"503 5.5.1 MAIL first\r\n",
            "RCPT" if manner == Manner::RefuseRecipients => b"550 5.1.1 no such person here\r\n",
            "RCPT"
                if manner == Manner::Greylist && shared.state().put_off.insert(address(&line)) =>
            {
                b"451 4.7.1 greylisted, come again later\r\n"
            }
            "RCPT" => {
                to.push(address(&line));
                b"250 2.1.5 ok\r\n"
            }
            "DATA" if to.is_empty() => b"503 5.5.1 RCPT first\r\n",
            "DATA" => {
                wire.say(b"354 go ahead\r\n")?;
                let mut raw = Vec::new();
                loop {
                    let line = wire.hear()?;
                    match line.as_slice() {
                        b".\r\n" => break,
                        [b'.', rest @ ..] => raw.extend_from_slice(rest),
                        whole => raw.extend_from_slice(whole),
                    }
                }
                if manner == Manner::Slow {
                    std::thread::sleep(SLOW);
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
                        is_encrypted,
                    };
                    state.letters.push(letter);
                    shared.changed.notify_all();
                    drop(state);
                    match manner {
                        Manner::TakeAndHangUp => return Ok(()),
                        Manner::AnswerAndHangUp => return wire.say(b"250 2.0.0 taken\r\n"),
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
            "QUIT" => return wire.say(b"221 2.0.0 bye\r\n"),
            _ => b"502 5.5.2 what?\r\n",
        };
        wire.say(reply)?;
    }
}

/// `MAIL FROM:<a@b> SIZE=1` → `a@b`
fn address(line: &str) -> String {
    line.split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map(|(a, _)| a.to_owned())
        .unwrap_or_default()
}
