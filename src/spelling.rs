//! "Did you mean": the nearest of the words that would have been right.

/// Returns the candidate nearest to a text, when it is near enough to be what was meant.
///
/// ```
/// let metrics = ["http_requests_total", "http_errors_total"];
/// assert_eq!(dashgen::spelling::nearest("http_request_total", metrics), Some("http_requests_total"));
/// assert_eq!(dashgen::spelling::nearest("up", metrics), None);
/// ```
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = text.chars().count() / 3;
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(text, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}
