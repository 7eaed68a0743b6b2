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
Flags a unit that Grafana does not know. In dashboards given as files, only likely misspellings are flagged: any other
text is shown after the number, which may be intended.
# Why
Grafana shows an unknown unit as text after the raw number: `0.42 percentunits` instead of `42%`.
# Example
`\"unit\": \"percentunits\"`; right: `\"unit\": \"percentunit\"`, or `suffix:bots` for a custom unit.
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
                format!("unknown unit `{name}`: Grafana shows it as text after the number"),
            );
            report(match near {
                Some(_) => draft.did_you_mean(near),
                None => draft.hint(format!("use `suffix:{name}` if this is intended")),
            });
        }
    }
}

/// Returns the likely intended unit: a long ID with one wrong letter.
///
/// Short words are similar to many IDs by chance: `cpu` to `cpm`, `rds` to `rps`.
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
        test.json:11:19: warning[unknown-unit]: unknown unit `percentunits`: Grafana shows it as text after the number
          in panel "Panel" (id 1)
          hint: did you mean `percentunit`?
        "#);
    }

    #[test]
    fn a_word_in_a_dashboard_of_the_suite() {
        assert_snapshot!(findings(&LINT, &with_unit("bots")), @r#"
        test.json:11:19: warning[unknown-unit]: unknown unit `bots`: Grafana shows it as text after the number
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
