//! What Grafana would refuse, and what must not get into a file.

use std::collections::{BTreeMap, BTreeSet};

use super::{routing, secret};
use crate::model::Uid;
use crate::render::rules::RuleError;
use crate::render::stack::StackError;
use crate::suite::{Data, Datasource, Settings, Suite};

/// Why a suite has no provisioning files.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ProvisioningError {
    /// A datasource or provider has no name.
    #[error("a {what} has no name, but Grafana requires one")]
    NoName {
        /// `datasource`, `deleted datasource` or `provider`.
        what: &'static str,
    },
    /// Two of a kind have the same name or uid.
    #[error("two {what}s have the {property} `{value}`", value = value.escape_debug())]
    Repeated {
        /// `datasource`, `deleted datasource` or `provider`.
        what: &'static str,
        /// `name` or `uid`.
        property: &'static str,
        /// What they have in common.
        value: String,
    },
    /// Two datasources would be one file.
    #[error(
        "the datasources `{one}` and `{other}` would both be `{path}`",
        one = one.escape_debug(),
        other = other.escape_debug()
    )]
    SameFile {
        /// The first one's name.
        one: String,
        /// The other's.
        other: String,
        /// The file.
        path: String,
    },
    /// A datasource is to be deleted, and there is no file that could say so.
    #[error("the datasource `{name}` is listed for deletion, but the suite provisions no datasources", name = name.escape_debug())]
    NothingProvisioned {
        /// The name of the one to be deleted.
        name: String,
    },
    /// More than one datasource is the default.
    #[error(
        "the datasources `{one}` and `{other}` are both the default, but Grafana only starts with at most one",
        one = one.escape_debug(),
        other = other.escape_debug()
    )]
    TwoDefaultDatasources {
        /// The first one's name.
        one: String,
        /// The other's.
        other: String,
    },
    /// An address holds an `@`, and so perhaps a password.
    #[error("the URL of the datasource `{datasource}` contains an `@`, and may contain a password", datasource = datasource.escape_debug())]
    Credentials {
        /// The datasource's name.
        datasource: String,
    },
    /// A duration is invalid.
    #[error(
        "the {what} `{interval}` of the datasource `{datasource}` is not valid in Grafana",
        interval = interval.escape_debug(),
        datasource = datasource.escape_debug()
    )]
    Interval {
        /// The datasource's name.
        datasource: String,
        /// What the duration is: `scrape interval`.
        what: &'static str,
        /// The duration.
        interval: String,
    },
    /// A datasource leads to one that is not there.
    #[error(
        "the datasource `{datasource}` links to the datasource `{uid}` (`{place}`), which the suite neither \
        provisions nor lists as existing",
        datasource = datasource.escape_debug(),
        place = place.escape_debug()
    )]
    UnknownReference {
        /// The name of the one that leads there.
        datasource: String,
        /// The setting: `derivedFields[0].datasourceUid`.
        place: String,
        /// The uid of the one that is missing.
        uid: Uid,
    },
    /// A setting is given twice.
    #[error(
        "the setting `{key}` of {of} is set twice",
        key = key.escape_debug(),
        of = of.escape_debug()
    )]
    RepeatedSetting {
        /// The datasource or contact point.
        of: String,
        /// The setting.
        key: String,
    },
    /// A setting that everybody may read looks like a secret.
    #[error(
        "the setting `{place}` of {of} looks like a secret, and would be written to a file",
        place = place.escape_debug(),
        of = of.escape_debug()
    )]
    OpenSecret {
        /// The datasource or contact point.
        of: String,
        /// The setting.
        place: String,
    },
    /// The name of a secret's variable may be the secret itself.
    #[error(
        "the secret `{key}` of `{of}` is not given as an environment variable with a name in capital letters",
        key = key.escape_debug(),
        of = of.escape_debug()
    )]
    SecretName {
        /// The name of the datasource or contact point.
        of: String,
        /// What the secret is for: `basicAuthPassword`.
        key: String,
    },
    /// A variable is a secret in one place, and has a default in another.
    #[error("the environment variable `{variable}` is used both as a secret and as a setting with a default")]
    SecretAndSetting {
        /// The variable.
        variable: String,
    },
    /// The name of a variable is invalid.
    #[error("`{variable}` cannot be the name of an environment variable", variable = variable.escape_debug())]
    Variable {
        /// The name.
        variable: String,
    },
    /// A variable has two defaults.
    #[error("the environment variable `{variable}` has two different defaults")]
    TwoDefaults {
        /// The variable.
        variable: String,
    },
    /// A variable's default cannot be written so that all read the same.
    #[error(
        "the default of the environment variable `{variable}` contains the character {character:?}, which Docker and \
        shells treat differently"
    )]
    Default {
        /// The variable.
        variable: String,
        /// The first such character.
        character: char,
    },
    /// Two different things of a tree of policies have the same name.
    #[error("two different {what}s have the name `{name}`", name = name.escape_debug())]
    SameName {
        /// `contact point` or `mute timing`.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A mute timing has times that there are not.
    #[error("the mute timing `{timing}` has {problem}", timing = timing.escape_debug())]
    MuteTiming {
        /// Its name.
        timing: String,
        /// What is wrong: `the day 0`.
        problem: String,
    },
    /// A policy matches a label that no alert has.
    #[error("a policy matches the label `{label}`, which no alert can have", label = label.escape_debug())]
    Matcher {
        /// The label.
        label: String,
    },
    /// The stack around the suite would not run, or not as meant.
    #[error(transparent)]
    Stack(#[from] StackError),
    /// Grafana or Prometheus would refuse the rules.
    #[error(transparent)]
    Rule(#[from] RuleError),
}

impl ProvisioningError {
    /// Returns a hint, if there is one.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoName { .. } => "give it one",
            Self::Repeated { .. } | Self::SameFile { .. } => "rename one",
            Self::NothingProvisioned { .. } => "delete it in Grafana, or add its replacement to `datasources`",
            Self::TwoDefaultDatasources { .. } => "make only one the default",
            Self::UnknownReference { .. } => {
                "add that datasource to `datasources`, or to `existing_datasources` if Grafana already has it"
            }
            Self::RepeatedSetting { .. } => "remove one: the setter, or the member set by name",
            Self::OpenSecret { .. } => {
                "let Grafana read it from its environment: `.secret(\"..\", Secret::environment(\"..\"))`"
            }
            Self::SecretName { .. } => {
                "use capital letters, digits and `_`, not starting with a digit or `GF_`; never put the secret itself \
                into code"
            }
            Self::SecretAndSetting { .. } => "use two variables",
            Self::SameName { .. } => "create only one and use it everywhere; or rename one",
            Self::MuteTiming { .. } => {
                "the start must be before the end, and times at most 24:00; days are 1 to 31, or -31 to -1, counted \
                from the last day"
            }
            Self::Matcher { .. } => "use a label name: letters, digits and `_`, not starting with a digit",
            Self::Credentials { .. } => {
                "keep secrets out of the files: read the whole URL from the environment, with a default that contains \
                none, or let a proxy add them; write a harmless `@` as `%40`"
            }
            Self::Interval { .. } => "use a whole number and a unit (ms, s, m, h, d, w, M, y), such as `15s`",
            Self::Variable { .. } => "use letters, digits and `_`, not starting with a digit",
            Self::TwoDefaults { .. } => "use the same default wherever the variable is used, or two variables",
            Self::Default { .. } => "use letters, digits and any of - _ . / : @ % + , = ?",
            Self::Stack(error) => error.hint(),
            Self::Rule(_) => return None,
        })
    }
}

