//! A page as a whole: line by line, within limits.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use super::line::{self, found};
use super::{Collector, Family, Kind};
use crate::terminal;

/// The longest line that is read, in bytes.
pub const MAX_LINE: usize = 1 << 20;

/// The most bytes of a page that are read, unpacked: a million series are about a tenth.
pub const MAX_PAGE: u64 = 1 << 30;

/// The most names of series that are taken from a page.
pub const MAX_METRICS: usize = 100_000;

/// The most problems that are kept; more are only counted.
pub const MAX_PROBLEMS: usize = 20;

/// What a page says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page {
    /// The metrics, in the order of the page.
    pub families: Vec<Family>,
    /// What is wrong with it: the first [`MAX_PROBLEMS`].
    pub problems: Vec<Problem>,
    /// How many problems there are in all.
    pub problem_count: usize,
}

/// A line that is not as the formats want it. It was left out, unless the problem says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

/// Why something is no page of metrics.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PageError {
    /// It cannot be read to the end.
    #[error("it cannot be read completely")]
    Io(#[from] io::Error),
    /// It is HTML.
    #[error("expected a metrics page, found a web page")]
    WebPage,
    /// It is JSON.
    #[error("expected a metrics page, found JSON")]
    Json,
    /// It is empty, or has only comments for people.
    #[error("it contains no metrics")]
    Empty,
    /// No line of it is one of a page of metrics.
    #[error("it is not a metrics page: {first}")]
    NotMetrics {
        /// What is wrong with its first line.
        first: Problem,
    },
}

/// Reads a page, which may be packed with gzip.
///
/// ```
/// use dashgen::exposition::{self, Kind};
///
/// let page = "# TYPE jobs_total counter\njobs_total{queue=\"mail\"} 3\njobs_total{queue=mail} 4\n";
/// let page = exposition::read(page.as_bytes())?;
/// assert_eq!((&*page.families[0].name, page.families[0].kind), ("jobs_total", Kind::Counter));
/// assert_eq!(page.problems[0].to_string(), "line 3: expected a quoted string, found `mail} 4`");
/// # Ok::<(), exposition::PageError>(())
/// ```
///
/// # Errors
/// When it is something else, or cannot be read to the end. Lines that are wrong are [`Page::problems`].
pub fn read(from: impl Read) -> Result<Page, PageError> {
    let mut from = BufReader::new(from);
    if from.fill_buf()?.starts_with(&[0x1f, 0x8b]) {
        read_lines(BufReader::new(MultiGzDecoder::new(from)))
    } else {
        read_lines(from)
    }
}

fn read_lines(from: impl BufRead) -> Result<Page, PageError> {
    let mut from = from.take(MAX_PAGE);
    let mut reader = Reader::default();
    let mut line = Vec::new();
    while read_line(&mut from, &mut line)? {
        reader.number += 1;
        if reader.number == 1 {
            line.drain(..if line.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 });
        }
        if reader.is_unrecognized() {
            other_format(&line)?;
        }
        reader.line(&line);
    }
    if from.limit() == 0 {
        reader.problem(format!("the page is larger than {} MiB; the rest was not read", MAX_PAGE >> 20));
    }
    reader.page()
}

/// Reads a line without its line break, one byte more than [`MAX_LINE`] of a longer one; returns whether there is one.
fn read_line(from: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let mut is_there = false;
    loop {
        let bytes = from.fill_buf()?;
        if bytes.is_empty() {
            break;
        }
        is_there = true;
        let end = memchr::memchr(b'\n', bytes);
        let part = &bytes[..end.unwrap_or(bytes.len())];
        line.extend_from_slice(&part[..part.len().min(MAX_LINE + 1 - line.len())]);
        let used = end.map_or(bytes.len(), |end| end + 1);
        from.consume(used);
        if end.is_some() {
            break;
        }
    }
    if line.ends_with(b"\r") {
        line.pop();
    }
    Ok(is_there)
}

