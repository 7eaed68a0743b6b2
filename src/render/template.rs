//! The embedded templates and the quoting that makes them safe.
//!
//! `{{x}}` writes a quoted text that YAML reads back unchanged, `{{yaml x}}` a typed value, `{{comment x}}` a text
//! that cannot end its comment, `{{word x}}` a text as it is, checked before, `{{lines x n}}` lines that are JSON or
//! YAML already, each but the first indented by `n` spaces, and `{{block x n}}` an object or list of any shape in the same
//! way.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::OnceLock;

use handlebars::template::{ExpressionSpecBuilder, HelperTemplate, Parameter, TemplateElement};
use handlebars::{
    Context, Handlebars, Helper, HelperResult, Output, Path, PathSeg, RenderContext, RenderErrorReason, Renderable,
    StringOutput, Template,
};
use serde::Serialize;
use serde_json::Value;

/// A part of a template, as `templates/compile.rs` writes it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// A text as it is.
    Text(&'static str),
    /// `{{path}}`
    Value(&'static str),
    /// `{{helper path}}` or `{{helper path number}}`
    Helper(&'static str, &'static str, Option<u64>),
    /// `{{#helper path}}` ... `{{else}}` ... `{{/helper}}`
    Block(&'static str, &'static str, &'static [Part], &'static [Part]),
}

/// The templates, by their path in `templates/`, read when dashgen was compiled.
pub(super) const TEMPLATES: &[(&str, &[Part])] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// Renders a template with data that has all it asks for.
pub(super) fn render(name: &str, data: &impl Serialize) -> String {
    static REGISTRY: OnceLock<Handlebars<'static>> = OnceLock::new();
    static READY: [OnceLock<Template>; TEMPLATES.len()] = [const { OnceLock::new() }; TEMPLATES.len()];

    let at = TEMPLATES.iter().position(|(it, _)| *it == name).expect("the names are our own, and a test renders each");
    let template = READY[at].get_or_init(|| template(TEMPLATES[at].1));
    let context = Context::wraps(data).expect("our structs become JSON");
    let mut text = StringOutput::new();
    template
        .render(REGISTRY.get_or_init(registry), &context, &mut RenderContext::new(None), &mut text)
        .expect("our templates ask only for fields of our structs, and a test renders each");
    text.into_string().expect("templates and values are texts")
}

/// Returns a template of Handlebars.
pub(super) fn template(parts: &[Part]) -> Template {
    let mut template = Template::new();
    template.elements.extend(parts.iter().map(element));
    template
}

fn element(part: &Part) -> TemplateElement {
    match *part {
        Part::Text(text) => TemplateElement::RawString(text.to_owned()),
        Part::Value(of) => TemplateElement::Expression(Box::new(expression(path(of), Vec::new()))),
        Part::Helper(name, of, number) => {
            let number = number.map(|number| Parameter::Literal(number.into()));
            let parameters = [path(of)].into_iter().chain(number).collect();
            TemplateElement::Expression(Box::new(expression(Parameter::Name(name.to_owned()), parameters)))
        }
        Part::Block(name, of, inner, inverse) => {
            let mut block = expression(Parameter::Name(name.to_owned()), vec![path(of)]);
            block.block = true;
            block.template = Some(template(inner));
            block.inverse = Some(inverse).filter(|inverse| !inverse.is_empty()).map(template);
            TemplateElement::HelperBlock(Box::new(block))
        }
    }
}

fn expression(name: Parameter, parameters: Vec<Parameter>) -> HelperTemplate {
    let mut expression = ExpressionSpecBuilder::default();
    expression.name(name).params(parameters).hash(HashMap::new()).omit_pre_ws(false).omit_pro_ws(false);
    HelperTemplate::new(expression.build().expect("every field has a value"), false, false)
}

fn path(text: &str) -> Parameter {
    let names = text.split('.').filter(|name| *name != "this").map(|name| PathSeg::Named(name.to_owned()));
    Parameter::Path(Path::Relative((names.collect(), text.to_owned())))
}

fn registry() -> Handlebars<'static> {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    registry.register_escape_fn(quote);
    registry.register_helper("yaml", Box::new(write_yaml));
    registry.register_helper("comment", Box::new(write_comment));
    registry.register_helper("word", Box::new(write_word));
    registry.register_helper("lines", Box::new(write_lines));
    registry.register_helper("block", Box::new(write_block));
    registry
}

