//! A scanner of JSON text: what stands where.
//!
//! `serde_json` gives values without places, and keeps the last of two equal keys without a word. This scanner goes over
//! text that `serde_json` has accepted, so it checks nothing; on other text its answers mean nothing, but it ends.

use std::ops::Range;

/// A part of JSON text, with its byte range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// `{` or `[`.
    Open {
        /// Where it stands.
        at: usize,
        /// Whether it is `[`.
        is_array: bool,
    },
    /// `}` or `]`, one past its byte.
    Close(usize),
    /// The key of a member, quotes included.
    Key(Range<usize>),
    /// A text, number or word that is a value.
    Scalar(Range<usize>),
}

/// The parts of a text, one after the other.
pub(crate) struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    /// For each open bracket, whether it is `[`.
    open: Vec<bool>,
    wants_key: bool,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, open: Vec::new(), wants_key: false }
    }

    fn end_of_string(&self, start: usize) -> usize {
        let mut at = start + 1;
        while let Some(rest) = self.bytes.get(at..)
            && let Some(found) = memchr::memchr2(b'"', b'\\', rest)
        {
            if rest[found] == b'"' {
                return at + found + 1;
            }
            at += found + 2;
        }
        self.bytes.len()
    }

    fn end_of_word(&self, start: usize) -> usize {
        let is_end = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b':') || byte.is_ascii_whitespace();
        self.bytes[start..].iter().position(is_end).map_or(self.bytes.len(), |length| start + length.max(1))
    }

    fn opened(&mut self, is_array: bool) -> Part {
        self.open.push(is_array);
        self.wants_key = !is_array;
        self.at += 1;
        Part::Open { at: self.at - 1, is_array }
    }

    fn closed(&mut self) -> Part {
        self.open.pop();
        self.wants_key = false;
        self.at += 1;
        Part::Close(self.at)
    }

    fn word(&mut self, is_string: bool) -> Part {
        let start = self.at;
        self.at = if is_string { self.end_of_string(start) } else { self.end_of_word(start) };
        if std::mem::take(&mut self.wants_key) { Part::Key(start..self.at) } else { Part::Scalar(start..self.at) }
    }
}

impl Iterator for Scanner<'_> {
    type Item = Part;

    fn next(&mut self) -> Option<Part> {
        loop {
            let part = match self.bytes.get(self.at)? {
                // Indentation is a good part of a text.
                b' ' | b'\n' => {
                    let rest = &self.bytes[self.at + 1..];
                    self.at += 1 + rest.iter().position(|byte| *byte != b' ').unwrap_or(rest.len());
                    continue;
                }
                b'{' => self.opened(false),
                b'[' => self.opened(true),
                b'}' | b']' => self.closed(),
                b',' => {
                    self.wants_key = self.open.last() == Some(&false);
                    self.at += 1;
                    continue;
                }
                byte if *byte == b':' || byte.is_ascii_whitespace() => {
                    self.at += 1;
                    continue;
                }
                byte => self.word(*byte == b'"'),
            };
            return Some(part);
        }
    }
}