/// Checks the datasources and providers of a suite.
pub(in crate::render) fn check(suite: &Suite) -> Result<(), ProvisioningError> {
    let names = || suite.datasources.iter().map(|datasource| &*datasource.name);
    check_unique("datasource", "name", names())?;
    check_unique("datasource", "uid", suite.datasource_kinds().map(|(uid, _)| uid.as_str()))?;
    check_unique("deleted datasource", "name", suite.delete_datasources.iter().map(|name| &**name))?;
    if let (true, Some(name)) = (suite.datasources.is_empty(), suite.delete_datasources.first()) {
        return Err(ProvisioningError::NothingProvisioned { name: name.to_string() });
    }
    suite.routing.as_ref().map_or(Ok(()), routing::check)?;
    check_unique("provider", "name", suite.providers.iter().map(|provider| &*provider.name))?;
    suite.datasources.iter().try_for_each(|datasource| check_datasource(suite, datasource))?;
    check_files(&suite.datasources)?;
    let mut defaults = suite.datasources.iter().filter(|datasource| datasource.is_default);
    match (defaults.next(), defaults.next()) {
        (Some(one), Some(other)) => {
            Err(ProvisioningError::TwoDefaultDatasources { one: one.name.to_string(), other: other.name.to_string() })
        }
        _ => Ok(()),
    }
}

