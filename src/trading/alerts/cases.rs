//! What fires each alert and what does not: both sides of every limit, and what must never look like trouble, or hide
//! it: an API that crashes, one of two instances gone, a Prometheus that was away, a demo beside the real API.

use super::{API_JOB, Alert, Amount, Case, Ratio, Series};
use crate::trading::metrics;
use dashgen::promql::minutes;

/// A scrape job that is not the API's.
const DEMO: &str = "demo";

/// How many minutes all is well, in cases where it does not stay so.
const WELL: u64 = 20;

pub(super) fn api_down(alert: Alert<metrics::up::Label>) -> Alert<metrics::up::Label> {
    let up = |values: &'static str| Series::new("up", values);
    let demo = || of(DEMO, "demo:9464", up("1+0x40"));
    alert
        .case(fires("the API crashes", WELL + 1, 0.0).series(api(up("1+0x20 0+0x20"))).series(demo()))
        .case(
            fires("both instances crash", WELL + 5, 0.0)
                .series(instance(1, up("1+0x20 0+0x20")))
                .series(instance(2, up("1+0x24 0+0x16"))),
        )
        .case(Case::missing("no target is known", minutes(0)).label("job", API_JOB).series(demo()))
        .case(
            Case::missing("the target is not known any more", minutes(WELL + 1))
                .label("job", API_JOB)
                .series(api(up("1+0x20 stale"))),
        )
        .case(
            Case::quiet("one of two instances is gone", minutes(WELL + 1), 1.0)
                .series(instance(1, up("1+0x40")))
                .series(instance(2, up("1+0x20 0+0x20"))),
        )
        .case(Case::quiet("the API restarts", minutes(WELL + 1), 0.0).series(api(up("1+0x20 0 1+0x20"))))
        .case(Case::quiet("Prometheus restarts", minutes(WELL + 11), 1.0).series(api(up("1+0x20 _x10 1+0x20"))))
        .case(
            Case::quiet("a demo is gone beside the real API", minutes(WELL + 1), 1.0)
                .series(api(up("1+0x40")))
                .series(of(DEMO, "demo:9464", up("1+0x20 0+0x20"))),
        )
}

pub(super) fn high_api_error_rate(alert: Alert<metrics::requests::Label>) -> Alert<metrics::requests::Label> {
    let requests =
        |status: &'static str, by| Series::counter("fastapi_requests_total", by, 30).label("status_code", status);
    let crashes = |status: &'static str, values: &'static str| {
        api(Series::new("fastapi_requests_total", values)).label("status_code", status)
    };
    alert
        .case(
            fires("5.1 % of the requests fail", 1, 0.051)
                .series(api(requests("500", 51.0)))
                .series(api(requests("200", 949.0))),
        )
        .case(
            Case::quiet("4.9 % of the requests fail", minutes(1), 0.049)
                .series(api(requests("503", 49.0)))
                .series(api(requests("200", 951.0))),
        )
        .case(Case::absent("no requests", minutes(1)).series(api(requests("200", 0.0))))
        .case(Case::absent("no request has a status", minutes(1)).series(api(Series::counter(
            "fastapi_requests_total",
            1000.0,
            30,
        ))))
        .case(
            Case::absent("the API crashes", minutes(WELL + 6))
                .series(crashes("200", "0+960x20 stale"))
                .series(crashes("500", "0+40x20 stale")),
        )
        .case(
            Case::absent("the API fails for some minutes and crashes", minutes(WELL - 3))
                .series(crashes("200", "0+900x20 stale"))
                .series(crashes("500", "0+0x16 100+100x3 stale")),
        )
        .case(
            Case::quiet("one of two instances fails for some minutes and is gone", minutes(WELL - 3), 0.0)
                .series(instance(1, requests("200", 100.0)))
                .series(instance(2, Series::new("fastapi_requests_total", "0+0x20 stale")).label("status_code", "200"))
                .series(
                    instance(2, Series::new("fastapi_requests_total", "0+0x16 100+100x3 stale"))
                        .label("status_code", "500"),
                ),
        )
        .case(
            Case::quiet("Prometheus restarts", minutes(WELL + 12), 0.04)
                .series(crashes("200", "0+960x20 _x10 29760+960x20"))
                .series(crashes("500", "0+40x20 _x10 1240+40x20")),
        )
        .case(
            Case::fires("a demo fails beside the real API", minutes(1), 1.0)
                .label("job", DEMO)
                .series(of(DEMO, "demo:9464", requests("500", 10.0)))
                .series(api(requests("200", 10.0))),
        )
}

