//! `dashgen diff` as Git's external diff command.

use anyhow::Context as _;

use super::super::console::Console;
use super::super::usage::WrongArgument;
use super::pairs::{self, Pair, Text};
use super::{Args, human};

/// What Git passes for a side that does not exist.
const NOTHING: [&str; 2] = ["/dev/null", "nul"];

/// Prints what changed in the file that Git's arguments describe.
///
/// Git stops at a command that fails, so a file that is not a dashboard is reported, and is not an error.
pub(super) fn run(arguments: &[String], args: &Args, console: &mut Console<'_>) -> anyhow::Result<()> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [path] => console.result(format_args!("{}: unmerged", shown(path))),
        [path, old, _, _, new, _, _, ref renamed @ ..] => {
            let compared = pair(path, old, new, renamed.first().copied()).and_then(|pair| super::compare(&pair, args));
            match compared {
                Ok(compared) => human::one(&compared, args, console),
                Err(error) => console.result(format_args!(
                    "{}: not compared as a dashboard: {}; `git diff --no-ext-diff` shows its lines",
                    shown(path),
                    error.root_cause()
                )),
            }
        }
        _ => Err(WrongArgument {
            problem: "`--git-driver` needs the arguments of Git's external diff command".to_owned(),
            hint: "configure it in Git: `git config diff.dashgen.command 'dashgen diff --git-driver'`".to_owned(),
        }
        .into()),
    }
}

fn pair(path: &str, old: &str, new: &str, renamed: Option<&str>) -> anyhow::Result<Pair> {
    Ok(Pair { old: side(path, old)?, new: side(renamed.unwrap_or(path), new)? })
}

/// Reads a side under the name that it has in the repository.
fn side(path: &str, file: &str) -> anyhow::Result<Option<Text>> {
    if NOTHING.contains(&file) {
        return Ok(None);
    }
    let bytes = std::fs::read(file).with_context(|| format!("cannot read `{file}`"))?;
    pairs::named(path.to_owned(), bytes).map(Some)
}

fn shown(path: &str) -> String {
    super::super::files::name(std::path::Path::new(path))
}
