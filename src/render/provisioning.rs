//! The provisioning files, from the templates in `templates/`.

mod check;
mod environment;
mod stack;
pub(super) mod template;

#[cfg(test)]
mod tests;

pub use check::ProvisioningError;
pub use stack::StackError;

use std::borrow::Cow;

use serde::Serialize;

use super::rules::grafana;
use super::suite::DASHBOARDS;
use crate::schema::provisioning as schema;
use crate::suite::{Datasource, Provider, Suite};

/// Renders the provisioning files of a suite: datasources, providers, the variables that both read, and the stack.
///
/// Returns the path of each file in the output and its text.
///
/// ```
/// use dashgen::suite::{Datasource, Setting, Suite};
/// use dashgen::model::Uid;
///
/// let prometheus = Datasource {
///     name: "Prometheus".into(),
///     uid: Uid::literal("prometheus"),
///     url: Setting::Fixed("http://localhost:9090".into()),
///     scrape_interval: Setting::Fixed("15s".into()),
///     is_default: true,
/// };
/// let suite = Suite { datasources: vec![prometheus], ..Suite::new("sample") };
/// let files = dashgen::render::provisioning(&suite)?;
/// assert_eq!(files[0].0, "provisioning/datasources/prometheus.yml");
/// # Ok::<(), dashgen::render::ProvisioningError>(())
/// ```
///
/// # Errors
/// [`ProvisioningError`], when Grafana would refuse a file or read something else from it.
pub fn provisioning(suite: &Suite) -> Result<Vec<(String, String)>, ProvisioningError> {
    provisioning_with(suite, DASHBOARDS, Vec::new())
}

/// Renders the provisioning files of a suite around others that were made before. The stack reads those, too, and
/// dashboards from a folder of the output.
pub(super) fn provisioning_with(
    suite: &Suite,
    dashboards: &str,
    mut files: Vec<(String, String)>,
) -> Result<Vec<(String, String)>, ProvisioningError> {
    #[derive(Serialize)]
    struct Providers<'a> {
        suite: &'a str,
        providers: Vec<schema::Provider>,
    }
    #[derive(Serialize)]
    struct Environment<'a> {
        suite: &'a str,
        variables: Vec<environment::Variable<'a>>,
    }
    check::check(suite)?;
    let variables = environment::variables(suite)?;
    // Grafana reads the files in the order of their names, so all is deleted before anything is made.
    let first = suite.datasources.iter().map(path).min();
    for datasource in &suite.datasources {
        let path = path(datasource);
        let deleted = if first.as_ref() == Some(&path) { &*suite.delete_datasources } else { &[] };
        let text = print_datasource(suite, datasource, deleted);
        files.push((path, text));
    }
    if !suite.providers.is_empty() {
        let providers = suite.providers.iter().map(|provider| print_provider(suite, provider)).collect();
        let text = template::render("providers.yml", &Providers { suite: &suite.name, providers });
        files.push(("provisioning/dashboards/default.yml".to_owned(), text));
    }
    if !variables.is_empty() {
        let text = template::render("grafana.env", &Environment { suite: &suite.name, variables });
        files.push(("provisioning/grafana.env".to_owned(), text));
    }
    if let Some(stack) = &suite.stack {
        let around = stack::files(suite, stack, dashboards, &files)?;
        files.extend(around);
    }
    Ok(files)
}

/// Grafana provisions alerts first and makes their folder by its title, with a uid of its own. A provider that then asks
/// for the same title by uid would make a second folder; one that asks by title alone finds the first.
fn print_provider(suite: &Suite, provider: &Provider) -> schema::Provider {
    let is_shared = suite.rules.alerts().next().is_some() && provider.folder == grafana::folder(suite);
    let folder_uid = provider.folder_uid.as_ref().filter(|_| !is_shared).cloned();
    schema::Provider::from(&Provider { folder_uid, ..provider.clone() })
}

fn print_datasource(suite: &Suite, datasource: &Datasource, deleted: &[Cow<'_, str>]) -> String {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Data<'a> {
        suite: &'a str,
        delete_datasources: Vec<schema::DeletedDatasource>,
        #[serde(flatten)]
        datasource: schema::Datasource,
    }
    let delete_datasources = deleted.iter().map(|name| schema::DeletedDatasource::of(name)).collect();
    template::render("datasource.yml", &Data { suite: &suite.name, delete_datasources, datasource: datasource.into() })
}

/// Returns the path of a datasource's file: its name in small letters, digits and dashes, or else its uid.
fn path(datasource: &Datasource) -> String {
    let slug = slug(&datasource.name);
    let name = if slug.is_empty() { datasource.uid.as_str() } else { &slug };
    format!("provisioning/datasources/{name}.yml")
}

pub(super) fn slug(name: &str) -> String {
    let dashed = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let text: String = name.chars().map(dashed).collect();
    let mut slug = text.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    slug.truncate(60);
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}
