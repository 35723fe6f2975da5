//! What a claim would be worth if it stood on the map.

use crate::error::Result;
use crate::project::Project;
use crate::resolve::claim::answer;
use crate::resolve::pains::hold_among_drawn;
use serde::Serialize;
use wayline_model::claim::Claim;
use wayline_model::evidence::Evidence;
use wayline_model::grade::Grade;
use wayline_model::map::JourneyMap;
use wayline_model::question::Operator;

/// A claim that was weighed.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Weighed {
    /// How well it would stand.
    pub grade: Grade,
    /// Why it would have that grade.
    pub why: String,
    /// One line of proof: `2.18 against 4.27 stars`.
    pub detail: Option<String>,
    /// False-discovery rate over all that was tried, or over the claims drawn on the map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<f64>,
    /// The figures behind it.
    pub evidence: Vec<Evidence>,
}

impl Project {
    /// Grades a claim as if it hung under a step of the map; `step` is its place among all steps, left to right. Nothing is written.
    /// It is judged as it would be on the map: among the comparisons that the map's own pains were found by, and else among
    /// the claims that are drawn there. `instead` is the key of the card whose claim it would take the place of
    /// (`s0.1.pain.0`); that of an opportunity, whose worth is told but not judged among others, is said so too.
    ///
    /// # Errors
    /// As [`Project::show`].
    pub fn weigh(
        &self,
        map: &JourneyMap,
        step: Option<usize>,
        claim: &Claim,
        instead: Option<&str>,
    ) -> Result<Weighed> {
        let resolved = self.resolved(map)?;
        let needs_a_step = match &claim.question.op {
            Operator::Counts { .. } => claim.is.trim_start().starts_with("rate"),
            Operator::Drivers { step, .. } => step.is_none(),
            _ => false,
        };
        let step = step.filter(|step| *step < resolved.keys.len());
        if needs_a_step && step.is_none() {
            return Ok(Weighed {
                grade: Grade::Assumption,
                why: "the claim is about a step, and hangs under none".into(),
                detail: None,
                q: None,
                evidence: Vec::new(),
            });
        }
        let tried = self.tried_for(&resolved)?;
        let at = step.unwrap_or_default();
        let mut answered = answer(&resolved.bound, claim, at, &tried);
        if instead.is_none_or(|key| key.contains(".pain.")) {
            hold_among_drawn(&resolved, (at, claim), instead, &tried, &mut answered);
        }
        Ok(Weighed {
            grade: answered.graded.grade,
            why: answered.graded.why,
            detail: answered.detail,
            q: answered.q,
            evidence: answered.evidence,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;
    use std::fmt::Write as _;
    use wayline_engine::ingest::EventImport;
    use wayline_model::yaml;

    /// Of 240 customers those with a coupon pay more often; nothing depends on the letter of their name.
    fn project(folder: &std::path::Path) -> Project {
        let project = Project::init(folder, Settings::default()).expect("made");
        let mut rows = String::from("customer,activity,time,coupon,letter\n");
        for n in 0..240 {
            let (coupon, letter) = (["yes", "no"][n % 2], ["a", "b", "c"][n % 3]);
            let day = n % 28 + 1;
            writeln!(rows, "c{n},view,2026-03-{day:02} 08:00:00,{coupon},{letter}").expect("text");
            if n % 2 == 0 && n % 3 != 0 || n % 5 == 0 {
                writeln!(rows, "c{n},pay,2026-03-{day:02} 09:00:00,{coupon},{letter}")
                    .expect("text");
            }
        }
        let file = folder.join("a.csv");
        std::fs::write(&file, rows).expect("written");
        let import = EventImport { files: vec![file], ..EventImport::default() };
        project.import_events(&import, &()).expect("imported");
        project
    }

    const MAP: &str = r#"
wayline: 1
map: Buying
stages:
  - stage: All
    steps:
      - step: Looks
        match: [view]
        pains:
          - pain: Coupons help
            claim: { op: funnel, steps: [view, pay], where: 'coupon = "yes"', against: 'coupon = "no"', is: difference > 0 }
          - pain: B is worse than c
            claim: { op: funnel, steps: [view, pay], where: 'letter = "b"', against: 'letter = "c"', is: difference < 0.1 }
          - pain: Nobody has asked
        opportunities:
          - opportunity: Give more coupons
            claim: { op: funnel, steps: [view, pay], where: 'coupon = "yes"', against: 'coupon = "no"', is: difference > 0.2 }
      - step: Pays
        match: [pay]
        pains:
          - pain: Few pay
            claim: { op: counts, is: count > 5 }
          - pain: A is better than b
            claim: { op: funnel, steps: [view, pay], where: 'letter = "a"', against: 'letter = "b"', is: difference < 0.05 }
"#;

    #[test]
    fn a_claim_weighs_what_it_is_worth_on_the_map() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = project(folder.path());
        let map = yaml::read(MAP, "map").0.expect("a map");
        let shown = project.show(&map).expect("shown");
        let resolved = shown.stages.iter().flat_map(|stage| &stage.steps);
        let mut judged = 0;
        for (at, (drawn, step)) in map.steps().zip(resolved).enumerate() {
            for pain in &drawn.pains {
                let Some(claim) = &pain.claim else { continue };
                let known = step.pains.iter().find(|known| known.title == pain.pain);
                let known = known.expect("shown");
                let check = |instead: Option<&str>| {
                    let weighed = project.weigh(&map, Some(at), claim, instead).expect("weighed");
                    let got = (weighed.grade, weighed.why, weighed.q);
                    assert_eq!(got, (known.grade, known.why.clone(), known.q), "{}", pain.pain);
                };
                check(Some(&known.key));
                check(None);
                judged += usize::from(known.q.is_some());
            }
        }
        assert_eq!(judged, 3, "claims with two sides are judged among each other");
    }

    #[test]
    fn one_more_claim_is_judged_among_those_that_are_there_and_an_opportunity_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = project(folder.path());
        let map = yaml::read(MAP, "map").0.expect("a map");
        let pains = &map.stages[0].steps[0].pains;
        let mut claim = pains[0].claim.clone().expect("a claim");
        claim.is = "difference > 0.01".into();
        let q = |instead: Option<&str>| {
            project.weigh(&map, Some(0), &claim, instead).expect("weighed").q
        };
        assert!(q(None).is_some());
        assert_eq!(q(Some("s0.0.opportunity.0")), None);
    }
}
