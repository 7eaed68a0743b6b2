//! A simulation on a port: `/metrics` for Prometheus, `/` for people.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;

use super::crowd::{Crowd, Place};
use super::{Incident, SimulateError, Simulation, exposition};

/// The most connections at a time; for one more, the one that has been idle for longest is closed.
const MAX_CONNECTIONS: usize = 64;
/// How long a client may take to send the head of a request, and how long an idle connection is kept where there is room.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// How old a connection becomes before the answer in progress is its last.
const MAX_AGE: Duration = Duration::from_mins(2);
/// How long a client may then take to read that last answer.
const LAST_ANSWER: Duration = Duration::from_secs(10);

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// Opens a port to serve on: `HOST:PORT`, with port 0 for any that is free.
///
/// # Errors
/// [`SimulateError::Listen`] when the address is none, is taken or is not ours.
pub fn listen(address: &str) -> Result<TcpListener, SimulateError> {
    TcpListener::bind(address).map_err(|cause| SimulateError::Listen { address: address.to_owned(), cause })
}

/// Serves a simulation until the process is interrupted (ctrl-c) or asked to end; its time begins now.
///
/// # Errors
/// [`SimulateError::Serve`] when the system refuses the port or the signal handlers.
pub fn serve(listener: TcpListener, simulation: Simulation) -> Result<(), SimulateError> {
    let runtime = runtime()?;
    let stop = {
        let _in_runtime = runtime.enter();
        interrupted().map_err(SimulateError::Serve)?
    };
    runtime.block_on(answer_until(listener, simulation, stop))
}

/// Serves a simulation until a future ends; its time begins now. The future runs on a Tokio runtime.
///
/// # Errors
/// [`SimulateError::Serve`] when the system refuses the port.
pub fn serve_until(
    listener: TcpListener,
    simulation: Simulation,
    stop: impl Future<Output = ()>,
) -> Result<(), SimulateError> {
    runtime()?.block_on(answer_until(listener, simulation, stop))
}

fn runtime() -> Result<tokio::runtime::Runtime, SimulateError> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(SimulateError::Serve)
}

