//! What the data say to a claim: its question asked of the journeys with and without, and the difference between the two.
//!
//! `is` is `QUANTITY < NUMBER` or `QUANTITY > NUMBER`. Which quantities an operator has:
//! `ratings`: `mean`; `dwell`: `median_s`; `funnel`: `rate` (of the last step, from the start); `counts`: `rate` (of leaving the
//! step the claim hangs under), `count`; `drivers`: `odds` (of the step's activities). With `against`, `difference` is the quantity of the
//! question less that of the other side. Its interval is put together from the two by the method of variance
//! estimates recovery (Newcombe 1998, method 10, for rates; Zou and Donner 2008 for any figure with an interval).

use crate::bound::Bound;
use crate::grade::{Graded, Side, assumed, claimed};
use crate::label::count;
use crate::pain::Tried;
use crate::pain::loss::Loss;
use crate::resolve::leaving;
use serde_json::Value as Json;
use wayline_engine::stats::multiple::benjamini_hochberg;
use wayline_model::claim::Claim;
use wayline_model::duration::duration;
use wayline_model::evidence::{Evidence, Figure, Micros};
use wayline_model::percent::{bounds, percent};
use wayline_model::question::{Operator, Question};

/// What came of asking.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    /// How it stands.
    pub(crate) graded: Graded,
    /// The figures: with it, and without it.
    pub(crate) evidence: Vec<Evidence>,
    /// The figure that the claim is about; the difference where there are two sides.
    pub(crate) tested: Figure,
    /// One line: `2.18 against 4.27 stars`.
    pub(crate) detail: Option<String>,
    /// False-discovery rate over all that was tried.
    pub(crate) q: Option<f64>,
    /// What it costs, to rank by.
    pub(crate) loss: Loss,
    /// Customers that one more journey of it loses, where it was measured what becomes of them.
    pub(crate) cost: Option<f64>,
}

/// A quantity of one side.
struct Measured {
    figure: Figure,
    measure: &'static str,
    newest: Option<Micros>,
    sources: Vec<String>,
}

/// Asks a claim that hangs under a step.
pub(crate) fn answer(bound: &Bound, claim: &Claim, step: usize, tried: &[Tried]) -> Answered {
    match asked(bound, claim, step, tried) {
        Ok(answered) => answered,
        Err(why) => Answered {
            graded: assumed(why.clone()),
            evidence: Vec::new(),
            tested: Figure::unknown(why),
            detail: None,
            q: None,
            loss: Loss::default(),
            cost: None,
        },
    }
}

fn asked(bound: &Bound, claim: &Claim, step: usize, tried: &[Tried]) -> Result<Answered, String> {
    let (quantity, side) = read_is(&claim.is)?;
    let question = scoped(bound, &claim.question);
    let with = figure(bound, &question, &quantity, step)?;
    let found = tried.iter().find(|known| was_tried(bound, known, claim, step));
    let q = found.map(|known| known.q);
    let Some(against) = &claim.against else {
        if quantity == "difference" {
            return Err("a difference needs `against`".into());
        }
        let age = age(bound, &question, with.newest);
        let base = with.figure.n;
        let shown = |value: f64| said_bare(value, with.measure);
        let graded = claimed(&with.figure, side, base, bound.settings.minimum_base, q, age, &shown);
        let detail = with.figure.value.map(|value| match with.measure {
            "count" => said(value, with.measure),
            measure => format!("{}, n = {}", said(value, measure), count(with.figure.n)),
        });
        let tested = with.figure.clone();
        let label = match question.op {
            Operator::Counts { .. } if with.measure == "rate" => "left here".into(),
            _ => label(with.measure, None),
        };
        let loss = found.map_or_else(|| standing_loss(&with), |known| known.loss);
        let evidence = vec![evidence(with, label)];
        return Ok(Answered { graded, evidence, tested, detail, q, loss, cost: None });
    };
    let mut other = question.clone();
    other.scope.filter = Some(in_map(bound, against));
    let without = figure(bound, &other, &quantity, step)?;
    let tested = difference(&with.figure, &without.figure);
    let base = with.figure.n.min(without.figure.n);
    let age = age(bound, &question, with.newest.min(without.newest));
    let shown = |value: f64| said_bare(value, with.measure);
    let graded = claimed(&tested, side, base, bound.settings.minimum_base, q, age, &shown);
    let detail = with.figure.value.zip(without.figure.value).map(|(one, other)| {
        let (one, other) = match with.measure {
            "rate" => bounds(one, other),
            measure => (said_bare(one, measure), said(other, measure)),
        };
        format!(
            "{one} against {other}, n = {} and {}",
            count(with.figure.n),
            count(without.figure.n)
        )
    });
    let counted = bound.data.manifest.sampling.shows_prevalence();
    let loss =
        found.map_or_else(|| tested_loss(&tested, &with, &without, counted), |known| known.loss);
    let cost = found.map(|known| known.cost).filter(|cost| *cost > 0.0);
    let evidence = vec![
        evidence(with, label(measure_of(&question), Some(true))),
        evidence(without, label(measure_of(&other), Some(false))),
    ];
    Ok(Answered { graded, evidence, tested, detail, q, loss, cost })
}

