//! What holds for every expression and every text.

use proptest::prelude::*;

use super::super::ast::{Expr, ExprKind, Matcher};
use super::super::{arbitrary, check, parse, placeholder};
use super::canonical::bare;
use super::our_error;

fn same_again(expr: &Expr) -> Result<String, TestCaseError> {
    let printed = expr.to_string();
    let again = parse(&printed).map_err(|error| TestCaseError::fail(format!("{printed}: {error} {:?}", error.span)))?;
    prop_assert_eq!(bare(&again), bare(expr), "printed {}", printed);
    prop_assert_eq!(again.to_string(), &*printed);
    Ok(printed)
}

fn spans_nest(expr: &Expr, text: &str) -> Result<(), TestCaseError> {
    prop_assert!(text.get(expr.span.range()).is_some_and(|part| !part.is_empty()), "{:?} of {}", expr.span, text);
    for child in expr.children().chain(expr.durations()) {
        let is_inside = expr.span.start <= child.span.start && child.span.end <= expr.span.end;
        prop_assert!(is_inside, "{:?} in {:?} of {}", child.span, expr.span, text);
        spans_nest(child, text)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_as_the_same(expr in arbitrary::expr()) {
        same_again(&expr)?;
        prop_assert_eq!(check(&expr), []);
    }

    #[test]
    fn all_that_prometheus_knows_is_taken(expr in arbitrary::expr_of_prometheus()) {
        let text = expr.to_string();
        if !placeholder::is_in(&text) {
            prop_assert_eq!(our_error(&text), None, "{}", text);
        }
    }

    #[test]
    fn placeholders_are_read_as_the_same(expr in arbitrary::expr_with_placeholders()) {
        same_again(&expr)?;
    }

    #[test]
    fn spans_lie_in_each_other(expr in arbitrary::expr_with_placeholders()) {
        let text = expr.to_string();
        spans_nest(&parse(&text).unwrap(), &text)?;
    }

    #[test]
    fn label_values_survive(value in arbitrary::value(), name in arbitrary::name()) {
        let text = format!("x{{{}=\"\"}}", "label");
        let ExprKind::Selector(mut selector) = parse(&text).unwrap().kind else { panic!("no selector") };
        let Matcher::Label { label, value: text, .. } = &mut selector.matchers[0] else { panic!("no label") };
        *text = value.into();
        *label = name;
        same_again(&ExprKind::Selector(selector).into())?;
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = parse(&text).map(|expr| check(&expr));
    }

    #[test]
    fn no_text_of_promql_letters_panics(text in "[a-c0-9$\\[\\]{}()=~!<>+\\-*/^%:,.\"'`\\\\ \nmsu@#]{0,40}") {
        if let Ok(expr) = parse(&text) {
            check(&expr);
            let printed = expr.to_string();
            prop_assert_eq!(parse(&printed).map(|again| bare(&again)), Ok(bare(&expr)), "{} printed {}", text, printed);
        }
    }

    #[test]
    fn no_mutation_panics(expr in arbitrary::expr_with_placeholders(), at in any::<prop::sample::Index>(), with in "\\PC{0,2}") {
        let mut characters: Vec<char> = expr.to_string().chars().collect();
        let at = at.index(characters.len());
        characters.splice(at..=at, with.chars());
        let text: String = characters.into_iter().collect();
        match parse(&text) {
            Ok(expr) => drop(check(&expr)),
            Err(error) => prop_assert!(text.get(error.span.range()).is_some(), "{:?} of {}", error.span, text),
        }
    }
}
