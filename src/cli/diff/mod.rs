//! `dashgen diff`

mod driver;
mod git;
mod human;
mod markdown;
mod pairs;

use serde::Serialize;

use super::Status;
use super::console::Console;
use super::document::Document;
use crate::diff::{self, Change, Class};
use pairs::{Input, Pair};

/// The version of what `--format json` prints.
const JSON_VERSION: u32 = 1;

/// Summarize the changes between dashboards
///
/// Compares two files or two directories, whose dashboards are matched by UID, then by path. Prints one line per
/// change, the most important first. Differences without meaning are ignored: defaults that Grafana fills in, IDs and
/// versions, the order of keys, the formatting of queries.
///
/// The exit status is 0 regardless of changes, unless `--fail-on` is given, and 3 if a file cannot be read. No code
/// from the current directory is run; `REV:PATH` is read with `git cat-file`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dashboard JSON, a directory of it, `REV:PATH` in Git, or `-` for standard input
    #[arg(required_unless_present_any = ["git_driver", "base"])]
    old: Option<Input>,
    /// The same, in its new version
    #[arg(required_unless_present_any = ["git_driver", "base"])]
    new: Option<Input>,
    /// Compare the working tree with the commit where it parted from this revision: the given directory, or the current one
    #[arg(long, value_name = "REV", conflicts_with = "new")]
    base: Option<String>,
    /// With `--base`: compare with the revision itself
    #[arg(long, requires = "base")]
    exact: bool,
    /// Act as Git's external diff command: takes the arguments that Git passes
    #[arg(long, value_name = "ARGUMENT", num_args = 1..=9, allow_hyphen_values = true)]
    #[arg(conflicts_with_all = ["old", "new", "base", "format", "fail_on"])]
    git_driver: Vec<String>,
    /// The format of the output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Exit with status 1 if there are changes of this kind
    #[arg(long, value_name = "WHAT", value_enum)]
    fail_on: Option<FailOn>,
    /// Show only these classes of changes; can be repeated
    #[arg(long, value_name = "CLASS", value_enum, value_delimiter = ',')]
    only: Vec<Class>,
    /// Hide these classes of changes; can be repeated
    #[arg(long, value_name = "CLASS", value_enum, value_delimiter = ',')]
    ignore: Vec<Class>,
    /// How to show moved panels
    #[arg(long, value_enum, default_value_t)]
    layout: Layout,
    /// The maximum number of lines per dashboard
    #[arg(long, value_name = "COUNT")]
    limit: Option<usize>,
    /// Show only the number of changes
    #[arg(long)]
    stat: bool,
}

/// The output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// Text for people
    #[default]
    Human,
    /// One JSON document with a `version`, for programs
    Json,
    /// Markdown for a pull request comment, with a hidden marker to find it again
    Markdown,
}

/// When to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    /// A change that comes with a risk
    Risk,
    /// Any change
    Any,
}

/// How moved panels are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Layout {
    /// Panels that moved in the same way share a line
    #[default]
    Fold,
    /// Not at all
    None,
}

impl clap::ValueEnum for Class {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        let help = match self {
            Self::Panel => "Panels added, removed, or of another type",
            Self::Query => "Queries, datasources, transformations",
            Self::Unit => "Values: unit, decimals, minimum, maximum, mappings",
            Self::Threshold => "Thresholds",
            Self::Variable => "Variables",
            Self::Legend => "Series names and the legend",
            Self::Dashboard => "The dashboard itself: time range, refresh, links, annotations, tags",
            Self::Cosmetic => "Appearance",
            Self::Unknown => "Anything dashgen has no name for",
            Self::Layout => "Positions of panels",
        };
        Some(clap::builder::PossibleValue::new(self.as_str()).help(help))
    }
}

impl Args {
    /// Returns what to compare.
    fn sides(&self) -> anyhow::Result<(Input, Input)> {
        let old = self.old.clone().unwrap_or_else(Input::here);
        let Some(base) = &self.base else {
            return Ok((old, self.new.clone().unwrap_or_else(Input::here)));
        };
        let revision = if self.exact { git::short(base)? } else { git::merge_base(base)? };
        Ok((old.at(&revision), old))
    }

