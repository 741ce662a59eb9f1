//! The way back from the page that asks for a confirmation to a page that was asked for. (An act
//! needs no way back: its form is sent again.)

use crate::app::App;
use crate::sign_in::local_paths::local_path;
use crate::sign_in::recently_confirmed;
use crate::web::{Asking, Error, Fields, see_other};
use actix_web::{HttpResponse, web};

pub async fn confirm(
    app: web::Data<App>,
    asking: Asking,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    recently_confirmed(&app, &asking, &fields).await?;
    Ok(see_other(local_path(fields.get("next")).unwrap_or("/")))
}
