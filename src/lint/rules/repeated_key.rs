//! Keys that occur twice in an object.

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
Only the last one counts: the first is silently lost, often after a merge.
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
        let message = format!("the key `{}` already occurs in this object, on line {first}", short(&member.key));
        report(Draft::new(Spot::at(member.pointer), message).hint("only the last one counts: remove one"));
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
        test.json:3:10: warning[repeated-key]: the key `title` already occurs in this object, on line 2
          hint: only the last one counts: remove one
        ");
    }

    #[test]
    fn the_same_key_in_two_panels() {
        let text = r#"{"panels": [{"id": 1, "type": "text"}, {"id": 2, "type": "text"}]}"#;
        assert_snapshot!(findings_in_text(text), @"");
    }
}
