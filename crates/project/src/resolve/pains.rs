//! Pains and opportunities of a map with what proves or denies them, ranked over the whole map.

use crate::bound::Bound;
use crate::grade::{Graded, assumed, witnessed};
use crate::pain::{Tried, prevalence_why};
use crate::ratings::given_at;
use crate::resolve::Resolved;
use crate::resolve::claim::{self, Answered, answer, q_among_drawn};
use crate::resolve::emotion::Felt;
use wayline_model::claim::Claim;
use wayline_model::duration::duration;
use wayline_model::evidence::Figure;
use wayline_model::grade::Grade;
use wayline_model::map::{Action, Opportunity};
use wayline_model::percent::bounds;
use wayline_model::question::Operator;
use wayline_model::ranking::{Hurting, worst_first};
use wayline_model::resolved::{ResolvedAction, ResolvedOpportunity, ResolvedPain};

/// A pain with what its claim was answered.
pub(crate) struct Hurt {
    pub(crate) step: usize,
    pub(crate) pain: ResolvedPain,
    pub(crate) answered: Option<Answered>,
}

/// An opportunity with what its claim was answered.
pub(crate) struct Chance {
    pub(crate) step: usize,
    pub(crate) opportunity: ResolvedOpportunity,
    pub(crate) why: String,
    pub(crate) answered: Option<Answered>,
}

/// All pains of the map, in its order, each with its rank. `felt` is what the customer feels at each step, `tried` the family of
/// comparisons on these data.
pub(crate) fn pains(bound: &Bound, keys: &[String], felt: &[Felt], tried: &[Tried]) -> Vec<Hurt> {
    let mut all = Vec::new();
    for (step, drawn) in bound.map.steps().enumerate() {
        for (place, pain) in drawn.pains.iter().enumerate() {
            let answered = pain.claim.as_ref().map(|claim| answer(bound, claim, step, tried));
            all.push((step, place, pain, answered));
        }
    }
    hold_false_discovery(bound, &mut all, tried);
    let mut hurts: Vec<Hurt> = all
        .into_iter()
        .map(|(step, place, pain, answered)| {
            let answered = answered.map(|answered| named(answered, &pain.pain));
            let graded = match &answered {
                None if !pain.quotes.is_empty() => quoted(bound, &pain.quotes),
                _ => graded(answered.as_ref(), "a word of the team; no claim that data could deny"),
            };
            Hurt {
                step,
                pain: ResolvedPain {
                    key: format!("{}.pain.{place}", keys[step]),
                    title: pain.pain.clone(),
                    detail: answered.as_ref().and_then(|a| a.detail.clone()),
                    grade: graded.grade,
                    why: graded.why,
                    rank: 0,
                    lost: lost(bound, answered.as_ref(), pain.claim.as_ref()),
                    evidence: answered.as_ref().map_or_else(Vec::new, |a| a.evidence.clone()),
                    q: answered.as_ref().and_then(|a| a.q),
                    quotes: pain.quotes.clone(),
                },
                answered,
            }
        })
        .collect();
    let hurting: Vec<Hurting<'_>> = hurts
        .iter()
        .map(|Hurt { step, pain, answered }| Hurting {
            pain,
            felt: answered.as_ref().map_or(0.0, |answered| answered.loss.felt),
            emotion: felt[*step].emotion.figure.value,
        })
        .collect();
    let order = worst_first(&hurting, bound.data.manifest.sampling);
    for (rank, index) in order.into_iter().enumerate() {
        hurts[index].pain.rank = rank as u64 + 1;
    }
    hurts
}

/// A pain without a claim that customers tell of in their own words: that it exists, from enough of them.
fn quoted(bound: &Bound, quotes: &[String]) -> Graded {
    let said = bound.data.quoted(quotes);
    if said.is_empty() {
        return assumed("the data do not hold what it quotes");
    }
    // Of whom nobody knows who they are, all may be one.
    let mut who: Vec<Option<&str>> =
        said.iter().map(|place| bound.data.feedback[*place].customer.as_deref()).collect();
    who.sort_unstable();
    who.dedup();
    let newest = said.iter().filter_map(|place| given_at(&bound.data, *place)).max();
    let what = ("customer in their own words", "customers in their own words");
    witnessed(who.len() as u64, what, bound.feedback_age(newest))
}