/// False-discovery rates of claims that are not among those tried, from their own intervals and the number each is compared with: over
/// all such claims of the map.
pub(crate) fn q_among_drawn(tested: &[Option<(Figure, f64)>]) -> Vec<Option<f64>> {
    use statrs::distribution::{ContinuousCDF, Normal};
    let p: Vec<Option<f64>> = tested
        .iter()
        .map(|figure| {
            let (figure, bound) = figure.as_ref()?;
            let half = (figure.high? - figure.low?) / 2.0;
            let z =
                (figure.value? - bound) / (half / crate::pain::effect::Z).max(f64::MIN_POSITIVE);
            Some(2.0 * Normal::standard().cdf(-z.abs()))
        })
        .collect();
    let q = benjamini_hochberg(&p.iter().flatten().copied().collect::<Vec<_>>());
    let mut q = q.into_iter();
    p.into_iter().map(|p| p.and_then(|_| q.next())).collect()
}

/// Whether a claim that hangs under a step is one that was tried. Leaving is of its step; any other claim is the same wherever a team moves it.
pub(crate) fn was_tried(bound: &Bound, known: &Tried, drawn: &Claim, step: usize) -> bool {
    let of_step = matches!(drawn.question.op, Operator::Counts { .. });
    (!of_step || known.step == step) && same(bound, &known.claim, drawn)
}

/// Whether a claim of the map asks what one that was tried does, which says the map's own filter in full.
fn same(bound: &Bound, tried: &Claim, drawn: &Claim) -> bool {
    let full = |filter: &Option<String>| filter.as_deref().map(|filter| in_map(bound, filter));
    let filter = |claim: &Claim| scoped(bound, &claim.question).scope.filter;
    tried.question.op == drawn.question.op
        && tried.is == drawn.is
        && filter(tried) == filter(drawn)
        && full(&tried.against) == full(&drawn.against)
}

/// The number that a claim compares with.
pub(crate) fn number(claim: &Claim) -> Option<f64> {
    read_is(&claim.is).ok().map(|(_, side)| match side {
        Side::Below(bound) | Side::Above(bound) => bound,
    })
}

fn read_is(is: &str) -> Result<(String, Side), String> {
    let wrong = || format!("`is: \"{is}\"` is neither QUANTITY < NUMBER nor QUANTITY > NUMBER");
    let place = is.find(['<', '>']).ok_or_else(wrong)?;
    let bound = is[place + 1..].trim().parse::<f64>().ok().filter(|bound| bound.is_finite());
    let bound = bound.ok_or_else(wrong)?;
    let side = if is[place..].starts_with('<') { Side::Below(bound) } else { Side::Above(bound) };
    Ok((is[..place].trim().to_owned(), side))
}

/// The question with the map's unit and, where it has no filter of its own, the map's.
pub(crate) fn scoped(bound: &Bound, question: &Question) -> Question {
    let mut question = bound.in_unit(question);
    question.scope.filter = match (question.scope.filter.take(), bound.map.filter.as_deref()) {
        (None, Some(scope)) => Some(scope.to_owned()),
        (Some(own), _) => Some(in_map(bound, &own)),
        (None, None) => None,
    };
    question
}

/// A filter inside of the map's own, unless it says so itself, as [`Bound::question`] writes it.
fn in_map(bound: &Bound, filter: &str) -> String {
    match bound.map.filter.as_deref() {
        Some(scope) if filter != scope && !says(filter, scope) => {
            format!("({scope}) and ({filter})")
        }
        _ => filter.to_owned(),
    }
}

/// Whether a filter is `(scope) and (…)` with nothing after the bracket that closes the second part.
fn says(filter: &str, scope: &str) -> bool {
    let rest = filter.strip_prefix(&format!("({scope}) and ("));
    let Some(inner) = rest.and_then(|rest| rest.strip_suffix(')')) else { return false };
    let (mut depth, mut quoted, mut escaped) = (0_i64, false, false);
    for letter in inner.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0 && !quoted
}

fn measure_of(question: &Question) -> &'static str {
    match question.op {
        Operator::Ratings { .. } => "rating",
        Operator::Dwell { .. } => "seconds",
        Operator::Drivers { .. } => "odds",
        _ => "rate",
    }
}

