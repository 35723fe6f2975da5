//! Feedback from rows: by a mapping's `[feedback]`, or by guessed columns.
//!
//! A row is a piece of feedback when it has a rating or a text. An id is made of the mapped columns joined by
//! `-`; where there is none, of the source's name and the line. A rating outside its scale sets the row aside.

use super::batch::{FeedbackBatch, bad_id, nothing_read};
use super::cell::Cell;
use super::expr::{ColumnReader, Context, Expr, Fault, Pick, Value, as_number, into_id, into_text};
use super::guess_names::Role;
use super::joins::Joined;
use super::mapping::Mapping;
use super::mapping::compile::Tables;
use super::plan::{Hop, Second, doubts, find_matches, formats};
use super::profile::Profile;
use super::rejected::{Rejected, raw_line};
use super::rows::{Rows, Scope, Split};
use super::source::Source;
use super::time::{Reader, Zone, zone};
use super::{FeedbackImport, Guess, Progress, place, user};
use crate::error::Error;
use crate::feedback::Feedback;
use crate::manifest::AttributeType;
use std::cell::RefCell;
use wayline_model::diagnostic::{Diagnostic, Severity};
use wayline_model::map::FeelingSource;

/// What a row's parts are.
#[derive(Debug, Default)]
struct Shape {
    id: Vec<Expr>,
    rating: Option<Expr>,
    text: Vec<Expr>,
    kind: Option<FeelingSource>,
    scale: Option<(f64, f64)>,
    language: Option<Expr>,
    asked_at: Option<Expr>,
    answered_at: Option<Expr>,
    customer: Option<Expr>,
    case: Option<Expr>,
    about: Option<Expr>,
    channel: Option<Expr>,
    when: Option<Expr>,
}

/// Collects feedback row by row.
struct Collect<'p> {
    shape: &'p Shape,
    source: &'p str,
    file: &'p str,
    table: usize,
    joined: &'p [Option<Joined>],
    hops: &'p [Hop],
    readers: Vec<ColumnReader>,
    zone: &'p Zone,
    matches: Vec<Vec<u32>>,
    out: FeedbackBatch,
}

impl Split for Collect<'_> {
    type Piece = Self;

    fn piece(&self) -> Option<Self> {
        Some(Self {
            readers: self.readers.iter().map(ColumnReader::anew).collect(),
            matches: vec![Vec::new(); self.matches.len()],
            out: FeedbackBatch::default(),
            ..*self
        })
    }

    fn take(&mut self, mut piece: Self) -> Result<(), Error> {
        self.out.rows += piece.out.rows;
        self.out.feedback.append(&mut piece.out.feedback);
        self.out.rejected.append(&mut piece.out.rejected);
        for (reader, piece) in self.readers.iter_mut().zip(piece.readers) {
            reader.tally.get_mut().add(&piece.tally.into_inner());
        }
        Ok(())
    }
}

