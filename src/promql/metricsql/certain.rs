//! What `VictoriaMetrics` refuses for sure, told from the tokens alone: whoever reads less of a language than there is
//! may only call that a mistake.

use super::super::ast::{BinaryOp, Span};
use super::super::error::{ParseError, Problem};
use super::super::lex::{Dialect, Kind, Lexer, Token};
use super::super::{literal, placeholder, regex};
use crate::grafana::is_built_in;

/// Words that may stand beside an operand.
const KEYWORDS: [&str; 27] = [
    "and",
    "anchored",
    "as",
    "atan2",
    "bool",
    "by",
    "default",
    "end",
    "fill",
    "fill_left",
    "fill_right",
    "group_left",
    "group_right",
    "if",
    "ifnot",
    "ignoring",
    "inf",
    "keep_metric_names",
    "limit",
    "nan",
    "offset",
    "on",
    "or",
    "prefix",
    "smoothed",
    "start",
    "unless",
];
/// Words that ask for an operand on both sides.
const OPERATORS: [&str; 7] = ["and", "atan2", "default", "if", "ifnot", "or", "unless"];

/// Returns what is certainly wrong with a query: something that is never closed, or was never opened; an operator
/// without an operand; two operands without an operator.
pub(super) fn mistake(text: &str) -> Option<ParseError> {
    let mut scan = Scan { text, open: Vec::new(), before: Before::Nothing, is_open_ended: false, has_prefix: false };
    let mut lexer = Lexer::of(text, Dialect::MetricsQl);
    loop {
        let token = match lexer.next() {
            Ok(token) => token,
            Err(error) => return Some(error).filter(|error| is_never_closed(text, error.span.start)),
        };
        if let Some(error) = scan.take(token) {
            return Some(error);
        }
        if token.kind == Kind::End {
            return None;
        }
    }
}

/// Returns whether a quoted text begins here whose end is nowhere.
fn is_never_closed(text: &str, start: usize) -> bool {
    let rest = &text[start..];
    rest.chars().next().is_some_and(|quote| matches!(quote, '"' | '\'' | '`') && !rest[1..].contains(quote))
}

/// What a token follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing, or what a list begins with or goes on with.
    Nothing,
    Operator,
    /// A name or a number.
    Operand,
    /// Anything else, which may be followed by anything.
    Other,
}

struct Scan<'a> {
    text: &'a str,
    open: Vec<Token>,
    before: Before,
    /// Whether a variable may close or open something.
    is_open_ended: bool,
    /// Whether there was a `prefix`: an expression and an operand may follow it.
    has_prefix: bool,
}

impl<'a> Scan<'a> {
    fn take(&mut self, token: Token) -> Option<ParseError> {
        match token.kind {
            Kind::OpenParen | Kind::OpenBrace | Kind::OpenBracket => {
                self.open.push(token);
                self.before = Before::Nothing;
                None
            }
            Kind::CloseParen | Kind::CloseBrace | Kind::CloseBracket | Kind::End => self.end(token),
            _ if !self.is_in_parentheses() => None,
            Kind::Comma => self.operand_is_missing(token).or_else(|| self.then(Before::Nothing)),
            Kind::Operator(op) => self.operator(op, token),
            Kind::Number => self.operand(token),
            Kind::String { .. } if self.before == Before::Operand && !self.has_prefix => {
                Some(self.unexpected(token.span))
            }
            Kind::Word { placeholders: false } => self.word(token),
            Kind::Placeholder | Kind::Word { .. } => {
                self.is_open_ended |= !is_built_in(self.slice(token.span).trim_start_matches(['$', '{', '[']));
                self.then(Before::Other)
            }
            _ => self.then(Before::Other),
        }
    }

    fn then<T>(&mut self, before: Before) -> Option<T> {
        self.before = before;
        None
    }

    fn is_in_parentheses(&self) -> bool {
        self.open.last().is_none_or(|open| open.kind == Kind::OpenParen)
    }

    fn end(&mut self, token: Token) -> Option<ParseError> {
        if self.is_in_parentheses()
            && let Some(error) = self.operand_is_missing(token)
        {
            return Some(error);
        }
        let opening = match token.kind {
            Kind::CloseParen => Some(Kind::OpenParen),
            Kind::CloseBrace => Some(Kind::OpenBrace),
            Kind::CloseBracket => Some(Kind::OpenBracket),
            _ => None,
        };
        let open = self.open.pop();
        self.before = if token.kind == Kind::CloseParen { Before::Other } else { Before::Operand };
        match open {
            _ if self.is_open_ended => None,
            Some(open) if Some(open.kind) != opening => {
                Some(ParseError::new(format!("`{}` is never closed", self.slice(open.span)), open.span))
            }
            None if opening.is_some() => {
                Some(ParseError::new(format!("this `{}` closes nothing", self.slice(token.span)), token.span))
            }
            _ => None,
        }
    }

