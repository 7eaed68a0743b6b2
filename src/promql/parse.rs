//! Reading PromQL: all of Prometheus 3, and Grafana's placeholders wherever Grafana would replace them.

use super::ast::{Aggregate, AggregateOp, Binary, BinaryOp, Expr, ExprKind, Grouping, Name, Selector, Span, Text};
use super::error::ParseError;
use super::lex::{Dialect, Kind, Lexer, Token};
use super::metricsql::words::{What, Word, is_function};
use super::{functions, literal, placeholder, words};

mod modifier;
mod selector;
pub(super) mod victoria;

/// How deep expressions may be nested; a chain `a + b + c` is not nested.
///
/// Twice as deep would fill the 2 MiB stack of a thread in a build without optimization.
const MAX_DEPTH: u32 = 100;

/// Where and why reading stopped.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) error: ParseError,
    /// The first byte that was not understood; the error may be about an earlier one.
    pub(super) reached: usize,
}

/// Reads an expression.
///
/// The result says what was written; whether types and labels fit together is for [`check`](super::check()) to say.
///
/// # Errors
/// [`ParseError`] at the first place that Prometheus would not take, and for nesting deeper than 100 levels.
pub fn parse(text: &str) -> Result<Expr, ParseError> {
    attempt(text).map_err(|failure| failure.error)
}

/// Reads an expression, and says how far that went.
pub(super) fn attempt(text: &str) -> Result<Expr, Failure> {
    let mut parser =
        Parser::new(text, Dialect::Prometheus).map_err(|error| Failure { reached: error.span.start, error })?;
    let read = parser.whole();
    read.map_err(|error| Failure { reached: parser.token.span.start.max(error.span.start), error })
}

/// One token ahead of what has been read.
struct Parser<'a> {
    text: &'a str,
    lexer: Lexer<'a>,
    token: Token,
    /// One past the last byte that has been read.
    end: usize,
    depth: u32,
    dialect: Dialect,
    /// What only `MetricsQL` reads, the first of it.
    peculiar: Option<Word>,
}

type Result<T, E = ParseError> = std::result::Result<T, E>;

impl<'a> Parser<'a> {
    fn new(text: &'a str, dialect: Dialect) -> Result<Self> {
        let mut lexer = Lexer::of(text, dialect);
        let token = lexer.next()?;
        Ok(Self { text, lexer, token, end: 0, depth: 0, dialect, peculiar: None })
    }

    /// Reads everything.
    fn whole(&mut self) -> Result<Expr> {
        if self.is_at(Kind::End) {
            return Err(ParseError::new("the expression is empty", self.token.span));
        }
        let expr = self.expression(0)?;
        if self.is_at(Kind::End) { Ok(expr) } else { Err(self.surplus()) }
    }

    /// Moves on, and returns what was read.
    fn next(&mut self) -> Result<Token> {
        let token = self.token;
        self.end = token.span.end;
        self.token = self.lexer.next()?;
        Ok(token)
    }

    fn slice(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    fn text_of(&self, span: Span) -> Text {
        self.slice(span).to_owned().into()
    }

    /// Returns the word that comes next, if a word without placeholders does.
    fn word(&self) -> Option<&'a str> {
        match self.token.kind {
            Kind::Word { placeholders: false } => Some(self.slice(self.token.span)),
            _ => None,
        }
    }

    fn is_at(&self, kind: Kind) -> bool {
        self.token.kind == kind
    }

    fn is_at_word(&self, word: &str) -> bool {
        self.word().is_some_and(|found| found.eq_ignore_ascii_case(word))
    }

    /// Reads this token if it comes next.
    fn accept(&mut self, kind: Kind) -> Result<bool> {
        let found = self.is_at(kind);
        if found {
            self.next()?;
        }
        Ok(found)
    }

    fn expect(&mut self, kind: Kind, what: &str) -> Result<Token> {
        if self.is_at(kind) { self.next() } else { Err(self.unexpected(what)) }
    }

    /// Reads the closing half of a pair.
    fn close(&mut self, open: Span, kind: Kind, what: &str) -> Result<()> {
        if self.is_at(Kind::End) {
            let message = format!("`{}` is never closed", self.slice(open));
            return Err(ParseError::new(message, open));
        }
        self.expect(kind, what).map(drop)
    }