fn label(measure: &str, with: Option<bool>) -> String {
    let what = match measure {
        "seconds" => "median time",
        "odds" => "odds of reaching the goal",
        "rate" => "share of journeys",
        "count" => "journeys",
        _ => "mean rating",
    };
    match with {
        None => what.into(),
        Some(true) => format!("{what}, journeys with it"),
        Some(false) => format!("{what}, comparable journeys without it"),
    }
}

fn evidence(side: Measured, label: String) -> Evidence {
    Evidence { label, measure: side.measure.into(), figure: side.figure, sources: side.sources }
}

fn age(bound: &Bound, question: &Question, newest: Option<Micros>) -> crate::grade::Age {
    match question.op {
        Operator::Ratings { .. } => bound.feedback_age(newest),
        _ => bound.events_age(newest),
    }
}

/// The quantity of a question's answer.
fn figure(
    bound: &Bound,
    question: &Question,
    quantity: &str,
    step: usize,
) -> Result<Measured, String> {
    let wrong = || format!("`{quantity}` is not a figure of this question");
    let fits = |names: &[&str]| quantity == "difference" || names.contains(&quantity);
    let kept = || bound.kept(question.scope.filter.as_deref()).map_err(|e| e.to_string());
    let events = |figure: Figure, measure| -> Result<Measured, String> {
        let newest = bound.newest(&kept()?);
        let sources = sources(bound, wayline_engine::manifest::SourceKind::Events);
        Ok(Measured { figure: stamped(figure, question, newest), measure, newest, sources })
    };
    match &question.op {
        Operator::Ratings { .. } if fits(&["mean"]) => {
            let unit = &bound.unit;
            let selected = crate::ratings::select(&bound.data, unit, question, &bound.asking)
                .map_err(|e| e.to_string())?;
            let scale = selected.scale.ok_or("nobody was asked")?;
            let ratings = crate::ratings::gather(&bound.data, scale, &selected.feedback);
            let mut question = question.clone();
            question.op = match question.op {
                Operator::Ratings { about, .. } => Operator::Ratings {
                    kind: Some(crate::pain::outcome::kind_name(scale.kind()).into()),
                    about,
                },
                op => op,
            };
            let figure = ratings.native(bound.settings.minimum_base);
            Ok(Measured {
                figure: stamped(figure, &question, selected.newest),
                measure: crate::pain::outcome::kind_name(scale.kind()),
                newest: selected.newest,
                sources: sources(bound, wayline_engine::manifest::SourceKind::Feedback),
            })
        }
        Operator::Dwell { .. } if fits(&["median_s"]) => {
            let answer = bound.ask(question).map_err(|e| e.to_string())?.answer;
            events(median(&answer, bound.settings.minimum_base), "seconds")
        }
        Operator::Funnel { .. } if fits(&["rate"]) => {
            let answer = bound.ask(question).map_err(|e| e.to_string())?.answer;
            let last = answer["steps"].as_array().and_then(|steps| steps.last());
            let rate = last.ok_or_else(wrong)?["from_start"].clone();
            events(serde_json::from_value(rate).map_err(|_| wrong())?, "rate")
        }
        Operator::Counts { .. } if quantity == "count" => {
            // Counted, not estimated: the interval has no width.
            let n = kept()?.len() as u64;
            let value = Some(n as f64);
            events(Figure { value, low: value, high: value, n, ..Figure::default() }, "count")
        }
        Operator::Counts { .. } if fits(&["rate"]) => {
            let own = question.scope.filter.as_deref();
            let figure = leaving::among(bound, step, "", own).figure;
            let newest = bound.newest(&kept()?);
            // Asked of those who came here: among all activities the one that is meant stands out.
            let mut question = Question { op: bound.counts(), scope: question.scope.clone() };
            if let Some(here) = bound.taken(step..step + 1) {
                question.scope.filter = Some(match own {
                    Some(own) => format!("({own}) and ({here})"),
                    None => here,
                });
            }
            Ok(Measured {
                figure: stamped(figure, &question, newest),
                measure: "rate",
                newest,
                sources: sources(bound, wayline_engine::manifest::SourceKind::Events),
            })
        }
        Operator::Drivers { goal, within, step: named } if quantity == "odds" => {
            let op = Operator::Drivers {
                goal: goal.clone(),
                within: within.clone(),
                step: Some(drivers_step(bound, named.as_deref(), step)),
            };
            let question = Question { op, scope: question.scope.clone() };
            let answer = bound.ask(&question).map_err(|e| e.to_string())?.answer;
            let odds = answer["drivers"][0]["odds"].clone();
            events(serde_json::from_value(odds).map_err(|_| wrong())?, "odds")
        }
        _ => Err(wrong()),
    }
}

