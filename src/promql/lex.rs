//! Cutting a text into tokens, each with the bytes it stands on; Grafana's placeholders are tokens of their own.

use super::ast::{BinaryOp, Span};
use super::error::ParseError;
use super::placeholder;

/// The language that queries are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Dialect {
    /// PromQL, as Prometheus reads it.
    #[default]
    Prometheus,
    /// `MetricsQL`, what `VictoriaMetrics` makes of PromQL.
    MetricsQl,
}

/// U+FFFD, that stands for bytes that are no UTF-8: Prometheus cannot tell the two apart.
const UNREADABLE: &[u8] = "\u{fffd}".as_bytes();

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    End,
    /// A number or a duration.
    Number,
    /// A text in quotes; `plain` when what stands between them is the text itself.
    String {
        plain: bool,
    },
    /// A word, perhaps with placeholders in it.
    Word {
        placeholders: bool,
    },
    /// One placeholder alone, or a number with one glued on: `${n}`, `5$unit`.
    Placeholder,
    OpenParen,
    CloseParen,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Comma,
    Colon,
    At,
    /// `=`
    Assign,
    /// `=~`
    Matches,
    /// `!~`
    NotMatches,
    Operator(BinaryOp),
}

/// A token and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// Reads tokens one after the other.
pub(super) struct Lexer<'a> {
    text: &'a [u8],
    at: usize,
    /// In brackets a colon stands between range and step; elsewhere it is a letter.
    in_brackets: bool,
    in_braces: bool,
    /// Between `[` and the first number behind it, Prometheus takes no comments.
    takes_no_comment: bool,
    dialect: Dialect,
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self::of(text, Dialect::Prometheus)
    }

    pub(super) const fn of(text: &'a str, dialect: Dialect) -> Self {
        Self { text: text.as_bytes(), at: 0, in_brackets: false, in_braces: false, takes_no_comment: false, dialect }
    }

    /// Returns the next token; at the end of the text, always [`Kind::End`].
    pub(super) fn next(&mut self) -> Result<Token, ParseError> {
        self.skip_blanks();
        let start = self.at;
        let Some(&byte) = self.text.get(start) else {
            return Ok(Token { kind: Kind::End, span: Span::new(start, start) });
        };
        let kind = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(false),
            _ if self.is_letter_of_metricsql(byte) => self.word(false),
            b'0'..=b'9' => self.number(),
            b'.' if self.peek(1).is_some_and(|next| next.is_ascii_digit()) => self.number(),
            b'"' | b'\'' => self.quoted(byte)?,
            b'`' => self.raw_quoted()?,
            b'$' | b'[' => match placeholder::length_at(self.text, start) {
                Some(length) => {
                    self.at += length;
                    self.word(true)
                }
                None if byte == b'[' => self.sign(1, Kind::OpenBracket),
                None => return Err(self.stray("a placeholder is written `$name` or `${name}`")),
            },
            b':' if !self.in_brackets && !self.in_braces => self.word(false),
            _ => self.punctuation(byte)?,
        };
        match kind {
            Kind::OpenBracket => (self.in_brackets, self.takes_no_comment) = (true, true),
            Kind::CloseBracket => (self.in_brackets, self.takes_no_comment) = (false, false),
            Kind::Number | Kind::Placeholder => self.takes_no_comment = false,
            Kind::OpenBrace => self.in_braces = true,
            Kind::CloseBrace => self.in_braces = false,
            _ => {}
        }
        Ok(Token { kind, span: Span::new(start, self.at) })
    }

    /// Returns whether the next token will be `(`.
    pub(super) fn is_before_parenthesis(&mut self) -> bool {
        self.skip_blanks();
        self.peek(0) == Some(b'(')
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.get(self.at + ahead).copied()
    }

    fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek(0) {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                b'#' if !self.takes_no_comment => {
                    let rest = &self.text[self.at..];
                    self.at += rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
                }
                _ => break,
            }
        }
    }

    /// Reads the rest of a word; `after_placeholder` when one has been read at its beginning.
    fn word(&mut self, after_placeholder: bool) -> Kind {
        let start = self.at;
        let colons = !self.in_brackets && !self.in_braces;
        let mut placeholders = after_placeholder;
        while let Some(byte) = self.peek(0) {
            let is_dot = byte == b'.' && self.dialect == Dialect::MetricsQl;
            if self.is_letter_of_metricsql(byte) {
                self.at += if byte == b'\\' { 2 } else { 1 };
            } else if byte.is_ascii_alphanumeric() || byte == b'_' || (byte == b':' && colons) || is_dot {
                self.at += 1;
            } else if let Some(length) = placeholder::length_at(self.text, self.at) {
                placeholders = true;
                self.at += length;
            } else {
                break;
            }
        }
        if after_placeholder && self.at == start { Kind::Placeholder } else { Kind::Word { placeholders } }
    }

    /// Names of `MetricsQL` may have letters of any language, and any sign behind a backslash.
    fn is_letter_of_metricsql(&self, byte: u8) -> bool {
        let is_letter = !byte.is_ascii() || (byte == b'\\' && self.peek(1).is_some_and(|next| next.is_ascii_graphic()));
        self.dialect == Dialect::MetricsQl && is_letter
    }

    /// Reads a number or duration and whatever letters touch it; what it is worth shows when it is needed.
    fn number(&mut self) -> Kind {
        let is_hexadecimal = self.peek(0) == Some(b'0') && matches!(self.peek(1), Some(b'x' | b'X'));
        let mut placeholders = false;
        while let Some(byte) = self.peek(0) {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.') {
                self.at += 1;
                let is_exponent = matches!(byte, b'e' | b'E') && !is_hexadecimal;
                if is_exponent && matches!(self.peek(0), Some(b'+' | b'-')) {
                    self.at += 1;
                }
            } else if let Some(length) = placeholder::length_at(self.text, self.at) {
                placeholders = true;
                self.at += length;
            } else {
                break;
            }
        }
        if placeholders { Kind::Placeholder } else { Kind::Number }
    }

    fn quoted(&mut self, quote: u8) -> Result<Kind, ParseError> {
        let start = self.at;
        let mut plain = true;
        self.at += 1;
        loop {
            match self.peek(0) {
                Some(byte) if byte == quote => break,
                None | Some(b'\n') => return Err(self.never_closed(start)),
                Some(0xef) if self.text[self.at..].starts_with(UNREADABLE) => return Err(Self::unreadable(self.at)),
                Some(b'\\') => {
                    plain = false;
                    self.at += 2;
                }
                Some(_) => self.at += 1,
            }
        }
        self.at += 1;
        Ok(Kind::String { plain })
    }

    fn raw_quoted(&mut self) -> Result<Kind, ParseError> {
        let start = self.at;
        let Some(length) = self.text[start + 1..].iter().position(|byte| *byte == b'`') else {
            return Err(self.never_closed(start));
        };
        let inner = &self.text[start + 1..=start + length];
        if let Some(at) = inner.windows(UNREADABLE.len()).position(|bytes| bytes == UNREADABLE) {
            return Err(Self::unreadable(start + 1 + at));
        }
        self.at += length + 2;
        Ok(Kind::String { plain: true })
    }

    fn unreadable(at: usize) -> ParseError {
        let span = Span::new(at, at + UNREADABLE.len());
        ParseError::new("Prometheus treats the character U+FFFD as invalid UTF-8", span)
            .with_hint("inside double or single quotes, write `\\ufffd`")
    }

    fn never_closed(&self, start: usize) -> ParseError {
        let end = self.at.min(self.text.len()).max(start + 1);
        ParseError::new("the quoted text is never closed", Span::new(start, end))
            .with_hint("a line break inside double or single quotes is written `\\n`")
    }

    const fn sign(&mut self, length: usize, kind: Kind) -> Kind {
        self.at += length;
        kind
    }

    fn punctuation(&mut self, byte: u8) -> Result<Kind, ParseError> {
        use BinaryOp::{
            Add, Div, Equal, Greater, GreaterOrEqual, Less, LessOrEqual, Mod, Mul, NotEqual, Pow, Sub, TrimLower,
            TrimUpper,
        };
        let (length, kind) = match (byte, self.peek(1)) {
            (b'(', _) => (1, Kind::OpenParen),
            (b')', _) => (1, Kind::CloseParen),
            (b'{', _) => (1, Kind::OpenBrace),
            (b'}', _) => (1, Kind::CloseBrace),
            (b']', _) => (1, Kind::CloseBracket),
            (b',', _) => (1, Kind::Comma),
            (b':', _) => (1, Kind::Colon),
            (b'@', _) => (1, Kind::At),
            (b'+', _) => (1, Kind::Operator(Add)),
            (b'-', _) => (1, Kind::Operator(Sub)),
            (b'*', _) => (1, Kind::Operator(Mul)),
            (b'/', _) => (1, Kind::Operator(Div)),
            (b'%', _) => (1, Kind::Operator(Mod)),
            (b'^', _) => (1, Kind::Operator(Pow)),
            (b'=', Some(b'=')) => (2, Kind::Operator(Equal)),
            (b'=', Some(b'~')) => (2, Kind::Matches),
            (b'=', _) => (1, Kind::Assign),
            (b'!', Some(b'=')) => (2, Kind::Operator(NotEqual)),
            (b'!', Some(b'~')) => (2, Kind::NotMatches),
            (b'<', Some(b'=')) => (2, Kind::Operator(LessOrEqual)),
            (b'<', Some(b'/')) => (2, Kind::Operator(TrimUpper)),
            (b'<', _) => (1, Kind::Operator(Less)),
            (b'>', Some(b'=')) => (2, Kind::Operator(GreaterOrEqual)),
            (b'>', Some(b'/')) => (2, Kind::Operator(TrimLower)),
            (b'>', _) => (1, Kind::Operator(Greater)),
            (b'!', _) => return Err(self.stray("`!=` compares; leave series out with `unless`")),
            (b'&', _) => return Err(self.stray("PromQL writes `and`")),
            (b'#', _) => return Err(self.stray("a comment may follow the duration")),
            (b'|', _) => return Err(self.stray("PromQL writes `or`")),
            _ => return Err(self.stray("names with such characters must be in braces and quotes: `{\"my.metric\"}`")),
        };
        Ok(self.sign(length, kind))
    }

    fn stray(&self, hint: &str) -> ParseError {
        let rest = std::str::from_utf8(&self.text[self.at..]).unwrap_or("?");
        let character = rest.chars().next().unwrap_or('?');
        let span = Span::new(self.at, self.at + character.len_utf8());
        ParseError::new(format!("unexpected character `{}`", character.escape_debug()), span).with_hint(hint)
    }
}
