//! Bytes to and fro: between libpq, at a socket of this machine, and the server, through TLS.

use super::PATIENCE;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustls::ClientConnection;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::os::unix::net::{UnixListener, UnixStream};

/// A line to the server, and the TLS that is spoken on it.
pub(super) struct Line {
    pub tcp: TcpStream,
    pub tls: ClientConnection,
}

/// Carries bytes between libpq and the server until one of them ends.
pub(super) fn carry(listener: &UnixListener, mut line: Line) {
    let wait = Timespec { tv_sec: PATIENCE.as_secs() as i64, tv_nsec: 0 };
    let mut waiting = [PollFd::new(listener, PollFlags::IN)];
    if !matches!(poll(&mut waiting, Some(&wait)), Ok(1..)) {
        return;
    }
    let Ok((mut socket, _)) = listener.accept() else { return };
    let ready = line.tcp.set_nonblocking(true).and_then(|()| socket.set_nonblocking(true));
    let ended = ready.and_then(|()| line.carry(&mut socket));
    if let Err(error) = ended {
        tracing::debug!(%error, "a line to the database ended");
    }
    // The server is told, if it still listens; libpq sees its socket close.
    line.tls.send_close_notify();
    let _ = line.tls.write_tls(&mut line.tcp);
}

impl Line {
    fn carry(&mut self, socket: &mut UnixStream) -> std::io::Result<()> {
        let mut buffer = vec![0; 16 * 1024];
        // What came from the server, and libpq has not taken yet.
        let mut back: Vec<u8> = Vec::new();
        let mut has_ended = false;
        loop {
            // Nothing is read from one side before the other has taken what was read.
            if back.is_empty() {
                has_ended |= self.take(&mut back)?;
            }
            if back.is_empty() && has_ended {
                return Ok(());
            }
            let wants_write = self.tls.wants_write();
            let of_socket = match back.is_empty() {
                true if wants_write => PollFlags::empty(),
                true => PollFlags::IN,
                false if wants_write => PollFlags::OUT,
                false => PollFlags::IN | PollFlags::OUT,
            };
            let mut of_tcp = PollFlags::empty();
            of_tcp.set(PollFlags::IN, back.is_empty() && !has_ended);
            of_tcp.set(PollFlags::OUT, wants_write);
            let [socket_is, tcp_is] = look(socket, of_socket, &self.tcp, of_tcp)?;
            let gone = PollFlags::ERR | PollFlags::HUP;
            if tcp_is.intersects(PollFlags::OUT) {
                unless_blocked(self.tls.write_tls(&mut self.tcp))?;
            }
            if tcp_is.intersects(PollFlags::IN | gone) && back.is_empty() {
                if let Some(0) = unless_blocked(self.tls.read_tls(&mut self.tcp))? {
                    has_ended = true;
                }
                self.tls.process_new_packets().map_err(std::io::Error::other)?;
            }
            if socket_is.intersects(PollFlags::OUT)
                && let Some(taken) = unless_blocked(socket.write(&back))?
            {
                back.drain(..taken);
            }
            if socket_is.intersects(PollFlags::IN | gone) && !self.tls.wants_write() {
                match unless_blocked(socket.read(&mut buffer))? {
                    Some(0) => return Ok(()),
                    Some(read) => self.tls.writer().write_all(&buffer[..read])?,
                    None => (),
                }
            }
        }
    }

    /// What has been deciphered; true where no more will come.
    fn take(&mut self, back: &mut Vec<u8>) -> std::io::Result<bool> {
        match self.tls.reader().read_to_end(back) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(false),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(true),
            Err(error) => Err(error),
        }
    }
}

/// Waits for one of these, and says what has become possible. A side of which nothing is wanted is not looked at: that it has
/// ended would be said again and again.
fn look(
    socket: &UnixStream,
    of_socket: PollFlags,
    tcp: &TcpStream,
    of_tcp: PollFlags,
) -> std::io::Result<[PollFlags; 2]> {
    let mut wanted = Vec::with_capacity(2);
    if !of_socket.is_empty() {
        wanted.push(PollFd::new(socket, of_socket));
    }
    if !of_tcp.is_empty() {
        wanted.push(PollFd::new(tcp, of_tcp));
    }
    match poll(&mut wanted, None) {
        Ok(_) | Err(rustix::io::Errno::INTR) => (),
        Err(error) => return Err(error.into()),
    }
    let mut found = wanted.iter().map(PollFd::revents);
    let mut of = |wants: PollFlags| match wants.is_empty() {
        true => PollFlags::empty(),
        false => found.next().unwrap_or(PollFlags::empty()),
    };
    Ok([of(of_socket), of(of_tcp)])
}

fn unless_blocked(done: std::io::Result<usize>) -> std::io::Result<Option<usize>> {
    match done {
        Ok(n) => Ok(Some(n)),
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
