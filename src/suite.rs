//! What one build makes: dashboards, rules, the datasources and providers that Grafana finds them by, and the metrics they read.

mod data;
pub mod datasource;
mod only;
pub mod routing;
mod secret;
mod setting;
mod stack;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::model::{Dashboard, PanelQuery, Uid};
use crate::promql::Catalogue;
use crate::rule::{Near, Recording, Rules, Substitution, recorded};

pub(crate) use data::{Data, Secure, Settings};
pub use datasource::{Datasource, DatasourceKind};
pub use only::UnknownDashboard;
pub use routing::Routing;
pub use secret::Secret;
pub use setting::Setting;
pub use stack::{Demo, Job, ScrapeProtocol, Stack};

/// Everything that one `dashgen build` renders.
#[derive(Debug, Clone)]
pub struct Suite {
    /// A short name for messages: `trading`.
    pub name: Cow<'static, str>,
    /// The metrics that queries may use; [`Catalogue::empty`] switches the lints about metrics off.
    pub catalogue: &'static Catalogue,
    /// The dashboards.
    pub dashboards: Dashboards,
    /// The recording and alerting rules.
    pub rules: Rules,
    /// Who hears of the alerts that Grafana evaluates. `dashgen build` leaves it out until it is asked for it
    /// (`--contact-point`), because it replaces all notification policies of the organisation.
    pub routing: Option<Routing>,
    /// The datasources to provision.
    pub datasources: Vec<Datasource>,
    /// The datasources that Grafana has from elsewhere: dashboards and rules may ask them, and nothing is provisioned.
    pub existing_datasources: Vec<ExistingDatasource>,
    /// The names of datasources that Grafana deletes before it provisions those above, at each start.
    ///
    /// Where Grafana has a datasource of the same name with another uid, made in the UI or by another file, it does not
    /// start until that is gone; its name in this list makes room. What people changed in it by
    /// hand is lost.
    pub delete_datasources: Vec<Cow<'static, str>>,
    /// Where Grafana looks for the dashboards.
    pub providers: Vec<Provider>,
    /// The Prometheus and Grafana to run beside them, for suites that bring their own.
    pub stack: Option<Stack>,
}

impl Suite {
    /// Returns a suite of nothing, to be filled with struct update syntax.
    ///
    /// ```
    /// use dashgen::suite::Suite;
    ///
    /// let suite = Suite { providers: Vec::new(), ..Suite::new("service") };
    /// assert!(suite.dashboards.is_empty());
    /// ```
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self {
            name: name.into(),
            catalogue: Catalogue::empty(),
            dashboards: Dashboards::from_functions(&[]),
            rules: Rules::default(),
            routing: None,
            datasources: Vec::new(),
            existing_datasources: Vec::new(),
            delete_datasources: Vec::new(),
            providers: Vec::new(),
            stack: None,
        }
    }
}

/// A query of a dashboard that reads a recorded series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedRead {
    /// The dashboard's title.
    pub dashboard: String,
    /// The panel's title.
    pub panel: String,
    /// The query's place in the panel, from 0.
    pub query: usize,
    /// What it reads.
    pub substitution: Substitution,
}

impl Suite {
    /// Returns the suite without its contact points and policies.
    pub fn without_routing(&self) -> Self {
        Self { routing: None, ..self.clone() }
    }

    /// Returns the uids of all datasources that there are, provisioned or not, each with the id of its plugin.
    pub fn datasource_kinds(&self) -> impl Iterator<Item = (&Uid, &str)> {
        let provisioned = self.datasources.iter().map(|datasource| (&datasource.uid, datasource.kind.plugin()));
        provisioned.chain(self.existing_datasources.iter().map(|datasource| (&datasource.uid, &*datasource.kind)))
    }

    /// Returns the suite with dashboards that read recorded series where there are any.
    pub fn with_recorded(&self, near: Near) -> Self {
        let (all, rules) = (self.dashboards.clone(), self.rules.clone());
        let dashboards = Dashboards::generate(all.len(), move |index| {
            let mut dashboard = all.get(index);
            read_recorded(&mut dashboard, &rules, near);
            dashboard
        });
        Self { dashboards, ..self.clone() }
    }

