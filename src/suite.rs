//! What one build generates: dashboards, rules, datasources and providers, and the metrics that they use.

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
    /// The metrics that queries may use; [`Catalogue::empty`] turns off the lints about metrics.
    pub catalogue: &'static Catalogue,
    /// The dashboards.
    pub dashboards: Dashboards,
    /// The recording and alerting rules.
    pub rules: Rules,
    /// Who is notified of alerts evaluated by Grafana. `dashgen build` only writes it with `--contact-point`, because
    /// it replaces all notification policies of the organization.
    pub routing: Option<Routing>,
    /// The datasources to provision.
    pub datasources: Vec<Datasource>,
    /// Datasources that already exist in Grafana: dashboards and rules may use them, and they are not provisioned.
    pub existing_datasources: Vec<ExistingDatasource>,
    /// The names of datasources that Grafana deletes at each start, before it provisions the others.
    ///
    /// If Grafana has a datasource of the same name with another UID, created in the UI or by another file, it does not
    /// start until that one is deleted; adding its name to this list does that. Manual changes to it are lost.
    pub delete_datasources: Vec<Cow<'static, str>>,
    /// Where Grafana looks for the dashboards.
    pub providers: Vec<Provider>,
    /// The Prometheus and Grafana to run, for suites that bring their own.
    pub stack: Option<Stack>,
}

impl Suite {
    /// Returns an empty suite, to be filled in with struct update syntax.
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
    /// The index of the query in the panel, starting at 0.
    pub query: usize,
    /// What was substituted.
    pub substitution: Substitution,
}

impl Suite {
    /// Returns the suite without its contact points and notification policies.
    pub fn without_routing(&self) -> Self {
        Self { routing: None, ..self.clone() }
    }

    /// Returns the UIDs of all datasources, provisioned and existing, each with its plugin ID.
    pub fn datasource_kinds(&self) -> impl Iterator<Item = (&Uid, &str)> {
        let provisioned = self.datasources.iter().map(|datasource| (&datasource.uid, datasource.kind.plugin()));
        provisioned.chain(self.existing_datasources.iter().map(|datasource| (&datasource.uid, &*datasource.kind)))
    }

    /// Returns the suite with dashboards that read recorded series where possible.
    pub fn with_recorded(&self, near: Near) -> Self {
        let (all, rules) = (self.dashboards.clone(), self.rules.clone());
        let dashboards = Dashboards::generate(all.len(), move |index| {
            let mut dashboard = all.get(index);
            read_recorded(&mut dashboard, &rules, near);
            dashboard
        });
        Self { dashboards, ..self.clone() }
    }

    /// Returns the queries that [`Suite::with_recorded`] replaces with recorded series.
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

/// The dashboards of a suite, each built on demand: thousands of them need not fit into memory.
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
    /// Returns `count` dashboards, each built by the function from its index.
    pub fn generate(count: usize, make: impl Fn(usize) -> Dashboard + Send + Sync + 'static) -> Self {
        Self { count, make: Arc::new(make) }
    }

    /// Returns the dashboards that these functions build.
    pub fn from_functions(functions: &'static [fn() -> Dashboard]) -> Self {
        Self::generate(functions.len(), |index| functions[index]())
    }

    /// Returns the number of dashboards.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Returns whether there are no dashboards.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Builds the dashboard with this index.
    ///
    /// # Panics
    /// May panic if the index is not below [`Dashboards::len`].
    pub fn get(&self, index: usize) -> Dashboard {
        (self.make)(index)
    }

    /// Builds the dashboards one after the other.
    pub fn iter(&self) -> impl Iterator<Item = Dashboard> + '_ {
        (0..self.count).map(|index| self.get(index))
    }
}

impl fmt::Debug for Dashboards {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dashboards").field("count", &self.count).finish_non_exhaustive()
    }
}

/// A datasource that already exists in Grafana: created in the UI, by another file or by another suite.
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
    /// Its UID, by which dashboards refer to it; Grafana shows it in the URL of the datasource's settings.
    pub uid: Uid,
    /// Its plugin ID: `prometheus`, `loki`.
    pub kind: Cow<'static, str>,
}

impl ExistingDatasource {
    /// Returns a Prometheus datasource, or a compatible one.
    pub const fn prometheus(uid: Uid) -> Self {
        Self { uid, kind: Cow::Borrowed("prometheus") }
    }

    /// Returns a datasource of a plugin, by the plugin ID: `loki`.
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
    /// The UID of the folder; by default random, and different on every new Grafana.
    ///
    /// It is omitted from the files if alerts use the same folder: Grafana first creates the alerts' folder by title
    /// alone, and would then create a second one with the same title for a provider with a UID.
    pub folder_uid: Option<Uid>,
    /// The folder on disk, as Grafana's own process sees it.
    pub path: Setting,
    /// How often Grafana looks for changes, in seconds.
    pub update_interval_seconds: u32,
    /// Whether dashboards can be saved from the UI. If not, the code remains the source of truth.
    pub allow_ui_updates: bool,
}
