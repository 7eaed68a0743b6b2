//! Selects dashboards of a suite by file name, UID or title.

use super::Suite;
use crate::model::Dashboard;
use crate::spelling;

/// An unknown dashboard name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the suite `{suite}` has no dashboard `{name}`; {hint}")]
pub struct UnknownDashboard {
    /// The suite.
    pub suite: String,
    /// The name.
    pub name: String,
    /// The most similar name, or the known names.
    pub hint: String,
}

impl Suite {
    /// Returns whether a dashboard has one of the names; without names, all do.
    pub fn is_wanted(dashboard: &Dashboard, names: &[String]) -> bool {
        let own = [dashboard.name(), dashboard.uid.as_str(), &dashboard.title];
        names.is_empty() || names.iter().any(|name| own.contains(&name.as_str()))
    }

    /// Checks that every name is the file name, UID or title of a dashboard.
    ///
    /// # Errors
    /// The first unknown name.
    pub fn check_names(&self, names: &[String]) -> Result<(), UnknownDashboard> {
        if names.is_empty() {
            return Ok(());
        }
        let dashboards: Vec<Dashboard> = self.dashboards.iter().collect();
        let is_known = |name: &String| dashboards.iter().any(|it| Self::is_wanted(it, std::slice::from_ref(name)));
        let Some(name) = names.iter().find(|name| !is_known(name)) else { return Ok(()) };
        let known = dashboards.iter().flat_map(|it| [it.name(), it.uid.as_str(), &it.title]);
        let hint = match spelling::nearest(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it has {}", list(&dashboards)),
        };
        Err(UnknownDashboard { suite: self.name.to_string(), name: name.clone(), hint })
    }
}

fn list(dashboards: &[Dashboard]) -> String {
    const SHOWN: usize = 10;
    let names: Vec<&str> = dashboards.iter().take(SHOWN).map(Dashboard::name).collect();
    match dashboards.len().saturating_sub(SHOWN) {
        0 if names.is_empty() => "no dashboards".to_owned(),
        0 => names.join(", "),
        more => format!("{}, and {more} more", names.join(", ")),
    }
}
