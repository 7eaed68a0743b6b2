//! What the README shows is what the program prints, and what it names is there.

use super::dashgen;

const README: &str = include_str!("../../README.md");

#[test]
fn its_first_build_is_real() {
    let folder = tempfile::tempdir().unwrap();
    let printed = dashgen(&["build", "--out", folder.path().to_str().unwrap()]).stdout;
    assert!(README.contains(&format!("$ cargo run -- build --out config/grafana\n{printed}")), "{printed}");
}

#[test]
fn its_edit_by_hand_is_real() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    dashgen(&["build", "--quiet", "--out", out]);
    let file = folder.path().join("dashboards/system-overview.json");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("\"Redis Operations Rate\"", "\"Redis\"")).unwrap();
    let found = dashgen(&["validate", "--out", out]).stdout.replace(&format!("{out}/"), "");
    let shown = found.replace(&format!(" --out {out}"), "");
    assert!(README.contains(&format!("$ cargo run -- validate\n{shown}")), "{shown}");
}

#[test]
fn its_table_has_every_command() {
    let help = dashgen(&["--help"]).stdout;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = commands.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    for name in names {
        assert!(README.contains(&format!("| `dashgen {name}")), "{name}");
    }
}
