//! Declarations put into source.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::metric::Declaration;
use super::name::{self, Names};
use super::source::{Block, Source};
use super::unit::{Named, Own};

const INDENT: &str = "    ";

const HEADER: &str = "\
// Made by `dashgen metrics import`, which adds what is new when it is run again.
// `guessed` marks units that only the names suggest.

";

/// Returns a source of its own.
pub(super) fn fresh(catalogue: &str, targets: &[String], declarations: &[Declaration], names: &mut Names) -> String {
    let mut units = Units { is_fresh: true, ..Units::default() };
    let declared = printed(declarations, &mut units, names, INDENT);
    let mut source = HEADER.to_owned();
    let mut used: Vec<&str> = units.used.iter().copied().collect();
    used.extend((!units.fresh.is_empty()).then_some("Unit"));
    let _ = match used[..] {
        [] => Ok(()),
        [one] => writeln!(source, "use dashgen::unit::{one};\n"),
        _ => writeln!(source, "use dashgen::unit::{{{}}};\n", used.join(", ")),
    };
    if !units.fresh.is_empty() {
        let _ = writeln!(source, "dashgen::units! {{\n{}}}\n", units.printed("Unit", INDENT));
    }
    let targets: Vec<_> = targets.iter().map(|label| format!("{} = {label:?}", name::variant(label))).collect();
    let targets = if targets.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", targets.join(", ")) };
    let head = format!("dashgen::metrics! {{\n{INDENT}catalogue {catalogue};\n{INDENT}target labels {targets}\n");
    source + &head + &declared + "}\n"
}

/// Returns the source with the declarations at the end of those of a catalogue.
pub(super) fn added(source: &Source, block: &Block, declarations: &[Declaration], names: &mut Names) -> String {
    if declarations.is_empty() {
        return source.text.to_owned();
    }
    let mut units = Units::of(source, block);
    let indent = format!("{}{INDENT}", source.indent(block.end));
    let declared = printed(declarations, &mut units, names, &indent);
    let mut insertions = vec![source.before_brace(block.end, declared)];
    if !units.fresh.is_empty() {
        let unit = if source.imports("Unit", block.scope) { "Unit" } else { "dashgen::unit::Unit" };
        insertions.push(if let Some(end) = source.end_of_units(block.scope) {
            source.before_brace(end, units.printed(unit, &format!("{}{INDENT}", source.indent(end))))
        } else {
            let indent = source.indent(block.start);
            let lines = units.printed(unit, &format!("{indent}{INDENT}"));
            (block.start, format!("dashgen::units! {{\n{lines}{indent}}}\n\n{indent}"))
        });
    }
    source.with(insertions)
}

fn printed(declarations: &[Declaration], units: &mut Units, names: &mut Names, indent: &str) -> String {
    let mut text = String::new();
    for declaration in declarations {
        text.push('\n');
        for line in declaration.lines(&units.name(declaration, names)) {
            let _ = writeln!(text, "{indent}{line}");
        }
    }
    text
}

/// The units that can be named where the declarations stand.
#[derive(Default)]
struct Units {
    /// Whether all of the library's can be.
    is_fresh: bool,
    /// Those of the library that can be.
    library: BTreeSet<&'static str>,
    /// Those of the library that the declarations name.
    used: BTreeSet<&'static str>,
    /// The names of those declared by people, by what makes them.
    declared: BTreeMap<String, String>,
    /// Those that have to be declared, by their names.
    fresh: BTreeMap<String, Own>,
    /// What is used from elsewhere.
    imported: BTreeSet<String>,
}

impl Units {
    fn of(source: &Source, block: &Block) -> Self {
        let library = super::unit::OF_LIBRARY.into_iter().filter(|name| source.imports(name, block.scope)).collect();
        let (declared, imported) = (source.units(block.scope), source.imported(block.scope));
        Self { library, declared, imported, ..Self::default() }
    }

    /// Returns what the unit of a metric is called; one that is only in a comment need not be there.
    fn name(&mut self, declaration: &Declaration, names: &mut Names) -> String {
        let is_comment = declaration.commented_as().is_some();
        match &declaration.unit.unit {
            Named::Library(name) if is_comment => (*name).to_owned(),
            Named::Library(name) if self.is_fresh || self.library.contains(name) => {
                self.used.insert(name);
                (*name).to_owned()
            }
            Named::Library(name) => format!("dashgen::unit::{name}"),
            Named::Own(own) => match self.declared.get(&own.made_by) {
                Some(name) => name.clone(),
                None if is_comment || self.imported.contains(&own.name) => own.name.clone(),
                None => {
                    let name = names.take(&own.name);
                    self.declared.insert(own.made_by.clone(), name.clone());
                    self.fresh.insert(name.clone(), own.clone());
                    name
                }
            },
        }
    }

    /// Returns the lines that declare those that are not there.
    fn printed(&self, unit: &str, indent: &str) -> String {
        let lines = self.fresh.iter().map(|(name, Own { what, made_by, .. })| {
            format!("{indent}/// {what}.\n{indent}pub {name} = {unit}::{made_by};\n")
        });
        lines.collect()
    }
}
