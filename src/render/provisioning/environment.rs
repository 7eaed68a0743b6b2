//! The variables that provisioning files read from Grafana's environment.

use std::collections::BTreeMap;

use serde::Serialize;

use super::check::ProvisioningError;
use crate::suite::{Setting, Suite};

/// A variable of `grafana.env`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Variable<'a> {
    name: &'a str,
    default: &'a str,
    purpose: String,
}

/// Collects the variables of a suite, sorted by name.
pub(in crate::render) fn variables(suite: &Suite) -> Result<Vec<Variable<'_>>, ProvisioningError> {
    let mut variables: BTreeMap<&str, Variable<'_>> = BTreeMap::new();
    for (setting, purpose) in settings(suite) {
        let Setting::Environment { variable: name, default } = setting else { continue };
        check(name, default)?;
        let variable = variables.entry(name).or_insert_with(|| Variable { name, default, purpose: String::new() });
        if variable.default != default {
            return Err(ProvisioningError::TwoDefaults { variable: name.to_string() });
        }
        if !variable.purpose.is_empty() {
            variable.purpose.push_str("; ");
        }
        variable.purpose.push_str(&purpose);
    }
    Ok(variables.into_values().collect())
}

fn settings(suite: &Suite) -> impl Iterator<Item = (&Setting, String)> {
    let datasources = suite.datasources.iter().flat_map(|datasource| {
        let name = &datasource.name;
        let url = (&datasource.url, format!("Address of the datasource {name}"));
        [url, (&datasource.scrape_interval, format!("Scrape interval of the datasource {name}"))]
    });
    let providers = suite
        .providers
        .iter()
        .map(|provider| (&provider.path, format!("Folder that the provider {} reads dashboards from", provider.name)));
    let contact = suite.contact.iter().map(|contact| {
        let (_, _, setting) = contact.channel.parts();
        (setting, format!("Where the contact point {} sends alerts (`dashgen build --contact-point`)", contact.name))
    });
    datasources.chain(providers).chain(contact)
}

fn check(variable: &str, default: &str) -> Result<(), ProvisioningError> {
    let is_name = variable.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && variable.starts_with(|c: char| !c.is_ascii_digit());
    if !is_name {
        return Err(ProvisioningError::Variable { variable: variable.to_owned() });
    }
    match default.chars().find(|c| !is_plain(*c)) {
        Some(character) => Err(ProvisioningError::Default { variable: variable.to_owned(), character }),
        None => Ok(()),
    }
}

/// Returns whether Docker, Compose and shells all read a character of an unquoted value as itself.
///
/// Docker keeps quotes as part of the value, a shell removes them: a value that needs quotes has no common form.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || "-_./:@%+,=?".contains(c)
}
