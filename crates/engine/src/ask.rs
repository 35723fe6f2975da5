//! Asks a question of journeys.
//!
//! ```text
//! ask(&journeys, &question, &settings) -> answer
//! ```
//! binds the scope, learns how journeys end, folds the operator, and wraps what it finishes with in
//! the envelope of every answer.

use crate::block::Source;
use crate::calendar::{Period, Periods};
use crate::catalog::{Catalog, Kind};
use crate::error::Error;
use crate::idle::Endings;
use crate::journeys::{ColumnIx, Journeys, unit_name};
use crate::ops::attribution::{self, Attribution};
use crate::ops::counts::Counts;
use crate::ops::drivers::Drivers;
use crate::ops::dwell::Dwell;
use crate::ops::funnel::{self, Funnel};
use crate::ops::paths::{self, Anchor, Paths};
use crate::ops::pattern::{Automaton, Pattern};
use crate::ops::retention::{self, Retention};
use crate::ops::sessions::{self, Sessions};
use crate::ops::transitions::Transitions;
use crate::ops::variants::{self, Found, Hashes, Leading, Variants};
use crate::ops::{Context, NO_PREVALENCE};
use crate::refusal::{hint, refuse, unknown_activity};
use crate::run::{Folded, Operator, Part, Retract, Tally, fold, fold_kept};
use crate::scope::{Bound, Group, column};
use crate::span::{length_us, rfc3339};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use wayline_model::answer::{Answer, Sampling};
use wayline_model::percent::percent;
use wayline_model::question::{By, Operator as Asked, Question};

/// What the project says about its data and its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Name of the dataset, for the envelope.
    pub dataset: String,
    /// How journeys came to be in the data; from an outcome-selected sample no share of journeys is given.
    pub sampling: Sampling,
    /// A rate on fewer tries is marked `low_base`.
    pub min_base: u64,
    /// Idle limits by activity, microseconds, instead of the learned ones.
    pub idle_limits_us: BTreeMap<String, i64>,
    /// Activities that end a journey well: whoever had one has not left.
    pub goals: Vec<String>,
    /// The IANA zone in which the dates of `since` and `until` begin.
    pub time_zone: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            dataset: String::new(),
            sampling: Sampling::Unknown,
            min_base: 30,
            idle_limits_us: BTreeMap::new(),
            goals: Vec::new(),
            time_zone: "UTC".into(),
        }
    }
}

impl Settings {
    /// The same with more activities that end a journey well.
    fn ended_by(&self, ends: &[String]) -> Self {
        let goals = self.goals.iter().chain(ends).cloned().collect();
        Self { goals, ..self.clone() }
    }
}

/// Answers a question.
///
/// # Errors
/// When the question names something the data do not have (with the nearest name), cannot be read, or
/// asks for what this engine does not answer.
pub fn ask(journeys: &Journeys, question: &Question, settings: &Settings) -> Result<Answer, Error> {
    ask_of(journeys, question, settings)
}

/// Answers a question of journeys wherever they are.
pub(crate) fn ask_of<J: Catalog + Source>(
    journeys: &J,
    question: &Question,
    settings: &Settings,
) -> Result<Answer, Error> {
    let bound = Bound::new(journeys, &question.scope, settings)?;
    // Learning how journeys end is a pass over all of them.
    let endings = match &question.op {
        Asked::Counts { ends, .. } => Endings::within(&bound, &settings.ended_by(ends))?,
        Asked::Paths { .. } | Asked::Funnel { within: None, .. } => {
            Endings::within(&bound, settings)?
        }
        _ => Endings::unlearned(&bound),
    };
    let asking = Asking {
        bound: &bound,
        settings,
        question,
        context: Context {
            names: journeys.activities(),
            endings: &endings,
            min_base: settings.min_base,
            shows_prevalence: settings.sampling.shows_prevalence(),
            seen_through: bound.seen_through(),
        },
    };
    asking.answer()
}

struct Asking<'a> {
    bound: &'a Bound<'a>,
    settings: &'a Settings,
    question: &'a Question,
    context: Context<'a>,
}

