//! All that a suite makes: its dashboards, one after the other or on several threads, and what it needs besides.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;

use super::check::Checked;
use super::error::RenderError;
use super::format::DashboardFormat;
use super::options::Options;
use super::provisioning::ProvisioningError;
use super::target::Page;
use super::{artifact, drill_down, v1, v2};
use crate::convert::Loss;
use crate::model::{Dashboard, LinkKind, Origin, Panel, Uid, Var};
use crate::spelling::nearest;
use crate::suite::Suite;

/// Why the dashboards of a suite were not all handed on.
#[derive(Debug, thiserror::Error)]
pub enum Failure<E> {
    /// One could not be rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// One was not taken.
    #[error(transparent)]
    Sink(E),
}

/// What the classic form of a dashboard has no place for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lost {
    /// The dashboard's title.
    pub dashboard: String,
    /// What, and where.
    #[serde(flatten)]
    pub loss: Loss,
}

/// Takes an artifact: its path below the output folder, with `/`, and its bytes.
pub type Sink<'a, E> = dyn Fn(&str, &[u8]) -> Result<(), E> + Sync + 'a;

/// Renders the dashboards of a suite that are wanted, and hands each on: its path below the output folder, with `/`,
/// and its bytes. The rest are made, too, for the checks that concern all of them.
///
/// The sink may be called from several threads; the order is not fixed, the bytes are. Returns what was lost in the
/// classic format, in the suite's order.
///
/// # Errors
/// [`Failure`] with the first dashboard, in the suite's order, that could not be rendered or was not taken. The sink
/// may have been given others before and after it.
pub fn dashboards<E: Send>(
    suite: &Suite,
    options: &Options,
    wanted: &(dyn Fn(&Dashboard) -> bool + Sync),
    sink: &Sink<'_, E>,
) -> Result<Vec<Lost>, Failure<E>> {
    let lost = Mutex::new(Vec::new());
    each_dashboard(suite, &|index, dashboard, file, buffer| {
        if !wanted(dashboard) {
            return Ok(());
        }
        let dashboard = &*drill_down::resolved(dashboard);
        let checked = Checked::new(dashboard)?;
        for format in options.formats() {
            buffer.clear();
            match format {
                DashboardFormat::Classic => v1::write(&checked, buffer),
                DashboardFormat::V2 => v2::write(&checked, buffer)?,
            }
            let page = Page { dashboard, file, format, json: buffer };
            let (path, bytes) = (options.target.form().dashboard)(suite, &page)?;
            sink(&path, &bytes).map_err(Failure::Sink)?;
            let of_one = if format == DashboardFormat::Classic { v2::lost_in_classic(dashboard) } else { Vec::new() };
            if !of_one.is_empty() {
                lock(&lost).push((index, dashboard.title.to_string(), of_one));
            }
        }
        Ok(())
    })?;
    let mut lost = unlocked(lost);
    lost.sort_by_key(|(index, ..)| *index);
    let of_one = |(_, dashboard, losses): (_, String, Vec<Loss>)| {
        losses.into_iter().map(move |loss| Lost { dashboard: dashboard.clone(), loss })
    };
    Ok(lost.into_iter().flat_map(of_one).collect())
}

/// Takes a dashboard: its place in the suite, the name of its file, and an empty buffer to print it into.
pub(crate) type Take<'a, E> = dyn Fn(usize, &Dashboard, &str, &mut Vec<u8>) -> Result<(), Failure<E>> + Sync + 'a;

/// Makes each dashboard of a suite once, on all cores where there are many, and hands it on. Checks what concerns all of
/// them together: that uids and names of files differ, and that links lead somewhere.
///
/// The order in which dashboards are taken is not fixed.
///
/// # Errors
/// [`Failure`] with the first dashboard, in the suite's order, that has the uid or file of another or was not taken.
pub(crate) fn each_dashboard<E: Send>(suite: &Suite, take: &Take<'_, E>) -> Result<(), Failure<E>> {
    let work = Work { suite, take, next: AtomicUsize::new(0), seen: Mutex::default(), failure: Mutex::new(None) };
    std::thread::scope(|scope| {
        for _ in 1..threads(suite.dashboards.len()) {
            scope.spawn(|| work.run());
        }
        work.run();
    });
    match unlocked(work.failure) {
        Some((_, failure)) => Err(failure),
        None => Ok(unlocked(work.seen).check(suite)?),
    }
}

