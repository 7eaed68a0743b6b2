//! Not a test: prints what the tests before it skipped, counted. Cargo runs the binaries of tests by name, and this one
//! comes after the suite.

#[expect(dead_code, reason = "it only collects what others record")]
mod skipped;

use std::collections::BTreeMap;

fn main() {
    // Tools that list or choose tests find none here.
    if std::env::args().any(|argument| argument == "--list") {
        return;
    }
    let file = skipped::records();
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    let _ = std::fs::remove_file(&file);
    let mut reasons = BTreeMap::<&str, Vec<&str>>::new();
    for (what, because) in text.lines().filter_map(|line| line.strip_prefix("SKIPPED: ")?.rsplit_once(": ")) {
        reasons.entry(because).or_default().push(what);
    }
    if !cfg!(all(feature = "cli", feature = "schema-lint", feature = "simulate")) {
        // Cargo leaves out what needs a feature, without a word.
        let whole = ["the program's own tests", "the program as a whole", "the examples"];
        reasons.entry("a feature of the crate is off").or_default().extend(whole);
    }
    let count: usize = reasons.values().map(Vec::len).sum();
    report(count, &reasons);
}

#[expect(clippy::print_stderr, reason = "it is what this program is for")]
fn report(count: usize, reasons: &BTreeMap<&str, Vec<&str>>) {
    if count == 0 {
        return eprintln!("\nno checks were skipped");
    }
    eprintln!("\n!!! {count} {} SKIPPED:", if count == 1 { "check was" } else { "checks were" });
    for (because, whats) in reasons {
        let mut distinct = whats.clone();
        distinct.sort_unstable();
        distinct.dedup();
        eprintln!("!!! {:4} {because}: {}", whats.len(), distinct.join("; "));
    }
    eprintln!();
}
