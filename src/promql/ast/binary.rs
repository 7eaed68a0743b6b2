//! Copying, comparing and dropping operations without recursion into their left sides: a sum of 10,000 parts leans
//! 10,000 levels to the left.

use super::{Binary, Expr, ExprKind, Number};

/// Takes a left side away and leaves something that is free to drop.
fn take_left(binary: &mut Binary) -> Expr {
    let nothing = ExprKind::Number(Number { value: 0.0, is_duration: false });
    std::mem::replace(&mut *binary.lhs, nothing.into())
}

impl Drop for Binary {
    fn drop(&mut self) {
        if !matches!(self.lhs.kind, ExprKind::Binary(_)) {
            return;
        }
        let mut next = take_left(self);
        while let ExprKind::Binary(binary) = &mut next.kind {
            next = take_left(binary);
        }
    }
}

impl Binary {
    /// Returns this and the operations on its left, from the outermost to the innermost.
    pub fn chain(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |binary| match &binary.lhs.kind {
            ExprKind::Binary(inner) => Some(inner),
            _ => None,
        })
    }

    /// Returns the same operation on another left side.
    fn with_left(&self, lhs: Expr) -> Self {
        Self {
            op: self.op,
            op_span: self.op_span,
            return_bool: self.return_bool,
            matching: self.matching.clone(),
            lhs: Box::new(lhs),
            rhs: self.rhs.clone(),
        }
    }
}

impl Clone for Binary {
    fn clone(&self) -> Self {
        let chain: Vec<&Self> = self.chain().collect();
        let mut spans = chain.iter().rev().skip(1).map(|binary| binary.lhs.span);
        let innermost = chain.last().map_or(self, |innermost| innermost);
        let first = innermost.with_left((*innermost.lhs).clone());
        chain.iter().rev().skip(1).fold(first, |lhs, binary| {
            let span = spans.next().unwrap_or_default();
            binary.with_left(Expr { kind: ExprKind::Binary(lhs), span })
        })
    }
}

impl PartialEq for Binary {
    fn eq(&self, other: &Self) -> bool {
        let mut sides = (self, other);
        loop {
            let (a, b) = sides;
            let is_same = a.op == b.op && a.return_bool == b.return_bool && a.matching == b.matching && a.rhs == b.rhs;
            sides = match (&a.lhs.kind, &b.lhs.kind) {
                _ if !is_same => return false,
                (ExprKind::Binary(a), ExprKind::Binary(b)) => (a, b),
                (a, b) => return a == b,
            };
        }
    }
}
