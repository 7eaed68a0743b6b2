//! Objects for grafana-operator: a dashboard, the folder, datasources.

use std::io::Write;

use base64::prelude::{BASE64_STANDARD, Engine};
use serde::Serialize;

use super::super::error::RenderError;
use super::super::yaml::template;
use super::name::{self, object};
use super::{OBJECT, fitting};
use crate::model::{Dashboard, Uid};
use crate::suite::{Datasource, Suite};

/// Returns the object of a dashboard; its JSON is compressed when it does not fit otherwise.
pub(super) fn dashboard(suite: &Suite, name: &str, dashboard: &Dashboard, json: &str) -> Result<String, RenderError> {
    #[derive(Serialize)]
    struct Data<'a> {
        suite: &'a str,
        name: &'a str,
        folder: Option<String>,
        text: Option<&'a str>,
        packed: Option<&'a str>,
    }
    let text = fitting(json, OBJECT);
    let packed = text.as_ref().err().map(|line| packed(line));
    if let (Some(packed), Err(line)) = (&packed, &text)
        && packed.len() > OBJECT
    {
        let (dashboard, object) = (dashboard.uid.clone(), "an object of Kubernetes");
        return Err(RenderError::TooLarge { dashboard, bytes: line.len(), object, limit: OBJECT });
    }
    let folder = name::of_folder(suite);
    let (text, packed) = (text.as_deref().ok(), packed.as_deref());
    Ok(template::render("grafana-dashboard.yml", &Data { suite: &suite.name, name, folder, text, packed }))
}

/// Compresses a text as the operator reads it: gzip, in Base64. The same text gives the same bytes: no time is kept.
fn packed(text: &str) -> String {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(text.as_bytes()).expect("a Vec takes any bytes");
    BASE64_STANDARD.encode(encoder.finish().expect("a Vec takes any bytes"))
}

/// Returns the folder of the dashboards.
pub(super) fn folder(suite: &Suite) -> Option<(String, String)> {
    let name = name::of_folder(suite)?;
    let provider = suite.providers.first()?;
    Some(print_folder(suite, &name, &provider.folder, provider.folder_uid.as_ref()))
}

pub(super) fn print_folder(suite: &Suite, name: &str, title: &str, uid: Option<&Uid>) -> (String, String) {
    #[derive(Serialize)]
    struct Data<'a> {
        suite: &'a str,
        name: &'a str,
        title: &'a str,
        uid: Option<&'a str>,
    }
    let data = Data { suite: &suite.name, name, title, uid: uid.map(Uid::as_str) };
    (object(name), template::render("grafana-folder.yml", &data))
}

pub(super) fn datasource(suite: &Suite, datasource: &Datasource) -> (String, String) {
    #[derive(Serialize)]
    struct Data<'a> {
        suite: &'a str,
        name: &'a str,
        title: &'a str,
        uid: &'a str,
        url: &'a str,
        interval: &'a str,
        is_default: bool,
    }
    let name = name::of("datasource", datasource.uid.as_str());
    let data = Data {
        suite: &suite.name,
        name: &name,
        title: &datasource.name,
        uid: datasource.uid.as_str(),
        url: datasource.url.value(),
        interval: datasource.scrape_interval.value(),
        is_default: datasource.is_default,
    };
    (object(&name), template::render("grafana-datasource.yml", &data))
}