pub(super) fn low_bot_win_rate(alert: Alert<metrics::trades::Label>) -> Alert<metrics::trades::Label> {
    // All trades happen in the first minute, so that the hour has exactly so many.
    let ended = |count: u32| Series::new("trading_trades_total", format!("0 {count}+0x40"));
    let trades = |case: Case, won, lost| {
        case.series(api(ended(won)).label("result", "profit")).series(api(ended(lost)).label("result", "loss"))
    };
    let demo = |case: Case, won, lost| {
        case.series(of(DEMO, "demo:9464", ended(won)).label("result", "profit"))
            .series(of(DEMO, "demo:9464", ended(lost)).label("result", "loss"))
    };
    alert
        .case(trades(fires("39.9 % of a thousand trades win", 1, 0.399), 399, 601))
        .case(trades(fires("7 of 20 trades win", 1, 0.35), 7, 13))
        .case(trades(Case::quiet("8 of 20 trades win", minutes(1), 0.4), 8, 12))
        .case(trades(Case::absent("1 of 19 trades wins", minutes(1)), 1, 18))
        .case(Case::absent("no trade has a result", minutes(1)).series(api(ended(100))))
        .case(
            fires("one of two instances is gone", 1, 0.35)
                .series(instance(1, ended(7)).label("result", "profit"))
                .series(instance(1, ended(13)).label("result", "loss"))
                .series(instance(2, Series::new("trading_trades_total", "0+0x10 stale")).label("result", "profit")),
        )
        .case(
            Case::absent("the API crashes", minutes(WELL + 5))
                .series(api(Series::new("trading_trades_total", "0+1x30 stale")).label("result", "loss"))
                .series(api(Series::new("trading_trades_total", "0+0x30 stale")).label("result", "profit")),
        )
        .case(
            Case::absent("the one of two instances that wins is gone", minutes(WELL + 40))
                .series(instance(1, Series::counter("trading_trades_total", 1.0, 90)).label("result", "loss"))
                .series(instance(2, Series::new("trading_trades_total", "0+1x30 stale")).label("result", "profit")),
        )
        .case(demo(trades(Case::quiet("a demo trades beside 19 real trades", minutes(1), 0.5), 1, 18), 50, 50))
        .case(demo(trades(fires("a demo wins beside real losses", 1, 0.35), 7, 13), 50, 50))
}

pub(super) fn high_redis_latency(
    alert: Alert<metrics::redis_duration::Label>,
) -> Alert<metrics::redis_duration::Label> {
    let buckets = |case: Case, job: &'static str, fast: f64| {
        [("0.1", fast), ("0.25", 1000.0), ("+Inf", 1000.0)].into_iter().fold(case, |case, (bound, by)| {
            let series = Series::counter("trading_redis_operation_duration_seconds_bucket", by, 30);
            case.series(of(job, "api:8000", series).label("operation", "get").label("le", bound))
        })
    };
    let slow = 0.1 + 0.15 / 51.0;
    alert
        .case(buckets(fires("5.1 % need over 100 ms", 1, slow), API_JOB, 949.0))
        .case(buckets(Case::quiet("4.9 % need over 100 ms", minutes(1), 0.1 * 950.0 / 951.0), API_JOB, 951.0))
        .case([("0.1", "0+0x20 stale"), ("+Inf", "0+0x16 100+100x3 stale")].into_iter().fold(
            Case::absent("the API is slow for some minutes and crashes", minutes(WELL - 3)),
            |case, (bound, values)| {
                let series = Series::new("trading_redis_operation_duration_seconds_bucket", values);
                case.series(api(series).label("operation", "get").label("le", bound))
            },
        ))
        .case(buckets(buckets(fires("a fast demo beside slow operations", 1, slow), API_JOB, 949.0), DEMO, 1000.0))
}

