//! What tells a dashboard from other JSON, and the classic format from version 2: for all who read files.

use crate::grafana::GROUP;
use crate::spelling;

/// The kinds of its resources that are dashboards: stored, and as the API gives them.
const KINDS: [&str; 2] = ["Dashboard", "DashboardWithAccessInfo"];

/// Its versions: classic ones, then those of v2.
pub(super) const CLASSIC: [&str; 4] = ["v0alpha1", "v1alpha1", "v1beta1", "v1"];
pub(super) const V2: [&str; 3] = ["v2alpha1", "v2beta1", "v2"];

/// The two formats of dashboards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// The classic one.
    Classic,
    /// The newer one, which has elements and a layout.
    V2,
}

/// Why a resource is not a dashboard of a supported version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NotKnown {
    /// It is something else.
    Resource,
    /// It is a dashboard, of this version.
    Version(String),
}

/// Returns the format of a resource's `spec`, given its `apiVersion` and `kind`.
pub(crate) fn of_resource(api_version: &str, kind: &str) -> Result<Format, NotKnown> {
    match api_version.split_once('/') {
        Some((GROUP, version)) if KINDS.contains(&kind) => match version {
            _ if CLASSIC.contains(&version) => Ok(Format::Classic),
            _ if V2.contains(&version) => Ok(Format::V2),
            other => Err(NotKnown::Version(other.to_owned())),
        },
        _ => Err(NotKnown::Resource),
    }
}

/// Returns the format of a dashboard with nothing around it, given what tells which of its members are objects, and
/// which are there at all.
pub(crate) fn of_members(is_object: impl Fn(&str) -> bool, is_there: impl Fn(&str) -> bool) -> Option<Format> {
    if ["elements", "layout"].into_iter().all(is_object) {
        return Some(Format::V2);
    }
    ["panels", "rows", "schemaVersion", "templating"].into_iter().any(is_there).then_some(Format::Classic)
}

/// Returns whether the `spec` of a classic resource holds anything of a dashboard. Grafana needs no member in
/// particular.
pub(crate) fn has_classic_members(is_there: impl Fn(&str) -> bool) -> bool {
    ["panels", "rows", "schemaVersion", "templating", "title", "uid", "annotations", "links", "tags", "time"]
        .into_iter()
        .any(is_there)
}

/// Returns the known version that is spelt most like another, and all of them, the newest first.
pub(crate) fn versions(like: &str) -> (Option<&'static str>, Vec<&'static str>) {
    let known = || V2.into_iter().rev().chain(CLASSIC.into_iter().rev());
    (spelling::nearest(like, known()), known().collect())
}