impl Asking<'_> {
    /// The registry of operators.
    fn answer(&self) -> Result<Answer, Error> {
        let context = self.context;
        match &self.question.op {
            Asked::Counts { mean, .. } => {
                let mean = mean.as_ref().map(|name| self.number(name)).transpose()?;
                let (mean, sought) = (mean.into_iter().collect(), FxHashMap::default());
                self.fold_kept(Counts { context, mean, sought })
            }
            Asked::Transitions { quantiles } => self.fold_kept(Transitions {
                context,
                quantiles: *quantiles,
                sought: FxHashMap::default(),
            }),
            Asked::Funnel { steps, within, order, entry, once, exclude, exclusion, hold } => {
                funnel_names(steps, exclude)?;
                let held =
                    hold.as_ref().map(|name| column(self.bound.names, "hold", name)).transpose()?;
                let plan = funnel::Plan {
                    steps: self.activities(steps)?,
                    within_us: within.as_deref().map(length_us).transpose()?,
                    order: *order,
                    entry: *entry,
                    once: *once,
                    exclude: self.activities(exclude)?,
                    exclusion: *exclusion,
                    hold: held.is_some(),
                };
                let course = funnel::Course::new(plan, context.names.len());
                let held = held.into_iter().collect();
                self.fold_kept(Funnel::new(context, course, held))
            }
            Asked::Variants { top, collapse_repeats } => self.variants(*top, *collapse_repeats),
            Asked::Paths { from, to, depth } => {
                self.fold(&self.paths(from.as_deref(), to.as_deref(), *depth)?)
            }
            Asked::Dwell { from, to } => {
                let (from, to) = (self.activity(from)?, self.activity(to)?);
                self.fold(&Dwell { context, from, to })
            }
            Asked::Sessions { gap } => {
                let gap_us = gap.as_deref().map_or(Ok(sessions::GAP_US), length_us)?;
                self.fold(&Sessions { context, gap_us })
            }
            Asked::Retention { start, returns, period, mode } => {
                let period = Period::read(period.as_deref().unwrap_or("week"))?;
                let (oldest, newest) = (self.bound.oldest()?, self.context.seen_through);
                let zone = &self.settings.time_zone;
                let periods = Periods::between(period, zone, oldest, newest)?;
                let activity = |name: &Option<String>| {
                    name.as_deref().map(|name| self.activity(name)).transpose()
                };
                let who = (activity(start)?, activity(returns)?);
                let retention = Retention::new(context, periods, who, *mode);
                self.check_step()?;
                let folded = fold(self.bound, &retention)?;
                let cells = folded.parts.iter().map(|(_, part)| retention.cells(&part.partial));
                if cells.sum::<usize>() > retention::CELLS {
                    return Err(too_many_cells());
                }
                Ok(self.answered(&retention, folded))
            }
            Asked::Pattern { pattern } => {
                let automaton = Automaton::compile(pattern, context.names)?;
                self.fold(&Pattern { context, names: self.bound.names, automaton })
            }
            Asked::Attribution { goal, model, within, of, half_life, collapse_repeats } => {
                let options = attribution::Options {
                    model: *model,
                    within: within.as_deref(),
                    of: of.as_deref(),
                    half_life: half_life.as_deref(),
                    collapse_repeats: *collapse_repeats,
                };
                let goal = self.activity(goal)?;
                self.fold(&Attribution::new(context, self.bound.names, goal, options)?)
            }
            Asked::Ratings { .. } => Err(needs_feedback("ratings")),
            Asked::Drivers { goal, within, step } => {
                let (goal, within) = (self.activity(goal)?, within.as_deref());
                let step = step.as_deref().map(|step| self.either(step)).transpose()?;
                if step.as_ref().is_some_and(|step| step.contains(&goal)) {
                    let name = &self.bound.names.activities()[goal];
                    return Err(refuse(
                        "drivers-goal",
                        format!("\"{name}\" is the goal: it does not come before itself"),
                        "name another step, or another goal",
                    ));
                }
                let drivers = Drivers::new(context, self.bound.names, goal, within, step)?;
                let mut answer = self.fold(&drivers)?;
                answer.notes.extend_from_slice(drivers.left_out());
                Ok(answer)
            }
        }
    }

    fn paths(
        &self,
        from: Option<&str>,
        to: Option<&str>,
        depth: Option<usize>,
    ) -> Result<Paths<'_>, Error> {
        let anchor = match (from, to) {
            (None, None) => Anchor::Start,
            (Some(from), None) => Anchor::From(self.activity(from)?),
            (None, Some(to)) => Anchor::To(self.activity(to)?),
            (Some(_), Some(_)) => {
                return Err(refuse(
                    "paths-from-and-to",
                    "paths go from an activity or to one, not both",
                    "leave one out; for the way between two, ask for a funnel or dwell",
                ));
            }
        };
        let depth = depth.unwrap_or(10);
        if depth == 0 || depth > paths::DEPTH {
            return Err(refuse(
                "paths-depth",
                format!("depth is 1 to {}, not {depth}", paths::DEPTH),
                "10 positions are shown if none are asked for",
            ));
        }
        Ok(Paths { context: self.context, anchor, depth })
    }

    fn activities(&self, names: &[String]) -> Result<Vec<usize>, Error> {
        names.iter().map(|name| self.activity(name)).collect()
    }

    fn activity(&self, name: &str) -> Result<usize, Error> {
        let names = self.context.names.iter().map(String::as_str);
        self.bound.names.find_activity(name).ok_or_else(|| unknown_activity(name, names))
    }

    /// A column of numbers.
    fn number(&self, name: &str) -> Result<ColumnIx, Error> {
        let data = self.bound.names;
        let column = data.find_column(name);
        let number = column.filter(|column| matches!(data.kind(*column), Kind::Number));
        number.ok_or_else(|| {
            let names = data.attribute_names().into_iter().enumerate();
            let numbers = names.filter(|(ix, _)| matches!(data.kind(ColumnIx(*ix)), Kind::Number));
            let what = match column {
                None => format!("mean: no event has an attribute \"{name}\""),
                Some(_) => format!("mean: \"{name}\" is no number"),
            };
            refuse("mean-of-what", what, hint(name, "numbers", numbers.map(|(_, name)| name)))
        })
    }

    /// All variants, or those that lead: they are found by their keys, then counted as they are where a key is a hash.
    fn variants(&self, top: Option<usize>, collapse_repeats: bool) -> Result<Answer, Error> {
        let context = self.context;
        let Some(top) = top else {
            return self.fold(&Variants { context, collapse_repeats, leading: None });
        };
        self.check_step()?;
        let names = context.names.len();
        let hashes = Hashes { names, collapse_repeats, top };
        let Folded { total, parts } = fold(self.bound, &hashes)?;
        let of = |(group, part): (Group, Part<_>)| (group, part.tally, hashes.finish(part.partial));
        let found: Vec<(Group, Tally, Found)> = parts.into_iter().map(of).collect();
        let all = found.iter().flat_map(|(.., found)| found.leading.iter().map(|of| of.key));
        let leading = Some(Leading { keys: all.collect(), top });
        let variants = Variants { context, collapse_repeats, leading };
        let whole = |(group, tally, found): &(Group, Tally, Found)| {
            let partial = variants::Partial::of_found(found, names, tally.journeys)?;
            Some((*group, Part { partial, tally: *tally }))
        };
        if let Some(parts) = found.iter().map(whole).collect() {
            return Ok(self.answered(&variants, Folded { total, parts }));
        }
        let mut folded = fold(self.bound, &variants)?;
        for (group, part) in &mut folded.parts {
            let total = found.iter().find(|(known, ..)| known == group);
            part.partial.set_total(total.map_or(0, |(.., found)| found.total));
        }
        Ok(self.answered(&variants, folded))
    }

    /// Folds in rounds, from what is kept of the question.
    fn fold_kept<O>(&self, operator: O) -> Result<Answer, Error>
    where
        O: Retract<Answer = Value>,
        O::Partial: Clone + 'static,
    {
        self.check_step()?;
        let key = format!("{:?} {:?}", self.question, self.settings);
        let (operator, folded) = fold_kept(self.bound, operator, &key)?;
        Ok(self.answered(&operator, folded))
    }

    /// An activity, or several with `|` between them.
    fn either(&self, names: &str) -> Result<Vec<usize>, Error> {
        match self.bound.names.find_activity(names) {
            Some(ix) => Ok(vec![ix]),
            None => names.split('|').map(|name| self.activity(name.trim())).collect(),
        }
    }

    fn fold<O: Operator<Answer = Value>>(&self, operator: &O) -> Result<Answer, Error> {
        self.check_step()?;
        let folded = fold(self.bound, operator)?;
        Ok(self.answered(operator, folded))
    }

    fn check_step(&self) -> Result<(), Error> {
        if self.bound.by_step()
            && !matches!(self.question.op, Asked::Counts { .. } | Asked::Transitions { .. })
        {
            return Err(refuse(
                "by-step",
                "`by` at `step` splits counts and transitions only",
                "read the attribute at `first` or `last`",
            ));
        }
        Ok(())
    }

    fn answered<O: Operator<Answer = Value>>(
        &self,
        operator: &O,
        folded: Folded<O::Partial>,
    ) -> Answer {
        let Folded { total, parts } = folded;
        let answer = match &self.question.scope.by {
            None => {
                let partial = parts.into_iter().next().map(|(_, part)| part.partial);
                operator.finish(partial.unwrap_or_else(|| operator.begin()))
            }
            Some(by) => {
                let groups = parts.into_iter().map(|(group, part)| {
                    json!({
                        "value": self.bound.value(group),
                        "journeys": part.tally.journeys,
                        "answer": operator.finish(part.partial),
                    })
                });
                let groups: Vec<Value> = groups.collect();
                json!({ "by": by_name(by), "groups": groups })
            }
        };
        let mut listed = shortened(&answer);
        listed.extend(estimated(&answer));
        listed.extend(too_early(&answer));
        if matches!(self.question.op, Asked::Drivers { .. }) {
            listed.extend(still_open(&answer));
        }
        let mut question = self.question.clone();
        question.scope.unit = Some(self.bound.names.unit());
        Answer {
            question,
            as_of: (total.journeys > 0).then(|| rfc3339(total.newest)).flatten(),
            dataset: self.settings.dataset.clone(),
            unit: self.bound.names.unit(),
            journeys: total.journeys,
            events: total.events,
            answer,
            notes: self.notes(&total, &listed),
        }
    }

    /// What has to be said of an operator's figures, whatever they are.
    fn remarks(&self) -> Vec<String> {
        match self.question.op {
            Asked::Attribution { .. } => {
                vec!["credit is shared by a model, which says nothing of causes".into()]
            }
            Asked::Drivers { .. } => vec!["an association, not a cause".into()],
            _ => Vec::new(),
        }
    }

    fn notes(&self, total: &Tally, listed: &[String]) -> Vec<String> {
        let mut notes = self.remarks();
        notes.extend(self.bound.notes());
        let unit = unit_name(self.bound.names.unit());
        let without_id = self.bound.names.without_id();
        if without_id > 0 {
            notes.push(format!("no {unit} id, so left out: {}", events(without_id)));
        }
        if total.hidden > 0 {
            let hidden = events(total.hidden);
            notes.push(format!("hidden by `only`, so neighbours stand side by side: {hidden}"));
        }
        if total.ties > 0 {
            let ties = events(total.ties);
            notes.push(format!("at the very time of the one before, so arrival decides: {ties}"));
        }
        if self.bound.until.is_some() {
            notes.push(
                "journeys that `until` cuts off before their limit or window are open".into(),
            );
        }
        let asks_left = matches!(self.question.op, Asked::Counts { .. } | Asked::Paths { .. });
        if asks_left && !self.context.endings.has_goal() {
            notes.push(
                "no goal is named (`goal = \"…\"` in wayline.toml), so every end counts as leaving after its idle limit".into(),
            );
        }
        if !self.context.shows_prevalence {
            notes.push(match self.question.op {
                Asked::Drivers { .. } => NO_ODDS.into(),
                _ => format!("no shares of journeys: {NO_PREVALENCE}"),
            });
        }
        notes.extend_from_slice(listed);
        if total.journeys == 0 {
            notes.push("no journey is in scope".into());
        }
        notes
    }
}

