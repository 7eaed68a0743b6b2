//! What Grafana's API (`dashboard.grafana.app/v1beta1`, since version 12) takes in a classic dashboard, and what it
//! refuses, in the form that it takes and that means the same.
//!
//! | value | why it means the same |
//! |---|---|
//! | `refresh: false` becomes `""` | both are "never" (`transformSaveModelToScene` gives it to the refresh picker, which asks whether it is true) |
//! | a number as `gnetId` becomes a text | it is only shown and sent as a part of an address |
//! | the width 0 of a row becomes 24, its height 0 becomes 1 | `SceneGridRow` is as wide as the page and one cell high, whatever is said |
//! | a number as `noValue` becomes a text, and 0 goes (in an override, it becomes `""`) | `getDisplayProcessor` shows it as a text, and 0 not at all |
//! | the list `[]` as `options` becomes `{}` | defaults are merged over either |
//! | a datasource that is a text becomes `{"uid": ..}` | `DatasourceSrv.getInstanceSettings` looks a uid up among the names, too, and fills variables in. In dashboards of a schema version below 36, only variables: Grafana's own migration looks names up there |

use serde_json::Value;

use super::datasource;

/// A member of an object.
#[derive(Clone, Copy)]
pub(crate) struct Member {
    pub(crate) name: &'static str,
    /// What the API takes, besides `null`.
    pub(crate) takes: Takes,
    /// The version of the schema since which Grafana migrates what it finds no more before it looks at it.
    pub(crate) since: f64,
    /// How what it refuses is said so that it takes it.
    pub(crate) mend: Option<Mend>,
}

/// Returns what takes the place of a value in a dashboard of a version of the schema.
pub(crate) type Mend = fn(Found<'_>, f64) -> Option<Mended>;

/// What is found in a place, as far as that matters to [`Mend`].
#[derive(Clone, Copy)]
pub(crate) enum Found<'a> {
    False,
    Zero,
    /// Any number but 0.
    Number,
    Text(&'a str),
    EmptyList,
    Other,
}

impl Found<'_> {
    pub(crate) fn number(value: f64) -> Self {
        if value == 0.0 { Self::Zero } else { Self::Number }
    }
}

impl<'a> From<&'a Value> for Found<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Bool(false) => Self::False,
            Value::Number(number) => Self::number(number.as_f64().unwrap_or(f64::NAN)),
            Value::String(text) => Self::Text(text),
            Value::Array(items) if items.is_empty() => Self::EmptyList,
            _ => Self::Other,
        }
    }
}

/// What takes the place of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mended {
    /// Nothing: the member goes.
    Nothing,
    EmptyText,
    /// The number, as a text.
    Printed,
    Whole(u32),
    EmptyObject,
    /// A reference to the datasource whose name, or variable, the text was; with its plugin where that is known.
    Reference(Option<&'static str>),
}

/// What the API takes in a place.
#[derive(Clone, Copy)]
pub(crate) enum Takes {
    Text,
    Truth,
    Object,
    /// A list of texts.
    Texts,
    /// Any list.
    List,
    /// A whole number between two, both included.
    Whole(f64, f64),
    /// One of some words.
    Word(&'static [&'static str]),
}

const fn member(name: &'static str, takes: Takes) -> Member {
    Member { name, takes, since: 0.0, mend: None }
}

impl Member {
    const fn since(self, since: f64) -> Self {
        Self { since, ..self }
    }

    const fn or(self, mend: Mend) -> Self {
        Self { mend: Some(mend), ..self }
    }
}

/// Members of the dashboard itself.
pub(crate) const DASHBOARD: &[Member] = &[
    member("title", Takes::Text),
    member("description", Takes::Text),
    member("editable", Takes::Truth),
    member("liveNow", Takes::Truth),
    member("gnetId", Takes::Text).or(printed),
    member("graphTooltip", Takes::Whole(0.0, 2.0)),
    member("tags", Takes::Texts),
    member("refresh", Takes::Text).since(40.0).or(never),
];

/// Members of the time range.
pub(crate) const TIME: &[Member] = &[member("from", Takes::Text), member("to", Takes::Text)];

/// Members of a link of the dashboard.
pub(crate) const LINK: &[Member] = &[member("type", Takes::Word(&["dashboards", "link"]))];

/// Members of a variable.
pub(crate) const VARIABLE: &[Member] =
    &[member("type", Takes::Word(VARIABLE_TYPES)), member("hide", Takes::Whole(0.0, 3.0)), DATASOURCE];

/// Members of an annotation.
pub(crate) const ANNOTATION: &[Member] = &[DATASOURCE];

/// Members of a panel or a row.
pub(crate) const PANEL: &[Member] = &[
    member("title", Takes::Text),
    member("description", Takes::Text),
    member("transparent", Takes::Truth),
    member("options", Takes::Object).or(defaults),
    member("targets", Takes::List),
    member("repeatDirection", Takes::Word(&["h", "v"])),
    DATASOURCE,
];

