//! How deep JSON may nest, and what is said of a text that is none.

/// How many levels of objects and lists are read; the parser gives up below.
pub const DEEPEST: usize = 127;

/// Returns why a text cannot be read, and where: what the parser says, in words for whoever wrote the text.
pub fn problem(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let (what, place) = text.split_at(text.rfind(" at line ").unwrap_or(text.len()));
    match what {
        "recursion limit exceeded" => format!("nested deeper than {DEEPEST} levels{place}"),
        "unexpected end of hex escape" | "lone leading surrogate in hex escape" => {
            format!("half of a surrogate pair stands alone, as `\\ud83d` without `\\ude00`{place}")
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::json::typed::levels;

    fn told(text: &str) -> String {
        problem(&serde_json::from_str::<Value>(text).unwrap_err())
    }

    #[test]
    fn the_parser_reads_as_deep_as_is_said() {
        for (open, close) in [("[", "]"), (r#"{"a": "#, "}")] {
            let deep = |levels: usize| format!("{}1{}", open.repeat(levels), close.repeat(levels));
            let deepest: Value = serde_json::from_str(&deep(DEEPEST)).unwrap();
            assert_eq!(levels(&deepest), DEEPEST);
            assert!(told(&deep(DEEPEST + 1)).starts_with("nested deeper than 127 levels at line 1 column "));
        }
    }

    #[test]
    fn brackets_in_texts_are_no_levels() {
        let value: Value = serde_json::from_str(r#"["\"[[[", "\\", {"[": "{"}]"#).unwrap();
        assert_eq!(levels(&value), 2);
    }

    #[test]
    fn half_of_a_surrogate_pair() {
        let expected = r"half of a surrogate pair stands alone, as `\ud83d` without `\ude00` at line 1 column";
        for text in [r#""\ud800""#, r#""\ud800 ""#, r#""\ude00""#, r#""\ud800\u0041""#] {
            assert!(told(text).starts_with(expected), "{text}: {}", told(text));
        }
        assert_eq!(told("{1}"), "key must be a string at line 1 column 2");
    }
}
