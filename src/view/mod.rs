//! Any dashboard file, as those see it who only look: panels, queries, variables, and where in the text they stand.
//!
//! Read leniently: whatever has another shape than expected is left out here. A dashboard of version 2 is looked at as
//! the classic one that it becomes, and pointed at where its parts stand.

mod contents;
mod dashboard;
mod datasource;
mod legend;
mod metricsql;
mod newer;
mod panel;
mod query;
mod references;
mod spot;
pub(crate) mod text;
mod values;
mod variable;

pub(crate) use contents::contents;
pub use contents::{Contents, Named, Queries};
pub(crate) use dashboard::{Dashboard, object, objects, text};
pub(crate) use datasource::Kind;
pub(crate) use legend::labels_in;
pub(crate) use metricsql::METRICSQL;
pub(crate) use newer::{Newer, classic};
pub(crate) use panel::{Grid, Nest, Panel};
pub(crate) use query::{Query, Verdict, queries};
pub(crate) use references::{References, names_in};
pub(crate) use spot::Spot;
pub use text::Position;
pub(crate) use variable::Variable;
