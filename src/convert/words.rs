//! Numbers of the classic format, and the words that v2 has for them.

/// What panels share.
pub(super) const CURSOR: &[&str] = &["Off", "Crosshair", "Tooltip"];
/// What of a variable is hidden.
pub(crate) const HIDE: &[&str] = &["dontHide", "hideLabel", "hideVariable", "inControlsMenu"];
/// When a variable asks again.
pub(crate) const REFRESH: &[&str] = &["never", "onDashboardLoad", "onTimeRangeChanged"];
/// How the values of a variable are sorted.
pub(crate) const SORT: &[&str] = &[
    "disabled",
    "alphabeticalAsc",
    "alphabeticalDesc",
    "numericalAsc",
    "numericalDesc",
    "alphabeticalCaseInsensitiveAsc",
    "alphabeticalCaseInsensitiveDesc",
    "naturalAsc",
    "naturalDesc",
];

/// The intervals of reloading that Grafana offers.
pub(crate) const INTERVALS: &[&str] = &["5s", "10s", "30s", "1m", "5m", "15m", "30m", "1h", "2h", "1d"];

/// What v2 calls a text that the classic format has as the query of a variable.
pub(super) const PLAIN_QUERY: &str = "__legacyStringValue";
/// Where Grafana looks for what is left of a panel of Angular times.
pub(crate) const ANGULAR: &str = "__angularMigration";

/// Returns the word of a number.
pub(super) fn word(words: &'static [&str], number: i64) -> Option<&'static str> {
    words.get(usize::try_from(number).ok()?).copied()
}

/// Returns the number of a word.
pub(super) fn number(words: &[&str], word: &str) -> Option<usize> {
    words.iter().position(|it| *it == word)
}

/// Returns the intervals of reloading that Grafana offers.
pub(super) fn intervals() -> Vec<crate::vocabulary::Text> {
    INTERVALS.iter().map(|interval| (*interval).into()).collect()
}
