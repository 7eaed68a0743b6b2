//! What panels, queries and variables ask.

use crate::json::{Either, object};
use crate::vocabulary::Text;

/// A datasource: by type and uid, or, in old dashboards, by name; `null` for the default one.
pub type Datasource = Option<Either<Text, DatasourceObject>>;

object! {
    /// A datasource by type and uid.
    pub struct DatasourceObject {
        /// The plugin's id: `prometheus`.
        "type" kind: Option<Text>,
        /// Its uid, or a variable: `${datasource}`.
        "uid" uid: Option<Text>,
    }
}
