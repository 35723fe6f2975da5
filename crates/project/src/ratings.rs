//! `ratings`: the mean rating of the journeys in scope, on one scale, with its interval and how often each answer came.
//!
//! **How.** Every piece of feedback with a rating that belongs to a journey in scope counts once; a journey
//! with two reviews counts two. Student's interval at 95 %, kept within the scale (`docs/methods/ratings.md`).
//! `about` keeps ratings that belong to an activity (several with `|`); `since` and `until` look at when a rating was given; `by`
//! takes the journey's attribute.
//!
//! **Example.** `{"op": "ratings", "where": "not did(\"delivered\")", "unit": "case"}`.
//!
//! **Limits.** One kind on one scale at a time: with several in the data, `kind` chooses; of two scales of one kind, the more frequent
//! is answered and the notes say what was left out.

use crate::data::{Data, UnitData, rfc3339};
use crate::error::{Error, Result};
use crate::pain::outcome::kind_name;
use serde_json::{Value as Json, json};
use wayline_engine::ask::Settings as Asking;
use wayline_engine::filter::Filter;
use wayline_engine::journeys::{JourneyIx, Value};
use wayline_model::answer::Answer;
use wayline_model::diagnostic::nearest;
use wayline_model::evidence::{Figure, Micros};
use wayline_model::question::{At, By, Operator, Question};
use wayline_text::rating::{Ratings, Scale};

/// The ratings in a scope.
#[derive(Clone, Debug)]
pub(crate) struct Selected {
    /// Their scale; `None` where nothing was rated.
    pub(crate) scale: Option<Scale>,
    /// Places in the feedback, in its order.
    pub(crate) feedback: Vec<usize>,
    /// Journeys in scope, rated or not.
    pub(crate) journeys: Vec<JourneyIx>,
    /// Newest time at which one was given.
    pub(crate) newest: Option<Micros>,
    /// What the reader must know.
    pub(crate) notes: Vec<String>,
}

/// Answers a `ratings` question.
pub(crate) fn ask(
    data: &Data,
    unit: &UnitData,
    question: &Question,
    asking: &Asking,
) -> Result<Answer> {
    let selected = select(data, unit, question, asking)?;
    let answer = match &question.scope.by {
        None => figures(data, &selected, &selected.feedback, asking.min_base),
        Some(by) => {
            let groups = groups(unit, &selected, by)?;
            let answers: Vec<Json> = groups
                .into_iter()
                .map(|(value, journeys, rows)| {
                    json!({
                        "value": value,
                        "journeys": journeys,
                        "answer": figures(data, &selected, &rows, asking.min_base),
                    })
                })
                .collect();
            let by = match by {
                By::Attribute(attribute) | By::AttributeAt { attribute, .. } => attribute,
            };
            json!({"by": by, "groups": answers})
        }
    };
    let mut question = question.clone();
    question.scope.unit = Some(unit.journeys.unit());
    if let (Operator::Ratings { kind, .. }, Some(scale)) = (&mut question.op, selected.scale) {
        *kind = Some(kind_name(scale.kind()).into());
    }
    Ok(Answer {
        question,
        as_of: selected.newest.or_else(|| unit.journeys.newest()).and_then(rfc3339),
        dataset: asking.dataset.clone(),
        unit: unit.journeys.unit(),
        journeys: selected.journeys.len() as u64,
        events: selected.journeys.iter().map(|ix| unit.journeys.events(*ix).len() as u64).sum(),
        answer,
        notes: selected.notes,
    })
}

