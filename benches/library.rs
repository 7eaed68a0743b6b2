//! What the library does in a second, without starting a process or touching a disk.
//!
//! `cargo bench` runs it; `benches/README.md` has its figures. Over the queries of real dashboards, too, when
//! `DASHGEN_CORPUS` names a folder of them.

mod suite;

use dashgen::model::Dashboard;

fn main() {
    divan::main();
}

/// The dashboards of the suite, made.
fn dashboards() -> Vec<Dashboard> {
    suite::suite().dashboards.iter().collect()
}

fn panels(dashboards: &[Dashboard]) -> usize {
    dashboards.iter().map(|dashboard| dashboard.panels().count()).sum()
}

mod printing {
    use divan::Bencher;
    use divan::counter::{BytesCount, ItemsCount};

    /// The typed queries of the suite's panels become text.
    #[divan::bench]
    fn typed_queries(bencher: Bencher) {
        let dashboards = super::dashboards();
        let queries: Vec<_> = dashboards.iter().flat_map(super::targets).map(|target| &target.expr).collect();
        let bytes: usize = queries.iter().map(|query| query.to_string().len()).sum();
        bencher
            .counter(ItemsCount::new(queries.len()))
            .counter(BytesCount::new(bytes))
            .bench(|| queries.iter().map(|query| query.to_string().len()).sum::<usize>());
    }
}

mod layout {
    use dashgen::model::{Dashboard, Panel, Row, Size, Stat, Uid};
    use divan::Bencher;
    use divan::counter::ItemsCount;

    /// The panels of the suite get their places.
    #[divan::bench]
    fn suite(bencher: Bencher) {
        let dashboards = super::dashboards();
        bencher
            .counter(ItemsCount::new(super::panels(&dashboards)))
            .bench(|| dashboards.iter().map(|dashboard| dashgen::layout::place(dashboard).len()).sum::<usize>());
    }

    /// A thousand panels in rows of ten get their places.
    #[divan::bench]
    fn thousand_panels(bencher: Bencher) {
        let panel = |key: u32| Panel::new(format!("p{key}"), "Panel", Stat::default()).size(Size::THIRD);
        let row =
            |key: u32| (0..10).fold(Row::new(format!("r{key}"), "Row"), |row, at| row.panel(panel(10 * key + at)));
        let empty = Dashboard::new(Uid::literal("large"), "Large");
        let dashboard = (0..100).fold(empty, |dashboard, key| dashboard.row(row(key)));
        bencher.counter(ItemsCount::new(1_000_u32)).bench(|| dashgen::layout::place(&dashboard));
    }
}

mod rendering {
    use divan::Bencher;
    use divan::counter::{BytesCount, ItemsCount};

    /// Finished dashboards of the suite become JSON.
    #[divan::bench]
    fn dashboards(bencher: Bencher) {
        let dashboards = super::dashboards();
        let render = |out: &mut Vec<u8>| {
            out.clear();
            for dashboard in &dashboards {
                dashgen::render::dashboard(dashboard, out).expect("the suite renders");
            }
        };
        let mut out = Vec::new();
        render(&mut out);
        bencher
            .counter(ItemsCount::new(dashboards.len()))
            .counter(BytesCount::new(out.len()))
            .bench_local(|| render(&mut out));
    }

    /// The code of the suite's dashboards is run, and they become JSON.
    #[divan::bench]
    fn dashboards_from_code(bencher: Bencher) {
        let suite = super::suite::suite();
        let mut out = Vec::new();
        bencher.counter(ItemsCount::new(suite.dashboards.len())).bench_local(|| {
            out.clear();
            for dashboard in suite.dashboards.iter() {
                dashgen::render::dashboard(&dashboard, &mut out).expect("the suite renders");
            }
        });
    }

    /// The provisioning files of the suite, from templates that are ready.
    #[divan::bench]
    fn provisioning(bencher: Bencher) {
        let (suite, options) = (super::suite::suite(), dashgen::render::Options::default());
        let files = dashgen::render::provisioning(&suite, &options).expect("the suite renders");
        bencher
            .counter(ItemsCount::new(files.len()))
            .bench(|| dashgen::render::provisioning(&suite, &options).expect("the suite renders"));
    }
}

mod canonical {
    use std::fmt::Write as _;

    use dashgen::canonical::{Form, format};
    use divan::Bencher;
    use divan::counter::BytesCount;

