//! Selectors, and what follows an operand: ranges, subqueries, `offset` and `@`.

use super::super::ast::{
    At, Binary, BinaryOp, Expr, ExprKind, MatchOp, Matcher, Name, Number, RangeExtent, Selector, Span, Subquery,
    TimeShift,
};
use super::super::lex::Kind;
use super::{Dialect, MAX_DEPTH, ParseError, Parser, Result};

impl Parser<'_> {
    /// Reads the braces of a selector whose name has been read; they may be missing where there is a name.
    pub(super) fn selector(&mut self, name: Option<Name>) -> Result<Expr> {
        let start = name.as_ref().map_or(self.token.span.start, |name| name.span.start);
        let mut selector = Selector { name, ..Selector::default() };
        if self.is_at(Kind::OpenBrace) {
            self.matchers(&mut selector)?;
        }
        Ok(self.node(start, ExprKind::Selector(selector)))
    }

    fn matchers(&mut self, selector: &mut Selector) -> Result<()> {
        let open = self.next()?.span;
        while !self.is_at(Kind::CloseBrace) {
            self.matcher(open, selector)?;
            if !self.accept(Kind::Comma)? && !self.alternative()? {
                break;
            }
        }
        self.close(open, Kind::CloseBrace, "`,` or `}`")
    }

    fn matcher(&mut self, open: Span, selector: &mut Selector) -> Result<()> {
        let span = self.token.span;
        let (name, is_placeholder) = match self.token.kind {
            Kind::String { .. } => (self.quoted_name()?, false),
            Kind::Placeholder => (self.unquoted_name()?, true),
            Kind::Word { placeholders } => (self.unquoted_name()?, placeholders),
            Kind::End => return Err(self.unexpected("a label or `}`")),
            _ => return Err(self.unexpected("a label")),
        };
        if let Some(op) = self.match_operator() {
            self.next()?;
            let is_named = || selector.name.as_ref().is_some_and(|first| first.span.start < open.start);
            if name.text == "__name__" && self.dialect == Dialect::Prometheus && is_named() {
                return Err(ParseError::new("the metric's name is given twice", span));
            }
            let matcher = self.matcher_value(name, op)?;
            selector.matchers.push(matcher);
        } else if is_placeholder || self.is_template(span) {
            selector.matchers.push(Matcher::Placeholder(name));
        } else if self.text.as_bytes()[span.start].is_ascii_alphabetic() || self.slice(span).starts_with('_') {
            return Err(self.unexpected("`=`, `!=`, `=~` or `!~`"));
        } else if let Some(first) = selector.name.as_ref().filter(|first| first.span.start < open.start) {
            let hint = format!("the first is `{}`", first.text);
            return Err(ParseError::new("the metric's name is given twice", span).with_hint(hint));
        } else if selector.name.is_some() {
            let (label, op, value_span) = ("__name__".into(), MatchOp::Equal, span);
            selector.matchers.push(Matcher::Label { label, op, value: name.text, value_span, bare: false });
        } else {
            selector.name = Some(name);
        }
        Ok(())
    }

    fn unquoted_name(&mut self) -> Result<Name> {
        let span = self.next()?.span;
        Ok(Name { text: self.text_of(span), span, quoted: false })
    }

    fn match_operator(&self) -> Option<MatchOp> {
        match self.token.kind {
            Kind::Assign => Some(MatchOp::Equal),
            Kind::Operator(BinaryOp::NotEqual) => Some(MatchOp::NotEqual),
            Kind::Matches => Some(MatchOp::Matches),
            Kind::NotMatches => Some(MatchOp::NotMatches),
            _ => None,
        }
    }

    fn matcher_value(&mut self, label: Name, op: MatchOp) -> Result<Matcher> {
        let value_span = self.token.span;
        let (value, bare) = match self.token.kind {
            Kind::String { .. } => {
                let value = self.string()?;
                (value, self.concatenation()?)
            }
            Kind::Placeholder | Kind::Word { placeholders: true } => {
                self.next()?;
                (self.text_of(value_span), true)
            }
            _ => return Err(self.unexpected("a value in quotes")),
        };
        Ok(Matcher::Label { label, op, value, value_span, bare })
    }

    /// Reads everything that follows an operand and belongs to it.
    pub(super) fn postfix(&mut self, start: usize, mut expr: Expr) -> Result<Expr> {
        let mut nested = 0;
        loop {
            let extent = if self.is_at(Kind::OpenBracket) {
                nested += 1;
                if nested > MAX_DEPTH {
                    return Err(ParseError::new("too many ranges, one after the other", self.token.span));
                }
                expr = self.range(start, expr)?;
                None
            } else if self.is_at(Kind::At) {
                self.at(&mut expr)?;
                None
            } else if self.is_at_word("offset") {
                self.offset(&mut expr)?;
                None
            } else if self.victoria_postfix()? {
                None
            } else if self.is_at_word("anchored") {
                Some(RangeExtent::Anchored)
            } else if self.is_at_word("smoothed") {
                Some(RangeExtent::Smoothed)
            } else {
                return Ok(expr);
            };
            if let Some(extent) = extent {
                let span = self.next()?.span;
                self.extent(&mut expr, extent, span)?;
            }
            expr.span.end = self.end;
        }
    }

    fn extent(&self, expr: &mut Expr, extent: RangeExtent, span: Span) -> Result<()> {
        match &mut expr.kind {
            ExprKind::Selector(selector) if selector.extent.is_none_or(|other| other == extent) => {
                selector.extent = Some(extent);
            }
            ExprKind::Selector(_) => {
                return Err(ParseError::new("`anchored` and `smoothed` exclude each other", span));
            }
            _ => {
                let message = format!("`{}` must follow a selector", self.slice(span));
                return Err(ParseError::new(message, span));
            }
        }
        Ok(())
    }

    fn range(&mut self, start: usize, expr: Expr) -> Result<Expr> {
        let open = self.next()?.span;
        if self.dialect == Dialect::MetricsQl {
            return self.victoria_range(start, open, expr);
        }
        let range = Box::new(self.positive_duration()?);
        if self.accept(Kind::Colon)? {
            let step = if self.is_at(Kind::CloseBracket) { None } else { Some(Box::new(self.positive_duration()?)) };
            self.close(open, Kind::CloseBracket, "`]`")?;
            let subquery = Subquery { expr: Box::new(expr), range, step, time: TimeShift::default() };
            return Ok(self.node(start, ExprKind::Subquery(subquery)));
        }
        self.close(open, Kind::CloseBracket, "`:` or `]`")?;
        let span = Span::new(open.start, self.end);
        let mut expr = named_by_placeholder(expr);
        match &mut expr.kind {
            ExprKind::Selector(selector) if selector.range.is_none() => {
                if selector.time != TimeShift::default() {
                    return Err(ParseError::new("`offset` and `@` must follow the range", span));
                }
                selector.range = Some(range);
                Ok(expr)
            }
            _ => {
                let inner = self.text[open.end..self.end - 1].trim();
                Err(ParseError::new("a range must follow a metric's name or its labels", span)
                    .with_hint(format!("for any other expression, use a subquery: `[{inner}:]`")))
            }
        }
    }

    fn offset(&mut self, expr: &mut Expr) -> Result<()> {
        let span = self.next()?.span;
        let offset = self.signed_duration()?;
        if self.dialect == Dialect::MetricsQl {
            return Ok(());
        }
        let time = self.time_of(expr, span)?;
        if time.offset.is_some() {
            return Err(ParseError::new("`offset` is given twice", span));
        }
        time.offset = Some(Box::new(offset));
        Ok(())
    }

    fn at(&mut self, expr: &mut Expr) -> Result<()> {
        let span = self.next()?.span;
        if self.dialect == Dialect::MetricsQl {
            return self.nested(Self::operand).map(drop);
        }
        let at = self.time()?;
        let time = self.time_of(expr, span)?;
        if time.at.is_some() {
            return Err(ParseError::new("`@` is given twice", span));
        }
        time.at = Some(at);
        Ok(())
    }

    fn time_of<'e>(&self, expr: &'e mut Expr, span: Span) -> Result<&'e mut TimeShift> {
        if matches!(expr.kind, ExprKind::Placeholder(_)) {
            *expr = named_by_placeholder(std::mem::replace(expr, ExprKind::String("".into()).into()));
        }
        match &mut expr.kind {
            ExprKind::Selector(selector) => Ok(&mut selector.time),
            ExprKind::Subquery(subquery) => Ok(&mut subquery.time),
            _ => {
                let message = format!("`{}` must follow a selector or a subquery", self.slice(span));
                Err(ParseError::new(message, span).with_hint("put it after the metric, inside the parentheses"))
            }
        }
    }

    fn time(&mut self) -> Result<At> {
        if self.is_at_word("start") || self.is_at_word("end") {
            let at = if self.is_at_word("start") { At::Start } else { At::End };
            self.next()?;
            self.expect(Kind::OpenParen, "`(`")?;
            self.expect(Kind::CloseParen, "`)`")?;
            return Ok(at);
        }
        let start = self.token.span.start;
        let sign = match self.token.kind {
            Kind::Operator(op @ (BinaryOp::Add | BinaryOp::Sub)) => {
                self.next()?;
                Some(op == BinaryOp::Sub)
            }
            _ => None,
        };
        let expr = match self.token.kind {
            Kind::Number => self.number()?,
            Kind::Placeholder | Kind::Word { placeholders: true } => self.duration_operand()?,
            _ => return Err(self.unexpected("a time in seconds, `start()` or `end()`")),
        };
        let expr = sign.into_iter().fold(expr, |expr, negative| self.apply_sign(start, negative, expr));
        match &expr.kind {
            ExprKind::Number(Number { value, .. }) if value.abs() >= MAX_TIME => {
                Err(ParseError::new("the time is outside the range that Prometheus supports", expr.span))
            }
            _ => Ok(At::Time(Box::new(expr))),
        }
    }

    /// Reads what may follow `offset`: one duration, with or without a sign.
    ///
    /// Arithmetic belongs to the offset where it begins with a parenthesis or two signs, and to the whole expression
    /// otherwise: so does the grammar of Prometheus resolve its conflicts.
    fn signed_duration(&mut self) -> Result<Expr> {
        let start = self.token.span.start;
        if self.is_at(Kind::OpenParen) {
            return self.duration(0);
        }
        let Kind::Operator(op @ (BinaryOp::Add | BinaryOp::Sub)) = self.token.kind else {
            return self.duration_operand();
        };
        self.next()?;
        let is_sign_again = matches!(self.token.kind, Kind::Operator(_));
        let expr = if is_sign_again { self.duration(SIGN)? } else { self.duration_operand()? };
        let expr = self.apply_sign(start, op == BinaryOp::Sub, expr);
        if is_sign_again { self.duration_after(start, expr, 0) } else { Ok(expr) }
    }

    fn apply_sign(&self, start: usize, negative: bool, expr: Expr) -> Expr {
        let kind = match expr.kind {
            ExprKind::Number(Number { value, is_duration }) => {
                ExprKind::Number(Number { value: if negative { -value } else { value }, is_duration })
            }
            kind => ExprKind::Unary { negative, expr: Box::new(Expr { kind, span: expr.span }) },
        };
        self.node(start, kind)
    }

    fn positive_duration(&mut self) -> Result<Expr> {
        let expr = self.duration(0)?;
        match expr.kind {
            ExprKind::Number(Number { value, .. }) if value <= 0.0 => {
                Err(ParseError::new("the duration must be greater than 0", expr.span))
            }
            _ => Ok(expr),
        }
    }

    /// Reads durations and the operators between them, as [`Parser::expression`] does for everything else.
    pub(super) fn duration(&mut self, least: u8) -> Result<Expr> {
        let start = self.token.span.start;
        let lhs = self.nested(|parser| match parser.token.kind {
            Kind::Operator(op @ (BinaryOp::Add | BinaryOp::Sub)) => {
                parser.next()?;
                let expr = parser.duration(SIGN)?;
                Ok(parser.apply_sign(start, op == BinaryOp::Sub, expr))
            }
            _ => parser.duration_operand(),
        })?;
        self.duration_after(start, lhs, least)
    }

    fn duration_after(&mut self, start: usize, mut lhs: Expr, least: u8) -> Result<Expr> {
        while let Kind::Operator(op) = self.token.kind {
            if op.precedence() < least || !op.is_in_durations() {
                break;
            }
            let op_span = self.next()?.span;
            let next = op.precedence() + u8::from(!op.is_right_associative());
            let rhs = Box::new(self.nested(|parser| parser.duration(next))?);
            let divides = matches!(op, BinaryOp::Div | BinaryOp::Mod);
            if divides && matches!(rhs.kind, ExprKind::Number(Number { value: 0.0, .. })) {
                return Err(ParseError::new("the duration is divided by zero", rhs.span));
            }
            let binary = Binary { op, op_span, return_bool: false, matching: None, lhs: Box::new(lhs), rhs };
            lhs = self.node(start, ExprKind::Binary(binary));
        }
        Ok(lhs)
    }

    fn duration_operand(&mut self) -> Result<Expr> {
        let span = self.token.span;
        match self.token.kind {
            Kind::Number => {
                let expr = self.number()?;
                match expr.kind {
                    ExprKind::Number(Number { value, .. }) if value.abs() > MAX_SECONDS => {
                        Err(ParseError::new("the duration is longer than 292 years", span))
                    }
                    _ => Ok(expr),
                }
            }
            Kind::Placeholder | Kind::Word { placeholders: true } => {
                self.next()?;
                Ok(self.node(span.start, ExprKind::Placeholder(self.text_of(span))))
            }
            Kind::OpenParen => {
                self.next()?;
                let inner = self.nested(|parser| parser.duration(0))?;
                self.close(span, Kind::CloseParen, "`)`")?;
                Ok(self.node(span.start, ExprKind::Paren(Box::new(inner))))
            }
            Kind::Word { .. } if self.dialect == Dialect::MetricsQl && !self.is_call(span) => {
                self.next()?;
                Ok(self.node(span.start, ExprKind::Placeholder(self.text_of(span))))
            }
            Kind::Word { .. } => self.duration_call(),
            _ => Err(self.unexpected("a duration").with_hint("durations are written `5m`, `1h30m`, `500ms`")),
        }
    }

    fn duration_call(&mut self) -> Result<Expr> {
        const CALLS: [(&str, usize); 4] = [("step", 0), ("range", 0), ("min_of", 2), ("max_of", 2)];
        let word = self.slice(self.token.span);
        let Some((name, wanted)) = CALLS.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(word)) else {
            return Err(self.unexpected("a duration").with_hint("durations are written `5m`, `1h30m`, `500ms`"));
        };
        let function_span = self.next()?.span;
        let open = self.expect(Kind::OpenParen, "`(`")?.span;
        let mut args = Vec::new();
        while args.len() < wanted {
            if !args.is_empty() {
                self.expect(Kind::Comma, "`,`")?;
            }
            args.push(self.nested(|parser| parser.duration(0))?);
        }
        self.close(open, Kind::CloseParen, "`)`")?;
        Ok(self.node(function_span.start, ExprKind::Call { function: name.into(), function_span, args }))
    }
}

/// How tightly an operator must bind to belong to what stands behind a sign.
const SIGN: u8 = BinaryOp::Mul.precedence() + 1;
/// Beyond this, Prometheus refuses a time, in seconds.
const MAX_TIME: f64 = 9_223_372_036_854_775_807.0;
/// Prometheus counts durations in nanoseconds of 64 bits.
const MAX_SECONDS: f64 = 9_223_372_036.854_775;

/// Makes a placeholder the name of a selector: what follows it can only follow a metric.
fn named_by_placeholder(expr: Expr) -> Expr {
    match expr.kind {
        ExprKind::Placeholder(text) => {
            let name = Some(Name { text, span: expr.span, quoted: false });
            Expr { kind: ExprKind::Selector(Selector { name, ..Selector::default() }), span: expr.span }
        }
        kind => Expr { kind, span: expr.span },
    }
}
