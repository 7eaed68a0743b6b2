//! Panels and rows.

use super::{Datasource, Legacy, Link, Target, Transformation};
use crate::json::{Json, object};
use crate::vocabulary::Text;
use crate::vocabulary::panel::{PanelFields, PanelOptions};

object! {
    /// A panel, or a row of panels.
    pub struct Panel by "type" with settle and legacy: Legacy {
        /// How long answers may be kept.
        "cacheTimeout" cache_timeout: Option<Text>,
        /// Whether it is folded, of a row.
        "collapsed" collapsed: bool,
        /// The datasource.
        "datasource" datasource: Datasource,
        /// Its description: what it shows, and what to do if that looks wrong.
        "description" description: Text,
        /// What is said of the fields.
        "fieldConfig" field_config: PanelFields,
        /// Its place.
        "gridPos" grid_pos: GridPos,
        /// Whether the note about its own time range is hidden.
        "hideTimeOverride" hide_time_override: bool,
        /// Its id.
        "id" id: Option<i64>,
        /// How far apart the points are at least.
        "interval" interval: Option<Text>,
        /// The library panel that it is.
        "libraryPanel" library_panel: LibraryPanel,
        /// Links in its corner.
        "links" links: Vec<Link>,
        /// How many points a series has at most.
        "maxDataPoints" max_data_points: Option<f64>,
        /// How many repetitions stand side by side.
        "maxPerRow" max_per_row: f64,
        /// The options of its kind; those of discontinued kinds are in `legacy`.
        "options" options: PanelOptions,
        /// Its panels, of a folded row.
        "panels" panels: Vec<Panel>,
        /// The version of the plugin that wrote it.
        "pluginVersion" plugin_version: Text,
        /// How long answers are kept, in milliseconds.
        "queryCachingTTL" query_caching_ttl: f64,
        /// The variable for whose every value it is repeated.
        "repeat" repeat: Option<Text>,
        /// The way in which it is repeated: `h` or `v`.
        "repeatDirection" repeat_direction: Text,
        /// The id of the panel that this one repeats. Legacy dashboards only.
        "repeatPanelId" repeat_panel_id: Option<i64>,
        /// What is asked.
        "targets" targets: Vec<Target>,
        /// The earlier time that it is compared with.
        "timeCompare" time_compare: Text,
        /// Its own time range.
        "timeFrom" time_from: Option<Text>,
        /// How far its time range is moved back.
        "timeShift" time_shift: Option<Text>,
        /// Its title.
        "title" title: Text,
        /// The transformations of the results before they are drawn.
        "transformations" transformations: Vec<Transformation>,
        /// Whether its background is transparent.
        "transparent" transparent: bool,
        /// The id of its plugin, or `row`.
        "type" kind: Text,
    }
}

impl Panel {
    fn settle(mut self) -> Self {
        let kind = self.kind.as_deref().unwrap_or_default();
        if Legacy::GIVEN_UP.contains(&kind)
            && let Some(PanelOptions::Other(Json(options))) = self.options.take()
        {
            self.rest.insert("options", options);
        }
        self.legacy = Legacy::take(kind, &mut self.rest);
        self
    }
}

object! {
    /// A place on the grid, in cells.
    pub struct GridPos {
        /// The height.
        "h" h: f64,
        /// Whether it stays where it is.
        "static" is_static: bool,
        /// The width.
        "w" w: f64,
        /// From the left.
        "x" x: f64,
        /// From the top.
        "y" y: f64,
    }
}

object! {
    /// A panel of the library.
    pub struct LibraryPanel {
        /// What it is for.
        "description" description: Text,
        /// Who made it, and when.
        "meta" meta: LibraryMeta,
        /// What it is called.
        "name" name: Text,
        /// The id of its plugin.
        "type" plugin: Text,
        /// What it keeps for life.
        "uid" uid: Text,
        /// How often it was changed.
        "version" version: f64,
    }
}

object! {
    /// Who made a library panel, and when.
    pub struct LibraryMeta {
        /// How many dashboards have it.
        "connectedDashboards" connected_dashboards: f64,
        /// When it was made.
        "created" created: Text,
        /// Who made it.
        "createdBy" created_by: LibraryUser,
        /// The folder.
        "folderName" folder_name: Text,
        /// The folder.
        "folderUid" folder_uid: Text,
        /// When it was changed.
        "updated" updated: Text,
        /// Who changed it.
        "updatedBy" updated_by: LibraryUser,
    }
}

object! {
    /// Who made or changed a library panel.
    pub struct LibraryUser {
        /// The picture.
        "avatarUrl" avatar_url: Text,
        /// The number.
        "id" id: f64,
        /// The name.
        "name" name: Text,
    }
}
