//! Which pain is worse: the one order that `show`, the map, its summary, the presentation and every picture follow.
//!
//! By what is measured: first customers lost, then customers hit; between equals by grade, then by what is felt. Only what holds is
//! measured: a loss that chance could have made comes after every one that it could not (decision 0009). What nothing measures comes
//! after what something does, and what the data deny is last. Ties are in the order of the map.

use crate::answer::Sampling;
use crate::grade::Grade;
use crate::resolved::ResolvedPain;
use std::cmp::Ordering;

/// A pain as it is ranked.
#[derive(Clone, Copy, Debug)]
pub struct Hurting<'a> {
    /// The pain.
    pub pain: &'a ResolvedPain,
    /// How much worse its journeys feel or wait, on a scale of their own; 0 where that was not compared.
    pub felt: f64,
    /// What the customer feels at its step, −2 … +2.
    pub emotion: Option<f64>,
}

/// Places of pains, the worst first. From a sample chosen by outcome, how many it hits says nothing.
pub fn worst_first(pains: &[Hurting<'_>], sampling: Sampling) -> Vec<usize> {
    let counts = sampling.shows_prevalence();
    let mut order: Vec<usize> = (0..pains.len()).collect();
    order.sort_by(|a, b| compare(&pains[*a], &pains[*b], counts));
    order
}

fn compare(a: &Hurting<'_>, b: &Hurting<'_>, counts: bool) -> Ordering {
    let lost = |one: &Hurting<'_>| one.pain.lost.value.unwrap_or(0.0);
    let hit = |one: &Hurting<'_>| one.pain.hit().filter(|_| counts).unwrap_or(0);
    let emotion = |one: &Hurting<'_>| one.emotion.unwrap_or(f64::INFINITY);
    (sort(a.pain).cmp(&sort(b.pain)))
        .then(lost(b).total_cmp(&lost(a)))
        .then(hit(b).cmp(&hit(a)))
        .then(standing(a.pain.grade).cmp(&standing(b.pain.grade)))
        .then(b.felt.total_cmp(&a.felt))
        .then(emotion(a).total_cmp(&emotion(b)))
}

/// What is measured and holds, what is measured and may be chance, what is not measured, what is denied.
fn sort(pain: &ResolvedPain) -> u8 {
    match pain.grade {
        Grade::Contradicted => 3,
        _ if !pain.is_measured() => 2,
        Grade::Assumption => 1,
        Grade::Supported | Grade::Ageing => 0,
    }
}

/// The better the grade, the sooner.
fn standing(grade: Grade) -> u8 {
    match grade {
        Grade::Supported => 0,
        Grade::Ageing => 1,
        Grade::Assumption => 2,
        Grade::Contradicted => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Evidence, Figure};

    fn pain(title: &str, grade: Grade, lost: Option<f64>, hit: Option<u64>) -> ResolvedPain {
        let figure = |n: u64| Figure { value: Some(0.5), n, ..Figure::default() };
        let evidence = |n| Evidence {
            label: String::new(),
            measure: "rate".into(),
            figure: figure(n),
            sources: Vec::new(),
        };
        ResolvedPain {
            key: String::new(),
            title: title.into(),
            detail: None,
            grade,
            why: String::new(),
            rank: 0,
            lost: Figure { value: lost, ..Figure::default() },
            evidence: hit.map(evidence).into_iter().collect(),
            q: None,
            quotes: Vec::new(),
        }
    }

    fn check(pains: &[(ResolvedPain, f64, Option<f64>)], sampling: Sampling, expect: &[&str]) {
        let hurting: Vec<Hurting<'_>> = pains
            .iter()
            .map(|(pain, felt, emotion)| Hurting { pain, felt: *felt, emotion: *emotion })
            .collect();
        let order = worst_first(&hurting, sampling);
        let titles: Vec<&str> = order.into_iter().map(|at| pains[at].0.title.as_str()).collect();
        assert_eq!(titles, expect);
    }

    #[test]
    fn customers_lost_come_first_then_customers_hit_and_what_is_not_measured_or_denied_last() {
        use Grade::{Ageing, Assumption, Contradicted, Supported};
        let all = [
            (pain("said", Assumption, None, None), 0.0, Some(-2.0)),
            (pain("denied", Contradicted, Some(900.0), Some(900)), 0.0, None),
            (pain("chance", Assumption, Some(700.0), Some(90)), 0.0, None),
            (pain("quoted", Supported, None, None), 0.0, None),
            (pain("hits few", Supported, None, Some(40)), 9.0, None),
            (pain("hits many, old", Ageing, None, Some(400)), 0.0, None),
            (pain("hits many", Supported, None, Some(400)), 0.0, None),
            (pain("loses few", Ageing, Some(3.0), Some(5)), 0.0, None),
            (pain("loses many", Supported, Some(30.0), Some(60)), 0.0, None),
        ];
        let expect = [
            "loses many",
            "loses few",
            "hits many",
            "hits many, old",
            "hits few",
            "chance",
            "quoted",
            "said",
            "denied",
        ];
        check(&all, Sampling::All, &expect);
    }

    #[test]
    fn between_equals_what_is_felt_decides_and_then_the_order_of_the_map() {
        let one = |title| pain(title, Grade::Supported, None, Some(40));
        let all = [
            (one("a"), 1.0, None),
            (one("b"), 2.0, Some(1.0)),
            (one("c"), 2.0, Some(-1.0)),
            (one("d"), 1.0, None),
        ];
        check(&all, Sampling::All, &["c", "b", "a", "d"]);
    }

    #[test]
    fn in_a_sample_chosen_by_outcome_it_does_not_count_how_many_are_hit() {
        let all = [
            (pain("many", Grade::Supported, None, Some(400)), 1.0, None),
            (pain("much", Grade::Supported, None, Some(40)), 2.0, None),
        ];
        check(&all, Sampling::OutcomeSelected, &["much", "many"]);
    }
}