/// Refuses what only web pages and JSON documents begin with.
fn other_format(line: &[u8]) -> Result<(), PageError> {
    let line = line.trim_ascii_start();
    match line {
        [b'<', ..] => Err(PageError::WebPage),
        // A sample may begin with a brace, too: `{"name"} 1`.
        [b'[', ..] | b"{" => Err(PageError::Json),
        [b'{', ..] if serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok() => Err(PageError::Json),
        _ => Ok(()),
    }
}

#[derive(Default)]
struct Reader {
    collector: Collector,
    number: usize,
    problems: Vec<Problem>,
    problem_count: usize,
    has_ended: bool,
    /// Whether something was said to be left out because there are too many metrics.
    is_full: bool,
}

impl Reader {
    /// Returns whether no line so far was one of a page of metrics.
    fn is_unrecognized(&self) -> bool {
        self.collector.len() == 0 && self.problem_count == 0
    }

    fn problem(&mut self, message: String) {
        self.problem_count += 1;
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem { line: self.number, message });
        }
    }

    fn line(&mut self, line: &[u8]) {
        if line.len() > MAX_LINE {
            return self.problem(format!("it is longer than {} KiB", MAX_LINE >> 10));
        }
        let read = std::str::from_utf8(line).map_err(|error| not_utf8(line, error)).and_then(|line| self.text(line));
        if let Err(message) = read {
            self.problem(message);
        }
    }

    fn text(&mut self, line: &str) -> Result<(), String> {
        let line = line.trim_start_matches([' ', '\t']);
        if line.is_empty() {
            return Ok(());
        }
        if std::mem::take(&mut self.has_ended) {
            self.problem("it follows `# EOF`, which ends a page; it was read anyway".to_owned());
        }
        if line.starts_with('#') {
            self.has_ended = line.trim_end() == "# EOF";
            return self.comment(line);
        }
        let sample = line::sample(line)?;
        if self.has_room(&sample.name) {
            let labels = sample.labels.iter().map(|(name, value)| (&**name, &**value));
            self.collector.series(&sample.name, labels, sample.value);
        }
        Ok(())
    }

    fn comment(&mut self, line: &str) -> Result<(), String> {
        let Some(line::Metadata { word, name, text }) = line::metadata(line)? else { return Ok(()) };
        if !self.has_room(&name) {
            return Ok(());
        }
        match word {
            "TYPE" => {
                let kind = Kind::named(text)
                    .ok_or_else(|| format!("expected a type such as `counter` or `gauge`, found {}", found(text)))?;
                if let Some(before) = self.collector.kind(&name, kind) {
                    return Err(format!(
                        "{} is a {} here but was a {} before; the first type is used",
                        found(&name),
                        kind.name(),
                        before.name()
                    ));
                }
            }
            "HELP" => self.collector.help(&name, &line::unescaped(text)),
            _ => self.collector.unit(&name, text),
        }
        Ok(())
    }

    /// Returns whether one more name can be taken, and says so once if it cannot.
    fn has_room(&mut self, name: &str) -> bool {
        let has_room = self.collector.len() < MAX_METRICS || self.collector.has(name);
        if !has_room && !std::mem::replace(&mut self.is_full, true) {
            self.problem(format!("there are more than {MAX_METRICS} metrics; this one and all later ones are skipped"));
        }
        has_room
    }

    fn page(self) -> Result<Page, PageError> {
        let Self { collector, problems, problem_count, .. } = self;
        let families = collector.families();
        if !families.is_empty() {
            return Ok(Page { families, problems, problem_count });
        }
        Err(problems.into_iter().next().map_or(PageError::Empty, |first| PageError::NotMetrics { first }))
    }
}

fn not_utf8(line: &[u8], error: std::str::Utf8Error) -> String {
    let before = String::from_utf8_lossy(&line[..error.valid_up_to()]);
    let last = before.char_indices().rev().nth(20).map_or(&*before, |(at, _)| &before[at..]);
    format!("it is not UTF-8 after `{}`", terminal::line(last))
}
