//! The variables that provisioning files read from Grafana's environment.

use std::collections::BTreeMap;

use serde::Serialize;

use super::check::ProvisioningError;
use crate::schema::notifications::once_by_name;
use crate::suite::routing::{ContactPoint, Receiver};
use crate::suite::{Data, Datasource, Secret, Secure, Setting, Suite};

/// A variable of `grafana.env`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Variable {
    pub(in crate::render) name: String,
    default: String,
    /// Whether its value is nobody's business, so that it has no default.
    pub(in crate::render) is_secret: bool,
    purpose: String,
}

/// Collects the variables of a suite, sorted by name.
pub(in crate::render) fn variables(suite: &Suite) -> Result<Vec<Variable>, ProvisioningError> {
    let mut found = Found::default();
    for datasource in &suite.datasources {
        of_datasource(datasource, &mut found)?;
    }
    for provider in &suite.providers {
        found
            .setting(&provider.path, || format!("Folder that the provider {} reads dashboards from", provider.name))?;
    }
    if let Some(routing) = &suite.routing {
        for contact_point in once_by_name(routing.contact_points(), |it| &it.name) {
            of_contact_point(contact_point, &mut found)?;
        }
    }
    Ok(found.variables.into_values().collect())
}

fn of_datasource(datasource: &Datasource, found: &mut Found) -> Result<(), ProvisioningError> {
    let of = |what: &str| format!("{what} of the datasource {}", datasource.name);
    let settings = datasource.settings();
    let url = datasource.url.iter().map(|url| (url, "Address"));
    let users = settings.user.iter().chain(datasource.basic_auth_user()).map(|user| (user, "User"));
    for (setting, what) in url.chain(users) {
        found.setting(setting, || of(what))?;
    }
    for (place, leaf) in settings.leaves() {
        match leaf {
            Data::Text(setting) => found.setting(setting, || of(&format!("`{place}`")))?,
            Data::Duration(what, setting) => found.setting(setting, || of(&capitalized(what)))?,
            _ => {}
        }
    }
    for (key, value) in &settings.secure {
        match value {
            Secure::Open(setting) => found.setting(setting, || of(&format!("`{key}`")))?,
            Secure::Secret(secret) => found.secret(secret, key, &datasource.name)?,
        }
    }
    Ok(())
}

fn of_contact_point(contact_point: &ContactPoint, found: &mut Found) -> Result<(), ProvisioningError> {
    let name = &contact_point.name;
    let purpose = || format!("Where the contact point {name} sends alerts (`dashgen build --contact-point`)");
    for settings in contact_point.receivers.iter().map(Receiver::settings) {
        for (_, leaf) in settings.leaves() {
            if let Data::Text(setting) = leaf {
                found.setting(setting, purpose)?;
            }
        }
        for (key, secret) in settings.secrets() {
            found.secret(secret, key, name)?;
        }
    }
    Ok(())
}

fn capitalized(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// The variables found so far.
#[derive(Default)]
struct Found {
    variables: BTreeMap<String, Variable>,
}

impl Found {
    fn setting(&mut self, setting: &Setting, purpose: impl FnOnce() -> String) -> Result<(), ProvisioningError> {
        let Setting::Environment { variable, default } = setting else { return Ok(()) };
        check_setting(variable, default)?;
        self.add(variable, Some(default), &purpose())
    }

    fn secret(&mut self, secret: &Secret, key: &str, of: &str) -> Result<(), ProvisioningError> {
        let name = secret.variable();
        if !is_secret_name(name) {
            return Err(ProvisioningError::SecretName { of: of.to_owned(), key: key.to_owned() });
        }
        self.add(
            name,
            None,
            &format!("Secret, `{key}` of {of}: set it where Grafana starts, and write it into no file"),
        )
    }

    fn add(&mut self, name: &str, default: Option<&str>, purpose: &str) -> Result<(), ProvisioningError> {
        let variable = self.variables.entry(name.to_owned()).or_insert_with(|| Variable {
            name: name.to_owned(),
            default: default.unwrap_or_default().to_owned(),
            is_secret: default.is_none(),
            purpose: String::new(),
        });
        if variable.is_secret != default.is_none() {
            return Err(ProvisioningError::SecretAndSetting { variable: name.to_owned() });
        }
        if variable.default != default.unwrap_or_default() {
            return Err(ProvisioningError::TwoDefaults { variable: name.to_owned() });
        }
        if !variable.purpose.is_empty() {
            variable.purpose.push_str("; ");
        }
        variable.purpose.push_str(purpose);
        Ok(())
    }
}

/// Returns whether a name is one for a secret. Most passwords are none, so that one in the place of a name is noticed.
fn is_secret_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
        && !name.starts_with("GF_")
}

fn check_setting(variable: &str, default: &str) -> Result<(), ProvisioningError> {
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