/// The first activity of the step that a claim names, or hangs under.
fn drivers_step(bound: &Bound, named: Option<&str>, step: usize) -> String {
    let at = named.and_then(|name| bound.map.steps().position(|known| known.step == name));
    match (at, named) {
        (None, Some(name)) => name.to_owned(),
        (at, _) => bound.activities(at.unwrap_or(step)).first().map_or("", |name| name).to_owned(),
    }
}

/// The median of an answer to `dwell`.
pub(crate) fn median(answer: &Json, min_base: u64) -> Figure {
    let half = answer["quantiles"]
        .as_array()
        .and_then(|all| all.iter().find(|quantile| quantile["p"].as_f64() == Some(0.5)));
    let part = |name: &str| half.and_then(|half| half[name].as_f64());
    let n = answer["n"].as_u64().unwrap_or_default();
    let value = part("s");
    Figure {
        value,
        low: part("low_s"),
        high: part("high_s"),
        n,
        low_base: n < min_base,
        why: value.is_none().then(|| "fewer than half of the journeys have come so far".into()),
        ..Figure::default()
    }
}

/// A figure with its question and its time.
pub(crate) fn stamped(figure: Figure, question: &Question, newest: Option<Micros>) -> Figure {
    Figure {
        question: Some(question.clone()),
        as_of: newest.and_then(crate::data::rfc3339),
        ..figure
    }
}

/// The names of the imported sources of one kind.
pub(crate) fn sources(bound: &Bound, kind: wayline_engine::manifest::SourceKind) -> Vec<String> {
    let all = bound.data.manifest.sources.iter().filter(|source| source.kind == kind);
    all.map(|source| source.name.clone()).collect()
}

/// One figure less another, with the interval recovered from theirs.
pub(crate) fn difference(one: &Figure, other: &Figure) -> Figure {
    let n = one.n.min(other.n);
    let low_base = one.low_base || other.low_base;
    let (Some(a), Some(b)) = (one.value, other.value) else {
        let why = one.why.clone().or_else(|| other.why.clone());
        return Figure {
            n,
            low_base,
            ..Figure::unknown(why.unwrap_or_else(|| "one side has no figure".into()))
        };
    };
    let interval = one.low.zip(one.high).zip(other.low.zip(other.high));
    let ends = interval.map(|((low, high), (other_low, other_high))| {
        let below = ((a - low).powi(2) + (other_high - b).powi(2)).sqrt();
        let above = ((high - a).powi(2) + (b - other_low).powi(2)).sqrt();
        (a - b - below, a - b + above)
    });
    Figure {
        value: Some(a - b),
        low: ends.map(|(low, _)| low),
        high: ends.map(|(_, high)| high),
        n,
        low_base,
        ..Figure::default()
    }
}

/// What a claim that was drawn by hand costs; nothing where it does not hold. `counted` is whether journeys say something about customers.
fn tested_loss(tested: &Figure, with: &Measured, without: &Measured, counted: bool) -> Loss {
    let size = match (tested.low, tested.high) {
        (Some(low), Some(high)) if low * high > 0.0 => tested.value.unwrap_or_default().abs(),
        _ => return Loss::default(),
    };
    let times = if counted { with.figure.n as f64 } else { 1.0 };
    match with.measure {
        "seconds" => Loss::felt(times * size / without.figure.value.unwrap_or(1.0).max(1.0)),
        "rate" if counted => Loss::customers(times * size),
        "rate" => Loss::felt(size),
        // A share of the scale's range.
        "nps" => Loss::felt(times * size / 10.0),
        "ces2" => Loss::felt(times * size / 6.0),
        _ => Loss::felt(times * size / 4.0),
    }
}

fn standing_loss(with: &Measured) -> Loss {
    match with.measure {
        "rate" => Loss::customers(with.figure.value.unwrap_or_default() * with.figure.n as f64),
        _ => Loss::default(),
    }
}

fn said(value: f64, measure: &str) -> String {
    match measure {
        "seconds" => duration(value),
        "rate" => percent(value),
        "count" => format!("{value:.0} journeys"),
        "odds" => format!("odds {value:.2}"),
        "nps" | "csat" | "ces" | "ces2" => format!("{value:.2} {}", measure.to_uppercase()),
        other => format!("{value:.2} {other}"),
    }
}

fn said_bare(value: f64, measure: &str) -> String {
    match measure {
        "seconds" | "rate" | "count" | "odds" => said(value, measure),
        _ => format!("{value:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn only_a_filter_wholly_inside_of_the_scope_says_it_itself() {
        let scope = "country = \"PL\"";
        let check = |filter: &str| says(&format!("({scope}) and {filter}"), scope);
        assert!(check("(did(\"pay\"))"));
        assert!(check("(channel = \"a)\" or channel = \"b\")"));
        assert!(!check("did(\"pay\")"));
        assert!(!check("(did(\"pay\")) or (did(\"view\"))"));
        assert!(!says("did(\"pay\")", scope));
    }
}