    fn operator(&mut self, op: BinaryOp, token: Token) -> Option<ParseError> {
        let may_be_sign = matches!(op, BinaryOp::Add | BinaryOp::Sub);
        // `group_left (*)` brings all labels.
        let is_all = op == BinaryOp::Mul && self.text[token.span.end..].trim_start().starts_with(')');
        if is_all && self.before == Before::Nothing {
            return self.then(Before::Other);
        }
        if !may_be_sign && matches!(self.before, Before::Nothing | Before::Operator) {
            return Some(self.no_expression(token));
        }
        self.then(Before::Operator)
    }

    fn word(&mut self, token: Token) -> Option<ParseError> {
        let word = self.slice(token.span);
        let is_in = |words: &[&str]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
        let is_operator = is_in(&OPERATORS) && matches!(self.before, Before::Operand | Before::Other);
        if is_operator {
            return self.then(Before::Operator);
        }
        if word.eq_ignore_ascii_case("bool") && self.before == Before::Operator {
            return None;
        }
        self.has_prefix |= word.eq_ignore_ascii_case("prefix");
        if is_in(&KEYWORDS) || word.eq_ignore_ascii_case("without") || word.eq_ignore_ascii_case("with") {
            return self.then(Before::Other);
        }
        self.operand(token)
    }

    fn operand(&mut self, token: Token) -> Option<ParseError> {
        if self.before == Before::Operand && !self.has_prefix {
            return Some(self.unexpected(token.span));
        }
        self.then(Before::Operand)
    }

    fn operand_is_missing(&self, token: Token) -> Option<ParseError> {
        (self.before == Before::Operator).then(|| self.no_expression(token))
    }

    fn no_expression(&self, token: Token) -> ParseError {
        let found = match token.kind {
            Kind::End => "the end of the expression".to_owned(),
            _ => format!("`{}`", self.slice(token.span)),
        };
        ParseError::new(format!("expected an expression, found {found}"), token.span)
    }

    fn unexpected(&self, span: Span) -> ParseError {
        ParseError::new(format!("expected an operator or the end, found `{}`", self.slice(span)), span)
    }

    fn slice(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }
}

/// Returns the regular expressions of matchers that do not compile.
pub(super) fn regexes(text: &str) -> Vec<Problem> {
    let mut lexer = Lexer::of(text, Dialect::MetricsQl);
    let (mut problems, mut found) = (Vec::new(), Vec::new());
    let (mut is_in_braces, mut is_regex) = (false, false);
    while let Ok(Token { kind, span }) = lexer.next() {
        match kind {
            Kind::End => break,
            Kind::OpenBrace => is_in_braces = true,
            Kind::CloseBrace => is_in_braces = false,
            // What it is put together from need not compile alone.
            Kind::Operator(BinaryOp::Add) => found.clear(),
            Kind::String { plain } if is_regex => found.extend(regex_problem(text, span, plain)),
            _ => {}
        }
        if !matches!(kind, Kind::String { .. }) {
            problems.append(&mut found);
        }
        is_regex = is_in_braces && matches!(kind, Kind::Matches | Kind::NotMatches);
    }
    problems.append(&mut found);
    problems
}

fn regex_problem(text: &str, span: Span, is_plain: bool) -> Option<Problem> {
    let inner = &text[span.start + 1..span.end - 1];
    let pattern = if is_plain { inner.into() } else { literal::unescape(inner, text.as_bytes()[span.start]).ok()? };
    let error = regex::matches_empty(&pattern).err().filter(|_| !placeholder::is_in(&pattern))?;
    Some(Problem::of_regex(span, &error))
}

/// Returns whether a query has templates: `WITH (..)`.
pub(super) fn has_templates(text: &str) -> bool {
    let mut lexer = Lexer::of(text, Dialect::MetricsQl);
    let is_with = |token: Token| text[token.span.range()].eq_ignore_ascii_case("with");
    std::iter::from_fn(|| lexer.next().ok().filter(|token| token.kind != Kind::End)).any(is_with)
}