    /// Returns the queries for which [`Suite::with_recorded`] finds recorded series.
    pub fn recorded_reads(&self, near: Near) -> Vec<RecordedRead> {
        self.dashboards.iter().flat_map(|mut dashboard| read_recorded(&mut dashboard, &self.rules, near)).collect()
    }
}

fn read_recorded(dashboard: &mut Dashboard, rules: &Rules, near: Near) -> Vec<RecordedRead> {
    let rules: Vec<&Recording> = rules.recordings().collect();
    let title = dashboard.title.clone();
    let reads = dashboard.panels_mut().flat_map(|panel| {
        let name = panel.title.clone();
        let queries = panel.targets.iter_mut().enumerate();
        let found = queries.flat_map(|(query, target)| {
            let read = |substitution| RecordedRead {
                dashboard: title.to_string(),
                panel: name.to_string(),
                query,
                substitution,
            };
            let PanelQuery::PromQl(target) = target else { return Vec::new() };
            let mut done = recorded(&mut target.expr, &rules.iter().copied(), near);
            done.dedup();
            done.into_iter().map(read).collect::<Vec<_>>()
        });
        found.collect::<Vec<_>>()
    });
    reads.collect()
}

/// The dashboards of a suite, each made when it is needed: a suite of thousands need not fit into memory.
///
/// ```
/// use dashgen::model::{Dashboard, Uid};
/// use dashgen::suite::Dashboards;
///
/// let dashboards = Dashboards::generate(1_000, |i| {
///     Dashboard::new(Uid::new(format!("service-{i}")).expect("letters and digits"), format!("Service {i}"))
/// });
/// assert_eq!(dashboards.len(), 1_000);
/// assert_eq!(dashboards.get(7).title, "Service 7");
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

    /// Returns the dashboards that these functions make.
    pub fn from_functions(functions: &'static [fn() -> Dashboard]) -> Self {
        Self::generate(functions.len(), |index| functions[index]())
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

impl fmt::Debug for Dashboards {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dashboards").field("count", &self.count).finish_non_exhaustive()
    }
}

/// A datasource that Grafana has from elsewhere: made in the UI, by another file or by another suite.
///
/// ```
/// use dashgen::model::Uid;
/// use dashgen::suite::{ExistingDatasource, Suite};
///
/// let prometheus = ExistingDatasource::prometheus(Uid::literal("prometheus"));
/// let logs = ExistingDatasource::new(Uid::literal("logs"), "loki");
/// let suite = Suite { existing_datasources: vec![prometheus, logs], ..Suite::new("shop") };
/// assert_eq!(suite.datasource_kinds().count(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExistingDatasource {
    /// What dashboards refer to; Grafana shows it in the address of the datasource's page.
    pub uid: Uid,
    /// The id of its plugin: `prometheus`, `loki`.
    pub kind: Cow<'static, str>,
}

impl ExistingDatasource {
    /// Returns a Prometheus, or what speaks its API.
    pub const fn prometheus(uid: Uid) -> Self {
        Self { uid, kind: Cow::Borrowed("prometheus") }
    }

    /// Returns a datasource of a plugin, by its id: `loki`.
    pub fn new(uid: Uid, kind: impl Into<Cow<'static, str>>) -> Self {
        Self { uid, kind: kind.into() }
    }
}

/// A dashboard provider: a folder that Grafana reads dashboards from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its name, unique in Grafana.
    pub name: Cow<'static, str>,
    /// The folder in Grafana; empty for the root.
    pub folder: Cow<'static, str>,
    /// The folder's uid; random where it is missing, and then new after every fresh start.
    ///
    /// Files leave it out where the alerts share the folder: Grafana makes the folder of alerts first, by its title
    /// alone, and a second one of that title for whoever asks by uid.
    pub folder_uid: Option<Uid>,
    /// The folder on disk, as Grafana's own process sees it.
    pub path: Setting,
    /// How often Grafana looks for changes, in seconds.
    pub update_interval_seconds: u32,
    /// Whether the UI may save over what the files say. Without it, code stays the truth.
    pub allow_ui_updates: bool,
}
