//! A dashboard as a Kubernetes resource.

use super::{Content, Meta, Metadata, ResourceStatus};
use crate::json::object;
use crate::vocabulary::Text;

object! {
    /// A resource of Kubernetes, or of Grafana's API of that shape.
    pub struct Resource {
        /// What the reader may do, in some answers.
        "access" access: Meta,
        /// The group and version: `dashboard.grafana.app/v1`.
        "apiVersion" api_version: Text,
        /// `Dashboard`
        "kind" kind: Text,
        /// What it is called, and where it comes from.
        "metadata" metadata: Metadata,
        /// The dashboard.
        "spec" spec: Content,
        /// What became of it.
        "status" status: ResourceStatus,
    }
}
