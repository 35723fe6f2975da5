//! Tables that read well: words to the left, figures to the right, no lines but one under the heads.

use crate::plain;
use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width};

/// How a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
    /// To the left, and never wrapped: a drawing of characters.
    Drawn,
}

/// A table of ready texts.
pub(crate) fn table(heads: &[(&str, Side)], rows: &[Vec<String>]) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING);
    table.set_header(heads.iter().map(|(head, _)| *head));
    for row in rows {
        table.add_row(row.iter().map(|cell| plain::line(cell)));
    }
    if table.is_tty() {
        table.set_content_arrangement(ContentArrangement::Dynamic);
    }
    for (column, (_, side)) in table.column_iter_mut().zip(heads) {
        column.set_padding((0, 2));
        column.set_cell_alignment(match side {
            Side::Left | Side::Drawn => CellAlignment::Left,
            Side::Right => CellAlignment::Right,
        });
        match side {
            Side::Left => {
                column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(WIDEST)));
            }
            Side::Drawn => {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
            Side::Right => {}
        }
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n") + "\n"
}

/// How wide the table of these texts is as a terminal counts, where words wrap at `widest`.
pub(crate) fn width(heads: &[(&str, Side)], rows: &[Vec<String>], widest: u16) -> u16 {
    let mut table = Table::new();
    table.set_header(heads.iter().map(|(head, _)| *head));
    for row in rows {
        table.add_row(row.iter().map(|cell| plain::line(cell)));
    }
    let widths = table.column_max_content_widths();
    let cut = |(width, (_, side)): (&u16, &(&str, Side))| match side {
        Side::Left => (*width).min(widest),
        Side::Right | Side::Drawn => *width,
    };
    widths.iter().zip(heads).map(cut).fold(0, |sum, width| sum.saturating_add(width + 2))
}

/// Columns of the terminal that stdout is.
pub(crate) fn terminal_width() -> Option<u16> {
    Table::new().width()
}

/// Longer texts wrap.
pub(crate) const WIDEST: u16 = 72;