    fn unexpected(&self, expected: &str) -> ParseError {
        ParseError::new(format!("expected {expected}, found {}", self.found()), self.token.span)
    }

    fn found(&self) -> String {
        match self.token.kind {
            Kind::End => "the end of the expression".to_owned(),
            _ => format!("`{}`", self.slice(self.token.span)),
        }
    }

    /// Returns the error for what follows a whole expression.
    fn surplus(&self) -> ParseError {
        let error = self.unexpected("an operator or the end");
        match self.token.kind {
            Kind::CloseParen => ParseError::new("this `)` closes nothing", self.token.span),
            Kind::Assign => error.with_hint("two values are compared with `==`"),
            Kind::OpenBrace => error.with_hint("`{..}` must follow the metric's name, or be used alone"),
            _ => error,
        }
    }

    /// Keeps nesting within what the stack bears.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth >= MAX_DEPTH {
            let message = format!("the expression is nested more than {MAX_DEPTH} levels deep");
            return Err(ParseError::new(message, self.token.span));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn node(&self, start: usize, kind: ExprKind) -> Expr {
        Expr { kind, span: Span::new(start, self.end) }
    }

    /// Reads operands and the operators between them that bind at least as tightly as asked for.
    fn expression(&mut self, least: u8) -> Result<Expr> {
        let start = self.token.span.start;
        let mut lhs = self.nested(Self::operand)?;
        while let Some(op) = self.operator().or_else(|| self.victoria_operator()).filter(|op| op.precedence() >= least)
        {
            let op_span = self.next()?.span;
            let (return_bool, matching) = self.binary_modifiers()?;
            let next = op.precedence() + u8::from(!op.is_right_associative());
            let rhs = self.nested(|parser| parser.expression(next))?;
            let (lhs_box, rhs) = (Box::new(lhs), Box::new(rhs));
            let binary = Binary { op, op_span, return_bool, matching, lhs: lhs_box, rhs };
            lhs = self.node(start, ExprKind::Binary(binary));
        }
        Ok(lhs)
    }

    fn operator(&self) -> Option<BinaryOp> {
        if let Kind::Operator(op) = self.token.kind {
            return Some(op);
        }
        let word = self.word()?;
        let named = [BinaryOp::And, BinaryOp::Or, BinaryOp::Unless, BinaryOp::Atan2];
        named.into_iter().find(|op| op.as_str().eq_ignore_ascii_case(word))
    }

    fn operand(&mut self) -> Result<Expr> {
        if let Kind::Operator(op @ (BinaryOp::Add | BinaryOp::Sub)) = self.token.kind {
            return self.signed(op == BinaryOp::Sub);
        }
        let start = self.token.span.start;
        let expr = self.primary()?;
        self.postfix(start, expr)
    }

    /// Reads a sign and its operand; the sign of a number is part of the number.
    fn signed(&mut self, negative: bool) -> Result<Expr> {
        let start = self.next()?.span.start;
        let expr = self.expression(BinaryOp::Mul.precedence() + 1)?;
        let kind = match expr.kind {
            ExprKind::Number(mut number) => {
                number.value = if negative { -number.value } else { number.value };
                ExprKind::Number(number)
            }
            kind => ExprKind::Unary { negative, expr: Box::new(Expr { kind, span: expr.span }) },
        };
        Ok(self.node(start, kind))
    }

    fn primary(&mut self) -> Result<Expr> {
        let Token { kind, span } = self.token;
        match kind {
            Kind::Number => self.number(),
            Kind::String { .. } => {
                let text = self.string()?;
                Ok(self.node(span.start, ExprKind::String(text)))
            }
            Kind::OpenParen => {
                if self.dialect == Dialect::MetricsQl {
                    return self.union();
                }
                self.next()?;
                let inner = self.expression(0)?;
                self.close(span, Kind::CloseParen, "an operator or `)`")?;
                Ok(self.node(span.start, ExprKind::Paren(Box::new(inner))))
            }
            Kind::OpenBrace => self.selector(None),
            Kind::Placeholder => self.placeholder(),
            Kind::Word { placeholders } => self.word_expression(placeholders),
            Kind::Assign => Err(self.unexpected("an expression").with_hint("two values are compared with `==`")),
            _ => Err(self.unexpected("an expression")),
        }
    }

