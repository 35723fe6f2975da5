//! `attribution`: which channels conversions are credited to, by one of seven models.
//!
//! **How.** Every goal event is a conversion. Its touches are the visible events up to it, itself included, that have a value of the attribute and lie
//! within the window. The rules (`first`, `last`, `linear`, `u_shape`, `time_decay`, `shapley`) split each conversion among its touches;
//! `markov` shares all conversions by what removing a channel from the chain of all journeys would cost.
//!
//! **Example.** `{"op": "attribution", "goal": "order placed", "model": "linear", "within": "30d"}`.
//!
//! **Limits.** Looks at all touches of every conversion, which is slow where one journey has thousands of both. `markov` takes at most 200 channels.
//! A rule says who was there, never who was the cause.
//!
//! **Reference.** The rules are those of Google Analytics and Adobe Analytics; `shapley`: L. Shapley (1953), K. Zhao, S. Mahboobi and S. Bagheri (2018);
//! `markov`: E. Anderl, I. Becker, F. von Wangenheim and J. Schumann, IJRM 33 (2016).

use super::{Context, NO_PREVALENCE};
use crate::catalog::{Catalog, Kind};
use crate::error::Error;
use crate::journeys::ColumnIx;
use crate::refusal::{hint, refuse};
use crate::run::Operator;
use crate::span::{DAY, length_us};
use crate::stats::markov::{Chain, removal_effects};
use crate::trace::{Code, Trace};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use wayline_model::question::Model;

/// More channels would make the elimination slow.
const CHANNELS: usize = 200;
/// Into so many parts `time_decay` splits a conversion.
const PARTS: u64 = 1_000_000_000_000_000;

/// What is credited.
#[derive(Clone, Copy, Debug)]
enum Of<'a> {
    Activities,
    Texts(&'a [String]),
    Flags,
}

/// The operator.
pub(crate) struct Attribution<'a> {
    context: Context<'a>,
    goal: usize,
    model: Model,
    within_us: Option<i64>,
    half_life_us: i64,
    collapse_repeats: bool,
    of: Of<'a>,
    columns: Vec<ColumnIx>,
}

/// What the question says beside its goal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options<'o> {
    pub(crate) model: Model,
    pub(crate) within: Option<&'o str>,
    pub(crate) of: Option<&'o str>,
    pub(crate) half_life: Option<&'o str>,
    pub(crate) collapse_repeats: bool,
}

impl<'a> Attribution<'a> {
    /// Looks up what is credited and reads the windows.
    pub(crate) fn new(
        context: Context<'a>,
        data: &'a dyn Catalog,
        goal: usize,
        options: Options<'_>,
    ) -> Result<Self, Error> {
        let model = options.model;
        let (of, column) = credited(data, options.of.unwrap_or("channel"))?;
        if options.half_life.is_some() && model != Model::TimeDecay {
            return Err(refuse(
                "half-life-without-decay",
                "`half_life` is of the model `time_decay` only",
                "leave it out, or ask for `time_decay`",
            ));
        }
        let half_life_us = options.half_life.map_or(Ok(7 * DAY), length_us)?;
        if half_life_us <= 0 {
            return Err(refuse(
                "half-life-of-nothing",
                "`half_life` is longer than nothing",
                "write a length of time: 12h, 7d",
            ));
        }
        let channels = match of {
            Of::Activities => context.names.len(),
            Of::Texts(values) => values.len(),
            Of::Flags => 2,
        };
        if model == Model::Markov && channels > CHANNELS {
            return Err(refuse(
                "too-many-channels",
                format!("`markov` takes at most {CHANNELS} channels, and there are {channels}"),
                "credit an attribute with fewer values, or choose another model",
            ));
        }
        Ok(Self {
            context,
            goal,
            model,
            within_us: options.within.map(length_us).transpose()?,
            half_life_us,
            collapse_repeats: options.collapse_repeats,
            of,
            columns: column.into_iter().collect(),
        })
    }

    fn name(&self, channel: usize) -> Value {
        match self.of {
            Of::Activities => self.context.names[channel].clone().into(),
            Of::Texts(values) => values[channel].clone().into(),
            Of::Flags => (channel == 1).into(),
        }
    }
}

fn credited<'a>(data: &'a dyn Catalog, name: &str) -> Result<(Of<'a>, Option<ColumnIx>), Error> {
    if name == "activity" {
        return Ok((Of::Activities, None));
    }
    let Some(ix) = data.find_column(name) else {
        let names = data.attribute_names().into_iter().chain(["activity"]);
        return Err(refuse(
            "unknown-attribute",
            format!("of: no event has an attribute \"{name}\""),
            hint(name, "attributes", names),
        ));
    };
    match data.kind(ix) {
        Kind::Text(values) => Ok((Of::Texts(values), Some(ix))),
        Kind::Flag => Ok((Of::Flags, Some(ix))),
        Kind::Number => Err(refuse(
            "credit-to-numbers",
            format!("of: \"{name}\" holds numbers, and credit goes to names"),
            "credit an attribute of text, or `activity`",
        )),
    }
}

