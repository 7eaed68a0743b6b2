//! The dashboards of a suite, which are made when they are needed.

use std::fmt;
use std::sync::Arc;

use crate::model::Dashboard;

/// The dashboards of a suite, each made when it is needed: a suite of thousands need not fit into memory.
///
/// [`Suite::dashboards`](super::Suite::dashboards) takes functions, or dashboards made from data:
///
/// ```
/// use dashgen::model::{Dashboard, Uid};
/// use dashgen::suite::{Dashboards, Suite};
///
/// struct Team {
///     name: String,
///     uid: Uid,
/// }
///
/// fn overview() -> Dashboard {
///     Dashboard::new(Uid::literal("overview"), "Overview")
/// }
///
/// fn of_team(team: &Team) -> Dashboard {
///     Dashboard::new(team.uid.clone(), format!("Team {}", team.name))
/// }
///
/// let teams = vec![Team { name: "Payments".into(), uid: Uid::literal("payments") }];
/// let suite = Suite::new("company").dashboards([overview]).dashboards(Dashboards::from_each(teams, of_team));
/// assert_eq!(suite.dashboards.len(), 2);
/// assert_eq!(suite.dashboards.get(1).title, "Team Payments");
/// ```
#[derive(Clone)]
pub struct Dashboards {
    count: usize,
    make: Arc<dyn Fn(usize) -> Dashboard + Send + Sync>,
}

impl Dashboards {
    /// Returns as many dashboards as given, each made by the function from its index.
    pub fn generate(count: usize, make: impl Fn(usize) -> Dashboard + Send + Sync + 'static) -> Self {
        Self { count, make: Arc::new(make) }
    }

    /// Returns a dashboard for each item of a list, such as the teams that a file names.
    ///
    /// The items stay in memory, their dashboards do not. The function may be called several times for an item, and has
    /// to return the same dashboard each time.
    pub fn from_each<T: Send + Sync + 'static>(
        items: impl Into<Vec<T>>,
        make: impl Fn(&T) -> Dashboard + Send + Sync + 'static,
    ) -> Self {
        let items = items.into();
        Self::generate(items.len(), move |index| make(&items[index]))
    }

    /// Returns the dashboards that these functions make.
    pub fn from_functions(functions: &'static [fn() -> Dashboard]) -> Self {
        Self::generate(functions.len(), |index| functions[index]())
    }

    /// Returns these dashboards, and others after them.
    pub fn and(self, others: impl Into<Self>) -> Self {
        let others = others.into();
        if self.is_empty() {
            return others;
        }
        let first = self.count;
        Self::generate(first + others.count, move |index| match index.checked_sub(first) {
            None => self.get(index),
            Some(rest) => others.get(rest),
        })
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Makes one of them.
    ///
    /// # Panics
    /// May panic when the index is not below [`Dashboards::len`].
    pub fn get(&self, index: usize) -> Dashboard {
        (self.make)(index)
    }

    /// Makes them one after the other.
    pub fn iter(&self) -> impl Iterator<Item = Dashboard> + '_ {
        (0..self.count).map(|index| self.get(index))
    }
}

/// No dashboards.
impl Default for Dashboards {
    fn default() -> Self {
        Self::from_functions(&[])
    }
}

/// The dashboards that these functions make.
impl<F: Fn() -> Dashboard + Send + Sync + 'static, const N: usize> From<[F; N]> for Dashboards {
    fn from(functions: [F; N]) -> Self {
        Self::generate(N, move |index| functions[index]())
    }
}

/// The dashboards that these functions make.
impl From<&'static [fn() -> Dashboard]> for Dashboards {
    fn from(functions: &'static [fn() -> Dashboard]) -> Self {
        Self::from_functions(functions)
    }
}

/// Dashboards that are all in memory: for thousands, see [`Dashboards::from_each`].
impl From<Vec<Dashboard>> for Dashboards {
    fn from(dashboards: Vec<Dashboard>) -> Self {
        Self::from_each(dashboards, Dashboard::clone)
    }
}

impl fmt::Debug for Dashboards {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dashboards").field("count", &self.count).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Uid;
    use crate::suite::Suite;

    fn one() -> Dashboard {
        Dashboard::new(Uid::literal("one"), "One")
    }

    fn two() -> Dashboard {
        Dashboard::new(Uid::literal("two"), "Two")
    }

    fn titles(suite: &Suite) -> Vec<String> {
        suite.dashboards.iter().map(|dashboard| dashboard.title.into_owned()).collect()
    }

    #[test]
    fn dashboards_of_every_source_keep_their_order() {
        let teams = vec!["Payments".to_owned(), "Search".to_owned()];
        let of_team = |team: &String| Dashboard::new(Uid::literal("team"), team.clone());
        let suite = Suite::new("company")
            .dashboards([one, two])
            .dashboards(Dashboards::from_each(teams, of_team))
            .dashboards([two])
            .dashboards(vec![one()]);
        assert_eq!(titles(&suite), ["One", "Two", "Payments", "Search", "Two", "One"]);
    }

    #[test]
    fn a_list_of_nothing_adds_nothing() {
        let suite = Suite::new("company").dashboards(Dashboards::default()).dashboards([one]).dashboards(vec![]);
        assert_eq!(titles(&suite), ["One"]);
    }
}
