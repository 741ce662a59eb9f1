//! How long a connection may keep the server waiting.
//!
//! actix ends a connection whose first head never comes, and one on which nothing comes between two requests; it waits for ever for
//! a later head that has begun, and for the rest of a body that nobody reads any more. That is measured here, on the connection
//! itself. A body that comes too slowly is ended where it is read ([`super::Fields`]); a reader who takes nothing, by the kernel,
//! which alone sees what has been taken.
//!
//! And how much of its memory a connection may have. actix takes every request apart that has come, also thousands that were sent
//! at once: so no more is read than what is being answered needs.

use crate::config::{Network, Settings};
use actix_http::{HttpService, Protocol, Request, Response};
use actix_service::{
    IntoServiceFactory, Service, ServiceFactory, ServiceFactoryExt, fn_service, map_config,
};
use actix_web::HttpRequest;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{AppConfig, Extensions, Server, ServiceRequest};
use actix_web::rt::net::TcpStream;
use actix_web::web::Bytes;
use rustix::net::sockopt::{set_socket_send_buffer_size, set_tcp_user_timeout};
use std::cell::Cell;
use std::convert::Infallible;
use std::fmt;
use std::future::{Future, ready};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

/// Of requests, so much is read at once, and of a body: it is looked at before more is.
const HEADS: usize = 1024;
const BODY: usize = 4096;
/// Of an answer, so much is handed over at once: what is not yet taken stays where it is, once.
const PIECE: usize = 16 * 1024;
/// What the kernel keeps of an answer for one connection. (By itself it would take up to 4 MB from a server for each reader who
/// takes nothing.)
const SEND_BUFFER: usize = 128 * 1024;
/// A proxy of our own reads for people on slow lines, and may have its hands full for so many times longer.
const FOR_A_PROXY: u32 = 20;

/// What `travaux serve` listens with: [`actix_web::HttpServer`] with connections that are measured.
pub fn server<F, I, S, B>(
    factory: F,
    listener: TcpListener,
    workers: usize,
    settings: &Settings,
) -> io::Result<Server>
where
    F: Fn() -> I + Send + Clone + 'static,
    I: IntoServiceFactory<S, Request>,
    S: ServiceFactory<Request, Config = AppConfig> + 'static,
    S::Error: Into<actix_web::Error> + 'static,
    S::InitError: fmt::Debug,
    S::Response: Into<Response<B>> + 'static,
    S::Service: 'static,
    <S::Service as Service<Request>>::Future: 'static,
    B: MessageBody + 'static,
{
    let builder = Server::build().workers(workers).shutdown_timeout(20);
    // (By itself it would drop the requests in flight at SIGINT.)
    let builder = builder.disable_signals();
    let stopping = builder.graceful_shutdown_signal();
    let at = listener.local_addr()?;
    let patience = settings.patience;
    let proxies = settings.trusted_proxies.clone();
    let builder = builder.listen("travaux", listener, move || {
        let (stopping, proxies) = (stopping.clone(), proxies.clone());
        let service = HttpService::build()
            .graceful_shutdown_signal(move || {
                let stopping = stopping.clone();
                async move { stopping.notified().await }
            })
            .keep_alive(between_requests(patience))
            .client_request_timeout(for_a_head(patience))
            .client_disconnect_timeout(Duration::from_secs(1))
            .local_addr(at)
            .on_connect_ext(|connection: &Connection, data: &mut Extensions| {
                data.insert(connection.work.clone());
            });
        let factory = factory().into_factory().map_err(|error| error.into().error_response());
        let service = service.finish(map_config(factory, |()| AppConfig::default()));
        fn_service(move |stream: TcpStream| {
            let peer = stream.peer_addr().ok();
            let connection = Connection::new(stream, patience, is_one_of(&proxies, peer));
            ready(Ok((connection, Protocol::Http1, peer)))
        })
        .and_then(service)
    })?;
    Ok(builder.run())
}

/// Between two requests nothing need come for so long.
fn between_requests(patience: Duration) -> Duration {
    patience / 3
}

/// Whatever else is waited for: what follows (an answer that says so, the kernel's next look) takes a moment too, and all of it is
/// to be within the patience.
pub fn for_anything(patience: Duration) -> Duration {
    patience * 5 / 6
}

/// The first head of a connection.
fn for_a_head(patience: Duration) -> Duration {
    patience * 2 / 3
}

fn is_one_of(proxies: &[Network], peer: Option<SocketAddr>) -> bool {
    peer.is_some_and(|peer| proxies.iter().any(|proxy| proxy.has(peer.ip().to_canonical())))
}

/// Whether a request of this connection is being answered, and since when none is.
struct Work {
    is_going_on: Cell<bool>,
    /// Its body is wanted.
    is_reading: Cell<bool>,
    /// What was last written has not been taken whole.
    is_writing: Cell<bool>,
    rests_since: Cell<Instant>,
    /// Whoever wanted to read more, and was told to wait.
    waiting: Cell<Option<Waker>>,
}

impl Work {
    /// What else has been sent can wait.
    fn has_enough(&self) -> bool {
        self.is_writing.get() || (self.is_going_on.get() && !self.is_reading.get())
    }