pub(super) fn websocket_connection_drop(
    alert: Alert<metrics::connections_active::Label>,
) -> Alert<metrics::connections_active::Label> {
    let connections = |values: &'static str| Series::new("trading_websocket_connections_active", values);
    let fall = |case: Case, before, after| {
        let values = [(before, 20), (after, 20)];
        case.series(api(Series::gauge("trading_websocket_connections_active", &values)))
    };
    alert
        .case(fall(fires("51 of 100 are lost", WELL, 0.51), 100.0, 49.0))
        .case(fall(fires("6 of 10 are lost", WELL, 0.6), 10.0, 4.0))
        .case(fall(Case::quiet("50 of 100 are lost", minutes(WELL), 0.5), 100.0, 50.0))
        .case(fall(Case::absent("all of 9 are lost", minutes(WELL)), 9.0, 0.0))
        .case(Case::absent("the API crashes", minutes(WELL + 1)).series(api(connections("100+0x20 stale"))))
        .case(
            Case::quiet("one of two instances is gone", minutes(WELL + 1), 0.0)
                .series(instance(1, connections("40+0x40")))
                .series(instance(2, connections("60+0x20 stale"))),
        )
        .case(
            fires("one of two instances is gone, and the other one loses its connections", WELL + 1, 0.75)
                .series(instance(1, connections("40+0x20 10+0x20")))
                .series(instance(2, connections("60+0x20 stale"))),
        )
        .case(
            Case::quiet("connections move to another instance", minutes(WELL + 1), 0.0)
                .series(instance(1, connections("80+0x20 10+0x20")))
                .series(instance(2, connections("20+0x20 90+0x20"))),
        )
        .case(
            fires("a new instance gains beside what is lost", WELL + 1, 0.9)
                .series(instance(1, connections("100+0x20 10+0x20")))
                .series(instance(2, connections("_x20 60+0x20"))),
        )
        .case(
            Case::quiet("Prometheus restarts", minutes(WELL + 11), 0.0)
                .series(api(connections("100+0x20 _x10 100+0x20"))),
        )
        .case(
            fires("a demo gains beside what is lost", WELL + 1, 0.9)
                .series(api(connections("100+0x20 10+0x20")))
                .series(of(DEMO, "demo:9464", connections("10+0x20 200+0x20"))),
        )
}

pub(super) fn portfolio_drawdown(
    alert: Alert<metrics::portfolio_value::Label>,
    limit: Amount<Ratio>,
) -> Alert<metrics::portfolio_value::Label> {
    let worth = |values: String| Series::new("trading_portfolio_total_value_usd", values);
    let falls = |share: f64| worth(format!("100000+0x9 {}+0x30", (100_000.0 * (1.0 - share)).round()));
    let (over, under) = (limit.value() + 0.001, limit.value() - 0.001);
    let percent = |share: f64| format!("{} below the highest value", Amount::<Ratio>::of(share));
    let demo = |values: &str| of(DEMO, "demo:9464", worth(values.to_owned()));
    alert
        .case(fires(percent(over), 10, over).series(api(falls(over))))
        // What is not critical may be worth a warning.
        .case(Case::quiet(percent(under), minutes(10), under).label("job", API_JOB).series(api(falls(under))))
        .case(Case::quiet("the value rises", minutes(10), 0.0).series(api(worth("100000+1000x40".to_owned()))))
        .case(Case::absent("the API crashes", minutes(WELL + 1)).series(api(worth("100000+0x20 stale".to_owned()))))
        .case(
            Case::quiet("one of two instances is gone", minutes(WELL + 1), 0.0)
                .series(instance(1, worth("100000+0x40".to_owned())))
                .series(instance(2, worth("100000+0x20 stale".to_owned()))),
        )
        .case(
            fires("one of two instances is gone, and the value falls", WELL + 1, over)
                .series(instance(1, worth(format!("100000+0x20 {}+0x20", (100_000.0 * (1.0 - over)).round()))))
                .series(instance(2, worth("100000+0x20 stale".to_owned()))),
        )
        .case(
            Case::quiet("Prometheus restarts", minutes(WELL + 11), 0.0)
                .series(api(worth("100000+0x20 _x10 100000+0x20".to_owned()))),
        )
        .case(
            Case::quiet("a demo is gone beside the real API", minutes(WELL + 1), 0.0)
                .series(api(worth("1000+0x40".to_owned())))
                .series(demo("100000+0x20 stale")),
        )
        .case(fires("a demo rises beside the fall", 10, over).series(api(falls(over))).series(demo("100000+10000x40")))
}

/// Returns a case in which an alert of the API's job fires.
fn fires(name: impl Into<dashgen::model::Text>, since: u64, value: f64) -> Case {
    Case::fires(name, minutes(since), value).label("job", API_JOB)
}

/// Adds what Prometheus knows of the one instance of the API.
fn api(series: Series) -> Series {
    of(API_JOB, "api:8000", series)
}

/// Adds what Prometheus knows of one of several instances.
fn instance(number: u32, series: Series) -> Series {
    series.label("job", API_JOB).label("instance", format!("api-{number}:8000"))
}

fn of(job: &'static str, instance: &'static str, series: Series) -> Series {
    series.label("job", job).label("instance", instance)
}
