//! A host by its name: at whichever of its addresses somebody answers.

use std::io;
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

/// Why nobody was reached.
#[derive(Debug, thiserror::Error)]
pub enum Unreached {
    /// The name leads nowhere.
    #[error("there is no such host ({0})")]
    NoHost(io::Error),
    #[error("{0}")]
    NoAnswer(io::Error),
}

/// Opens a line to each address in turn, until `begin` does with one what it wants. For whatever is waited on the way, and on
/// the line that is given, it is for `patience` at most.
pub fn reach<T>(
    (host, port): (&str, u16),
    patience: Duration,
    begin: impl Fn(TcpStream) -> io::Result<T>,
) -> Result<T, Unreached> {
    let mut why = io::Error::new(io::ErrorKind::NotFound, "it has no address");
    for address in (host, port).to_socket_addrs().map_err(Unreached::NoHost)? {
        let begun = TcpStream::connect_timeout(&address, patience).and_then(|line| {
            line.set_read_timeout(Some(patience))?;
            line.set_write_timeout(Some(patience))?;
            begin(line)
        });
        match begun {
            Ok(begun) => return Ok(begun),
            Err(error) => why = error,
        }
    }
    Err(Unreached::NoAnswer(why))
}
