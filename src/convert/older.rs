//! What `v2alpha1` and `v2beta1` write otherwise than `v2`.

use serde_json::Value;

use super::member::filled;
use crate::json::{Json, Rest, Typed};
use crate::schema::v2::{
    DataQuery, DatasourceName, DatasourceRef, Element, Grid, GridEntry, GridItem, GridRow, Kinded, Layout, Named,
    Panel, QueryGroup, Row, Rows, Spec, Transformation, Variable, Visualization,
};
use crate::vocabulary::Text;

/// Makes a spec what `v2` has. What is current already stays as it is.
pub(super) fn to_current(spec: &mut Spec) {
    for element in spec.elements.iter_mut().flat_map(|elements| elements.values_mut()) {
        if let Element::Panel(pair) = element
            && let Some(panel) = &mut pair.spec
        {
            self::panel(panel);
        }
    }
    if let Some(layout) = &mut spec.layout {
        rows(layout);
    }
    for annotation in specs(&mut spec.annotations) {
        asked(&mut annotation.query, &mut annotation.datasource, &mut annotation.rest);
    }
    spec.variables.iter_mut().flatten().for_each(variable);
}

fn specs<K>(pairs: &mut Option<Vec<Kinded<K>>>) -> impl Iterator<Item = &mut K> {
    pairs.iter_mut().flatten().filter_map(|pair| pair.spec.as_mut())
}

fn panel(panel: &mut Panel) {
    if let Some(config) = &mut panel.visualization {
        visualization(config);
    }
    let Some(QueryGroup { queries, transformations, .. }) = panel.data.as_mut().and_then(|data| data.spec.as_mut())
    else {
        return;
    };
    transformations.iter_mut().flatten().for_each(transformation);
    for query in specs(queries) {
        asked(&mut query.query, &mut query.datasource, &mut query.rest);
    }
}

/// The kind was that of the plugin, or of the step, and is now in `group`.
fn grouped(kind: &mut Option<Text>, group: &mut Option<Text>, current: &'static str) -> bool {
    let is_old = kind.as_ref().is_some_and(|kind| kind != current);
    if is_old {
        *group = kind.replace(current.into());
    }
    is_old
}

fn visualization(config: &mut Visualization) {
    if grouped(&mut config.kind, &mut config.group, "VizConfig") {
        let version = config.spec.as_mut().and_then(|spec| spec.plugin_version.take());
        config.version = Some(version.unwrap_or_default());
        config.rest.remove("group");
        config.rest.remove("version");
    }
}

fn transformation(step: &mut Transformation) {
    if grouped(&mut step.kind, &mut step.group, "Transformation") {
        step.rest.remove("group");
        if let Some(spec) = &mut step.spec {
            spec.id = None;
            spec.rest.remove("id");
        }
    }
}

/// The datasource stood beside the query, and is now in it.
fn asked(query: &mut Option<DataQuery>, beside: &mut Option<DatasourceRef>, rest: &mut Rest) {
    let Some(query) = query else { return };
    if grouped(&mut query.kind, &mut query.group, DataQuery::KIND) {
        query.version = Some("v0".into());
        query.rest.remove("group");
        query.rest.remove("version");
        rest.remove("datasource");
        name(&mut query.group, &mut query.datasource, beside.take());
    }
}

fn variable(variable: &mut Variable) {
    match variable {
        Variable::Query(pair) => {
            if let Some(spec) = &mut pair.spec {
                asked(&mut spec.query, &mut spec.datasource, &mut spec.rest);
            }
        }
        Variable::Adhoc(kind) => {
            let beside = kind.spec.as_mut().map(|spec| (&mut spec.datasource, &mut spec.rest));
            beside_kind(&mut kind.group, &mut kind.datasource, &mut kind.rest, beside);
        }
        Variable::GroupBy(kind) => {
            let beside = kind.spec.as_mut().map(|spec| (&mut spec.datasource, &mut spec.rest));
            beside_kind(&mut kind.group, &mut kind.datasource, &mut kind.rest, beside);
        }
        _ => {}
    }
}

/// The datasource stood in what is specified, and is now beside it.
fn beside_kind(
    group: &mut Option<Text>,
    datasource: &mut Option<DatasourceName>,
    rest: &mut Rest,
    inside: Option<(&mut Option<DatasourceRef>, &mut Rest)>,
) {
    if group.is_none() && rest.get("group").is_none_or(Value::is_null) {
        rest.remove("group");
        *group = Some(Text::default());
        if let Some((inside, rest)) = inside {
            rest.remove("datasource");
            name(group, datasource, inside.take());
        }
    }
}

