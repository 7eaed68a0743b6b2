//! What the variables of a dashboard stand for when it opens.

use crate::model::{Variable, VariableKind};
use crate::prometheus::ClientError;
use crate::promql::{VariableValue, Variables, interpolate};

/// The values of a variable that Prometheus is asked for.
pub(super) struct Values<'a> {
    /// The variable.
    pub(super) variable: &'a Variable,
    /// The query as the dashboard has it.
    pub(super) query: String,
    /// The selector that was sent; empty when there was none to send.
    pub(super) series: String,
    /// The values; the reason when there are none to be had.
    pub(super) found: Result<Vec<String>, String>,
}

/// Asks for the values of a label among the series of a selector.
type DataQuery<'a> = dyn Fn(&str, &str) -> Result<Vec<String>, ClientError> + 'a;

/// Sets the value of every variable, and returns those that Prometheus was asked for.
///
/// A variable may depend on any other, in whatever order they stand.
pub(super) fn choose<'a>(
    all: impl Iterator<Item = &'a Variable>,
    placeholders: &mut Variables,
    ask: &DataQuery<'_>,
) -> Result<Vec<Values<'a>>, ClientError> {
    let mut asked = Vec::new();
    let mut waiting: Vec<&Variable> = all.collect();
    loop {
        let before = waiting.len();
        let mut later = Vec::new();
        for variable in waiting {
            match series_of(variable, placeholders) {
                None => placeholders.set(variable.var.name(), fixed(&variable.kind)),
                Some(Err(_)) => later.push(variable),
                Some(Ok((series, label))) => {
                    let found = outcome(ask(&label, &series))?;
                    placeholders.set(variable.var.name(), chosen(&variable.kind, found.as_deref().unwrap_or_default()));
                    asked.push(Values { variable, query: query_of(variable), series, found });
                }
            }
        }
        waiting = later;
        if waiting.is_empty() || waiting.len() == before {
            break;
        }
    }
    asked.extend(waiting.into_iter().filter_map(|variable| {
        let reason = series_of(variable, placeholders)?.err()?;
        Some(Values { variable, query: query_of(variable), series: String::new(), found: Err(reason) })
    }));
    Ok(asked)
}

/// Returns the selector and the label of a variable that asks Prometheus, or why they cannot be told yet.
fn series_of(variable: &Variable, placeholders: &Variables) -> Option<Result<(String, String), String>> {
    let VariableKind::LabelValues { series, label, .. } = &variable.kind else { return None };
    let both = || Ok((interpolate(series, placeholders)?, interpolate(label, placeholders)?));
    Some(both().map_err(|error: crate::promql::InterpolateError| error.to_string()))
}

fn query_of(variable: &Variable) -> String {
    match &variable.kind {
        VariableKind::LabelValues { series, label, .. } => format!("label_values({series}, {label})"),
        _ => String::new(),
    }
}

/// Returns an answer, or why there is none, unless Prometheus is out of reach.
pub(super) fn outcome<T>(answer: Result<T, ClientError>) -> Result<Result<T, String>, ClientError> {
    match answer {
        Ok(answer) => Ok(Ok(answer)),
        Err(error @ (ClientError::Api { .. } | ClientError::TooLarge { .. } | ClientError::TimedOut { .. })) => {
            Ok(Err(error.to_string()))
        }
        Err(error) => Err(error),
    }
}

/// Returns what stands for a variable that Prometheus gives these values: "All" where it is offered, else the first.
fn chosen(kind: &VariableKind, values: &[String]) -> VariableValue {
    let VariableKind::LabelValues { multi, all, .. } = kind else { return fixed(kind) };
    match (all, values) {
        (Some(all), _) if !all.is_empty() => VariableValue::All(all.to_string()),
        (_, []) => VariableValue::Single(String::new()),
        (Some(_), values) => VariableValue::Several(values.to_vec()),
        (None, [first, ..]) if *multi => VariableValue::Several(vec![first.clone()]),
        (None, [first, ..]) => VariableValue::Single(first.clone()),
    }
}