/// Refuses steps that make no funnel.
fn funnel_names(steps: &[String], exclude: &[String]) -> Result<(), Error> {
    if steps.is_empty() || steps.len() > funnel::STEPS {
        return Err(refuse(
            "funnel-steps",
            format!("a funnel has 1 to {} steps, not {}", funnel::STEPS, steps.len()),
            "name the activities in order: steps = [\"view\", \"cart\", \"pay\"]",
        ));
    }
    match exclude.iter().find(|activity| steps.contains(activity)) {
        None => Ok(()),
        Some(step) => Err(refuse(
            "funnel-exclude",
            format!("\"{step}\" is a step and cannot be excluded too"),
            "leave it out of the steps, or exclude other activities",
        )),
    }
}

fn too_many_cells() -> Error {
    refuse(
        "too-many-cells",
        format!("the answer would have more than {} cells in its groups", retention::CELLS),
        "ask for longer periods, split by fewer values, or narrow the time with `since` and `until`",
    )
}

/// The answer, or those of its groups.
fn parts(answer: &Value) -> Vec<&Value> {
    let groups = answer["groups"].as_array();
    groups.map_or_else(
        || vec![answer],
        |groups| groups.iter().map(|group| &group["answer"]).collect(),
    )
}

/// Says how many journeys are left out because they may still reach the goal.
fn still_open(answer: &Value) -> Option<String> {
    let open: u64 = parts(answer).iter().filter_map(|part| part["open"].as_u64()).sum();
    (open > 0).then(|| format!("{open} journeys are still within the window and are left out"))
}

