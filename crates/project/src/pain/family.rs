//! Every comparison that is tried: a fixed family, made from the structure of the map and the attributes of the data.
//!
//! No cut is chosen by looking at an outcome: waits are cut between their two kinds where they have two and at their third quartile otherwise (rounded up as written), numbers at zero
//! where they are a promise or have both signs and at their quartiles otherwise, text by value. The survey's own
//! steps are left out: what happens after the asking cannot have caused the rating.

use super::Ground;
use super::candidate::{Candidate, EVER, Kind, Who, did, length, name, text};
use super::local::local;
use super::outcome::Outcome;
use crate::label::inside;
use wayline_engine::journeys::{Attribute, Value};
use wayline_engine::manifest::AttributeRole;
use wayline_model::duration::duration;

/// Values of one text attribute that are compared, the most frequent first.
const VALUES: usize = 20;
/// An attribute whose value changes in more of its journeys than this describes events, not journeys.
const CHANGES: f64 = 0.05;

/// Makes the family. `min_base` journeys must be on both sides for a comparison to be worth listing.
pub(crate) fn family(ground: &Ground<'_>, outcomes: &[Outcome]) -> Vec<Candidate> {
    let mut family = Vec::new();
    steps(ground, &mut family);
    repeats(ground, &mut family);
    returns(ground, &mut family);
    waits(ground, &mut family);
    attributes(ground, &mut family);
    // A repeated or a late step may cost where it happens, too.
    let here: Vec<Candidate> = family
        .iter()
        .filter(|known| matches!(known.kind, Kind::Repeat | Kind::Slow))
        .map(|known| Candidate { local: true, ..known.clone() })
        .collect();
    family.extend(here);
    let measured =
        |step: usize| outcomes.iter().any(|outcome| outcome.measure.step() == Some(step));
    family.retain(|candidate| !candidate.local || measured(candidate.step));
    for step in (0..ground.skeleton.steps.len()).filter(|step| measured(*step)) {
        local(ground, step, &mut family);
    }
    #[cfg(test)]
    held_against_the_filter(ground, &family);
    family
}

fn steps(ground: &Ground<'_>, family: &mut Vec<Candidate>) {
    for (step, found) in ground.skeleton.steps.iter().enumerate() {
        let all = ground.flow.len() as u64;
        let enough = found.count >= ground.min_base && all - found.count >= ground.min_base;
        if ground.own[step] || !enough {
            continue;
        }
        let did = did(&ground.activities(step));
        family.push(Candidate {
            step,
            local: false,
            kind: Kind::Step,
            title: format!("Never reaches {}", ground.names[step]),
            // To go through a step of the main line is no deviation: what hurts whoever came so far may lie behind it.
            title_reversed: found.optional.then(|| format!("Goes through {}", ground.names[step])),
            with: format!("not {did}"),
            against: did,
            over_s: None,
            finished: false,
            who: Who::Filters,
        });
    }
}

fn repeats(ground: &Ground<'_>, family: &mut Vec<Candidate>) {
    for step in 0..ground.skeleton.steps.len() {
        let several = ground.moves.several[step];
        let once = ground.moves.reach[step] - several;
        // Several activities in one step are not one count.
        let [activity] = ground.activities(step)[..] else { continue };
        if !ground.own[step] && several.min(once) >= ground.min_base {
            family.push(Candidate {
                step,
                local: false,
                kind: Kind::Repeat,
                title: format!("Repeats {}", ground.names[step]),
                title_reversed: None,
                with: format!("count({}) >= 2", text(activity)),
                against: format!("count({}) = 1", text(activity)),
                over_s: None,
                finished: false,
                who: Who::Filters,
            });
        }
    }
}

