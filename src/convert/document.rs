//! Dashboard files, with any envelope.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Losses, older, to_v1, to_v2};
use crate::convert::Loss;
use crate::json::{self, Either, Typed};
use crate::schema::envelope::{Content, Document, Metadata};
use crate::schema::{v1, v2};
use crate::vocabulary::Text;

/// Where a resource says in which folder it belongs.
const FOLDER: &str = "grafana.app/folder";

/// Returns the dashboard of a file in the classic format, with nothing around it, and what that has no place for.
pub fn document_to_v1(document: Document) -> (v1::Dashboard, Vec<Loss>) {
    let (metadata, content, around) = opened(document);
    let (mut dashboard, losses) = match content {
        Content::V2(spec) => to_v1(v2::Dashboard { metadata, spec: Some(*spec), ..v2::Dashboard::new() }),
        Content::Classic(mut dashboard) => {
            let mut losses = Losses::of("classic");
            let uid = metadata.and_then(|metadata| super::to_v1::uid(metadata, &mut losses));
            dashboard.uid = dashboard.uid.or(uid.map(Some));
            super::bare::settle(&mut dashboard, &mut losses);
            (*dashboard, losses.list())
        }
    };
    super::valid::settle(&mut dashboard);
    (dashboard, [around, losses].concat())
}

/// Returns the dashboard of a file as classic JSON, for those who only look at it: what that has no place for is not told.
pub fn document_as_classic(document: Document) -> Value {
    document_to_v1(document).0.into_value()
}

/// Says that a dashboard nests deeper than what is read, [`json::DEEPEST`] levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the converted dashboard is nested deeper than {} levels, and could not be read again", json::DEEPEST)]
pub struct TooDeep;

/// Returns the dashboard of a file as a resource of the newer format, and what that has no place for.
///
/// # Errors
/// The newer format has more around what a dashboard holds, so a dashboard that is nested very deep becomes one that
/// could not be read again.
pub fn document_to_v2(document: Document) -> Result<(v2::Dashboard, Vec<Loss>), TooDeep> {
    let (dashboard, losses) = as_v2(document);
    if dashboard.levels() > json::DEEPEST { Err(TooDeep) } else { Ok((dashboard, losses)) }
}

fn as_v2(document: Document) -> (v2::Dashboard, Vec<Loss>) {
    let (metadata, content, around) = opened(document);
    match content {
        Content::V2(mut spec) => {
            older::to_current(&mut spec);
            let mut losses = Losses::of("v2");
            super::layout::unknown(&spec, &mut losses);
            (v2::Dashboard { metadata, spec: Some(*spec), ..v2::Dashboard::new() }, [around, losses.list()].concat())
        }
        Content::Classic(dashboard) => {
            let (mut converted, losses) = to_v2(*dashboard);
            if let Some(mut metadata) = metadata {
                metadata.name = metadata.name.or(converted.metadata.and_then(|it| it.name));
                converted.metadata = Some(metadata);
            }
            (converted, [around, losses].concat())
        }
    }
}

/// Removes the envelope of a dashboard, except its name and folder, and reports what is lost.
fn opened(document: Document) -> (Option<Metadata>, Content, Vec<Loss>) {
    let nothing = || Content::Classic(Box::default());
    match document {
        Document::Bare(content) => (None, content, Vec::new()),
        Document::Resource(resource) => (resource.metadata, resource.spec.unwrap_or_else(nothing), Vec::new()),
        Document::Wrapped(wrapped) => {
            let folder = wrapped.folder_uid.flatten().or(wrapped.meta.and_then(|meta| meta.folder_uid));
            let losses = if wrapped.inputs.is_some_and(|inputs| !inputs.is_empty()) {
                let what = "a bare dashboard file cannot contain values for its inputs";
                vec![Loss { place: "inputs".to_owned(), what: what.to_owned() }]
            } else {
                Vec::new()
            };
            match wrapped.dashboard {
                Some(Either::Left(resource)) => (resource.metadata, resource.spec.unwrap_or_else(nothing), losses),
                Some(Either::Right(content)) => (super::member::filled(folder).map(in_folder), content, losses),
                None => (None, nothing(), losses),
            }
        }
    }
}

fn in_folder(folder: Text) -> Metadata {
    let annotations = BTreeMap::from([(FOLDER.to_owned(), folder)]);
    Metadata::empty().annotations(annotations)
}