impl Collect<'_> {
    fn make(&self, row: u64, cells: &[Cell<'_>]) -> Result<Option<Feedback>, Fault> {
        let context = Context {
            table: self.table,
            cells,
            joined: self.joined,
            matches: &self.matches,
            readers: &self.readers,
            zone: self.zone,
        };
        let shape = self.shape;
        if let Some(when) = &shape.when
            && !when.holds(&context)?
        {
            return Ok(None);
        }
        let text = |expr: &Option<Expr>| -> Result<Option<String>, Fault> {
            Ok(into_id(value_of(expr.as_ref(), &context)?)
                .map(|text| text.trim().to_owned())
                .filter(|t| !t.is_empty()))
        };
        let time = |expr: &Option<Expr>| -> Result<Option<i64>, Fault> {
            Ok(match value_of(expr.as_ref(), &context)? {
                Value::Time(us) => Some(us),
                _ => None,
            })
        };
        let given = value_of(shape.rating.as_ref(), &context)?;
        let rating = as_number(&given);
        let fault = |column: &str, reason: String| Fault { column: Some(column.into()), reason };
        if rating.is_none()
            && let Some(words) = into_id(given)
        {
            let shown: String = words.chars().take(40).collect();
            return Err(fault("rating", format!("`{shown}` is not a number")));
        }
        if let (Some(rating), Some((low, high))) = (rating, shape.scale)
            && !(low..=high).contains(&rating)
        {
            return Err(fault("rating", format!("{rating} lies outside the scale {low} … {high}")));
        }
        let mut parts = Vec::new();
        for expr in &shape.text {
            if let Some(part) = into_text(expr.value(&context)?) {
                let part = part.trim();
                if !part.is_empty() && !super::cell::is_blank_word(part) {
                    parts.push(part.to_owned());
                }
            }
        }
        if rating.is_none() && parts.is_empty() {
            return Ok(None);
        }
        let mut ids = Vec::new();
        for expr in &shape.id {
            ids.extend(into_id(expr.value(&context)?).map(std::borrow::Cow::into_owned));
        }
        let id = if ids.is_empty() { format!("{}-{row}", self.source) } else { ids.join("-") };
        let customer = text(&shape.customer)?;
        let case = text(&shape.case)?;
        for (what, id) in
            [("id", Some(&id)), ("customer", customer.as_ref()), ("case", case.as_ref())]
        {
            if let Some(reason) = id.and_then(|id| bad_id(what, id)) {
                return Err(fault(what, reason));
            }
        }
        Ok(Some(Feedback {
            id,
            source: self.source.to_owned(),
            kind: if rating.is_some() { shape.kind } else { Some(FeelingSource::Text) },
            scale: rating.and(shape.scale),
            rating,
            text: (!parts.is_empty()).then(|| parts.join("\n")),
            language: text(&shape.language)?,
            asked_at: time(&shape.asked_at)?,
            answered_at: time(&shape.answered_at)?,
            customer,
            case,
            about: text(&shape.about)?,
            channel: text(&shape.channel)?,
        }))
    }
}

fn value_of<'a>(expr: Option<&'a Expr>, row: &Context<'a>) -> Result<Value<'a>, Fault> {
    expr.map_or(Ok(Value::Missing), |expr| expr.value(row))
}

impl Rows for Collect<'_> {
    fn column(&mut self, _name: &str, _scope: Scope) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, row: u64, cells: &[Cell<'_>]) -> Result<(), Error> {
        self.out.rows += 1;
        find_matches(self.hops, self.table, cells, self.joined, &mut self.matches);
        match self.make(row, cells) {
            Ok(Some(feedback)) => self.out.feedback.push(feedback),
            Ok(None) => {}
            Err(fault) => self.out.rejected.push(Rejected {
                file: self.file.to_owned(),
                row,
                column: fault.column,
                reason: fault.reason,
                raw: raw_line(cells.iter().map(|cell| cell.as_text().unwrap_or_default())),
            }),
        }
        Ok(())
    }

    fn bad(&mut self, rejected: Rejected) -> Result<(), Error> {
        self.out.rows += 1;
        self.out.rejected.push(rejected);
        Ok(())
    }

    fn note(&mut self, _diagnostic: Diagnostic) {}
}

