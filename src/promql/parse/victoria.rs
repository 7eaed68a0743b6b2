//! What `MetricsQL` reads beyond PromQL. Whether a query can be read at all is the question: the tree says no more than
//! that there is an operand or an operator.

use super::super::ast::{BinaryOp, Expr, ExprKind, Number, Span};
use super::super::lex::Kind;
use super::super::metricsql::words::{What, Word};
use super::{Dialect, ParseError, Parser, Result, number_kind};

impl Parser<'_> {
    fn is_victoria(&self) -> bool {
        self.dialect == Dialect::MetricsQl
    }

    /// Remembers the first thing that PromQL does not have.
    pub(super) fn note(&mut self, span: Span, what: What) {
        if self.is_victoria() && self.peculiar.is_none() {
            self.peculiar = Some(Word { text: self.slice(span).to_owned(), span, what });
        }
    }

    /// Returns `default`, `if` and `ifnot` as the operators of PromQL that they bind like.
    pub(super) fn victoria_operator(&mut self) -> Option<BinaryOp> {
        let op = match self.word().filter(|_| self.is_victoria())? {
            word if word.eq_ignore_ascii_case("default") => BinaryOp::Or,
            word if word.eq_ignore_ascii_case("if") => BinaryOp::And,
            word if word.eq_ignore_ascii_case("ifnot") => BinaryOp::Unless,
            _ => return None,
        };
        self.note(self.token.span, What::Operator);
        Some(op)
    }

    /// Reads `keep_metric_names` or `limit 5`, which follow an operand, and returns whether one was there.
    pub(super) fn victoria_postfix(&mut self) -> Result<bool> {
        if !self.is_victoria() {
            return Ok(false);
        }
        let span = self.token.span;
        if self.accept_word("keep_metric_names")? {
            self.note(span, What::Keyword);
            return Ok(true);
        }
        let is_limit = self.is_at_word("limit");
        if is_limit {
            self.note(span, What::Keyword);
            self.next()?;
            match self.token.kind {
                Kind::Number | Kind::Placeholder => drop(self.next()?),
                _ => return Err(self.unexpected("a number")),
            }
        }
        Ok(is_limit)
    }

    /// Reads what stands in parentheses: any number of expressions.
    pub(super) fn union(&mut self) -> Result<Expr> {
        let span = self.token.span;
        let args = self.arguments()?;
        if args.len() != 1 {
            self.note(span, What::Union);
        }
        let first = args.into_iter().next().unwrap_or_else(|| number_kind(0.0).into());
        Ok(self.node(span.start, ExprKind::Paren(Box::new(first))))
    }

    /// Returns a number with a suffix: `1.5h`, `5i`, `10Ki`.
    pub(super) fn victoria_number(&mut self, span: Span) -> Option<Number> {
        const SUFFIXES: [&str; 23] = [
            "k", "kb", "ki", "kib", "m", "mb", "mi", "mib", "g", "gb", "gi", "gib", "t", "tb", "ti", "tib", "ms", "s",
            "h", "d", "w", "y", "i",
        ];
        let mut rest = self.slice(span);
        while self.is_victoria() && !rest.is_empty() && !is_in_another_base(rest) {
            let digits = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
            let letters = rest[digits..].bytes().take_while(u8::is_ascii_alphabetic).count();
            let suffix = &rest[digits..digits + letters];
            if digits == 0 || !SUFFIXES.iter().any(|known| known.eq_ignore_ascii_case(suffix)) {
                return None;
            }
            rest = &rest[digits + letters..];
        }
        if !self.is_victoria() {
            return None;
        }
        self.note(span, What::Number);
        Some(Number { value: 1.0, is_duration: false })
    }

    /// Reads the rest of brackets, which may follow any expression: `[5m]`, `[1h:5m]`, `[:5m]`.
    pub(super) fn victoria_range(&mut self, start: usize, open: Span, expr: Expr) -> Result<Expr> {
        if !self.is_at(Kind::Colon) {
            self.duration(0)?;
        }
        if self.accept(Kind::Colon)? && !self.is_at(Kind::CloseBracket) {
            self.duration(0)?;
        }
        self.close(open, Kind::CloseBracket, "`:` or `]`")?;
        Ok(self.node(start, expr.kind))
    }

    /// Reads `or` between the matchers of a selector.
    pub(super) fn alternative(&mut self) -> Result<bool> {
        let span = self.token.span;
        let found = self.is_victoria() && self.accept_word("or")?;
        if found {
            self.note(span, What::Operator);
        }
        Ok(found)
    }

    /// Reads the rest of a value that is put together: `"a" + "b"`; returns whether there is any.
    pub(super) fn concatenation(&mut self) -> Result<bool> {
        let mut found = false;
        while self.is_victoria() && self.accept(Kind::Operator(BinaryOp::Add))? {
            found = true;
            match self.token.kind {
                Kind::String { .. } => drop(self.string()?),
                Kind::Word { .. } | Kind::Placeholder => drop(self.next()?),
                _ => return Err(self.unexpected("a value in quotes")),
            }
        }
        Ok(found)
    }

    /// Returns whether a name in braces stands for matchers that a template holds.
    pub(super) fn is_template(&self, span: Span) -> bool {
        let is_last = matches!(self.token.kind, Kind::Comma | Kind::CloseBrace) || self.is_at_word("or");
        self.is_victoria() && is_last && self.text.as_bytes()[span.start].is_ascii_alphabetic()
    }

    /// Reads `prefix "x"` behind the labels of a group.
    pub(super) fn label_prefix(&mut self) -> Result<()> {
        let span = self.token.span;
        if self.is_victoria() && self.accept_word("prefix")? {
            self.note(span, What::Keyword);
            match self.token.kind {
                Kind::String { .. } => drop(self.string()?),
                _ => return Err(self.unexpected("a prefix in quotes")),
            }
        }
        Ok(())
    }

    /// Returns whether a word that was just read begins templates: `WITH (..)`.
    pub(super) fn is_templates(&self, word: Span) -> bool {
        self.is_victoria() && self.slice(word).eq_ignore_ascii_case("with") && self.is_at(Kind::OpenParen)
    }

    /// Returns whether `(` follows the next token.
    pub(super) fn is_call(&self, word: Span) -> bool {
        self.text[word.end..].trim_start().starts_with('(')
    }

    /// Reads `(name = expression, f(a, b) = expression)` and the expression that uses them.
    pub(super) fn templates(&mut self, word: Span) -> Result<Expr> {
        self.note(word, What::Keyword);
        let open = self.next()?.span;
        while !self.is_at(Kind::CloseParen) {
            match self.token.kind {
                Kind::Word { .. } | Kind::Placeholder => drop(self.next()?),
                _ => return Err(self.unexpected("the name of a template")),
            }
            if self.is_at(Kind::OpenParen) {
                self.arguments()?;
            }
            self.expect(Kind::Assign, "`=`")?;
            self.expression(0)?;
            if !self.accept(Kind::Comma)? {
                break;
            }
        }
        self.close(open, Kind::CloseParen, "`,` or `)`")?;
        self.nested(|parser| parser.expression(0))
    }
}

/// Returns whether a number is binary or octal, by its prefix.
fn is_in_another_base(number: &str) -> bool {
    let all =
        |digits: &str, last: char| !digits.is_empty() && digits.chars().all(|digit| ('0'..=last).contains(&digit));
    let (prefix, digits) = number.split_at_checked(2).unwrap_or_default();
    (prefix.eq_ignore_ascii_case("0b") && all(digits, '1')) || (prefix.eq_ignore_ascii_case("0o") && all(digits, '7'))
}

/// Reads a query of `MetricsQL`: the calls in it with their places, or why it is none; and the first thing in it that
/// PromQL does not have.
pub(in crate::promql) fn attempt(text: &str) -> (Result<Expr, ParseError>, Option<Word>) {
    match Parser::new(text, Dialect::MetricsQl) {
        Ok(mut parser) => {
            let read = parser.whole();
            (read, parser.peculiar)
        }
        Err(error) => (Err(error), None),
    }
}
