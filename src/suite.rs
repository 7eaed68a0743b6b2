//! What one build makes: dashboards, the datasources and providers that Grafana finds them by, and the metrics they read.

mod stack;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::model::{Dashboard, Uid};
use crate::promql::Catalogue;

pub use stack::{Demo, Job, Stack};

/// Everything that one `dashgen build` renders.
#[derive(Debug)]
pub struct Suite {
    /// A short name for messages: `trading`.
    pub name: Cow<'static, str>,
    /// The metrics that queries may use; [`Catalogue::empty`] switches the lints about metrics off.
    pub catalogue: &'static Catalogue,
    /// The dashboards.
    pub dashboards: Dashboards,
    /// The datasources to provision.
    pub datasources: Vec<Datasource>,
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
            datasources: Vec::new(),
            providers: Vec::new(),
            stack: None,
        }
    }
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

/// A datasource file entry: a Prometheus server that Grafana is to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datasource {
    /// The name that people see; the file is named after it, too.
    pub name: Cow<'static, str>,
    /// What dashboards refer to.
    pub uid: Uid,
    /// Its address.
    pub url: Setting,
    /// How often Prometheus scrapes: `15s`. It feeds `$__rate_interval`, so it must be the server's own interval.
    pub scrape_interval: Setting,
    /// Whether it is the organisation's default; one may be.
    pub is_default: bool,
}

/// A dashboard provider: a folder that Grafana reads dashboards from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its name, unique in Grafana.
    pub name: Cow<'static, str>,
    /// The folder in Grafana; empty for the root.
    pub folder: Cow<'static, str>,
    /// The folder's uid; random where it is missing, and then new after every fresh start.
    pub folder_uid: Option<Uid>,
    /// The folder on disk, as Grafana's own process sees it.
    pub path: Setting,
    /// How often Grafana looks for changes, in seconds.
    pub update_interval_seconds: u32,
    /// Whether the UI may save over what the files say. Without it, code stays the truth.
    pub allow_ui_updates: bool,
}

/// A value of a provisioning file: fixed, or read from Grafana's environment when it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// This text, whatever it holds; `$` stands for itself.
    Fixed(Cow<'static, str>),
    /// The value of an environment variable of the Grafana process, read when Grafana starts.
    ///
    /// Grafana's files know no defaults: an unset variable becomes the empty text. So the build also writes
    /// `provisioning/grafana.env` with every variable and its default, for `docker run --env-file` and its like.
    Environment {
        /// The variable's name: `[A-Za-z_][A-Za-z0-9_]*`.
        variable: Cow<'static, str>,
        /// The value in its absence.
        default: Cow<'static, str>,
    },
}

impl Setting {
    /// Returns the value that holds where nobody sets another one.
    ///
    /// ```
    /// use dashgen::suite::Setting;
    ///
    /// let url = Setting::Environment { variable: "URL".into(), default: "http://prometheus:9090".into() };
    /// assert_eq!(url.value(), "http://prometheus:9090");
    /// ```
    pub fn value(&self) -> &str {
        match self {
            Self::Fixed(text) => text,
            Self::Environment { default, .. } => default,
        }
    }
}
