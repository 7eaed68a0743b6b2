//! Titles that are wider than their panel's header.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;
use crate::view::{Nest, Panel, text};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "truncated-title",
    group: Group::Style,
    severity: Severity::Warning,
    docs: "
Flags a panel whose title does not fit on a screen of 1440 pixels with Grafana's navigation open.
# Why
Grafana cuts the title off: `Total Portfolio…` could be the value, the profit or the positions.
The width is estimated: from the letters as Inter draws them (14 px, medium) for the title, and from the columns of the
panel, the icon of its description, the icon of its links and the room for its menu for the header. Icons for alerts and
for a time range of its own come on top. Titles with variables are left out: nobody knows how long they become.
# Example
`\"title\": \"Total Portfolio Value (USD)\"` in a panel of 6 columns; right: `\"title\": \"Portfolio Value\"`
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    for (index, panel) in subject.dashboard.panels.iter().enumerate() {
        let is_placed = panel.nest != Nest::OldRow && !panel.is_row() && !panel.is_library();
        let is_fixed = !panel.title.contains(['$', '[']);
        let Some(grid) = panel.grid.filter(|grid| is_placed && is_fixed && grid.width > 0.0) else { continue };
        let needed = width_of(panel.title);
        let room = |columns| header(columns) - icons(panel);
        if needed <= room(grid.width) {
            continue;
        }
        let message = format!("the title is about {needed:.0} px wide, but has room for {:.0} px", room(grid.width));
        let draft = Draft::new(Spot::panel(index, panel, "/title"), message);
        let fitting = (1..=COLUMNS).find(|columns| needed <= room(f64::from(*columns)));
        report(draft.hint(match fitting {
            Some(columns) => format!("shorten it, or give the panel {columns} columns"),
            None => "shorten it".to_owned(),
        }));
    }
}

/// How many columns the grid has.
const COLUMNS: u8 = 24;
/// The space between two columns.
const GAP: f64 = 8.0;
/// What is left of 1440 pixels beside the navigation (300), the margins of the page (16 each) and a scroll bar (15).
const PAGE: f64 = 1440.0 - 300.0 - 32.0 - 15.0;
/// What stands around a title in the header: border and padding (13), the menu and the space before it (40), padding
/// and border (5).
const AROUND: f64 = 13.0 + 40.0 + 5.0;
/// An icon behind the title, and the space before it.
const ICON: f64 = 40.0;

/// Returns the room for a title, and icons behind it, in a panel of so many columns.
fn header(columns: f64) -> f64 {
    let column = (PAGE - GAP * f64::from(COLUMNS - 1)) / f64::from(COLUMNS);
    columns * column + (columns - 1.0) * GAP - AROUND
}

fn icons(panel: &Panel<'_>) -> f64 {
    let has_description = !text(panel.object, "description").is_empty();
    let has_links = panel.object.get("links").and_then(|links| links.as_array()).is_some_and(|links| !links.is_empty());
    [has_description, has_links].into_iter().filter(|has| *has).map(|_| ICON).sum()
}

/// How far each letter from space to `~` moves the pen, in tenths of a pixel: Inter 500 at 14 px, and the 0.15 px that
/// Grafana puts between letters.
const ADVANCES: [u8; 95] = [
    39, 44, 71, 91, 92, 141, 93, 45, 53, 53, 74, 95, 44, 66, 44, 53, //
    92, 60, 88, 89, 93, 86, 90, 81, 90, 90, 44, 46, 95, 95, 95, 75, //
    139, 101, 93, 104, 103, 86, 84, 106, 106, 40, 82, 98, 81, 129, 107, 109, //
    91, 109, 92, 92, 93, 105, 101, 142, 100, 99, 91, 53, 53, 53, 68, 66, //
    49, 81, 88, 82, 88, 84, 55, 88, 86, 37, 37, 80, 37, 126, 86, 86, //
    88, 88, 56, 77, 49, 86, 82, 118, 79, 82, 80, 63, 50, 63, 95,
];

/// Returns the width of a title in pixels, within about 1 % for English.
fn width_of(title: &str) -> f64 {
    let tenths = title.chars().map(|letter| match letter {
        ' '..='~' => f64::from(ADVANCES[letter as usize - 0x20]),
        // Marks on the letter before, and what is not drawn.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        // From here on, scripts whose letters are as wide as they are high, and emoji.
        '\u{1100}'.. => 142.0,
        _ => 90.0,
    });
    tenths.sum::<f64>() / 10.0
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::{LINT, width_of};
    use crate::lint::testing::{findings, panel};

    fn titled(title: &str, columns: u32, mut members: Value) -> String {
        members["title"] = title.into();
        members["gridPos"] = json!({"x": 0, "y": 0, "w": columns, "h": 4});
        findings(&LINT, &panel(members))
    }

    #[test]
    fn a_title_that_is_cut_off() {
        let description = || json!({"description": "What all positions and cash are worth."});
        assert_snapshot!(titled("Total Portfolio Value (USD)", 6, description()), @r#"
        test.json:7:16: warning[truncated-title]: the title is about 184 px wide, but has room for 169 px
          in panel "Total Portfolio Value (USD)" (id 1)
          hint: shorten it, or give the panel 7 columns
        "#);
        assert_eq!(titled("Total Portfolio Value (USD)", 7, description()), "");
    }

    #[test]
    fn icons_take_room() {
        assert_eq!(titled("Trades (Last Hour)", 5, json!({})), "");
        assert_ne!(titled("Trades (Last Hour)", 5, json!({"description": "Trades."})), "");
        assert_ne!(titled("Trades (Last Hour)", 5, json!({"links": [{"title": "More", "url": "/"}]})), "");
    }

    #[test]
    fn a_title_that_fits_nowhere() {
        assert!(titled(&"Requests ".repeat(30), 24, json!({})).ends_with("hint: shorten it\n"));
    }

    #[test]
    fn what_has_no_width_of_its_own() {
        let long = "A title that is far too long for it";
        assert_eq!(titled(&format!("{long} $job"), 2, json!({})), "");
        assert_eq!(titled(long, 2, json!({"type": "row"})), "");
        assert_eq!(titled(long, 0, json!({})), "");
        assert_eq!(findings(&LINT, &panel(json!({"title": long}))), "");
    }

    /// As a browser measured them, within 2 %.
    #[test]
    fn widths_of_titles() {
        for (title, pixels) in [
            ("Total Portfolio Value (USD)", 181.5),
            ("Total P&L %", 81.4),
            ("Active/Total/Inactive Bots", 175.4),
            ("Redis Operations Rate (GET/SET/DELETE)", 283.6),
            ("WebSocket Messages (Last Minute)", 245.2),
            ("API Response Time (p50, p95)", 207.7),
        ] {
            let width = width_of(title);
            assert!((0.98..1.02).contains(&(width / pixels)), "{title}: {width}");
        }
        assert!((width_of("取引") - 28.4).abs() < 0.1 && width_of("e\u{301}") < 10.0);
    }
}
