//! `dashgen metrics import`

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Stdio;
use std::thread;

use insta::assert_snapshot;

use super::cli_build::folder;
use super::{Run, dashgen, process, repository, shown};
use dashgen::cli::Status;
use dashgen::promql::{MetricKind, RATE_INTERVAL};

/// What is imported from `page.txt`: it compiles.
#[path = "data/metrics/declared.rs"]
mod declared;

const PAGE: &str = "tests/suite/data/metrics/page.txt";

fn data(name: &str) -> PathBuf {
    repository().join("tests/suite/data/metrics").join(name)
}

#[test]
fn a_page_of_all_kinds() {
    let run = dashgen(&["metrics", "import", "--from", PAGE]);
    if std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always") {
        fs::write(data("declared.rs"), &run.stdout).unwrap();
    }
    assert_eq!(run.stdout, fs::read_to_string(data("declared.rs")).unwrap(), "INSTA_UPDATE=always writes it anew");
    assert_snapshot!(Run { stdout: String::new(), ..run }, @"
    --- stderr
    added 12 metrics: shop_build_info, shop_orders_total, shop_checkout_duration_seconds, shop_gc_pause_seconds, shop_state, shop_memory, shop_warehouse_celsius, shop_visits_total, and 4 more
    added 1 metric as comments, because dashgen has no such metric type: shop_cart_size_items (a gauge histogram)
    hint: 9 units are guessed, and marked: check them and remove the marks
    --- Clean
    ");
}

#[test]
fn what_is_imported_can_be_queried() {
    use declared::{METRICS, SHOP_CHECKOUT_DURATION_SECONDS, SHOP_ORDERS_TOTAL, shop_orders_total};
    let kind = |name: &str| METRICS.find(name).map(|(metric, _)| metric.kind);
    assert_eq!(kind("shop_checkout_duration_seconds_bucket"), Some(MetricKind::Histogram));
    assert_eq!(kind("shop_gc_pause_seconds"), Some(MetricKind::Summary));
    assert_eq!(kind("shop_state"), Some(MetricKind::StateSet));
    assert_eq!(kind("shop_queue_length"), Some(MetricKind::Untyped));
    assert_eq!(kind("shop_cart_size_items"), None);
    let orders = SHOP_ORDERS_TOTAL.rate(RATE_INTERVAL).sum_by([shop_orders_total::Country]);
    assert_eq!(orders.unit().to_string(), "orders/s");
    assert_eq!(SHOP_CHECKOUT_DURATION_SECONDS.quantile(0.5, RATE_INTERVAL).unit().to_string(), "s");
}

