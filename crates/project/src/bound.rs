//! A map bound to data: which journeys it is about, which events are which step.

use crate::attach::Attached;
use crate::data::{Data, UnitData};
use crate::discover::moves::Moves;
use crate::discover::order::step_of;
use crate::error::{Error, Result};
use crate::flow::Flow;
use crate::grade::Age;
use crate::pain::candidate::text;
use crate::settings::Settings;
use std::ops::Range;
use std::sync::Arc;
use wayline_engine::ask::Settings as Asking;
use wayline_engine::filter::Filter;
use wayline_engine::idle::Endings;
use wayline_engine::journeys::{JourneyIx, Journeys};
use wayline_model::answer::Answer;
use wayline_model::evidence::Micros;
use wayline_model::map::{JourneyMap, Step};
use wayline_model::question::{Operator, Question, Scope, Unit};

/// A map and the data it speaks about.
pub(crate) struct Bound {
    pub(crate) data: Arc<Data>,
    pub(crate) unit: Arc<UnitData>,
    pub(crate) settings: Settings,
    pub(crate) map: JourneyMap,
    /// The journeys of the map's filter.
    pub(crate) flow: Flow,
    /// Whether a journey of the dataset is among them.
    pub(crate) in_scope: Vec<bool>,
    /// Activities of each step, left to right over all stages.
    pub(crate) groups: Vec<Vec<u32>>,
    /// The steps of each stage.
    pub(crate) stages: Vec<Range<usize>>,
    /// The step of each activity.
    pub(crate) step_of: Vec<Option<usize>>,
    pub(crate) moves: Moves,
    pub(crate) asking: Asking,
    pub(crate) endings: Endings,
    /// Oldest and newest event on the map.
    pub(crate) period: Option<(Micros, Micros)>,
    /// What "now" is when the age of evidence is judged.
    pub(crate) now: Option<Micros>,
}

impl Bound {
    /// Binds a map. `now` is the clock, where the project wants it; the newest event otherwise.
    pub(crate) fn new(
        data: Arc<Data>,
        settings: &Settings,
        map: &JourneyMap,
        now: Option<Micros>,
    ) -> Result<Self> {
        let unit = data.unit(map.unit.unwrap_or(data.manifest.unit))?;
        let journeys = &unit.journeys;
        let in_scope = in_scope(journeys, map.filter.as_deref())?;
        let flow = Flow::of(journeys, journeys.all().filter(|ix| in_scope[ix.0]));
        let groups = groups(journeys, map);
        let mut stages = Vec::new();
        let mut start = 0;
        for stage in &map.stages {
            stages.push(start..start + stage.steps.len());
            start += stage.steps.len();
        }
        let moves = Moves::count(&flow, &groups);
        let ends = ends(map, &groups, &flow);
        let asking = data.asking(settings, &ends)?;
        let endings = Endings::of(journeys, &asking)?;
        let period = flow.time.iter().min().copied().zip(flow.time.iter().max().copied());
        let newest = data.period().map(|(_, newest)| newest);
        Ok(Self {
            step_of: step_of(flow.activities.len(), &groups),
            settings: settings.clone(),
            map: map.clone(),
            now: now.or(newest),
            data,
            flow,
            in_scope,
            groups,
            stages,
            moves,
            asking,
            endings,
            period,
            unit,
        })
    }

    /// The journeys of the dataset.
    pub(crate) fn journeys(&self) -> &Journeys {
        &self.unit.journeys
    }

    /// Feedback joined with journeys.
    pub(crate) fn attached(&self) -> &Attached {
        &self.unit.attached
    }

    /// What counts as one journey.
    pub(crate) fn unit(&self) -> Unit {
        self.unit.journeys.unit()
    }

    /// The step with a number.
    pub(crate) fn step(&self, step: usize) -> Option<&Step> {
        self.map.steps().nth(step)
    }

    /// The activities of a step by name.
    pub(crate) fn activities(&self, step: usize) -> Vec<&str> {
        self.groups[step].iter().map(|a| self.flow.activities[*a as usize].as_str()).collect()
    }

    /// A question in the scope of the map, narrowed by a filter.
    pub(crate) fn question(&self, op: Operator, filter: Option<&str>) -> Question {
        let filter = match (self.map.filter.as_deref(), filter) {
            (None, filter) => filter.map(ToOwned::to_owned),
            (Some(scope), None) => Some(scope.to_owned()),
            (Some(scope), Some(filter)) => Some(format!("({scope}) and ({filter})")),
        };
        Question { op, scope: Scope { unit: Some(self.unit()), filter, ..Scope::default() } }
    }