/// Renders what a suite needs besides its dashboards: rules, datasources, providers, the variables that those read, and
/// the stack. Returns the path of each file in the output and its text.
///
/// ```
/// use dashgen::model::Uid;
/// use dashgen::render::{self, Options};
/// use dashgen::suite::{Datasource, Suite};
///
/// let prometheus = Datasource::prometheus(Uid::literal("prometheus"), "Prometheus", "http://localhost:9090");
/// let suite = Suite::new("sample").datasource(prometheus.make_default());
/// let files = render::provisioning(&suite, &Options::default())?;
/// assert_eq!(files[0].0, "provisioning/datasources/prometheus.yml");
/// # Ok::<(), dashgen::render::ProvisioningError>(())
/// ```
///
/// # Errors
/// [`ProvisioningError`], when Grafana or Prometheus would refuse a file or read something else from it.
pub fn provisioning(suite: &Suite, options: &Options) -> Result<Vec<(String, String)>, ProvisioningError> {
    let form = options.target.form();
    let artifacts = artifact::all(suite, options.alerts, options.folder())?;
    let printed = artifacts.iter().flat_map(|artifact| (form.artifact)(suite, artifact));
    Ok(printed.chain((form.around)(suite)).collect())
}

/// A thread costs more than a few dashboards.
fn threads(dashboards: usize) -> usize {
    const WORTH_A_THREAD: usize = 16;
    match dashboards / WORTH_A_THREAD {
        // Counting the cores takes as long as a dashboard.
        few @ 0..=1 => few.max(1),
        many => std::thread::available_parallelism().map_or(1, usize::from).min(many),
    }
}

struct Work<'a, E> {
    suite: &'a Suite,
    take: &'a Take<'a, E>,
    next: AtomicUsize,
    seen: Mutex<Seen>,
    failure: Mutex<Option<(usize, Failure<E>)>>,
}

/// What concerns all dashboards together.
#[derive(Default)]
struct Seen {
    uids: HashMap<Uid, usize>,
    files: HashMap<String, Uid>,
    links: HashMap<Uid, LinkTo>,
    sets: HashMap<(Uid, Var), LinkTo>,
}

/// The first link to a dashboard, or to a variable of it.
struct LinkTo {
    index: usize,
    from: Uid,
    origin: Origin,
}

