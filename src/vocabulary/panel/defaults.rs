//! What Grafana fills into the options and the field config of each kind of panel.

use crate::vocabulary::defaults::{Filled, filled};

/// What Grafana fills in where a panel of a kind says nothing.
#[derive(Debug, Clone, Copy)]
pub struct PanelDefaults {
    /// The file in Grafana's repository that says so.
    pub source: &'static str,
    /// Into the options.
    pub options: &'static [&'static [Filled]],
    /// Into what the kind adds to the field config.
    pub custom: &'static [&'static [Filled]],
    /// How fields are coloured; nothing for a kind that has no standard options.
    pub color: Option<&'static str>,
}

impl PanelDefaults {
    /// What every kind with standard options has in its field config.
    ///
    /// Source: `public/app/core/components/OptionsUI/registry.tsx`. The value of a first threshold says nothing:
    /// Grafana reads it as the lowest number there is (`packages/grafana-data/src/field/thresholds.ts`).
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

/// Returns the version of Grafana before which saved panels of a kind are migrated when they are opened: those of an
/// older `pluginVersion`, or of none. Nothing for a kind whose migrations, if any, read no version.
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
