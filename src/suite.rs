//! What one build makes: dashboards, rules, the datasources and providers that Grafana finds them by, and the metrics they read.

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
use crate::promql::Catalogue;
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
    /// Returns a suite of nothing.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self {
            name: name.into(),
            catalogue: Catalogue::empty(),
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

    /// Sets the metrics that queries may use, and so switches the lints about metrics on.
    pub fn catalogue(mut self, catalogue: &'static Catalogue) -> Self {
        self.catalogue = catalogue;
        self
    }

    /// Adds dashboards: those that functions make, `[overview, traffic]`, or a list of any length that is made from
    /// data, [`Dashboards::from_each`].
    pub fn dashboards(mut self, dashboards: impl Into<Dashboards>) -> Self {
        self.dashboards = self.dashboards.and(dashboards);
        self
    }

    /// Sets the recording and alerting rules.
    pub fn rules(mut self, rules: Rules) -> Self {
        self.rules = rules;
        self
    }

    /// Sets who hears of the alerts that Grafana evaluates.
    pub fn routing(mut self, routing: Routing) -> Self {
        self.routing = Some(routing);
        self
    }

    /// Adds a datasource to provision.
    pub fn datasource(mut self, datasource: impl Into<Datasource>) -> Self {
        self.datasources.push(datasource.into());
        self
    }

    /// Adds a datasource that Grafana has from elsewhere.
    pub fn existing_datasource(mut self, datasource: ExistingDatasource) -> Self {
        self.existing_datasources.push(datasource);
        self
    }

    /// Lets Grafana delete the datasource of that name before it provisions those of the suite, at each start.
    pub fn delete_datasource(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.delete_datasources.push(name.into());
        self
    }

    /// Adds a folder in which Grafana looks for the dashboards.
    pub fn provider(mut self, provider: Provider) -> Self {
        self.providers.push(provider);
        self
    }

    /// Adds a Prometheus and a Grafana to run beside them.
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

/// A datasource that Grafana has from elsewhere: made in the UI, by another file or by another suite.
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
