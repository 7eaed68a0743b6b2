//! One form for any dashboard, so that a small edit in the UI is a small difference in review.
//!
//! Keys stand in the order of the alphabet, indented by two spaces, one newline at the end, whole numbers without a
//! point. What a dashboard means stays as it is: left out is only what Grafana 11 and later do not read, or fill in by
//! themselves with the same value. Each rule names the place in Grafana's source that makes it so; where there is doubt,
//! a member stays.
//!
//! | left out | where | why | kept with |
//! |---|---|---|---|
//! | `id`, `version` | dashboard | the server gives its own to what it stores (`pkg/services/dashboards`, file provisioning sets the id to 0) | [`Keep::Ids`] |
//! | `iteration` | dashboard | the legacy templating service noted when it ran; `dashboard-scene` does not read it | [`Keep::Ids`] |
//! | `meta`; `status`, `access`; of the `metadata`, [what the server fills in](crate::schema::envelope) | around the dashboard | answers of the API, ignored or overwritten on writes (`pkg/storage/unified/apistore`) | [`Keep::Ids`] |
//! | `key` that Explore made: `Q-...` | query | `DataQuery` of `@grafana/schema`: used in Explore only | [`Keep::Editor`] |
//! | `datasourceId`, `intervalMs`, `maxDataPoints`, `requestId`, `utcOffsetSec` | Prometheus query | set anew in each request (`DataSourceWithBackend.query`, `PrometheusDatasource.query`) | [`Keep::Editor`] |
//! | `disableTextWrap`, `fullMetaSearch`, `includeNullMetadata`, `useBackend` | Prometheus query | switches of the metrics explorer in the query editor (`MetricsModal`) | [`Keep::Editor`] |
//! | `exemplar: false` | Prometheus query | the same as none (`PrometheusDatasource.shouldRunExemplarQuery`) | – |
//! | `options` | query variable that loads its values | `QueryVariable` of `@grafana/scenes` asks again before anybody sees them | – |
//! | `selected` of `current` | variable | `dashboard-scene/utils/variables.ts` reads the text and the value | – |
//! | `current` | query variable that loads its values | *has a meaning*: it is what people get who open the dashboard, so it goes only when asked | [`Dropped::Selections`] drops it |
//! | `style`, `hideControls` | dashboard | themes and controls of Grafana before version 5; `dashboard-scene` reads neither | – |
//! | `null`, `false`, `0`, `""`, `[]` where Grafana's defaults say the same | dashboard, panel, query, variable | `kinds/dashboard/dashboard_kind.cue`, `transformSaveModelToScene` | – |
//! | `$$hashKey` | everywhere | `AngularJS` marked the items of lists with it | – |
//!
//! Some values are written as Grafana's API asks for them since version 12: see `valid.rs`. Options and field config of
//! panels stay as they are, and so does `pluginVersion`: the migrations of panels (`xychart`, `stat`, `gauge`, `geomap`,
//! `canvas`, ...) read it.

mod classic;
mod envelope;
mod meaning;
mod v2;
mod valid;

pub use meaning::meaning;
pub(crate) use valid::found;

use crate::json::{self, tree};
use crate::schema::envelope::DocumentError;

/// What the UI of old wrote into any item of a list, to find it again. It says nothing, and is not read.
const UI_MARK: &str = "$$hashKey";

/// What is kept although only a server or an editor knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Keep {
    /// IDs, versions and dates assigned by the server that the dashboard comes from.
    Ids,
    /// The state of the query editor.
    Editor,
}

/// What is left out although it has a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Dropped {
    /// The selected values of variables that load their values. Those that offer "All" get it, as Grafana does by
    /// itself; the others get nothing, so that Grafana takes the first value.
    Selections,
}

/// How the canonical form is to be; [`Form::default`] changes nothing of what a dashboard means.
#[derive(Debug, Clone, Copy, Default)]
pub struct Form<'a> {
    /// What is kept beside all that has a meaning.
    pub keep: &'a [Keep],
    /// What is dropped in spite of its meaning.
    pub drop: &'a [Dropped],
}

/// Returns the canonical form of a dashboard: classic or v2, bare, with `meta` beside it, or as a resource.
///
/// ```
/// use dashgen::canonical::{Form, format};
///
/// let saved = r#"{"version": 7, "title": "Shop", "panels": [{"type": "stat", "transparent": false, "id": 1}]}"#;
/// assert_eq!(
///     format(saved, Form::default()).unwrap(),
///     "{\n  \"panels\": [\n    {\n      \"id\": 1,\n      \"type\": \"stat\"\n    }\n  ],\n  \"title\": \"Shop\"\n}\n"
/// );
/// ```
///
/// # Errors
/// When the text is not valid JSON, or not a dashboard.
pub fn format(text: &str, form: Form<'_>) -> Result<String, DocumentError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut tree = tree::read_without(text, UI_MARK).map_err(|error| DocumentError::syntax(text, error))?;
    envelope::tidy(&mut tree, form)?;
    Ok(json::text_of_about(&tree, text.len()))
}

impl Form<'_> {
    fn leaves_out(self, what: Keep) -> bool {
        !self.keep.contains(&what)
    }

    fn drops(self, what: Dropped) -> bool {
        self.drop.contains(&what)
    }
}

#[cfg(test)]
mod tests;
