use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::convert;
use crate::model::{
    AutoGrid, ColumnWidth, Condition, Conditions, LibraryPanelRef, Link, Panel, Plugin, Repeat, Row, RowHeight, Size,
    Stat, Tab, Uid, Var, Variable, VariableKind,
};
use crate::promql::{days, seconds};
use crate::render;
use crate::schema::envelope::Document;

const STAGE: Var = Var::literal("stage");

fn empty() -> Dashboard {
    let values = vec!["test".into(), "production".into()];
    let stage = VariableKind::Custom { values, multi: false, include_all: false };
    Dashboard::new(Uid::literal("shop"), "Shop").variable(Variable::new(STAGE, stage))
}

fn panel(key: &'static str) -> Panel {
    Panel::new(key, key, Stat::default())
}

fn classic(dashboard: &Dashboard) -> Vec<u8> {
    let mut out = Vec::new();
    render::dashboard(dashboard, &mut out).unwrap();
    out
}

fn bytes(dashboard: &Dashboard) -> Vec<u8> {
    let mut out = Vec::new();
    write(&Checked::new(dashboard).unwrap(), &mut out).unwrap();
    out
}

fn v2(dashboard: &Dashboard) -> Value {
    serde_json::from_slice(&bytes(dashboard)).unwrap()
}

/// Returns a layout as an outline: what stands where, and when.
fn outline(dashboard: &Dashboard) -> String {
    let document = v2(dashboard);
    let titles = |name: &str| document["spec"]["elements"][name]["spec"]["title"].as_str().unwrap().to_owned();
    let mut out = String::new();
    layout(&document["spec"]["layout"], 0, &titles, &mut out);
    out
}

fn layout(value: &Value, depth: usize, titles: &dyn Fn(&str) -> String, out: &mut String) {
    let spec = &value["spec"];
    let mut line = |depth: usize, text: String| out.extend([&"  ".repeat(depth), text.trim_end(), "\n"]);
    let own: Vec<String> = spec.as_object().unwrap().iter().filter(|(_, it)| !it.is_array()).map(plain).collect();
    line(depth, format!("{} {}", value["kind"].as_str().unwrap(), own.join(" ")));
    for (_, items) in spec.as_object().unwrap().iter().filter(|(_, it)| it.is_array()) {
        for item in items.as_array().unwrap() {
            let spec = item["spec"].as_object().unwrap();
            let is_told = |(name, _): &(&String, &Value)| !matches!(name.as_str(), "element" | "layout");
            let told: Vec<String> = spec.iter().filter(is_told).map(plain).collect();
            let name = spec.get("element").map(|element| titles(element["name"].as_str().unwrap()));
            let text = format!("- {} {}", name.as_deref().unwrap_or(item["kind"].as_str().unwrap()), told.join(" "));
            out.extend([&"  ".repeat(depth + 1), text.trim_end(), "\n"]);
            if let Some(inner) = spec.get("layout") {
                layout(inner, depth + 2, titles, out);
            }
        }
    }
}

fn plain((name, value): (&String, &Value)) -> String {
    format!("{name}={value}")
}

