use std::collections::BTreeSet;

use actix_web::HttpResponse;
use actix_web::middleware::from_fn;
use actix_web::test as serving;

use super::Opening::Assets;
use super::{Addresses, listed};
use crate::web::labels::{CARRIED, CHOSEN, SECRET, TYPED, key_in};
use crate::web::{error_pages, requests};

#[test]
fn every_field_that_a_form_may_hold_is_typed_chosen_carried_or_secret() {
    let addresses = listed();
    let names: BTreeSet<&str> =
        addresses.iter().flat_map(|address| address.takes.names()).collect();
    // A form that waits for somebody to sign in is carried under these names whole.
    let names = names.into_iter().filter(|name| !name.starts_with("typed:"));
    for name in names {
        let name = name.trim_end_matches('*').trim_end_matches('-');
        let places = [
            key_in(TYPED, name).is_some(),
            key_in(CHOSEN, name).is_some(),
            CARRIED.contains(&name),
            SECRET.contains(&name),
        ];
        let found = places.iter().filter(|place| **place).count();
        assert_eq!(found, 1, "{name} is in {found} lists of src/web/labels.rs");
    }
    let taken = |name: &str| {
        addresses.iter().any(|at| at.takes.has(name) || at.takes.has(&format!("{name}-")))
    };
    let known = TYPED.iter().chain(CHOSEN).map(|(name, _)| *name);
    for name in known.chain(CARRIED.iter().copied()).chain(SECRET.iter().copied()) {
        assert!(taken(name), "no form holds {name}");
    }
}

async fn stops_in_the_middle() -> HttpResponse {
    panic!("the harbour is not there")
}

#[actix_web::test]
async fn a_handler_that_stops_in_the_middle_is_answered_with_the_page_of_a_fault() {
    let server = actix_web::App::new()
        .configure(|server| {
            let mut at = Addresses::default();
            at.get("/stops", Assets, stops_in_the_middle);
            at.open(server);
        })
        .wrap(from_fn(error_pages))
        .wrap(from_fn(requests));
    let server = serving::init_service(server).await;
    // The next one is answered too: nothing of the server has gone with it.
    for _ in 0..2 {
        let asked = serving::TestRequest::get().uri("/stops").to_request();
        let answer = serving::call_service(&server, asked).await;
        assert_eq!(answer.status(), 500);
        let id = answer.headers().get("x-request-id").unwrap().to_str().unwrap().to_owned();
        let page = serving::read_body(answer).await;
        let page = std::str::from_utf8(&page).unwrap();
        assert!(page.contains(&id) && page.contains("Something went wrong"), "{page}");
        assert!(!page.contains("harbour"), "{page}");
    }
}
