//! Two dashboards become the list of what changed, in people's words.
//!
//! Both sides are brought to one form first, so that nothing is told where nothing changed: defaults that Grafana fills
//! in, ids and versions, the order of keys, rows that are folded, the layout of a query's text. Panels, queries,
//! overrides, variables, annotations and links are matched by what they are, not by where they stand in a list.
//!
//! Each [`Change`] has the [`Edit`]s that it consists of, so that a list of changes can be replayed.

mod align;
mod apply;
mod change;
mod compare;
mod layout;
mod normal;
mod panels;
mod paths;
mod place;
mod promql;
mod risk;
mod tell;
mod words;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use change::{Change, Changes, Class, Edit, Kind, Place, Side};
pub use risk::{DATASOURCE_CHANGED, LABEL_LOST, LAST_READER_GONE, RISKS, Risk, VARIABLE_GONE};

use serde_json::Value;

use crate::schema::envelope::DocumentError;
use normal::Normal;

/// A dashboard to compare, with the text that it was read from.
#[derive(Debug)]
pub struct Dashboard<'t> {
    text: &'t str,
    normal: Normal,
}

impl<'t> Dashboard<'t> {
    /// Reads the text of a file: a dashboard of any format, with whatever stands around it.
    ///
    /// # Errors
    /// When the text is no JSON, or no dashboard.
    pub fn read(text: &'t str) -> Result<Self, DocumentError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Ok(Self { text, normal: Normal::read(text)? })
    }

    /// Returns it in the form in which dashboards are compared.
    pub fn compared(&self) -> Value {
        self.normal.root.clone().into()
    }

    /// Returns its title; empty where it has none.
    pub fn title(&self) -> &str {
        self.normal.text("title")
    }

    /// Returns its uid; empty where it has none.
    pub fn uid(&self) -> &str {
        self.normal.text("uid")
    }
}

impl Changes {
    /// Takes the changes to the older dashboard, and returns the newer one, as [`Dashboard::compared`] gives it.
    ///
    /// Where the two were of different schema versions, both are as Grafana shows them today.
    pub fn apply(&self, old: &Dashboard<'_>) -> Value {
        let migrated = self.is_migrated.then(|| normal::migrated(&old.normal, old.text)).flatten();
        let mut root = migrated.map_or_else(|| old.normal.root.clone(), |it| it.root);
        apply::apply(self, &mut root);
        root.into()
    }
}

/// Returns what changed from one dashboard to another.
///
/// ```
/// use dashgen::diff::{Class, Dashboard, dashboards};
///
/// let old = r#"{"title": "Shop", "panels": [{"id": 1, "type": "stat", "title": "Orders",
///     "targets": [{"refId": "A", "expr": "rate(orders_total[5m])"}]}]}"#;
/// let new = old.replace("[5m]", "[1h]").replace("\"id\": 1", "\"id\": 7");
/// let changes = dashboards(&Dashboard::read(old).unwrap(), &Dashboard::read(&new).unwrap());
///
/// let [change] = &changes.changes[..] else { panic!("one change") };
/// assert_eq!((change.class, change.what.as_str()), (Class::Query, "[5m] → [1h]"));
/// assert_eq!(change.subject, "panel \"Orders\" A");
/// ```
pub fn dashboards(old: &Dashboard<'_>, new: &Dashboard<'_>) -> Changes {
    let mut changes = Changes { uid: new.uid().to_owned(), title: new.title().to_owned(), ..Changes::default() };
    if old.text == new.text {
        return changes;
    }
    let migrated = normal::on_one_schema([(&old.normal, old.text), (&new.normal, new.text)]);
    changes.is_migrated = migrated.is_some();
    let [a, b] = migrated.as_ref().map_or([&old.normal, &new.normal], |[a, b]| [a, b]);
    compare::dashboards(a, b, &mut changes);
    risk::mark(&mut changes, a, b);
    tell::finish(&mut changes, [(a, old.text), (b, new.text)]);
    changes
}
