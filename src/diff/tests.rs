use super::{Dashboard, dashboards};

/// Returns what is told, a line each.
fn told(old: &str, new: &str) -> String {
    let changes = dashboards(&Dashboard::read(old).unwrap(), &Dashboard::read(new).unwrap());
    let line = |it: &super::Change| format!("{} {}  {}", it.kind.sign(), it.subject, it.what);
    changes.changes.iter().map(line).collect::<Vec<_>>().join("\n")
}
