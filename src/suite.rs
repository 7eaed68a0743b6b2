//! What one build generates: dashboards, rules, datasources and providers, and the metrics that they use.

mod dashboards;
mod data;
pub mod datasource;
mod only;
mod provider;
pub mod routing;
mod secret;
mod setting;
mod stack;

use std::borrow::Cow;

use crate::model::{Dashboard, PanelQuery, Uid};
use crate::promql::{Catalogue, DeclaredTwice};
use crate::rule::{Near, Recording, Rules, Substitution, recorded};

pub use dashboards::Dashboards;
pub(crate) use data::{Data, Secure, Settings};
pub use datasource::{Datasource, DatasourceKind};
pub use only::UnknownDashboard;
pub use provider::Provider;
pub use routing::Routing;
pub use secret::Secret;
pub use setting::Setting;
pub use stack::{Demo, Job, ScrapeProtocol, Stack};

/// Everything that one `dashgen build` renders.
///
/// ```
/// use dashgen::model::Uid;
/// use dashgen::suite::{Datasource, Provider, Suite};
///
/// let suite = Suite::new("shop")
///     .datasource(Datasource::prometheus(Uid::literal("prometheus"), "Prometheus", "http://prometheus:9090").make_default())
///     .provider(Provider::new("shop").folder("Shop"));
/// assert!(suite.dashboards.is_empty());
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Suite {
    /// A short name for messages: `trading`.
    pub name: Cow<'static, str>,
    /// The metrics that queries may use, from one catalogue or several, also of other crates. Without any, the lints about
    /// metrics are off.
    pub catalogues: Vec<&'static Catalogue>,
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
    /// Returns an empty suite.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self {
            name: name.into(),
            catalogues: Vec::new(),
            dashboards: Dashboards::default(),
            rules: Rules::default(),
            routing: None,
            datasources: Vec::new(),
            existing_datasources: Vec::new(),
            delete_datasources: Vec::new(),
            providers: Vec::new(),
            stack: None,
        }
    }

    /// Adds metrics that queries may use. This turns on the lints about metrics.
    pub fn catalogue(mut self, catalogue: &'static Catalogue) -> Self {
        self.catalogues.push(catalogue);
        self
    }

    /// Returns the metrics of all catalogues.
    ///
    /// # Errors
    /// [`DeclaredTwice`] if two metrics export a series of the same name.
    pub fn metrics(&self) -> Result<Catalogue, DeclaredTwice> {
        Catalogue::of_all(&self.catalogues)
    }

    /// Adds dashboards: built by functions, `[overview, traffic]`, or generated from data, [`Dashboards::from_each`].
    pub fn dashboards(mut self, dashboards: impl Into<Dashboards>) -> Self {
        self.dashboards = self.dashboards.and(dashboards);
        self
    }

    /// Sets the recording and alerting rules.
    pub fn rules(mut self, rules: Rules) -> Self {
        self.rules = rules;
        self
    }

    /// Sets who is notified of alerts evaluated by Grafana.
    pub fn routing(mut self, routing: Routing) -> Self {
        self.routing = Some(routing);
        self
    }

    /// Adds a datasource to provision.
    pub fn datasource(mut self, datasource: impl Into<Datasource>) -> Self {
        self.datasources.push(datasource.into());
        self
    }

    /// Adds a datasource that already exists in Grafana.
    pub fn existing_datasource(mut self, datasource: ExistingDatasource) -> Self {
        self.existing_datasources.push(datasource);
        self
    }

    /// Makes Grafana delete the datasource with this name at each start, before it provisions those of the suite.
    pub fn delete_datasource(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.delete_datasources.push(name.into());
        self
    }

    /// Adds a dashboard provider: a folder that Grafana reads dashboards from.
    pub fn provider(mut self, provider: Provider) -> Self {
        self.providers.push(provider);
        self
    }

    /// Sets the stack: a Prometheus and a Grafana to run.
    pub fn stack(mut self, stack: Stack) -> Self {
        self.stack = Some(stack);
        self
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

/// A datasource that already exists in Grafana: created in the UI, by another file or by another suite.
///
/// ```
/// use dashgen::model::Uid;
/// use dashgen::suite::{ExistingDatasource, Suite};
///
/// let prometheus = ExistingDatasource::prometheus(Uid::literal("prometheus"));
/// let logs = ExistingDatasource::new(Uid::literal("logs"), "loki");
/// let suite = Suite::new("shop").existing_datasource(prometheus).existing_datasource(logs);
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