/// The place of a panel on the grid.
pub(crate) const PLACE: &[Member] = &[X, Y, WIDTH, HEIGHT];

/// The place of a row.
pub(crate) const PLACE_OF_ROW: &[Member] = &[X, Y, WIDTH.or(full_width), HEIGHT.or(one_cell)];

const X: Member = member("x", Takes::Whole(0.0, 23.0)).since(GRID);
const Y: Member = member("y", Takes::Whole(0.0, f64::INFINITY)).since(GRID);
const WIDTH: Member = member("w", Takes::Whole(1.0, 24.0)).since(GRID);
const HEIGHT: Member = member("h", Takes::Whole(1.0, f64::INFINITY)).since(GRID);

/// The version of the schema since which panels lie on a grid.
const GRID: f64 = 16.0;

/// Members of the field config's defaults.
pub(crate) const DEFAULTS: &[Member] =
    &[member("noValue", Takes::Text).or(no_value), member("displayName", Takes::Text), member("unit", Takes::Text)];

/// The property `noValue` of an override.
pub(crate) const NO_VALUE_OF_OVERRIDE: &[Member] = &[member("value", Takes::Text).or(no_value_of_override)];

/// Members of the colour of fields.
pub(crate) const COLOR: &[Member] = &[member("mode", Takes::Word(COLOR_MODES))];

/// Members of the thresholds of fields.
pub(crate) const THRESHOLDS: &[Member] = &[member("mode", Takes::Word(&["absolute", "percentage"]))];

/// Members of a value mapping.
pub(crate) const MAPPING: &[Member] =
    &[member("type", Takes::Word(&["range", "regex", "special", "value"])).since(30.0)];

const DATASOURCE: Member = member("datasource", Takes::Object).since(NAMED_DATASOURCES).or(reference);

/// The version of the schema since which Grafana's migration looks names of datasources up no more.
const NAMED_DATASOURCES: f64 = 36.0;

const COLOR_MODES: &[&str] = &[
    "continuous-BlPu",
    "continuous-BlYlRd",
    "continuous-GrYlRd",
    "continuous-RdYlGr",
    "continuous-YlBl",
    "continuous-YlRd",
    "continuous-blues",
    "continuous-cividis",
    "continuous-greens",
    "continuous-inferno",
    "continuous-magma",
    "continuous-plasma",
    "continuous-purples",
    "continuous-reds",
    "continuous-viridis",
    "fixed",
    "palette-classic",
    "palette-classic-by-name",
    "shades",
    "thresholds",
];

const VARIABLE_TYPES: &[&str] = &[
    "adhoc",
    "constant",
    "custom",
    "datasource",
    "groupby",
    "interval",
    "query",
    "snapshot",
    "switch",
    "system",
    "textbox",
];

/// The refresh that is none.
pub(crate) fn never(found: Found<'_>, _: f64) -> Option<Mended> {
    matches!(found, Found::False).then_some(Mended::EmptyText)
}

fn printed(found: Found<'_>, _: f64) -> Option<Mended> {
    matches!(found, Found::Zero | Found::Number).then_some(Mended::Printed)
}

/// The width of a row.
pub(crate) fn full_width(found: Found<'_>, _: f64) -> Option<Mended> {
    matches!(found, Found::Zero).then_some(Mended::Whole(24))
}

/// The height of a row.
pub(crate) fn one_cell(found: Found<'_>, _: f64) -> Option<Mended> {
    matches!(found, Found::Zero).then_some(Mended::Whole(1))
}

/// The options of a panel that says none.
pub(crate) fn defaults(found: Found<'_>, _: f64) -> Option<Mended> {
    matches!(found, Found::EmptyList).then_some(Mended::EmptyObject)
}

/// What is shown where there is no value.
pub(crate) fn no_value(found: Found<'_>, _: f64) -> Option<Mended> {
    match found {
        Found::Zero => Some(Mended::Nothing),
        Found::Number => Some(Mended::Printed),
        _ => None,
    }
}

/// The same as what an override says.
pub(crate) fn no_value_of_override(found: Found<'_>, schema: f64) -> Option<Mended> {
    // Without a value, the override would still hide what the defaults say.
    no_value(found, schema).map(|mended| if mended == Mended::Nothing { Mended::EmptyText } else { mended })
}

/// The datasource of a panel, a variable or an annotation.
pub(crate) fn reference(found: Found<'_>, schema: f64) -> Option<Mended> {
    let Found::Text(name) = found else { return None };
    let stays = schema >= NAMED_DATASOURCES || name.starts_with('$');
    (stays && !name.is_empty()).then(|| Mended::Reference(datasource::plugin(name)))
}
