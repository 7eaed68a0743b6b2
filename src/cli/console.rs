//! The only place that prints: results to standard output, everything else to standard error.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Status;
use super::usage::WrongArgument;
use crate::artifact::ArtifactError;
use crate::lint::UnknownLint;
use crate::render::ProvisioningError;
use crate::simulate::SimulateError;

/// Where a command's words go.
pub struct Console<'a> {
    out: Box<dyn Write + 'a>,
    err: Box<dyn Write + 'a>,
    is_terminal: bool,
    width: usize,
}

impl fmt::Debug for Console<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Console").field("is_terminal", &self.is_terminal).finish_non_exhaustive()
    }
}

impl<'a> Console<'a> {
    /// Returns the console of the process: colours on a terminal, unless `NO_COLOR` is set.
    pub fn of_process() -> Self {
        let out = io::BufWriter::new(anstream::AutoStream::auto(io::stdout()));
        Self {
            out: Box::new(out),
            err: Box::new(anstream::AutoStream::auto(io::stderr())),
            is_terminal: io::stderr().is_terminal(),
            width: terminal_width(),
        }
    }

    /// Returns a console that writes into two buffers, without colours: for tests.
    pub fn into_buffers(out: &'a mut Vec<u8>, err: &'a mut Vec<u8>) -> Self {
        Self {
            out: Box::new(anstream::StripStream::new(out)),
            err: Box::new(anstream::StripStream::new(err)),
            is_terminal: false,
            width: 100,
        }
    }

    /// Returns how many columns a line may have.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Writes a line of the result.
    ///
    /// # Errors
    /// When it cannot be written, but for a reader that has gone away.
    pub fn result(&mut self, line: impl fmt::Display) -> anyhow::Result<()> {
        gone_is_fine(writeln!(self.out, "{line}"))
    }

    /// Writes bytes of the result as they are.
    ///
    /// # Errors
    /// When they cannot be written, but for a reader that has gone away.
    pub fn bytes(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        gone_is_fine(self.out.write_all(bytes))
    }

    /// Hands everything written so far to its reader.
    ///
    /// # Errors
    /// When it cannot be written, but for a reader that has gone away.
    pub fn flush(&mut self) -> anyhow::Result<()> {
        gone_is_fine(self.out.flush())
    }

    /// Writes a line that is not the result: what is going on, what to do next.
    pub fn note(&mut self, line: impl fmt::Display) {
        // Nobody is left to be told when standard error is gone.
        let _ = writeln!(self.err, "{line}");
    }

    /// Writes what stopped the work, its causes and the way out.
    pub(super) fn failure(&mut self, error: &anyhow::Error) -> Status {
        let label = anstyle::AnsiColor::Red.on_default().bold();
        let mut message = String::new();
        for (depth, cause) in error.chain().enumerate() {
            message.push_str(if depth == 0 { "" } else { "\n  because: " });
            message.push_str(&Harmless(cause.to_string()).to_string());
        }
        self.note(format_args!("{label}error{label:#}: {message}"));
        if is_usage(error) {
            return Status::Usage;
        }
        let hint = error.chain().find_map(hint);
        if let Some(hint) = hint {
            self.note(format_args!("  hint: {hint}"));
        }
        Status::Failure
    }

    /// Writes clap's answer: help and version are results, a wrong command line is not.
    pub(super) fn usage(&mut self, error: &clap::Error) -> Status {
        let text = error.render();
        let (written, status) = if error.use_stderr() {
            (write!(self.err, "{}", text.ansi()), Status::Usage)
        } else {
            (write!(self.out, "{}", text.ansi()).and_then(|()| self.out.flush()), Status::Clean)
        };
        gone_is_fine(written).map_or_else(|error| self.failure(&error), |()| status)
    }

    /// Returns a bar for work of so many steps, which shows itself on a terminal after a second.
    pub(super) fn progress(&self, steps: usize, what: &'static str) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::hidden());
        bar.set_style(
            ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}")
                .unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        bar.set_message(what);
        Progress { bar, since: Instant::now(), may_show: self.is_terminal, shows: std::sync::Once::new() }
    }
}

/// A bar that shows itself when work takes over a second.
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

/// Text from outside, without what a terminal would obey: control characters are written as `\u{1b}`.
pub(super) struct Harmless<T>(pub(super) T);

impl<T: AsRef<str>> fmt::Display for Harmless<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.as_ref().chars() {
            match c {
                '\n' | '\t' => write!(f, "{c}")?,
                c if c.is_control() || is_bidi_mark(c) => write!(f, "{}", c.escape_unicode())?,
                c => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}

/// Returns whether an argument named what there is not.
fn is_usage(error: &anyhow::Error) -> bool {
    let unknown = |error: &SimulateError| {
        matches!(error, SimulateError::UnknownIncident { .. } | SimulateError::UnknownMetric { .. })
    };
    error.is::<WrongArgument>() || error.is::<UnknownLint>() || error.downcast_ref().is_some_and(unknown)
}

/// Returns the way out that an error of the library knows.
fn hint(error: &(dyn std::error::Error + 'static)) -> Option<&'static str> {
    let artifact = error.downcast_ref::<ArtifactError>().and_then(ArtifactError::hint);
    artifact.or_else(|| error.downcast_ref::<ProvisioningError>().map(ProvisioningError::hint))
}

fn is_bidi_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
