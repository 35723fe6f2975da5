//! Small charts of characters beside a table: bars for counts, one line for a curve. Only on a terminal, so that
//! what is piped stays as it is; plain ASCII where the terminal shows nothing else.

use crate::numbers;
use crate::table::{self, Side};
use serde_json::Value;
use std::io::IsTerminal;
use wayline_model::question::Operator;
use wayline_render::answer::dwell_end;

/// What the reader's terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Terminal {
    /// Columns.
    pub(crate) width: u16,
    /// Whether block characters are shown; else ASCII.
    pub(crate) blocks: bool,
}

/// The terminal that stdout is; nothing when it is a file or a pipe.
pub(crate) fn of_stdout() -> Option<Terminal> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    let text = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = text("LC_ALL").or_else(|| text("LC_CTYPE")).or_else(|| text("LANG"));
    let blocks = shows_blocks(text("TERM").as_deref(), locale.as_deref(), cfg!(windows));
    Some(Terminal { width: table::terminal_width().unwrap_or(80), blocks })
}

/// A dumb terminal shows no blocks, and without a UTF-8 locale none but Windows' own does.
fn shows_blocks(term: Option<&str>, locale: Option<&str>, windows: bool) -> bool {
    let utf8 = locale.map(|locale| locale.to_ascii_lowercase().replace('-', "").contains("utf8"));
    term != Some("dumb") && utf8.unwrap_or(windows)
}

/// The column that has bars.
fn counted(op: &Operator) -> Option<&'static str> {
    match op {
        Operator::Counts { .. } => Some("journeys"),
        Operator::Funnel { .. } | Operator::Variants { .. } | Operator::Ratings { .. } => {
            Some("count")
        }
        Operator::Sessions { .. } => Some("sessions"),
        _ => None,
    }
}

/// Narrower bars say nothing, wider ones no more.
const NARROWEST: u16 = 6;
const WIDEST: u16 = 30;
/// Bars beside words that had to wrap, and where these wrap.
const SHORT: u16 = 12;
const WORDS: u16 = 32;

/// Puts a column of bars behind the one they draw, where the terminal has room beside the table.
pub(crate) fn beside(
    op: &Operator,
    rows: &[Value],
    fields: &[&str],
    heads: &mut Vec<(&str, Side)>,
    cells: &mut [Vec<String>],
    terminal: Terminal,
) {
    let Some(field) = counted(op) else { return };
    let Some(at) = fields.iter().position(|name| *name == field) else { return };
    let beside = |words| {
        let used = table::width(heads, cells, words).saturating_add(2);
        terminal.width.saturating_sub(used)
    };
    // Where words fill the terminal they wrap earlier, for short bars.
    let mut room = beside(table::WIDEST).min(WIDEST);
    if room < NARROWEST {
        room = beside(WORDS).min(SHORT);
    }
    if room < NARROWEST {
        return;
    }
    let count = |row: &Value| row.get(field).and_then(Value::as_u64).unwrap_or(0);
    let most = rows.iter().map(count).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    heads.insert(at + 1, ("", Side::Drawn));
    for (row, cells) in rows.iter().zip(cells) {
        cells.insert(at + 1, bar(count(row), most, room, terminal.blocks));
    }
}

/// A bar of `width` columns for `most`; whatever is not nothing is seen.
fn bar(count: u64, most: u64, width: u16, blocks: bool) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let grain: u128 = if blocks { 8 } else { 1 };
    let whole = u128::from(most.max(1));
    let parts = (u128::from(count) * u128::from(width) * grain + whole / 2) / whole;
    let parts = if count > 0 { parts.max(1) } else { 0 };
    let parts = usize::try_from(parts).unwrap_or(usize::MAX).min(usize::from(width) * 8);
    if blocks { "█".repeat(parts / 8) + PARTS[parts % 8] } else { "#".repeat(parts) }
}

/// The curve of an answer about waiting as one line: the share that has not arrived, from 0 to the curve's end.
pub(crate) fn curve(op: &Operator, answer: &Value, terminal: Terminal) -> Option<String> {
    let Operator::Dwell { .. } = op else { return None };
    let points = answer.get("curve")?.as_array()?;
    let number = |point: &Value, field: &str| point.get(field).and_then(Value::as_f64);
    let points: Vec<(f64, f64)> = points
        .iter()
        .filter_map(|point| Some((number(point, "s")?, number(point, "waiting")?)))
        .collect();
    let known = answer.get("quantiles").and_then(Value::as_array).into_iter().flatten();
    let end = dwell_end(&points, known.filter_map(|quantile| number(quantile, "s")));
    if end <= 0.0 {
        return None;
    }
    let (before, after) = ("not arrived, 0 ", format!(" {}", numbers::duration(end)));
    let how = if terminal.blocks { "" } else { " (tenths)" };
    let used = before.len() + after.chars().count() + how.len();
    let width = usize::from(terminal.width).saturating_sub(used + 1).min(60);
    if width < 8 {
        return None;
    }
    let line: String = (0..width)
        .map(|cell| {
            let until = end * (cell as f64 + 0.5) / width as f64;
            let seen = points.partition_point(|(s, _)| *s <= until);
            let share = if seen == 0 { 1.0 } else { points[seen - 1].1 };
            level(share, terminal.blocks)
        })
        .collect();
    Some(format!("{before}{line}{after}{how}\n"))
}