    /// Real dashboards get their canonical form.
    #[divan::bench(sample_count = 20, ignore = std::env::var_os("DASHGEN_CORPUS").is_none())]
    fn corpus(bencher: Bencher) {
        let folder = std::env::var_os("DASHGEN_CORPUS").expect("ignored without");
        let texts: Vec<String> = std::fs::read_dir(folder)
            .expect("DASHGEN_CORPUS is a folder")
            .flatten()
            .filter(|entry| entry.path().extension().is_some_and(|it| it == "json"))
            .map(|entry| std::fs::read_to_string(entry.path()).expect("a file of the corpus"))
            .collect();
        let bytes: usize = texts.iter().map(String::len).sum();
        bencher.counter(BytesCount::new(bytes)).bench(|| {
            texts.iter().map(|text| format(text, Form::default()).expect("a dashboard").len()).sum::<usize>()
        });
    }

    /// One dashboard of so many panels gets its canonical form.
    #[divan::bench(args = [1_000, 10_000], sample_count = 10)]
    fn panels(bencher: Bencher, count: usize) {
        let mut text = String::from(r#"{"title": "Large", "panels": ["#);
        for id in 1..=count {
            let comma = if id > 1 { "," } else { "" };
            let targets = r#"[{"refId": "A", "expr": "sum by (job) (rate(http_requests_total[5m]))", "legendFormat": "{{job}}"}]"#;
            write!(text, r#"{comma}{{"id": {id}, "type": "timeseries", "title": "Panel {id}", "targets": {targets}, "gridPos": {{"x": 0, "y": {id}, "w": 24, "h": 1}}, "pluginVersion": "12.0.0"}}"#)
                .expect("a String takes any text");
        }
        text.push_str("]}");
        bencher
            .counter(BytesCount::new(text.len()))
            .bench(|| format(&text, Form::default()).expect("a dashboard").len());
    }
}

mod parsing {
    use divan::Bencher;
    use divan::counter::{BytesCount, ItemsCount};

    /// Queries as people write them.
    const QUERIES: [&str; 6] = [
        "up",
        r#"rate(http_requests_total{job="api", status=~"5.."}[$__rate_interval])"#,
        "histogram_quantile(0.95, sum by (le, path) (rate(http_request_duration_seconds_bucket[5m])))",
        r#"100 * (1 - avg by (instance) (irate(node_cpu_seconds_total{mode="idle"}[1m])))"#,
        r#"topk(5, sum(increase(errors_total{env="$env", team!~"${team:regex}"}[1h])) by (reason)) > 0"#,
        "max_over_time(sum(queue_length)[1d:5m] offset 1w) / on () group_left () count(workers) or vector(0)",
    ];

    /// Six queries as people write them.
    #[divan::bench]
    fn own_queries(bencher: Bencher) {
        parse(bencher, &QUERIES.map(str::to_owned));
    }

    /// The queries of the suite.
    #[divan::bench]
    fn suite(bencher: Bencher) {
        let dashboards = super::dashboards();
        let queries: Vec<_> = dashboards.iter().flat_map(super::targets).map(|it| it.expr.to_string()).collect();
        parse(bencher, &queries);
    }

    /// The queries of real dashboards; some are for other databases, and are refused.
    #[divan::bench(sample_count = 20, ignore = std::env::var_os("DASHGEN_CORPUS").is_none())]
    fn corpus(bencher: Bencher) {
        let folder = std::env::var_os("DASHGEN_CORPUS").expect("ignored without");
        let mut queries = Vec::new();
        for entry in std::fs::read_dir(folder).expect("DASHGEN_CORPUS is a folder").flatten() {
            let text = std::fs::read(entry.path()).expect("a file of the corpus");
            if let Ok(dashboard) = serde_json::from_slice(&text) {
                collect(&dashboard, &mut queries);
            }
        }
        parse(bencher, &queries);
    }

    fn collect(value: &serde_json::Value, queries: &mut Vec<String>) {
        match value {
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, queries)),
            serde_json::Value::Object(fields) => {
                queries.extend(fields.get("expr").and_then(|expr| expr.as_str()).map(str::to_owned));
                fields.values().for_each(|field| collect(field, queries));
            }
            _ => {}
        }
    }

    fn parse(bencher: Bencher, queries: &[String]) {
        let bytes: usize = queries.iter().map(String::len).sum();
        bencher
            .counter(ItemsCount::new(queries.len()))
            .counter(BytesCount::new(bytes))
            .bench(|| queries.iter().filter(|query| dashgen::promql::parse(query).is_ok()).count());
    }
}

fn targets(dashboard: &Dashboard) -> impl Iterator<Item = &dashgen::model::PromQuery> {
    dashboard.panels().flat_map(|panel| panel.promql().map(|(_, target)| target))
}
