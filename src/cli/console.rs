//! The only place that prints: results to standard output, everything else to standard error.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Status;
use super::usage::WrongArgument;
use crate::artifact::ArtifactError;
use crate::build::BuildError;
use crate::declaration::DeclareError;
use crate::json;
use crate::lint::UnknownLint;
use crate::render::ProvisioningError;
use crate::schema::envelope::DocumentError;
use crate::simulate::SimulateError;
use crate::terminal::{self, Styled};

/// Where the output of a command goes.
///
/// There are three kinds. *Data* ([`Console::data`]) is for programs: its bytes are written unchanged. *Text*
/// ([`Console::result`], [`Console::note`]) is for people: control characters and escape sequences are printed in
/// escaped form. [`Styled`] text has colours; its untrusted parts were escaped when it was made.
pub struct Console<'a> {
    out: Stream<'a>,
    err: Stream<'a>,
    width: usize,
}

/// Standard output, or standard error.
struct Stream<'a> {
    to: Box<dyn Write + 'a>,
    is_terminal: bool,
    has_colours: bool,
}

impl Stream<'_> {
    fn write_styled(&mut self, text: &Styled) -> io::Result<()> {
        if self.has_colours { writeln!(self.to, "{text}") } else { writeln!(self.to, "{}", text.plain()) }
    }
}

impl fmt::Debug for Console<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Console").field("is_terminal", &self.out.is_terminal).finish_non_exhaustive()
    }
}

impl<'a> Console<'a> {
    /// Returns the console of the process: colours on a terminal, unless `NO_COLOR` is set.
    pub fn of_process() -> Self {
        let (out, err) = (io::stdout(), io::stderr());
        let has_colours = |choice| choice != anstream::ColorChoice::Never;
        Self {
            out: Stream {
                is_terminal: out.is_terminal(),
                has_colours: has_colours(anstream::AutoStream::choice(&out)),
                to: Box::new(io::BufWriter::new(out)),
            },
            err: Stream {
                is_terminal: err.is_terminal(),
                has_colours: has_colours(anstream::AutoStream::choice(&err)),
                to: Box::new(err),
            },
            width: terminal_width(),
        }
    }

    /// Returns a console that writes to two buffers without colours, for tests.
    pub fn into_buffers(out: &'a mut Vec<u8>, err: &'a mut Vec<u8>) -> Self {
        let stream = |to| Stream { to, is_terminal: false, has_colours: false };
        Self { out: stream(Box::new(out)), err: stream(Box::new(err)), width: 100 }
    }

    /// Writes results as if to a terminal, for tests.
    pub fn as_terminal(mut self) -> Self {
        self.out.is_terminal = true;
        self
    }

    /// Returns the maximum width of a line, in columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Writes one or more lines of the result, as text for people.
    ///
    /// # Errors
    /// When it cannot be written. A closed pipe is not an error.
    pub fn result(&mut self, line: impl fmt::Display) -> anyhow::Result<()> {
        gone_is_fine(writeln!(self.out.to, "{}", terminal::lines(&line.to_string())))
    }

    /// Writes a line of the result, with colours where they are enabled.
    ///
    /// # Errors
    /// When it cannot be written. A closed pipe is not an error.
    pub fn styled(&mut self, text: &Styled) -> anyhow::Result<()> {
        gone_is_fine(self.out.write_styled(text))
    }

    /// Writes data unchanged. On a terminal, control characters in the JSON are escaped.
    ///
    /// # Errors
    /// When they cannot be written. A closed pipe is not an error.
    pub fn data(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        if self.out.is_terminal {
            let text = String::from_utf8_lossy(bytes);
            return gone_is_fine(self.out.to.write_all(terminal::json(&text).as_bytes()));
        }
        gone_is_fine(self.out.to.write_all(bytes))
    }

    /// Flushes everything written so far.
    ///
    /// # Errors
    /// When it cannot be written. A closed pipe is not an error.
    pub fn flush(&mut self) -> anyhow::Result<()> {
        gone_is_fine(self.out.to.flush())
    }

