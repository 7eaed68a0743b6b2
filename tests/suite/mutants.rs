//! Dashboards after accidents: types confused, members gone and doubled, values swapped, huge and deep.
//!
//! Whatever they hold, nothing panics, and what is written is read again. `cargo test` tries some hundreds; `.ci/long`
//! a hundred thousand, with these variables:
//!
//! - `DASHGEN_MUTANTS`: how many
//! - `DASHGEN_MUTANTS_SEED`: of the first one; each other has the next number, and one number makes one dashboard
//! - `DASHGEN_MUTANTS_SECONDS`: when to stop before that
//! - `DASHGEN_MUTANTS_FOLDER`: where failing dashboards go, and the one that was tried when the process was killed

mod make;
mod trial;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::{paths, repository, say};
use make::Maker;

/// What a thread has on the main thread of a program, too.
const STACK: usize = 8 << 20;

struct Plan {
    count: u64,
    seed: u64,
    end: Option<Instant>,
    folder: Option<PathBuf>,
}

impl Plan {
    fn of_environment() -> Self {
        let number = |name: &str| {
            let text = std::env::var(name).ok()?;
            Some(text.parse::<u64>().unwrap_or_else(|_| panic!("{name} is `{text}`, but has to be a number")))
        };
        Self {
            count: number("DASHGEN_MUTANTS").unwrap_or(200),
            seed: number("DASHGEN_MUTANTS_SEED").unwrap_or(1),
            end: number("DASHGEN_MUTANTS_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds)),
            folder: std::env::var_os("DASHGEN_MUTANTS_FOLDER").map(PathBuf::from),
        }
    }
}

/// What went wrong in the same way, and how often.
struct Failure {
    count: u64,
    seed: u64,
    text: String,
}

/// Returns the dashboards of this repository, and those of a folder that `DASHGEN_CORPUS` names.
fn corpus() -> Vec<String> {
    let mut files = paths(&repository().join("tests/suite/data/ok"));
    files.extend(std::env::var_os("DASHGEN_CORPUS").map(|folder| paths(folder.as_ref())).unwrap_or_default());
    files.retain(|path| path.extension().is_some_and(|it| it == "json"));
    files.sort();
    files.iter().map(|path| std::fs::read_to_string(path).expect("readable")).collect()
}

#[test]
fn dashboards_after_accidents() {
    let plan = Plan::of_environment();
    let maker = Maker::of(&corpus());
    let (next, failures) = (AtomicU64::new(0), Mutex::new(BTreeMap::<String, Failure>::new()));
    trial::record_panics();
    thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        for worker in 0..workers {
            let (plan, maker, next, failures) = (&plan, &maker, &next, &failures);
            let work = move || work(plan, maker, worker, next, failures);
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).expect("the machine has threads");
        }
    });
    let tried = next.into_inner().min(plan.count);
    let failures = failures.into_inner().unwrap_or_else(PoisonError::into_inner);
    if plan.folder.is_some() {
        say(&format!("{tried} mutants from seed {} on, {} kinds of failure", plan.seed, failures.len()));
    }
    assert!(failures.is_empty(), "{}", report(&plan, &failures));
}

/// Tries one mutant after the other, until all were tried or the time is over.
fn work(plan: &Plan, maker: &Maker, worker: usize, next: &AtomicU64, failures: &Mutex<BTreeMap<String, Failure>>) {
    let running = plan.folder.as_ref().map(|folder| folder.join(format!("running-{worker}.json")));
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        if index >= plan.count || plan.end.is_some_and(|end| Instant::now() > end) {
            break;
        }
        let seed = plan.seed.wrapping_add(index);
        let text = maker.mutant(seed);
        if let Some(running) = &running {
            std::fs::write(running, &text).expect("the folder is writable");
        }
        if let Err(message) = trial::of(&text) {
            let mut failures = failures.lock().unwrap_or_else(PoisonError::into_inner);
            failures.entry(message).or_insert_with(|| Failure { count: 0, seed, text }).count += 1;
        }
    }
    if let Some(running) = &running {
        let _ = std::fs::remove_file(running);
    }
}

/// Lists what failed, and writes the dashboards, made small, to the folder.
fn report(plan: &Plan, failures: &BTreeMap<String, Failure>) -> String {
    let mut lines = Vec::new();
    for (message, Failure { count, seed, text: whole }) in failures {
        let small = trial::smallest(whole, message);
        lines.push(format!("seed {seed}, {count} times: {message}"));
        lines.push(match &plan.folder {
            Some(folder) => {
                let file = folder.join(format!("mutant-{seed}.json"));
                std::fs::write(&file, small).expect("the folder is writable");
                format!("  {}", file.display())
            }
            None => format!("  {}", small.chars().take(2000).collect::<String>()),
        });
    }
    lines.join("\n")
}