/// Reads feedback by a mapping.
pub(crate) fn read_mapped(
    mapping: &Mapping,
    sources: &[Source],
    import: &FeedbackImport,
    name: &str,
    progress: &dyn Progress,
) -> Result<FeedbackBatch, Error> {
    let Some(rule) = &mapping.feedback else {
        let what = "there is no `[feedback]`: nothing says what a piece of feedback is";
        return Err(mapping.wrong("feedback", what, "see the example in docs/formats.md"));
    };
    let zone = super::chosen_zone(
        import.time_zone.as_ref(),
        mapping.time_zone.as_ref(),
        import.usual_time_zone.as_ref(),
    );
    let mut tables = Tables::profile(mapping, sources, zone, None, progress)?;
    let own = tables.driving(mapping, rule.from.as_deref().or(mapping.from.as_deref()))?;
    let mut values = |field: &str, texts: &[String]| -> Result<Vec<Expr>, Error> {
        texts.iter().map(|text| tables.value(mapping, own, field, text)).collect()
    };
    let id = values("feedback.id", rule.id.as_deref().unwrap_or_default())?;
    let text = values("feedback.text", &rule.text)?;
    let mut value = |field: &str, text: &Option<String>| -> Result<Option<Expr>, Error> {
        text.as_ref().map(|text| tables.value(mapping, own, field, text)).transpose()
    };
    let literal = |text: &Option<String>| text.clone().map(Expr::Text);
    let shape = Shape {
        id,
        text,
        rating: value("feedback.rating", &rule.rating)?,
        kind: rule.kind,
        scale: rule.scale.or_else(|| rule.kind.and_then(usual_scale)),
        language: value("feedback.language_column", &rule.language_column)?
            .or_else(|| literal(&rule.language)),
        customer: value("feedback.customer", &rule.customer.clone().or(mapping.customer.clone()))?,
        case: value("feedback.case", &rule.case.clone().or(mapping.case.clone()))?,
        about: value("feedback.about_column", &rule.about_column)?.or_else(|| literal(&rule.about)),
        channel: value("feedback.channel", &rule.channel)?,
        when: value("feedback.when", &rule.when)?,
        asked_at: None,
        answered_at: None,
    };
    let mut time = |field: &str, text: &Option<String>| -> Result<Option<Expr>, Error> {
        text.as_ref().map(|text| tables.time(mapping, own, field, text)).transpose()
    };
    let shape = Shape {
        asked_at: time("feedback.asked_at", &rule.asked_at)?,
        answered_at: time("feedback.answered_at", &rule.answered_at)?,
        ..shape
    };
    if shape.rating.is_none() && shape.text.is_empty() {
        let what = "feedback needs `rating` or `text`";
        return Err(mapping.wrong(
            "feedback",
            what,
            "name the column of the rating, the texts, or both",
        ));
    }
    if shape.rating.is_some() && shape.kind.is_none() {
        let what = "the kind of rating is not said, and ratings of different kinds are never mixed";
        return Err(mapping.wrong(
            "feedback.kind",
            what,
            "give `kind`: stars, nps, csat, ces or ces2",
        ));
    }
    let joined = tables.load(mapping, sources, progress)?;
    let mut diagnostics = tables.take_notes();
    let readers = std::mem::take(&mut tables.readers);
    let bad = tables.take_bad(|table| table == own);
    let mut collect = Collect {
        shape: &shape,
        source: name,
        file: &sources[own].name,
        table: own,
        joined: &joined,
        hops: tables.hops(own),
        readers,
        zone: &tables.zone,
        matches: vec![Vec::new(); sources.len()],
        out: FeedbackBatch { rejected: bad, ..FeedbackBatch::default() },
    };
    let second = Second { progress, bytes: sources[own].bytes };
    super::scan(&sources[own], &second, &mut collect)?;
    let Collect { mut out, readers, .. } = collect;
    doubts(&sources[own].name, &readers, &mut diagnostics);
    out.time_formats = formats(&readers, &tables.zone);
    out.diagnostics = diagnostics;
    finish(&sources[own].name, out)
}

fn finish(file: &str, out: FeedbackBatch) -> Result<FeedbackBatch, Error> {
    if out.feedback.is_empty() && !out.rejected.is_empty() {
        return Err(nothing_read(file, out.rows, &out.rejected, None));
    }
    if out.feedback.is_empty() {
        let what = format!("no row of {file} has a rating or a text");
        return Err(user(
            "nothing-read",
            what,
            place(file, None, None),
            "name the columns in a mapping file",
        ));
    }
    Ok(out)
}

/// The scale that a kind of rating has unless somebody says otherwise.
fn usual_scale(kind: FeelingSource) -> Option<(f64, f64)> {
    match kind {
        FeelingSource::Stars | FeelingSource::Csat | FeelingSource::Ces => Some((1.0, 5.0)),
        FeelingSource::Nps => Some((0.0, 10.0)),
        FeelingSource::Ces2 => Some((1.0, 7.0)),
        _ => None,
    }
}

