//! Panels, apart from their places.

use super::kinded::named;
use super::{Kinded, QueryGroup};
use crate::json::{object, tagged};
use crate::vocabulary::Text;
use crate::vocabulary::panel::{PanelFields, PanelOptions};

named!(Panel: "Panel", LibraryPanel: "LibraryPanel");

tagged! {
    /// Something to be placed.
    pub enum Element by "kind" {
        /// A panel.
        "Panel" Panel(Kinded<Panel>),
        /// A panel of the library.
        "LibraryPanel" Library(Kinded<LibraryPanel>),
    }
}

object! {
    /// A panel.
    pub struct Panel {
        /// What is asked.
        "data" data: Kinded<QueryGroup>,
        /// Its description: what it shows, and what to do if that looks wrong.
        "description" description: Text,
        /// Its id.
        "id" id: f64,
        /// Links in its corner.
        "links" links: Vec<PanelLink>,
        /// The subtitle.
        "subtitle" subtitle: Text,
        /// Its title.
        "title" title: Text,
        /// Whether its background is transparent.
        "transparent" transparent: bool,
        /// What it is drawn as.
        "vizConfig" visualization: Visualization,
    }
}

object! {
    /// A link in a panel's corner.
    pub struct PanelLink {
        /// Whether it opens in a new tab.
        "targetBlank" target_blank: bool,
        /// What it is called.
        "title" title: Text,
        /// Where it leads.
        "url" url: Text,
    }
}

object! {
    /// What a panel is drawn as.
    pub struct Visualization with settle {
        /// The id of the plugin.
        "group" group: Text,
        /// `VizConfig`; the id of the plugin in `v2alpha1`.
        "kind" kind: Text = "VizConfig",
        /// How it is drawn.
        "spec" spec: VisualizationSpec,
        /// The version of the plugin that wrote it; may be empty.
        "version" version: Text,
    }
}

impl Visualization {
    fn settle(mut self) -> Self {
        let id = self.group.as_deref().or(self.kind.as_deref()).unwrap_or_default();
        if let Some(spec) = &mut self.spec {
            spec.options = spec.options.take().map(|it| it.settled(id));
            spec.field_config = spec.field_config.take().map(|it| it.settled(id));
        }
        self
    }
}

object! {
    /// How a panel is drawn.
    pub struct VisualizationSpec {
        /// What is said of the fields.
        "fieldConfig" field_config: PanelFields,
        /// The options of its kind.
        "options" options: PanelOptions,
        /// The version of the plugin. `v2alpha1` only.
        "pluginVersion" plugin_version: Text,
    }
}

object! {
    /// A panel of the library.
    pub struct LibraryPanel {
        /// Its id.
        "id" id: f64,
        /// Which one.
        "libraryPanel" library_panel: LibraryPanelRef,
        /// Its title.
        "title" title: Text,
    }
}

object! {
    /// Which panel of the library.
    pub struct LibraryPanelRef {
        /// What it is called.
        "name" name: Text,
        /// What it keeps for life.
        "uid" uid: Text,
    }
}
