//! Which variables a dashboard refers to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::json::tree::Tree;

use super::Dashboard;

/// The variables that are referred to, by name.
#[derive(Debug, Default)]
pub(crate) struct References {
    uses: BTreeMap<String, Uses>,
    /// Whether something takes all variables along, whatever their names: a link that hands them on, or a library
    /// panel, whose content is elsewhere.
    pub(crate) all: bool,
}

#[derive(Debug, Default)]
struct Uses {
    /// Whether it is outside the definitions of variables.
    elsewhere: bool,
    /// The variables that refer to it, by their indexes.
    variables: BTreeSet<usize>,
}

impl References {
    /// Goes through a whole dashboard.
    pub(crate) fn of(dashboard: &Dashboard<'_>) -> Self {
        let mut references = Self::default();
        for (key, value) in dashboard.root.iter().filter(|(key, _)| *key != "templating") {
            references.visit(key, value, None);
        }
        for (index, variable) in dashboard.variables.iter().enumerate() {
            let definition = variable.object.iter().filter(|(key, _)| !matches!(*key, "name" | "label"));
            for (key, value) in definition {
                references.visit(key, value, Some(index));
            }
        }
        references
    }

    /// Returns whether anything but its own definition refers to a variable.
    pub(crate) fn uses(&self, name: &str, own_index: usize) -> bool {
        let is_used = |uses: &Uses| uses.elsewhere || uses.variables.iter().any(|index| *index != own_index);
        self.uses.get(name).is_some_and(is_used)
    }

    /// The depth of the value is limited by the JSON parser.
    fn visit(&mut self, key: &str, value: &Tree<'_>, variable: Option<usize>) {
        match value {
            Tree::Text(text) => self.visit_text(key, text, variable),
            Tree::List(items) => items.iter().for_each(|item| self.visit(key, item, variable)),
            Tree::Object(members) => {
                for (key, value) in members {
                    self.visit_text("", key, variable);
                    self.visit(key, value, variable);
                }
            }
            Tree::Bool(true) if matches!(key, "includeVars" | "keepVars") => self.all = true,
            _ => {}
        }
        self.all |= key == "libraryPanel" && value.is_object();
    }

    fn visit_text(&mut self, key: &str, text: &str, variable: Option<usize>) {
        if key == "repeat" {
            self.add(text, variable);
        }
        for (name, _) in names_in(text) {
            self.all |= name == "__all_variables";
            self.add(name, variable);
        }
    }

    fn add(&mut self, name: &str, variable: Option<usize>) {
        if !self.uses.contains_key(name) {
            self.uses.insert(name.to_owned(), Uses::default());
        }
        let Some(uses) = self.uses.get_mut(name) else { return };
        match variable {
            Some(index) => drop(uses.variables.insert(index)),
            None => uses.elsewhere = true,
        }
    }
}

/// Returns the names of the variables that a text refers to, and where: `$name`, `${name.field:format}`, `[[name]]`.
///
/// Source: `variableRegex` of Grafana's `public/app/features/variables/utils.ts`.
pub(crate) fn names_in(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = 0;
    let mut ends = Ends { brace: true, brackets: true };
    std::iter::from_fn(move || {
        while let Some(next) = text.as_bytes().get(at..).and_then(|rest| memchr::memchr2(b'$', b'[', rest)) {
            let start = at + next;
            if let Some((name, end)) = reference_at(text, start, &mut ends) {
                at = end;
                return Some((&text[name], start..end));
            }
            at = start + 1;
        }
        None
    })
}

/// Which ends of references may still come: what was not found once is not looked for again.
struct Ends {
    brace: bool,
    brackets: bool,
}

/// Returns the range of the name in the reference that begins here, and the end of the reference.
fn reference_at(text: &str, start: usize, ends: &mut Ends) -> Option<(Range<usize>, usize)> {
    let rest = &text[start..];
    let opening = ["${", "[[", "$"].into_iter().find(|opening| rest.starts_with(opening))?;
    let name = start + opening.len();
    let length = text[name..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let (range, after) = (name..name + length, &text[name + length..]);
    let end = match opening {
        _ if length == 0 => return None,
        "$" => 0,
        "${" if after.starts_with(['}', '.', ':']) => find(after, "}", &mut ends.brace)? + 1,
        "[[" if after.starts_with("]]") => 2,
        "[[" if after.starts_with(':') => find(after, "]]", &mut ends.brackets)? + 2,
        _ => return None,
    };
    Some((range.clone(), range.end + end))
}

fn find(text: &str, end: &str, may_come: &mut bool) -> Option<usize> {
    let found = if *may_come { text.find(end) } else { None };
    *may_come = found.is_some();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form() {
        let text = "$a ${b} ${c:regex} ${d.text} [[e]] [[f:csv]] $g-h x$1y [5m] ${ [[i";
        let names: Vec<&str> = names_in(text).map(|(name, _)| name).collect();
        assert_eq!(names, ["a", "b", "c", "d", "e", "f", "g", "1y"]);
    }

    #[test]
    fn references_without_end_take_no_time() {
        assert_eq!(names_in(&"${a:[[b:".repeat(300_000)).next(), None);
    }

    #[test]
    fn ranges_cover_the_whole_reference() {
        let text = "x=${job:regex}";
        assert_eq!(names_in(text).next().map(|(_, range)| &text[range]), Some("${job:regex}"));
    }
}