/// Returns what stands for a variable whose values the dashboard brings along.
fn fixed(kind: &VariableKind) -> VariableValue {
    let first = |values: &[crate::vocabulary::Text]| values.first().map(ToString::to_string).unwrap_or_default();
    match kind {
        VariableKind::Datasource { default, .. } => {
            VariableValue::Single(default.as_ref().map(|(_, uid)| uid.as_str().to_owned()).unwrap_or_default())
        }
        VariableKind::Custom { values, multi, include_all } if *multi || *include_all => {
            VariableValue::Several(vec![first(values)])
        }
        VariableKind::Custom { values, .. } | VariableKind::Interval { values, .. } => {
            VariableValue::Single(first(values))
        }
        VariableKind::Switch { on, off, is_on } => {
            VariableValue::Single(if *is_on { on.to_string() } else { off.to_string() })
        }
        VariableKind::Query(query) => match &query.all {
            Some(all) if !all.is_empty() => VariableValue::All(all.to_string()),
            _ => VariableValue::Single(String::new()),
        },
        VariableKind::Textbox { default } => VariableValue::Single(default.to_string()),
        VariableKind::Constant { value } => VariableValue::Single(value.to_string()),
        VariableKind::LabelValues { .. } | VariableKind::AdHoc(_) | VariableKind::GroupBy { .. } => {
            VariableValue::Single(String::new())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Var;

    /// Chooses the values of variables where each label has the values `a+` and `b`.
    fn text(variables: &[Variable], query: &str) -> Result<String, String> {
        let mut placeholders = Variables::default();
        let ask = |_: &str, series: &str| {
            assert!(!series.contains('$'), "{series}");
            Ok(vec!["a+".to_owned(), "b".to_owned()])
        };
        choose(variables.iter(), &mut placeholders, &ask).unwrap();
        interpolate(query, &placeholders).map_err(|error| error.to_string())
    }

    fn variable(all: Option<&'static str>) -> Variable {
        let mut variable = Variable::label_values(Var::literal("v"), "up", "job");
        let VariableKind::LabelValues { all: of_kind, .. } = &mut variable.kind else { unreachable!() };
        *of_kind = all.map(Into::into);
        variable
    }

    #[test]
    fn all_or_the_first_value() {
        assert_eq!(text(&[variable(Some(".+"))], "x{a=~\"$v\"}").unwrap(), "x{a=~\".+\"}");
        assert_eq!(text(&[variable(Some(""))], "x{a=~\"$v\"}").unwrap(), "x{a=~\"(a\\\\+|b)\"}");
        assert_eq!(text(&[variable(None)], "x{a=~\"$v\"}").unwrap(), "x{a=~\"a\\\\+\"}");
        assert_eq!(text(&[variable(None).single()], "x{a=\"$v\"}").unwrap(), "x{a=\"a+\"}");
    }

    #[test]
    fn a_variable_that_depends_on_a_later_one() {
        let first = Variable::label_values(Var::literal("first"), "up{job=~\"$v\"}", "instance").single();
        assert_eq!(text(&[first, variable(Some(".+"))], "$first $v").unwrap(), ".+ .+");
    }

    #[test]
    fn variables_that_depend_on_each_other() {
        let of = |name, series: &'static str| Variable::label_values(Var::literal(name), series, "job");
        let variables = [of("a", "up{a=\"$b\"}"), of("b", "up{a=\"$a\"}")];
        let asked = choose(variables.iter(), &mut Variables::default(), &|_, _| Ok(Vec::new())).unwrap();
        let reasons: Vec<_> = asked.into_iter().map(|it| it.found.unwrap_err()).collect();
        assert_eq!(reasons, ["the value of `$b` is unknown", "the value of `$a` is unknown"]);
    }

    #[test]
    fn values_that_the_dashboard_brings() {
        let values = || vec!["5m".into(), "1h".into()];
        for kind in [
            VariableKind::Interval { values: values(), auto: None },
            VariableKind::Custom { values: values(), multi: false, include_all: false },
            VariableKind::Custom { values: values(), multi: true, include_all: true },
            VariableKind::Textbox { default: "5m".into() },
            VariableKind::Constant { value: "5m".into() },
        ] {
            assert_eq!(text(&[Variable::new(Var::literal("v"), kind)], "rate(x[$v])").unwrap(), "rate(x[5m])");
        }
    }
}
