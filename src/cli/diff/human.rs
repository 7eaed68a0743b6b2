//! Changes for people, a line each.

use std::path::Path;

use super::super::console::Console;
use super::super::count::count;
use super::super::files;
use super::{Args, Compared, Summary};
use crate::diff::{Change, Class, Kind, Side};
use crate::terminal::{self, Styled};

/// How wide the column of what changed may be.
const WIDEST: usize = 40;

pub(super) fn print(all: &[Compared], summary: &Summary, args: &Args, console: &mut Console<'_>) -> anyhow::Result<()> {
    let is_one = all.len() == 1;
    for compared in all.iter().filter(|it| is_one || !it.is_same()) {
        one(compared, args, console)?;
    }
    if !is_one {
        let Summary { dashboards, changed, added, removed, .. } = summary;
        let same = dashboards - changed - added - removed;
        console.result(format_args!(
            "{}: {changed} changed, {added} added, {removed} removed, {same} the same",
            count(*dashboards, "dashboard", "dashboards")
        ))?;
    }
    Ok(())
}

pub(super) fn one(compared: &Compared, args: &Args, console: &mut Console<'_>) -> anyhow::Result<()> {
    let bold = anstyle::Style::new().bold();
    let title = terminal::line(if compared.title.is_empty() { "without a title" } else { &compared.title });
    let uid = if compared.uid.is_empty() { String::new() } else { format!("  ({})", terminal::line(&compared.uid)) };
    console.styled(&Styled::new(format!("{bold}{title}{bold:#}{uid}   {}", headline(compared))))?;
    if args.stat {
        return Ok(());
    }
    let lines = lines(&compared.changes, console.width());
    let widest = lines.iter().map(|line| line.subject.chars().count()).filter(|it| *it <= WIDEST).max().unwrap_or(0);
    let shown = args.limit.unwrap_or(usize::MAX).min(lines.len());
    for line in &lines[..shown] {
        console.styled(&line.styled(widest, compared))?;
    }
    if shown < lines.len() {
        console.result(format_args!("  … and {}", count(lines.len() - shown, "more line", "more lines")))?;
    }
    Ok(())
}

/// Returns how much changed: `2 risks, 5 changes, layout`.
pub(super) fn headline(compared: &Compared) -> String {
    let name = |name: &Option<String>| name.as_deref().map(|it| files::name(Path::new(it))).unwrap_or_default();
    match (&compared.old, &compared.new) {
        (None, _) => return format!("new: {}", name(&compared.new)),
        (_, None) => return format!("gone: {}", name(&compared.old)),
        _ => {}
    }
    let risks = compared.changes.iter().filter(|it| it.risk.is_some()).count();
    let layout = compared.changes.iter().filter(|it| it.risk.is_none() && it.class == Class::Layout).count();
    let others = compared.changes.len() - risks - layout;
    let parts = [
        (risks > 0).then(|| count(risks, "risk", "risks")),
        (others > 0).then(|| count(others, "change", "changes")),
        (layout > 0).then(|| "layout".to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "no change".to_owned() } else { parts.join(", ") }
}

/// A line: one change, or several small ones of the same thing.
struct Line<'a> {
    first: &'a Change,
    subject: String,
    what: String,
}

impl Line<'_> {
    fn sign(&self) -> char {
        if self.first.risk.is_some() { '!' } else { self.first.kind.sign() }
    }

    fn styled(&self, widest: usize, compared: &Compared) -> Styled {
        let color = match self.sign() {
            '!' | '-' => anstyle::AnsiColor::Red,
            '+' => anstyle::AnsiColor::Green,
            '~' => anstyle::AnsiColor::Yellow,
            _ => anstyle::AnsiColor::White,
        };
        let (color, dimmed) = (color.on_default(), anstyle::Style::new().dimmed());
        let place = self.first.place.as_ref().map(|place| {
            let file = if place.file == Side::Old { &compared.old } else { &compared.new };
            let file = files::name(Path::new(file.as_deref().unwrap_or_default()));
            format!("  {dimmed}{file}:{}{dimmed:#}", place.position.line)
        });
        let note = self.first.note.as_deref().zip(self.first.risk);
        let note = note
            .map_or_else(String::new, |(note, risk)| format!("  {color}{}{color:#} [{risk}]", terminal::line(note)));
        let (sign, subject, what) = (self.sign(), &self.subject, &self.what);
        Styled::new(format!("{color}{sign}{color:#} {subject:<widest$}  {what}{note}{}", place.unwrap_or_default()))
    }
}

fn lines(changes: &[Change], width: usize) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::with_capacity(changes.len());
    for change in changes {
        let (subject, what) = (terminal::line(&change.subject), terminal::line(&change.what));
        if let Some(last) = lines.last_mut()
            && last.first.kind == Kind::Changed
            && (change.kind, change.risk, &change.subject) == (Kind::Changed, None, &last.first.subject)
            && last.first.risk.is_none()
            && last.subject.chars().count() + last.what.chars().count() + what.chars().count() + 8 <= width
        {
            last.what.push_str(" · ");
            last.what.push_str(&what);
            continue;
        }
        lines.push(Line { first: change, subject: subject.into_owned(), what: what.into_owned() });
    }
    lines
}