/// Says where so many of a funnel are still open that its rates mislead.
fn too_early(answer: &Value) -> Option<String> {
    let of = |part: &&Value| {
        let steps = part["steps"].as_array()?;
        let open = steps.iter().filter_map(|step| step["open"].as_u64()).sum::<u64>();
        Some((open, steps.first()?["count"].as_u64()?))
    };
    let parts = parts(answer);
    let all = parts.iter().filter_map(of);
    let (open, entered) = all.fold((0, 0), |(open, all), (more, of)| (open + more, all + of));
    (open * 20 >= entered.max(1)).then(|| {
        format!(
            "{open} of {entered} are still open: rates leave them out, but not those who got on early, so they are too high"
        )
    })
}

/// Says where a list of variants is not whole.
fn shortened(answer: &Value) -> Vec<String> {
    let lengths = parts(answer).into_iter().filter_map(|answer| {
        let listed = answer["variants"].as_array()?.len() as u64;
        let total = answer["total_variants"].as_u64().filter(|total| *total > listed)?;
        Some(format!("{listed} of {total} variants are listed"))
    });
    let mut notes: Vec<String> = lengths.collect();
    notes.dedup();
    notes
}

/// Says how far quantiles may be off.
fn estimated(answer: &Value) -> Option<String> {
    let error = parts(answer).into_iter().find_map(|part| part["quantile_error"].as_f64())?;
    let off = percent(error);
    Some(format!("median and 95% quantile are within {off} of the exact ones (sketch)"))
}

fn events(count: u64) -> String {
    if count == 1 { "1 event".into() } else { format!("{count} events") }
}

fn by_name(by: &By) -> &str {
    match by {
        By::Attribute(name) | By::AttributeAt { attribute: name, .. } => name,
    }
}

/// Why odds from such data are empty words.
const NO_ODDS: &str = "the data were chosen by how journeys ended: odds of reaching an outcome by which they were chosen say nothing";

fn needs_feedback(operator: &str) -> Error {
    refuse(
        "needs-feedback",
        format!("`{operator}` joins events with feedback, which journeys alone do not have"),
        "ask it of the project: wayline ask",
    )
}