pub(super) fn check_unique<'a>(
    what: &'static str,
    property: &'static str,
    values: impl Iterator<Item = &'a str>,
) -> Result<(), ProvisioningError> {
    let mut values: Vec<&str> = values.collect();
    values.sort_unstable();
    if values.first().is_some_and(|first| first.is_empty()) {
        return Err(ProvisioningError::NoName { what });
    }
    match values.array_windows().find(|[one, other]| one == other) {
        Some([value, _]) => Err(ProvisioningError::Repeated { what, property, value: (*value).to_owned() }),
        None => Ok(()),
    }
}

fn check_files(datasources: &[Datasource]) -> Result<(), ProvisioningError> {
    let mut paths = BTreeMap::new();
    for datasource in datasources {
        let path = format!("provisioning/datasources/{}.yml", file_name(datasource));
        if let Some(one) = paths.insert(path.to_lowercase(), &datasource.name) {
            let (one, other) = (one.to_string(), datasource.name.to_string());
            return Err(ProvisioningError::SameFile { one, other, path });
        }
    }
    Ok(())
}

fn check_datasource(suite: &Suite, datasource: &Datasource) -> Result<(), ProvisioningError> {
    let name = || datasource.name.to_string();
    if datasource.kind.plugin().is_empty() {
        return Err(ProvisioningError::NoName { what: "datasource's plugin" });
    }
    // A variable's default gets into a file, too.
    if datasource.url.as_ref().is_some_and(|url| url.value().contains('@')) {
        return Err(ProvisioningError::Credentials { datasource: name() });
    }
    let settings = datasource.settings();
    check_settings(&settings, || format!("the datasource `{}`", datasource.name))?;
    for (place, leaf) in settings.leaves() {
        match leaf {
            Data::Duration(what, interval) if !is_duration(interval.value()) => {
                let interval = interval.value().to_owned();
                return Err(ProvisioningError::Interval { datasource: name(), what, interval });
            }
            Data::Datasource(uid) if !suite.datasource_kinds().any(|(known, _)| known == uid) => {
                return Err(ProvisioningError::UnknownReference { datasource: name(), place, uid: uid.clone() });
            }
            _ => {}
        }
    }
    Ok(())
}

/// Checks that no setting is given twice, and that no secret is among those that everybody may read.
pub(super) fn check_settings(settings: &Settings, of: impl Fn() -> String) -> Result<(), ProvisioningError> {
    let keys = settings.open.iter().map(|(key, _)| key).chain(settings.secure.iter().map(|(key, _)| key));
    let mut seen = BTreeSet::new();
    if let Some(key) = keys.into_iter().find(|key| !seen.insert(&***key)) {
        return Err(ProvisioningError::RepeatedSetting { of: of(), key: key.to_string() });
    }
    let is_secret =
        |(place, leaf): &(String, &Data)| matches!(leaf, Data::Text(it) if secret::is_likely(place, it.value()));
    match settings.leaves().into_iter().find(is_secret) {
        Some((place, _)) => Err(ProvisioningError::OpenSecret { of: of(), place }),
        None => Ok(()),
    }
}

/// Grafana's own pattern is `^\d+(ms|[Mwdhmsy])$`.
fn is_duration(text: &str) -> bool {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < text.len() && matches!(unit, "ms" | "M" | "w" | "d" | "h" | "m" | "s" | "y")
}

/// Returns the name of a datasource's file, without `.yml`: its name in small letters, digits and dashes, or else its uid.
pub(in crate::render) fn file_name(datasource: &Datasource) -> String {
    let dashed = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let text: String = datasource.name.chars().map(dashed).collect();
    let mut slug = text.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    slug.truncate(60);
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() { datasource.uid.to_string() } else { slug }
}
