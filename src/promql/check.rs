//! Whether the parts of an expression fit together: types, arguments, labels.

use super::ast::{Aggregate, AggregateOp, Binary, Expr, ExprKind, MatchOp, Matcher, Selector, Span, Subquery};
use super::error::Problem;
use super::functions::{self, Function, Type};
use super::{placeholder, regex};

mod unknown;

/// Returns everything that does not fit together, in the order of the text; placeholders and raw parts fit everywhere.
pub fn check(expr: &Expr) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut waiting = vec![(expr, false)];
    while let Some((expr, is_info_selector)) = waiting.pop() {
        check_node(expr, is_info_selector, &mut problems);
        let is_info = matches!(&expr.kind, ExprKind::Call { function, .. } if function == "info");
        let from = waiting.len();
        waiting.extend(expr.children().enumerate().map(|(index, child)| (child, is_info && index == 1)));
        waiting[from..].reverse();
    }
    problems.sort_by_key(|problem| problem.span.start);
    problems
}

/// Returns the type of an expression, or `None` when a placeholder decides it.
pub fn type_of(expr: &Expr) -> Option<Type> {
    match &expr.kind {
        ExprKind::Number(_) => Some(Type::Scalar),
        ExprKind::String(_) => Some(Type::String),
        ExprKind::Selector(selector) if selector.range.is_some() => Some(Type::Range),
        // What is pasted behind a name may bring the range.
        ExprKind::Selector(selector) if selector.matchers.is_empty() && ends_open(selector) => None,
        ExprKind::Selector(_) | ExprKind::Aggregate(_) => Some(Type::Instant),
        ExprKind::Subquery(_) => Some(Type::Range),
        ExprKind::Call { function, .. } => functions::find(function).map(|known| known.returns),
        ExprKind::Binary(binary) => type_of_chain(binary),
        ExprKind::Unary { expr, .. } | ExprKind::Paren(expr) => type_of(expr),
        ExprKind::Placeholder(_) | ExprKind::Raw(_) => None,
    }
}

fn ends_open(selector: &Selector) -> bool {
    selector.name.as_ref().is_some_and(|name| placeholder::ends(&name.text))
}

/// An operation gives a scalar when every operand is one.
///
/// Of a very long chain, only so many operands are asked: every operation in it asks for its own.
fn type_of_chain(outermost: &Binary) -> Option<Type> {
    const ASKED: usize = 500;
    let mut result = Some(Type::Scalar);
    for (index, binary) in outermost.chain().enumerate() {
        if index == ASKED {
            return None;
        }
        let is_innermost = !matches!(binary.lhs.kind, ExprKind::Binary(_));
        let sides = [Some(&binary.rhs), is_innermost.then_some(&binary.lhs)];
        for side in sides.into_iter().flatten() {
            match type_of(side) {
                Some(Type::Scalar) => {}
                Some(_) => return Some(Type::Instant),
                None => result = None,
            }
        }
    }
    result
}

fn check_node(expr: &Expr, is_info_selector: bool, problems: &mut Vec<Problem>) {
    match &expr.kind {
        ExprKind::Selector(selector) => check_selector(selector, expr.span, is_info_selector, problems),
        ExprKind::Subquery(subquery) => check_subquery(subquery, problems),
        ExprKind::Call { function, function_span, args } => {
            check_call(function, *function_span, args, expr.span, problems);
        }
        ExprKind::Aggregate(aggregate) => check_aggregate(aggregate, problems),
        ExprKind::Binary(binary) => check_binary(binary, problems),
        ExprKind::Unary { expr, .. } => {
            if let Some(found @ (Type::Range | Type::String)) = type_of(expr) {
                let message = format!("a sign needs a scalar or an instant vector, found {}", found.with_article());
                problems.push(Problem::new(expr.span, message));
            }
        }
        _ => {}
    }
}

/// Reports an operand of the wrong type, and says how a range vector and an instant vector become each other.
fn expect_type(expr: &Expr, wanted: Type, place: &str, problems: &mut Vec<Problem>) {
    let Some(found) = type_of(expr).filter(|found| *found != wanted) else { return };
    let message = format!("{place} takes {}, found {}", wanted.with_article(), found.with_article());
    let problem = Problem::new(expr.span, message);
    problems.push(match (wanted, found, &expr.kind) {
        (Type::Range, Type::Instant, ExprKind::Selector(_)) => problem.with_hint("add a range: `[5m]`"),
        (Type::Range, Type::Instant, _) => problem.with_hint("make it a subquery: `(..)[1h:]`"),
        (Type::Instant, Type::Range, _) => problem.with_hint("put it into `rate(..)` or another function over time"),
        (Type::Instant, Type::Scalar, _) => problem.with_hint("make it a vector: `vector(..)`"),
        (Type::Scalar, Type::Instant, _) => problem.with_hint("make it a scalar: `scalar(..)`"),
        _ => problem,
    });
}

