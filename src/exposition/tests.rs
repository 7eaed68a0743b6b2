use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use insta::assert_snapshot;

use super::*;

fn page(text: &str) -> Page {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
}

/// Returns a line for each metric (type, name, unit, labels with values, series), and one for each problem.
fn told(text: &str) -> String {
    let page = page(text);
    let families = page.families.iter().map(|family| {
        let labels = family.labels.iter().map(|label| {
            let values: Vec<_> = label.values.iter().map(|value| format!("{value:?}")).collect();
            format!(" {}={}", label.name, values.join("|"))
        });
        let unit = family.unit.as_ref().map_or_else(String::new, |unit| format!(" ({unit})"));
        format!("{:?} {}{unit}{}: {}", family.kind, family.name, labels.collect::<String>(), family.series)
    });
    families.chain(page.problems.iter().map(ToString::to_string)).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_text_format_of_prometheus() {
    let text = r#"
# HELP http_requests_total Requests, by \"method\" and\ncode.
# TYPE http_requests_total counter
http_requests_total{method="post",code="200"} 1027 1395066363000
http_requests_total{method="post",code="400",}    3 1395066363000

# a comment for people
msdos_file_access_time_seconds{path="C:\\DIR\\FILE.TXT",error="Cannot find file:\n\"FILE.TXT\""} 1.458255915e9
metric_without_timestamp_and_labels 12.47
something_weird{problem="division by zero"} +Inf -3982045

# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{path="/",le="0.05"} 24054
http_request_duration_seconds_bucket{path="/",le="+Inf"} 144320
http_request_duration_seconds_sum{path="/"} 53423
http_request_duration_seconds_count{path="/"} 144320
# TYPE rpc_duration_seconds summary
rpc_duration_seconds{quantile="0.5"} NaN
rpc_duration_seconds_sum 1.7560473e+07
rpc_duration_seconds_count 2693
# TYPE never_seen gauge
"#;
    assert_snapshot!(told(text), @r#"
    Counter http_requests_total method="post" code="200"|"400": 2
    Untyped msdos_file_access_time_seconds path="C:\\DIR\\FILE.TXT" error="Cannot find file:\n\"FILE.TXT\"": 1
    Untyped metric_without_timestamp_and_labels: 1
    Untyped something_weird problem="division by zero": 1
    Histogram http_request_duration_seconds path="/": 1
    Summary rpc_duration_seconds quantile="0.5": 1
    Gauge never_seen: 0
    "#);
    assert_eq!(page(text).families[0].help, "Requests, by \"method\" and\ncode.");
}

#[test]
fn openmetrics() {
    let text = r#"# TYPE acme_http_router_request_seconds summary
# UNIT acme_http_router_request_seconds seconds
acme_http_router_request_seconds_sum{path="/api"} 9036.32
acme_http_router_request_seconds_count{path="/api"} 807283.0
acme_http_router_request_seconds_created{path="/api"} 1605281325.0
# TYPE process_cpu_seconds counter
# UNIT process_cpu_seconds seconds
process_cpu_seconds_total 4.20072246e+06 1.5 # {trace_id="a"} 1.0
# TYPE build info
build_info{version="1.2"} 1
# TYPE feature stateset
feature{feature="a"} 1
feature{feature="b"} 0
# TYPE queue gaugehistogram
queue_bucket{le="+Inf"} 3
queue_gcount 3
queue_gsum 9
# EOF
"#;
    assert_snapshot!(told(text), @r#"
    Summary acme_http_router_request_seconds (seconds) path="/api": 1
    Counter process_cpu_seconds_total (seconds): 1
    Info build_info version="1.2": 1
    StateSet feature feature="a"|"b": 2
    GaugeHistogram queue: 1
    "#);
}

#[test]
fn names_in_quotes() {
    let text = "# TYPE \"http.requests\" counter\n{\"http.requests\", \"my label\"=\"x\"} 1\n";
    assert_snapshot!(told(text), @r#"Counter http.requests my label="x": 1"#);
}

#[test]
fn what_follows_its_own_series() {
    let text = "h_count 1\nh_sum 2\nh_bucket{le=\"+Inf\"} 1\n# TYPE h histogram\n# TYPE c counter\nc_total 1\n";
    assert_snapshot!(told(text), @"
    Histogram h: 1
    Counter c_total: 1
    ");
}

#[test]
fn series_without_types_are_told_by_their_labels() {
    let text = "a_bucket{le=\"1\",x=\"y\"} 1\na_bucket{le=\"+Inf\",x=\"y\"} 1\na_sum{x=\"y\"} 1\na_count{x=\"y\"} 1\n\
                b{quantile=\"0.5\"} 1\nb_sum 1\nb_count 1\nc_bucket{le=\"1\"} 1\nd_total 1\n";
    assert_snapshot!(told(text), @r#"
    Histogram a x="y": 1
    Summary b quantile="0.5": 1
    Untyped c_bucket le="1": 1
    Untyped d_total: 1
    "#);
}

#[test]
fn times_of_creation_are_no_metrics() {
    let text = "# HELP d_total Done.\n# TYPE d_total counter\nd_total 1\n# HELP d_created Done.\n\
                # TYPE d_created gauge\nd_created 1.6e9\n# HELP e_total E.\n# TYPE e_total counter\ne_total 1\n\
                # HELP e_created Those made today.\n# TYPE e_created gauge\ne_created 7\n";
    assert_snapshot!(told(text), @"
    Counter d_total: 1
    Counter e_total: 1
    Gauge e_created: 1
    ");
}

#[test]
fn a_name_with_a_type_of_its_own_is_no_part() {
    let text = "# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\n# TYPE h_count gauge\nh_count 1\n";
    assert_snapshot!(told(text), @"
    Histogram h: 1
    Gauge h_count: 1
    ");
}

#[test]
fn labels_of_targets_are_renamed() {
    let mut family = page("x{job=\"a\",exported_job=\"b\",c=\"d\"} 1\n").families.remove(0);
    family.scraped(&["job".to_owned()]);
    let names: Vec<_> = family.labels.iter().map(|label| &*label.name).collect();
    assert_eq!(names, ["exported_job", "exported_job", "c"]);
}

#[test]
fn a_label_of_many_values_and_a_metric_of_many_labels() {
    let text = lines(60, |at| format!("x{{id=\"{at}\"}} 1\n"));
    let family = &page(&text).families[0];
    assert_eq!((family.labels[0].values.len(), family.labels[0].has_more, family.series), (MAX_VALUES, true, 60));
    let text = lines(150, |at| format!("x{{l{at}=\"\"}} 1\n"));
    let family = &page(&text).families[0];
    assert_eq!((family.labels.len(), family.has_more_labels), (MAX_LABELS, true));
}

#[test]
fn lines_that_are_wrong_do_not_stop_the_rest() {
    let text = "a 1\n<html>\nb{x=\"1\" 1\nb{x=\"1} 1\nb{x} 1\nb{x=1} 1\nb{x=\"1\",x=\"2\"} 1\nb{=\"1\"} 1\nb one\nb\nb 1 soon\n\
                b 1 2 3\n# TYPE b number\n# TYPE\n# TYPE a gauge\n# TYPE a counter\nc \u{1b}[31m\n# EOF\nd 1\n";
    assert_snapshot!(told(text), @r#"
    Gauge a: 1
    Untyped d: 1
    line 2: expected the name of a metric, found `<html>`
    line 3: expected `,` or `}` after a label, found `1`
    line 4: the string `"1} 1` has no closing quotation mark
    line 5: the label `x` has no value; expected `label="value"`
    line 6: expected a quoted string, found `1} 1`
    line 7: the label `x` occurs twice
    line 8: expected the name of a label, found `="1"} 1`
    line 9: expected a number as the value of `b`, found `one`
    line 10: expected a number as the value of `b`, found nothing
    line 11: expected a timestamp, found `soon`
    line 12: expected the end of the line, found `3`
    line 13: expected a type such as `counter` or `gauge`, found `number`
    line 14: `# TYPE` names no metric
    line 16: `a` is a counter here but was a gauge before; the first type is used
    line 17: expected a number as the value of `c`, found `\u{1b}[31m`
    line 19: it follows `# EOF`, which ends a page; it was read anyway
    "#);
}

#[test]
fn bytes_that_are_no_text() {
    let page = read(&b"\xef\xbb\xbfa 1\r\nb{x=\"\xff\"} 1\nc 1"[..]).unwrap();
    assert_eq!(page.families.iter().map(|family| &*family.name).collect::<Vec<_>>(), ["a", "c"]);
    assert_snapshot!(page.problems[0], @r#"line 2: it is not UTF-8 after `b{x="`"#);
}

#[test]
fn what_is_no_page_of_metrics() {
    let error = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
    assert_snapshot!(error("\n<!DOCTYPE html>\n<a href='/metrics'>metrics</a>"), @"expected a metrics page, found a web page");
    assert_snapshot!(error("{\"status\":\"success\"}\n"), @"expected a metrics page, found JSON");
    assert_snapshot!(error("{\n  \"a\": 1\n}\n"), @"expected a metrics page, found JSON");
    assert_snapshot!(error(" \n# only words\n"), @"it contains no metrics");
    assert_snapshot!(error("404 page not found\n"), @"it is not a metrics page: line 1: expected the name of a metric, found `404 page not found`");
    assert_snapshot!(error("\u{1f}\u{8b}"), @r"it is not a metrics page: line 1: expected the name of a metric, found `\u{1f}\u{8b}`");
}

#[test]
fn packed_pages() {
    let pack = |text: &str| {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(text.as_bytes()).unwrap();
        packed.finish().unwrap()
    };
    let two = [pack("a 1\n"), pack("b 1\n")].concat();
    assert_eq!(read(&*two).unwrap().families.len(), 2);
    let error = read(&two[..two.len() - 6]).unwrap_err();
    assert!(matches!(error, PageError::Io(_)), "{error:?}");
}

#[test]
fn long_lines_and_many_problems_are_bounded() {
    let long = "x".repeat(3 * MAX_LINE);
    let text = format!("a 1\nb{{x=\"{long}\"}} 1\nc 1\n{}", "?\n".repeat(1000));
    let page = page(&text);
    assert_eq!(page.families.len(), 2);
    assert_eq!((page.problems.len(), page.problem_count), (MAX_PROBLEMS, 1001));
    assert_snapshot!(page.problems[0], @"line 2: it is longer than 1024 KiB");
}

#[test]
fn more_metrics_than_are_taken() {
    let text = lines(MAX_METRICS + 5, |at| format!("m{at} 1\n"));
    let page = page(&text);
    assert_eq!((page.families.len(), page.problem_count), (MAX_METRICS, 1));
    assert_snapshot!(page.problems[0], @"line 100001: there are more than 100000 metrics; this one and all later ones are skipped");
}

proptest::proptest! {
    #[test]
    fn no_page_is_too_strange(bytes: Vec<u8>, text in "(# (TYPE|HELP|UNIT|EOF) )?[a\"{}=, \\\\\n1#_]{0,60}") {
        let _ = read(&*bytes);
        let _ = read(text.as_bytes());
    }

    #[test]
    fn values_come_back(value in ".{0,40}", name in "[a-z_][a-z0-9_]{0,10}") {
        let written = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let page = page(&format!("m{{{name}=\"{written}\"}} 1"));
        proptest::prop_assert_eq!(page.families[0].labels[0].values.first(), Some(&value));
    }
}