fn returns(ground: &Ground<'_>, family: &mut Vec<Candidate>) {
    for later in 0..ground.skeleton.steps.len() {
        for earlier in 0..later {
            let back = ground.moves.direct[later][earlier];
            let ([from], [to]) = (&ground.activities(later)[..], &ground.activities(earlier)[..])
            else {
                continue;
            };
            if back < ground.min_base || ground.own[later] || ground.own[earlier] {
                continue;
            }
            let again = format!("did({}, within {EVER} of first {})", text(to), text(from));
            family.push(Candidate {
                step: earlier,
                local: false,
                kind: Kind::Return,
                title: format!(
                    "Goes back to {} after {}",
                    ground.names[earlier], ground.names[later]
                ),
                title_reversed: None,
                against: format!("did({}) and did({}) and not {again}", text(to), text(from)),
                with: again,
                over_s: None,
                finished: false,
                who: Who::Filters,
            });
        }
    }
}

fn waits(ground: &Ground<'_>, family: &mut Vec<Candidate>) {
    let main: Vec<usize> = (0..ground.skeleton.steps.len())
        .filter(|step| !ground.skeleton.steps[*step].optional && !ground.own[*step])
        .filter(|step| !ground.imputed[*step])
        .collect();
    for pair in main.windows(2) {
        let ([from], [to]) = (&ground.activities(pair[0])[..], &ground.activities(pair[1])[..])
        else {
            continue;
        };
        let mut waits = ground.first_waits_us(pair[0], pair[1]);
        if (waits.len() as u64) < 4 * ground.min_base {
            continue;
        }
        let (cut, over_s) = length(slow_from_s(&mut waits));
        if over_s <= 0.0 {
            continue;
        }
        let soon = format!("did({}, within {cut} of first {})", text(to), text(from));
        let ever = format!("did({}, within {EVER} of first {})", text(to), text(from));
        family.push(Candidate {
            step: pair[1],
            local: false,
            kind: Kind::Slow,
            title: format!(
                "{} takes longer than {} after {}",
                ground.names[pair[1]],
                duration(over_s),
                ground.names[pair[0]]
            ),
            title_reversed: None,
            with: format!("{ever} and not {soon}"),
            against: soon,
            over_s: Some(over_s),
            finished: false,
            who: Who::Filters,
        });
    }
}

/// Which part of the variance two kinds of waits must explain to be two kinds: more than the halves of an even spread do (3/4).
const TWO_KINDS: f64 = 0.8;

/// Each of the two kinds has at least this part of the waits.
const LEAST_KIND: f64 = 0.1;

/// From which wait on, in seconds, a wait is slow: where the waits fall into two kinds, between them; else at their third
/// quartile. No outcome is looked at.
fn slow_from_s(waits_us: &mut [i64]) -> f64 {
    waits_us.sort_unstable();
    let seconds: Vec<f64> = waits_us.iter().map(|us| (*us).max(0) as f64 / 1e6).collect();
    let logs: Vec<f64> = seconds.iter().map(|s| s.ln_1p()).collect();
    let ((plain, at), (log, log_at)) = (two_kinds(&seconds), two_kinds(&logs));
    if plain.max(log) < TWO_KINDS {
        return seconds[(3 * seconds.len() / 4).min(seconds.len() - 1)];
    }
    if plain >= log {
        f64::midpoint(seconds[at], seconds[at + 1])
    } else {
        f64::midpoint(logs[log_at], logs[log_at + 1]).exp_m1()
    }
}

/// The cut of sorted values that leaves least variance inside of its two sides: which part of the variance lies between them, and the
/// place of the last value below (N. Otsu, *A threshold selection method from gray-level histograms*, IEEE SMC 9 (1979)).
fn two_kinds(values: &[f64]) -> (f64, usize) {
    let n = values.len() as f64;
    let sum: f64 = values.iter().sum();
    let whole: f64 = values.iter().map(|value| (value - sum / n).powi(2)).sum();
    let (mut below, mut best) = (0.0, (0.0, 0));
    for (place, pair) in values.windows(2).enumerate() {
        below += pair[0];
        let (left, right) = ((place + 1) as f64, n - (place + 1) as f64);
        let apart = below / left - (sum - below) / right;
        let part = left * right / n * apart * apart / whole;
        if part > best.0 && pair[1] > pair[0] && left.min(right) >= LEAST_KIND * n {
            best = (part, place);
        }
    }
    best
}