/// Says of the first figure whose it is.
fn named(mut answered: Answered, title: &str) -> Answered {
    if let [with, _] = &mut answered.evidence[..] {
        with.label = with.label.replace("journeys with it", title);
    }
    answered
}

type Asked<'a> = (usize, usize, &'a wayline_model::map::Pain, Option<Answered>);

/// Claims that are not of the tried family are many among themselves: their q is over the claims drawn on the map.
fn hold_false_discovery(bound: &Bound, all: &mut [Asked<'_>], tried: &[Tried]) {
    let tests: Vec<Option<Test>> = all
        .iter()
        .map(|(step, _, pain, answered)| {
            own_test(bound, *step, pain.claim.as_ref(), answered.as_ref(), tried)
        })
        .collect();
    hold(all.iter_mut().map(|(_, _, _, answered)| answered.as_mut()), &tests);
}

/// A difference with the number it is compared with.
type Test = (Figure, f64);

/// What a claim is judged by among those drawn on the map; none for one of the tried family, and for one without another side.
fn own_test(
    bound: &Bound,
    step: usize,
    claim: Option<&Claim>,
    answered: Option<&Answered>,
    tried: &[Tried],
) -> Option<Test> {
    let (claim, answered) = claim.zip(answered)?;
    let found = || tried.iter().any(|known| claim::was_tried(bound, known, claim, step));
    if claim.against.is_none() || found() {
        return None;
    }
    Some((answered.tested.clone(), claim::number(claim)?))
}

/// Gives each tested claim its q among them all, and believes none that is as likely by chance. One alone is not many.
fn hold<'a>(all: impl Iterator<Item = Option<&'a mut Answered>>, tests: &[Option<Test>]) {
    let many = tests.iter().flatten().count();
    if many < 2 {
        return;
    }
    for (answered, q) in all.zip(q_among_drawn(tests)) {
        let (Some(answered), Some(q)) = (answered, q) else { continue };
        answered.q = Some(q);
        let believed = matches!(answered.graded.grade, Grade::Supported | Grade::Ageing);
        if believed && q >= 0.05 {
            answered.graded =
                assumed(format!("of {many} claims on this map, as likely by chance (q = {q:.2})"));
        }
    }
}

/// Holds a claim that is not written yet to the claims that are, as if it stood among them. `instead` is the key of the pain
/// whose claim it would take the place of; without one, a claim of the same words at the same step is taken for it.
pub(crate) fn hold_among_drawn(
    resolved: &Resolved,
    (step, claim): (usize, &Claim),
    instead: Option<&str>,
    tried: &[Tried],
    answered: &mut Answered,
) {
    let bound = &resolved.bound;
    let Some(test) = own_test(bound, step, Some(claim), Some(answered), tried) else { return };
    let drawn = bound.map.steps().flat_map(|step| &step.pains).map(|pain| pain.claim.as_ref());
    let drawn: Vec<(&Hurt, Option<&Claim>)> = resolved.hurts.iter().zip(drawn).collect();
    let place = drawn.iter().position(|(hurt, known)| match instead {
        Some(key) => hurt.pain.key == key,
        None => hurt.step == step && *known == Some(claim),
    });
    let others = drawn.iter().enumerate().filter(|(at, _)| Some(*at) != place);
    let others = others.map(|(_, (hurt, claim))| {
        own_test(bound, hurt.step, *claim, hurt.answered.as_ref(), tried)
    });
    let tests: Vec<Option<Test>> = std::iter::once(Some(test)).chain(others).collect();
    hold(std::iter::once(Some(answered)), &tests);
}

fn graded(answered: Option<&Answered>, without: &str) -> Graded {
    answered.map_or_else(|| assumed(without), |a| a.graded.clone())
}

