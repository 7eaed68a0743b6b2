//! The formats that dashboards are written in.

use anyhow::bail;

use super::Sink;
use crate::convert;
use crate::json;
use crate::render::DASHBOARDS;
use crate::schema::envelope::Document;

/// The folder of the output with the dashboards of version 2.
const V2: &str = "dashboards-v2";

/// The formats that dashboards are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Dashboards {
    /// Schema version 42, in `dashboards/`
    #[default]
    Classic,
    /// Resources of `dashboard.grafana.app/v2`, in `dashboards-v2/`
    V2,
    /// Either, in a folder of its own
    Both,
}

impl Dashboards {
    /// Returns the folder of the output that Grafana is to load: the classic one, where there is one.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Classic | Self::Both => DASHBOARDS,
            Self::V2 => V2,
        }
    }

    /// Hands on a classic dashboard in these formats.
    pub(super) fn put(self, path: &str, bytes: &[u8], sink: &Sink<'_>) -> anyhow::Result<()> {
        if self != Self::V2 {
            sink(path, bytes)?;
        }
        if self != Self::Classic {
            let name = path.strip_prefix(DASHBOARDS).unwrap_or(path);
            sink(&format!("{V2}{name}"), v2(path, bytes)?.as_bytes())?;
        }
        Ok(())
    }
}

/// What is written is read and converted, so that both files say the same.
fn v2(path: &str, bytes: &[u8]) -> anyhow::Result<String> {
    let (dashboard, losses) = convert::document_to_v2(Document::read(serde_json::from_slice(bytes)?)?);
    if let Some(loss) = losses.first() {
        bail!("`{path}` loses something in v2: {loss}; build it with `--format classic`");
    }
    Ok(json::text(&dashboard))
}
