//! The first pass over a file: what each column's values look like, over all rows.

use super::bytes::has_byte;
use super::cell::{Cell, flag, is_blank_word, number};
use super::rejected::Rejected;
use super::rows::{MOST_COLUMNS, Rows, Scope, Split};
use super::source::Source;
use super::time::{DAY_US, Order, Stamp, parse, parse_number, parse_whole};
use super::{Format, Progress, place};
use crate::error::Error;
use crate::manifest::AttributeType;
use rustc_hash::{FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use wayline_model::diagnostic::{Diagnostic, Severity};

/// Rows whose values are compared with each other for the guess.
const SAMPLE_ROWS: usize = 20_000;
/// At most this many values are kept for that.
const SAMPLE_VALUES: usize = 8_000_000;

/// What a file holds, without its rows.
#[derive(Debug, Default)]
pub(crate) struct Profile {
    pub(crate) columns: Vec<ColumnProfile>,
    pub(crate) rows: u64,
    /// Rows that could not be read.
    pub(crate) bad: u64,
    pub(crate) notes: Vec<Diagnostic>,
    file: String,
    /// Everything is text: numbers and flags are looked for in it.
    untyped: bool,
    /// A piece of a file of which enough rows were sampled.
    unsampled: bool,
    first_bad: Option<Rejected>,
    /// So many rows are enough.
    enough: Option<u64>,
    /// Line of the first row.
    pub(crate) first_row: Option<u64>,
}

/// What a column holds.
#[derive(Debug)]
pub(crate) struct ColumnProfile {
    pub(crate) name: String,
    /// Values that are there.
    pub(crate) present: u64,
    /// Values that are words for nothing (`NULL`).
    blanks: u64,
    pub(crate) numbers: u64,
    /// Whole numbers too long for a float, or codes.
    big: u64,
    flags: u64,
    /// Characters of all values.
    pub(crate) length: u64,
    /// Values with a blank inside.
    pub(crate) spaced: u64,
    pub(crate) times: Times,
    /// Smallest and largest number.
    pub(crate) range: (f64, f64),
    /// Hashes of the first values, 0 where there is none.
    pub(crate) sample: Vec<u64>,
}

/// What a column's times look like.
#[derive(Debug)]
pub(crate) struct Times {
    tried: u64,
    /// A piece of a column that has no times so far.
    hopeless: bool,
    /// Values that are times.
    pub(crate) read: u64,
    /// Those that carry a zone or count from 1970.
    pub(crate) zoned: u64,
    /// Those that are bare numbers.
    pub(crate) numeric: u64,
    /// Those at midnight.
    pub(crate) midnights: u64,
    only_day_first: u64,
    only_month_first: u64,
    either: u64,
    span_day_first: (i64, i64),
    span_month_first: (i64, i64),
}

impl Times {
    fn new() -> Self {
        Self {
            tried: 0,
            hopeless: false,
            read: 0,
            zoned: 0,
            numeric: 0,
            midnights: 0,
            only_day_first: 0,
            only_month_first: 0,
            either: 0,
            span_day_first: (i64::MAX, i64::MIN),
            span_month_first: (i64::MAX, i64::MIN),
        }
    }

    fn see(&mut self, stamp: Option<Stamp>, numeric: bool) {
        self.tried += 1;
        let Some(stamp) = stamp else { return };
        self.read += 1;
        self.numeric += u64::from(numeric);
        let us = match stamp {
            Stamp::Instant(us, _) => {
                self.zoned += 1;
                us
            }
            Stamp::Local(us, _) => us,
            Stamp::TwoWays { day_first, month_first, .. } => {
                match (day_first, month_first) {
                    (Some(_), None) => self.only_day_first += 1,
                    (None, Some(_)) => self.only_month_first += 1,
                    _ => self.either += 1,
                }
                let day = day_first.or(month_first).unwrap_or_default();
                let month = month_first.or(day_first).unwrap_or_default();
                widen(&mut self.span_day_first, day);
                widen(&mut self.span_month_first, month);
                day
            }
        };
        self.midnights += u64::from(us.rem_euclid(DAY_US) == 0);
    }

    /// Whether trying further values is worth the time.
    fn hopeful(&self) -> bool {
        !self.hopeless && (self.tried < 200 || self.read * 20 > self.tried)
    }

    /// Adds what was seen in the next piece of the column.
    fn add(&mut self, more: &Self) {
        self.tried += more.tried;
        self.read += more.read;
        self.zoned += more.zoned;
        self.numeric += more.numeric;
        self.midnights += more.midnights;
        self.only_day_first += more.only_day_first;
        self.only_month_first += more.only_month_first;
        self.either += more.either;
        for (span, more) in [
            (&mut self.span_day_first, more.span_day_first),
            (&mut self.span_month_first, more.span_month_first),
        ] {
            *span = (span.0.min(more.0), span.1.max(more.1));
        }
    }

    /// What comes first in `3/4/2015`, and why.
    pub(crate) fn order(&self, declared: Option<bool>) -> (Order, Option<String>) {
        if let Some(day_first) = declared {
            return (if day_first { Order::DayFirst } else { Order::MonthFirst }, None);
        }
        let width = |span: (i64, i64)| i128::from(span.1) - i128::from(span.0);
        match (self.only_day_first, self.only_month_first, self.either) {
            (0, 0, 0) => (Order::DayFirst, None),
            (days, 0, _) if days > 0 => {
                (Order::DayFirst, Some(format!("day first: {days} values can be read only so")))
            }
            (0, months, _) if months > 0 => (
                Order::MonthFirst,
                Some(format!("month first: {months} values can be read only so")),
            ),
            (0, 0, either) => {
                let day_first = width(self.span_day_first) < width(self.span_month_first);
                let (order, words) = if day_first {
                    (Order::DayFirst, "day first")
                } else {
                    (Order::MonthFirst, "month first")
                };
                let why = format!(
                    "with the {words}: all {either} values could be read both ways, and so the times lie closer together; declare `day_first` to be sure"
                );
                (order, Some(why))
            }
            (days, months, either) => {
                let why = format!(
                    "as each value allows: {days} have the day first, {months} the month; {either} that can mean two days are set aside"
                );
                (Order::Mixed, Some(why))
            }
        }
    }

    /// Whether no value decided the order.
    pub(crate) fn order_is_doubtful(&self) -> bool {
        self.either > 0 && (self.only_day_first > 0) == (self.only_month_first > 0)
    }
}

fn widen(span: &mut (i64, i64), us: i64) {
    *span = (span.0.min(us), span.1.max(us));
}

impl ColumnProfile {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            present: 0,
            blanks: 0,
            numbers: 0,
            big: 0,
            flags: 0,
            length: 0,
            spaced: 0,
            times: Times::new(),
            range: (f64::INFINITY, f64::NEG_INFINITY),
            sample: Vec::new(),
        }
    }

    fn see(&mut self, cell: &Cell<'_>, untyped: bool) {
        if cell.is_missing() {
            return;
        }
        self.present += 1;
        match cell {
            Cell::Missing => {}
            Cell::Text(text) => self.see_text(text, untyped),
            Cell::Int(int) => {
                self.see_number(*int as f64);
                self.big += u64::from(int.unsigned_abs() > 1 << 53);
                if self.times.hopeful() {
                    self.times.see(parse_whole(*int), true);
                }
            }
            Cell::Number(number) => {
                self.see_number(*number);
                if self.times.hopeful() {
                    self.times.see(parse_number(*number), true);
                }
            }
            Cell::Flag(_) => self.flags += 1,
            Cell::Time(us) => {
                self.times.see(Some(Stamp::Instant(*us, super::time::Shape::Typed)), false);
            }
            Cell::LocalTime(us) => {
                self.times.see(Some(Stamp::Local(*us, super::time::Shape::Typed)), false);
            }
        }
    }

    fn see_text(&mut self, text: &str, untyped: bool) {
        self.length += text.len() as u64;
        if is_blank_word(text) {
            self.blanks += 1;
            return;
        }
        self.spaced += u64::from(has_byte(text, b' '));
        let mut numeric = false;
        if untyped {
            if let Some(number) = number(text) {
                numeric = true;
                self.see_number(number);
                self.big += u64::from(number.abs() > 9_007_199_254_740_992.0);
            } else if flag(text).is_some() {
                self.flags += 1;
            }
        }
        if self.times.hopeful() {
            self.times.see(parse(text), numeric);
        }
    }

    fn see_number(&mut self, number: f64) {
        self.numbers += 1;
        self.range = (self.range.0.min(number), self.range.1.max(number));
    }

    /// What its values are as an attribute.
    pub(crate) fn kind(&self) -> AttributeType {
        let told = self.present - self.blanks;
        if told > 0 && self.numbers == told && self.big == 0 {
            AttributeType::Number
        } else if told > 0 && self.flags == told {
            AttributeType::Flag
        } else {
            AttributeType::Text
        }
    }

    /// Share of the values that are times.
    pub(crate) fn time_share(&self) -> f64 {
        self.times.read as f64 / (self.present - self.blanks).max(1) as f64
    }
}