/// Journeys lost: those that left, where the claim is of leaving; those fewer that reach the goal, where it is of reaching it.
fn lost(bound: &Bound, answered: Option<&Answered>, claim: Option<&Claim>) -> Figure {
    let Some((answered, claim)) = answered.zip(claim) else {
        return Figure::unknown("no claim that data could answer");
    };
    if let Some(why) = prevalence_why(bound.data.manifest.sampling) {
        return Figure::unknown(why);
    }
    let times = |figure: &Figure, n: f64, sign: f64| {
        let scale = |part: Option<f64>| part.map(|part| (sign * part * n).max(0.0).round());
        let (low, high) = (scale(figure.low), scale(figure.high));
        Figure {
            value: scale(figure.value),
            low: if sign < 0.0 { high } else { low },
            high: if sign < 0.0 { low } else { high },
            why: None,
            ..figure.clone()
        }
    };
    let is: String = claim.is.split_whitespace().collect();
    // Of those who were to go on: the base of the figure.
    let base = answered.evidence.first().map_or(0.0, |with| with.figure.n as f64);
    match claim.question.op {
        Operator::Counts { .. } if is.starts_with("rate") => {
            // The claim's own journeys: its question may look at a part of the map's.
            let unknown = || Figure::unknown("no step to leave");
            let left = answered.evidence.first().map_or_else(unknown, |with| with.figure.clone());
            times(&left, left.n as f64, 1.0)
        }
        // More of them go astray, and each of those is lost with a known likelihood.
        Operator::Funnel { .. } if is.starts_with("difference>") => match answered.cost {
            Some(cost) => times(&answered.tested, cost * base, 1.0),
            None => Figure::unknown("what becomes of those who come there was not compared"),
        },
        Operator::Funnel { .. } if claim.against.is_some() => times(&answered.tested, base, -1.0),
        _ => Figure::unknown(
            "how many customers it costs is not measured: the claim is not about a goal (set one in wayline.toml)",
        ),
    }
}

/// All opportunities of the map, in its order, and what is being done about them.
pub(crate) fn opportunities(
    bound: &Bound,
    keys: &[String],
    tried: &[Tried],
) -> (Vec<Chance>, Vec<(usize, ResolvedAction)>) {
    let (mut chances, mut actions) = (Vec::new(), Vec::new());
    for (step, drawn) in bound.map.steps().enumerate() {
        for (place, opportunity) in drawn.opportunities.iter().enumerate() {
            let answered =
                opportunity.claim.as_ref().map(|claim| answer(bound, claim, step, tried));
            let graded = graded(answered.as_ref(), "nobody has said what it is worth");
            let key = format!("{}.opportunity.{place}", keys[step]);
            if let Some(action) = &opportunity.action {
                let key = format!("{}.action.{place}", keys[step]);
                actions.push((step, action_of(key, opportunity, action)));
            }
            let value = answered.as_ref().map_or_else(
                || Figure::unknown("nobody has said what it is worth"),
                |a| a.tested.clone(),
            );
            let detail = answered.as_ref().and_then(|a| worth(a, &value));
            chances.push(Chance {
                step,
                opportunity: ResolvedOpportunity {
                    key,
                    title: opportunity.opportunity.clone(),
                    detail,
                    grade: graded.grade,
                    value,
                    effort: opportunity.effort,
                },
                why: graded.why,
                answered,
            });
        }
    }
    (chances, actions)
}

/// What it would be worth at most, said as the association that it is.
fn worth(answered: &Answered, value: &Figure) -> Option<String> {
    let [good, bad] = &answered.evidence[..] else { return answered.detail.clone() };
    let (good_value, bad_value) = (good.figure.value?, bad.figure.value?);
    let shown = |value: f64| match good.measure.as_str() {
        "seconds" => duration(value),
        measure => format!("{value:.2} {measure}"),
    };
    let (now, then) = match good.measure.as_str() {
        "rate" => bounds(bad_value, good_value),
        _ => (shown(bad_value), shown(good_value)),
    };
    value.value?;
    Some(format!(
        "{now} → up to {then} for n = {} (association)",
        crate::label::count(bad.figure.n)
    ))
}

fn action_of(key: String, opportunity: &Opportunity, action: &Action) -> ResolvedAction {
    ResolvedAction {
        key,
        title: action.action.clone().unwrap_or_else(|| opportunity.opportunity.clone()),
        kind: action.kind,
        owner: action.owner.clone(),
        department: action.department.clone(),
        due: action.due.clone(),
        status: action.status,
        predict: action.predict.clone(),
        effect: Figure::unknown(match &action.experiment {
            Some(name) => format!("the experiment `{name}` has not been measured"),
            None => "no experiment measures it".into(),
        }),
        grade: Grade::Assumption,
    }
}