/// One end of a move between channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum State {
    Channel(usize),
    Start,
    Goal,
    Lost,
}

#[derive(Debug, Default)]
pub(crate) struct Partial {
    conversions: u64,
    untouched: u64,
    /// Journeys with a touch and without the goal.
    lost: u64,
    channels: FxHashMap<usize, Channel>,
    /// Credit as whole numbers of equal parts of a conversion: (channel, parts a conversion has) → parts.
    parts: FxHashMap<(usize, u64), u128>,
    /// Moves between channels that are not the same.
    moves: FxHashMap<(State, State), u64>,
    /// The last conversion that was stamped.
    stamp: u64,
    room: Room,
}

#[derive(Clone, Copy, Debug, Default)]
struct Channel {
    /// Conversions it has a touch of.
    touched: u64,
    /// The last conversion it was counted for; only of use while folding.
    stamp: u64,
}

/// Room for one journey.
#[derive(Debug, Default)]
struct Room {
    touches: Vec<Touch>,
    distinct: Vec<usize>,
    weights: Vec<f64>,
}

#[derive(Clone, Copy, Debug)]
struct Touch {
    channel: usize,
    time: i64,
}

impl Partial {
    fn give(&mut self, channel: usize, of: u64, parts: u64) {
        *self.parts.entry((channel, of)).or_default() += u128::from(parts);
    }

    fn go(&mut self, from: State, to: State) {
        if from != to {
            *self.moves.entry((from, to)).or_default() += 1;
        }
    }

    fn walk(&mut self, touches: &[Touch], end: State) {
        let mut at = State::Start;
        for touch in touches {
            let next = State::Channel(touch.channel);
            self.go(at, next);
            at = next;
        }
        self.go(at, end);
    }

    /// Counts the distinct channels of a conversion's touches and lists them.
    fn count(&mut self, touches: &[Touch], distinct: &mut Vec<usize>) {
        self.stamp += 1;
        distinct.clear();
        for touch in touches {
            let channel = self.channels.entry(touch.channel).or_default();
            if channel.stamp != self.stamp {
                channel.stamp = self.stamp;
                channel.touched += 1;
                distinct.push(touch.channel);
            }
        }
    }
}

impl Attribution<'_> {
    /// The touches within the window up to a time.
    fn window<'t>(&self, touches: &'t [Touch], until: i64) -> &'t [Touch] {
        let since = self.within_us.map_or(i64::MIN, |within| until.saturating_sub(within));
        &touches[touches.partition_point(|touch| touch.time < since)..]
    }

    fn convert(&self, partial: &mut Partial, room: &mut Room, time: i64) {
        let Room { touches, distinct, weights } = room;
        let touches = self.window(touches, time);
        partial.conversions += 1;
        let (Some(first), Some(last)) = (touches.first(), touches.last()) else {
            partial.untouched += 1;
            return;
        };
        partial.count(touches, distinct);
        let length = touches.len() as u64;
        match self.model {
            Model::First => partial.give(first.channel, 1, 1),
            Model::Last => partial.give(last.channel, 1, 1),
            Model::UShape if length > 2 => {
                partial.give(first.channel, 5, 2);
                partial.give(last.channel, 5, 2);
                for touch in &touches[1..touches.len() - 1] {
                    partial.give(touch.channel, 5 * (length - 2), 1);
                }
            }
            Model::Linear | Model::UShape => {
                for touch in touches {
                    partial.give(touch.channel, length, 1);
                }
            }
            Model::TimeDecay => self.decay(partial, touches, weights),
            Model::Shapley => {
                let channels = distinct.len() as u64;
                for channel in distinct.iter() {
                    partial.give(*channel, channels, 1);
                }
            }
            Model::Markov => partial.walk(touches, State::Goal),
        }
    }

    /// A touch is worth half of one that is a half-life younger. Shares are rounded to whole parts; what rounding leaves goes to the last.
    fn decay(&self, partial: &mut Partial, touches: &[Touch], weights: &mut Vec<f64>) {
        let Some(last) = touches.last() else { return };
        weights.clear();
        weights.extend(touches.iter().map(|touch| {
            (-(last.time.saturating_sub(touch.time) as f64) / self.half_life_us as f64).exp2()
        }));
        let total: f64 = weights.iter().sum();
        let mut rest = PARTS;
        for (touch, weight) in touches.iter().zip(weights.iter()).take(touches.len() - 1) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share of the parts: from nothing to all of them"
            )]
            let parts = ((weight / total * PARTS as f64) as u64).min(rest);
            rest -= parts;
            partial.give(touch.channel, PARTS, parts);
        }
        partial.give(last.channel, PARTS, rest);
    }

    /// Conversions credited by a rule.
    fn ruled(parts: FxHashMap<(usize, u64), u128>) -> BTreeMap<usize, f64> {
        let mut parts: Vec<_> = parts.into_iter().collect();
        parts.sort_unstable();
        let mut credit = BTreeMap::new();
        for ((channel, of), count) in parts {
            *credit.entry(channel).or_insert(0.0) += count as f64 / of as f64;
        }
        credit
    }

    /// The removal effect of every channel of the chain.
    fn effects(moves: FxHashMap<(State, State), u64>) -> Option<BTreeMap<usize, f64>> {
        let mut moves: Vec<_> = moves.into_iter().collect();
        moves.sort_unstable();
        let of =
            |state: State| if let State::Channel(channel) = state { Some(channel) } else { None };
        let mut channels: Vec<usize> =
            moves.iter().flat_map(|((from, to), _)| [of(*from), of(*to)]).flatten().collect();
        channels.sort_unstable();
        channels.dedup();
        let mut chain = Chain::new(channels.len());
        let place = |channel: usize| channels.partition_point(|known| *known < channel);
        for ((from, to), count) in moves {
            match (from, to) {
                (State::Start, State::Channel(to)) => chain.starts[place(to)] += count,
                (State::Channel(from), State::Channel(to)) => {
                    chain.moves[place(from)][place(to)] += count;
                }
                (State::Channel(from), State::Goal) => chain.arrivals[place(from)] += count,
                (State::Channel(from), _) => chain.losses[place(from)] += count,
                _ => {}
            }
        }
        let effects = removal_effects(&chain)?;
        Some(channels.into_iter().zip(effects).collect())
    }
}

