//! The expression tree: what the typed API builds, the parser reads and the printer writes.

use std::borrow::Cow;
use std::fmt;

mod binary;
mod nodes;

pub use nodes::Nodes;

/// A range of bytes in the text that a node was parsed from; empty at zero for nodes built in Rust.
///
/// Two trees are equal when they say the same, wherever it stood: any two spans compare equal.
#[derive(Debug, Clone, Copy, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Returns the span from the first byte to one past the last.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Returns the span as a range, for slicing the text.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

impl PartialEq for Span {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Span {}

/// A text of the tree: static for what Rust code names, owned for what was parsed.
pub type Text = Cow<'static, str>;

/// A node of the tree and where it stood.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stood in the text; see [`Span`].
    pub span: Span,
}

impl From<ExprKind> for Expr {
    fn from(kind: ExprKind) -> Self {
        Self { kind, span: Span::default() }
    }
}

/// What an expression can be.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// `0.5`, `5m`, `Inf`.
    Number(Number),
    /// `"text"`.
    String(Text),
    /// Series selected by name and labels, perhaps over a range: `up{job="api"}[5m] offset 1h`.
    Selector(Selector),
    /// An expression evaluated over a range: `rate(x[5m])[1h:1m]`.
    Subquery(Subquery),
    /// `rate(x[5m])`; durations know `step()`, `range()`, `min_of(..)` and `max_of(..)` too.
    Call {
        /// The function.
        function: Text,
        /// Where its name stood.
        function_span: Span,
        /// Its arguments, in order.
        args: Vec<Expr>,
    },
    /// `sum by (job) (x)`.
    Aggregate(Aggregate),
    /// `a / on (job) b`.
    Binary(Binary),
    /// `-x`, `+x`.
    Unary {
        /// The sign: true for `-`, false for `+`.
        negative: bool,
        /// What follows it.
        expr: Box<Expr>,
    },
    /// `(x)`. The printer adds what precedence asks for by itself; this keeps what somebody wrote.
    Paren(Box<Expr>),
    /// A Grafana placeholder in the place of an expression: `$limit`, `${query:raw}`, `[[limit]]`, as written.
    Placeholder(Text),
    /// Text from outside, not parsed yet; printed as it stands. See [`raw`](crate::promql::raw).
    Raw(Text),
}

/// A number, and whether it was written as a duration.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    /// The value; seconds for a duration.
    pub value: f64,
    /// Whether it is written `5m` rather than `300`.
    pub is_duration: bool,
}

/// Bit by bit, but any two NaN are equal: PromQL knows only one.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.is_duration == other.is_duration
            && (self.value.to_bits() == other.value.to_bits() || self.value.is_nan() && other.value.is_nan())
    }
}

/// Which series, and from when.
///
/// Names may hold Grafana placeholders, as written: `node_${resource}_total`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Selector {
    /// The metric's name, with the span of the name; a name outside `[a-zA-Z_:][a-zA-Z0-9_:]*` is printed inside the
    /// braces, in quotes.
    pub name: Option<Name>,
    /// What stands in the braces, in order.
    pub matchers: Vec<Matcher>,
    /// What stands in brackets: an expression of numbers, durations and placeholders only.
    pub range: Option<Box<Expr>>,
    /// `offset` and `@`.
    pub time: TimeShift,
    /// `anchored` or `smoothed` (experimental in Prometheus 3).
    pub extent: Option<RangeExtent>,
}

/// How a range selector treats samples at its edges (experimental in Prometheus 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeExtent {
    /// `anchored`
    Anchored,
    /// `smoothed`
    Smoothed,
}

/// `offset 5m @ end()`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TimeShift {
    /// How far back: an expression of numbers, durations and placeholders only, perhaps negative.
    pub offset: Option<Box<Expr>>,
    /// At which time.
    pub at: Option<At>,
}

/// The time that `@` names.
#[derive(Debug, Clone, PartialEq)]
pub enum At {
    /// `@ start()`
    Start,
    /// `@ end()`
    End,
    /// `@ 1609746000`, `@ $__to`: a number, a signed number or a placeholder, in seconds since 1970.
    Time(Box<Expr>),
}

/// A name and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name, without quotes.
    pub text: Text,
    /// Where it stood.
    pub span: Span,
    /// Whether quotes must stay although the text would do without: a placeholder in quotes may bring any letters.
    pub quoted: bool,
}

impl<T: Into<Text>> From<T> for Name {
    fn from(text: T) -> Self {
        Self { text: text.into(), span: Span::default(), quoted: false }
    }
}

/// One part of what stands in a selector's braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matcher {
    /// `job=~"api.*"`
    Label {
        /// The label.
        label: Name,
        /// The comparison.
        op: MatchOp,
        /// What it is compared with; Grafana placeholders are kept as written.
        value: Text,
        /// Where the value stood, quotes included.
        value_span: Span,
        /// Whether the value is a placeholder without quotes, that brings its own: `job=${job:doublequote}`.
        bare: bool,
    },
    /// A placeholder in the place of matchers: `$filters`.
    Placeholder(Name),
}

/// How a label is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MatchOp {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `=~`
    Matches,
    /// `!~`
    NotMatches,
}

impl MatchOp {
    /// Returns the operator as PromQL writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Matches => "=~",
            Self::NotMatches => "!~",
        }
    }
}

