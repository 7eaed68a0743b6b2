//! What a variable may paste into a query: an operator, a list of labels, a clause, half an expression.
//!
//! Grafana replaces text by text and knows nothing of PromQL, so that a placeholder may stand where no placeholder can be
//! read. Before such a query is called broken, the texts are tried that the variables are known to hold.

use std::collections::HashMap;
use std::ops::Range;

use super::ast::{Expr, Span};
use super::check::check;
use super::error::ParseError;
use super::interpolate::parts;
use super::lex::Dialect;
use super::lex::{Kind, Lexer};
use super::parse::{self, Failure};
use super::placeholder;

/// The texts that a variable may hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts {
    /// Those that are known.
    pub choices: Vec<Choice>,
    /// Whether there are no others.
    pub is_complete: bool,
}

/// One text that a variable may hold, in the ways that it may be read: what was written is not always what was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice(pub Vec<String>);

/// What becomes of a query when its variables are replaced.
#[derive(Debug, Clone, PartialEq)]
pub enum Pasted {
    /// All texts that are known make PromQL of it; with one that does. The expression's spans are those of the query as
    /// it was written.
    Reads(Expr),
    /// Nothing is known of a variable that stands where some text would make PromQL of it; with one that does, unless
    /// too many had to be tried.
    Open(Option<Expr>),
    /// No text does, or one of those that are known does not.
    Broken(ParseError),
}

/// Tries what variables may paste into a query that does not parse as it stands.
///
/// The texts of a variable are asked for by its name; nothing is known of a variable without any.
pub fn paste(query: &str, error: ParseError, texts: &dyn Fn(&str) -> Texts) -> Pasted {
    let mut search = Search::new(query, texts);
    if search.variables.is_empty() {
        return Pasted::Broken(error);
    }
    let mut chosen = vec![None; search.variables.len()];
    match search.solve(&mut chosen) {
        Some(solution) => search.judge(solution, &chosen),
        None if search.budget == 0 => Pasted::Open(None),
        None => Pasted::Broken(search.nearest.map_or(error, |near| near.error)),
    }
}

/// How often parts of a query are replaced and read again, and how many bytes are read at most.
const MOST_ATTEMPTS: usize = 2_000;
const MOST_BYTES: usize = 1 << 20;
/// How many variables before a mistake may be to blame for it.
const NEAR: usize = 3;

/// Texts that make PromQL where a variable may stand, those that mean little first.
const GUESSES: &[&str] = &[
    "",
    " + ",
    "=",
    "x",
    "5m",
    "a=\"b\"",
    ",a=\"b\"",
    "a=\"b\",",
    "{a=\"b\"}",
    "[5m]",
    ":1m",
    ":",
    ",a",
    "a,",
    "(a)",
    " by (a) ",
    " by ",
    " on (a) ",
    " on ",
    " group_left ",
    " offset 5m",
    " offset ",
    " bool ",
    "(x)",
    "1, x",
    "x, ",
    ", x",
    " + x",
    "x + ",
    "sum",
];
/// What opens something that the query closes, and what closes what it opens.
const OPENING: &[&str] = &["sum(", "x + sum(", "{"];
const CLOSING: &[&str] = &[")", ") + x", "))", "}"];

/// A placeholder, and what it may stand for.
struct Variable<'a> {
    placeholder: &'a str,
    texts: Texts,
}

/// A placeholder outside quotes and comments.
struct Slot {
    range: Range<usize>,
    /// The index of its variable.
    variable: usize,
}

/// A text for a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    /// A reading of one of the choices.
    Known(usize, usize),
    /// What might stand there.
    Guess(&'static str),
}

type Chosen = Vec<Option<Text>>;

struct Search<'a> {
    query: &'a str,
    slots: Vec<Slot>,
    variables: Vec<Variable<'a>>,
    /// How many attempts are left.
    budget: usize,
    /// The attempt that came nearest to the end.
    nearest: Option<Near>,
}

struct Near {
    error: ParseError,
    /// How many bytes were left.
    left: usize,
}

/// A query with texts in the places of placeholders.
struct Filled {
    text: String,
    /// What was replaced: the bytes of the query, and those of the text, in order.
    replaced: Vec<(Range<usize>, Range<usize>)>,
}

impl Filled {
    /// Returns the byte of the query for a byte of the text: where the placeholder begins for one inside it, or where it
    /// ends for the end of something.
    fn original(&self, at: usize, is_end: bool) -> usize {
        let begun = self.replaced.partition_point(|(_, new)| if is_end { new.start < at } else { new.start <= at });
        let Some((old, new)) = begun.checked_sub(1).and_then(|last| self.replaced.get(last)) else { return at };
        match (at < new.end, at == new.end, is_end) {
            (true, _, true) | (_, true, true) => old.end,
            (true, _, false) => old.start,
            _ => old.end + (at - new.end),
        }
    }

