//! `TextPanel`: words. It asks no queries.

use dashgen::model::{Dashboard, Panel, TextPanel, Uid};
use dashgen::vocabulary::panel::{CodeOptions, TextMode};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-text"), "Text").panel(words()).panel(code())
}

fn words() -> Panel {
    Panel::new(
        "words",
        "What this is",
        TextPanel::markdown("The pages of the **gallery** show one kind of panel each."),
    )
}

fn code() -> Panel {
    let code = CodeOptions::new().language("yaml").show_line_numbers(true);
    let text = TextPanel::default()
        .with(|options| options.mode(TextMode::Code).code(code).content("scrape_configs:\n  - job_name: shop\n"));
    Panel::new("code", "How the shop is scraped", text)
}
