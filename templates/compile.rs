//! Reads the templates when dashgen is compiled: reading one takes several times as long as filling it in. The same
//! goes for the schema of dashboards: see `schemas/split.rs`.
//!
//! Each `.hbs` file becomes a list of `Part`s, which `src/render/template.rs` declares and turns into a template
//! of Handlebars. What those cannot say stops the compilation: whatever prints a value unescaped, for one.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use handlebars::template::{HelperTemplate, Parameter, Template, TemplateElement};
use handlebars::{JsonValue, PathSeg};

#[path = "../schemas/split.rs"]
mod split;

const FOLDER: &str = "templates";

const SCHEMA: &str = "schemas/dashboard.schema.json";

#[expect(clippy::print_stdout, reason = "this is how a build script talks to Cargo")]
fn main() {
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=schemas");
    let mut files = Vec::new();
    collect(Path::new(FOLDER), &mut files);
    files.sort();
    let mut list = String::from("&[\n");
    for file in files {
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let template = Template::compile(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        writeln!(list, "({:?}, {}),", name(&file), parts(Some(&template))).expect("a String takes any text");
    }
    list.push(']');
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").expect("Cargo sets it"));
    fs::write(folder.join("templates.rs"), list).expect("Cargo made the folder");
    let schema = fs::read_to_string(SCHEMA).unwrap_or_else(|error| panic!("{SCHEMA}: {error}"));
    let parts = split::parts(&schema).unwrap_or_else(|| {
        println!("cargo::warning={SCHEMA} is broken: make it anew, as CONTRIBUTING says");
        r#"("true", &[], &[])"#.to_owned()
    });
    fs::write(folder.join("schema.rs"), parts).expect("Cargo made the folder");
}

/// Collects the templates of a folder and those below it.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is ours") {
        let path = entry.expect("the folder is ours").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "hbs") {
            files.push(path);
        }
    }
}

/// Returns the path of a template below its folder, with `/` and without `.hbs`.
fn name(file: &Path) -> String {
    let below = file.strip_prefix(FOLDER).expect("it was found there").with_extension("");
    below.to_str().expect("the names are our own").replace('\\', "/")
}

fn parts(template: Option<&Template>) -> String {
    let parts = template.iter().flat_map(|template| &template.elements).map(part);
    format!("&[{}]", parts.collect::<Vec<_>>().join(", "))
}

fn part(element: &TemplateElement) -> String {
    match element {
        TemplateElement::RawString(text) => format!("Part::Text({text:?})"),
        TemplateElement::Expression(it) => match (&it.name, &*it.params) {
            (path, []) => format!("Part::Value({:?})", self::path(path)),
            (name, [of]) => format!("Part::Helper({:?}, {:?}, None)", helper(name, it), path(of)),
            (name, [of, Parameter::Literal(JsonValue::Number(number))]) => {
                format!("Part::Helper({:?}, {:?}, Some({number}))", helper(name, it), path(of))
            }
            _ => panic!("a helper takes a path, and a number at most: {it:?}"),
        },
        TemplateElement::HelperBlock(it) => {
            let [of] = &*it.params else { panic!("a block takes one path: {it:?}") };
            let (inner, inverse) = (parts(it.template.as_ref()), parts(it.inverse.as_ref()));
            format!("Part::Block({:?}, {:?}, {inner}, {inverse})", helper(&it.name, it), path(of))
        }
        other => panic!("there is no `Part` for this: {other:?}"),
    }
}

fn helper<'a>(name: &'a Parameter, of: &HelperTemplate) -> &'a str {
    match name {
        Parameter::Name(name) if of.hash.is_empty() && of.block_param.is_none() && !of.chain => name,
        _ => panic!("a helper has a plain name, no named parameters, and no condition after `else`: {of:?}"),
    }
}

fn path(parameter: &Parameter) -> &str {
    match parameter {
        Parameter::Path(handlebars::Path::Relative((names, path)))
            if names.iter().all(|name| matches!(name, PathSeg::Named(_))) =>
        {
            path
        }
        _ => panic!("a path is names with dots between them: {parameter:?}"),
    }
}