impl Operator for Attribution<'_> {
    type Partial = Partial;
    type Answer = Value;

    fn columns(&self) -> &[ColumnIx] {
        &self.columns
    }

    fn begin(&self) -> Partial {
        Partial::default()
    }

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
        let mut room = std::mem::take(&mut partial.room);
        room.touches.clear();
        let mut converted = false;
        for (at, (activity, time)) in trace.activities.iter().zip(trace.times).enumerate() {
            let is_goal = activity.ix() == self.goal;
            let channel = match self.of {
                Of::Activities => (!is_goal).then_some(activity.ix()),
                _ => trace.columns[0].key(at).and_then(|key| usize::try_from(key).ok()),
            };
            if let Some(channel) = channel {
                match room.touches.last_mut() {
                    Some(last) if self.collapse_repeats && last.channel == channel => {
                        last.time = *time;
                    }
                    _ => room.touches.push(Touch { channel, time: *time }),
                }
            }
            if is_goal {
                converted = true;
                self.convert(partial, &mut room, *time);
            }
        }
        if !converted && self.model == Model::Markov {
            let touches = self.window(&room.touches, trace.last().1);
            if !touches.is_empty() {
                partial.lost += 1;
                partial.walk(touches, State::Lost);
            }
        }
        partial.room = room;
    }

    #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
    fn merge(&self, into: &mut Partial, from: Partial) {
        into.conversions += from.conversions;
        into.untouched += from.untouched;
        into.lost += from.lost;
        into.stamp = into.stamp.max(from.stamp);
        for (channel, from) in from.channels {
            let into = into.channels.entry(channel).or_default();
            into.touched += from.touched;
            into.stamp = into.stamp.max(from.stamp);
        }
        for (key, count) in from.parts {
            *into.parts.entry(key).or_default() += count;
        }
        for (key, count) in from.moves {
            *into.moves.entry(key).or_default() += count;
        }
    }

    fn finish(&self, partial: Partial) -> Value {
        let markov = self.model == Model::Markov;
        let touched = partial.conversions - partial.untouched;
        let effects = if markov { Self::effects(partial.moves) } else { None };
        let mut credit = match &effects {
            Some(effects) => {
                let all: f64 = effects.values().sum();
                let worth = |effect: f64| touched as f64 * (effect / all);
                effects.iter().map(|(channel, effect)| (*channel, worth(*effect))).collect()
            }
            None => Self::ruled(partial.parts),
        };
        // Whoever touched without credit is listed as well.
        let seen: BTreeMap<usize, Channel> = partial.channels.into_iter().collect();
        for channel in seen.keys() {
            credit.entry(*channel).or_insert(0.0);
        }
        let mut rows: Vec<(usize, f64)> = credit.into_iter().collect();
        rows.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        // Without the journeys that did not convert there is no chain.
        let unknown = markov && !self.context.shows_prevalence;
        let channels: Vec<Value> = rows
            .iter()
            .map(|(channel, conversions)| {
                let known = (!unknown && touched > 0).then_some(*conversions);
                let mut row = json!({
                    "value": self.name(*channel),
                    "conversions": known,
                    "share": known.map(|conversions| conversions / touched as f64),
                    "touched": seen.get(channel).map_or(0, |channel| channel.touched),
                });
                if markov {
                    let effect = effects.as_ref().filter(|_| !unknown);
                    row["removal_effect"] = json!(effect.and_then(|all| all.get(channel)));
                }
                row
            })
            .collect();
        let mut answer = json!({
            "conversions": partial.conversions,
            "without_touch": partial.untouched,
            "low_base": touched < self.context.min_base,
            "channels": channels,
        });
        if markov {
            answer["null_paths"] = partial.lost.into();
        }
        if unknown {
            answer["why"] = NO_PREVALENCE.into();
        }
        answer
    }
}
