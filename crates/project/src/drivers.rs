//! `drivers`: what goes with reaching a goal, by odds ratio.
//!
//! **How.** Every journey in scope has an entry, its first event, and a window from there (`within`, its end
//! included; the whole journey if absent). For each activity (of the step, or all but the goal) the journeys that have it in the window
//! before the goal's first event are set against those that do not. Odds ratio with Haldane's (1955) half added to each of the four cells,
//! interval of its logarithm at 95 % by Woolf (1955), p of that Wald test, q over all activities (Benjamini and Hochberg 1995).
//! Journeys whose window is still open at the newest event and that did not reach the goal are left out and counted.
//!
//! **Example.** `{"op": "drivers", "goal": "order_placed", "within": "7d"}`.
//!
//! **Limits.** An association, never a cause: whoever is about to reach the goal has more time to do things before it.

use crate::data::{UnitData, rfc3339};
use crate::error::{Error, Result};
use serde_json::{Value as Json, json};
use wayline_engine::ask::Settings as Asking;
use wayline_engine::filter::Filter;
use wayline_engine::journeys::{ActivityIx, Journeys};
use wayline_engine::span::length_us;
use wayline_engine::stats::Estimate;
use wayline_engine::stats::multiple::benjamini_hochberg;
use wayline_engine::stats::odds::Table;
use wayline_model::answer::Answer;
use wayline_model::diagnostic::nearest;
use wayline_model::question::{Operator, Question};

const NOBODY: Table = Table { with_hit: 0, with_miss: 0, without_hit: 0, without_miss: 0 };

/// Answers a `drivers` question. `step` is an activity here; maps put the activities of their step in its place.
pub(crate) fn ask(unit: &UnitData, question: &Question, asking: &Asking) -> Result<Answer> {
    let Operator::Drivers { goal, within, step } = &question.op else {
        return Err(Error::refuse(
            "wrong-operator",
            "this is no question of drivers",
            "ask `drivers`",
        ));
    };
    let scope = &question.scope;
    if scope.only.is_some() || scope.by.is_some() || scope.since.is_some() || scope.until.is_some()
    {
        return Err(Error::refuse(
            "scope",
            "drivers are asked of whole journeys: `only`, `by`, `since` and `until` do not apply",
            "choose journeys with `where`",
        ));
    }
    let journeys = &unit.journeys;
    let goal_ix = find(unit, goal)?;
    let looked_at: Vec<usize> = match step {
        Some(step) => step
            .split('|')
            .map(|name| find(unit, name.trim()).map(|activity| activity.0))
            .collect::<Result<_>>()?,
        None => (0..journeys.activities().len()).filter(|a| *a != goal_ix.0).collect(),
    };
    let window_us = within.as_deref().map(length_us).transpose()?;
    let filter = scope.filter.as_deref().map(|text| Filter::compile(text, journeys)).transpose()?;
    let counted = count(journeys, filter.as_ref(), goal_ix, window_us);
    let Counted { ref tables, all, events, open, reached: reached_all } = counted;
    let odds: Vec<Estimate> =
        looked_at.iter().map(|activity| tables[*activity].odds_ratio()).collect();
    let q = benjamini_hochberg(&odds.iter().map(|odds| odds.p).collect::<Vec<_>>());
    let mut drivers: Vec<(f64, Json)> = looked_at
        .iter()
        .zip(odds.iter().zip(q))
        .map(|(activity, (odds, q))| {
            let table = tables[*activity];
            let json = json!({
                "activity": journeys.activities()[*activity],
                "odds": {
                    "value": odds.value,
                    "low": odds.low,
                    "high": odds.high,
                    "n": all,
                    "low_base": smaller_side(table) < asking.min_base,
                },
                "q": q,
                "with": table.with_hit + table.with_miss,
                "with_reached": table.with_hit,
                "without": table.without_hit + table.without_miss,
                "without_reached": table.without_hit,
            });
            (odds.value.ln().abs(), json)
        })
        .collect();
    drivers.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut notes = vec!["an association, not a cause".to_owned()];
    if open > 0 {
        notes.push(format!("{open} journeys are still within the window and are left out"));
    }
    if !asking.sampling.shows_prevalence() {
        notes.push("the data were chosen by how journeys ended: odds of reaching an outcome by which they were chosen say nothing".into());
    }
    let mut question = question.clone();
    question.scope.unit = Some(journeys.unit());
    Ok(Answer {
        question,
        as_of: journeys.newest().and_then(rfc3339),
        dataset: asking.dataset.clone(),
        unit: journeys.unit(),
        journeys: all + open,
        events,
        answer: json!({
            "goal": goal,
            "reached": reached_all,
            "open": open,
            "drivers": drivers.into_iter().map(|(_, json)| json).collect::<Vec<_>>(),
        }),
        notes,
    })
}