    fn number(&mut self) -> Result<Expr> {
        let span = self.next()?.span;
        let Some(number) = literal::number(self.slice(span)).or_else(|| self.victoria_number(span)) else {
            let message = format!("`{}` is neither a number nor a duration", self.slice(span));
            return Err(ParseError::new(message, span).with_hint("a duration is written `1h30m`, largest unit first"));
        };
        Ok(self.node(span.start, ExprKind::Number(number)))
    }

    /// Reads a text in quotes, and returns what it says.
    fn string(&mut self) -> Result<Text> {
        let token = self.next()?;
        let inner = &self.text[token.span.start + 1..token.span.end - 1];
        if token.kind == (Kind::String { plain: true }) {
            return Ok(inner.to_owned().into());
        }
        let quote = self.text.as_bytes()[token.span.start];
        literal::unescape(inner, quote).map(|text| text.into_owned().into()).map_err(|error| {
            let start = token.span.start + 1;
            ParseError::new(error.message, Span::new(start + error.start, start + error.end))
                .with_hint("write a backslash as `\\\\`, or use backticks")
        })
    }

    fn placeholder(&mut self) -> Result<Expr> {
        let span = self.next()?.span;
        let text = self.text_of(span);
        if self.is_at(Kind::OpenParen) || self.is_at_word("by") || self.is_at_word("without") {
            return self.unknown_call(span);
        }
        if self.is_at(Kind::OpenBrace) {
            return self.selector(Some(Name { text, span, quoted: false }));
        }
        Ok(self.node(span.start, ExprKind::Placeholder(text)))
    }

    fn word_expression(&mut self, placeholders: bool) -> Result<Expr> {
        let token = self.next()?;
        let (span, word) = (token.span, self.slice(token.span));
        if self.is_templates(span) {
            return self.templates(span);
        }
        if !placeholders
            && let Some(op) = words::aggregate_op(word)
            && (self.is_at(Kind::OpenParen) || self.is_at_word("by") || self.is_at_word("without"))
        {
            return self.aggregate(op, span);
        }
        if self.is_at(Kind::OpenParen) {
            return if placeholders { self.unknown_call(span) } else { self.call(span) };
        }
        if self.dialect == Dialect::MetricsQl && (self.is_at_word("by") || self.is_at_word("without")) {
            return self.call(span);
        }
        if !placeholders {
            if word.eq_ignore_ascii_case("inf") {
                return Ok(self.node(span.start, number_kind(f64::INFINITY)));
            }
            if word.eq_ignore_ascii_case("nan") {
                return Ok(self.node(span.start, number_kind(f64::NAN)));
            }
            if words::is_never_metric(word) {
                let message = format!("expected an expression, found the keyword `{word}`");
                let hint = format!("a metric of this name is written `{{\"{word}\"}}`");
                return Err(ParseError::new(message, span).with_hint(hint));
            }
        }
        let text = self.text_of(span);
        self.selector(Some(Name { text, span, quoted: false }))
    }

    fn call(&mut self, function_span: Span) -> Result<Expr> {
        let word = self.slice(function_span);
        if is_function(word) {
            self.note(function_span, What::Function);
        }
        let function = functions::find(word).map_or_else(|| word.to_owned().into(), |known| Text::Borrowed(known.name));
        let is_victoria = self.dialect == Dialect::MetricsQl;
        let before = if is_victoria { self.grouping()? } else { None };
        let mut args = self.arguments()?;
        if is_victoria && before.is_none() {
            self.grouping()?;
        }
        if function == "info"
            && let Some(ExprKind::Selector(Selector { name: Some(name), .. })) =
                args.get_mut(1).map(|arg| &mut arg.kind)
        {
            // Here a name in braces is a matcher like any other, and one outside them an error.
            name.quoted |= matches!(self.text.as_bytes()[name.span.start], b'"' | b'\'' | b'`');
        }
        Ok(self.node(function_span.start, ExprKind::Call { function, function_span, args }))
    }

    /// Reads a call of what a placeholder will name, a function or an aggregation: its grouping is kept as text.
    fn unknown_call(&mut self, function_span: Span) -> Result<Expr> {
        let mut function = self.slice(function_span).to_owned();
        let before = self.grouping()?;
        let args = self.arguments()?;
        let grouping = if before.is_some() { before } else { self.grouping()? };
        if let Some(grouping) = grouping {
            function = format!("{function} {grouping} ");
        }
        Ok(self.node(function_span.start, ExprKind::Call { function: function.into(), function_span, args }))
    }