/// Sets the group and the name of a datasource.
fn name(group: &mut Option<Text>, name: &mut Option<DatasourceName>, datasource: Option<DatasourceRef>) {
    let Some(DatasourceRef { kind, uid, .. }) = datasource else { return };
    if let Some(uid) = filled(uid) {
        *name = Some(DatasourceName::empty().name(uid));
    }
    if let Some(kind) = filled(kind) {
        *group = Some(kind);
    }
}

/// A grid that has rows among its panels, of `v2alpha1`, becomes rows with a grid each. What stands before, between and
/// after them gets rows without a header.
fn rows(layout: &mut Layout) {
    match layout {
        Layout::Rows(pair) => {
            let rows = pair.spec.as_mut().map(|rows| specs(&mut rows.rows));
            rows.into_iter().flatten().filter_map(|row| row.layout.as_mut()).for_each(self::rows);
        }
        Layout::Tabs(pair) => {
            let tabs = pair.spec.as_mut().map(|tabs| specs(&mut tabs.tabs));
            tabs.into_iter().flatten().filter_map(|tab| tab.layout.as_mut()).for_each(self::rows);
        }
        Layout::Grid(pair) => {
            let items = pair.spec.as_mut().and_then(|grid| grid.items.as_mut());
            let Some(items) = items.filter(|items| items.iter().any(is_row)) else { return };
            let items = std::mem::take(items);
            let rest = pair.spec.take().map(|grid| grid.rest).unwrap_or_default();
            let rows = Rows { rows: Some(rows_of(items)), rest };
            let pair = Kinded { rest: std::mem::take(&mut pair.rest), ..Kinded::from(rows) };
            *layout = Layout::Rows(Box::new(pair));
        }
        Layout::Auto(_) | Layout::Other(_) => {}
    }
}

fn is_row(entry: &GridEntry) -> bool {
    matches!(entry, GridEntry::Row(_))
}

fn rows_of(mut entries: Vec<GridEntry>) -> Vec<Kinded<Row>> {
    entries.sort_by(|a, b| a.line().total_cmp(&b.line()));
    let (mut made, mut loose, mut top) = (Vec::new(), Vec::new(), 0.0);
    for mut entry in entries {
        let here = entry.line();
        if let GridEntry::Row(pair) = entry {
            made.extend(without_header(&mut loose));
            let Kinded { spec, rest, .. } = *pair;
            let row = spec.map(row_of);
            made.extend(row.map(|row| Kinded { rest, ..Kinded::from(row) }));
            continue;
        }
        if loose.is_empty() && !made.is_empty() {
            top = here;
        }
        set_line(&mut entry, here - top);
        loose.push(entry);
    }
    made.extend(without_header(&mut loose));
    made
}

fn set_line(entry: &mut GridEntry, line: f64) {
    match entry {
        GridEntry::Item(pair) => {
            let item = pair.spec.get_or_insert_with(GridItem::empty);
            item.rest.remove("y");
            item.y = Some(line);
        }
        GridEntry::Other(Json(Value::Object(members))) => {
            if let Some(spec) = members.get_mut("spec").and_then(Value::as_object_mut) {
                spec.insert("y".to_owned(), line.into_value());
            }
        }
        GridEntry::Row(_) | GridEntry::Other(_) => {}
    }
}

fn row_of(row: GridRow) -> Row {
    let GridRow { collapsed, elements, repeat, title, mut rest, .. } = row;
    rest.remove("y");
    let entry = |pair: Kinded<GridItem>| match pair.kind.as_deref() {
        Some(GridItem::KIND) => GridEntry::Item(Box::new(pair)),
        _ => GridEntry::Other(Json(pair.into_value())),
    };
    let items = elements.unwrap_or_default().into_iter().map(entry).collect::<Vec<_>>();
    let layout = Layout::Grid(Box::new(Grid::empty().items(items).into()));
    Row { repeat, title, rest, ..Row::empty() }.collapse(collapsed.unwrap_or_default()).layout(layout)
}

fn without_header(items: &mut Vec<GridEntry>) -> Option<Kinded<Row>> {
    let items = std::mem::take(items);
    let layout = |items| Layout::Grid(Box::new(Grid::empty().items(items).into()));
    let row = || Row::empty().collapse(false).hide_header(true).title("");
    (!items.is_empty()).then(|| row().layout(layout(items)).into())
}
