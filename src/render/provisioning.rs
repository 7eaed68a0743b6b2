//! What Grafana provisions: datasources, providers, and the variables that both read.

mod check;
mod environment;
mod routing;
mod secret;

#[cfg(test)]
mod tests;

pub use check::ProvisioningError;
pub(super) use check::{check, file_name};
pub(super) use environment::{Variable, variables};

use std::borrow::Cow;

use super::rules::grafana;
use crate::schema::provisioning as schema;
use crate::suite::{Datasource, Suite};

/// A datasource, and what is deleted before it is made.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    /// The datasource.
    pub datasource: &'a Datasource,
    /// The names of others.
    pub deleted: &'a [Cow<'static, str>],
}

/// Returns the datasources of a suite.
pub(super) fn datasources(suite: &Suite) -> impl Iterator<Item = Entry<'_>> {
    // Grafana reads the files in the order of their names, so all is deleted before anything is made.
    let first = suite.datasources.iter().map(file_name).min();
    suite.datasources.iter().map(move |datasource| {
        let is_first = first.as_ref() == Some(&file_name(datasource));
        Entry { datasource, deleted: if is_first { &suite.delete_datasources } else { &[] } }
    })
}

/// Returns the providers of a suite.
///
/// Grafana provisions alerts first and makes their folder by its title, with a uid of its own. A provider that then asks
/// for the same title by uid would make a second folder; one that asks by title alone finds the first.
pub(super) fn providers(suite: &Suite) -> Vec<schema::Provider> {
    let has_alerts = suite.rules.alerts().next().is_some();
    let providers = suite.providers.iter().map(|provider| {
        let mut written = schema::Provider::from(provider);
        written.folder_uid.take_if(|_| has_alerts && provider.folder == grafana::folder(suite));
        written
    });
    providers.collect()
}