impl<E: Send> Work<'_, E> {
    fn run(&self) {
        let mut buffer = Vec::new();
        loop {
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            if index >= self.suite.dashboards.len() || self.has_failed_before(index) {
                return;
            }
            if let Err(failure) = self.one(index, &mut buffer) {
                self.fail(index, failure);
            }
        }
    }

    fn one(&self, index: usize, buffer: &mut Vec<u8>) -> Result<(), Failure<E>> {
        let dashboard = self.suite.dashboards.get(index);
        let file = self.register(index, &dashboard)?;
        buffer.clear();
        (self.take)(index, &dashboard, &file, buffer)
    }

    /// Of several failures, the one that comes first in the suite is kept, whichever thread met it.
    fn fail(&self, index: usize, failure: Failure<E>) {
        let mut first = lock(&self.failure);
        if first.as_ref().is_none_or(|(other, _)| index < *other) {
            *first = Some((index, failure));
        }
    }

    fn has_failed_before(&self, index: usize) -> bool {
        lock(&self.failure).as_ref().is_some_and(|(failed, _)| *failed < index)
    }

    /// Returns the name of its file.
    fn register(&self, index: usize, dashboard: &Dashboard) -> Result<String, RenderError> {
        let file = file_name(dashboard)?;
        let mut seen = lock(&self.seen);
        if let Some(other) = seen.uids.insert(dashboard.uid.clone(), index) {
            drop(seen);
            let [first, second] = [index.min(other), index.max(other)].map(|at| self.suite.dashboards.get(at));
            let (origin, first, second) = (second.origin, first.title.into_owned(), second.title.into_owned());
            return Err(RenderError::DuplicateUid { origin, uid: dashboard.uid.clone(), first, second });
        }
        // Some file systems do not tell `A` from `a`.
        if let Some(first) = seen.files.insert(file.to_lowercase(), dashboard.uid.clone()) {
            let (origin, second) = (dashboard.origin, dashboard.uid.clone());
            let file = format!("{}/{file}", DashboardFormat::Classic.folder());
            return Err(RenderError::DuplicateFile { origin, file, first, second });
        }
        let values = || dashboard.panels().flat_map(Panel::data_links);
        let of_values = values().filter_map(|link| Some((link.dashboard.as_ref()?, link.origin)));
        let of_pages = dashboard.panels().flat_map(|panel| &panel.links).chain(&dashboard.links);
        let links = of_values.chain(of_pages.filter_map(|link| match &link.kind {
            LinkKind::Dashboard(dashboard) => Some((dashboard, link.origin)),
            _ => None,
        }));
        for (target, origin) in links {
            if seen.links.get(&target.uid).is_none_or(|first| index < first.index) {
                seen.links.insert(target.uid.clone(), LinkTo { index, from: dashboard.uid.clone(), origin });
            }
        }
        let sets = values().filter_map(|link| Some((link.dashboard.as_ref()?, &link.variables, link.origin)));
        for (target, variable, origin) in sets.flat_map(|(to, all, origin)| all.iter().map(move |it| (to, it, origin)))
        {
            let set = (target.uid.clone(), variable.variable.clone());
            if seen.sets.get(&set).is_none_or(|first| index < first.index) {
                seen.sets.insert(set, LinkTo { index, from: dashboard.uid.clone(), origin });
            }
        }
        Ok(file)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn unlocked<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl Seen {
    /// Checks that links lead to dashboards of the suite, and set variables that those have.
    fn check(&self, suite: &Suite) -> Result<(), RenderError> {
        let missing = self.links.iter().filter(|(target, _)| !self.uids.contains_key(target));
        if let Some((target, LinkTo { from, origin, .. })) = missing.min_by_key(|(target, link)| (link.index, *target))
        {
            let (origin, dashboard, target) = (*origin, from.clone(), target.clone());
            return Err(RenderError::DanglingLink { origin, dashboard, target });
        }
        let mut sets: Vec<_> = self.sets.iter().collect();
        sets.sort_by_key(|((target, variable), _)| (target, variable.name()));
        // Each dashboard that links set variables of is made once more, so that the names of all need not be kept.
        for of_one in sets.chunk_by(|(one, _), (other, _)| one.0 == other.0) {
            let Some(index) = of_one.first().and_then(|((target, _), _)| self.uids.get(target)) else { continue };
            let target = suite.dashboards.get(*index);
            for ((_, variable), link) in of_one {
                variable_is_there(&target, variable, link)?;
            }
        }
        Ok(())
    }
}

fn variable_is_there(target: &Dashboard, variable: &Var, link: &LinkTo) -> Result<(), RenderError> {
    let names: Vec<&str> = target.all_variables().map(|it| it.var.name()).collect();
    if names.contains(&variable.name()) {
        return Ok(());
    }
    let hint = nearest(variable.name(), names).map(|it| format!("; did you mean `{it}`?")).unwrap_or_default();
    Err(RenderError::UnknownLinkVariable {
        origin: link.origin,
        dashboard: link.from.clone(),
        target: target.uid.clone(),
        variable: variable.name().to_owned(),
        hint,
    })
}

/// Returns the path of a dashboard's classic file below the output folder.
///
/// # Errors
/// [`RenderError::FileName`] for a name that could leave the folder, be hidden or be refused by a file system.
pub fn path(dashboard: &Dashboard) -> Result<String, RenderError> {
    Ok(format!("{}/{}", DashboardFormat::Classic.folder(), file_name(dashboard)?))
}

fn file_name(dashboard: &Dashboard) -> Result<String, RenderError> {
    let name = dashboard.name();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.is_empty() || name.len() > 200 || name.starts_with('.') || !name.chars().all(is_plain) {
        let (origin, dashboard) = (dashboard.origin, dashboard.uid.clone());
        return Err(RenderError::FileName { origin, dashboard, name: name.to_owned() });
    }
    Ok(format!("{name}.json"))
}
