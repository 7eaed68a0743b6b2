//! A classic dashboard is written without an envelope, and must be recognizable as one.

use serde_json::{Map, Value};

use super::Losses;
use super::loss::Place;
use crate::schema::envelope::known::Format;
use crate::schema::envelope::shape::{Around, Shape, shape};
use crate::schema::v1::Dashboard;

/// The members of a resource, of what wraps a dashboard, and of the newer format.
const OTHERS: [&[&str]; 3] = [&["apiVersion", "kind"], &["dashboard"], &["elements", "layout"]];

/// The members that tell a classic dashboard.
const TELLING: [&str; 4] = ["panels", "rows", "schemaVersion", "templating"];

/// Takes the members away that would make a reader see something else, and adds one that shows what it is where none
/// does.
pub(super) fn settle(dashboard: &mut Dashboard, losses: &mut Losses) {
    if tells(dashboard).next().is_none() {
        dashboard.panels = Some(Vec::new());
    }
    for names in OTHERS {
        if names.iter().all(|name| dashboard.rest.get(name).is_some()) && !is_classic(dashboard) {
            for name in names {
                dashboard.rest.remove(name);
                let why = "with it, the classic dashboard would not be recognized as one";
                losses.add(Place::Document.at(name), why);
            }
        }
    }
}

/// Returns whether a reader sees a classic dashboard, with nothing around it.
fn is_classic(dashboard: &Dashboard) -> bool {
    let of_others = OTHERS.into_iter().flatten().filter_map(|name| Some((*name, dashboard.rest.get(name)?.clone())));
    let told = tells(dashboard).map(|name| (name, Value::Null));
    let outline: Map<_, _> = of_others.chain(told).map(|(name, value)| (name.to_owned(), value)).collect();
    matches!(shape(&Value::Object(outline)), Ok(Shape { around: Around::Nothing, format: Format::Classic }))
}

/// Returns the members that tell a classic dashboard.
fn tells(dashboard: &Dashboard) -> impl Iterator<Item = &'static str> {
    let typed = [
        dashboard.panels.is_some(),
        dashboard.rows.is_some(),
        dashboard.schema_version.is_some(),
        dashboard.templating.is_some(),
    ];
    let told = TELLING.into_iter().zip(typed);
    told.filter(|(name, is_typed)| *is_typed || dashboard.rest.get(name).is_some()).map(|(name, _)| name)
}
