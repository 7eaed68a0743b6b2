//! The queries of a dashboard, read once for all lints.

use crate::json::tree::{Object, Tree};

use super::{Dashboard, Kind, Spot, metricsql, object, text, values};
use crate::promql::ast::Expr;
use crate::promql::metricsql::Word;
use crate::promql::{self, Dialect, ParseError, Pasted, Problem};

/// A query, and whether it can be checked.
#[derive(Debug)]
pub(crate) struct Query<'a> {
    /// Where it is.
    pub(crate) spot: Spot,
    /// The index of its panel; `None` for annotations and variables.
    pub(crate) panel: Option<usize>,
    /// The index of its target in the panel.
    pub(crate) target: usize,
    /// The PromQL, with Grafana's placeholders.
    pub(crate) text: &'a str,
    /// Where the PromQL begins in the text at the spot: a variable's query has more around it.
    pub(crate) offset: usize,
    /// What it says, or why it is not checked.
    pub(crate) verdict: Verdict<'a>,
    /// What would be refused of it although it parses.
    pub(crate) problems: Vec<Problem>,
    /// What it asks: a uid, a name or a variable; empty where nothing is said.
    pub(crate) datasource: &'a str,
    /// Whether `VictoriaMetrics` answers it for sure.
    pub(crate) is_victoria: bool,
    /// Whether `VictoriaMetrics` may well answer it, which reads what Prometheus refuses of it.
    pub(crate) is_doubtful: bool,
    /// The first thing in it that Prometheus does not have, where it was taken for `MetricsQL` on that account.
    pub(crate) word: Option<Word>,
}

/// Whether a query was checked.
#[derive(Debug)]
pub(crate) enum Verdict<'a> {
    /// It was read.
    Read(Expr),
    /// It was read with what its variables are known to hold; what it says with one text of each.
    Pasted(Expr),
    /// It can be read with some text of a variable of which nothing is known.
    Open,
    /// It does not parse.
    Broken(ParseError),
    /// It is in another language, or nobody knows in which.
    NotChecked(&'a str),
}

impl Query<'_> {
    /// Returns what it says, when it could be read.
    pub(crate) fn expr(&self) -> Option<&Expr> {
        match &self.verdict {
            Verdict::Read(expr) => Some(expr),
            _ => None,
        }
    }

    /// Returns why it is not checked, when it is not.
    pub(crate) fn not_checked(&self) -> Option<&str> {
        match &self.verdict {
            Verdict::NotChecked(reason) => Some(reason),
            Verdict::Open => Some(OPEN),
            Verdict::Read(_) | Verdict::Pasted(_) | Verdict::Broken(_) => None,
        }
    }
}

/// Why a query is not checked in which nothing is known of such a variable.
const OPEN: &str = "variable in place of an operator or clause";

/// Returns the queries of panels, then of annotations, then of variables.
pub(crate) fn queries<'a>(dashboard: &Dashboard<'a>, dialect: Option<Dialect>) -> Vec<Query<'a>> {
    let mut queries = Vec::new();
    for index in 0..dashboard.panels.len() {
        of_panel(dashboard, index, &mut queries);
    }
    of_annotations(dashboard, &mut queries);
    of_variables(dashboard, &mut queries);
    metricsql::settle(&mut queries, dialect);
    queries
}

impl<'a> Query<'a> {
    fn new(spot: Spot, datasource: Option<&'a Tree<'a>>, text: &'a str, judged: Judged<'a>) -> Self {
        Query {
            spot,
            panel: None,
            target: 0,
            text,
            offset: 0,
            verdict: judged.verdict,
            problems: judged.problems,
            datasource: name_of(datasource),
            is_victoria: judged.is_victoria,
            is_doubtful: false,
            word: None,
        }
    }
}

/// What is found out about a text.
struct Judged<'a> {
    verdict: Verdict<'a>,
    problems: Vec<Problem>,
    is_victoria: bool,
}

/// Returns what a datasource is referred to by.
fn name_of<'a>(datasource: Option<&'a Tree<'_>>) -> &'a str {
    match datasource {
        Some(Tree::Text(name)) => name,
        Some(Tree::Object(reference)) => text(reference, "uid"),
        _ => "",
    }
}

fn of_panel<'a>(dashboard: &Dashboard<'a>, index: usize, queries: &mut Vec<Query<'a>>) {
    let panel = &dashboard.panels[index];
    let of_panel = dashboard.kind_of(panel.object.get("datasource"));
    for (target_index, target) in panel.targets.iter().enumerate() {
        let own = dashboard.kind_of(target.object.get("datasource"));
        let kind = match (own, of_panel) {
            (Kind::Unknown, Kind::Mixed) => Kind::Unknown,
            (Kind::Unknown, of_panel) => of_panel,
            (own, _) => own,
        };
        let expr = target.expr();
        if expr.is_none()
            && matches!(kind, Kind::Prometheus | Kind::Victoria | Kind::Unknown)
            && !asks_something(target.object)
        {
            continue;
        }
        let pointer = format!("{}/expr", target.pointer);
        let spot = Spot { pointer, panel: Some(index), query: Some(target.ref_id.to_owned()), variable: None };
        let datasource = target.object.get("datasource").filter(|own| !name_of(Some(own)).is_empty());
        let datasource = datasource.or_else(|| panel.object.get("datasource"));
        let judged = judge(dashboard, kind, expr, panel.kind);
        let query = Query::new(spot, datasource, expr.unwrap_or_default(), judged);
        queries.push(Query { panel: Some(index), target: target_index, ..query });
    }
}