    /// The filter that keeps whoever takes one of some steps; none where these are bound to no events.
    pub(crate) fn taken(&self, steps: Range<usize>) -> Option<String> {
        let names = steps.flat_map(|step| self.activities(step));
        let did: Vec<String> = names.map(|name| format!("did({})", text(name))).collect();
        (!did.is_empty()).then(|| did.join(" or "))
    }

    /// `counts` that see the map's ends as the map does.
    pub(crate) fn counts(&self) -> Operator {
        Operator::Counts { ends: ends(&self.map, &self.groups, &self.flow), mean: None }
    }

    /// A claim's question with the map's unit, where it names none.
    pub(crate) fn in_unit(&self, question: &Question) -> Question {
        let mut question = question.clone();
        question.scope.unit = question.scope.unit.or(Some(self.unit()));
        question
    }

    /// Answers a question of the map. Every unit is answered by its own journeys.
    pub(crate) fn ask(&self, question: &Question) -> Result<Answer> {
        let unit = match question.scope.unit {
            Some(unit) if unit != self.unit() => self.data.unit(unit)?,
            _ => Arc::clone(&self.unit),
        };
        answer(&self.data, &unit, question, &self.asking)
    }

    /// The journeys of the dataset that a filter keeps.
    pub(crate) fn kept(&self, filter: Option<&str>) -> Result<Vec<JourneyIx>> {
        let kept = in_scope(self.journeys(), filter)?;
        Ok(self.journeys().all().filter(|ix| kept[ix.0]).collect())
    }

    /// The age of evidence from events.
    pub(crate) fn events_age(&self, newest: Option<Micros>) -> Age {
        Age { as_of: self.now, half_life_days: self.settings.half_lives.events_days, newest }
    }

    /// The age of evidence from ratings and words.
    pub(crate) fn feedback_age(&self, newest: Option<Micros>) -> Age {
        Age { as_of: self.now, half_life_days: self.settings.half_lives.feedback_days, newest }
    }

    /// The newest event of some journeys.
    pub(crate) fn newest(&self, journeys: &[JourneyIx]) -> Option<Micros> {
        journeys.iter().map(|ix| self.journeys().time(self.journeys().events(*ix).end - 1)).max()
    }

    /// The journeys on the map that take a step.
    pub(crate) fn takers(&self, step: usize) -> Vec<JourneyIx> {
        self.takers_of(step..step + 1)
    }

    /// The journeys on the map that take any of some steps.
    pub(crate) fn takers_of(&self, steps: Range<usize>) -> Vec<JourneyIx> {
        let here = |event: usize| {
            self.step_of[self.flow.activity[event] as usize].is_some_and(|s| steps.contains(&s))
        };
        let takes = |journey: &usize| self.flow.events(*journey).any(here);
        (0..self.flow.len()).filter(takes).map(|journey| self.flow.source[journey]).collect()
    }
}

/// Answers any question of events or of events with feedback. The step of `drivers` is an activity here; maps put that of theirs in its place.
pub(crate) fn answer(
    data: &Data,
    unit: &UnitData,
    question: &Question,
    asking: &Asking,
) -> Result<Answer> {
    match &question.op {
        Operator::Ratings { .. } => crate::ratings::ask(data, unit, question, asking),
        _ => Ok(wayline_engine::ask::ask(&unit.journeys, question, asking)?),
    }
}

fn in_scope(journeys: &Journeys, filter: Option<&str>) -> Result<Vec<bool>> {
    let Some(text) = filter else { return Ok(vec![true; journeys.len()]) };
    let filter = Filter::compile(text, journeys).map_err(Error::from)?;
    Ok(journeys.all().map(|ix| filter.keeps(journeys, ix)).collect())
}

/// The activities of the steps that end the map.
fn ends(map: &JourneyMap, groups: &[Vec<u32>], flow: &Flow) -> Vec<String> {
    map.steps()
        .zip(groups)
        .filter(|(step, _)| step.end)
        .flat_map(|(_, group)| group)
        .map(|activity| flow.activities[*activity as usize].clone())
        .collect()
}

/// The activities of every step; names that no event has are reported by a check.
fn groups(journeys: &Journeys, map: &JourneyMap) -> Vec<Vec<u32>> {
    let code = |name: &String| u32::try_from(journeys.find_activity(name)?.0).ok();
    map.steps().map(|step| step.activities.iter().filter_map(code).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::answer;
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
        // The values of attributes stand among them: all journeys began with red.
        let all = answer["drivers"].as_array().expect("a list");
        let red = all.iter().find(|driver| driver["value"] == "red").expect("listed");
        assert_eq!(
            (&red["attribute"], &red["with"], &red["without"]),
            (&"colour".into(), &40.into(), &0.into())
        );
    }
}