/// A share as one character: eighths of a block, or its tenths as a digit.
fn level(share: f64, blocks: bool) -> char {
    const LEVELS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const TENTHS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
    if blocks {
        // Rounded, but what is not nothing is seen.
        let at = (0_u8..8).find(|at| share * 8.0 <= f64::from(*at) + 0.5).unwrap_or(8);
        LEVELS[usize::from(if share > 0.0 { at.max(1) } else { at })]
    } else {
        let at = (1_u8..10).find(|at| share * 10.0 < f64::from(*at)).unwrap_or(10);
        TENTHS[usize::from(at - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const WIDE: Terminal = Terminal { width: 80, blocks: true };

    fn table(rows: &[Value], terminal: Terminal) -> String {
        let fields = ["name", "count"];
        let op = Operator::Funnel {
            steps: vec![],
            within: None,
            order: wayline_model::question::Order::Ordered,
            entry: wayline_model::question::Entry::Best,
            once: false,
            exclude: vec![],
            exclusion: wayline_model::question::Exclusion::DropEntry,
            hold: None,
        };
        let mut heads = vec![("name", Side::Left), ("count", Side::Right)];
        let cell = |row: &Value, field: &str| match &row[field] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let mut cells: Vec<Vec<String>> =
            rows.iter().map(|row| fields.iter().map(|field| cell(row, field)).collect()).collect();
        beside(&op, rows, &fields, &mut heads, &mut cells, terminal);
        table::table(&heads, &cells)
    }

    fn rows() -> Vec<Value> {
        vec![
            json!({"name": "看广告", "count": 1000}),
            json!({"name": "opłaca zamówienie", "count": 333}),
            json!({"name": "d", "count": 1}),
            json!({"name": "e", "count": 0}),
        ]
    }

    #[test]
    fn bars_stand_behind_their_counts_also_beside_wide_characters() {
        insta::assert_snapshot!(table(&rows(), Terminal { width: 40, blocks: true }), @r"
        name               count
        看广告              1000  ████████████
        opłaca zamówienie    333  ████
        d                      1  ▏
        e                      0
        ");
    }

    #[test]
    fn a_terminal_without_blocks_gets_ascii() {
        insta::assert_snapshot!(table(&rows(), Terminal { width: 60, blocks: false }), @r"
        name               count
        看广告              1000  ##############################
        opłaca zamówienie    333  ##########
        d                      1  #
        e                      0
        ");
        assert!(shows_blocks(Some("xterm"), Some("pl_PL.UTF-8"), false));
        assert!(shows_blocks(None, Some("C.utf8"), false));
        assert!(!shows_blocks(Some("dumb"), Some("en_US.UTF-8"), true));
        assert!(!shows_blocks(Some("xterm"), Some("C"), false));
        assert!(!shows_blocks(Some("xterm"), None, false));
        assert!(shows_blocks(None, None, true));
    }

    #[test]
    fn a_narrow_terminal_has_no_bars_and_no_line_is_wider_than_it() {
        assert_eq!(table(&rows(), Terminal { width: 30, blocks: true }).matches('█').count(), 0);
        for width in 34..90 {
            let shown = table(&rows(), Terminal { width, blocks: true });
            let widest = shown.lines().filter(|l| !l.contains('看')).map(|l| l.chars().count());
            assert!(widest.max() <= Some(usize::from(width)), "{width}:\n{shown}");
        }
    }

    #[test]
    fn a_bar_has_its_length_and_what_is_not_nothing_is_seen() {
        assert_eq!(bar(4, 8, 6, true), "███");
        assert_eq!(bar(1, 16, 2, true), "▏");
        assert_eq!([bar(1, 1_000_000, 9, true), bar(1, 1_000_000, 9, false)], ["▏", "#"]);
        assert_eq!([bar(0, 7, 9, true), bar(u64::MAX, u64::MAX, 2, true)], ["", "██"]);
    }

    #[test]
    fn waiting_is_one_falling_line_with_its_end_in_words() {
        let dwell = Operator::Dwell { from: "a".into(), to: "b".into() };
        let answer = json!({"curve": [
            {"s": 3600.0, "waiting": 0.75}, {"s": 7200.0, "waiting": 0.5}, {"s": 14400.0, "waiting": 0.0}
        ]});
        let line = curve(&dwell, &answer, Terminal { width: 32, blocks: true }).expect("a curve");
        assert_eq!(line, "not arrived, 0 ███▆▆▆▄▄▄▄▄▄ 4 h\n");
        let line = curve(&dwell, &answer, Terminal { width: 41, blocks: false }).expect("a curve");
        assert_eq!(line, "not arrived, 0 999777555555 4 h (tenths)\n");
        assert_eq!(curve(&dwell, &json!({"curve": []}), WIDE), None);
        assert_eq!(curve(&dwell, &answer, Terminal { width: 20, blocks: true }), None);
    }
}
