//! Suggestions for misspelt names: "did you mean".

/// The longest text for which there are suggestions, in characters.
const LONGEST: usize = 200;

/// Returns the candidate most similar to a text, if it is similar enough to be a likely correction.
///
/// ```
/// let metrics = ["http_requests_total", "http_errors_total"];
/// assert_eq!(dashgen::spelling::nearest("http_request_total", metrics), Some("http_requests_total"));
/// assert_eq!(dashgen::spelling::nearest("up", metrics), None);
/// ```
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = text.chars().count();
    // Nobody types longer names, and comparing takes quadratic time.
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
