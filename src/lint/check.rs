//! Running the lints over one file.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::context::Context;
use super::draft::{Draft, MOST};
use super::entry::{Check, Lint};
use super::finding::{Finding, PanelName, Place, short, shortened};
use super::input::Input;
use super::rules::{LINTS, invalid_json, not_a_dashboard, unknown_dashboard};
use super::subject::Subject;
use crate::json::tree::Tree;
use crate::schema::envelope::DocumentError;
use crate::schema::envelope::known::Format;
use crate::schema::envelope::shape::{Shape, missing, shape};
use crate::view::text::{self, Cursor, Lines};
use crate::view::{self, Dashboard, Newer, Spot};

/// A file that is JSON.
#[derive(Clone, Copy)]
struct Read<'a> {
    input: Input<'a>,
    has_repeated_keys: bool,
}

/// What the lints say of one file.
#[derive(Debug, Clone, Default)]
pub struct FileReport {
    /// The file, as it was named to the program.
    pub file: String,
    /// The mistakes, in the order of the file.
    pub findings: Vec<Finding>,
    /// The queries that were checked and those that were not.
    pub queries: Tally,
    /// The dashboard's uid and where it stands; `None` without uid.
    pub uid: Option<(String, Place)>,
    /// The uids of the dashboards that it links to by their addresses, `/d/uid`.
    pub links: BTreeSet<String>,
    /// Why the file was not checked, when it was not: `a resource that is no dashboard`.
    pub skipped: Option<Cow<'static, str>>,
    /// Whether a dashboard was read.
    pub is_dashboard: bool,
}

/// How many queries were checked, and why the others were not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Read and checked, whether or not something was wrong.
    pub checked: usize,
    /// Not checked, by the reason: the plugin that answers them, `expression`, `empty`, ...
    pub not_checked: BTreeMap<String, usize>,
}

impl Tally {
    /// Adds another count.
    pub fn add(&mut self, other: &Self) {
        self.checked += other.checked;
        for (reason, count) in &other.not_checked {
            *self.not_checked.entry(reason.clone()).or_default() += count;
        }
    }
}

/// Checks one file.
pub fn check(input: Input<'_>, context: &Context<'_>) -> FileReport {
    let mut file = FileReport { file: input.name.to_owned(), ..FileReport::default() };
    let (value, has_repeated_keys) = match text::parse(input.text) {
        Ok(read) => read,
        Err(error) => {
            file.findings.extend(invalid_json::finding(input, error, context));
            return file;
        }
    };
    let read = Read { input, has_repeated_keys };
    let Shape { around, format } = match shape(&value) {
        Ok(shape) => shape,
        Err(error) if error.is_something_else() => {
            file.skipped = Some(why(&error));
            return file;
        }
        Err(error) => {
            file.findings.extend(not_a_dashboard::unreadable(input, &error, context));
            return file;
        }
    };
    let pointer = around.pointer();
    let lacks = around.metadata().and_then(|_| missing(value.pointer(pointer)?, format));
    match (lacks, format) {
        (Some(missing), _) => file.findings.extend(not_a_dashboard::hollow(input, missing, context)),
        (None, Format::Classic) => check_dashboard(&mut file, read, (&value, pointer), None, context),
        (None, Format::V2) => match view::classic(input.text) {
            Ok(classic) => {
                let newer = Newer::at(&value, pointer);
                check_dashboard(&mut file, read, (&classic, ""), Some(&newer), context);
            }
            Err(error) => file.findings.extend(not_a_dashboard::unreadable(input, &error, context)),
        },
    }
    file
}

fn why(error: &DocumentError) -> Cow<'static, str> {
    match error {
        DocumentError::NoObject { found } => format!("no dashboard: it holds {found}").into(),
        DocumentError::Resource { .. } => "a resource that is no dashboard".into(),
        _ => "no dashboard: it has neither `panels` nor `schemaVersion`".into(),
    }
}

impl FileReport {
    /// Takes a file that is no dashboard as a mistake: for files that somebody named, rather than found in a folder.
    pub fn insist(mut self, context: &Context<'_>) -> Self {
        if let Some(reason) = self.skipped.take() {
            self.findings.extend(not_a_dashboard::finding(&self.file, &reason, context));
        }
        self
    }
}

