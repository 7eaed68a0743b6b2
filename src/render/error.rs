//! Why a suite cannot be rendered.

use crate::model::{Origin, Uid};
use crate::unit::Unit;

/// Why a suite cannot be rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// Two panels or rows of a dashboard have the same key.
    #[error(
        "{origin}: dashboard `{dashboard}` has two panels or rows with the key `{key}`, the first at {first}; give each \
         its own"
    )]
    DuplicateKey {
        /// Where the second one was written.
        origin: Origin,
        /// Where the first one was written.
        first: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The key.
        key: String,
    },
    /// An exception of a panel sets what another kind of panel draws.
    #[error(
        "{origin}: dashboard `{dashboard}`, panel `{panel}` makes an exception with `{property}`, which panels of the kind \
         `{kind}` do not have; take it out, or draw the panel as a kind that has it"
    )]
    ForeignProperty {
        /// Where the panel was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The panel's title.
        panel: String,
        /// The kind of the panel: the id of its plugin.
        kind: String,
        /// The property's id.
        property: String,
    },
    /// A panel has conditions, but stands on the 24-column grid, where Grafana has no place for them.
    #[error(
        "{origin}: dashboard `{dashboard}`, panel `{panel}` has conditions, and those are only for panels in an auto grid: \
         place its row or tab in one (`.auto_grid(AutoGrid::default())`), or give the conditions to the row or tab"
    )]
    ConditionOnGrid {
        /// Where the panel was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The panel's title.
        panel: String,
    },
    /// Something asks for a variable that the dashboard does not have.
    #[error(
        "{origin}: dashboard `{dashboard}`: {asker} asks for the variable `{variable}`, and there is none; add it with \
         `.variable(..)`"
    )]
    UnknownVariable {
        /// Where what asks for it was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// What asks for it: `a condition`.
        asker: &'static str,
        /// The variable's name.
        variable: String,
    },
    /// Two variables of a dashboard have the same name.
    #[error(
        "{origin}: dashboard `{dashboard}` has two variables called `{variable}`, its rows and tabs included; give each \
         its own name"
    )]
    DuplicateVariable {
        /// Where the second one was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The name.
        variable: String,
    },
    /// Version 2 has no place for something that the classic format has.
    #[error("dashboard `{dashboard}` loses something in version 2: {loss}; build it with `--dashboards classic`")]
    LostInV2 {
        /// The dashboard.
        dashboard: Uid,
        /// What is lost, and where.
        loss: String,
    },
    /// Two queries of a panel share an axis, but not a unit.
    #[error(
        "{origin}: dashboard `{dashboard}`, panel `{panel}`: query {first} is in {first_unit}, query {second} in \
         {second_unit}, and both are drawn on one axis; give one of them an axis of its own (`.axis(Axis::Right)`) or \
         the panel a unit"
    )]
    MixedUnits {
        /// The dashboard.
        dashboard: Uid,
        /// The panel's title.
        panel: String,
        /// Where the second query was written.
        origin: Origin,
        /// The letters of the first query.
        first: String,
        /// Its unit.
        first_unit: Box<Unit>,
        /// The letters of the second query.
        second: String,
        /// Its unit.
        second_unit: Box<Unit>,
    },
    /// Two queries of a panel have the same name.
    #[error(
        "{origin}: dashboard `{dashboard}`, panel `{panel}`: two queries are called `{query}`; give each its own name"
    )]
    DuplicateQuery {
        /// Where the second query was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The panel's title.
        panel: String,
        /// The name.
        query: String,
    },
    /// Something reads a query that its panel has not.
    #[error(
        "{origin}: dashboard `{dashboard}`, panel `{panel}`: {reader} reads the query `{query}`, which the panel has \
         not; give a query of the panel that name (`.named(..)`)"
    )]
    UnknownQuery {
        /// Where the expression, or the panel with the exception, was written.
        origin: Origin,
        /// What reads it: `an expression`.
        reader: &'static str,
        /// The dashboard.
        dashboard: Uid,
        /// The panel's title.
        panel: String,
        /// The name.
        query: String,
    },
    /// Something is for the fields of a query that a transformation has joined with others.
    #[error(
        "{origin}: dashboard `{dashboard}`, panel `{panel}`: {reader} is for the query `{query}`, but the transformation \
         `{step}` leaves no fields of that query alone; use {name}"
    )]
    LostQuery {
        /// Where the query, or the panel with the exception, was written.
        origin: Origin,
        /// What is for it: `an exception`.
        reader: &'static str,
        /// The dashboard.
        dashboard: Uid,
        /// The panel's title.
        panel: Box<str>,
        /// The query.
        query: Box<str>,
        /// The transformation's id.
        step: &'static str,
        /// What is left of the query.
        name: Box<str>,
    },
    /// Grafana has no matcher of an id.
    #[error(
        "{origin}: dashboard `{dashboard}`, panel `{panel}`: {asker} has the matcher `{id}`, which Grafana does not have \
         there, and would stop the panel; use one of those that `Matcher` and `FrameMatcher` make"
    )]
    UnknownMatcher {
        /// Where the panel was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The panel's title.
        panel: String,
        /// What has it: `an exception`.
        asker: &'static str,
        /// The matcher's id.
        id: String,
    },
    /// An XY chart has a series that does not say all of its places.
    #[error(
        "{origin}: dashboard `{dashboard}`, panel `{panel}`: a series that says its fields itself has a table, and a field \
         for each axis; make it by `XySeries::of(..)`"
    )]
    HalfSeries {
        /// Where the panel was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The panel's title.
        panel: String,
    },
    /// Grafana has no colour scheme of a name.
    #[error("{origin}: dashboard `{dashboard}`, panel `{panel}`: Grafana has no colour scheme `{name}`{hint}")]
    UnknownScheme {
        /// Where the panel was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The panel's title.
        panel: String,
        /// The name.
        name: String,
        /// What may have been meant; empty where nothing is near.
        hint: String,
    },
    /// Grafana cannot read a regular expression.
    #[error(
        "{origin}: dashboard `{dashboard}`, {place}: Grafana cannot read the regular expression `{pattern}`: one that begins \
         with `/` ends with `/`, and a slash inside is `\\/`"
    )]
    UnreadablePattern {
        /// Where the panel or variable was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The panel or variable.
        place: String,
        /// The regular expression.
        pattern: String,
    },
    /// A variable asks what cannot be asked.
    #[error("{origin}: dashboard `{dashboard}`, variable `{variable}` asks for `{query}`, but {problem}")]
    VariableQuery {
        /// Where the variable was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The variable.
        variable: String,
        /// What it asks for.
        query: String,
        /// Why that cannot be asked.
        problem: String,
    },
    /// Something refers to a panel that the dashboard has not.
    #[error(
        "{origin}: dashboard `{dashboard}` refers to the panel `{panel}` of `{of}`, but it can only refer to panels that \
         it has itself"
    )]
    UnknownPanel {
        /// Where the reference was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The key of the panel.
        panel: String,
        /// The dashboard that the reference names.
        of: Uid,
    },
    /// A query would be sent to a datasource that does not understand it.
    #[error(
        "{origin}: dashboard `{dashboard}`, panel `{panel}`: a query for `{plugin}` would be sent to a datasource of the \
         type `{asked}`; name one by `.datasource(..)`, of the query or the panel"
    )]
    WrongDatasource {
        /// Where the query was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The panel's title.
        panel: String,
        /// The plugin that the query is for.
        plugin: String,
        /// The plugin of the datasource.
        asked: String,
    },
    /// A fixed list has a value that Grafana would read as something else.
    #[error(
        "{origin}: dashboard `{dashboard}`, variable `{variable}`: the value {value:?} cannot stand in a list, because \
         Grafana has no way to escape ` : `, `\\,`, `\\` at the end, white space around a value, or nothing at all; \
         change the value"
    )]
    UnwritableValue {
        /// Where the variable was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The variable.
        variable: String,
        /// The value.
        value: String,
    },
    /// Two dashboards of the suite have the same uid.
    #[error(
        "{origin}: two dashboards have the uid `{uid}`: `{first}` and `{second}`; Grafana would keep only one of them"
    )]
    DuplicateUid {
        /// Where the second one was written.
        origin: Origin,
        /// The uid.
        uid: Uid,
        /// The title of one.
        first: String,
        /// The title of the other.
        second: String,
    },
    /// Two dashboards of the suite would be written to the same file.
    #[error(
        "{origin}: two dashboards are to be written to `{file}`: `{first}` and `{second}`; give one another file name"
    )]
    DuplicateFile {
        /// Where one of them was written.
        origin: Origin,
        /// The file.
        file: String,
        /// The uid of one.
        first: Uid,
        /// The uid of the other.
        second: Uid,
    },
    /// A dashboard's file name is none.
    #[error(
        "{origin}: dashboard `{dashboard}` is to be written to the file `{name}`, but a file name has 1 to 200 characters, only \
         letters, digits, `-`, `_` and `.`, and no `.` at the beginning"
    )]
    FileName {
        /// Where the dashboard was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The name.
        name: String,
    },
    /// A link leads to a dashboard that the suite has not.
    #[error("{origin}: dashboard `{dashboard}` links to the dashboard `{target}`, which is not in the suite")]
    DanglingLink {
        /// Where the link was written.
        origin: Origin,
        /// The dashboard with the link.
        dashboard: Uid,
        /// Where the link leads.
        target: Uid,
    },
    /// Two panels at fixed places overlap.
    #[error(
        "{origin}: dashboard `{dashboard}`: the panel `{second}` stands on the panel `{first}`, placed at {first_origin}; \
         change `.at(x, y, size)` of one of them"
    )]
    Overlap {
        /// Where the second panel was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The key of the first panel.
        first: String,
        /// Where it was written.
        first_origin: Origin,
        /// The key of the second panel.
        second: String,
    },
    /// A table has two columns of one title.
    #[error(
        "{origin}: dashboard `{dashboard}`, panel `{panel}`: two columns are called `{column}`, and overrides could not tell \
         them apart; give one another title"
    )]
    DuplicateColumn {
        /// Where the panel was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The panel.
        panel: Box<str>,
        /// The title.
        column: Box<str>,
    },
    /// A column of a table shows a label that no query has.
    #[error(
        "{origin}: dashboard `{dashboard}`, panel `{panel}`: the column `{column}` shows the label `{label}`, but no query of \
         the table has it; group the queries by it"
    )]
    ColumnLabel {
        /// Where the panel was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The panel.
        panel: Box<str>,
        /// The title of the column.
        column: Box<str>,
        /// The label.
        label: &'static str,
    },
    /// A link sets a variable that the dashboard it leads to has not.
    #[error(
        "{origin}: dashboard `{dashboard}`: a link sets the variable `{variable}` of the dashboard `{target}`, which has no \
         such variable{hint}"
    )]
    UnknownLinkVariable {
        /// Where the link was written.
        origin: Origin,
        /// The dashboard with the link.
        dashboard: Uid,
        /// Where the link leads.
        target: Uid,
        /// The variable.
        variable: String,
        /// A name that is near, or nothing.
        hint: String,
    },
    /// A link takes the value of a variable from a label that the series of a query have not.
    #[error(
        "{origin}: dashboard `{dashboard}`, panel `{panel}`: a link sets the variable `{variable}` from the label `{label}`, \
         but the series of query {query} have no such label; group the query by it, or give the link to an override"
    )]
    LinkLabel {
        /// Where the link was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The panel.
        panel: Box<str>,
        /// The variable.
        variable: Box<str>,
        /// The label.
        label: &'static str,
        /// The query's name.
        query: Box<str>,
    },
    /// A link takes the value of a variable from a label that is no column of its table.
    #[error(
        "{origin}: dashboard `{dashboard}`, panel `{panel}`: a link sets the variable `{variable}` from the label `{label}`, \
         which is no column of the table; add one, `Column::label(..).hidden()` if nobody is to see it"
    )]
    LinkColumn {
        /// Where the link was written.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The panel.
        panel: Box<str>,
        /// The variable.
        variable: Box<str>,
        /// The label.
        label: &'static str,
    },
    /// A dashboard is larger than Kubernetes stores in one object.
    #[error(
        "dashboard `{dashboard}` has {bytes} bytes, but {object} holds {limit} at most; split the dashboard, or ship it \
         as a file or through Git Sync (`--target files`, `--target gitsync`), which know no limit"
    )]
    TooLarge {
        /// The dashboard.
        dashboard: Uid,
        /// Its size, without white space.
        bytes: usize,
        /// What it was to go into.
        object: &'static str,
        /// How much fits.
        limit: usize,
    },
}
