//! Holds drafts against the truth: fifty companies whose pains are moved, resized or absent and whose activities go by codes.
//!
//! A drawn pain is **true** if it says what was planted: at the right step, of the right kind, and where it names an attribute the
//! right values. Everything else that is drawn is false, whatever its figures.

use rayon::prelude::*;
use std::fmt::Write as _;
use wayline_engine::ingest::{EventImport, FeedbackImport};
use wayline_model::map::{JourneyMap, Pain, Step};
use wayline_model::question::Operator;
use wayline_project::{DraftOptions, Project, Settings};
use wayline_sample::plan::{Hurt, Plan, Stop};
use wayline_sample::truth::{PainTruth, Truth};
use wayline_sample::{Company, NAME};

/// Seeds that no rule of the draft was made with.
const COMPANIES: std::ops::Range<u64> = 5_000..5_050;
const CUSTOMERS: u32 = 6_000;
/// A pain that loses fewer of so few customers, or that fewer met, is not worth finding.
const WORTH_LOST: u64 = 60;
const WORTH_MET: u64 = 300;
/// A pain that loses so many times as many customers as another one stands higher.
const CLEARLY: f64 = 1.5;
const ATTRIBUTES: [&str; 7] = ["channel", "device", "country", "aim", "theme", "offer", "plan"];

/// What a drawn pain says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    /// A planted pain.
    Pain(Hurt),
    /// The effect of the experiment.
    Experiment,
}

/// A company's draft beside its truth.
struct Held {
    seed: u64,
    truth: Truth,
    /// The pains of the map, the worst first, each with the planted one that it says.
    drawn: Vec<(String, Option<Said>)>,
}