#[test]
fn what_people_wrote_stays() {
    let folder = folder();
    let file = folder.path().join("src/metrics.rs");
    let import = |from: &str| {
        let run =
            dashgen(&["metrics", "import", "--match", "^shop_[ov]", "--out", file.to_str().unwrap(), "--from", from]);
        run.without(folder.path())
    };
    assert_snapshot!(import(PAGE), @"
    --- stderr
    added 3 metrics: shop_orders_total, shop_visits_total, shop_orders
    hint: 3 units are guessed, and marked: check them and remove the marks
    --- Clean
    ");
    let written = fs::read_to_string(&file).unwrap();
    let edited = written.replace("counter SHOP_VISITS(", "counter HITS(").replace("Orders /* guessed */", "Orders");
    fs::write(&file, &edited).unwrap();
    assert_snapshot!(import(PAGE), @"
    --- stderr
    kept 3 metrics that are on the page
    --- Clean
    ");
    assert_eq!(fs::read_to_string(&file).unwrap(), edited);

    let page = folder.path().join("later.txt");
    fs::write(
        &page,
        "# TYPE shop_orders_total gauge\nshop_orders_total{country=\"DE\",currency=\"EUR\"} 1\nshop_offers 1\n",
    )
    .unwrap();
    assert_snapshot!(import(page.to_str().unwrap()), @"
    --- stderr
    added 1 metric: shop_offers
    kept 1 metric that is on the page
    kept 2 metrics that are not on the page: shop_visits_total, shop_orders
    differs: `shop_orders_total` is declared as a counter, but is a gauge on the page
    differs: `shop_orders_total` has undeclared labels: `currency`
    differs: `shop_orders_total` has no series with its declared labels `status`
    hint: 1 unit is guessed, and marked: check them and remove the marks
    --- Clean
    ");
    let added = fs::read_to_string(&file).unwrap();
    let mut lines = added.lines();
    assert!(edited.lines().all(|wrote| lines.any(|line| line == wrote)), "{added}");
    assert!(added.contains("untyped SHOP_OFFERS("), "{added}");
}

#[test]
fn lines_that_cannot_be_read() {
    let folder = folder();
    let page = folder.path().join("page.txt");
    let many = "?\n".repeat(30);
    fs::write(&page, format!("up 1\nbroken{{ 1\n{many}down 1\n")).unwrap();
    let run = dashgen(&["metrics", "import", "--from", page.to_str().unwrap()]);
    assert!(run.stdout.contains("untyped UP(") && run.stdout.contains("untyped DOWN("), "{run}");
    let told: Vec<_> = run.stderr.lines().collect();
    assert_snapshot!([&told[..4], &told[told.len() - 2..]].concat().join("\n"), @"
    added 2 metrics: up, down
    hint: 2 units are guessed, and marked: check them and remove the marks
    error: line 2: expected the name of a label, found `1`
    error: line 3: expected the name of a metric, found `?`
    error: line 21: expected the name of a metric, found `?`
    and 11 more like this
    ");
    assert_eq!(run.status, Status::Failure);
}

#[test]
fn what_cannot_be_imported() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("page.html"), "<!DOCTYPE html><title>Exporter</title>").unwrap();
    fs::write(path("main.rs"), "fn main() {}\n").unwrap();
    let import =
        |arguments: &[&str]| dashgen(&[&["metrics", "import", "--from"], arguments].concat()).without(folder.path());
    assert_snapshot!(import(&[&path("page.html")]), @"
    --- stderr
    error: cannot read `OUT/page.html`
      because: expected a metrics page, found a web page
    --- Failure
    ");
    assert_snapshot!(import(&[&path("nothing.txt")]), @"
    --- stderr
    error: cannot read `OUT/nothing.txt`
      because: No such file or directory (os error 2)
    --- Failure
    ");
    assert_snapshot!(import(&[PAGE, "--out", &path("main.rs")]), @"
    --- stderr
    error: cannot add to `OUT/main.rs`
      because: it has no `metrics! { .. }` to add to
      hint: give the name of a new file, and move the declarations from there
    --- Failure
    ");
    assert_eq!(fs::read_to_string(path("main.rs")).unwrap(), "fn main() {}\n");
    assert_snapshot!(import(&[PAGE, "--job", "shop"]), @"
    --- stderr
    error: `--job` requires the URL of a Prometheus; a metrics page does not contain jobs: omit `--job`
    --- Usage
    ");
    assert_eq!(import(&[PAGE, "--match", "("]).status, Status::Usage);
    assert_snapshot!(import(&[PAGE, "--catalogue", "my metrics"]), @"
    --- stderr
    error: cannot declare the metrics: `my metrics` cannot be the name of a catalogue; expected the name of a Rust constant, as in `METRICS`
    --- Usage
    ");
    assert_snapshot!(import(&["localhost:9090"]), @"
    --- stderr
    error: cannot read `localhost:9090` (a URL starts with `http://`)
      because: No such file or directory (os error 2)
    --- Failure
    ");
    assert_snapshot!(import(&["ftp://me:canary@host/metrics"]), @"
    --- stderr
    error: `***` is not a valid Prometheus URL: only `http` and `https` are supported
    hint: expected a URL such as `http://localhost:9090`
    --- Failure
    ");
}

#[test]
fn standard_input() {
    let mut command =
        process(&["metrics", "import", "--from", "-", "--target-label", "pod,node", "--catalogue", "SHOP"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"# TYPE a gauge\na{pod=\"x\"} 1\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_snapshot!(shown(&output, std::path::Path::new("/nowhere")), @r#"
    // Made by `dashgen metrics import`, which adds what is new when it is run again.
    // `guessed` marks units that only the names suggest.

    use dashgen::unit::Number;

    dashgen::metrics! {
        catalogue SHOP;
        target labels { Pod = "pod", Node = "node" }

        /// No help text.
        gauge A("a", Number /* guessed */) by a {
            ExportedPod = "exported_pod" ["x"],
        }
    }
    --- stderr
    added 1 metric: a
    hint: 1 unit is guessed, and marked: check them and remove the marks
    --- 0
    "#);
}

/// Answers each request with the body that is told for its path, and 404 otherwise.
fn server(pages: &'static [(&'static str, &'static str)]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let (mut request, mut buffer) = (String::new(), [0; 4096]);
            let body = loop {
                let length = stream.read(&mut buffer).unwrap();
                request.push_str(&String::from_utf8_lossy(&buffer[..length]));
                let Some((head, body)) = request.split_once("\r\n\r\n") else { continue };
                let length =
                    head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
                if body.len() >= length.unwrap_or(0) {
                    let path = head.split(' ').nth(1).unwrap().to_owned();
                    break pages.iter().find(|(key, _)| format!("{path} {body}").contains(key)).map(|(_, page)| *page);
                }
            };
            let (status, body) = body.map_or(("404 Not Found", "404 page not found\n"), |body| ("200 OK", body));
            let length = body.len();
            let answer = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
            drop(stream.write_all(answer.as_bytes()));
        }
    });
    address.to_string()
}

#[test]
fn a_page_by_its_url() {
    let address = server(&[("/probe?target=canary-target ", "# TYPE probe_success gauge\nprobe_success 1\n")]);
    let url = format!("http://me:canary@{address}/probe?target=canary-target");
    let run = dashgen(&["metrics", "import", "--from", &url]);
    assert!(run.stdout.contains("gauge PROBE_SUCCESS("), "{run}");
    let run = dashgen(&["metrics", "import", "--from", &url.replace("probe", "metric")]);
    assert_snapshot!(run.to_string().replace(&address, "HOST"), @"
    --- stderr
    error: `http://HOST/metric` has no metrics page (status 404)
    hint: exporters usually serve their page at `/metrics`; for a Prometheus, give its base URL
    --- Failure
    ");
}

#[test]
fn a_prometheus_by_its_url() {
    let address = server(&[
        (
            "/api/v1/metadata",
            r#"{"status":"success","data":{
            "jobs_total":[{"type":"counter","help":"Jobs done.","unit":""}],
            "gone":[{"type":"gauge","help":"","unit":""}],
            "wait_seconds":[{"type":"histogram","help":"Waiting.","unit":""}],
            "sizes":[{"type":"histogram","help":"Sizes.","unit":""}]}}"#,
        ),
        (
            "/api/v1/label/__name__/values",
            r#"{"status":"success","data":["job:jobs:rate5m","jobs_total","sizes","up",
            "wait_seconds_bucket","wait_seconds_count","wait_seconds_sum"]}"#,
        ),
        ("query=time", r#"{"status":"success","data":{"resultType":"scalar","result":[1700000000,"1700000000"]}}"#),
        (
            "query=up",
            r#"{"status":"success","data":{"resultType":"vector","result":[
            {"metric":{"__name__":"up","instance":"a:1","job":"a","env":"live"},"value":[1,"1"]},
            {"metric":{"__name__":"up","instance":"b:1","job":"b","env":"live","pod":"b-1"},"value":[1,"1"]}]}}"#,
        ),
        (
            "jobs_total%7Csizes%7Cup%7Cwait_seconds_count%22%7D",
            r#"{"status":"success","data":{"resultType":"vector","result":[
            {"metric":{"__name__":"up","instance":"a:1","job":"a","env":"live"},"value":[1,"1"]},
            {"metric":{"__name__":"jobs_total","instance":"a:1","job":"a","env":"live","queue":"mail"},"value":[1,"7"]},
            {"metric":{"__name__":"sizes","instance":"a:1","job":"a","env":"live"},"histogram":[1,{"count":"1","sum":"2"}]},
            {"metric":{"__name__":"wait_seconds_count","instance":"a:1","job":"a","env":"live"},"value":[1,"7"]}]}}"#,
        ),
    ]);
    let run = dashgen(&["metrics", "import", "--from", &format!("http://{address}/")]);
    assert_snapshot!(run, @r#"
    // Made by `dashgen metrics import`, which adds what is new when it is run again.
    // `guessed` marks units that only the names suggest.

    use dashgen::unit::{Number, Seconds, Unit};

    dashgen::units! {
        /// Jobs.
        pub Jobs = Unit::count("jobs");
        /// Sizes.
        pub Sizes = Unit::count("sizes");
    }

    dashgen::metrics! {
        catalogue METRICS;
        target labels { Job = "job", Instance = "instance", Env = "env" }

        /// Jobs done.
        counter JOBS("jobs_total", Jobs /* guessed */) by jobs {
            Queue = "queue" ["mail"],
        }

        /// Sizes.
        native_histogram SIZES("sizes", Sizes /* guessed */) by sizes {}

        /// Whether the last scrape of the target succeeded: 1 if so, otherwise 0.
        gauge UP("up", Number /* guessed */) by up {}

        /// Waiting.
        histogram WAIT_SECONDS("wait_seconds", Seconds /* guessed */) by wait_seconds {}
    }
    --- stderr
    added 4 metrics: jobs_total, sizes, up, wait_seconds
    hint: 4 units are guessed, and marked: check them and remove the marks
    1 recording rule was skipped: a suite declares its own
    --- Clean
    "#);
}