#[test]
fn tabs_with_panels_and_rows() {
    let traffic = Tab::new("traffic", "Traffic").panel(panel("requests")).panel(panel("errors"));
    let details = Tab::new("details", "Details")
        .panel(panel("latency"))
        .row(Row::new("by-path", "By path").panel(panel("paths")))
        .show_when(Condition::has_data());
    assert_snapshot!(outline(&empty().tab(traffic).tab(details)), @r#"
    TabsLayout
      - TabsLayoutTab title="Traffic"
        GridLayout
          - requests height=4 width=12 x=0 y=0
          - errors height=4 width=12 x=12 y=0
      - TabsLayoutTab conditionalRendering={"kind":"ConditionalRenderingGroup","spec":{"condition":"and","items":[{"kind":"ConditionalRenderingData","spec":{"value":true}}],"visibility":"show"}} title="Details"
        RowsLayout
          - RowsLayoutRow collapse=false hideHeader=true title=""
            GridLayout
              - latency height=4 width=24 x=0 y=0
          - RowsLayoutRow collapse=false title="By path"
            GridLayout
              - paths height=4 width=24 x=0 y=0
    "#);
}

#[test]
fn cells_with_conditions_and_repetitions() {
    let test_only =
        Conditions::any([Condition::equals(STAGE, "test"), Condition::time_range_less_than(days(7))]).inverted();
    let each = Repeat { variable: STAGE, is_downwards: false, max_per_row: None };
    let mut repeated = panel("each");
    repeated.repeat = Some(each);
    let grid = AutoGrid { columns: 2, column_width: ColumnWidth::Pixels(300), ..AutoGrid::default() };
    let row = Row::new("cells", "Cells").auto_grid(grid).panel(panel("one").show_when(test_only)).panel(repeated);
    assert_snapshot!(outline(&empty().row(row)), @r#"
    RowsLayout
      - RowsLayoutRow collapse=false title="Cells"
        AutoGridLayout columnWidth=300 columnWidthMode="custom" fillScreen=false maxColumnCount=2 rowHeightMode="standard"
          - one conditionalRendering={"kind":"ConditionalRenderingGroup","spec":{"condition":"or","items":[{"kind":"ConditionalRenderingVariable","spec":{"operator":"equals","value":"test","variable":"stage"}},{"kind":"ConditionalRenderingTimeRangeSize","spec":{"value":"7d"}}],"visibility":"hide"}}
          - each repeat={"mode":"variable","value":"stage"}
    "#);
}

#[test]
fn tabs_between_panels_and_rows_stand_in_a_row_without_a_headline() {
    let row = Row::new("row", "Row").panel(panel("inside"));
    let dashboard =
        empty().panel(panel("first")).tab(Tab::new("tab", "Tab").panel(panel("in-tab"))).row(row).panel(panel("last"));
    assert_snapshot!(outline(&dashboard), @r#"
    RowsLayout
      - RowsLayoutRow collapse=false hideHeader=true title=""
        GridLayout
          - first height=4 width=24 x=0 y=0
      - RowsLayoutRow collapse=false hideHeader=true title=""
        TabsLayout
          - TabsLayoutTab title="Tab"
            GridLayout
              - in-tab height=4 width=24 x=0 y=0
      - RowsLayoutRow collapse=false title="Row"
        GridLayout
          - inside height=4 width=24 x=0 y=0
          - last height=4 width=24 x=0 y=4
    "#);
}

#[test]
fn rows_and_tabs_with_variables_of_their_own() {
    let variable = |name, value: &'static str| Variable::custom(Var::literal(name), [value]);
    let bots = Row::new("bots", "Bots").panel(panel("running")).variable(variable("bot", "alpha"));
    let tab = Tab::new("tab", "Tab")
        .variable(variable("venue", "paper"))
        .variable(variable("side", "buy"))
        .row(bots.hide_header().fill_screen().repeat(Var::literal("bot")));
    let page = empty().tab(tab);
    let document = v2(&page);
    let names = |spec: &Value| -> Vec<Value> {
        spec["variables"].as_array().unwrap().iter().map(|it| it["spec"]["name"].clone()).collect()
    };
    let tab = &document["spec"]["layout"]["spec"]["tabs"][0]["spec"];
    let row = &tab["layout"]["spec"]["rows"][0]["spec"];
    assert_eq!([names(&document["spec"]), names(tab), names(row)].concat(), ["stage", "venue", "side", "bot"]);
    assert_eq!([&row["hideHeader"], &row["fillScreen"]], [true, true]);

    let flat: Value = serde_json::from_slice(&classic(&page)).unwrap();
    let all: Vec<&Value> = flat["templating"]["list"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(all, ["stage", "venue", "side", "bot"]);
    let losses: Vec<String> = lost_in_classic(&page).iter().map(ToString::to_string).collect();
    assert_snapshot!(losses.join("\n"), @r"
    `tab `Tab``: the classic format has no tabs: it becomes a row
    `tab `Tab`, variable `venue``: the classic format only has dashboard variables: it becomes one
    `tab `Tab`, variable `side``: the classic format only has dashboard variables: it becomes one
    `row `Bots``: the classic format shows the title of every row
    `row `Bots``: the classic format has no rows that fill the window: it is as high as its panels
    `row `Bots`, variable `bot``: the classic format only has dashboard variables: it becomes one
    ");
}

#[test]
fn a_page_of_cells() {
    let grid = AutoGrid { row_height: RowHeight::Tall, ..AutoGrid::default() };
    assert_snapshot!(outline(&empty().auto_grid(grid).panel(panel("one")).panel(panel("two"))), @r#"
    AutoGridLayout columnWidthMode="standard" fillScreen=false maxColumnCount=3 rowHeightMode="tall"
      - one
      - two
    "#);
}

#[test]
fn what_the_classic_format_makes_of_it() {
    let shown = Condition::matches(STAGE, "prod.*");
    let row = Row::new("row", "Row").auto_grid(AutoGrid::default()).panel(panel("cell").show_when(shown.clone()));
    let dashboard = empty().tab(Tab::new("tab", "Tab").panel(panel("own")).row(row).show_when(shown));
    let losses: Vec<String> = lost_in_classic(&dashboard).iter().map(ToString::to_string).collect();
    assert_snapshot!(losses.join("\n"), @r"
    `tab `Tab``: the classic format has no tabs: it becomes a row
    `tab `Tab``: the classic format has no conditions: it is always shown
    `row `Row``: the classic format has no auto grid: each panel gets a position on the grid
    `panel `cell``: the classic format has no conditions: it is always shown
    ");
    let page: Value = serde_json::from_slice(&classic(&dashboard)).unwrap();
    let panels = page["panels"].as_array().unwrap().iter();
    let shown = panels.map(|it| format!("{} {} {}", it["type"], it["title"], it["gridPos"]));
    assert_snapshot!(shown.collect::<Vec<_>>().join("\n"), @r#"
    "row" "Tab" {"h":1,"w":24,"x":0,"y":0}
    "stat" "own" {"h":4,"w":24,"x":0,"y":1}
    "row" "Row" {"h":1,"w":24,"x":0,"y":5}
    "stat" "cell" {"h":9,"w":24,"x":0,"y":6}
    "#);
}

#[test]
fn a_condition_on_the_grid_and_one_on_a_variable_that_is_not_there() {
    let error = |dashboard: Dashboard| {
        let error = render::dashboard(&dashboard, &mut Vec::new()).unwrap_err().to_string();
        error.split_once(": ").unwrap().1.to_owned()
    };
    assert_snapshot!(error(empty().panel(panel("lonely").show_when(Condition::has_no_data()))), @"dashboard `shop`, panel `lonely` has conditions, which are only supported in an auto grid: use one in its row or tab (`.auto_grid(AutoGrid::default())`), or move the conditions to the row or tab");
    let other = Condition::not_matches(Var::literal("staeg"), "x");
    assert_snapshot!(error(empty().row(Row::new("row", "Row").show_when(other))), @"dashboard `shop`: a condition refers to the unknown variable `staeg`; add it with `.variable(..)`");
}

const KEYS: [&str; 24] = [
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w",
    "x",
];

/// Rows and tabs of panels, on the 24-column grid.
fn page() -> impl Strategy<Value = Dashboard> {
    let part = (0..3_u8, proptest::collection::vec((1..=24_u32, 1..=9_u32), 0..4), any::<bool>());
    proptest::collection::vec(part, 0..4).prop_map(|parts| {
        let mut keys = KEYS.into_iter();
        let mut key = || keys.next().expect("enough keys");
        parts.into_iter().fold(empty(), |dashboard, (kind, sizes, has_row)| {
            let (own, inner) = (key(), key());
            let mut panels: Vec<Panel> =
                sizes.into_iter().map(|(width, height)| panel(key()).size(Size::new(width, height))).collect();
            match kind {
                0 => panels.into_iter().fold(dashboard, Dashboard::panel),
                1 => dashboard.row(Row { panels, ..Row::new(own, own) }),
                _ if has_row && panels.len() > 1 => {
                    let rest = panels.split_off(1);
                    dashboard
                        .tab(Tab { panels, ..Tab::new(own, own) }.row(Row { panels: rest, ..Row::new(inner, inner) }))
                }
                _ => dashboard.tab(Tab { panels, ..Tab::new(own, own) }),
            }
        })
    })
}

proptest! {
    /// What version 2 says of panels is what the classic file says: the conversion gives each the same place.
    #[test]
    fn both_formats_have_the_same_panels_in_the_same_order(dashboard in page()) {
        let (back, _) = convert::document_to_v1(Document::read(v2(&dashboard)).unwrap());
        let back: Value = json::value(&back);
        let there: Value = serde_json::from_slice(&classic(&dashboard)).unwrap();
        let panels = |value: &Value| -> Vec<(Value, Value, Value, Value)> {
            let panels = value["panels"].as_array().into_iter().flatten().filter(|it| it["type"] != "row");
            panels.map(|it| (it["id"].clone(), it["title"].clone(), it["gridPos"]["w"].clone(), it["gridPos"]["x"].clone())).collect()
        };
        prop_assert_eq!(panels(&back), panels(&there));
    }
}

fn linked(link: Link) -> Panel {
    Panel { links: vec![link], ..panel("links") }
}

/// The conversion of the classic file to version 2 says the same, byte for byte.
#[track_caller]
fn is_what_the_conversion_makes(dashboard: &Dashboard) {
    let document = Document::read(serde_json::from_slice(&classic(dashboard)).unwrap()).unwrap();
    let (converted, losses) = convert::document_to_v2(document).unwrap();
    assert_eq!(losses, []);
    assert_eq!(String::from_utf8(bytes(dashboard)).unwrap(), json::text(&converted));
}

proptest! {
    #[test]
    fn rows_and_panels_are_what_the_conversion_makes(dashboard in page()) {
        let has_tab = dashboard.items.iter().any(|item| matches!(item, crate::model::Item::Tab(_)));
        if !has_tab {
            is_what_the_conversion_makes(&dashboard);
        }
    }
}

#[test]
fn parts_are_what_the_conversion_makes() {
    let uid = || Uid::literal("other");
    let kinds = [
        Variable::switch(Var::literal("switch"), "", "off"),
        Variable::textbox(Var::literal("text"), "").label("Text").description("What to look for."),
        Variable::interval(Var::literal("none"), []).auto_step(10, seconds(5)),
        Variable::custom(Var::literal("several"), ["a,b", "c"])
            .multi()
            .include_all()
            .all_value(".*")
            .no_custom_values(),
        Variable::new(Var::literal("constant"), VariableKind::Constant { value: "1".into() }),
    ];
    let page = kinds.into_iter().fold(empty(), Dashboard::variable).description("A page.").live_now();
    let mut repeated = panel("repeated").max_data_points(0).description("Each stage.");
    repeated.repeat = Some(Repeat { variable: STAGE, is_downwards: true, max_per_row: Some(0) });
    let gone = Plugin::new("grafana-piechart-panel", serde_json::Map::new());
    let page = page
        .panel(repeated)
        .panel(linked(Link::url("Docs", "https://example.com")))
        .row(Row::new("folded", "Folded").collapsed().panel(Panel::new("gone", "Gone", gone)));
    is_what_the_conversion_makes(&page.panel(panel("last")));
    // The conversion keeps what the library knows, and says that it is lost.
    let library = LibraryPanelRef::literal("Latency", uid());
    let element = &v2(&empty().panel(panel("library").library(library)))["spec"]["elements"].take();
    let element = element.as_object().unwrap().values().next().unwrap();
    assert_snapshot!(element["spec"]["libraryPanel"], @r#"{"name":"Latency","uid":"other"}"#);
}

#[test]
fn what_version_2_has_no_place_for() {
    let link = Link::url("Docs", "https://example.com").keep_time(true);
    let page = empty().panel(linked(link));
    let error = write(&Checked::new(&page).unwrap(), &mut Vec::new()).unwrap_err();
    assert_snapshot!(error, @"dashboard `shop` cannot be represented in v2 without loss: `panel `links`, link `Docs``: v2 cannot represent a link of a panel that keeps the time range; build it with `--dashboards classic`");
}

#[test]
fn fixed_places_above_a_row_count_from_the_highest() {
    let at = |key, y| panel(key).at(0, y, Size::new(24, 4));
    let page = v2(&empty().panel(at("low", 4)).panel(at("high", 0)).row(Row::new("row", "Row").panel(panel("own"))));
    let items = page["spec"]["layout"]["spec"]["rows"][0]["spec"]["layout"]["spec"]["items"].as_array().unwrap().iter();
    assert_eq!(items.map(|item| item["spec"]["y"].as_u64().unwrap()).collect::<Vec<_>>(), [4, 0]);
}