/// The ratings in the scope of a question.
pub(crate) fn select(
    data: &Data,
    unit: &UnitData,
    question: &Question,
    asking: &Asking,
) -> Result<Selected> {
    let Operator::Ratings { kind, about } = &question.op else {
        return Err(Error::refuse(
            "wrong-operator",
            "this is no question of ratings",
            "ask `ratings`",
        ));
    };
    if question.scope.only.is_some() {
        return Err(Error::refuse(
            "scope",
            "`only` hides events, and ratings are not events",
            "use `where` to choose journeys, or `about` to choose an activity",
        ));
    }
    let journeys = &unit.journeys;
    let filter =
        question.scope.filter.as_deref().map(|text| Filter::compile(text, journeys)).transpose()?;
    let keeps = |ix: JourneyIx| filter.as_ref().is_none_or(|filter| filter.keeps(journeys, ix));
    let kept: Vec<bool> = journeys.all().map(keeps).collect();
    let about = about.as_deref().map(|about| activities(unit, about)).transpose()?;
    let zone = &asking.time_zone;
    let since = question.scope.since.as_deref().map(|at| instant(at, zone, "since")).transpose()?;
    let until = question.scope.until.as_deref().map(|at| instant(at, zone, "until")).transpose()?;
    let in_scope = |index: usize| {
        let given = given_at(data, index);
        unit.attached.journey[index].is_some_and(|ix| kept[ix.0])
            && about.as_ref().is_none_or(|about| {
                unit.attached.activity[index].is_some_and(|a| about.contains(&a.0))
            })
            && since.is_none_or(|since| given.is_some_and(|at| at >= since))
            && until.is_none_or(|until| given.is_some_and(|at| at < until))
    };
    // The scale is chosen over all of the data, so that no filter changes what is measured.
    let (scale, mut notes) = scale(data, kind.as_deref())?;
    let rated = |index: &usize| scale.is_some_and(|scale| on_scale(data, *index, scale));
    let feedback: Vec<usize> =
        (0..data.feedback.len()).filter(rated).filter(|index| in_scope(*index)).collect();
    let astray = (0..data.feedback.len())
        .filter(rated)
        .filter(|i| unit.attached.journey[*i].is_none())
        .count();
    if astray > 0 {
        notes.push(format!("{astray} ratings belong to no journey in the data"));
    }
    notes.extend(filter.iter().flat_map(|filter| filter.notes().iter().cloned()));
    Ok(Selected {
        scale,
        newest: feedback.iter().filter_map(|index| given_at(data, *index)).max(),
        feedback,
        journeys: journeys.all().filter(|ix| kept[ix.0]).collect(),
        notes,
    })
}

/// The answers of some feedback on the selected scale.
pub(crate) fn gather(data: &Data, scale: Scale, feedback: &[usize]) -> Ratings {
    let mut ratings = Ratings::new(scale);
    for rating in feedback.iter().filter_map(|index| data.feedback[*index].rating) {
        // Selected feedback is on the scale; what is not would not count.
        let _ = ratings.push(rating);
    }
    ratings
}

/// When a piece of feedback was given, or at least asked for.
pub(crate) fn given_at(data: &Data, index: usize) -> Option<Micros> {
    let feedback = &data.feedback[index];
    feedback.answered_at.or(feedback.asked_at)
}

fn on_scale(data: &Data, index: usize, scale: Scale) -> bool {
    let feedback = &data.feedback[index];
    let own = feedback.kind.and_then(|kind| Scale::new(kind, feedback.scale).ok());
    own == Some(scale) && feedback.rating.is_some_and(|rating| scale.valence(rating).is_ok())
}

/// The most frequent scale of the wanted kind; the only kind where none is wanted.
fn scale(data: &Data, kind: Option<&str>) -> Result<(Option<Scale>, Vec<String>)> {
    let mut scales: Vec<(Scale, u64)> = Vec::new();
    for feedback in data.feedback.iter().filter(|f| f.rating.is_some()) {
        let own = feedback.kind.and_then(|kind| Scale::new(kind, feedback.scale).ok());
        let Some(own) = own else { continue };
        match scales.iter_mut().find(|(known, _)| *known == own) {
            Some((_, n)) => *n += 1,
            None => scales.push((own, 1)),
        }
    }
    let mut kinds: Vec<&str> = scales.iter().map(|(scale, _)| kind_name(scale.kind())).collect();
    kinds.sort_unstable();
    kinds.dedup();
    match kind {
        Some(wanted) if !kinds.contains(&wanted) => {
            let near = nearest(wanted, kinds.iter().copied());
            let help = match (near, kinds.is_empty()) {
                (Some(near), _) => format!("did you mean `{near}`?"),
                (None, true) => "add some with `wayline import feedback FILE`".into(),
                (None, false) => format!("the data have {}", kinds.join(", ")),
            };
            let message = format!("there are no ratings of the kind `{wanted}`");
            return Err(Error::refuse("unknown-kind", message, help));
        }
        None if kinds.len() > 1 => {
            return Err(Error::refuse(
                "several-kinds",
                format!("the data have ratings of several kinds: {}", kinds.join(", ")),
                "name one with `kind`; two formulas of one score are never compared",
            ));
        }
        _ => {}
    }
    scales.retain(|(scale, _)| kind.is_none_or(|kind| kind == kind_name(scale.kind())));
    // A stable sort: of equally frequent ones the first that came.
    scales.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let notes = scales
        .iter()
        .skip(1)
        .map(|(scale, n)| format!("{n} ratings on {scale} are another scale and do not count here"))
        .collect();
    Ok((scales.first().map(|(scale, _)| *scale), notes))
}