    fn go_on(&self) {
        if let Some(waiting) = self.waiting.take() {
            waiting.wake();
        }
    }

    fn rest(&self) {
        self.rests_since.set(Instant::now());
    }
}

/// A request is being answered as long as this lives: its connection may take the time it needs.
pub struct Answering(Rc<Work>);

impl Answering {
    /// None in a test without a connection.
    pub fn begin(req: &ServiceRequest) -> Option<Self> {
        let work = req.conn_data::<Rc<Work>>()?.clone();
        work.is_going_on.set(true);
        Some(Self(work))
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.is_going_on.set(false);
        self.0.rest();
    }
}

/// The body of the request is being read as long as this lives.
pub struct Reading(Rc<Work>);

impl Reading {
    pub fn begin(req: &HttpRequest) -> Option<Self> {
        let work = req.conn_data::<Rc<Work>>()?.clone();
        work.is_reading.set(true);
        work.go_on();
        Some(Self(work))
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.0.is_reading.set(false);
    }
}

/// A connection that is ended when it has kept the server waiting for too long with neither a request nor an answer on the way.
struct Connection {
    stream: TcpStream,
    work: Rc<Work>,
    most: Duration,
    timer: Option<Pin<Box<Sleep>>>,
    /// Something has been read that nobody has looked at.
    has_read: bool,
}

impl Connection {
    fn new(stream: TcpStream, patience: Duration, is_proxy: bool) -> Self {
        let reader = for_anything(patience) * if is_proxy { FOR_A_PROXY } else { 1 };
        // The kernel ends a connection that takes nothing for so long. Where it cannot be told so, it goes by its own patience.
        let milliseconds = u32::try_from(reader.as_millis()).unwrap_or(u32::MAX);
        let bounded = set_tcp_user_timeout(&stream, milliseconds)
            .and_then(|()| set_socket_send_buffer_size(&stream, SEND_BUFFER));
        if let Err(error) = bounded {
            tracing::debug!(%error, "a connection has no limit for slow readers");
        }
        let work = Work {
            is_going_on: Cell::new(false),
            is_reading: Cell::new(false),
            is_writing: Cell::new(false),
            rests_since: Cell::new(Instant::now()),
            waiting: Cell::new(None),
        };
        // Every other head, with the pause before it.
        let most = for_anything(patience);
        Self { stream, work: Rc::new(work), most, timer: None, has_read: false }
    }

    /// Ready, with an error, when it has been waited for too long; otherwise whoever asks is woken when that would be.
    fn poll_patience(&mut self, cx: &mut Context<'_>) -> Poll<io::Error> {
        if self.work.is_going_on.get() || self.work.is_writing.get() {
            return Poll::Pending;
        }
        let end = self.work.rests_since.get() + self.most;
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(end)));
        while timer.as_mut().poll(cx).is_ready() {
            // It may have been set before something came.
            if Instant::now() >= end {
                return Poll::Ready(io::ErrorKind::TimedOut.into());
            }
            timer.as_mut().reset(end);
        }
        Poll::Pending
    }

    fn wrote(&self, written: &Poll<io::Result<usize>>) {
        self.work.is_writing.set(written.is_pending());
        if written.is_ready() {
            self.work.rest();
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.work.has_enough() {
            self.work.waiting.set(Some(cx.waker().clone()));
            return Poll::Pending;
        }
        if std::mem::take(&mut self.has_read) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let most = if self.work.is_reading.get() { BODY } else { HEADS };
        let mut bytes = [0; BODY];
        let mut part = ReadBuf::new(&mut bytes[..most.min(buffer.remaining())]);
        match Pin::new(&mut self.stream).poll_read(cx, &mut part) {
            Poll::Pending => return self.poll_patience(cx).map(Err),
            Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
            Poll::Ready(Ok(())) => {}
        }
        self.has_read = !part.filled().is_empty();
        buffer.put_slice(part.filled());
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.wrote(&written);
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bytes);
        self.wrote(&written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// Everything has been handed over: from now on it is waited for.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if !self.work.has_enough() {
            self.work.go_on();
        }
        match self.poll_patience(cx) {
            Poll::Ready(error) => Poll::Ready(Err(error)),
            Poll::Pending => Pin::new(&mut self.stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// The body of an answer as its connection takes it: whole, a long page would be there twice as long as somebody reads it.
pub fn in_pieces(body: BoxBody) -> BoxBody {
    match body.try_into_bytes() {
        Ok(bytes) if bytes.len() > PIECE => BoxBody::new(Pieces(bytes)),
        Ok(bytes) => BoxBody::new(bytes),
        Err(body) => body,
    }
}

struct Pieces(Bytes);

impl MessageBody for Pieces {
    type Error = Infallible;

    fn size(&self) -> actix_web::body::BodySize {
        self.0.size()
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        let most = self.0.len().min(PIECE);
        Poll::Ready((most > 0).then(|| Ok(self.0.split_to(most))))
    }

    fn try_into_bytes(self) -> Result<Bytes, Self> {
        Ok(self.0)
    }
}