fn check_selector(selector: &Selector, span: Span, may_match_all: bool, problems: &mut Vec<Problem>) {
    let mut narrows = selector.name.as_ref().is_some_and(|name| !name.text.is_empty()) || may_match_all;
    for matcher in &selector.matchers {
        let Matcher::Label { op, value, value_span, bare, .. } = matcher else {
            narrows = true;
            continue;
        };
        let is_open = *bare || placeholder::is_in(value);
        let is_regex = matches!(op, MatchOp::Matches | MatchOp::NotMatches);
        let matches_empty = match regex::matches_empty(value) {
            Err(error) if is_regex && !is_open => {
                problems.push(Problem::of_regex(*value_span, &error));
                false
            }
            Ok(matches_empty) if is_regex => matches_empty,
            _ => value.is_empty(),
        };
        let is_negative = matches!(op, MatchOp::NotEqual | MatchOp::NotMatches);
        narrows |= is_open || matches_empty == is_negative;
    }
    if !narrows {
        problems.push(
            Problem::new(span, "the selector matches every series there is")
                .with_hint("name a metric, or match one label with something that is not empty"),
        );
    }
}

fn check_subquery(subquery: &Subquery, problems: &mut Vec<Problem>) {
    expect_type(&subquery.expr, Type::Instant, "a subquery", problems);
}

fn check_call(name: &str, name_span: Span, args: &[Expr], span: Span, problems: &mut Vec<Problem>) {
    if placeholder::is_in(name) {
        return;
    }
    let Some(function) = functions::find(name) else {
        problems.push(unknown::function(name, name_span));
        return;
    };
    // A variable may hold several arguments.
    if args.len() < function.least && args.iter().any(|arg| matches!(arg.kind, ExprKind::Placeholder(_))) {
        return;
    }
    if args.len() < function.least || args.len() > function.most {
        let message = format!("`{name}` takes {}, found {}", count_of_args(function), args.len());
        problems.push(Problem::new(span, message));
        return;
    }
    for (index, arg) in args.iter().enumerate() {
        if let Some(wanted) = function.args.get(index).or(function.args.last()) {
            expect_type(arg, *wanted, &format!("argument {} of `{name}`", index + 1), problems);
        }
    }
    if let ("info", Some(labels)) = (name, args.get(1)) {
        check_info_selector(labels, problems);
    }
    problems.extend(regex::label_replace_problem(name, args));
}

fn check_info_selector(expr: &Expr, problems: &mut Vec<Problem>) {
    let is_fine = match &expr.kind {
        ExprKind::Selector(selector) => selector.name.as_ref().is_none_or(|name| name.quoted),
        ExprKind::Placeholder(_) | ExprKind::Raw(_) => true,
        _ => false,
    };
    if !is_fine {
        problems.push(
            Problem::new(expr.span, "argument 2 of `info` takes label matchers without a metric's name")
                .with_hint("select another metric with `{__name__=\"..\"}`"),
        );
    }
}

fn count_of_args(function: &Function) -> String {
    let plural = |count: usize| if count == 1 { "argument" } else { "arguments" };
    match (function.least, function.most) {
        (least, most) if least == most => format!("{least} {}", plural(least)),
        (least, 255) => format!("at least {least} {}", plural(least)),
        (least, most) => format!("{least} to {most} arguments"),
    }
}

fn check_aggregate(aggregate: &Aggregate, problems: &mut Vec<Problem>) {
    let op = aggregate.op;
    if let Some(param) = &aggregate.param {
        let wanted = if op == AggregateOp::CountValues { Type::String } else { Type::Scalar };
        expect_type(param, wanted, &format!("the parameter of `{op}`"), problems);
    }
    expect_type(&aggregate.expr, Type::Instant, &format!("`{op}`"), problems);
}

