//! The queries of a dashboard, read once for all lints.

use serde_json::Value;

use super::document::{Document, Kind, object};
use super::draft::Spot;
use super::metricsql;
use crate::promql::ast::Expr;
use crate::promql::{self, ParseError, Problem};

/// A query, and whether it can be checked.
#[derive(Debug)]
pub(super) struct Query<'a> {
    /// Where it is.
    pub(super) spot: Spot,
    /// The index of its panel; `None` for annotations and variables.
    pub(super) panel: Option<usize>,
    /// The index of its target in the panel.
    pub(super) target: usize,
    /// The PromQL, with Grafana's placeholders.
    pub(super) text: &'a str,
    /// Where the PromQL begins in the text at the spot: a variable's query has more around it.
    pub(super) offset: usize,
    /// What it says, or why it is not checked.
    pub(super) verdict: Verdict<'a>,
    /// What Prometheus would refuse of it although it parses.
    pub(super) problems: Vec<Problem>,
}

/// Whether a query was checked.
#[derive(Debug)]
pub(super) enum Verdict<'a> {
    /// It was read.
    Read(Expr),
    /// It does not parse.
    Broken(ParseError),
    /// It is in another language, or nobody knows in which.
    NotChecked(&'a str),
}

impl Query<'_> {
    /// Returns what it says, when it could be read.
    pub(super) fn expr(&self) -> Option<&Expr> {
        match &self.verdict {
            Verdict::Read(expr) => Some(expr),
            _ => None,
        }
    }
}

/// Returns the queries of panels, then of annotations, then of variables.
pub(super) fn read<'a>(document: &Document<'a>) -> Vec<Query<'a>> {
    let mut queries = Vec::new();
    for index in 0..document.panels.len() {
        of_panel(document, index, &mut queries);
    }
    of_annotations(document, &mut queries);
    of_variables(document, &mut queries);
    for query in &mut queries {
        if let Verdict::Read(expr) = &query.verdict {
            query.problems = promql::check(expr);
        }
    }
    metricsql::excuse(&mut queries);
    queries
}

fn of_panel<'a>(document: &Document<'a>, index: usize, queries: &mut Vec<Query<'a>>) {
    let panel = &document.panels[index];
    let of_panel = document.kind_of(panel.object.get("datasource"));
    for (target_index, target) in panel.targets.iter().enumerate() {
        let own = document.kind_of(target.object.get("datasource"));
        let kind = match (own, of_panel) {
            (Kind::Unknown, Kind::Mixed) => Kind::Unknown,
            (Kind::Unknown, of_panel) => of_panel,
            (own, _) => own,
        };
        let expr = target.expr();
        if expr.is_none() && matches!(kind, Kind::Prometheus | Kind::Unknown) && !asks_something(target.object) {
            continue;
        }
        let pointer = format!("{}/expr", target.pointer);
        queries.push(Query {
            spot: Spot { pointer, panel: Some(index), query: Some(target.ref_id.to_owned()), variable: None },
            panel: Some(index),
            target: target_index,
            text: expr.unwrap_or_default(),
            offset: 0,
            verdict: judge(kind, expr, panel.kind),
            problems: Vec::new(),
        });
    }
}

/// An empty target, as Grafana leaves one in panels without queries, asks nothing.
fn asks_something(target: &super::document::Object) -> bool {
    target.keys().any(|key| !matches!(&**key, "refId" | "datasource" | "hide" | "format" | "intervalFactor" | "step"))
}

fn judge<'a>(kind: Kind<'a>, expr: Option<&'a str>, panel_kind: &str) -> Verdict<'a> {
    match (kind, expr) {
        (Kind::Other(plugin), _) => Verdict::NotChecked(plugin),
        (Kind::Mixed, _) => Verdict::NotChecked("mixed datasource"),
        (_, None) => Verdict::NotChecked("no PromQL"),
        (_, Some(expr)) if expr.trim().is_empty() => Verdict::NotChecked("empty"),
        (Kind::Prometheus, Some(expr)) => read_promql(expr),
        (Kind::Unknown, Some(_)) if panel_kind == "logs" => Verdict::NotChecked("unknown datasource"),
        (Kind::Unknown, Some(expr)) => match read_promql(expr) {
            Verdict::Broken(_) if looks_like_logql(expr) => Verdict::NotChecked("loki"),
            verdict => verdict,
        },
    }
}

fn read_promql(text: &str) -> Verdict<'static> {
    match promql::parse(text) {
        Ok(expr) => Verdict::Read(expr),
        Err(error) => Verdict::Broken(error),
    }
}

fn looks_like_logql(text: &str) -> bool {
    ["|=", "|~", "| ", "!= `", "|json", "|logfmt"].iter().any(|sign| text.contains(sign))
}

fn of_annotations<'a>(document: &Document<'a>, queries: &mut Vec<Query<'a>>) {
    for (annotation, pointer) in &document.annotations {
        let kind = document.kind_of(annotation.get("datasource"));
        let inner = object(annotation, "target").filter(|target| target.contains_key("expr"));
        let (holder, pointer) = match inner {
            Some(target) => (target, format!("{pointer}/target/expr")),
            None => (*annotation, format!("{pointer}/expr")),
        };
        let Some(expr) = holder.get("expr").and_then(Value::as_str) else { continue };
        queries.push(Query {
            spot: Spot { pointer, ..Spot::default() },
            panel: None,
            target: 0,
            text: expr,
            offset: 0,
            verdict: judge(kind, Some(expr), ""),
            problems: Vec::new(),
        });
    }
}

fn of_variables<'a>(document: &Document<'a>, queries: &mut Vec<Query<'a>>) {
    for variable in document.variables.iter().filter(|variable| variable.kind == "query" && !variable.query.is_empty())
    {
        let kind = document.kind_of(variable.object.get("datasource"));
        let part = promql_in(variable.query);
        let verdict = match (kind, part) {
            (Kind::Other(plugin), _) => Verdict::NotChecked(plugin),
            (Kind::Prometheus | Kind::Unknown, Some((_, text))) => judge(kind, Some(text), ""),
            (Kind::Prometheus, None) => continue,
            _ => Verdict::NotChecked("unknown datasource"),
        };
        let (offset, text) = part.unwrap_or_default();
        let spot = Spot {
            pointer: variable.query_pointer.clone(),
            variable: Some(variable.name.to_owned()),
            ..Spot::default()
        };
        queries.push(Query { spot, panel: None, target: 0, text, offset, verdict, problems: Vec::new() });
    }
}

/// Returns the PromQL in the query of a variable, and where it begins: `label_values(up, job)`, `query_result(up)`.
fn promql_in(query: &str) -> Option<(usize, &str)> {
    let start = query.len() - query.trim_start().len();
    let call = query.trim().strip_suffix(')')?;
    let (prefix, inner) = match call.split_once('(')? {
        ("query_result", inner) => ("query_result(", inner),
        ("label_values", args) => ("label_values(", &args[..args.rfind(',')?]),
        _ => return None,
    };
    Some((start + prefix.len(), inner))
}
