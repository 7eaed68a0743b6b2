//! The metadata of a resource.

use std::collections::BTreeMap;

use crate::json::{Json, object};
use crate::vocabulary::Text;

object! {
    /// What a resource is called, and where it comes from.
    pub struct Metadata {
        /// Notes: `grafana.app/folder`, `grafana.app/message`, ...
        "annotations" annotations: Option<BTreeMap<String, Text>>,
        /// When it was made.
        "creationTimestamp" creation_timestamp: Option<Text>,
        /// How many seconds are left until it goes.
        "deletionGracePeriodSeconds" deletion_grace_period_seconds: Option<f64>,
        /// When it was removed.
        "deletionTimestamp" deletion_timestamp: Option<Text>,
        /// What has to happen before it goes.
        "finalizers" finalizers: Vec<Text>,
        /// The beginning of a name that is to be made up.
        "generateName" generate_name: Text,
        /// How often its spec was changed.
        "generation" generation: f64,
        /// Tags to find it by.
        "labels" labels: Option<BTreeMap<String, Text>>,
        /// Who wrote which member.
        "managedFields" managed_fields: Vec<Json>,
        /// The dashboard's uid.
        "name" name: Text,
        /// The organization: `default`, `org-2`, `stacks-3`.
        "namespace" namespace: Text,
        /// What it goes with.
        "ownerReferences" owner_references: Vec<Json>,
        /// What it was when it was read.
        "resourceVersion" resource_version: Text,
        /// Its address. Old versions only.
        "selfLink" self_link: Text,
        /// Its number in the database.
        "uid" uid: Text,
    }
}

object! {
    /// What became of a resource.
    pub struct ResourceStatus {
        /// How it was converted from the version that it is stored in.
        "conversion" conversion: Conversion,
    }
}

object! {
    /// How a resource was converted from the version that it is stored in.
    pub struct Conversion {
        /// What went wrong.
        "error" error: Text,
        /// Whether something went wrong.
        "failed" failed: bool,
        /// What was stored.
        "source" source: Json,
        /// The version that it is stored in.
        "storedVersion" stored_version: Text,
    }
}
