//! Units that Grafana does not know.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::unit;
use crate::view::Spot;
use crate::view::text;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unknown-unit",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags a unit that Grafana does not know. In dashboards from elsewhere, only what looks like a misspelling:
any other text is shown behind the number, which may well be meant.
# Why
Grafana shows the unit as it is written behind the bare number: `0.42 percentunits` instead of `42%`.
# Example
`\"unit\": \"percentunits\"`; right: `\"unit\": \"percentunit\"`, or `suffix:bots` for a word of one's own.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let is_own = subject.context.catalogue.is_some();
    for (index, panel) in subject.dashboard.panels.iter().enumerate() {
        let Some(name) = panel.defaults().map(|defaults| text(defaults, "unit")) else { continue };
        if unit::is_known_id(name) || name.contains('$') {
            continue;
        }
        let near = if is_own { unit::suggest_id(name) } else { misspelt(name) };
        if is_own || near.is_some() {
            let draft = Draft::new(
                Spot::panel(index, panel, "/fieldConfig/defaults/unit"),
                format!("Grafana knows no unit `{name}`, and shows the word behind the number"),
            );
            report(match near {
                Some(_) => draft.did_you_mean(near),
                None => draft.hint(format!("`suffix:{name}` says that this is meant")),
            });
        }
    }
}

/// Returns what a word was meant to be, when no other reading is likely: a long id with one letter wrong.
///
/// Short words are near to many ids by chance: `cpu` to `cpm`, `rds` to `rps`.
fn misspelt(word: &str) -> Option<&'static str> {
    let near = unit::suggest_id(word)?;
    let is_long = near.len() >= 7 && word.chars().count() >= 6;
    (is_long && strsim::damerau_levenshtein(word, near) == 1).then_some(near)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::{findings, foreign_findings, panel};

    fn with_unit(unit: &str) -> Value {
        panel(json!({"fieldConfig": {"defaults": {"unit": unit}}}))
    }

    #[test]
    fn a_misspelt_id() {
        assert_snapshot!(foreign_findings(&LINT, &with_unit("percentunits")), @r#"
        test.json:11:19: warning[unknown-unit]: Grafana knows no unit `percentunits`, and shows the word behind the number
          in panel "Panel" (id 1)
          hint: did you mean `percentunit`?
        "#);
    }

    #[test]
    fn a_word_in_a_dashboard_of_the_suite() {
        assert_snapshot!(findings(&LINT, &with_unit("bots")), @r#"
        test.json:11:19: warning[unknown-unit]: Grafana knows no unit `bots`, and shows the word behind the number
          in panel "Panel" (id 1)
          hint: did you mean `bits`?
        "#);
    }

    #[test]
    fn a_word_in_a_dashboard_from_elsewhere() {
        for unit in ["bots", "cpu", "rds", "/ sec", "operations", "$unit"] {
            assert_eq!(foreign_findings(&LINT, &with_unit(unit)), "");
        }
    }

    #[test]
    fn units_that_grafana_knows() {
        for unit in ["s", "", "suffix:bots", "currencyUSD"] {
            assert_eq!(findings(&LINT, &with_unit(unit)), "");
        }
    }
}
