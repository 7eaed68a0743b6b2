//! "Did you mean": the nearest of the words that would have been right.

/// The longest text that something is near to, in characters.
const LONGEST: usize = 200;

/// Returns the candidate nearest to a text, when it is near enough to be what was meant.
///
/// ```
/// let metrics = ["http_requests_total", "http_errors_total"];
/// assert_eq!(dashgen::spelling::nearest("http_request_total", metrics), Some("http_requests_total"));
/// assert_eq!(dashgen::spelling::nearest("up", metrics), None);
/// ```
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = text.chars().count();
    // What is longer is no word that somebody typed, and comparing takes time with the square of the length.
    if length > LONGEST {
        return None;
    }
    let limit = length / 3;
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 4 * LONGEST && candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (strsim::damerau_levenshtein(text, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_very_long_word_is_nothing_like_another() {
        let (long, other) = ("a".repeat(1_000_000), "b".repeat(1_000_000));
        assert_eq!(nearest(&long, [other.as_str()]), None);
        assert_eq!(nearest("jobs", [other.as_str(), "job"]), Some("job"));
    }
}
