//! The embedded templates and the quoting that makes them safe.
//!
//! `{{x}}` writes a quoted text that YAML reads back unchanged, `{{yaml x}}` a typed value, `{{comment x}}` a text
//! that cannot end its comment, `{{word x}}` a text as it is, checked before, `{{lines x n}}` lines that are JSON or
//! YAML already, each but the first indented by `n` spaces.

use std::fmt::Write;
use std::sync::OnceLock;

use handlebars::{Context, Handlebars, Helper, HelperResult, Output, RenderContext, RenderErrorReason};
use serde::Serialize;
use serde_json::Value;

/// The templates, by name.
pub(in crate::render) const TEMPLATES: &[(&str, &str)] = &[
    ("alerting", include_str!("../../../templates/alerting.rules.yml.hbs")),
    ("compose-monitoring", include_str!("../../../templates/docker-compose.monitoring.yml.hbs")),
    ("compose-production", include_str!("../../../templates/docker-compose.production.yml.hbs")),
    ("configmap", include_str!("../../../templates/configmap.yml.hbs")),
    ("datasource", include_str!("../../../templates/datasource.yml.hbs")),
    ("dockerfile", include_str!("../../../templates/Dockerfile.hbs")),
    ("dockerignore", include_str!("../../../templates/Dockerfile.dockerignore.hbs")),
    ("environment", include_str!("../../../templates/grafana.env.hbs")),
    ("gitsync", include_str!("../../../templates/gitsync.json.hbs")),
    ("grafana-dashboard", include_str!("../../../templates/grafana-dashboard.yml.hbs")),
    ("grafana-datasource", include_str!("../../../templates/grafana-datasource.yml.hbs")),
    ("grafana-folder", include_str!("../../../templates/grafana-folder.yml.hbs")),
    ("grafana-rules", include_str!("../../../templates/grafana-rules.yml.hbs")),
    ("init-gitignore", include_str!("../../../templates/init/gitignore.hbs")),
    ("init-main", include_str!("../../../templates/init/main.rs.hbs")),
    ("init-manifest", include_str!("../../../templates/init/Cargo.toml.hbs")),
    ("init-readme", include_str!("../../../templates/init/README.md.hbs")),
    ("notifications", include_str!("../../../templates/notifications.yml.hbs")),
    ("prometheus", include_str!("../../../templates/prometheus.yml.hbs")),
    ("prometheus-rule", include_str!("../../../templates/prometheus-rule.yml.hbs")),
    ("providers", include_str!("../../../templates/providers.yml.hbs")),
    ("recording", include_str!("../../../templates/recording.rules.yml.hbs")),
    ("rule-tests", include_str!("../../../templates/rule-tests.yml.hbs")),
];

/// Each template in a registry of its own, made ready when it is first asked for: reading one takes longer than its use.
static REGISTRIES: [OnceLock<Handlebars<'static>>; TEMPLATES.len()] = [const { OnceLock::new() }; TEMPLATES.len()];

/// Renders a template with data that has all it asks for.
pub(in crate::render) fn render(name: &str, data: &impl Serialize) -> String {
    let at = TEMPLATES.iter().position(|(it, _)| *it == name).expect("the names are our own, and a test renders each");
    let registry = REGISTRIES[at].get_or_init(|| registry(TEMPLATES[at].1));
    registry.render("", data).expect("our templates ask only for fields of our structs, and a test renders each")
}

fn registry(text: &str) -> Handlebars<'static> {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    registry.register_escape_fn(quote);
    registry.register_helper("yaml", Box::new(write_yaml));
    registry.register_helper("comment", Box::new(write_comment));
    registry.register_helper("word", Box::new(write_word));
    registry.register_helper("lines", Box::new(write_lines));
    registry.register_template_string("", text).expect("our templates parse, and a test renders each");
    registry
}

/// Quotes a text for YAML 1.1 and 1.2; what a reader refuses or folds is written as an escape.
pub(in crate::render) fn quote(text: &str) -> String {
    format!("\"{}\"", escape(text, |c| matches!(c, '"' | '\\')))
}

/// Escapes a text so that it cannot end a comment; quotes stay.
fn comment(text: &str) -> String {
    escape(text, |_| false)
}

fn escape(text: &str, with_backslash: impl Fn(char) -> bool) -> String {
    let mut escaped = String::with_capacity(text.len() + 2);
    for c in text.chars() {
        let code = u32::from(c);
        match c {
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            _ if with_backslash(c) => escaped.extend(['\\', c]),
            '\0'..='\x1f' | '\x7f'..='\u{9f}' => write!(escaped, "\\x{code:02X}").expect("a String takes any text"),
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                write!(escaped, "\\u{code:04X}").expect("a String takes any text");
            }
            _ => escaped.push(c),
        }
    }
    escaped
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
    let spaces = helper.param(1).and_then(|spaces| spaces.value().as_u64()).and_then(|it| usize::try_from(it).ok());
    let indent = " ".repeat(spaces.ok_or(RenderErrorReason::ParamNotFoundForIndex("lines", 1))?);
    for (at, line) in text(helper)?.trim_end().split('\n').enumerate() {
        match (at, line) {
            (0, _) => out.write(line)?,
            (_, "") => out.write("\n")?,
            _ => out.write(&format!("\n{indent}{line}"))?,
        }
    }
    Ok(())
}

fn parameter<'a>(helper: &'a Helper<'_>) -> Result<&'a Value, RenderErrorReason> {
    let parameter = helper.param(0).ok_or(RenderErrorReason::ParamNotFoundForIndex("yaml", 0))?;
    Ok(parameter.value())
}

fn text<'a>(helper: &'a Helper<'_>) -> Result<&'a str, RenderErrorReason> {
    parameter(helper)?.as_str().ok_or(RenderErrorReason::InvalidParamType("a text"))
}