    fn arguments(&mut self) -> Result<Vec<Expr>> {
        let open = self.expect(Kind::OpenParen, "`(`")?.span;
        let mut args = Vec::new();
        if self.accept(Kind::CloseParen)? {
            return Ok(args);
        }
        loop {
            args.push(self.expression(0)?);
            if !self.is_at(Kind::Comma) {
                break;
            }
            let comma = self.next()?.span;
            if self.is_at(Kind::CloseParen) {
                if self.dialect == Dialect::MetricsQl {
                    break;
                }
                return Err(ParseError::new("unexpected comma after the last argument", comma));
            }
        }
        self.close(open, Kind::CloseParen, "`,` or `)`")?;
        Ok(args)
    }

    fn aggregate(&mut self, op: AggregateOp, op_span: Span) -> Result<Expr> {
        let before = self.grouping()?;
        let args_start = self.token.span.start;
        let mut args = self.arguments()?;
        let args_span = Span::new(args_start, self.end);
        let grouping = if before.is_some() { before } else { self.grouping()? };
        let wanted = if op.has_param() { 2 } else { 1 };
        let takes_any = self.dialect == Dialect::MetricsQl && !args.is_empty();
        if args.len() != wanted && !takes_any {
            let plural = if wanted == 1 { "argument" } else { "arguments" };
            let message = format!("`{op}` takes {wanted} {plural}, found {}", args.len());
            return Err(ParseError::new(message, args_span));
        }
        let expr = Box::new(args.pop().expect("at least one argument was counted"));
        let param = args.pop().map(Box::new);
        Ok(self.node(op_span.start, ExprKind::Aggregate(Aggregate { op, op_span, grouping, param, expr })))
    }

    fn grouping(&mut self) -> Result<Option<Grouping>> {
        let without = self.is_at_word("without");
        if !without && !self.is_at_word("by") {
            return Ok(None);
        }
        self.next()?;
        Ok(Some(Grouping { without, labels: self.label_list()? }))
    }

    /// Reads `(a, "b", $c)`, perhaps with a comma at the end.
    fn label_list(&mut self) -> Result<Vec<Name>> {
        let open = self.expect(Kind::OpenParen, "`(` and a list of labels")?.span;
        let mut labels = Vec::new();
        while !self.is_at(Kind::CloseParen) {
            labels.push(self.grouping_label()?);
            if !self.accept(Kind::Comma)? {
                break;
            }
        }
        self.close(open, Kind::CloseParen, "`,` or `)`")?;
        Ok(labels)
    }

    fn grouping_label(&mut self) -> Result<Name> {
        let span = self.token.span;
        match self.token.kind {
            Kind::String { .. } => {
                let name = self.quoted_name()?;
                if name.text.is_empty() {
                    Err(ParseError::new("a label cannot have an empty name", span))
                } else {
                    Ok(name)
                }
            }
            Kind::Placeholder | Kind::Word { placeholders: true } => {
                self.next()?;
                Ok(Name { text: self.text_of(span), span, quoted: false })
            }
            Kind::Operator(BinaryOp::Mul) if self.dialect == Dialect::MetricsQl => {
                self.next()?;
                Ok(Name { text: self.text_of(span), span, quoted: false })
            }
            // Colons are taken here, although only a label in quotes can have them anywhere else.
            Kind::Word { .. } if !words::is_never_grouping_label(self.slice(span)) => {
                if self.slice(span) == "vmrange" {
                    self.note(span, What::Label);
                }
                self.next()?;
                Ok(Name { text: self.text_of(span), span, quoted: false })
            }
            _ => Err(self.unexpected("a label")),
        }
    }

    /// Reads a name in quotes.
    fn quoted_name(&mut self) -> Result<Name> {
        let span = self.token.span;
        let text = self.string()?;
        let quoted = placeholder::is_in(&text);
        Ok(Name { text, span, quoted })
    }
}

fn number_kind(value: f64) -> ExprKind {
    ExprKind::Number(super::ast::Number { value, is_duration: false })
}

#[cfg(test)]
mod tests;