fn check_dashboard(
    file: &mut FileReport,
    Read { input, has_repeated_keys }: Read<'_>,
    (value, pointer): (&Tree<'_>, &'static str),
    newer: Option<&Newer<'_>>,
    context: &Context<'_>,
) {
    let Some(dashboard) = Dashboard::at(value, pointer) else { return };
    let queries = view::queries(&dashboard, context.dialect);
    for query in &queries {
        match query.not_checked() {
            Some(reason) => *file.queries.not_checked.entry(reason.to_owned()).or_default() += 1,
            None => file.queries.checked += 1,
        }
    }
    let subject = Subject { dashboard, queries, context, value };
    let mut drafts: Vec<(&Lint, Draft)> = Vec::new();
    for lint in LINTS.iter().filter(|lint| context.selection.contains(lint)) {
        let mut count = 0;
        let mut report = |draft| {
            count += 1;
            if count <= MOST {
                drafts.push((lint, draft));
            }
        };
        match lint.check {
            Check::Dashboard(run) => run(&subject, &mut report),
            Check::RepeatedKeys(run) if has_repeated_keys => run(input.text, &mut report),
            Check::RepeatedKeys(_) | Check::Newer(_) | Check::Rules(_) | Check::Elsewhere => {}
        }
        let last = drafts.last().filter(|_| count > MOST).map(|(_, last)| last.spot.clone());
        drafts.extend(last.map(|spot| (lint, Draft::new(spot, more(count - MOST)))));
    }
    let mut uid = Spot::at(format!("{}/uid", subject.dashboard.pointer));
    if let Some(parts) = newer {
        let spots = drafts.iter_mut().map(|(_, draft)| &mut draft.spot).chain([&mut uid]);
        spots.for_each(|spot| spot.pointer = parts.pointer(spot, &subject.dashboard));
        for lint in LINTS.iter().filter(|lint| context.selection.contains(lint)) {
            if let Check::Newer(run) = lint.check {
                let (file, spec) = parts.as_it_is();
                run(file, spec, &mut |draft| drafts.push((lint, draft)));
            }
        }
    }
    let placed = place(input, &subject.dashboard, drafts.iter().map(|(_, draft)| draft), &uid);
    file.findings =
        drafts.iter().zip(placed.findings).map(|((lint, draft), place)| finding(lint, draft, place)).collect();
    file.findings.sort_by(|a, b| order(a).cmp(&order(b)));
    file.is_dashboard = true;
    file.links = unknown_dashboard::linked(&subject.dashboard);
    file.uid = (!subject.dashboard.uid.is_empty()).then(|| (subject.dashboard.uid.to_owned(), placed.uid));
}

/// How many bytes a message or a hint may have: some list what is in the file.
const LONGEST: usize = 4096;

fn more(count: usize) -> String {
    format!("{count} more findings of this lint in this file are not shown: the first {MOST} are")
}

fn order(finding: &Finding) -> impl Ord {
    (finding.place.position, finding.lint, finding.message.clone())
}

fn finding(lint: &Lint, draft: &Draft, place: Place) -> Finding {
    Finding {
        lint: lint.name,
        severity: draft.severity.unwrap_or(lint.severity),
        message: shortened(&draft.message, LONGEST).into_owned(),
        place,
        hint: draft.hint.as_ref().map(|hint| shortened(hint, LONGEST).into_owned()),
        excerpt: draft.excerpt.clone(),
    }
}

struct Placed {
    findings: Vec<Place>,
    uid: Place,
}

/// Adds names, lines and columns. The text is gone through once for all of them.
fn place<'d>(
    input: Input<'_>,
    dashboard: &Dashboard<'_>,
    drafts: impl Iterator<Item = &'d Draft> + Clone,
    uid: &Spot,
) -> Placed {
    // No two dashboards of a suite have one uid, so that nobody asks where it stands.
    if input.sources.is_some() && drafts.clone().next().is_none() {
        return Placed { findings: Vec::new(), uid: named(input, dashboard, uid) };
    }
    let pointers = drafts.clone().map(|draft| &*draft.spot.pointer);
    let found = text::locate(input.text, pointers.chain([&*uid.pointer]));
    let lines = Lines::new(input.text);
    // Findings in one text mostly follow each other.
    let mut last = (0, Cursor::START);
    let mut place_of = |spot: &Spot, offset: usize| {
        let byte = found.nearest(&spot.pointer).map_or(0, |(range, is_it)| {
            let inside = if is_it { offset } else { 0 };
            if inside == 0 || !input.text[range.start..].starts_with('"') {
                return range.start;
            }
            let (start, before) = last;
            let from = if start == range.start && before.is_before(inside) { before } else { Cursor::START };
            last = (range.start, from.forward(&input.text[range.clone()], inside));
            range.start + last.1.at
        });
        let mut place = named(input, dashboard, spot);
        place.position = Some(lines.position(byte));
        place
    };
    Placed { findings: drafts.map(|draft| place_of(&draft.spot, draft.offset)).collect(), uid: place_of(uid, 0) }
}

fn named(input: Input<'_>, dashboard: &Dashboard<'_>, spot: &Spot) -> Place {
    let panel = spot.panel.map(|index| &dashboard.panels[index]);
    let (query, variable) = (spot.query.clone().filter(|letter| !letter.is_empty()), spot.variable.clone());
    let id = panel.and_then(|panel| panel.id);
    Place {
        file: input.name.to_owned(),
        position: None,
        pointer: spot.pointer.clone(),
        dashboard: (!dashboard.title.is_empty()).then(|| short(dashboard.title).into_owned()),
        source: input.sources.and_then(|sources| sources.find(id, query.as_deref(), variable.as_deref())),
        panel: panel.map(|panel| PanelName { id: panel.id, title: short(panel.title).into_owned() }),
        query: query.map(|letter| short(&letter).into_owned()),
        variable: variable.map(|name| short(&name).into_owned()),
    }
}