fn attributes(ground: &Ground<'_>, family: &mut Vec<Candidate>) {
    let completed = ground.completed();
    for attribute in ground.journeys.attribute_names() {
        if attribute == "time_imputed" {
            continue;
        }
        let Some(column) = ground.journeys.attribute(attribute) else { continue };
        let Some(read) = Read::of(ground, column) else { continue };
        if ground.own[read.step] {
            continue;
        }
        let fair = if read.of_one_step { String::new() } else { completed.clone() };
        match column {
            Attribute::Text { .. } | Attribute::Flag(_) => {
                values(ground, attribute, &read, &fair, family);
            }
            Attribute::Number(_) => numbers(ground, attribute, &read, &fair, family),
        }
    }
}

/// An attribute read once a journey.
struct Read<'a> {
    /// The step at whose events it stands in most journeys.
    step: usize,
    /// Whether at least 95 % of the journeys read it there, and not all journeys take that step.
    of_one_step: bool,
    /// Its first value in each journey that has one.
    values: Vec<Value<'a>>,
}

impl<'a> Read<'a> {
    /// `None` if it has no values at steps, or changes within journeys.
    fn of(ground: &Ground<'_>, column: &'a Attribute) -> Option<Self> {
        let mut at = vec![0u64; ground.skeleton.steps.len()];
        let (mut values, mut changed) = (Vec::new(), 0u64);
        for ix in &ground.flow.source {
            let rows = ground.journeys.events(*ix);
            let mut known = rows.filter_map(|row| column.value(row).map(|value| (row, value)));
            let Some((row, value)) = known.next() else { continue };
            changed += u64::from(known.any(|(_, other)| other != value));
            values.push(value);
            if let Some(step) = ground.step_of[ground.journeys.activity(row).0] {
                at[step] += 1;
            }
        }
        // The leftmost of equals.
        let step = (0..at.len()).rev().max_by_key(|step| at[*step])?;
        let steady = changed as f64 <= CHANGES * values.len() as f64;
        (at[step] > 0 && steady).then(|| Self {
            step,
            of_one_step: 20 * at[step] >= 19 * values.len() as u64
                && values.len() < ground.flow.len(),
            values,
        })
    }
}