    fn tells(&self, class: Class) -> bool {
        let is_left_out = class == Class::Layout && self.layout == Layout::None;
        !is_left_out && (self.only.is_empty() || self.only.contains(&class)) && !self.ignore.contains(&class)
    }
}

/// A dashboard, and what changed in it.
#[derive(Serialize)]
struct Compared {
    uid: String,
    title: String,
    /// The older file; nothing for a dashboard that is new.
    old: Option<String>,
    /// The newer file; nothing for a dashboard that is gone.
    new: Option<String>,
    changes: Vec<Change>,
}

/// How much changed in all.
#[derive(Debug, Default, Serialize)]
struct Summary {
    dashboards: usize,
    changed: usize,
    added: usize,
    removed: usize,
    changes: usize,
    risks: usize,
}

impl Summary {
    fn of(all: &[Compared]) -> Self {
        let count = |which: &dyn Fn(&Compared) -> bool| all.iter().filter(|it| which(it)).count();
        Self {
            dashboards: all.len(),
            changed: count(&|it| !it.changes.is_empty()),
            added: count(&|it| it.old.is_none()),
            removed: count(&|it| it.new.is_none()),
            changes: all.iter().map(|it| it.changes.len()).sum(),
            risks: all.iter().flat_map(|it| &it.changes).filter(|change| change.risk.is_some()).count(),
        }
    }

    fn is_any(&self) -> bool {
        self.changed + self.added + self.removed > 0
    }
}

impl Compared {
    /// Returns whether nothing is to be told.
    fn is_same(&self) -> bool {
        self.changes.is_empty() && self.old.is_some() && self.new.is_some()
    }
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> anyhow::Result<Status> {
    if !args.git_driver.is_empty() {
        driver::run(&args.git_driver, args, console)?;
        return Ok(Status::Clean);
    }
    let (old, new) = args.sides()?;
    let found = pairs::find(&old, &new, console)?;
    let (mut all, mut failed) = (Vec::with_capacity(found.pairs.len()), found.failed);
    for pair in &found.pairs {
        match compare(pair, args) {
            Ok(compared) => all.push(compared),
            Err(error) => {
                console.failure(&error);
                failed += 1;
            }
        }
    }
    let summary = Summary::of(&all);
    if failed > 0 && all.is_empty() && args.format != Format::Json {
        return Ok(Status::Failure);
    }
    match args.format {
        Format::Json => json(&all, &summary, console)?,
        Format::Human => human::print(&all, &summary, args, console)?,
        Format::Markdown => console.data(markdown::page(&all, args).as_bytes())?,
    }
    let fails = match args.fail_on {
        None => false,
        Some(FailOn::Any) => summary.is_any(),
        Some(FailOn::Risk) => summary.risks > 0,
    };
    Ok(match (failed, fails) {
        (0, false) => Status::Clean,
        (0, true) => Status::Findings,
        _ => Status::Failure,
    })
}

fn compare(pair: &Pair, args: &Args) -> anyhow::Result<Compared> {
    let name = |side: &Option<pairs::Text>| side.as_ref().map(|it| it.name.clone());
    let (old, new) = (name(&pair.old), name(&pair.new));
    Ok(match (&pair.old, &pair.new) {
        (Some(a), Some(b)) => {
            let changes = diff::dashboards(&pairs::read(a)?, &pairs::read(b)?);
            let mut told = changes.changes;
            told.retain(|change| args.tells(change.class));
            Compared { uid: changes.uid, title: changes.title, old, new, changes: told }
        }
        (only, other) => {
            let only = only.as_ref().or(other.as_ref());
            let (uid, title) = only
                .map(pairs::read)
                .transpose()?
                .map(|it| (it.uid().to_owned(), it.title().to_owned()))
                .unwrap_or_default();
            Compared { uid, title, old, new, changes: Vec::new() }
        }
    })
}

fn json(all: &[Compared], summary: &Summary, console: &mut Console<'_>) -> anyhow::Result<()> {
    let mut document = Document::begin(JSON_VERSION, "dashboards", console)?;
    for compared in all {
        document.item(compared, console)?;
    }
    document.end_with("summary", summary, console)
}