fn draft(plan: &Plan, goal: Option<String>) -> (JourneyMap, Truth, Vec<u64>) {
    let company = Company::make(plan);
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in company.files() {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let settings = Settings { name: NAME.into(), goal, ..Settings::default() };
    let project = Project::init(&folder.path().join("project"), settings).expect("a project");
    let files = || vec![folder.path().to_path_buf()];
    let mapping = Some(folder.path().join("mapping.toml"));
    let events = EventImport { files: files(), mapping: mapping.clone(), ..EventImport::default() };
    project.import_events(&events, &()).expect("events");
    for mapping in ["mapping.toml", "recommend.toml"] {
        let mapping = Some(folder.path().join(mapping));
        let import = FeedbackImport { files: files(), mapping, ..FeedbackImport::default() };
        project.import_feedback(&import, &()).expect("feedback");
    }
    let map = project.draft(&DraftOptions::default()).expect("a draft").map;
    let shown = project.show(&map).expect("a resolved map");
    let ranks = shown.stages.iter().flat_map(|stage| &stage.steps).flat_map(|step| &step.pains);
    let ranks = ranks.map(|pain| pain.rank).collect();
    (map, company.truth(), ranks)
}

fn held(seed: u64) -> Held {
    let plan = Plan::shuffled(seed, CUSTOMERS);
    // Every other company says what it wants more of.
    let goal = seed.is_multiple_of(2).then(|| plan.activity(Stop::Renews).to_owned());
    let (map, truth, ranks) = draft(&plan, goal);
    let mut drawn: Vec<(u64, String, Option<Said>)> = map
        .steps()
        .flat_map(|step| step.pains.iter().map(move |pain| (step, pain)))
        .zip(ranks)
        .map(|((step, pain), rank)| (rank, pain.pain.clone(), says(&truth, step, pain)))
        .collect();
    drawn.sort_by_key(|(rank, ..)| *rank);
    let drawn = drawn.into_iter().map(|(_, title, said)| (title, said)).collect();
    Held { seed, truth, drawn }
}

/// What a drawn pain says of what was planted.
fn says(truth: &Truth, step: &Step, pain: &Pain) -> Option<Said> {
    let claim = pain.claim.as_ref()?;
    let filter = claim.question.scope.filter.as_deref().unwrap_or("");
    let named: Vec<&str> = ATTRIBUTES.into_iter().filter(|name| filter.contains(name)).collect();
    let at = |activity: &str| step.activities.iter().any(|own| own == activity);
    let offer = &truth.experiment;
    if named == [offer.attribute] && at(offer.activity) {
        // The worse of two offers that were shown by lot.
        return filter.ends_with("= \"A\"").then_some(Said::Experiment);
    }
    let says = |planted: &&PainTruth| {
        let here = at(planted.activity) && named.is_empty();
        match planted.hurt {
            Hurt::DropOff => here && matches!(claim.question.op, Operator::Counts { .. }),
            Hurt::Feeling => {
                let asked = matches!(claim.question.op, Operator::Ratings { about: Some(_), .. });
                here && asked && claim.against.is_none()
            }
            Hurt::Wait => here && filter.contains("and not did(") && filter.contains(", within "),
            Hurt::Repeat => {
                here && filter.contains(&format!("count(\"{}\") >= 2", planted.activity))
            }
            Hurt::Narrow => planted.only.is_some_and(|(channel, device)| {
                named == ["channel", "device"]
                    && filter.contains(&format!("= \"{channel}\""))
                    && filter.contains(&format!("= \"{device}\""))
            }),
        }
    };
    truth.pains.iter().find(says).map(|planted| Said::Pain(planted.hurt))
}

impl Held {
    /// Share of the drawn pains that say nothing true.
    fn false_share(&self) -> f64 {
        let wrong = self.drawn.iter().filter(|(_, said)| said.is_none()).count();
        wrong as f64 / self.drawn.len().max(1) as f64
    }

    /// Where a planted pain stands among those drawn, the worst first.
    fn place(&self, hurt: Hurt) -> Option<usize> {
        self.drawn.iter().position(|(_, said)| *said == Some(Said::Pain(hurt)))
    }

    /// Planted pains that are worth finding among so few customers.
    fn worth_finding(&self) -> impl Iterator<Item = &PainTruth> {
        self.truth.pains.iter().filter(|pain| match pain.hurt {
            Hurt::Feeling => pain.met >= WORTH_MET,
            _ => pain.lost >= WORTH_LOST,
        })
    }

    /// What was planted, and what was drawn.
    fn told(&self) -> String {
        let mut out = format!("company {}\n", self.seed);
        for pain in &self.truth.pains {
            let PainTruth { hurt, activity, only, size, met, lost, .. } = pain;
            let found = if self.place(*hurt).is_some() { "found" } else { "not found" };
            let _ = writeln!(
                out,
                "  planted {hurt:?} at {activity}, size {size} %, {only:?}: {met} met it, {lost} lost, {found}"
            );
        }
        for (title, said) in &self.drawn {
            let _ = writeln!(out, "  drawn {title}: {said:?}");
        }
        out
    }
}

#[test]
fn what_was_planted_is_found_and_ranked_and_little_else_is_drawn() {
    let all: Vec<Held> = COMPANIES.into_par_iter().map(held).collect();
    for held in &all {
        print!("{}", held.told());
    }

    let n = all.len() as f64;
    let mean = all.iter().map(Held::false_share).sum::<f64>() / n;
    let variance =
        all.iter().map(|held| (held.false_share() - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let error = (variance / n).sqrt();
    let drawn: usize = all.iter().map(|held| held.drawn.len()).sum();
    println!(
        "mean share of false pains {:.2} % (standard error {:.2}), {drawn} drawn in {n} companies",
        100.0 * mean,
        100.0 * error
    );

    let (mut worth, mut missed) = (0, Vec::new());
    let (mut pairs, mut turned) = (0, Vec::new());
    for held in &all {
        for pain in held.worth_finding() {
            worth += 1;
            if held.place(pain.hurt).is_none() {
                missed.push(format!("company {}: {pain:?}", held.seed));
            }
        }
        let found: Vec<&PainTruth> =
            held.truth.pains.iter().filter(|pain| held.place(pain.hurt).is_some()).collect();
        for (place, more) in found.iter().enumerate() {
            for less in &found[place + 1..] {
                if more.lost as f64 >= CLEARLY * less.lost as f64 && more.lost >= WORTH_LOST {
                    pairs += 1;
                    if held.place(more.hurt) > held.place(less.hurt) {
                        turned.push(format!("company {}: {more:?} below {less:?}", held.seed));
                    }
                }
            }
        }
    }
    println!("{} of {worth} pains worth finding are found", worth - missed.len());
    println!("{} of {pairs} clear pairs stand the right way round", pairs - turned.len());
    for held in &all {
        for (place, (title, said)) in held.drawn.iter().enumerate() {
            let again =
                held.drawn[..place].iter().any(|(_, other)| said.is_some() && other == said);
            assert!(!again, "company {}: {title} says what another card says", held.seed);
        }
    }
    let named = |title: &str| title.contains("theme");
    let fooled: Vec<&Held> =
        all.iter().filter(|held| held.drawn.iter().any(|(title, _)| named(title))).collect();

    assert!(mean <= 0.05, "the mean share of false pains is {mean}");
    assert!(worth >= 100 && missed.is_empty(), "{missed:#?}");
    assert!(pairs >= 100 && turned.is_empty(), "{turned:#?}");
    assert_eq!(fooled.len(), 0, "the coincidence is drawn");
}
