//! Replacing Grafana's placeholders by text that is legal where they stand, so that Prometheus can judge the rest.

use super::super::placeholder;

#[derive(Clone, Copy, PartialEq)]
enum Role {
    /// In quotes, in a name.
    Letters,
    /// In the place of an expression: a name or a number.
    Free,
    Duration,
    Digits,
    Number,
    Matchers,
    Quoted,
}

/// Returns how many placeholders stand where both a name and a number could.
pub(super) fn free_placeholders(query: &str) -> u32 {
    let mut free = 0;
    walk(query, |_, role| {
        free += u32::from(role == Role::Free);
        String::new()
    });
    free
}

/// Returns the query with every placeholder replaced; bit n of `numbers` makes the nth free one a number.
pub(super) fn mask(query: &str, numbers: u32) -> String {
    let mut free = 0;
    walk(query, |text, role| match role {
        Role::Letters => "v".repeat(text.len()),
        Role::Free => {
            free += 1;
            if numbers >> (free - 1) & 1 == 1 { "1".to_owned() } else { "v".to_owned() }
        }
        Role::Duration => "5m".to_owned(),
        Role::Digits => "5".to_owned(),
        Role::Number => "1".to_owned(),
        Role::Matchers => "a!=\"\"".to_owned(),
        Role::Quoted => "\"v\"".to_owned(),
    })
}

fn walk(query: &str, mut replace: impl FnMut(&str, Role) -> String) -> String {
    let bytes = query.as_bytes();
    let mut state = State::default();
    let mut masked = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if let Some(length) = placeholder::length_at(bytes, at) {
            let text = &query[at..at + length];
            let role = state.role(text, &masked, &bytes[at + length..]);
            masked.extend(replace(text, role).into_bytes());
            at += length;
        } else if state.quote.is_none() && bytes[at] == b'#' {
            at += bytes[at..].iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len() - at);
        } else {
            state.step(bytes[at], at.checked_sub(1).map(|before| bytes[before]));
            masked.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(masked).expect("whole characters were copied")
}

#[derive(Default)]
struct State {
    quote: Option<u8>,
    in_brackets: bool,
    in_braces: bool,
}

impl State {
    fn step(&mut self, byte: u8, before: Option<u8>) {
        match (self.quote, byte) {
            (Some(quote), _) => self.quote = self.quote.filter(|_| byte != quote || before == Some(b'\\')),
            (None, b'"' | b'\'' | b'`') => self.quote = Some(byte),
            (None, b'[') => self.in_brackets = true,
            (None, b']') => self.in_brackets = false,
            (None, b'{') => self.in_braces = true,
            (None, b'}') => self.in_braces = false,
            _ => {}
        }
    }

    fn role(&self, text: &str, before: &[u8], after: &[u8]) -> Role {
        let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        let trimmed = before.trim_ascii_end();
        if self.quote.is_some() {
            Role::Letters
        } else if self.in_brackets || trimmed.ends_with(b"offset") {
            if is_word(after.first()) { Role::Digits } else { Role::Duration }
        } else if is_word(before.last()) || is_word(after.first()) || matches!(after.first(), Some(b'$' | b':')) {
            Role::Letters
        } else if text.contains("quote}") {
            Role::Quoted
        } else if self.in_braces {
            role_in_braces(trimmed, after.trim_ascii_start())
        } else if text.contains("_ms") || text.contains("_s") || text.contains("__from") || text.contains("__to") {
            Role::Number
        } else if text.contains("__interval") || text.contains("__range") || text.contains("__rate") {
            Role::Duration
        } else {
            Role::Free
        }
    }
}

fn role_in_braces(before: &[u8], after: &[u8]) -> Role {
    match (before.last(), after.first()) {
        (Some(b'{' | b','), Some(b',' | b'}')) => Role::Matchers,
        (Some(b'=' | b'~'), _) => Role::Quoted,
        _ => Role::Letters,
    }
}
