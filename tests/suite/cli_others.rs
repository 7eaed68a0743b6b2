//! The commands that print something, and the command line as a whole.

use insta::{assert_snapshot, with_settings};
use serde_json::Value;

use super::cli_build::finished;
use super::dashgen;
use dashgen::cli::Status;

/// Compares what a command prints with a file of its own.
fn assert_prints(name: &str, arguments: &[&str]) {
    let run = dashgen(arguments);
    let command = format!("dashgen {}", arguments.join(" "));
    with_settings!({ description => command, omit_expression => true, prepend_module_to_snapshot => false }, {
        assert_snapshot!(name, run);
    });
}

#[test]
fn help() {
    assert_prints("help", &["--help"]);
    assert_eq!(dashgen(&["help"]), dashgen(&["--help"]));
}

#[test]
fn help_of_each_command() {
    for command in [
        "validate",
        "explain",
        "fmt",
        "convert",
        "inspect",
        "diff",
        "simulate",
        "metrics",
        "schema",
        "completions",
        "man",
    ] {
        assert_prints(&format!("help-{command}"), &[command, "--help"]);
        assert_eq!(dashgen(&["help", command]), dashgen(&[command, "--help"]));
    }
}

#[test]
fn help_of_commands_of_commands() {
    assert_prints("help-metrics-import", &["metrics", "import", "--help"]);
}

#[test]
fn every_command_has_help_without_a_full_stop_at_its_first_line() {
    let commands: Vec<String> = commands();
    assert!(commands.contains(&"build".to_owned()), "{commands:?}");
    for command in commands {
        let run = dashgen(&[&command, "--help"]);
        assert_eq!(run.status, Status::Clean, "{command}");
        let first = run.stdout.lines().next().unwrap();
        assert!(!first.ends_with('.') && first.starts_with(char::is_uppercase), "{command}: {first}");
    }
}

