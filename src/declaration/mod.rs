//! Metrics of a page as Rust: declarations for [`metrics!`](crate::metrics) and [`units!`](crate::units).
//!
//! Types, help texts, labels and the values of labels that have few come from the page. Units are guessed from names,
//! which by Prometheus's conventions end with them, and each guess is marked. A file that has declarations gets those
//! that it lacks: what people wrote stays byte for byte, a declaration that is commented out stays so, and metrics that
//! the page no longer has are kept and reported.

mod compare;
mod edit;
mod help;
mod metric;
mod name;
mod source;
#[cfg(test)]
mod tests;
mod unit;

use std::collections::BTreeSet;

use crate::exposition::Family;
use crate::spelling;

pub use compare::Difference;

use metric::Declaration;
use name::Names;
use source::Source;

/// What a page does not say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// The catalogue to add to. Without it, the only one of the file; a new file calls it `METRICS`.
    pub catalogue: Option<&'a str>,
    /// The labels that Prometheus adds to each series of a target, as in `job`. A file says itself which these are.
    pub target_labels: &'a [String],
}

/// Source with all metrics of a page declared, and what became of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Declared {
    /// The whole source: what was given, and what was added.
    pub source: String,
    /// The metrics that were added.
    pub added: Vec<String>,
    /// The metrics that were added as comments, since `metrics!` cannot declare them, and what they are.
    pub commented: Vec<(String, &'static str)>,
    /// How many units of those added were guessed.
    pub guessed_units: usize,
    /// How many metrics of the page were in the source before.
    pub known: usize,
    /// The declared metrics that the page does not have.
    pub gone: Vec<String>,
    /// Where page and declarations say different things.
    pub differences: Vec<Difference>,
}

/// Why declarations cannot be added to a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeclareError {
    /// It is no Rust.
    #[error(
        "it is not valid Rust: at line {line}, column {column}, there is an unexpected character or an unclosed \
        bracket or quote"
    )]
    NotRust {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// There is no place for them.
    #[error("it has no `metrics! {{ .. }}` to add to")]
    NoCatalogue,
    /// It has several, and none was named.
    #[error("it has several catalogues: `{}`", .0.join("`, `"))]
    SeveralCatalogues(Vec<String>),
    /// It has none of this name.
    #[error("it has no catalogue `{wanted}`")]
    UnknownCatalogue {
        /// The name that was asked for.
        wanted: String,
        /// Those that it has.
        there: Vec<String>,
    },
    /// A catalogue cannot have this name.
    #[error("`{0}` cannot be the name of a catalogue")]
    CatalogueName(String),
}

impl DeclareError {
    /// Returns whether another [`Options::catalogue`] is the way out.
    pub const fn is_about_options(&self) -> bool {
        matches!(self, Self::SeveralCatalogues(_) | Self::UnknownCatalogue { .. } | Self::CatalogueName(_))
    }

    /// Returns the way out, where there is one.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NotRust { .. } => None,
            Self::NoCatalogue => Some("give the name of a new file, and move the declarations from there".to_owned()),
            Self::SeveralCatalogues(_) => Some("choose one with `--catalogue`".to_owned()),
            Self::UnknownCatalogue { wanted, there } => {
                Some(match spelling::nearest(wanted, there.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("it has `{}`", there.join("`, `")),
                })
            }
            Self::CatalogueName(_) => Some("expected the name of a Rust constant, as in `METRICS`".to_owned()),
        }
    }
}

/// Declares the metrics of a page in a source, which may be empty.
///
/// ```
/// use dashgen::{declaration, exposition};
///
/// let page = "# HELP jobs_total Jobs done.\n# TYPE jobs_total counter\njobs_total{queue=\"mail\"} 3\n";
/// let families = exposition::read(page.as_bytes())?.families;
/// let target_labels = ["job".to_owned(), "instance".to_owned()];
/// let options = declaration::Options { catalogue: None, target_labels: &target_labels };
///
/// let declared = declaration::declare(&families, options, "")?;
/// assert!(declared.source.contains(r#"counter JOBS("jobs_total", Jobs /* guessed */) by jobs {"#));
///
/// let again = declaration::declare(&families, options, &declared.source)?;
/// assert_eq!((again.source, again.known), (declared.source, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the source is no Rust, or it is not clear which catalogue is meant.
pub fn declare(families: &[Family], options: Options<'_>, source: &str) -> Result<Declared, DeclareError> {
    let source = Source::read(source)?;
    let catalogue = options.catalogue.unwrap_or("METRICS");
    if !name::is_free_word(catalogue) {
        return Err(DeclareError::CatalogueName(catalogue.to_owned()));
    }
    let block = source.block(options.catalogue)?;
    let targets = block.map_or(options.target_labels, |block| &block.targets);
    let mut declared = Declared::default();
    let mut names = Names::new(&source.words, catalogue, families.iter().map(|family| &*family.name));
    let mut fresh = Vec::new();
    for family in families {
        if let Some(metric) = source.metric(&family.name) {
            declared.known += 1;
            declared.differences.extend(compare::differences(family, metric, targets));
        } else if source.commented.contains(&family.name) {
            declared.known += 1;
        } else {
            let declaration = Declaration::new(family, targets, &mut names);
            declared.count(&declaration);
            fresh.push(declaration);
        }
    }
    let there: BTreeSet<&str> = families.iter().map(|family| &*family.name).collect();
    let gone = block.into_iter().flat_map(|block| &block.metrics).map(|metric| &metric.name);
    declared.gone = gone.filter(|name| !there.contains(name.as_str())).cloned().collect();
    declared.source = match block {
        Some(block) => edit::added(&source, block, &fresh, &mut names),
        None => edit::fresh(catalogue, targets, &fresh, &mut names),
    };
    Ok(declared)
}

impl Declared {
    fn count(&mut self, declaration: &Declaration<'_>) {
        let name = declaration.family.name.clone();
        if let Some(what) = declaration.commented_as() {
            self.commented.push((name, what));
        } else {
            self.guessed_units += usize::from(declaration.unit.is_guess);
            self.added.push(name);
        }
    }
}
