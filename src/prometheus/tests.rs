//! The client against servers that answer one thing.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use insta::assert_snapshot;

use super::*;

/// Answers each connection with the next of the texts, and returns the requests.
fn server(answers: Vec<String>) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let served = move || {
        let serve = |answer: String| {
            let (mut stream, _) = listener.accept().unwrap();
            let request = request(&mut stream);
            // A client that has read enough may be gone.
            drop(stream.write_all(answer.as_bytes()));
            request
        };
        answers.into_iter().map(serve).collect()
    };
    (url, thread::spawn(served))
}

/// Reads a request: its head, and the body that the head announces.
pub(super) fn request(stream: &mut TcpStream) -> String {
    let (mut text, mut buffer) = (String::new(), [0; 4096]);
    loop {
        let length = stream.read(&mut buffer).unwrap();
        text.push_str(&String::from_utf8_lossy(&buffer[..length]));
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let announced =
            head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
        if length == 0 || body.len() >= announced.unwrap_or(0) {
            return text;
        }
    }
}

pub(super) fn http(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}")
}

pub(super) fn ok(body: &str) -> String {
    http("200 OK", "content-type: application/json\r\n", body)
}

/// Returns what `query` says to an answer, without the port.
fn error(answer: String) -> String {
    let (url, served) = server(vec![answer]);
    let error = Client::new(&url).unwrap().query("up", None).unwrap_err().to_string();
    served.join().unwrap();
    error.replace(&url, "URL")
}

#[test]
fn a_vector_with_numbers_that_are_none() {
    let (url, served) = server(vec![ok(r#"{"status":"success","data":{"resultType":"vector","result":[
        {"metric":{"__name__":"up","job":"é"},"value":[1435781451.781,"1"]},
        {"metric":{},"value":[1435781451,"NaN"]},
        {"metric":{},"value":[1435781451,"+Inf"]},
        {"metric":{},"histogram":[1435781451,{"count":"1","sum":"2"}]}
    ]},"warnings":["w"],"infos":["i"]}"#)]);
    let answer = Client::new(&url).unwrap().query("up + é", Some(1_435_781_451.5)).unwrap();
    assert_eq!((answer.warnings, answer.infos), (vec!["w".to_owned()], vec!["i".to_owned()]));
    assert_eq!(answer.data.series(), 4);
    let values = answer.data.values();
    assert!(values[0].to_bits() == 1_f64.to_bits() && values[1].is_nan() && values[2] == f64::INFINITY);
    let Data::Vector(series) = answer.data else { panic!("a vector") };
    assert_eq!(series[0].labels["job"], "é");
    let sent = served.join().unwrap().remove(0);
    assert!(sent.starts_with("POST /api/v1/query HTTP/1.1\r\n"), "{sent}");
    assert!(sent.ends_with("\r\n\r\nquery=up+%2B+%C3%A9&time=1435781451.5"), "{sent}");
}

#[test]
fn a_matrix() {
    let (url, served) = server(vec![ok(r#"{"status":"success","data":{"result":[
        {"metric":{"job":"a"},"values":[[1,"1"],[16,"-Inf"]]}],"resultType":"matrix"}}"#)]);
    let range = QueryRange { start: 1.0, end: 31.0, step: 15.0 };
    let data = Client::new(&url).unwrap().query_range("up", range).unwrap().data;
    assert_eq!(data.values(), [1.0, f64::NEG_INFINITY]);
    assert!(served.join().unwrap()[0].ends_with("query=up&start=1&end=31&step=15"));
}

