//! `text` of before Grafana 7: words beside the options, not among them.

use super::loss::Losses;
use super::options_of;
use crate::schema::v1::Panel;
use crate::vocabulary::panel::{PanelOptions, TextMode, TextOptions};

pub(super) fn migrate(panel: &mut Panel, losses: &mut Losses) {
    let Some(mut old) = panel.legacy.as_mut().and_then(|it| it.text.take()) else { return };
    let mut options = options_of!(panel, Text, TextOptions);
    options.content = old.content.take().or(options.content);
    if let Some(mode) = old.mode.take() {
        // Whatever is no mode any more, as plain text, is read as Markdown.
        options.mode = Some(TextMode::of(&mode).unwrap_or_default());
    }
    panel.options = Some(PanelOptions::Text(Box::new(options)));
    losses.note_rest(&*old);
}