/// Returns the names of the commands, as the help lists them.
fn commands() -> Vec<String> {
    let help = dashgen(&["--help"]).stdout;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn version() {
    let version = format!("dashgen {}\n--- Clean", env!("CARGO_PKG_VERSION"));
    assert_eq!(dashgen(&["--version"]).to_string(), version);
}

#[test]
fn no_command_and_a_misspelt_one() {
    assert_eq!(dashgen(&[]).status, Status::Usage);
    assert_snapshot!(dashgen(&["biuld"]), @"
    --- stderr
    error: unrecognized subcommand 'biuld'

      tip: a similar subcommand exists: 'build'

    Usage: dashgen <COMMAND>

    For more information, try '--help'.
    --- Usage
    ");
}

#[test]
fn an_option_that_does_not_exist() {
    for command in commands() {
        let run = dashgen(&[&command, "--no-such-option"]);
        assert_eq!((run.status, run.stdout.as_str()), (Status::Usage, ""), "{command}");
    }
}

#[test]
fn simulate_refuses() {
    assert_snapshot!(dashgen(&["simulate", "--incident", "redis-sloww"]), @"
    --- stderr
    error: unknown incident `redis-sloww`; the known ones are `api-down`, `errors`, `losing-streak`, `slow-redis`, `dropped-sockets`, `drawdown`
    --- Usage
    ");
    assert_snapshot!(dashgen(&["simulate", "--without", "trading_bots_activ_total"]), @r#"
    --- stderr
    error: the catalogue has no metric `trading_bots_activ_total`
      hint: did you mean `trading_bots_active_total`?
    --- Usage
    "#);
    assert_snapshot!(dashgen(&["simulate", "--listen", "nowhere"]), @"
    --- stderr
    error: cannot listen on `nowhere`: invalid socket address
      hint: use `--listen HOST:PORT`, as in `127.0.0.1:9464`
    --- Failure
    ");
    assert_snapshot!(dashgen(&["simulate", "--incident", "errors", "--after", "soon"]), @"
    --- stderr
    error: invalid value 'soon' for '--after <DURATION>': a duration is a number followed by `ms`, `s`, `m` or `h`, as in `15s`

    For more information, try '--help'.
    --- Usage
    ");
    assert_eq!(dashgen(&["simulate", "--after", "10s"]).status, Status::Usage, "no incident");
    assert_snapshot!(dashgen(&["simulate", "--seed", "one"]), @"
    --- stderr
    error: invalid value 'one' for '--seed <N>': invalid digit found in string

    For more information, try '--help'.
    --- Usage
    ");
}

#[test]
fn schema() {
    let run = dashgen(&["schema"]);
    assert_eq!((run.status, run.stderr.as_str()), (Status::Clean, ""));
    let schema: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(jsonschema::meta::is_valid(&schema), "it is a JSON Schema");
    let committed = std::fs::read_to_string(super::repository().join("schemas/dashboard.schema.json")).unwrap();
    assert!(run.stdout == committed, "it is the committed one");
}

#[test]
fn the_schema_takes_what_we_build() {
    let schema: serde_json::Value = serde_json::from_str(&dashgen(&["schema"]).stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for path in ["system-overview", "trading-performance", "infrastructure"] {
        let file = super::repository().join(format!("dashboards/{path}.json"));
        let mut dashboard: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let complaints: Vec<_> = validator.iter_errors(&dashboard).map(|error| error.to_string()).collect();
        assert_eq!(complaints, [""; 0], "{path}");
        dashboard["panels"][0]["gridPos"]["w"] = "wide".into();
        assert!(!validator.is_valid(&dashboard), "{path}");
    }
}

#[test]
fn lints() {
    assert_prints("explain", &["explain"]);
}

#[test]
fn completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert_prints(&format!("completions-{shell}"), &["completions", shell]);
    }
    assert_snapshot!(dashgen(&["completions", "tcsh"]), @"
    --- stderr
    error: invalid value 'tcsh' for '<SHELL>'
      [possible values: bash, elvish, fish, powershell, zsh]

      tip: a similar value exists: 'zsh'

    For more information, try '--help'.
    --- Usage
    ");
}

#[test]
fn completions_know_the_dashboards() {
    for shell in ["bash", "fish", "zsh"] {
        let script = dashgen(&["completions", shell]).stdout;
        for name in ["system-overview", "trading-performance", "infrastructure"] {
            assert!(script.contains(name), "{shell}: {name}");
        }
    }
}

#[test]
fn man() {
    assert_prints("man", &["man"]);
}

#[test]
fn a_page_for_each_command() {
    let folder = super::cli_build::folder();
    let run = dashgen(&["man", "--out", folder.path().to_str().unwrap()]);
    assert_eq!(run.to_string(), "--- Clean");
    let pages: Vec<_> = super::files(folder.path()).into_keys().collect();
    let mut wanted: Vec<_> = commands().iter().map(|command| format!("dashgen-{command}.1")).collect();
    wanted.extend(["dashgen.1", "dashgen-metrics-import.1"].map(str::to_owned));
    wanted.sort();
    assert_eq!(pages, wanted);
}

/// Returns the names of all members inside a value.
fn names(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(members) => members.iter().flat_map(|(name, it)| [vec![&**name], names(it)].concat()).collect(),
        Value::Array(items) => items.iter().flat_map(names).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_result_for_programs_has_one_form() {
    let folder = finished();
    let out = folder.path().to_str().unwrap();
    let file = folder.path().join("dashboards/infrastructure.json");
    let (file, elsewhere) = (file.to_str().unwrap(), super::cli_build::folder());
    let elsewhere = elsewhere.path().join("converted.json");
    let commands: [&[&str]; 6] = [
        &["build", "--recorded", "--out", out],
        &["build", "--check", "--out", out],
        &["validate", "--out", out],
        &["validate", file],
        &["inspect", file],
        &["convert", file, "--to", "v2", "--out", elsewhere.to_str().unwrap()],
    ];
    for command in commands {
        let printed = dashgen(&[command, &["--format", "json"]].concat()).stdout;
        let value: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(printed, format!("{value:#}\n"), "{command:?} is not pretty");
        assert!(value["version"].is_u64(), "{command:?} has no version");
        // Of panels, plugins' ids are names.
        let named = names(&value).into_iter().filter(|_| command[0] != "inspect");
        let is_plain = |name: &&str| name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        assert_eq!(named.filter(|name| !is_plain(name)).collect::<Vec<_>>(), [""; 0], "{command:?}");
    }
}
