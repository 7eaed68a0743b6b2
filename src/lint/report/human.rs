//! Findings as text for people.

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Effects, Style};

use super::{Skipped, Summary};
use crate::lint::finding::{Excerpt, Finding, Place, Severity};
use crate::terminal::{Styled, line as safe, marked_lines};

const BOLD: Style = Style::new().effects(Effects::BOLD);
const ERROR: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);
const WARNING: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);
const HINT: Style = AnsiColor::BrightCyan.on_default().effects(Effects::BOLD);

/// Returns a finding for a terminal, with ANSI colours: the place, in a form that editors can jump to, the message, the
/// panel, the query with the relevant part underlined, and a hint.
///
/// Texts from the file are escaped.
pub fn human(finding: &Finding) -> Styled {
    let context = context(&finding.place).map(|context| format!("  {context}\n"));
    let marked = finding.excerpt.as_ref().map(|excerpt| marked(excerpt, finding.severity));
    let hint = finding.hint.as_ref().map(|hint| format!("  {HINT}hint{HINT:#}: {}\n", safe(hint)));
    Styled::new([Some(headline(finding)), context, marked, hint].into_iter().flatten().collect())
}

fn headline(finding: &Finding) -> String {
    let Finding { lint, severity, message, place, .. } = finding;
    let style = style(*severity);
    format!("{BOLD}{}{BOLD:#}: {style}{severity}[{lint}]{style:#}: {}\n", location(place), safe(message))
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
    }
}

/// The Rust source comes first, since it has to be changed.
fn location(place: &Place) -> String {
    let file = safe(&place.file);
    match (&place.source, place.position) {
        (Some(source), _) => format!("{}:{}", safe(&source.file), source.line),
        (None, Some(at)) => format!("{file}:{}:{}", at.line, at.column),
        (None, None) => file.into_owned(),
    }
}

/// Names the panel, query or variable, and the JSON file if the first line names the Rust source.
fn context(place: &Place) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(panel) = &place.panel {
        let id = panel.id.map(|id| format!(" (id {id})")).unwrap_or_default();
        parts.push(if panel.title.is_empty() {
            format!("panel without title{id}")
        } else {
            format!("panel \"{}\"{id}", safe(&panel.title))
        });
    }
    if let Some(query) = &place.query {
        parts.push(format!("query {}", safe(query)));
    }
    if let Some(variable) = &place.variable {
        parts.push(format!("variable {}", safe(variable)));
    }
    if let (Some(_), Some(at)) = (&place.source, place.position) {
        parts.push(format!("{}:{}:{}", safe(&place.file), at.line, at.column));
    }
    (!parts.is_empty()).then(|| format!("in {}", parts.join(", ")))
}

/// Returns the lines of the text around the part, with the part underlined.
fn marked(excerpt: &Excerpt, severity: Severity) -> String {
    let (text, [start, end]) = marked_lines(&excerpt.text, [excerpt.start, excerpt.end]);
    let annotation = AnnotationKind::Primary.span(start..end);
    let snippet = Snippet::source(text).line_numbering(false).annotation(annotation);
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let shown = Renderer::styled().render(&[Group::with_level(level).element(snippet)]);
    format!("{shown}\n")
}

/// `2 errors, 1 warning in 3 dashboards; 54 queries checked, 3 not: 2 loki, 1 expression`
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = match (self.errors, self.warnings) {
            (0, 0) => "no mistakes".to_owned(),
            (errors, 0) => count(errors, "error"),
            (0, warnings) => count(warnings, "warning"),
            (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
        };
        write!(
            f,
            "{found} in {}; {} checked",
            count(self.dashboards, "dashboard"),
            count_queries(self.queries.checked)
        )?;
        let not_checked: usize = self.queries.not_checked.values().sum();
        if not_checked > 0 {
            let reasons: Vec<_> =
                self.queries.not_checked.iter().map(|(why, count)| format!("{count} {}", safe(why))).collect();
            write!(f, ", {not_checked} not: {}", reasons.join(", "))?;
        }
        if !self.catalogue && self.dashboards > 0 {
            write!(
                f,
                "\nmetrics, labels and their units were not checked: there is no metric catalogue for these dashboards"
            )?;
        }
        for Skipped { file, reason } in &self.skipped {
            write!(f, "\n{} was not checked: {}", safe(file), safe(reason))?;
        }
        Ok(())
    }
}

fn count(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

fn count_queries(number: usize) -> String {
    if number == 1 { "1 query".to_owned() } else { format!("{number} queries") }
}