impl Profile {
    /// Looks through a file.
    ///
    /// # Errors
    /// When the file cannot be read, or has no row at all that can.
    pub(crate) fn of(source: &Source, progress: &dyn Progress) -> Result<Self, Error> {
        let mut profile = Self::blank(source);
        super::scan(source, progress, &mut profile)?;
        profile.whole()
    }

    /// Nothing seen of a file.
    pub(crate) fn blank(source: &Source) -> Self {
        let untyped = source.format == Format::Csv;
        Self { file: source.name.clone(), untyped, ..Self::default() }
    }

    /// Looks through the beginning of a file, about so many rows: all of it where they are not [enough].
    ///
    /// [enough]: Rows::has_enough
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn of_start(
        source: &Source,
        rows: u64,
        progress: &dyn Progress,
    ) -> Result<Self, Error> {
        let mut profile = Self { enough: Some(rows), ..Self::blank(source) };
        super::scan(source, progress, &mut profile)?;
        Ok(profile)
    }

    /// The profile of a whole file.
    ///
    /// # Errors
    /// When it has no row at all that can be read.
    pub(crate) fn whole(self) -> Result<Self, Error> {
        if self.bad > 0 && self.rows == 0 {
            let first: Vec<Rejected> = self.first_bad.into_iter().collect();
            return Err(super::batch::nothing_read(&self.file, self.bad, &first, None));
        }
        Ok(self)
    }

