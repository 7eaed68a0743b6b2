//! What is told of a change, and what it consists of.

use serde::Serialize;
use serde_json::Value;

use crate::view::Position;

/// What changed from one dashboard to another.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Changes {
    /// The uid of the newer dashboard; empty where it has none.
    pub uid: String,
    /// The title of the newer dashboard; empty where it has none.
    pub title: String,
    /// The changes, worst first.
    pub changes: Vec<Change>,
    /// Edits that change nothing anybody sees: another layout of a query's text, another order of the panels in the file.
    #[serde(skip)]
    pub unseen: Vec<Edit>,
    /// Whether both were brought to today's schema version before.
    #[serde(skip)]
    pub(super) is_migrated: bool,
}

/// One change, as a person would name it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// What it is about.
    pub class: Class,
    /// The risk that comes with it, by its name: one of [`RISKS`](super::RISKS).
    pub risk: Option<&'static str>,
    /// What the risk is here, for people.
    pub note: Option<String>,
    /// Whether something came, went, moved or became something else.
    pub kind: Kind,
    /// The title of its panel, or of the row; nothing outside of both.
    pub panel: Option<String>,
    /// What changed, for people: `panel "Errors" A`.
    pub subject: String,
    /// The place in the [compared form](super), a JSON pointer: that of the newer dashboard, of the older one for what
    /// went.
    pub path: String,
    /// How it changed, for people: `[5m] → [1h]`.
    pub what: String,
    /// What was there; nothing for what came.
    pub old: Option<Value>,
    /// What is there now; nothing for what went.
    pub new: Option<Value>,
    /// Where it stands in the text, if it does.
    pub place: Option<Place>,
    /// Twelve hexadecimal digits that stay the same when the file is exported anew or its panels move.
    pub fingerprint: String,
    /// What it consists of.
    #[serde(skip)]
    pub edits: Vec<Edit>,
    /// Where it stands among the others of its weight.
    #[serde(skip)]
    pub(super) order: usize,
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Class {
    /// Panels that came, went, or are of another kind.
    Panel,
    /// Which data is asked for: queries, datasources, transformations.
    Query,
    /// How values read: unit, decimals, minimum, maximum, mappings.
    Unit,
    /// Thresholds.
    Threshold,
    /// Variables.
    Variable,
    /// What series are called, and the legend.
    Legend,
    /// The dashboard's own: time range, refresh, links, annotations, tags.
    Dashboard,
    /// How it looks.
    Cosmetic,
    /// What dashgen has no name for.
    Unknown,
    /// Where panels stand.
    Layout,
}

impl Class {
    /// All of them, the weightiest first.
    pub const ALL: [Self; 10] = [
        Self::Panel,
        Self::Query,
        Self::Unit,
        Self::Threshold,
        Self::Variable,
        Self::Legend,
        Self::Dashboard,
        Self::Cosmetic,
        Self::Unknown,
        Self::Layout,
    ];

    /// Returns the word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Panel => "panel",
            Self::Query => "query",
            Self::Unit => "unit",
            Self::Threshold => "threshold",
            Self::Variable => "variable",
            Self::Legend => "legend",
            Self::Dashboard => "dashboard",
            Self::Cosmetic => "cosmetic",
            Self::Unknown => "unknown",
            Self::Layout => "layout",
        }
    }

    /// Returns 0 for what changes what is seen in the data, 1 for how it looks, 2 for where it stands.
    pub(super) const fn weight(self) -> u8 {
        match self {
            Self::Cosmetic | Self::Unknown => 1,
            Self::Layout => 2,
            _ => 0,
        }
    }
}

/// Whether something came, went, moved or became something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It was not there.
    Added,
    /// It is not there any more.
    Removed,
    /// It is another.
    Changed,
    /// It stands elsewhere.
    Moved,
}

impl Kind {
    /// Returns the sign in front of a line: `+`, `-`, `~`, and a blank for what moved.
    pub const fn sign(self) -> char {
        match self {
            Self::Added => '+',
            Self::Removed => '-',
            Self::Changed => '~',
            Self::Moved => ' ',
        }
    }

    const fn inverse(self) -> Self {
        match self {
            Self::Added => Self::Removed,
            Self::Removed => Self::Added,
            other => other,
        }
    }
}

/// One of the two dashboards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The older one.
    Old,
    /// The newer one.
    New,
}

/// Where a change stands in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// In which of the two.
    pub file: Side,
    /// The JSON pointer there.
    pub pointer: String,
    /// The line and column.
    #[serde(flatten)]
    pub position: Position,
}

/// A step from one dashboard to another, on the compared form of both.
///
/// Pointers are those of the older and of the newer dashboard, so that each step has an inverse.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Edit {
    /// A member of an object has another value; it was not there before, or is not any more, where one is missing.
    Set {
        /// The member's pointers.
        at: [String; 2],
        /// The values.
        values: [Option<Value>; 2],
    },
    /// An item of a list came.
    Insert {
        /// The pointers of the list.
        list: [String; 2],
        /// Its index in the newer list.
        index: usize,
        /// The item.
        value: Value,
    },
    /// An item of a list went.
    Delete {
        /// The pointers of the list.
        list: [String; 2],
        /// Its index in the older list.
        index: usize,
        /// The item.
        value: Value,
    },
    /// An item of a list stands elsewhere in it.
    Move {
        /// The pointers of the list.
        list: [String; 2],
        /// Its indices in the older and in the newer list.
        index: [usize; 2],
    },
    /// A variable has another name, wherever it is used. The values of the other steps have the newer name.
    Rename {
        /// The names.
        names: [String; 2],
    },
}

impl Edit {
    /// Returns the step back.
    pub fn inverse(self) -> Self {
        let swapped = |[a, b]: [String; 2]| [b, a];
        match self {
            Self::Set { at, values: [old, new] } => Self::Set { at: swapped(at), values: [new, old] },
            Self::Insert { list, index, value } => Self::Delete { list: swapped(list), index, value },
            Self::Delete { list, index, value } => Self::Insert { list: swapped(list), index, value },
            Self::Move { list, index: [from, to] } => Self::Move { list: swapped(list), index: [to, from] },
            Self::Rename { names } => Self::Rename { names: swapped(names) },
        }
    }
}

impl Changes {
    /// Returns whether nothing is told.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Returns all steps, told or not.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.changes.iter().flat_map(|change| &change.edits).chain(&self.unseen)
    }

    /// Returns the steps back, with the kind and class of the change that they belong to.
    pub fn inverse(&self) -> Vec<(Kind, Class, Vec<Edit>)> {
        let back = |change: &Change| {
            let edits = change.edits.iter().cloned().map(Edit::inverse).collect();
            (change.kind.inverse(), change.class, edits)
        };
        self.changes.iter().map(back).collect()
    }
}