/// Journeys in scope, by what they had before the goal.
struct Counted {
    /// One an activity.
    tables: Vec<Table>,
    all: u64,
    events: u64,
    /// Still within the window.
    open: u64,
    reached: u64,
}

fn count(
    journeys: &Journeys,
    filter: Option<&Filter>,
    goal: ActivityIx,
    window_us: Option<i64>,
) -> Counted {
    let seen_through = journeys.newest().unwrap_or_default();
    let tables = vec![NOBODY; journeys.activities().len()];
    let mut counted = Counted { tables, all: 0, events: 0, open: 0, reached: 0 };
    let mut had = vec![false; journeys.activities().len()];
    for ix in journeys.all().filter(|ix| filter.is_none_or(|filter| filter.keeps(journeys, *ix))) {
        let rows = journeys.events(ix);
        counted.events += rows.len() as u64;
        let until = window_us.map(|window| journeys.time(rows.start).saturating_add(window));
        had.fill(false);
        let mut reached = false;
        for row in rows.take_while(|row| until.is_none_or(|until| journeys.time(*row) <= until)) {
            if journeys.activity(row) == goal {
                reached = true;
                break;
            }
            had[journeys.activity(row).0] = true;
        }
        if !reached && until.is_some_and(|until| until > seen_through) {
            counted.open += 1;
            continue;
        }
        counted.all += 1;
        counted.reached += u64::from(reached);
        for (had, table) in had.iter().zip(&mut counted.tables) {
            *match (*had, reached) {
                (true, true) => &mut table.with_hit,
                (true, false) => &mut table.with_miss,
                (false, true) => &mut table.without_hit,
                (false, false) => &mut table.without_miss,
            } += 1;
        }
    }
    counted
}

fn find(unit: &UnitData, name: &str) -> Result<ActivityIx> {
    unit.journeys.find_activity(name).ok_or_else(|| {
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
}

/// Journeys on the smaller side of the comparison.
fn smaller_side(table: Table) -> u64 {
    (table.with_hit + table.with_miss).min(table.without_hit + table.without_miss)
}

#[cfg(test)]
mod tests {
    use crate::bound::answer;
    use crate::made::Maker;
    use crate::settings::Settings;
    use wayline_model::answer::Sampling;
    use wayline_model::question::Unit;

    #[test]
    fn what_comes_before_the_goal_has_its_odds_and_what_comes_after_has_none() {
        let mut maker = Maker::default();
        for _ in 0..10 {
            maker.journey(&["view", "help", "buy", "thank"], "red", 0.0, None);
            maker.journey(&["view", "help"], "red", 0.0, None);
        }
        for _ in 0..5 {
            maker.journey(&["view", "buy"], "red", 0.0, None);
        }
        for _ in 0..15 {
            maker.journey(&["view"], "red", 0.0, None);
        }
        let data = maker.finish(Sampling::All);
        let unit = data.unit(Unit::Case).expect("cases");
        let asking = data.asking(&Settings::default(), &[]).expect("settings");
        let question =
            serde_json::from_str(r#"{"op":"drivers","goal":"buy"}"#).expect("a question");
        let answer = answer(&data, &unit, &question, &asking).expect("an answer").answer;
        assert_eq!(answer["reached"], 15);
        let of = |name: &str| {
            let all = answer["drivers"].as_array().expect("a list");
            all.iter().find(|driver| driver["activity"] == name).expect("listed").clone()
        };
        // With help 10 of 20, without 5 of 20: (10.5 · 15.5) / (10.5 · 5.5) = 2.818182.
        let odds = of("help")["odds"]["value"].as_f64().expect("odds");
        assert!((odds - 2.818_182).abs() < 1e-5, "{odds}");
        assert_eq!((&of("help")["with"], &of("help")["with_reached"]), (&20.into(), &10.into()));
        assert_eq!(of("thank")["with"], 0);
    }
}