    fn span(&self, span: Span) -> Span {
        let start = self.original(span.start, false);
        let end = if span.end == span.start { start } else { self.original(span.end, true).max(start) };
        Span::new(start, end)
    }
}

impl<'a> Search<'a> {
    fn new(query: &'a str, texts: &dyn Fn(&str) -> Texts) -> Self {
        let mut variables = Vec::new();
        let mut indexes = HashMap::new();
        let slot = |range: Range<usize>| {
            let placeholder = &query[range.clone()];
            let variable = *indexes.entry(placeholder).or_insert_with(|| {
                variables.push(Variable { placeholder, texts: texts(name_of(placeholder)) });
                variables.len() - 1
            });
            Slot { range, variable }
        };
        let slots = placeholders(query).into_iter().map(slot).collect();
        let budget = (MOST_BYTES / query.len().max(1)).min(MOST_ATTEMPTS);
        Self { query, slots, variables, budget, nearest: None }
    }

    /// Fills variables in until the query parses, and as well as it can; leaves what it chose.
    fn solve(&mut self, chosen: &mut Chosen) -> Option<Expr> {
        let failure = match self.attempt(chosen)? {
            Ok(expr) => return Some(expr),
            Err(failure) => failure,
        };
        for variable in self.suspects(chosen, failure.reached) {
            let (mut fitting, mut further) = (None, Vec::new());
            for text in self.candidates(variable) {
                chosen[variable] = Some(text);
                match self.attempt(chosen) {
                    Some(Ok(expr)) if check(&expr).is_empty() => return Some(expr),
                    Some(Ok(expr)) => fitting = fitting.or(Some((text, expr))),
                    Some(Err(next)) if next.left < failure.left => further.push((next.left, text)),
                    Some(Err(_)) => {}
                    None => break,
                }
            }
            if let Some((text, expr)) = fitting {
                chosen[variable] = Some(text);
                return Some(expr);
            }
            further.sort_by_key(|(left, _)| *left);
            for (_, text) in further.into_iter().take(NEAR) {
                chosen[variable] = Some(text);
                if let Some(expr) = self.solve(chosen) {
                    return Some(expr);
                }
            }
            chosen[variable] = None;
        }
        None
    }

    /// Says what a solution is worth: a choice of the reader that does not parse breaks the panel.
    fn judge(mut self, solution: Expr, chosen: &Chosen) -> Pasted {
        let is_guessed = chosen.iter().any(|text| matches!(text, Some(Text::Guess(_))));
        if is_guessed {
            return Pasted::Open(Some(solution));
        }
        for (variable, text) in chosen.iter().enumerate() {
            if text.is_none() || !self.variables[variable].texts.is_complete {
                continue;
            }
            for choice in 0..self.variables[variable].texts.choices.len() {
                if let Some(error) = self.mistake(variable, choice, chosen) {
                    return Pasted::Broken(error);
                }
            }
        }
        Pasted::Reads(solution)
    }

    /// Returns what is wrong with a choice, if nothing is right with it.
    fn mistake(&mut self, variable: usize, choice: usize, chosen: &Chosen) -> Option<ParseError> {
        let readings = self.variables[variable].texts.choices[choice].0.len();
        self.nearest = None;
        for reading in 0..readings {
            let text = Some(Text::Known(choice, reading));
            // Beside the other texts that work, then beside any.
            let mut beside = chosen.clone();
            beside[variable] = text;
            let mut alone: Chosen = vec![None; chosen.len()];
            alone[variable] = text;
            if self.solve(&mut beside).is_some() || self.solve(&mut alone).is_some() || self.budget == 0 {
                return None;
            }
        }
        let mut error = self.nearest.take()?.error;
        if !error.message.starts_with("with ") {
            error.message = self.with(variable, Text::Known(choice, 0), &error.message);
        }
        Some(error)
    }

    fn with(&self, variable: usize, text: Text, message: &str) -> String {
        let placeholder = self.variables[variable].placeholder;
        match self.text(variable, text).trim() {
            "" => format!("with `{placeholder}` empty: {message}"),
            text => format!("with `{text}` for `{placeholder}`: {message}"),
        }
    }

    /// Reads the query with what is chosen; nothing when too much was tried already.
    fn attempt(&mut self, chosen: &Chosen) -> Option<Result<Expr, Missed>> {
        self.budget = self.budget.checked_sub(1)?;
        let filled = self.fill(chosen);
        Some(match parse::attempt(&filled.text) {
            Ok(mut expr) => {
                expr.move_spans(&|span| filled.span(span));
                Ok(expr)
            }
            Err(Failure { error, reached }) => {
                let left = filled.text.len() - reached.min(filled.text.len());
                let reached = filled.original(reached, false);
                if self.nearest.as_ref().is_none_or(|near| left < near.left) {
                    let error = self.explained(error, &filled, chosen);
                    self.nearest = error.map(|error| Near { error, left }).or(self.nearest.take());
                }
                Err(Missed { reached, left })
            }
        })
    }