fn values(
    ground: &Ground<'_>,
    attribute: &str,
    read: &Read<'_>,
    fair: &str,
    family: &mut Vec<Candidate>,
) {
    let mut counts: Vec<(Value<'_>, u64)> = Vec::new();
    let mut places = rustc_hash::FxHashMap::default();
    for value in &read.values {
        let key = match value {
            Value::Text(text) => (*text).to_owned(),
            Value::Flag(flag) => flag.to_string(),
            Value::Number(_) => continue,
        };
        let place = *places.entry(key).or_insert_with(|| {
            counts.push((*value, 0));
            counts.len() - 1
        });
        counts[place].1 += 1;
    }
    let all = read.values.len() as u64;
    counts.retain(|(_, n)| *n >= ground.min_base && all - n >= ground.min_base);
    // A stable sort: equal counts stay in order of first arrival.
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    for (value, _) in counts.into_iter().take(VALUES) {
        let (is, is_not, said) = match value {
            Value::Text(value) => {
                (format!("= {}", text(value)), format!("!= {}", text(value)), value.to_owned())
            }
            Value::Flag(flag) => (
                format!("= {flag}"),
                format!("= {}", !flag),
                if flag { "yes" } else { "no" }.into(),
            ),
            Value::Number(_) => continue,
        };
        let label = ground.attribute_label(attribute);
        family.push(Candidate {
            step: read.step,
            local: false,
            kind: Kind::Attribute,
            title: format!("Where {} is {said}", crate::label::inside(&label)),
            title_reversed: None,
            with: format!("{} {is}{fair}", name(attribute)),
            against: format!("{} {is_not}{fair}", name(attribute)),
            over_s: None,
            finished: !fair.is_empty(),
            who: Who::Filters,
        });
    }
}

fn numbers(
    ground: &Ground<'_>,
    attribute: &str,
    read: &Read<'_>,
    fair: &str,
    family: &mut Vec<Candidate>,
) {
    let mut sorted: Vec<f64> = read
        .values
        .iter()
        .filter_map(|value| if let Value::Number(number) = value { Some(*number) } else { None })
        .collect();
    sorted.sort_by(f64::total_cmp);
    let (Some(least), Some(most)) = (sorted.first(), sorted.last()) else { return };
    let entry = ground.attribute(attribute);
    let promise = entry.and_then(|entry| entry.role) == Some(AttributeRole::Promise);
    let label = ground.attribute_label(attribute);
    let bare = name(attribute);
    let mut push = |kind: Kind, title: String, with: String, against: String| {
        family.push(Candidate {
            step: read.step,
            local: false,
            kind,
            title,
            title_reversed: None,
            with: format!("{bare} {with}{fair}"),
            against: format!("{bare} {against}{fair}"),
            over_s: None,
            finished: !fair.is_empty(),
            who: Who::Filters,
        });
    };
    if promise {
        let title = broken(ground, read.step, attribute);
        push(Kind::Promise, title, "> 0".into(), "<= 0".into());
    } else if *least < 0.0 && *most > 0.0 {
        let label = crate::label::inside(&label);
        push(Kind::Attribute, format!("Where {label} is above 0"), "> 0".into(), "<= 0".into());
        push(Kind::Attribute, format!("Where {label} is below 0"), "< 0".into(), ">= 0".into());
    } else {
        let unit = entry.and_then(|entry| entry.unit.as_deref());
        let unit = unit.map_or(String::new(), |unit| format!(" {unit}"));
        let label = crate::label::inside(&label);
        let low = sorted[sorted.len() / 4];
        let high = sorted[(3 * sorted.len() / 4).min(sorted.len() - 1)];
        push(
            Kind::Attribute,
            format!("Where {label} is over {high}{unit}"),
            format!("> {high}"),
            format!("<= {high}"),
        );
        push(
            Kind::Attribute,
            format!("Where {label} is under {low}{unit}"),
            format!("< {low}"),
            format!(">= {low}"),
        );
    }
}

/// What to call it when the promise at a step is broken.
pub(super) fn broken(ground: &Ground<'_>, step: usize, attribute: &str) -> String {
    match ground.attribute(attribute).and_then(|entry| entry.label.as_deref()) {
        Some(label) => format!("{} after {}", ground.names[step], inside(label)),
        None => format!("{}: {} broken", ground.names[step], inside(attribute)),
    }
}

/// In every unit test that drafts: the groups that are looked up are those that the engine's filter keeps.
#[cfg(test)]
fn held_against_the_filter(ground: &Ground<'_>, family: &[Candidate]) {
    // Filters are slow; the small logs have every kind of value.
    if ground.journeys.len() > 3_000 {
        return;
    }
    for candidate in family.iter().filter(|candidate| matches!(candidate.who, Who::Values(_))) {
        let looked_up = candidate.groups(ground.journeys, ground.scope);
        let kept = candidate.filtered(ground.journeys, ground.scope);
        assert_eq!(looked_up, kept, "{}: {}", candidate.title, candidate.with);
    }
}

#[cfg(test)]
mod tests {
    use super::slow_from_s;

    #[test]
    fn two_kinds_of_waits_are_cut_between_them_and_one_kind_at_its_third_quartile() {
        let hour = 3_600_000_000;
        let mut two: Vec<i64> = (0..66).map(|i| (20 + i % 7) * hour).collect();
        two.extend((0..34).map(|i| (150 + i) * hour));
        let cut = slow_from_s(&mut two) / 3600.0;
        assert!((26.0..150.0).contains(&cut), "{cut}");
        let mut one: Vec<i64> = (1..=100).map(|i| i * hour).collect();
        assert!((slow_from_s(&mut one) / 3600.0 - 76.0).abs() < 1e-9);
        assert!(slow_from_s(&mut [hour; 9]) > 3599.0);
    }
}
