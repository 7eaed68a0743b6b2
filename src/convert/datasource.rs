//! References to datasources: `{type, uid}`, or a name, in the classic format; a group and a name in v2.

use super::loss::{Losses, Place};
use super::member::filled;
use crate::grafana::datasource::{DASHBOARD, EXPRESSION, GRAFANA, GRAFANA_PLUGIN, MIXED, PLUGIN};
use crate::json::{Either, Rest};
use crate::schema::v1::{Datasource, DatasourceObject, Target};
use crate::schema::v2::{DataQuery, DatasourceName, DatasourceRef};
use crate::vocabulary::Text;

/// Which datasource is asked; what is not known is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reference {
    /// The plugin's id.
    pub(super) kind: Text,
    /// Its uid, or a variable, or its name.
    pub(super) uid: Text,
}

impl Reference {
    /// Returns whether nothing is known.
    pub(super) fn is_empty(&self) -> bool {
        self.kind.is_empty() && self.uid.is_empty()
    }

    /// Returns whether queries name their own.
    pub(super) fn is_mixed(&self) -> bool {
        self.uid == MIXED
    }

    /// Returns whether it computes with other queries.
    pub(super) fn is_expression(&self) -> bool {
        self.uid == EXPRESSION || self.kind == EXPRESSION
    }

    /// Returns the reference that old dashboards write as a name.
    fn named(name: Text) -> Self {
        let kind = match &*name {
            GRAFANA => GRAFANA_PLUGIN,
            MIXED => "mixed",
            DASHBOARD => PLUGIN,
            EXPRESSION => EXPRESSION,
            _ => "",
        };
        Self { kind: kind.into(), uid: name }
    }

    fn of(kind: Option<Text>, uid: Option<Text>) -> Self {
        let (kind, mut uid) = (kind.unwrap_or_default(), uid.unwrap_or_default());
        if kind == PLUGIN && uid.is_empty() {
            uid = GRAFANA_PLUGIN.into();
        }
        Self { kind, uid }
    }

    /// Returns the datasource of a classic object.
    pub(super) fn classic(datasource: Option<Datasource>, object: Place<'_>, losses: &mut Losses) -> Self {
        match datasource.flatten() {
            None => Self::default(),
            Some(Either::Left(name)) => Self::named(name),
            Some(Either::Right(DatasourceObject { kind, uid, rest })) => {
                losses.rest(object.at("datasource"), &rest);
                Self::of(kind.flatten(), uid.flatten())
            }
        }
    }

    /// Takes the datasource that `v2alpha1` has beside a query.
    pub(super) fn alpha(
        datasource: Option<DatasourceRef>,
        rest: &mut Rest,
        object: Place<'_>,
        losses: &mut Losses,
    ) -> Self {
        let Some(DatasourceRef { kind, uid, rest }) = datasource else {
            return rest.take("datasource").map(Self::named).unwrap_or_default();
        };
        losses.rest(object.at("datasource"), &rest);
        Self::of(kind, uid)
    }

    /// Returns that of the group and name in a v2 object.
    pub(super) fn current(
        group: Option<Text>,
        datasource: Option<DatasourceName>,
        object: Place<'_>,
        losses: &mut Losses,
    ) -> Self {
        let (name, rest) = datasource.map(|it| (it.name, it.rest)).unwrap_or_default();
        losses.rest(object.at("datasource"), &rest);
        Self { kind: group.unwrap_or_default(), uid: name.unwrap_or_default() }
    }

    /// Returns it as the classic format has it; nothing where nothing is known.
    pub(super) fn into_classic(self) -> Option<Datasource> {
        let known = |text| filled(Some(text)).map(Some);
        let is_empty = self.is_empty();
        let object = DatasourceObject { kind: known(self.kind), uid: known(self.uid), ..DatasourceObject::empty() };
        (!is_empty).then_some(Some(Either::Right(object)))
    }

    /// Returns it as v2 has it: the group, and the name.
    pub(super) fn into_current(self) -> (Option<Text>, Option<DatasourceName>) {
        let name = filled(Some(self.uid)).map(|uid| DatasourceName::empty().name(uid));
        (Some(self.kind), name)
    }

    /// Returns a query in v2.
    pub(super) fn query(self, spec: Target) -> DataQuery {
        let (group, datasource) = self.into_current();
        DataQuery { datasource, group, spec: Some(spec), ..DataQuery::new() }
    }
}

/// Takes a v2 query apart: the datasource, and what is asked. `beside` is where `v2alpha1` has the datasource.
pub(super) fn query(
    query: Option<DataQuery>,
    beside: Reference,
    object: Place<'_>,
    losses: &mut Losses,
) -> (Reference, Target) {
    let Some(query) = query else { return (beside, Target::empty()) };
    let DataQuery { mut datasource, mut group, kind, labels, spec, mut version, rest } = query;
    let at = object.at("query");
    let kind = kind.unwrap_or_default();
    let reference = if kind == "DataQuery" {
        Reference::current(group.take(), datasource.take(), at, losses)
    } else {
        Reference { kind: if beside.kind.is_empty() { kind } else { beside.kind }, uid: beside.uid }
    };
    // There is only one version of a query's form so far.
    if version.as_deref().is_some_and(|it| it == "v0" || it.is_empty()) {
        version = None;
    }
    losses.left(at, DataQuery { datasource, group, kind: None, labels, spec: None, version, rest });
    (reference, spec.unwrap_or_else(Target::empty))
}
