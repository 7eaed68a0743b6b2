//! One metric as it is declared.

use std::fmt::Write;

use super::help::{WIDTH, doc_comment, filled};
use super::name::{self, Names};
use super::unit::{self, Guess, Named};
use crate::exposition::{Family, Kind, SeenLabel};

/// The most values that a label is declared with, and how long each may be, in bytes.
const FEW: usize = 10;
const SHORT: usize = 40;

const INDENT: &str = "    ";

/// A metric to be declared.
pub(super) struct Declaration<'a> {
    pub(super) family: &'a Family,
    pub(super) unit: Guess,
    form: Form,
    constant: String,
    module: String,
    labels: Vec<(String, &'a SeenLabel)>,
}

/// How a metric is declared.
struct Form {
    /// The word of `metrics!`.
    word: &'static str,
    /// What the metric is, where `metrics!` has no such kind.
    commented_as: Option<&'static str>,
    /// What people should know.
    note: Option<&'static str>,
}

impl Form {
    fn of(family: &Family) -> Self {
        let known = |word| Self { word, commented_as: None, note: None };
        let noted = |word, note| Self { word, commented_as: None, note: Some(note) };
        let commented = |word, what| Self { word, commented_as: Some(what), note: None };
        match family.kind {
            Kind::Counter => known("counter"),
            Kind::Gauge if family.name.ends_with("_info") && family.is_always_one => known("info"),
            Kind::Gauge => known("gauge"),
            Kind::Histogram => known("histogram"),
            Kind::Info => known("info"),
            Kind::StateSet if family.labels.iter().any(|label| label.name == family.name) => known("state_set"),
            Kind::StateSet => noted("gauge", "A state set, but nobody says its states yet."),
            Kind::Untyped if family.name.ends_with("_total") => {
                noted("counter", "Type unknown: assumed to be a counter, from its name.")
            }
            Kind::Untyped => known("untyped"),
            Kind::Summary => known("summary"),
            Kind::NativeHistogram => known("native_histogram"),
            Kind::GaugeHistogram => commented("gauge_histogram", "a gauge histogram"),
        }
    }
}

impl<'a> Declaration<'a> {
    pub(super) fn new(family: &'a Family, targets: &[String], names: &mut Names) -> Self {
        let form = Form::of(family);
        let (module, constant) = names.of_metric(&family.name);
        let number = Guess { unit: Named::Library("Number"), is_guess: false };
        let is_number = form.word == "info" || family.kind == Kind::StateSet;
        let unit = if is_number { number } else { unit::of_metric(&family.name, family.unit.as_deref()) };
        let own = family.labels.iter().filter(|label| !targets.contains(&label.name));
        let mut taken: Vec<String> = targets.iter().map(|target| name::variant(target)).collect();
        let mut labels = Vec::new();
        for label in own {
            let wish = name::variant(&label.name);
            let variant = name::first_free(&[&wish], "", |name| !taken.iter().any(|it| it == name));
            taken.push(variant.clone());
            labels.push((variant, label));
        }
        Self { family, unit, form, constant, module, labels }
    }

    /// Returns what it is, where it can only be declared in a comment.
    pub(super) fn commented_as(&self) -> Option<&'static str> {
        self.form.commented_as
    }

    /// Returns its declaration, in lines of no indentation; `unit` is the name of its unit there.
    pub(super) fn lines(&self, unit: &str) -> Vec<String> {
        let notes = self.notes().map(|note| format!("// {note}"));
        let lines = doc_comment(&self.family.help).into_iter();
        match self.form.commented_as {
            None => lines.chain(notes).chain(self.declaration(unit)).collect(),
            Some(what) => {
                let reason = format!("// Not declared: {what}, which `metrics!` does not have yet.");
                let comment = lines.chain(self.declaration(unit)).map(|line| format!("// {line}"));
                std::iter::once(reason).chain(comment).collect()
            }
        }
    }

    fn notes(&self) -> impl Iterator<Item = &'static str> {
        let silent = (self.family.series == 0).then_some("It has no series yet, so its labels are unknown.");
        let many = self.family.has_more_labels.then_some("It has more labels than these.");
        self.form.note.into_iter().chain(silent).chain(many)
    }

    fn declaration(&self, unit: &str) -> Vec<String> {
        let Self { form: Form { word, .. }, constant, module, family, .. } = self;
        let mark = if self.unit.is_guess { " /* guessed */" } else { "" };
        let head = format!("{word} {constant}({:?}, {unit}{mark}) by {module} {{", family.name);
        if self.labels.is_empty() {
            return vec![head + "}"];
        }
        let labels = self.labels.iter().flat_map(|(variant, label)| label_lines(variant, label));
        std::iter::once(head).chain(labels.map(|line| format!("{INDENT}{line}"))).chain(["}".to_owned()]).collect()
    }
}

/// Returns the declaration of a label, with its values where they are few.
fn label_lines(variant: &str, label: &SeenLabel) -> Vec<String> {
    let mut line = format!("{variant} = {:?}", label.name);
    let is_few = label.values.len() <= FEW && label.values.iter().all(|value| value.len() <= SHORT);
    if label.has_more || !is_few || label.values.is_empty() {
        return vec![line + ","];
    }
    let values: Vec<String> = label.values.iter().map(|value| format!("{value:?}")).collect();
    let _ = write!(line, " [{}],", values.join(", "));
    if line.chars().count() + 2 * INDENT.len() <= WIDTH {
        return vec![line];
    }
    let values = filled(values.into_iter().map(|value| value + ","), INDENT, WIDTH - 2 * INDENT.len());
    let head = format!("{variant} = {:?} [", label.name);
    std::iter::once(head).chain(values).chain(["],".to_owned()]).collect()
}