/// An expression evaluated at many times: `expr[range:step]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Subquery {
    /// What is evaluated.
    pub expr: Box<Expr>,
    /// How far back: as [`Selector::range`].
    pub range: Box<Expr>,
    /// How often; the global evaluation interval where it is missing.
    pub step: Option<Box<Expr>>,
    /// `offset` and `@`.
    pub time: TimeShift,
}

/// `topk by (job) (10, x)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// The operator.
    pub op: AggregateOp,
    /// Where the operator stood.
    pub op_span: Span,
    /// The labels that stay or go; all go where it is missing.
    pub grouping: Option<Grouping>,
    /// The number of `topk`, the φ of `quantile`, the label of `count_values`.
    pub param: Option<Box<Expr>>,
    /// What is aggregated.
    pub expr: Box<Expr>,
}

/// `by (..)` or `without (..)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// Whether the labels go rather than stay.
    pub without: bool,
    /// The labels; Grafana placeholders are kept as written.
    pub labels: Vec<Name>,
}

/// An operation between two expressions.
#[derive(Debug)]
pub struct Binary {
    /// The operator.
    pub op: BinaryOp,
    /// Where the operator stood.
    pub op_span: Span,
    /// Whether a comparison gives 0 and 1 rather than filter.
    pub return_bool: bool,
    /// Which series meet; those with the same labels where it is missing.
    pub matching: Option<Matching>,
    /// The left side.
    pub lhs: Box<Expr>,
    /// The right side.
    pub rhs: Box<Expr>,
}

/// `on (job) group_left (version)`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matching {
    /// `on (..)` or `ignoring (..)`; `None` for `ignoring ()` left out beside a `fill`.
    pub labels: Option<MatchingLabels>,
    /// `group_left` or `group_right`.
    pub group: Option<Group>,
    /// `fill_left(0)`: the value of a series that is missing on the left (experimental in Prometheus 3).
    pub fill_left: Option<Number>,
    /// `fill_right(0)`; `fill(0)` is both.
    pub fill_right: Option<Number>,
}

/// The labels that decide which series meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchingLabels {
    /// `on` rather than `ignoring`.
    pub on: bool,
    /// The labels.
    pub labels: Vec<Name>,
}

/// The side with many series, and the labels taken over from the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The side with many series.
    pub many: Side,
    /// The labels taken over from the side with one.
    pub include: Vec<Name>,
}

/// One side of a binary operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `group_left`
    Left,
    /// `group_right`
    Right,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`")] $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the word or sign that PromQL writes.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// The aggregation operators of Prometheus 3.
    AggregateOp {
        Sum = "sum", Avg = "avg", Min = "min", Max = "max", Count = "count", Group = "group",
        Stddev = "stddev", Stdvar = "stdvar", Topk = "topk", Bottomk = "bottomk", Quantile = "quantile",
        CountValues = "count_values", Limitk = "limitk", LimitRatio = "limit_ratio",
    }
}

words! {
    /// The binary operators of Prometheus 3.
    BinaryOp {
        Or = "or", And = "and", Unless = "unless",
        Equal = "==", NotEqual = "!=", Less = "<", LessOrEqual = "<=", Greater = ">", GreaterOrEqual = ">=",
        TrimUpper = "</", TrimLower = ">/",
        Add = "+", Sub = "-", Mul = "*", Div = "/", Mod = "%", Atan2 = "atan2", Pow = "^",
    }
}

impl AggregateOp {
    /// Returns whether this takes a parameter before the expression: `topk(3, x)`.
    pub const fn has_param(self) -> bool {
        matches!(
            self,
            Self::Topk | Self::Bottomk | Self::Quantile | Self::CountValues | Self::Limitk | Self::LimitRatio
        )
    }
}

impl BinaryOp {
    /// Returns whether this cuts the buckets of a histogram.
    pub const fn is_trim(self) -> bool {
        matches!(self, Self::TrimUpper | Self::TrimLower)
    }

    /// Returns whether this filters by value, or gives 0 and 1 with `bool`.
    pub const fn is_comparison(self) -> bool {
        matches!(
            self,
            Self::Equal | Self::NotEqual | Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual
        )
    }

    /// Returns whether this combines series rather than values.
    pub const fn is_set(self) -> bool {
        matches!(self, Self::Or | Self::And | Self::Unless)
    }

    /// Returns whether this joins durations too: `[5m + 1m]`.
    pub const fn is_in_durations(self) -> bool {
        matches!(self, Self::Add | Self::Sub | Self::Mul | Self::Div | Self::Mod | Self::Pow)
    }

    /// Returns how tightly this binds: `or` 1, `and` 2, comparisons 3, `+` 4, `*` 5, `^` 6.
    ///
    /// Source: the grammar of Prometheus, `promql/parser/generated_parser.y`.
    pub const fn precedence(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And | Self::Unless => 2,
            Self::Add | Self::Sub => 4,
            Self::Mul | Self::Div | Self::Mod | Self::Atan2 => 5,
            Self::Pow => 6,
            _ => 3,
        }
    }

    /// Returns whether `a op b op c` is `a op (b op c)`.
    pub const fn is_right_associative(self) -> bool {
        matches!(self, Self::Pow)
    }
}
