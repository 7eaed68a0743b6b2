//! The defaults that Grafana fills into the options and the field config of each kind of panel.

use crate::vocabulary::defaults::{Filled, filled};

/// The defaults of a kind of panel.
#[derive(Debug, Clone, Copy)]
pub struct PanelDefaults {
    /// The file in Grafana's repository that defines them.
    pub source: &'static str,
    /// The defaults of the options.
    pub options: &'static [&'static [Filled]],
    /// The defaults of the custom field config.
    pub custom: &'static [&'static [Filled]],
    /// The default colour mode; `None` for a kind without standard options.
    pub color: Option<&'static str>,
}

impl PanelDefaults {
    /// The defaults of the field config of every kind with standard options.
    ///
    /// Source: `public/app/core/components/OptionsUI/registry.tsx`. The value of the first threshold is irrelevant:
    /// Grafana treats it as minus infinity (`packages/grafana-data/src/field/thresholds.ts`).
    pub const FIELD: &'static [Filled] = &[
        filled!("7.0" {
            "mappings": [],
            "thresholds": {
                "mode": "absolute",
                "steps": [{ "color": "green", "value": null }, { "color": "red", "value": 80 }]
            }
        }),
        filled!("7.0" { "links": [] }),
        filled!("11.3" { "actions": [] }),
    ];
}

/// Returns the version before which saved panels of a kind are migrated when they are opened: those with an older
/// `pluginVersion`, or none. `None` for a kind whose migrations, if any, do not depend on the version.
///
/// Sources: `public/app/plugins/panel/*/module.tsx` and `*[mM]igrations.ts` there; for stat, gauge and bar gauge,
/// `sharedSingleStatMigrationHandler` in `packages/grafana-ui/src/components/SingleStatShared/SingleStatBaseOptions.ts`.
pub(crate) fn migrated_before(kind: &str) -> Option<(u32, u32)> {
    const KINDS: &[(&str, (u32, u32))] = &[
        ("alertlist", (7, 5)),
        ("bargauge", (8, 0)),
        ("canvas", (12, 3)),
        ("dashlist", (6, 3)),
        ("gauge", (12, 4)),
        ("geomap", (8, 3)),
        ("stat", (8, 0)),
        ("text", (7, 1)),
        ("xychart", (11, 1)),
    ];
    KINDS.iter().find(|(name, _)| *name == kind).map(|(_, version)| *version)
}

/// Returns the major and minor of a version.
pub(crate) fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next().unwrap_or("0").parse().ok()?))
}