fn check_binary(binary: &Binary, problems: &mut Vec<Problem>) {
    let op = binary.op;
    let types = [&binary.lhs, &binary.rhs].map(|side| type_of(side));
    for (side, found) in [&binary.lhs, &binary.rhs].into_iter().zip(types) {
        if let Some(found @ (Type::Range | Type::String)) = found {
            let message = format!("`{op}` takes scalars and instant vectors, found {}", found.with_article());
            let problem = Problem::new(side.span, message);
            let hint = "put it into `rate(..)` or another function over time";
            problems.push(if found == Type::Range { problem.with_hint(hint) } else { problem });
        }
    }
    if binary.return_bool && !op.is_comparison() {
        problems.push(Problem::new(binary.op_span, format!("`bool` belongs to comparisons, not to `{op}`")));
    }
    if op.is_comparison() && !binary.return_bool && types == [Some(Type::Scalar); 2] {
        let problem = Problem::new(binary.op_span, format!("`{op}` between two scalars has nothing to filter"));
        problems.push(problem.with_hint(format!("`{op} bool` returns 0 or 1")));
    }
    if op.is_set() && types.contains(&Some(Type::Scalar)) {
        let problem = Problem::new(binary.op_span, format!("`{op}` combines series, and a scalar has none"));
        problems.push(problem.with_hint("make it a vector: `vector(..)`"));
    }
    check_matching(binary, types, problems);
}