/// Returns a future that ends when the process is asked to end. The handlers are installed before it is waited for.
#[cfg(unix)]
fn interrupted() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(std::future::poll_fn(move |context| {
        let interrupted = interrupt.poll_recv(context).is_ready();
        let terminated = terminate.poll_recv(context).is_ready();
        if interrupted || terminated { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    }))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same signature as on Unix")]
fn interrupted() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without a handler the process ends by itself, which is what was asked for.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

async fn answer_until(
    listener: TcpListener,
    simulation: Simulation,
    stop: impl Future<Output = ()>,
) -> Result<(), SimulateError> {
    listener.set_nonblocking(true).map_err(SimulateError::Serve)?;
    let listener = tokio::net::TcpListener::from_std(listener).map_err(SimulateError::Serve)?;
    let site = Arc::new(Site { simulation, start: Instant::now() });
    let mut accept = pin!(accept(listener, site));
    let mut stop = pin!(stop);
    std::future::poll_fn(|context| {
        if stop.as_mut().poll(context).is_ready() {
            return std::task::Poll::Ready(());
        }
        accept.as_mut().poll(context).map(|never| match never {})
    })
    .await;
    Ok(())
}

async fn accept(listener: tokio::net::TcpListener, site: Arc<Site>) -> Infallible {
    let crowd = Arc::new(Crowd::default());
    loop {
        match listener.accept().await {
            Ok((stream, _)) => crowd.enter(MAX_CONNECTIONS, |place| {
                let client = Client { crowd: Arc::clone(&crowd), place: Mutex::new(place) };
                tokio::spawn(connection(stream, Arc::clone(&site), client)).abort_handle()
            }),
            // Out of file handles, or the client is gone already: the next may be luckier, a moment later.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Who has a connection.
struct Client {
    crowd: Arc<Crowd>,
    place: Mutex<Place>,
}

impl Client {
    fn asks(&self) {
        let mut place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        *place = self.crowd.asks(*place);
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.crowd.leave(*self.place.get_mut().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Answers the requests of one client until it leaves, misbehaves or has been here long enough.
async fn connection(stream: TcpStream, site: Arc<Site>, client: Client) {
    let service = service_fn(move |request: Request<Incoming>| {
        client.asks();
        let answer = site.answer(request.method(), request.uri().path());
        async move { Ok::<_, Infallible>(answer) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    if tokio::time::timeout(MAX_AGE, connection.as_mut()).await.is_err() {
        connection.as_mut().graceful_shutdown();
        drop(tokio::time::timeout(LAST_ANSWER, connection).await);
    }
}

/// What is served, and since when.
struct Site {
    simulation: Simulation,
    start: Instant,
}

impl Site {
    fn answer(&self, method: &Method, path: &str) -> Response<Full<Bytes>> {
        if !matches!(*method, Method::GET | Method::HEAD) {
            let mut refused = response(StatusCode::METHOD_NOT_ALLOWED, TEXT, "only GET and HEAD are served\n".into());
            refused.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            return refused;
        }
        match path {
            "/metrics" => match self.start.elapsed() {
                elapsed if self.simulation.refuses(elapsed) => {
                    response(StatusCode::SERVICE_UNAVAILABLE, TEXT, "the simulated system is down\n".into())
                }
                elapsed => response(StatusCode::OK, exposition::CONTENT_TYPE, self.simulation.text(elapsed)),
            },
            "/" => response(StatusCode::OK, HTML, page(&self.simulation)),
            _ => response(StatusCode::NOT_FOUND, TEXT, "not found; the metrics are at /metrics\n".into()),
        }
    }
}

fn response(status: StatusCode, content_type: &'static str, body: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

fn page(simulation: &Simulation) -> String {
    let metrics: Vec<_> = simulation.metric_names().map(escaped).collect();
    let told = |incident: &Incident| {
        format!("<p>Incident <b>{}</b>: {}</p>\n", escaped(incident.name), escaped(incident.summary))
    };
    let incidents: Vec<_> = simulation.incidents().iter().map(told).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>dashgen simulate</title>\n\
        <h1>Simulated metrics</h1>\n<p>Prometheus scrapes them at <a href=\"/metrics\">/metrics</a>.</p>\n\
        {}<ul>\n<li>{}\n</ul>\n</html>\n",
        incidents.concat(),
        metrics.join("\n<li>"),
    )
}

/// Returns a text as HTML.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::SocketAddr;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use insta::assert_snapshot;

    use super::*;
    use crate::promql::{Catalogue, MetricInfo, MetricKind};
    use crate::unit::Unit;

    static METRIC: MetricInfo =
        MetricInfo { name: "app_info", kind: MetricKind::Info, unit: Unit::Number, help: "The service", labels: &[] };
    static CATALOGUE: Catalogue = Catalogue::new(&[&METRIC]);

    fn simulation() -> Simulation {
        let incident = Incident {
            name: "<b>",
            summary: "\"&\"",
            after: Duration::ZERO,
            effects: Vec::new(),
            refuses_scrapes: false,
        };
        Simulation::new(&CATALOGUE, 1).strike(incident).unwrap()
    }

    /// Runs a server around a test, and ends it.
    fn served(test: impl FnOnce(SocketAddr)) {
        let listener = listen("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let until = async move {
            while !stopped.load(Ordering::Relaxed) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let server = thread::spawn(move || serve_until(listener, simulation(), until));
        test(address);
        stop.store(true, Ordering::Relaxed);
        server.join().unwrap().unwrap();
    }

    fn connect(address: SocketAddr) -> TcpClient {
        let stream = std::net::TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        TcpClient(stream)
    }

    struct TcpClient(std::net::TcpStream);

    impl TcpClient {
        fn send(&mut self, text: &str) {
            self.0.write_all(text.as_bytes()).unwrap();
        }

        fn receive(mut self) -> String {
            let mut answer = String::new();
            self.0.read_to_string(&mut answer).unwrap();
            answer.lines().filter(|line| !line.starts_with("date:")).collect::<Vec<_>>().join("\n")
        }
    }

    fn request(address: SocketAddr, method: &str, path: &str) -> String {
        let mut client = connect(address);
        client.send(&format!("{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"));
        client.receive()
    }

    #[test]
    fn metrics_for_prometheus() {
        served(|address| {
            assert_snapshot!(request(address, "GET", "/metrics?x=1"), @r"
            HTTP/1.1 200 OK
            content-type: text/plain; version=0.0.4; charset=utf-8
            connection: close
            content-length: 61

            # HELP app_info The service
            # TYPE app_info gauge
            app_info 1
            ");
            assert!(request(address, "HEAD", "/metrics").ends_with("content-length: 61\n"));
        });
    }

    #[test]
    fn a_page_for_people() {
        served(|address| {
            let page = request(address, "GET", "/");
            assert!(page.contains("<a href=\"/metrics\">"), "{page}");
            assert!(page.contains("<p>Incident <b>&lt;b&gt;</b>: &quot;&amp;&quot;</p>"), "{page}");
        });
    }

    #[test]
    fn other_paths_and_methods_are_refused() {
        served(|address| {
            assert!(request(address, "GET", "/other").starts_with("HTTP/1.1 404 "));
            let refused = request(address, "POST", "/metrics");
            assert!(refused.starts_with("HTTP/1.1 405 ") && refused.contains("allow: GET, HEAD"), "{refused}");
        });
    }

    #[test]
    fn slow_and_broken_clients_hold_nobody_up() {
        served(|address| {
            let mut idle: Vec<_> = (0..20).map(|_| connect(address)).collect();
            for client in &mut idle {
                client.send("GET /metr");
            }
            let mut broken = connect(address);
            broken.send("\u{1}\u{2} nonsense\r\n\r\n");
            assert!(broken.receive().starts_with("HTTP/1.1 400 "));
            drop(connect(address));
            assert!(request(address, "GET", "/metrics").contains("app_info 1"));
        });
    }

    #[test]
    fn idle_clients_make_room_for_a_new_one() {
        served(|address| {
            let mut idle: Vec<_> = (0..MAX_CONNECTIONS).map(|_| connect(address)).collect();
            for client in idle.iter_mut().skip(1).step_by(2) {
                client.send("GET /metr");
            }
            let begin = Instant::now();
            for _ in 0..3 {
                assert!(request(address, "GET", "/metrics").contains("app_info 1"));
            }
            assert!(begin.elapsed() < HEAD_TIMEOUT / 2, "nobody waits for a timeout");
            // Closed without a word, perhaps with a reset.
            assert!(matches!(idle.remove(0).0.read(&mut [0; 1]), Ok(0) | Err(_)));
            let mut newest = idle.pop().unwrap();
            newest.send("ics HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            assert!(newest.receive().contains("app_info 1"));
        });
    }

    #[test]
    fn a_client_that_asks_stays() {
        served(|address| {
            let mut scraper = connect(address);
            let scrape = |scraper: &mut TcpClient| {
                scraper.send("GET /metrics HTTP/1.1\r\nhost: x\r\n\r\n");
                let mut answer = Vec::new();
                while !answer.ends_with(b"app_info 1\n") {
                    let mut buffer = [0; 1024];
                    let length = scraper.0.read(&mut buffer).unwrap();
                    assert_ne!(length, 0, "the connection is open");
                    answer.extend(&buffer[..length]);
                }
            };
            for _ in 0..3 {
                scrape(&mut scraper);
                let idle: Vec<_> = (1..MAX_CONNECTIONS).map(|_| connect(address)).collect();
                assert!(request(address, "GET", "/").contains("Simulated metrics"));
                scrape(&mut scraper);
                drop(idle);
            }
        });
    }

    #[test]
    fn a_port_in_use() {
        let taken = listen("127.0.0.1:0").unwrap();
        let error = listen(&taken.local_addr().unwrap().to_string()).unwrap_err().to_string();
        assert!(
            error.contains("hint: stop the program that uses it, or choose another port with `--listen"),
            "{error}"
        );
    }

    #[test]
    fn an_address_that_is_none() {
        assert_snapshot!(listen("nonsense").unwrap_err(), @"
        cannot listen on `nonsense`: invalid socket address
          hint: use `--listen HOST:PORT`, as in `127.0.0.1:9464`
        ");
    }
}