#[test]
fn a_scalar_a_text_and_nothing() {
    let data = |body: &str| {
        let (url, served) = server(vec![ok(&format!("{{\"status\":\"success\",\"data\":{body}}}"))]);
        let data = Client::new(&url).unwrap().query("1", None).unwrap().data;
        served.join().unwrap();
        data
    };
    assert_eq!(data(r#"{"resultType":"scalar","result":[1,"2"]}"#).values(), [2.0]);
    assert_eq!(data(r#"{"resultType":"string","result":[1,"a"]}"#), Data::String((1.0, "a".to_owned())));
    assert!(data(r#"{"resultType":"vector","result":[]}"#).is_empty());
}

#[test]
fn metadata_and_counts() {
    let (url, served) = server(vec![
        ok(r#"{"status":"success","data":{"a_total":[{"type":"counter","help":"h","unit":""}]}}"#),
        ok(r#"{"status":"success","data":{"resultType":"vector","result":[
            {"metric":{"__name__":"a_total"},"value":[1,"12"]}]}}"#),
    ]);
    let client = Client::new(&url).unwrap();
    assert_eq!(client.metadata().unwrap()["a_total"][0].kind, "counter");
    assert_eq!(client.series_counts(&["a_total", "b"]).unwrap(), BTreeMap::from([("a_total".to_owned(), 12)]));
    assert!(served.join().unwrap()[0].starts_with("GET /api/v1/metadata "));
}

#[test]
fn posting_is_not_allowed() {
    let (url, served) = server(vec![
        http("405 Method Not Allowed", "", ""),
        ok(r#"{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}"#),
    ]);
    assert_eq!(Client::new(&url).unwrap().query("a b", None).unwrap().data.values(), [2.0]);
    let requests = served.join().unwrap();
    assert!(requests[1].starts_with("GET /api/v1/query?query=a%20b HTTP"), "{}", requests[1]);
}

#[test]
fn credentials_are_sent_and_not_shown() {
    let denied = || http("401 Unauthorized", "", "no");
    let (url, served) = server(vec![denied(), denied()]);
    let with_user = Client::new(&url.replace("http://", "http://me:secret@")).unwrap();
    let with_token = Client::new(&url).unwrap().with_bearer("token-1");
    for client in [with_user, with_token] {
        let message = client.query("up", None).unwrap_err().to_string();
        assert!(message.contains("rejects the credentials, or requires some (status 401)"), "{message}");
        assert!(!message.contains("secret") && !message.contains("token-1"), "{message}");
        assert!(!format!("{client:?}").contains("token-1"));
    }
    let requests = served.join().unwrap();
    assert!(requests[0].contains("authorization: Basic bWU6c2VjcmV0\r\n"), "{}", requests[0]);
    assert!(requests[1].contains("authorization: Bearer token-1\r\n"), "{}", requests[1]);
}

#[test]
fn what_prometheus_cannot_evaluate() {
    let body = r#"{"status":"error","errorType":"bad_data","error":"1:4: parse error: unexpected end"}"#;
    assert_snapshot!(error(http("400 Bad Request", "", body)), @"bad_data: 1:4: parse error: unexpected end");
}

#[test]
fn a_web_page() {
    assert_snapshot!(error(ok("<html>\n  <title>Grafana</title>")), @r"
    `URL` does not respond like Prometheus (status 200): a web page
    hint: is this its base URL?
    ");
    assert_snapshot!(error(http("502 Bad Gateway", "", "")), @r"
    `URL` does not respond like Prometheus (status 502): an empty response
    hint: is this its base URL?
    ");
}

#[test]
fn an_answer_of_an_unknown_form() {
    let body = r#"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"x"]}]}}"#;
    assert_snapshot!(error(ok(body)), @r"
    `URL` does not respond like Prometheus (status 200): `x` is not a number
    hint: is this its base URL?
    ");
}

#[test]
fn an_answer_without_end() {
    let error = error(ok(&" ".repeat(usize::try_from(MAX_ANSWER).unwrap() + 1)));
    assert_snapshot!(error, @r"
    the response of `URL` is larger than 64 MiB
    hint: query fewer series or a shorter range
    ");
}

#[test]
fn a_redirect_is_not_followed() {
    let answer = http("302 Found", "location: https://me:secret@login.example/start?token=abc\r\n", "");
    assert_snapshot!(error(answer), @r"
    `URL` redirects to `https://login.example` (status 302)
    hint: redirects are not followed; give the URL of Prometheus itself, or credentials if this is a login page
    ");
    let inside = error(http("301 Moved Permanently", "location: /login/abc\r\n", ""));
    assert!(inside.starts_with("`URL` redirects to another path on the same server (status 301)\n"), "{inside}");
}

#[test]
fn credentials_do_not_follow_a_redirect() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let location = format!("location: http://{}/\r\n", elsewhere.local_addr().unwrap());
    let (url, served) = server(vec![http("307 Temporary Redirect", &location, "")]);
    let client = Client::new(&url).unwrap().with_bearer("canary");
    assert!(matches!(client.query("up", None), Err(ClientError::Redirected { .. })));
    served.join().unwrap();
    assert_eq!(elsewhere.accept().unwrap_err().kind(), io::ErrorKind::WouldBlock, "nobody calls there");
}

#[test]
fn a_server_that_repeats_the_credentials() {
    let said = "canary-1 can%61ry-1 bWU6Y2FuYXJ5LTE= canary-2";
    let api = format!(r#"{{"status":"error","errorType":"canary-1","error":"{said}"}}"#);
    let answers = [
        http("400 Bad Request", "", &api),
        http("502 Bad Gateway", "", said),
        http("502 Bad Gateway", "", &format!("<a href='/{said}'>")),
        http("302 Found", &format!("location: https://me:canary-1@{said}.example/canary-1?canary-2#canary-1\r\n"), ""),
        ok(&format!(r#"{{"status":"success","data":"{said}"}}"#)),
    ];
    for answer in answers {
        let (url, served) = server(vec![answer.clone(), answer]);
        let with_user = Client::new(&url.replace("http://", "http://me:can%61ry-1@")).unwrap();
        for client in [with_user.clone(), with_user.with_bearer("canary-2")] {
            let error = client.query("up", None).unwrap_err();
            let shown = format!("{error}\n{error:?}\n{client:?}");
            let hidden = ["canary-1", "can%61ry-1", "bWU6Y2FuYXJ5LTE="];
            assert!(!hidden.iter().any(|secret| shown.contains(secret)), "{shown}");
            assert!(!shown.contains("canary-2") || client.address.authorization().unwrap().starts_with("Basic"));
        }
        served.join().unwrap();
    }
    let remark = r#"{"status":"success","data":{"resultType":"scalar","result":[1,"2"]},"warnings":["canary-2"]}"#;
    let (url, served) = server(vec![ok(remark)]);
    assert_eq!(Client::new(&url).unwrap().with_bearer("canary-2").query("1", None).unwrap().warnings, ["***"]);
    served.join().unwrap();
}

#[test]
fn an_answer_that_breaks_off() {
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"status\":".to_owned();
    assert!(error(answer).starts_with("cannot reach `URL`: "));
}

#[test]
fn a_server_that_does_not_answer() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let client = Client::new(&url).unwrap().with_timeout(Duration::from_millis(50));
    let error = client.query("up", None).unwrap_err();
    assert!(matches!(error, ClientError::TimedOut { .. }), "{error:?}");
    assert_snapshot!(error.to_string().replace(&url, "URL"), @"`URL` did not respond within 0.05 s");
}

#[test]
fn one_deadline_for_all_calls() {
    let answer = ok(r#"{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}"#);
    let (url, served) = server(vec![answer]);
    let client = Client::new(&url).unwrap().with_deadline(Duration::from_millis(500));
    client.query("1", None).unwrap();
    served.join().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let client = Client::new(&url).unwrap().with_deadline(Duration::from_millis(60));
    let errors = [(); 3].map(|()| client.query("up", None).unwrap_err().to_string().replace(&url, "URL"));
    assert!(errors[1] == errors[0] && errors[2] == errors[0], "{errors:?}");
    assert_snapshot!(errors[0], @r"
    `URL` did not respond to all queries within 0.06 s
    hint: increase `--timeout`, or find the slow query on its page `/query`
    ");
}

#[test]
fn nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = Client::new(&url).unwrap().query("up", None).unwrap_err().to_string();
    assert!(error.starts_with(&format!("cannot reach `{url}`: ")), "{error}");
    assert!(error.ends_with("\nhint: is it running, and is the URL right?"), "{error}");
}

#[test]
fn values_of_a_label_with_a_usual_name_and_a_strange_one() {
    let answer = ok(r#"{"status":"success","data":["a","é"]}"#);
    let (url, served) = server(vec![answer.clone(), answer]);
    let client = Client::new(&url).unwrap();
    let ask = |label| client.label_values(label, r#"up{a="é"}"#, 1.5, 2.0).unwrap();
    assert_eq!(ask("job"), ["a", "é"]);
    assert_eq!(ask("my_job.é"), ["a", "é"]);
    let paths: Vec<_> =
        served.join().unwrap().iter().map(|request| request.split(' ').nth(1).unwrap().to_owned()).collect();
    let rest = "/values?match%5B%5D=up%7Ba%3D%22%C3%A9%22%7D&start=1.5&end=2";
    assert_eq!(paths, ["job", "U__my__job_2e__e9_"].map(|label| format!("/api/v1/label/{label}{rest}")));
}
