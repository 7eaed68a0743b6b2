//! No circle of three or more files: each can be understood, tested and moved after those that it names.
//!
//! Two files may name each other, as a type and what it holds do. What counts is what a file imports, and the paths
//! in it that begin with `crate`, `super` or `self`; both are followed through `pub use` to where a thing stands.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use regex::Regex;

use super::rooms;

/// A path from the root of the crate, `["lint", "rules"]`.
type Name = Vec<String>;

/// The files of a crate, by the modules that they are.
#[derive(Default)]
struct Files {
    /// The things that each file names.
    named: BTreeMap<Name, Vec<Name>>,
    /// The things that files hand on with `pub use`, and where they have them from.
    handed_on: BTreeMap<Name, Name>,
}

impl Files {
    /// Reads files, each the path of its module and its text.
    fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let texts: BTreeMap<Name, &str> = files.into_iter().map(|(path, text)| (name(path), text)).collect();
        let import = Regex::new(r"(?m)^(pub(?:\([^)]*\))? )?use ([^;]*);").unwrap();
        let inline = Regex::new(r"\b(?:crate|super|self)(?:::\w+)+").unwrap();
        let visibility = Regex::new(r"pub\(in [^)]*\)").unwrap();
        let mut all = Self::default();
        for (module, text) in &texts {
            let absolute = |path: &str| absolute(module, path, |child| texts.contains_key(child));
            let text = visibility.replace_all(text, "pub(crate)");
            let mut named: Vec<Name> = Vec::new();
            for found in import.captures_iter(&text) {
                for path in alternatives(&found[2]) {
                    let (path, alias) = path.split_once(" as ").unwrap_or((&path, path.rsplit("::").next().unwrap()));
                    let Some(thing) = absolute(path) else { continue };
                    match found.get(1) {
                        Some(_) => drop(all.handed_on.insert([module.clone(), name(alias)].concat(), thing)),
                        None => named.push(thing),
                    }
                }
            }
            named.extend(inline.find_iter(&import.replace_all(&text, "")).filter_map(|path| absolute(path.as_str())));
            all.named.insert(module.clone(), named);
        }
        all
    }

    /// Returns the file that a thing stands in.
    fn file_of(&self, thing: &[String]) -> Option<Name> {
        let file = (1..=thing.len()).rev().map(|end| &thing[..end]).find(|path| self.named.contains_key(*path))?;
        let end = thing.len().min(file.len() + 1);
        match self.handed_on.get(&thing[..end]) {
            Some(from) if end > file.len() => self.file_of(&[from, &thing[end..]].concat()),
            _ => Some(file.to_vec()),
        }
    }

    /// Returns for each file those that it names things of.
    fn arrows(&self) -> BTreeMap<Name, BTreeSet<Name>> {
        let arrows = self.named.iter().map(|(file, things)| {
            let others = things.iter().filter_map(|thing| self.file_of(thing)).filter(|other| other != file);
            (file.clone(), others.collect())
        });
        arrows.collect()
    }

    /// Returns circles of three or more files, each once.
    fn circles(&self) -> BTreeSet<Vec<String>> {
        let arrows = self.arrows();
        let all = arrows.iter().flat_map(|(from, others)| others.iter().map(move |to| (from, to)));
        let circles = all.filter_map(|(from, to)| way_back(&arrows, to, from)).map(|mut circle| {
            circle.sort();
            circle
        });
        circles.collect()
    }
}

/// Returns the files on the shortest way from one file to another that is not a single arrow.
fn way_back(arrows: &BTreeMap<Name, BTreeSet<Name>>, from: &Name, to: &Name) -> Option<Vec<String>> {
    let mut before = BTreeMap::from([(from, from)]);
    let mut waiting = VecDeque::from([from]);
    while let Some(file) = waiting.pop_front() {
        for next in arrows[file].iter().filter(|next| (file, *next) != (from, to)) {
            if !before.contains_key(next) {
                before.insert(next, file);
                waiting.push_back(next);
            }
        }
    }
    let mut way = vec![to.join("::")];
    let mut at = *before.get(to)?;
    while at != from {
        way.push(at.join("::"));
        at = before[at];
    }
    way.push(from.join("::"));
    Some(way)
}

fn name(path: &str) -> Name {
    path.split("::").map(str::to_owned).collect()
}

/// Returns a path from the root of the crate, or nothing for one into another crate.
fn absolute(module: &Name, path: &str, is_file: impl Fn(&Name) -> bool) -> Option<Name> {
    let mut parts = path.split("::").peekable();
    let mut start = module.clone();
    match *parts.peek()? {
        "crate" => start.clear(),
        "self" | "super" => {}
        child if is_file(&[module.clone(), name(child)].concat()) => return Some([start, name(path)].concat()),
        _ => return None,
    }
    let is_first = |part: &&str| matches!(*part, "crate" | "self" | "super");
    while let Some(part) = parts.next_if(is_first) {
        if part == "super" {
            start.pop();
        }
    }
    start.extend(parts.map(str::to_owned));
    Some(start)
}

/// Returns the paths of an import: `a::{b, c::{d, e}}` has three.
fn alternatives(import: &str) -> Vec<String> {
    let import = import.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((start, inside)) = import.split_once('{') else { return vec![import] };
    let (mut depth, mut items) = (0, vec![String::new()]);
    for letter in inside.trim_end().trim_end_matches('}').chars() {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        match letter {
            ',' if depth == 0 => items.push(String::new()),
            _ => items.last_mut().unwrap().push(letter),
        }
    }
    let items = items.iter().map(|item| item.trim()).filter(|item| !item.is_empty());
    items.flat_map(alternatives).map(|item| format!("{start}{item}")).collect()
}

#[test]
fn no_circle_of_three_files() {
    let texts: Vec<(String, String)> = rooms()
        .iter()
        .filter(|source| !source.is_for_tests)
        .map(|source| {
            let path = source.name.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
            let code: Vec<&str> = source.shipped_code().map(|(_, line)| line).collect();
            (path.replace('/', "::"), code.join("\n"))
        })
        .collect();
    let files = Files::read(texts.iter().map(|(path, text)| (&**path, &**text)));
    assert!(files.arrows().values().map(BTreeSet::len).sum::<usize>() > 1_000, "hardly any file names another");
    assert_eq!(files.circles(), BTreeSet::new(), "part what two of them need from the third");
}

#[test]
fn a_circle_is_seen() {
    const PLAN: (&str, &str) = ("plan", "use crate::walls::{\n    Wall,\n    Door as Way,\n};");
    const WALLS: (&str, &str) = ("walls", "mod door;\npub use door::Door;\npub struct Wall;");
    let circles = |door| Files::read([PLAN, WALLS, ("walls::door", door), ("roof", "use crate::plan;")]).circles();
    assert_eq!(circles("pub(in crate::roof) struct Door;"), BTreeSet::new());
    assert_eq!(circles("use crate::plan::Plan;"), BTreeSet::new(), "two may name each other");
    let three = BTreeSet::from([["plan", "roof", "walls::door"].map(str::to_owned).to_vec()]);
    assert_eq!(circles("pub struct Door(crate::roof::Roof);"), three);
}
