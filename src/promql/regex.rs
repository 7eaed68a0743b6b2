//! Regular expressions as Prometheus reads them (RE2): whether they compile, and whether they match nothing.

use super::ast::{Expr, ExprKind};
use super::error::Problem;
use super::placeholder;

/// How deep groups may be nested; RE2 itself stops at 1,000.
const MAX_DEPTH: usize = 100;
/// The most repetitions that `{..}` may ask for.
const MAX_REPEAT: u32 = 1000;

/// Returns whether a regular expression matches the empty text, anchored at both ends as in a matcher.
///
/// Source of the syntax: Go's package `regexp/syntax`.
pub(super) fn matches_empty(pattern: &str) -> Result<bool, String> {
    if !pattern.bytes().any(|byte| b"\\[](){}*+?|.^$".contains(&byte)) {
        return Ok(pattern.is_empty());
    }
    let mut reader = Reader { rest: pattern, depth: 0 };
    let empty = reader.alternatives()?;
    if reader.rest.is_empty() { Ok(empty) } else { Err("a `)` closes nothing".to_owned()) }
}

/// Returns what is wrong with the regular expression of `label_replace`.
pub(super) fn label_replace_problem(name: &str, args: &[Expr]) -> Option<Problem> {
    let pattern = args.get(4).filter(|_| name == "label_replace")?;
    let ExprKind::String(text) = &pattern.kind else { return None };
    let error = matches_empty(text).err().filter(|_| !placeholder::is_in(text))?;
    Some(Problem::of_regex(pattern.span, &error))
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next();
        self.rest = characters.as_str();
        next
    }

    fn accept(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Reads up to the end or a `)`.
    fn alternatives(&mut self) -> Result<bool, String> {
        let mut empty = self.sequence()?;
        while self.accept("|") {
            empty |= self.sequence()?;
        }
        Ok(empty)
    }

    fn sequence(&mut self) -> Result<bool, String> {
        let mut empty = true;
        while !self.rest.is_empty() && !self.rest.starts_with([')', '|']) {
            let item = self.item()?;
            empty &= self.repeated(item)?;
        }
        Ok(empty)
    }

    fn item(&mut self) -> Result<bool, String> {
        let before = self.rest;
        if before.starts_with('{') && self.repetition()?.is_some() {
            let found = &before[..before.len() - self.rest.len()];
            return Err(format!("`{found}` has nothing to repeat"));
        }
        match self.next() {
            Some('(') => self.group(),
            Some('[') => self.class().map(|()| false),
            Some('\\') => self.escape(),
            Some(character @ ('*' | '+' | '?')) => Err(format!("`{character}` has nothing to repeat")),
            Some('^' | '$') => Ok(true),
            _ => Ok(false),
        }
    }

    /// Reads the repetitions that follow an item; a second one on top is refused, as RE2 does.
    fn repeated(&mut self, empty: bool) -> Result<bool, String> {
        let Some(may_be_none) = self.repetition()? else { return Ok(empty) };
        self.accept("?");
        let before = self.rest;
        if self.repetition()?.is_some() {
            let found = &before[..before.len() - self.rest.len()];
            return Err(format!("`{found}` repeats a repetition"));
        }
        Ok(empty || may_be_none)
    }

    /// Returns whether a repetition allows for none, when one comes next.
    fn repetition(&mut self) -> Result<Option<bool>, String> {
        if self.accept("*") || self.accept("?") {
            return Ok(Some(true));
        }
        if self.accept("+") {
            return Ok(Some(false));
        }
        // Braces that hold no numbers stand for themselves.
        let Some((inner, rest)) = self.rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) else {
            return Ok(None);
        };
        let (least, most) = inner.split_once(',').unwrap_or((inner, inner));
        let is_number = |text: &str| {
            let has_leading_zero = text.len() > 1 && text.starts_with('0');
            !text.is_empty() && !has_leading_zero && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_number(least) || !(most.is_empty() || is_number(most)) {
            return Ok(None);
        }
        let value = |text: &str| text.parse::<u32>().ok().filter(|value| *value <= MAX_REPEAT);
        let too_many = || format!("`{{{inner}}}` repeats too often, or backwards");
        let least = value(least).ok_or_else(too_many)?;
        if !most.is_empty() && value(most).is_none_or(|most| most < least) {
            return Err(too_many());
        }
        self.rest = rest;
        Ok(Some(least == 0))
    }

    fn group(&mut self) -> Result<bool, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("the groups are nested too deep".to_owned());
        }
        if self.accept("?") && self.group_kind()? {
            self.depth -= 1;
            return Ok(true);
        }
        let empty = self.alternatives()?;
        self.depth -= 1;
        if self.accept(")") { Ok(empty) } else { Err("a `(` is never closed".to_owned()) }
    }

    /// Reads what follows `(?`, and returns whether the group ends there: `(?i)`.
    fn group_kind(&mut self) -> Result<bool, String> {
        let name = self.rest.strip_prefix("P<").or_else(|| self.rest.strip_prefix('<'));
        if let Some((name, rest)) = name.and_then(|rest| rest.split_once('>'))
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            self.rest = rest;
            return Ok(false);
        }
        let length = self.rest.len() - self.rest.trim_start_matches(['i', 'm', 's', 'U', '-']).len();
        let (flags, rest) = self.rest.split_at(length);
        self.rest = rest;
        if flags.ends_with('-') {
            return Err("`(?` has no flag after `-`".to_owned());
        }
        match self.next() {
            Some(':') => Ok(false),
            Some(')') if !flags.is_empty() => Ok(true),
            _ => Err("`(?` is followed by something that RE2 does not support, such as look-around".to_owned()),
        }
    }

    fn escape(&mut self) -> Result<bool, String> {
        match self.next() {
            None => Err("trailing `\\`".to_owned()),
            Some('A' | 'B' | 'z') => Ok(true),
            // An empty text has no word to begin or to end.
            Some('b') => Ok(false),
            Some('Q') => {
                let (quoted, rest) = self.rest.split_once("\\E").unwrap_or((self.rest, ""));
                self.rest = rest;
                Ok(quoted.is_empty())
            }
            Some(character) => self.escaped_character(character).map(|_| false),
        }
    }

    /// Reads the rest of an escape that stands for one character, and returns the character when it is known.
    fn escaped_character(&mut self, character: char) -> Result<Option<char>, String> {
        match character {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' | 'a' | 'f' | 'n' | 'r' | 't' | 'v' => Ok(None),
            'p' | 'P' => {
                let braced = self.rest.starts_with('{');
                let length = if braced { self.rest.find('}').map(|at| at + 1) } else { Some(1) };
                let (class, after) = length.and_then(|length| self.rest.split_at_checked(length)).unwrap_or_default();
                // Which names of scripts there are is left to RE2.
                let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
                let name = class.trim_matches(['{', '}']);
                let is_class = match class {
                    "C" | "L" | "M" | "N" | "P" | "S" | "Z" => true,
                    _ => braced && is_name(name.strip_prefix('^').unwrap_or(name)),
                };
                self.rest = if is_class { after } else { return Err("`\\p` has no valid class".to_owned()) };
                Ok(None)
            }
            'x' => {
                let digits = self.rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
                let (digits, rest) = digits.or_else(|| self.rest.split_at_checked(2)).ok_or("`\\x` is incomplete")?;
                u32::from_str_radix(digits, 16).map_err(|_| "`\\x` is incomplete")?;
                self.rest = rest;
                Ok(None)
            }
            '0' => {
                self.rest = self.rest.trim_start_matches(|digit: char| digit.is_digit(8));
                Ok(None)
            }
            '1'..='7' if self.rest.starts_with(|digit: char| digit.is_digit(8)) => {
                self.rest = self.rest.trim_start_matches(|digit: char| digit.is_digit(8));
                Ok(None)
            }
            '1'..='9' => Err(format!("RE2 does not support the back reference `\\{character}`")),
            _ if character.is_ascii() && !character.is_ascii_alphanumeric() => Ok(Some(character)),
            _ => Err(format!("RE2 does not support `\\{character}`")),
        }
    }

    /// Reads the rest of `[..]`.
    fn class(&mut self) -> Result<(), String> {
        let unclosed = || "a `[` is never closed".to_owned();
        self.accept("^");
        let mut is_first = true;
        while is_first || !self.accept("]") {
            is_first = false;
            if let Some((_, rest)) = self.rest.strip_prefix("[:").and_then(|rest| rest.split_once(":]")) {
                self.rest = rest;
                continue;
            }
            let from = self.class_character().ok_or_else(unclosed)??;
            if !self.rest.starts_with("-]") && self.accept("-") {
                let to = self.class_character().ok_or_else(unclosed)??;
                if let (Some(from), Some(to)) = (from, to)
                    && from > to
                {
                    return Err(format!("the range `{from}-{to}` runs backwards"));
                }
            }
        }
        Ok(())
    }

    fn class_character(&mut self) -> Option<Result<Option<char>, String>> {
        match self.next()? {
            '\\' => {
                let character = self.next()?;
                Some(self.escaped_character(character))
            }
            character => Some(Ok(Some(character))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matching_nothing() {
        for pattern in ["", ".*", "a|", "(a|b)?", "a*b*", "^$", "(?i)", "(?:a{0,3})", "\\Q\\E", "x{0}"] {
            assert_eq!(matches_empty(pattern), Ok(true), "{pattern}");
        }
        for pattern in [
            "a",
            ".+",
            "a|b",
            "(a|b)",
            "[^a]",
            "a{2}",
            "\\d",
            "\\.",
            "[[:alpha:]]",
            "{",
            "a{b}",
            "[]a]",
            "[a-]",
            "\\pL",
            "(?P<n>a)",
            "5..",
            "api-.*|web",
            "[[a]",
            "\\x{10FFFF}",
            "\\Qa*\\E",
            "a+?",
            "[\\]-]",
        ] {
            assert_eq!(matches_empty(pattern), Ok(false), "{pattern}");
        }
    }

    #[test]
    fn what_re2_refuses() {
        for pattern in [
            "(", ")", "a)", "[", "[a", "*", "+a", "a**", "a{3,2}", "a{1001}", "\\", "[z-a]", "(?=a)", "(?!a)", "\\1",
            "\\y", "(?P<>a)", "|*", "[\\y]", "\\xg", "a\\",
        ] {
            assert!(matches_empty(pattern).is_err(), "{pattern}");
        }
        assert!(matches_empty(&"(".repeat(100_000)).is_err());
    }
}
