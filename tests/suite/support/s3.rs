//! A store that speaks as much of Amazon S3's protocol as a depot needs, and can be told to fail.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use sha2::{Digest, Sha256};
use travaux::depot::{Depot, Options};

pub const SECRET: &str = "the secret of the depot's key";

/// How the store behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Works,
    /// It answers 503, which says nothing of what lies there.
    Refuses,
    /// It takes the request and never answers.
    Hangs,
    /// It says that it took something, and did not.
    Forgets,
}

type Objects = BTreeMap<String, Vec<u8>>;

struct State {
    objects: Mutex<Objects>,
    mood: Mutex<Mood>,
}

pub struct Store {
    pub endpoint: String,
    bucket: String,
    state: Data<State>,
    handle: actix_web::dev::ServerHandle,
}

impl Store {
    /// An empty one, with a bucket that no other test knows.
    pub async fn start() -> Self {
        let state = Data::new(State { objects: Mutex::default(), mood: Mutex::new(Mood::Works) });
        let told = state.clone();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        let server = HttpServer::new(move || {
            let limit = web::PayloadConfig::new(4 * 1024 * 1024);
            App::new().app_data(told.clone()).app_data(limit).default_service(web::to(answer))
        });
        let server =
            server.workers(1).disable_signals().listen(listener).expect("it listens").run();
        let handle = server.handle();
        tokio::spawn(server);
        let bucket = format!("files-{}", travaux::secrets::public_id());
        Self { endpoint, bucket, state, handle }
    }

    pub fn url(&self) -> String {
        format!("s3://{}/consult", self.bucket)
    }

    pub fn depot(&self) -> Arc<Depot> {
        let options = Options {
            url: self.url(),
            endpoint: Some(self.endpoint.clone()),
            region: "eu-central-1".into(),
            key: "depot".into(),
            secret: SECRET.into(),
            ..Options::default()
        };
        Depot::open(&options).expect("a depot")
    }

    pub fn becomes(&self, mood: Mood) {
        *self.state.mood.lock().expect("its mood") = mood;
    }

    /// What lies there, by its path.
    pub fn objects(&self) -> Objects {
        self.state.objects.lock().expect("what lies there").clone()
    }

    /// Does something to what lies there, behind everybody's back.
    pub fn meddle(&self, with: impl FnOnce(&mut Objects)) {
        with(&mut self.state.objects.lock().expect("what lies there"));
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
    }
}

async fn answer(state: Data<State>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let mood = *state.mood.lock().expect("its mood");
    match mood {
        Mood::Refuses => return HttpResponse::ServiceUnavailable().finish(),
        Mood::Hangs => tokio::time::sleep(Duration::from_secs(3600)).await,
        Mood::Works | Mood::Forgets => {}
    }
    let header = |name: &str| {
        let value = request.headers().get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let signed = header("authorization");
    let digest = hex(&Sha256::digest(&body));
    if !signed.starts_with("AWS4-HMAC-SHA256 Credential=depot/")
        || !signed.contains("/eu-central-1/s3/aws4_request")
        || header("x-amz-content-sha256") != digest
    {
        return HttpResponse::build(StatusCode::FORBIDDEN).body("<Error/>");
    }
    let path = request.path().to_owned();
    let mut objects = state.objects.lock().expect("what lies there");
    match *request.method() {
        Method::PUT => {
            if mood != Mood::Forgets {
                objects.insert(path, body.to_vec());
            }
            HttpResponse::Ok().insert_header(("ETag", format!("\"{digest}\""))).finish()
        }
        Method::GET => match objects.get(&path) {
            Some(found) => HttpResponse::Ok()
                .insert_header(("ETag", format!("\"{}\"", hex(&Sha256::digest(found)))))
                .insert_header(("Last-Modified", "Sun, 15 Mar 2026 12:00:00 GMT"))
                .body(found.clone()),
            None => HttpResponse::NotFound().body("<Error><Code>NoSuchKey</Code></Error>"),
        },
        Method::DELETE => {
            objects.remove(&path);
            HttpResponse::NoContent().finish()
        }
        _ => HttpResponse::MethodNotAllowed().finish(),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