    /// Writes a line to standard error: progress, notes and hints, which are not part of the result.
    pub fn note(&mut self, line: impl fmt::Display) {
        // There is nowhere to report it when standard error is gone.
        let _ = writeln!(self.err.to, "{}", terminal::lines(&line.to_string()));
    }

    /// Writes an error, its causes and a hint.
    pub(super) fn failure(&mut self, error: &anyhow::Error) -> Status {
        let label = anstyle::AnsiColor::Red.on_default().bold();
        let causes: Vec<_> = error.chain().map(|cause| terminal::lines(&said(cause)).into_owned()).collect();
        let message = causes.join("\n  because: ");
        // There is nowhere to report it when standard error is gone.
        let _ = self.err.write_styled(&Styled::new(format!("{label}error{label:#}: {message}")));
        if is_usage(error) {
            return Status::Usage;
        }
        let hint = error.chain().find_map(hint);
        if let Some(hint) = hint {
            self.note(format_args!("  hint: {}", terminal::line(&hint)));
        }
        Status::Failure
    }

    /// Writes clap's output: help and version are results, usage errors are not.
    pub(super) fn usage(&mut self, error: &clap::Error) -> Status {
        let text = terminal::coloured(error.render().ansi().to_string().trim_end_matches('\n'));
        let (written, status) = if error.use_stderr() {
            (self.err.write_styled(&text), Status::Usage)
        } else {
            (self.out.write_styled(&text).and_then(|()| self.out.to.flush()), Status::Clean)
        };
        gone_is_fine(written).map_or_else(|error| self.failure(&error), |()| status)
    }

    /// Returns a progress bar for this many steps. It appears after a second, on a terminal only.
    pub(super) fn progress(&self, steps: usize, what: &'static str) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::hidden());
        bar.set_style(
            ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}")
                .unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        bar.set_message(what);
        Progress { bar, since: Instant::now(), may_show: self.err.is_terminal, shows: std::sync::Once::new() }
    }
}

/// A progress bar that appears when work takes more than a second.
pub(super) struct Progress {
    bar: ProgressBar,
    since: Instant,
    may_show: bool,
    shows: std::sync::Once,
}

impl Progress {
    /// Counts a step.
    pub(super) fn step(&self) {
        if !self.may_show {
            return;
        }
        self.bar.inc(1);
        if self.since.elapsed() > Duration::from_secs(1) {
            self.shows.call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Returns whether an argument named something that does not exist.
fn is_usage(error: &anyhow::Error) -> bool {
    let unknown = |error: &SimulateError| {
        matches!(error, SimulateError::UnknownIncident { .. } | SimulateError::UnknownMetric { .. })
    };
    error.is::<WrongArgument>()
        || error.is::<UnknownLint>()
        || error.downcast_ref().is_some_and(BuildError::is_usage)
        || error.downcast_ref().is_some_and(unknown)
}

fn said(cause: &(dyn std::error::Error + 'static)) -> String {
    cause.downcast_ref().map_or_else(|| cause.to_string(), json::problem)
}

/// Returns the hint of a library error, if it has one.
fn hint(error: &(dyn std::error::Error + 'static)) -> Option<Cow<'static, str>> {
    let artifact = error.downcast_ref().and_then(ArtifactError::hint);
    let build = || error.downcast_ref().and_then(BuildError::hint);
    let known = artifact.or_else(build).or_else(|| error.downcast_ref().and_then(ProvisioningError::hint));
    let document = || error.downcast_ref().and_then(DocumentError::hint);
    let made = || document().or_else(|| error.downcast_ref().and_then(DeclareError::hint));
    known.map(Cow::Borrowed).or_else(|| made().map(Cow::Owned))
}

fn gone_is_fine(written: io::Result<()>) -> anyhow::Result<()> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(anyhow::Error::new(error).context("cannot write"))
        }
        _ => Ok(()),
    }
}

fn terminal_width() -> usize {
    const READABLE: usize = 100;
    std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok())
        .map_or(READABLE, |columns: usize| columns.max(40))
}