    /// The columns' names.
    pub(crate) fn names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.name.clone()).collect()
    }

    /// Whether a column of text is different in every one of the first rows (at least three).
    pub(crate) fn has_unique_text(&self) -> bool {
        let unique = |column: &ColumnProfile| {
            let values: FxHashSet<u64> = column.sample.iter().copied().collect();
            column.kind() == AttributeType::Text
                && column.time_share() < 0.5
                && column.present == self.rows
                && values.len() == column.sample.len()
        };
        self.rows >= 3 && self.columns.iter().any(unique)
    }

    /// The notes of the first pass, and one when many rows could not be read.
    pub(crate) fn take_notes(&mut self) -> Vec<Diagnostic> {
        let mut notes = std::mem::take(&mut self.notes);
        if self.bad * 10 > self.rows {
            let what = format!(
                "{} of {} rows of {} cannot be read",
                self.bad,
                self.rows + self.bad,
                self.file
            );
            let why = self
                .first_bad
                .as_ref()
                .map(|first| format!("the first, in line {}: {}", first.row, first.reason));
            let mut note = Diagnostic::new("many-rejected", Severity::Warning, what).at(place(
                &self.file,
                self.first_bad.as_ref().map(|first| first.row),
                None,
            ));
            note.help = why;
            notes.push(note);
        }
        notes
    }
}

