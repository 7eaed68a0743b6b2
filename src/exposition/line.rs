//! The lines of a page.

use std::borrow::Cow;

use crate::terminal;

/// What a comment says of a metric.
#[derive(Debug)]
pub(super) struct Metadata<'a> {
    /// `HELP`, `TYPE` or `UNIT`.
    pub(super) word: &'a str,
    pub(super) name: Cow<'a, str>,
    pub(super) text: &'a str,
}

/// Names and values.
type Labels<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

/// One number of one series.
#[derive(Debug)]
pub(super) struct Sample<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) labels: Labels<'a>,
    pub(super) value: f64,
}

const BLANKS: [char; 2] = [' ', '\t'];

/// Reads a comment; nothing where it is one for people only.
pub(super) fn metadata(line: &str) -> Result<Option<Metadata<'_>>, String> {
    let line = line.strip_prefix('#').unwrap_or(line).trim_start_matches(BLANKS);
    let (word, rest) = line.split_once(BLANKS).unwrap_or((line, ""));
    if !["HELP", "TYPE", "UNIT"].contains(&word) {
        return Ok(None);
    }
    let mut rest = Rest(rest.trim_start_matches(BLANKS));
    let name = if rest.0.starts_with('"') { rest.quoted()? } else { Cow::Borrowed(rest.word()) };
    if name.is_empty() {
        return Err(format!("`# {word}` names no metric"));
    }
    Ok(Some(Metadata { word, name, text: rest.0.trim_matches(BLANKS) }))
}

/// Reads a sample: a name, labels, a value, and perhaps a timestamp and an exemplar.
pub(super) fn sample(line: &str) -> Result<Sample<'_>, String> {
    let mut rest = Rest(line);
    let mut name = Cow::Borrowed(rest.name());
    rest.blanks();
    let labels = if rest.takes('{') { labels(&mut rest, &mut name)? } else { Vec::new() };
    if name.is_empty() {
        return Err(format!("expected the name of a metric, found {}", found(line)));
    }
    let value = value(&mut rest, &name)?;
    Ok(Sample { name, labels, value })
}

/// Reads what stands in braces; a name without a value is the metric's.
fn labels<'a>(rest: &mut Rest<'a>, name: &mut Cow<'a, str>) -> Result<Labels<'a>, String> {
    let mut labels = Vec::new();
    loop {
        rest.blanks();
        if rest.takes('}') {
            break;
        }
        let label = if rest.0.starts_with('"') { rest.quoted()? } else { Cow::Borrowed(rest.name()) };
        rest.blanks();
        if label.is_empty() {
            return Err(format!("expected the name of a label, found {}", found(rest.0)));
        }
        if rest.takes('=') {
            rest.blanks();
            labels.push((label, rest.quoted()?));
        } else if name.is_empty() {
            *name = label;
        } else {
            return Err(format!("the label {} has no value; expected `label=\"value\"`", found(&label)));
        }
        rest.blanks();
        if !rest.takes(',') && !rest.0.starts_with('}') {
            return Err(format!("expected `,` or `}}` after a label, found {}", found(rest.0)));
        }
    }
    match repeated(&labels) {
        Some(label) => Err(format!("the label {} occurs twice", found(label))),
        None => Ok(labels),
    }
}

fn repeated<'a>(labels: &'a [(Cow<'_, str>, Cow<'_, str>)]) -> Option<&'a str> {
    let mut names: Vec<&str> = labels.iter().map(|(name, _)| &**name).collect();
    names.sort_unstable();
    names.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0])
}

fn value(rest: &mut Rest<'_>, name: &str) -> Result<f64, String> {
    rest.blanks();
    let word = rest.word();
    let value = number(word)
        .ok_or_else(|| format!("expected a number as the value of {}, found {}", found(name), found(word)))?;
    rest.blanks();
    if !rest.0.is_empty() && !rest.0.starts_with('#') {
        let time = rest.word();
        number(time).ok_or_else(|| format!("expected a timestamp, found {}", found(time)))?;
        rest.blanks();
    }
    if !rest.0.is_empty() && !rest.0.starts_with('#') {
        return Err(format!("expected the end of the line, found {}", found(rest.0)));
    }
    Ok(value)
}

/// Returns the beginning of what was found, for messages.
pub(super) fn found(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", terminal::line(&text[..end])),
        None if text.is_empty() => "nothing".to_owned(),
        None => format!("`{}`", terminal::line(text)),
    }
}

/// Reads a number as Go writes it: `1e+06`, `+Inf`, `NaN`.
fn number(word: &str) -> Option<f64> {
    word.parse().ok()
}

/// Returns a text without its escapes: `\\` is a backslash, `\n` a line break and `\"` a quotation mark.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('\\') else { return Cow::Borrowed(text) };
    let mut plain = String::with_capacity(text.len());
    plain.push_str(&text[..first]);
    let mut letters = text[first..].chars();
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => match letters.next() {
                Some('n') => plain.push('\n'),
                Some(escaped @ ('\\' | '"')) => plain.push(escaped),
                other => plain.extend(std::iter::once('\\').chain(other)),
            },
            (letter, false) => plain.push(letter),
        }
    }
    Cow::Owned(plain)
}

/// What is left of a line.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn split(&mut self, at: usize) -> &'a str {
        let (taken, rest) = self.0.split_at(at);
        self.0 = rest;
        taken
    }

    fn blanks(&mut self) {
        self.0 = self.0.trim_start_matches(BLANKS);
    }

    fn takes(&mut self, letter: char) -> bool {
        let rest = self.0.strip_prefix(letter);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Takes everything up to the next blank.
    fn word(&mut self) -> &'a str {
        self.split(self.0.find(BLANKS).unwrap_or(self.0.len()))
    }

    /// Takes a name that stands without quotes.
    fn name(&mut self) -> &'a str {
        let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':');
        if self.0.starts_with(|first: char| first.is_ascii_digit()) {
            return "";
        }
        self.split(self.0.bytes().take_while(is_of_name).count())
    }

    /// Takes a text in quotes.
    fn quoted(&mut self) -> Result<Cow<'a, str>, String> {
        let text =
            self.0.strip_prefix('"').ok_or_else(|| format!("expected a quoted string, found {}", found(self.0)))?;
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(next) = memchr::memchr2(b'"', b'\\', &bytes[at..]) {
            at += next;
            if bytes[at] == b'"' {
                self.0 = &text[at + 1..];
                return Ok(unescaped(&text[..at]));
            }
            at = (at + 2).min(bytes.len());
        }
        Err(format!("the string {} has no closing quotation mark", found(self.0)))
    }
}