/// What a column of feedback is often called.
const RATINGS: [&str; 14] = [
    "rating",
    "reviewscore",
    "score",
    "stars",
    "star",
    "nps",
    "npsscore",
    "csat",
    "ces",
    "grade",
    "ocena",
    "оценка",
    "评分",
    "note",
];
const TEXTS: [&str; 16] = [
    "text",
    "reviewtext",
    "comment",
    "review",
    "message",
    "verbatim",
    "feedback",
    "body",
    "content",
    "reviewcommentmessage",
    "opinia",
    "komentarz",
    "отзыв",
    "комментарий",
    "评论",
    "内容",
];
const IDS: [&str; 7] =
    ["id", "reviewid", "feedbackid", "responseid", "surveyid", "commentid", "messageid"];
const LANGUAGES: [&str; 4] = ["language", "lang", "locale", "język"];

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Reads feedback from a file whose columns are guessed.
pub(crate) fn read_guessed(
    source: &Source,
    import: &FeedbackImport,
    name: &str,
    progress: &dyn Progress,
) -> Result<FeedbackBatch, Error> {
    let mut profile = Profile::of(source, progress)?;
    if profile.rows == 0 {
        return Err(nothing_read(&source.name, 0, &[], None));
    }
    let mut diagnostics = profile.take_notes();
    let zone =
        zone(super::chosen_zone(import.time_zone.as_ref(), None, import.usual_time_zone.as_ref()))?;
    let mut guess = Vec::new();
    let found = guess_columns(&profile, &mut guess);
    let mut readers = Vec::new();
    if let Some(column) = found.time {
        let (order, why) = profile.columns[column].times.order(None);
        if let Some(why) = why {
            let what = format!("column `{}` is read {why}", profile.columns[column].name);
            diagnostics.push(Diagnostic::new("time-order", Severity::Note, what));
        }
        readers.push(ColumnReader {
            column: profile.columns[column].name.clone(),
            reader: Reader { zone: zone.clone(), order, declared: None },
            tally: RefCell::default(),
        });
    }
    let pick = |column: usize| Expr::Column { table: 0, column, pick: Pick::Only };
    let (kind, scale) = match found.rating {
        Some(column) => kind_of(&profile, column, &source.name, &mut diagnostics),
        None => (None, None),
    };
    let shape = Shape {
        id: found.id.map(pick).into_iter().collect(),
        rating: found.rating.map(pick),
        text: found.text.map(pick).into_iter().collect(),
        kind,
        scale,
        language: found.language.map(pick),
        answered_at: found.time.map(|column| Expr::Time {
            table: 0,
            column,
            pick: Pick::Only,
            reader: 0,
        }),
        customer: found.customer.map(pick),
        case: found.case.map(pick),
        channel: found.channel.map(pick),
        ..Shape::default()
    };
    if shape.rating.is_none() && shape.text.is_empty() {
        let what = format!("no column of {} looks like a rating or a text", source.name);
        let help = "name the columns in a mapping file with `[feedback]`";
        return Err(user("column-not-found", what, place(&source.name, Some(1), None), help));
    }
    let mut collect = Collect {
        shape: &shape,
        source: name,
        file: &source.name,
        table: 0,
        joined: &[None],
        hops: &[],
        readers,
        zone: &zone,
        matches: vec![Vec::new()],
        out: FeedbackBatch::default(),
    };
    super::scan(source, &Second { progress, bytes: source.bytes }, &mut collect)?;
    let Collect { mut out, readers, .. } = collect;
    doubts(&source.name, &readers, &mut diagnostics);
    out.time_formats = formats(&readers, &zone);
    out.diagnostics = diagnostics;
    out.guess = guess;
    finish(&source.name, out)
}

#[derive(Default)]
struct Found {
    id: Option<usize>,
    rating: Option<usize>,
    text: Option<usize>,
    language: Option<usize>,
    time: Option<usize>,
    customer: Option<usize>,
    case: Option<usize>,
    channel: Option<usize>,
}

