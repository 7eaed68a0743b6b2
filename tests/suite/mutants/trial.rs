//! Takes a text through everything that reads dashboards, and says what must not happen.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::time::{Duration, Instant};

use dashgen::cli::Status;
use dashgen::json::{self, Json};
use dashgen::lint::{self, Context, Input, Report, Selection};
use dashgen::schema::envelope::{Content, Document};
use dashgen::{convert, inspect, migrate};
use serde_json::Value;
use tempfile::TempDir;

/// No dashboard of the size of a mutant takes longer, even without optimizations.
const LONGEST: Duration = Duration::from_secs(10);

thread_local! {
    static IS_TRIAL: Cell<bool> = const { Cell::new(false) };
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
    static SCRATCH: TempDir = tempfile::tempdir().expect("a folder for a dashboard");
}

/// Keeps panics of trials to tell them, and leaves those of other tests to whoever told them before.
pub(super) fn record_panics() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if IS_TRIAL.get() {
            let place = info.location().map(|it| format!("{}:{}", it.file(), it.line())).unwrap_or_default();
            let message = info.payload_as_str().unwrap_or_default().chars().take(200).collect::<String>();
            PANIC.set(format!("panic at {place}: {message}"));
        } else {
            before(info);
        }
    }));
}

/// Tries a text.
pub(super) fn of(text: &str) -> Result<(), String> {
    let start = Instant::now();
    IS_TRIAL.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(|| all(text)));
    IS_TRIAL.set(false);
    let result = result.unwrap_or_else(|_| Err(PANIC.take()));
    if start.elapsed() > LONGEST {
        return Err("it takes too long".to_owned());
    }
    result
}

fn all(text: &str) -> Result<(), String> {
    checked(text);
    let _ = inspect::inspect(text);
    formatted(text)?;
    let Ok(document) = Document::parse(text) else { return Ok(()) };
    // Of members that stand there twice, the last one counts, for all.
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|it| it.to_string())?;
    if json::text(&document) != json::text(&Json(value)) {
        return Err("reading and writing makes another document".to_owned());
    }
    for migrates in [false, true] {
        let document = || {
            let mut document = document.clone();
            if let (true, Some(Content::Classic(dashboard))) = (migrates, document.content_mut()) {
                migrate::migrate(dashboard);
            }
            document
        };
        let how = if migrates { " --migrate" } else { "" };
        is_read_again(&json::text(&document()), &format!("migrate{how}"))?;
        is_read_again(&json::text(&convert::document_to_v1(document()).0), &format!("convert --to classic{how}"))?;
        if let Ok((newer, _)) = convert::document_to_v2(document()) {
            is_read_again(&json::text(&newer), &format!("convert --to v2{how}"))?;
        }
    }
    Ok(())
}

/// Checks it with all lints, and shows what they find.
fn checked(text: &str) {
    let context = Context { selection: Selection::new(&["all"], &[]).expect("a group"), ..Context::default() };
    let mut report = Report::default();
    report.add(lint::check(Input { name: "x.json", text, sources: None }, &context).insist(&context), &context);
    for finding in &report.findings {
        let _ = lint::human(finding);
    }
    let _ = lint::json(&report);
}

fn formatted(text: &str) -> Result<(), String> {
    SCRATCH.with(|folder| {
        let file = folder.path().join("dashboard.json");
        std::fs::write(&file, text).expect("a folder of our own");
        let format = |options: &[&str]| {
            let name = file.to_str().expect("temporary folders have plain names");
            super::super::dashgen(&[&["fmt", name], options].concat()).status
        };
        if format(&[]) == Status::Failure {
            return Ok(());
        }
        is_read_again(&std::fs::read_to_string(&file).expect("it is there"), "fmt")?;
        match format(&["--check"]) {
            Status::Clean => Ok(()),
            other => Err(format!("fmt: its own output has another form: {other:?}")),
        }
    })
}

fn is_read_again(text: &str, what: &str) -> Result<(), String> {
    match Document::parse(text) {
        Ok(again) if json::text(&again) == text => Ok(()),
        Ok(_) => Err(format!("{what}: its output is another after reading and writing")),
        Err(error) => Err(format!("{what}: cannot read its own output: {}", short(&error))),
    }
}

/// Returns an error without the place, so that the same ones count together.
fn short(error: &impl ToString) -> String {
    error.to_string().split(" at line ").next().unwrap_or_default().chars().take(120).collect()
}

/// Returns a text that fails in the same way, with as much left out as a few hundred tries find.
pub(super) fn smallest(text: &str, message: &str) -> String {
    let Ok(mut value) = serde_json::from_str::<Value>(text) else { return text.to_owned() };
    let fails = |value: &Value| of(&value.to_string()).is_err_and(|it| it == message);
    if message.contains("too long") || !fails(&value) {
        return text.to_owned();
    }
    let (mut at, mut tries) = (0, 0);
    while tries < 2000 {
        let mut less = value.clone();
        if !remove(&mut less, &mut at.clone()) {
            break;
        }
        tries += 1;
        if fails(&less) {
            value = less;
        } else {
            at += 1;
        }
    }
    format!("{value:#}")
}

/// Removes the member or item of a number, counted in the order of the text; returns whether there is one.
fn remove(value: &mut Value, at: &mut usize) -> bool {
    match value {
        Value::Array(items) => {
            for index in 0..items.len() {
                if *at == 0 {
                    items.remove(index);
                    return true;
                }
                *at -= 1;
                if remove(&mut items[index], at) {
                    return true;
                }
            }
        }
        Value::Object(members) => {
            for name in members.keys().cloned().collect::<Vec<_>>() {
                if *at == 0 {
                    members.shift_remove(&name);
                    return true;
                }
                *at -= 1;
                if remove(&mut members[&name], at) {
                    return true;
                }
            }
        }
        _ => {}
    }
    false
}