impl Profile {
    /// Rows whose values are compared with each other.
    fn sampled(&self) -> usize {
        SAMPLE_ROWS.min(SAMPLE_VALUES / self.columns.len().max(1))
    }
}

impl Split for Profile {
    type Piece = Self;

    fn piece(&self) -> Option<Self> {
        let mut columns: Vec<ColumnProfile> =
            self.columns.iter().map(|column| ColumnProfile::new(&column.name)).collect();
        for (piece, whole) in columns.iter_mut().zip(&self.columns) {
            piece.times.hopeless = !whole.times.hopeful();
        }
        Some(Self {
            columns,
            file: self.file.clone(),
            untyped: self.untyped,
            unsampled: self.unsampled || self.rows >= self.sampled() as u64,
            ..Self::default()
        })
    }

    fn take(&mut self, mut piece: Self) -> Result<(), Error> {
        let at = usize::try_from(self.rows).unwrap_or(usize::MAX);
        let sampled = self.sampled();
        for (column, more) in self.columns.iter_mut().zip(piece.columns) {
            column.present += more.present;
            column.blanks += more.blanks;
            column.numbers += more.numbers;
            column.big += more.big;
            column.flags += more.flags;
            column.length += more.length;
            column.spaced += more.spaced;
            column.times.add(&more.times);
            column.range = (column.range.0.min(more.range.0), column.range.1.max(more.range.1));
            if at < sampled {
                let fits = more.sample.len().min(sampled - at);
                let fits = more.sample[..fits].iter().rposition(|hash| *hash != 0);
                if let Some(last) = fits {
                    column.sample.resize(at, 0);
                    column.sample.extend_from_slice(&more.sample[..=last]);
                }
            }
        }
        self.rows += piece.rows;
        self.bad += piece.bad;
        self.notes.append(&mut piece.notes);
        self.first_bad = self.first_bad.take().or(piece.first_bad);
        self.first_row = self.first_row.or(piece.first_row);
        Ok(())
    }
}

impl Rows for Profile {
    fn column(&mut self, name: &str, _scope: Scope) -> Result<(), Error> {
        if self.columns.len() >= MOST_COLUMNS {
            return Err(super::batch::too_many_columns(
                &self.file,
                self.rows + 1,
                self.columns.len() + 1,
            ));
        }
        self.columns.push(ColumnProfile::new(name));
        Ok(())
    }

    fn row(&mut self, row: u64, cells: &[Cell<'_>]) -> Result<(), Error> {
        let at = usize::try_from(self.rows).unwrap_or(usize::MAX);
        let sampled = !self.unsampled && at < self.sampled();
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.see(cell, self.untyped);
            if sampled && !cell.is_missing() {
                column.sample.resize(at, 0);
                column.sample.push(hash(cell));
            }
        }
        self.rows += 1;
        self.first_row.get_or_insert(row);
        Ok(())
    }

    fn bad(&mut self, rejected: Rejected) -> Result<(), Error> {
        self.bad += 1;
        self.first_bad.get_or_insert(rejected);
        Ok(())
    }

    fn note(&mut self, diagnostic: Diagnostic) {
        self.notes.push(diagnostic);
    }

    fn has_enough(&self) -> bool {
        self.enough.is_some_and(|enough| self.rows >= enough)
    }
}

fn hash(cell: &Cell<'_>) -> u64 {
    let mut hasher = FxHasher::default();
    match cell {
        Cell::Missing => return 0,
        Cell::Text(text) => text.hash(&mut hasher),
        Cell::Int(int) | Cell::Time(int) | Cell::LocalTime(int) => int.hash(&mut hasher),
        Cell::Number(number) => number.to_bits().hash(&mut hasher),
        Cell::Flag(flag) => flag.hash(&mut hasher),
    }
    hasher.finish().max(1)
}
