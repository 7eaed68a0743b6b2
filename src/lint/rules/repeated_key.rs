//! Keys that an object has twice.

use crate::lint::draft::{Draft, MOST};
use crate::lint::finding::short;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;
use crate::view::text::{Lines, repeated_keys};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "repeated-key",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags a JSON object that has the same key twice.
# Why
Only the last one counts: the first is lost without a word, often after two edits were merged.
# Example
`{\"title\": \"Requests\", \"title\": \"Errors\"}`: the panel is called Errors.
",
    check: Check::RepeatedKeys(check),
};

fn check(text: &str, report: &mut dyn FnMut(Draft)) {
    let (repeated, more) = repeated_keys(text, MOST);
    let lines = if repeated.is_empty() { return } else { Lines::new(text) };
    for member in repeated {
        let first = lines.position(member.first.start).line;
        let message = format!("the key `{}` stands in this object already, in line {first}", short(&member.key));
        report(Draft::new(Spot::at(member.pointer), message).hint("only the last of them counts: remove one"));
    }
    // They are only counted.
    (0..more).for_each(|_| report(Draft::new(Spot::default(), "")));
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::lint::testing::findings_in_text;

    #[test]
    fn two_titles() {
        assert_snapshot!(findings_in_text("{\n\"title\": \"a\", \"panels\": [],\n\"title\": \"b\"}"), @r"
        test.json:3:10: warning[repeated-key]: the key `title` stands in this object already, in line 2
          hint: only the last of them counts: remove one
        ");
    }

    #[test]
    fn the_same_key_in_two_panels() {
        let text = r#"{"panels": [{"id": 1, "type": "text"}, {"id": 2, "type": "text"}]}"#;
        assert_snapshot!(findings_in_text(text), @"");
    }
}
