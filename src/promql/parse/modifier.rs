//! What may stand between an operator and its right side: `bool`, `on`, `group_left`, `fill`.

use super::super::ast::{BinaryOp, Group, Matching, MatchingLabels, Number, Side};
use super::super::lex::Kind;
use super::super::literal;
use super::{ParseError, Parser, Result};

impl Parser<'_> {
    pub(super) fn binary_modifiers(&mut self) -> Result<(bool, Option<Matching>)> {
        // Most operators have none, and most operands are no words: one look is enough.
        if self.word().is_none() {
            return Ok((false, None));
        }
        let return_bool = self.accept_word("bool")?;
        let labels = self.matching_labels()?;
        let group = if labels.is_some() { self.group()? } else { None };
        let mut matching = Matching { labels, group, ..Matching::default() };
        self.fills(&mut matching)?;
        let has_matching = matching != Matching::default();
        Ok((return_bool, has_matching.then_some(matching)))
    }

    pub(super) fn accept_word(&mut self, word: &str) -> Result<bool> {
        let found = self.is_at_word(word);
        if found {
            self.next()?;
        }
        Ok(found)
    }

    fn matching_labels(&mut self) -> Result<Option<MatchingLabels>> {
        let on = self.is_at_word("on");
        if !on && !self.is_at_word("ignoring") {
            return Ok(None);
        }
        self.next()?;
        Ok(Some(MatchingLabels { on, labels: self.label_list()? }))
    }

    fn group(&mut self) -> Result<Option<Group>> {
        let many = if self.is_at_word("group_left") {
            Side::Left
        } else if self.is_at_word("group_right") {
            Side::Right
        } else {
            return Ok(None);
        };
        self.next()?;
        let include = if self.is_at(Kind::OpenParen) { self.label_list()? } else { Vec::new() };
        self.label_prefix()?;
        Ok(Some(Group { many, include }))
    }

    /// Reads `fill(0)`, or `fill_left(0)` and `fill_right(0)` in any order; without parentheses they are metrics.
    fn fills(&mut self, matching: &mut Matching) -> Result<()> {
        while let Some(word) = self.word() {
            let (left, right) = match word.to_ascii_lowercase().as_str() {
                "fill" => (true, true),
                "fill_left" => (true, false),
                "fill_right" => (false, true),
                _ => return Ok(()),
            };
            if !self.lexer.is_before_parenthesis() {
                return Ok(());
            }
            let span = self.next()?.span;
            if (left && matching.fill_left.is_some()) || (right && matching.fill_right.is_some()) {
                return Err(ParseError::new(format!("`{word}` is given twice"), span));
            }
            let value = self.fill_value()?;
            matching.fill_left = if left { Some(value) } else { matching.fill_left };
            matching.fill_right = if right { Some(value) } else { matching.fill_right };
        }
        Ok(())
    }

    fn fill_value(&mut self) -> Result<Number> {
        self.expect(Kind::OpenParen, "`(`")?;
        let negative = match self.token.kind {
            Kind::Operator(op @ (BinaryOp::Add | BinaryOp::Sub)) => {
                self.next()?;
                op == BinaryOp::Sub
            }
            _ => false,
        };
        let plain = |value| Some(Number { value, is_duration: false });
        let number = match (self.token.kind, self.word()) {
            (Kind::Number, _) => literal::number(self.slice(self.token.span)),
            (_, Some(word)) if word.eq_ignore_ascii_case("inf") => plain(f64::INFINITY),
            (_, Some(word)) if word.eq_ignore_ascii_case("nan") => plain(f64::NAN),
            _ => None,
        };
        let mut number = number.ok_or_else(|| self.unexpected("a number"))?;
        self.next()?;
        self.expect(Kind::CloseParen, "`)`")?;
        number.value = if negative { -number.value } else { number.value };
        Ok(number)
    }
}