/// An empty target, as Grafana leaves one in panels without queries, asks nothing.
fn asks_something(target: &Object<'_>) -> bool {
    target.keys().any(|key| !matches!(key, "refId" | "datasource" | "hide" | "format" | "intervalFactor" | "step"))
}

fn judge<'a>(dashboard: &Dashboard<'_>, kind: Kind<'a>, expr: Option<&str>, panel_kind: &str) -> Judged<'a> {
    let (verdict, problems) = match (kind, expr) {
        (Kind::Other(plugin), _) => unread(plugin),
        (Kind::Mixed, _) => unread("mixed datasource"),
        (_, None) => unread("no PromQL"),
        (_, Some(expr)) if expr.trim().is_empty() => unread("empty"),
        (Kind::Prometheus | Kind::Victoria, Some(expr)) => read_promql(dashboard, expr),
        (Kind::Unknown, Some(_)) if panel_kind == "logs" => unread("unknown datasource"),
        (Kind::Unknown, Some(expr)) => match read_promql(dashboard, expr) {
            (Verdict::Broken(_) | Verdict::Open, _) if looks_like_logql(expr) => unread("loki"),
            read => read,
        },
    };
    Judged { verdict, problems, is_victoria: kind == Kind::Victoria }
}

fn unread(reason: &str) -> (Verdict<'_>, Vec<Problem>) {
    (Verdict::NotChecked(reason), Vec::new())
}

fn read_promql(dashboard: &Dashboard<'_>, text: &str) -> (Verdict<'static>, Vec<Problem>) {
    let error = match promql::parse(text) {
        Ok(expr) => {
            let problems = promql::check(&expr);
            return (Verdict::Read(expr), problems);
        }
        Err(error) => error,
    };
    match promql::paste(text, error, &|name| values::texts(dashboard, name)) {
        Pasted::Reads(expr) => {
            let problems = problems_beside(text, &expr);
            (Verdict::Pasted(expr), problems)
        }
        Pasted::Open(expr) => (Verdict::Open, expr.map(|expr| problems_beside(text, &expr)).unwrap_or_default()),
        Pasted::Broken(error) => (Verdict::Broken(error), Vec::new()),
    }
}

/// Returns the problems of a query that are there whatever its variables hold.
fn problems_beside(text: &str, expr: &Expr) -> Vec<Problem> {
    let places = promql::placeholders(text);
    let is_inside =
        |problem: &Problem| places.iter().any(|it| it.start < problem.span.end && problem.span.start < it.end);
    promql::check(expr).into_iter().filter(|problem| !is_inside(problem)).collect()
}

fn looks_like_logql(text: &str) -> bool {
    ["|=", "|~", "| ", "!= `", "|json", "|logfmt"].iter().any(|sign| text.contains(sign))
}

fn of_annotations<'a>(dashboard: &Dashboard<'a>, queries: &mut Vec<Query<'a>>) {
    for (annotation, pointer) in &dashboard.annotations {
        let kind = dashboard.kind_of(annotation.get("datasource"));
        let inner = object(annotation, "target").filter(|target| target.contains_key("expr"));
        let (holder, pointer) = match inner {
            Some(target) => (target, format!("{pointer}/target/expr")),
            None => (*annotation, format!("{pointer}/expr")),
        };
        let Some(expr) = holder.get("expr").and_then(Tree::as_str) else { continue };
        let spot = Spot { pointer, ..Spot::default() };
        let judged = judge(dashboard, kind, Some(expr), "");
        queries.push(Query::new(spot, annotation.get("datasource"), expr, judged));
    }
}

fn of_variables<'a>(dashboard: &Dashboard<'a>, queries: &mut Vec<Query<'a>>) {
    for variable in dashboard.variables.iter().filter(|variable| variable.kind == "query" && !variable.query.is_empty())
    {
        let kind = dashboard.kind_of(variable.object.get("datasource"));
        let part = promql_in(variable.query);
        let judged = match (kind, part) {
            (Kind::Prometheus | Kind::Victoria, None) => continue,
            (Kind::Mixed, _) | (Kind::Unknown, None) => {
                let (verdict, problems) = unread("unknown datasource");
                Judged { verdict, problems, is_victoria: false }
            }
            (kind, part) => judge(dashboard, kind, part.map(|(_, text)| text), ""),
        };
        let (offset, text) = part.unwrap_or_default();
        let pointer = variable.query_pointer.clone();
        let spot = Spot { pointer, variable: Some(variable.name.to_owned()), ..Spot::default() };
        let query = Query::new(spot, variable.object.get("datasource"), text, judged);
        queries.push(Query { offset, ..query });
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