fn check_matching(binary: &Binary, types: [Option<Type>; 2], problems: &mut Vec<Problem>) {
    let Some(matching) = &binary.matching else { return };
    let (op, span) = (binary.op, binary.op_span);
    if let Some(labels) = matching.labels.as_ref().filter(|labels| !labels.labels.is_empty())
        && types.contains(&Some(Type::Scalar))
    {
        let word = if labels.on { "on" } else { "ignoring" };
        problems.push(Problem::new(span, format!("`{word}` matches two instant vectors, and one side is a scalar")));
    }
    if let Some(group) = &matching.group {
        if op.is_set() {
            problems.push(Problem::new(span, format!("`{op}` takes no `group_left` or `group_right`")));
        }
        let on = matching.labels.as_ref().filter(|labels| labels.on);
        for label in &group.include {
            if on.is_some_and(|on| on.labels.iter().any(|other| other.text == label.text)) {
                let message = format!("the label `{}` occurs both in `on` and in the group", label.text);
                problems.push(Problem::new(label.span, message));
            }
        }
    }
    if matching.fill_left.is_some() || matching.fill_right.is_some() {
        if op.is_set() {
            problems.push(Problem::new(span, format!("`{op}` takes no `fill`")));
        } else if types.contains(&Some(Type::Scalar)) {
            problems.push(Problem::new(span, "`fill` needs two instant vectors, and one side is a scalar"));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::promql::parse;

    #[test]
    fn what_prometheus_refuses() {
        let texts = [
            "rate(x)",
            "rate(rate(x[5m]))",
            "sum(x[5m])",
            "abs(1)",
            "vector(x)",
            "topk(x, y)",
            "count_values(1, x)",
            "rates(x[5m])",
            "summ(x)",
            "nonsense(x)",
            "round(x, 1, 2)",
            "label_join(x)",
            "clamp(x, 1)",
            "1 > 2",
            "1 or x",
            "a + bool b",
            "a and on (x) group_left () b",
            "a or fill(0) b",
            "a + on (x) 1",
            "a + on (x) group_left (x) b",
            "a + fill(0) 1",
            "-x[5m]",
            "x[5m] + 1",
            "\"text\" + 1",
            "{}",
            "{a=\"\", b!=\"x\", c=~\".*\"}",
            "x{a=~\"(b\"}",
            "x[5m][1h:]",
            "info(x, y)",
        ];
        let shown = texts.map(|text| {
            let problems = check(&parse(text).unwrap());
            assert_eq!(problems.len(), 1, "{text}");
            let Problem { message, span, hint, .. } = &problems[0];
            let hint = hint.as_ref().map(|hint| format!("  ({hint})")).unwrap_or_default();
            format!("{text:30} `{}`: {message}{hint}", &text[span.range()])
        });
        assert_snapshot!(shown.join("\n"), @r##"
        rate(x)                        `x`: argument 1 of `rate` takes a range vector, found an instant vector  (add a range: `[5m]`)
        rate(rate(x[5m]))              `rate(x[5m])`: argument 1 of `rate` takes a range vector, found an instant vector  (make it a subquery: `(..)[1h:]`)
        sum(x[5m])                     `x[5m]`: `sum` takes an instant vector, found a range vector  (put it into `rate(..)` or another function over time)
        abs(1)                         `1`: argument 1 of `abs` takes an instant vector, found a scalar  (make it a vector: `vector(..)`)
        vector(x)                      `x`: argument 1 of `vector` takes a scalar, found an instant vector  (make it a scalar: `scalar(..)`)
        topk(x, y)                     `x`: the parameter of `topk` takes a scalar, found an instant vector  (make it a scalar: `scalar(..)`)
        count_values(1, x)             `1`: the parameter of `count_values` takes a string, found a scalar
        rates(x[5m])                   `rates`: unknown function `rates`  (did you mean `rate`?)
        summ(x)                        `summ`: unknown function `summ`  (did you mean `sum`?)
        nonsense(x)                    `nonsense`: unknown function `nonsense`
        round(x, 1, 2)                 `round(x, 1, 2)`: `round` takes 1 to 2 arguments, found 3
        label_join(x)                  `label_join(x)`: `label_join` takes at least 3 arguments, found 1
        clamp(x, 1)                    `clamp(x, 1)`: `clamp` takes 3 arguments, found 2
        1 > 2                          `>`: `>` between two scalars has nothing to filter  (`> bool` returns 0 or 1)
        1 or x                         `or`: `or` combines series, and a scalar has none  (make it a vector: `vector(..)`)
        a + bool b                     `+`: `bool` belongs to comparisons, not to `+`
        a and on (x) group_left () b   `and`: `and` takes no `group_left` or `group_right`
        a or fill(0) b                 `or`: `or` takes no `fill`
        a + on (x) 1                   `+`: `on` matches two instant vectors, and one side is a scalar
        a + on (x) group_left (x) b    `x`: the label `x` occurs both in `on` and in the group
        a + fill(0) 1                  `+`: `fill` needs two instant vectors, and one side is a scalar
        -x[5m]                         `x[5m]`: a sign needs a scalar or an instant vector, found a range vector
        x[5m] + 1                      `x[5m]`: `+` takes scalars and instant vectors, found a range vector  (put it into `rate(..)` or another function over time)
        "text" + 1                     `"text"`: `+` takes scalars and instant vectors, found a string
        {}                             `{}`: the selector matches every series there is  (name a metric, or match one label with something that is not empty)
        {a="", b!="x", c=~".*"}        `{a="", b!="x", c=~".*"}`: the selector matches every series there is  (name a metric, or match one label with something that is not empty)
        x{a=~"(b"}                     `"(b"`: the regular expression does not compile: a `(` is never closed
        x[5m][1h:]                     `x[5m]`: a subquery takes an instant vector, found a range vector  (put it into `rate(..)` or another function over time)
        info(x, y)                     `y`: argument 2 of `info` takes label matchers without a metric's name  (select another metric with `{__name__=".."}`)
        "##);
    }

    #[test]
    fn what_prometheus_takes() {
        let texts = [
            "rate(x[5m])",
            "$agg(x[5m]) + ${fn}(1)",
            "rate($x)",
            "$a > 5",
            "$a and x",
            "topk($n, x)",
            "1 > bool 2",
            "{a=~\".+\"}",
            "{a!=\"\"}",
            "{$filters}",
            "{a=~\"$b\"}",
            "{a=\"\", b!~\".*\"}",
            "x{a=~\"($b\"}",
            "info(x, {data=~\".*\"})",
            "round(x) + round(x, 0.1) + day_of_week()",
            "sum(x) > 5 and on () vector(1)",
            "label_join(x, \"a\", \"-\", \"b\", \"c\", \"d\")",
            "histogram_quantile(0.9, sum by (le) (rate(x[5m])))",
            "x + on () group_left () y",
            "start() + step()",
            "sum by (a, a) (x)",
            "info(x, {\"target_info\"})",
        ];
        for text in texts {
            assert_eq!(check(&parse(text).unwrap()), [], "{text}");
        }
    }

    #[test]
    fn problems_come_in_the_order_of_the_text() {
        let problems = check(&parse("rate(a) + rate(b) + sum(c[5m])").unwrap());
        assert!(problems.is_sorted_by_key(|problem| problem.span.start));
        assert_eq!(problems.len(), 3);
    }
}