/// Quotes a text for YAML 1.1 and 1.2; what a reader refuses or folds is written as an escape.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    escape(text, |c| matches!(c, '"' | '\\'), &mut quoted);
    quoted.push('"');
    quoted
}

/// Escapes a text so that it cannot end a comment; quotes stay.
fn comment(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    escape(text, |_| false, &mut escaped);
    escaped
}

fn escape(text: &str, with_backslash: impl Fn(char) -> bool, out: &mut String) {
    let is_special = |c: char| {
        let is_refused = matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
        c.is_control() || is_refused || with_backslash(c)
    };
    let mut plain_from = 0;
    for (at, special) in text.match_indices(is_special) {
        out.push_str(&text[plain_from..at]);
        plain_from = at + special.len();
        for c in special.chars() {
            match c {
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                _ if with_backslash(c) => out.extend(['\\', c]),
                _ if u32::from(c) <= 0xff => write!(out, "\\x{:02X}", u32::from(c)).expect("a String takes any text"),
                _ => write!(out, "\\u{:04X}", u32::from(c)).expect("a String takes any text"),
            }
        }
    }
    out.push_str(&text[plain_from..]);
}

fn write_yaml(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    match parameter(helper)? {
        Value::String(text) => out.write(&quote(text))?,
        Value::Array(_) | Value::Object(_) => return Err(RenderErrorReason::InvalidParamType("a scalar").into()),
        scalar => out.write(&scalar.to_string())?,
    }
    Ok(())
}

fn write_comment(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    Ok(out.write(&comment(text(helper)?))?)
}

fn write_word(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    Ok(out.write(text(helper)?)?)
}

fn write_lines(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let indent = " ".repeat(spaces(helper)?);
    for (at, line) in text(helper)?.trim_end().split('\n').enumerate() {
        match (at, line) {
            (0, _) => out.write(line)?,
            (_, "") => out.write("\n")?,
            _ => out.write(&format!("\n{indent}{line}"))?,
        }
    }
    Ok(())
}

fn write_block(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let mut text = String::new();
    block(parameter(helper)?, spaces(helper)?, &mut text);
    Ok(out.write(&text)?)
}

/// Prints a value as lines of YAML, all but the first indented.
pub(super) fn block(value: &Value, indent: usize, out: &mut String) {
    let next = |first: &mut bool, out: &mut String| {
        if !std::mem::take(first) {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
        }
    };
    let mut first = true;
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (key, value) in members {
                next(&mut first, out);
                out.push_str(&if is_plain_key(key) { Cow::Borrowed(&**key) } else { quote(key).into() });
                out.push(':');
                inside(value, indent + 2, out);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                next(&mut first, out);
                out.push_str("- ");
                block(item, indent + 2, out);
            }
        }
        Value::String(text) => out.push_str(&quote(text)),
        scalar => out.push_str(&scalar.to_string()),
    }
}

/// Prints the value of a key: in the same line, or below it.
fn inside(value: &Value, indent: usize, out: &mut String) {
    let has_lines =
        value.as_object().is_some_and(|it| !it.is_empty()) || value.as_array().is_some_and(|it| !it.is_empty());
    if has_lines {
        out.push('\n');
        out.extend(std::iter::repeat_n(' ', indent));
    } else {
        out.push(' ');
    }
    block(value, indent, out);
}

/// Returns whether every reader of YAML takes a key without quotes as that text.
fn is_plain_key(key: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !WORDS.contains(&&*key.to_ascii_lowercase())
}

fn spaces(helper: &Helper<'_>) -> Result<usize, RenderErrorReason> {
    let spaces = helper.param(1).and_then(|spaces| spaces.value().as_u64()).and_then(|it| usize::try_from(it).ok());
    spaces.ok_or(RenderErrorReason::ParamNotFoundForIndex("a helper of lines", 1))
}

fn parameter<'a>(helper: &'a Helper<'_>) -> Result<&'a Value, RenderErrorReason> {
    let parameter = helper.param(0).ok_or(RenderErrorReason::ParamNotFoundForIndex("yaml", 0))?;
    Ok(parameter.value())
}

fn text<'a>(helper: &'a Helper<'_>) -> Result<&'a str, RenderErrorReason> {
    parameter(helper)?.as_str().ok_or(RenderErrorReason::InvalidParamType("a text"))
}