    /// Returns an error in terms of the query; nothing where it is about a guess.
    fn explained(&self, error: ParseError, filled: &Filled, chosen: &Chosen) -> Option<ParseError> {
        let span = filled.span(error.span);
        let is_touched = |slot: &&Slot| slot.range.start < span.end.max(span.start + 1) && span.start < slot.range.end;
        let message = match self.slots.iter().find(is_touched).map(|slot| (slot.variable, chosen[slot.variable])) {
            Some((_, Some(Text::Guess(_)))) => return None,
            Some((variable, Some(text))) => self.with(variable, text, &error.message),
            _ => error.message,
        };
        Some(ParseError { message, span, hint: error.hint })
    }

    fn fill(&self, chosen: &Chosen) -> Filled {
        let mut filled = Filled { text: String::with_capacity(self.query.len()), replaced: Vec::new() };
        let mut copied = 0;
        for Slot { range, variable } in &self.slots {
            let Some(text) = chosen[*variable] else { continue };
            filled.text += &self.query[copied..range.start];
            let text = self.text(*variable, text);
            let start = filled.text.len();
            filled.text += text;
            filled.replaced.push((range.clone(), start..filled.text.len()));
            copied = range.end;
        }
        filled.text += &self.query[copied..];
        filled
    }

    fn text(&self, variable: usize, text: Text) -> &str {
        match text {
            Text::Known(choice, reading) => &self.variables[variable].texts.choices[choice].0[reading],
            Text::Guess(guess) => guess,
        }
    }

    /// Returns the variables that may be to blame for a mistake: the nearest at it or before it.
    fn suspects(&self, chosen: &Chosen, reached: usize) -> Vec<usize> {
        let mut suspects = Vec::new();
        for slot in self.slots.iter().rev().filter(|slot| slot.range.start <= reached) {
            if chosen[slot.variable].is_none() && !suspects.contains(&slot.variable) {
                suspects.push(slot.variable);
            }
            if suspects.len() == NEAR {
                break;
            }
        }
        suspects
    }

    fn candidates(&self, variable: usize) -> Vec<Text> {
        let texts = &self.variables[variable].texts;
        let readings = |(choice, readings): (usize, &Choice)| {
            (0..readings.0.len()).map(move |reading| Text::Known(choice, reading))
        };
        let mut candidates: Vec<Text> = texts.choices.iter().enumerate().flat_map(readings).collect();
        if !texts.is_complete {
            candidates.extend(GUESSES.iter().copied().map(Text::Guess));
            let mut slots = self.slots.iter().filter(|slot| slot.variable == variable).map(|slot| &slot.range);
            if slots.clone().all(|slot| self.begins_something(slot.start)) {
                candidates.extend(OPENING.iter().copied().map(Text::Guess));
            }
            if slots.all(|slot| self.query[slot.end..].trim().is_empty()) {
                candidates.extend(CLOSING.iter().copied().map(Text::Guess));
            }
        }
        candidates
    }

    /// Returns whether an operand is expected here.
    fn begins_something(&self, at: usize) -> bool {
        let before = self.query[..at].trim_end();
        before.is_empty() || before.ends_with(['(', ',', '+', '-', '*', '/', '%', '^', '<', '>', '='])
    }
}

/// An attempt that failed, in terms of the query.
struct Missed {
    reached: usize,
    /// How many bytes were left.
    left: usize,
}

/// Returns the placeholders outside quotes and comments.
pub fn placeholders(query: &str) -> Vec<Range<usize>> {
    let mut lexer = Lexer::new(query);
    let mut found = Vec::new();
    while let Ok(token) = lexer.next() {
        let mut at = token.span.start;
        match token.kind {
            Kind::End => break,
            Kind::Placeholder | Kind::Word { placeholders: true } => {}
            _ => continue,
        }
        while at < token.span.end {
            let length = placeholder::length_at(query.as_bytes(), at);
            found.extend(length.map(|length| at..at + length));
            at += length.unwrap_or(1);
        }
    }
    found
}

/// Returns the comments, with the blanks around them, as far as the query can be cut into tokens.
pub fn comments(query: &str) -> Vec<Range<usize>> {
    let mut lexer = Lexer::of(query, Dialect::MetricsQl);
    let (mut found, mut end) = (Vec::new(), 0);
    while query.contains('#')
        && let Ok(token) = lexer.next()
    {
        let gap = end..token.span.start;
        found.extend(query.get(gap.clone()).is_some_and(|gap| gap.contains('#')).then_some(gap));
        if token.kind == Kind::End {
            break;
        }
        end = token.span.end;
    }
    found
}

/// Returns the name in a placeholder: `${name.field:format}`.
fn name_of(placeholder: &str) -> &str {
    let (name, _) = parts(placeholder);
    name.split('.').next().unwrap_or(name)
}

#[cfg(test)]
mod tests;
