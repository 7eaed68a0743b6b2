//! The formats that dashboards are written in.

/// A format that dashboards are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum DashboardFormat {
    /// Schema version 42, in `dashboards/`: what every Grafana loads.
    #[default]
    Classic,
    /// `dashboard.grafana.app/v2` resources, in `dashboards-v2/`: for Grafana 13.0.1 and later.
    V2,
}

impl DashboardFormat {
    /// All formats.
    pub const ALL: &'static [Self] = &[Self::Classic, Self::V2];

    /// Returns its name on the command line: `classic`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Classic => "classic",
            Self::V2 => "v2",
        }
    }

    /// Returns what it is, for people.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Classic => "Dashboards with schema version 42, in `dashboards/`",
            Self::V2 => "`dashboard.grafana.app/v2` resources, in `dashboards-v2/`",
        }
    }

    /// Returns the folder of the output that files of this format are in.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Classic => "dashboards",
            Self::V2 => "dashboards-v2",
        }
    }
}
