//! `--only NAME`: some dashboards of a suite, by file name, uid or title.

use super::usage::WrongArgument;
use crate::model::Dashboard;
use crate::spelling;
use crate::suite::Suite;

/// Returns whether a dashboard has one of the names; without names, all have.
pub(super) fn is_wanted(dashboard: &Dashboard, names: &[String]) -> bool {
    names.is_empty()
        || names
            .iter()
            .any(|name| [dashboard.name(), dashboard.uid.as_str(), &dashboard.title].contains(&name.as_str()))
}

/// Checks that every name is some dashboard's.
///
/// # Errors
/// The first name that is none's, with the nearest one.
pub(super) fn check(suite: &Suite, names: &[String]) -> Result<(), WrongArgument> {
    if names.is_empty() {
        return Ok(());
    }
    let dashboards: Vec<Dashboard> = suite.dashboards.iter().collect();
    for name in names {
        if !dashboards.iter().any(|dashboard| is_wanted(dashboard, std::slice::from_ref(name))) {
            let known = dashboards.iter().flat_map(|it| [it.name(), it.uid.as_str(), &it.title]);
            let hint = match spelling::nearest(name, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it has {}", list(&dashboards)),
            };
            return Err(WrongArgument {
                problem: format!("the suite `{}` has no dashboard `{name}`", suite.name),
                hint,
            });
        }
    }
    Ok(())
}

/// Returns the file names of all dashboards, for the shell to complete.
pub(super) fn names(suite: &Suite) -> Vec<String> {
    suite.dashboards.iter().map(|dashboard| dashboard.name().to_owned()).collect()
}

fn list(dashboards: &[Dashboard]) -> String {
    const SHOWN: usize = 10;
    let names: Vec<&str> = dashboards.iter().take(SHOWN).map(Dashboard::name).collect();
    match dashboards.len().saturating_sub(SHOWN) {
        0 if names.is_empty() => "none at all".to_owned(),
        0 => names.join(", "),
        more => format!("{}, and {more} more", names.join(", ")),
    }
}