fn guess_columns(profile: &Profile, guess: &mut Vec<Guess>) -> Found {
    let columns = &profile.columns;
    let named = |names: &[&str], allowed: &dyn Fn(usize) -> bool| {
        let fits = |at: &usize| names.contains(&plain(&columns[*at].name).as_str());
        (0..columns.len()).filter(|at| allowed(*at)).find(fits)
    };
    let role = |role: Role| {
        (0..columns.len())
            .filter(|at| role.fits(&columns[*at].name) > 0.0)
            .max_by(|a, b| role.fits(&columns[*a].name).total_cmp(&role.fits(&columns[*b].name)))
    };
    let is_number = |at: usize| columns[at].kind() == AttributeType::Number;
    let mean_length = |at: usize| columns[at].length as f64 / columns[at].present.max(1) as f64;
    // By content: the longest texts with blanks; the whole numbers of a short scale.
    let is_time = |at: &usize| columns[*at].present > 0 && columns[*at].time_share() >= 0.9;
    // A date and a time of day have a blank between them and are no text.
    let long = |at: &usize| {
        columns[*at].spaced * 2 > columns[*at].present && mean_length(*at) > 15.0 && !is_time(at)
    };
    let longest =
        (0..columns.len()).filter(long).max_by(|a, b| mean_length(*a).total_cmp(&mean_length(*b)));
    let short = |at: &usize| {
        let (low, high) = columns[*at].range;
        is_number(*at) && !is_time(at) && low >= 0.0 && (3.0..=10.0).contains(&high)
    };
    let found = Found {
        id: named(&IDS, &|at| columns[at].present == profile.rows),
        rating: named(&RATINGS, &is_number).or_else(|| (0..columns.len()).find(short)),
        text: named(&TEXTS, &|at| !is_number(at) && columns[at].present > 0).or(longest),
        language: named(&LANGUAGES, &|at| !is_number(at)),
        time: (0..columns.len()).find(|at| {
            is_time(at)
                && (columns[*at].times.numeric == 0 || Role::Time.fits(&columns[*at].name) > 0.0)
        }),
        customer: role(Role::Customer),
        case: role(Role::Case),
        channel: role(Role::Channel),
    };
    let said = [
        ("id", found.id),
        ("rating", found.rating),
        ("text", found.text),
        ("language", found.language),
        ("answered_at", found.time),
        ("customer", found.customer),
        ("case", found.case),
        ("channel", found.channel),
    ];
    for (role, at) in said {
        if let Some(at) = at {
            let why =
                format!("{} of {} rows have a value that fits", columns[at].present, profile.rows);
            guess.push(Guess { role: role.into(), column: columns[at].name.clone(), why });
        }
    }
    found
}

/// The kind of a rating, by its column's name or else by its range.
fn kind_of(
    profile: &Profile,
    column: usize,
    file: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<FeelingSource>, Option<(f64, f64)>) {
    let column = &profile.columns[column];
    let name = plain(&column.name);
    let (low, high) = column.range;
    let kind = if name.contains("nps") {
        Some(FeelingSource::Nps)
    } else if name.contains("csat") {
        Some(FeelingSource::Csat)
    } else if low >= 1.0 && high <= 5.0 {
        Some(FeelingSource::Stars)
    } else {
        None
    };
    let Some(kind) = kind else {
        let scale = (low.min(1.0).floor(), if high <= 10.0 { 10.0 } else { high });
        let what = format!(
            "`{}` runs from {low} to {high}: which kind of rating it is cannot be seen, so it is kept without a kind",
            column.name
        );
        diagnostics.push(
            Diagnostic::new("rating-kind", Severity::Warning, what)
                .at(place(file, None, Some(&column.name)))
                .help("say `kind` and `scale` in a mapping file"),
        );
        return (None, Some(scale));
    };
    (Some(kind), usual_scale(kind).filter(|(from, to)| low >= *from && high <= *to))
}
