//! What is known of each name while a page is read.

use std::collections::{BTreeSet, HashMap};

use super::{Family, Kind, MAX_LABELS, MAX_VALUES, SeenLabel, fold};

/// What was said of metrics, and the series that were seen, by name. Which of them belong together is told at the end:
/// pages need not be in order.
#[derive(Debug, Default)]
pub(crate) struct Collector {
    pub(super) entries: Vec<Entry>,
    by_name: HashMap<String, usize>,
}

/// A name that a comment describes, that series have, or both.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    /// Nothing until somebody says it.
    pub(super) kind: Option<Kind>,
    pub(super) help: String,
    pub(super) unit: Option<String>,
    /// Whether a comment is about it.
    pub(super) is_described: bool,
    pub(super) seen: Option<Seen>,
}

/// What the series of one name have.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) labels: Vec<SeenLabel>,
    pub(super) has_more_labels: bool,
    pub(super) series: usize,
    pub(super) is_always_one: bool,
}

impl Collector {
    /// Returns how many names there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether the name is known.
    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// Takes what is said of a metric's type; returns the type that was said before, if it was another.
    pub(crate) fn kind(&mut self, name: &str, kind: Kind) -> Option<Kind> {
        let entry = self.described(name);
        let before = *entry.kind.get_or_insert(kind);
        (before != kind).then_some(before)
    }

    /// Takes a help text; the first that says something counts.
    pub(crate) fn help(&mut self, name: &str, help: &str) {
        let entry = self.described(name);
        if entry.help.is_empty() {
            help.clone_into(&mut entry.help);
        }
    }

    /// Takes a unit; the first that says something counts.
    pub(crate) fn unit(&mut self, name: &str, unit: &str) {
        let entry = self.described(name);
        if entry.unit.is_none() && !unit.is_empty() {
            entry.unit = Some(unit.to_owned());
        }
    }

    /// Takes a series.
    pub(crate) fn series<'a>(&mut self, name: &str, labels: impl Iterator<Item = (&'a str, &'a str)>, value: f64) {
        let fresh = Seen { labels: Vec::new(), has_more_labels: false, series: 0, is_always_one: true };
        let seen = self.entry(name).seen.get_or_insert(fresh);
        seen.series += 1;
        #[expect(clippy::float_cmp, reason = "an info metric is exactly 1")]
        let is_one = value == 1.0;
        seen.is_always_one &= is_one;
        for (at, (label, value)) in labels.enumerate() {
            seen.label(at, label, value);
        }
    }

    /// Returns the metrics, in the order in which they were met.
    pub(crate) fn families(self) -> Vec<Family> {
        fold::families(&self)
    }

    pub(super) fn get(&self, name: &str) -> Option<&Entry> {
        self.by_name.get(name).map(|at| &self.entries[*at])
    }

    fn described(&mut self, name: &str) -> &mut Entry {
        let entry = self.entry(name);
        entry.is_described = true;
        entry
    }

    fn entry(&mut self, name: &str) -> &mut Entry {
        let at = self.by_name.get(name).copied().unwrap_or_else(|| {
            self.by_name.insert(name.to_owned(), self.entries.len());
            self.entries.push(Entry::new(name));
            self.entries.len() - 1
        });
        &mut self.entries[at]
    }
}

impl Entry {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), kind: None, help: String::new(), unit: None, is_described: false, seen: None }
    }
}

impl Seen {
    /// Takes a label's value; most series have a label at the same place as the one before.
    fn label(&mut self, place: usize, name: &str, value: &str) {
        let is_there = self.labels.get(place).is_some_and(|label| label.name == name);
        let at = if is_there { Some(place) } else { self.labels.iter().position(|label| label.name == name) };
        let at = match at {
            Some(at) => at,
            None if self.labels.len() == MAX_LABELS => {
                self.has_more_labels = true;
                return;
            }
            None => {
                self.labels.push(SeenLabel { name: name.to_owned(), values: BTreeSet::new(), has_more: false });
                self.labels.len() - 1
            }
        };
        let label = &mut self.labels[at];
        if label.has_more || label.values.contains(value) {
            return;
        }
        if label.values.len() < MAX_VALUES {
            label.values.insert(value.to_owned());
        } else {
            label.has_more = true;
        }
    }

    /// Adds what the series of another part of the same metric have.
    pub(super) fn join(&mut self, other: &Self) {
        self.has_more_labels |= other.has_more_labels;
        for label in &other.labels {
            match self.labels.iter_mut().find(|known| known.name == label.name) {
                Some(known) => {
                    known.values.extend(label.values.iter().cloned());
                    known.has_more |= label.has_more;
                }
                None => self.labels.push(label.clone()),
            }
        }
    }

    pub(super) fn has_label(&self, name: &str) -> bool {
        self.labels.iter().any(|label| label.name == name)
    }
}