/// The activities that `about` names.
fn activities(unit: &UnitData, about: &str) -> Result<Vec<usize>> {
    let find = |name: &str| unit.journeys.find_activity(name).map(|activity| activity.0);
    if let Some(activity) = find(about) {
        return Ok(vec![activity]);
    }
    about
        .split('|')
        .map(str::trim)
        .map(|name| {
            find(name).ok_or_else(|| {
                let near = nearest(name, unit.journeys.activities().iter().map(String::as_str));
                Error::refuse(
                    "unknown-activity",
                    format!("no event has the activity \"{name}\""),
                    near.map_or_else(
                        || "`wayline ask counts` lists the activities".into(),
                        |near| format!("did you mean \"{near}\"?"),
                    ),
                )
            })
        })
        .collect()
}

fn instant(text: &str, zone: &str, field: &str) -> Result<Micros> {
    let unreadable = || {
        Error::refuse(
            "time-unreadable",
            format!("{field}: \"{text}\" is not a point in time"),
            "write a date (2018-08-01), or a time with its offset (2018-08-01T12:00:00Z)",
        )
    };
    if let Ok(at) = text.trim().parse::<jiff::Timestamp>() {
        return Ok(at.as_microsecond());
    }
    let local: jiff::civil::DateTime = text.trim().parse().map_err(|_| unreadable())?;
    let zone = jiff::tz::TimeZone::get(zone).map_err(|_| unreadable())?;
    Ok(local.to_zoned(zone).map_err(|_| unreadable())?.timestamp().as_microsecond())
}

fn figures(data: &Data, selected: &Selected, feedback: &[usize], min_base: u64) -> Json {
    let Some(scale) = selected.scale else {
        let none = Figure::unknown("nobody was asked");
        return json!({"kind": null, "scale": null, "mean": none, "emotion": none, "answers": []});
    };
    let ratings = gather(data, scale, feedback);
    let (low, high) = scale.range();
    let answers: Vec<Json> = ratings
        .answers()
        .map(|(rating, count)| {
            json!({"rating": rating, "count": count, "share": count as f64 / ratings.n() as f64})
        })
        .collect();
    json!({
        "kind": kind_name(scale.kind()),
        "scale": [low, high],
        "mean": ratings.native(min_base),
        "emotion": ratings.emotion(min_base),
        "answers": answers,
    })
}

/// The value of a group, its journeys, its ratings.
type Group = (Json, u64, Vec<usize>);

/// By an attribute of the journey, most journeys first; journeys without a value last.
fn groups(unit: &UnitData, selected: &Selected, by: &By) -> Result<Vec<Group>> {
    let (name, at) = match by {
        By::Attribute(name) => (name, At::First),
        By::AttributeAt { attribute, at } => (attribute, *at),
    };
    if at == At::Step {
        return Err(Error::refuse(
            "scope",
            "ratings belong to journeys, so they cannot be split by an event's attribute",
            "take the attribute at the first or the last event",
        ));
    }
    let journeys = &unit.journeys;
    let Some(column) = journeys.attribute(name) else {
        let near = nearest(name, journeys.attribute_names());
        return Err(Error::refuse(
            "unknown-attribute",
            format!("no event has an attribute `{name}`"),
            near.map_or_else(
                || "`wayline data` lists the attributes".into(),
                |near| format!("did you mean `{near}`?"),
            ),
        ));
    };
    let value_of = |ix: JourneyIx| {
        let rows = journeys.events(ix);
        let row = if at == At::First { rows.start } else { rows.end - 1 };
        match column.value(row) {
            Some(Value::Text(text)) => json!(text),
            Some(Value::Number(number)) => json!(number),
            Some(Value::Flag(flag)) => json!(flag),
            None => Json::Null,
        }
    };
    let mut groups: Vec<Group> = Vec::new();
    let mut places = rustc_hash::FxHashMap::default();
    let mut place_of = vec![None; journeys.len()];
    for ix in &selected.journeys {
        let value = value_of(*ix);
        let place = *places.entry(value.to_string()).or_insert_with(|| {
            groups.push((value, 0, Vec::new()));
            groups.len() - 1
        });
        groups[place].1 += 1;
        place_of[ix.0] = Some(place);
    }
    for index in &selected.feedback {
        let place = unit.attached.journey[*index].and_then(|ix| place_of[ix.0]);
        if let Some(place) = place {
            groups[place].2.push(*index);
        }
    }
    groups.sort_by_key(|(value, n, _)| (value.is_null(), std::cmp::Reverse(*n)));
    Ok(groups)
}
