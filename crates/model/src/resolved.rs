//! A map with its evidence: what `show --json` prints, the page shows and every picture draws.
//!
//! Every piece a reader can click has a `key`, unique in the map and stable for the same map and data
//! (`s0.1.emotion`, `s0.1.pain.0`, `path.2`, `health.goal`); `evidence` of the API takes it.

use crate::answer::Sampling;
use crate::diagnostic::Diagnostic;
use crate::evidence::{Evidence, Figure};
use crate::grade::Grade;
use crate::map::{ActionKind, Feel, FeelingSource, JourneyMap, Kind, Library, Serve, Status, Step};
use crate::question::{Question, Unit};
use serde::{Deserialize, Serialize};

/// The resolved map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ResolvedMap {
    /// Its name.
    pub map: String,
    /// Which of the four kinds.
    pub kind: Kind,
    /// Name of the dataset.
    pub dataset: String,
    /// True for the generated sample company.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
    /// The goal in words.
    pub goal_text: Option<String>,
    /// Personas it is about.
    pub actors: Vec<String>,
    /// What counts as one journey.
    pub unit: Unit,
    /// How the data were sampled.
    pub sampling: Sampling,
    /// Newest time in the data, RFC 3339 UTC.
    pub as_of: Option<String>,
    /// Oldest time in the data, RFC 3339 UTC.
    pub since: Option<String>,
    /// The lanes that the map shows, from top to bottom, by their names in [`crate::lane::LANES`]; none where nobody chose: those
    /// usual for its kind, and whatever else holds something.
    #[serde(default)]
    pub lanes: Vec<String>,
    /// Touchpoints and channels that no step uses yet, or of which more is known than their name.
    #[serde(default, skip_serializing_if = "Library::is_empty")]
    pub library: Library,
    /// Sentences that must stand on every picture: why no prevalence is shown, low bases, imputed times.
    pub notes: Vec<String>,
    /// The figures of the header.
    pub health: Health,
    /// Left to right.
    pub stages: Vec<ResolvedStage>,
    /// Branches, loops, alternatives: drawn and found.
    pub paths: Vec<ResolvedPath>,
    /// Where one department passes the customer on to another, as drawn.
    #[serde(default)]
    pub hand_overs: Vec<ResolvedHandOver>,
    /// What is wrong with the map.
    pub diagnostics: Vec<Diagnostic>,
}

/// The figures of the header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Health {
    /// Journeys on the map.
    pub journeys: u64,
    /// Their events.
    pub events: u64,
    /// Customers behind the journeys, where that is another number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customers: Option<u64>,
    /// Share that reaches the goal.
    pub goal: Figure,
    /// Statements on the map that could be backed.
    pub claims: u64,
    /// Of these, supported.
    pub supported: u64,
    /// Of these, assumptions.
    pub assumptions: u64,
    /// Of these, ageing.
    pub ageing: u64,
    /// Of these, contradicted.
    pub contradicted: u64,
    /// Share of journeys whose every event is matched by a step and whose every move is on the map.
    pub explained: Figure,
    /// The lowest emotion.
    pub lowest: Lowest,
}

/// The lowest moment: of those measured on a sufficient base; where there is none, of those on a small base and of what is assumed,
/// whose `n` is 0.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Lowest {
    /// Name of the step; `null` if no step has ratings on a sufficient base and none an estimate.
    pub step: Option<String>,
    /// Its emotion.
    #[serde(flatten)]
    pub emotion: Figure,
}

impl Lowest {
    /// The lowest moment of a map; of equals the leftmost.
    pub fn of(stages: &[ResolvedStage]) -> Self {
        let felt = stages.iter().flat_map(|stage| &stage.steps).filter_map(|step| {
            Some((step.emotion.figure.value.filter(|value| value.is_finite())?, step))
        });
        let least = |felt: &mut dyn Iterator<Item = (f64, &ResolvedStep)>| {
            felt.min_by(|(a, _), (b, _)| a.total_cmp(b))
                .map(|(_, step)| (step.name.clone(), step.emotion.figure.clone()))
        };
        let firm = least(&mut felt.clone().filter(|(_, step)| step.emotion.is_firm()));
        if let Some((name, emotion)) = firm.or_else(|| least(&mut felt.clone())) {
            return Self { step: Some(name), emotion };
        }
        let why = "no step has ratings, and nobody has estimated one";
        Self { step: None, emotion: Figure::unknown(why) }
    }
}

/// A stage with its count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ResolvedStage {
    /// `s0`
    pub key: String,
    /// Its name.
    pub name: String,
    /// What the customer asks.
    pub question: Option<String>,
    /// What is ours to do.
    pub task: Option<String>,
    /// Journeys with at least one of its steps; `null` when nothing is bound.
    pub count: Option<u64>,
    /// Left to right.
    pub steps: Vec<ResolvedStep>,
}

/// A step with everything known about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ResolvedStep {
    /// `s0.1`
    pub key: String,
    /// Its name.
    pub name: String,
    /// The activities that are this step.
    #[serde(rename = "match")]
    pub activities: Vec<String>,
    /// Not taking it is not a leak.
    pub optional: bool,
    /// Comes several times in at least a tenth of its journeys, or is said to.
    pub repeats: bool,
    /// Ends the journey.
    pub end: bool,
    /// Journeys that took it; `null` when nothing is bound.
    pub count: Option<u64>,
    /// Events of it.
    pub events: Option<u64>,
    /// Where the customer meets us.
    pub touchpoints: Vec<String>,
    /// Channels, drawn and found, most used first.
    pub channels: Vec<String>,
    /// What the customer feels.
    pub emotion: ResolvedEmotion,
    /// Share of its journeys that left here: nothing followed within the idle limit and the goal was not reached.
    pub left: Leaving,
    /// Median seconds from the step before, over journeys that came from there.
    pub wait_s: Figure,
    /// What the customer does.
    pub action: Option<String>,
    /// What the customer needs.
    pub need: Vec<String>,
    /// What the customer thinks.
    pub think: Vec<String>,
    /// How we serve the customer.
    pub serve: Serve,
    /// Which of our departments serves the customer here.
    #[serde(default)]
    pub department: Option<String>,
    /// What customers say here, the most telling first.
    pub voices: Vec<Voice>,
    /// What hurts, the worst first.
    pub pains: Vec<ResolvedPain>,
    /// What could be better.
    pub opportunities: Vec<ResolvedOpportunity>,
    /// What is being done.
    pub actions: Vec<ResolvedAction>,
    /// Thoughts of the team that may become opportunities.
    #[serde(default)]
    pub ideas: Vec<String>,
    /// A map of its own.
    pub opens: Option<String>,
}

/// An emotion point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ResolvedEmotion {
    /// `s0.1.emotion`
    pub key: String,
    /// −2 … +2 with its interval; `value` is `null` with a why where nothing is known.
    #[serde(flatten)]
    pub figure: Figure,
    /// The word for it.
    pub feel: Option<Feel>,
    /// What it rests on.
    pub from: Option<FeelingSource>,
    /// The mean on the scale that was asked: 2.18 stars.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub native: Option<f64>,
    /// Where a person's estimate stands beside ratings: −2 … +2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<f64>,
    /// Filled when supported, hollow when an assumption.
    pub grade: Grade,
}

impl ResolvedEmotion {
    /// Whether it rests on enough people: else it is hollow, and the line to it is broken.
    pub fn is_firm(&self) -> bool {
        self.grade != Grade::Assumption && !self.figure.low_base
    }
}

/// Who left at a step, and who is still there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Leaving {
    /// `s0.1.left`
    pub key: String,
    /// Left, of those who did not stay open.
    #[serde(flatten)]
    pub figure: Figure,
    /// Journeys that left here; `null` where the sampling forbids it.
    pub count: Option<u64>,
    /// Journeys whose last event is here and still young: neither left nor gone on.
    pub open: Option<u64>,
}

/// What one customer said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Voice {
    /// `s0.1.voice.0`
    pub key: String,
    /// Id of the verbatim.
    pub verbatim: String,
    /// The words.
    pub text: String,
    /// BCP 47: `pt`.
    pub language: Option<String>,
    /// −1 … +1, from the rating if there is one.
    pub valence: Option<f64>,
    /// How many said something at this step, in this kind of source.
    pub n: u64,
    /// The kind of source: `reviews`.
    pub source: String,
    /// When it was said, RFC 3339 UTC.
    pub at: Option<String>,
    /// How well the voice stands for the step.
    pub grade: Grade,
}

/// A pain with what proves it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ResolvedPain {
    /// `s0.1.pain.0`
    pub key: String,
    /// What hurts.
    pub title: String,
    /// One line of proof: `2.18 stars against 4.27`.
    pub detail: Option<String>,
    /// How well it stands.
    pub grade: Grade,
    /// Why it has that grade.
    pub why: String,
    /// Place among all pains of the map, 1 is the worst.
    pub rank: u64,
    /// Journeys lost by it; `null` with a why where the sampling forbids it.
    pub lost: Figure,
    /// What proves it: the journeys with it and the comparable ones without.
    pub evidence: Vec<Evidence>,
    /// False-discovery rate over all that was tried (Benjamini–Hochberg).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<f64>,
    /// Ids of verbatims.
    pub quotes: Vec<String>,
}

impl ResolvedPain {
    /// Journeys that it hits, where that is known: those of its group, held against others; of one group alone the share that it hits.
    /// How many were measured, where nobody is held against them, says nothing.
    pub fn hit(&self) -> Option<u64> {
        let with = self.evidence.first()?;
        let value = with.figure.value?;
        if self.evidence.len() > 1 {
            return Some(with.figure.n);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a count lies between 0 and it"
        )]
        let part = (value.clamp(0.0, 1.0) * with.figure.n as f64).round() as u64;
        (with.measure == "rate").then_some(part)
    }

    /// Whether the data say anything of how much it costs.
    pub fn is_measured(&self) -> bool {
        self.lost.value.is_some()
            || self.evidence.first().is_some_and(|with| with.figure.value.is_some())
    }
}

/// Something that could be better.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ResolvedOpportunity {
    /// `s0.1.opportunity.0`
    pub key: String,
    /// What could be better.
    pub title: String,
    /// One line: what it rests on.
    pub detail: Option<String>,
    /// How well its worth stands.
    pub grade: Grade,
    /// What it is worth; `null` with a why.
    pub value: Figure,
    /// Person-weeks.
    pub effort: Option<f64>,
}

/// What is being done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ResolvedAction {
    /// `s0.1.action.0`
    pub key: String,
    /// What is being done.
    pub title: String,
    /// What kind of change.
    pub kind: Option<ActionKind>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The owner's department.
    #[serde(default)]
    pub department: Option<String>,
    /// Until when.
    pub due: Option<String>,
    /// How far it is.
    pub status: Status,
    /// The prediction made before it started.
    pub predict: Option<String>,
    /// What it did; `null` with a why until an experiment measured it.
    pub effect: Figure,
    /// How well the effect stands.
    pub grade: Grade,
}

/// What kind of path it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PathKind {
    /// Back to an earlier step.
    Return,
    /// Over one or more steps.
    Skip,
    /// To a step that only some take.
    Branch,
}

/// A move beside the plain order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ResolvedPath {
    /// `path.0`
    pub key: String,
    /// Name of a step.
    pub from: String,
    /// Key of that step.
    pub from_key: String,
    /// Name of a step.
    pub to: String,
    /// Key of that step.
    pub to_key: String,
    /// Back, over or aside.
    pub kind: PathKind,
    /// A person drew it; else the data showed it.
    #[serde(default)]
    pub drawn: bool,
    /// When it is taken, in words.
    pub when: Option<String>,
    /// Journeys that made the move.
    pub count: u64,
    /// Of the journeys at `from`; `null` with a why where the sampling forbids it.
    pub share: Figure,
    /// Drawn by a person and never seen in the data: an assumption.
    pub grade: Grade,
}

/// A hand-over between two steps, as a person drew it, and what the data say of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ResolvedHandOver {
    /// `hand_over.0`
    pub key: String,
    /// Name of a step.
    pub from: String,
    /// Key of that step.
    pub from_key: String,
    /// The department of that step.
    pub from_department: Option<String>,
    /// Name of a step.
    pub to: String,
    /// Key of that step.
    pub to_key: String,
    /// The department of that step.
    pub to_department: Option<String>,
    /// What is passed on, in words.
    pub what: Option<String>,
    /// Journeys that went from one straight to the other; `null` where one of them is not bound to events.
    pub count: Option<u64>,
    /// Median seconds from one to the other, over the journeys that have both so.
    pub wait_s: Figure,
}

impl ResolvedHandOver {
    /// The drawn hand-overs whose ends are steps of the map, in its order. `keys` are the steps' keys; `measured` gives, from the
    /// places of two steps, the journeys that went straight from one to the other and their wait.
    pub fn all<K: AsRef<str>>(
        map: &JourneyMap,
        keys: &[K],
        measured: impl Fn(usize, usize) -> (Option<u64>, Figure),
    ) -> Vec<Self> {
        let steps: Vec<&Step> = map.steps().collect();
        let ends = map
            .hand_overs
            .iter()
            .filter_map(|drawn| Some((drawn, map.step_at(&drawn.from)?, map.step_at(&drawn.to)?)));
        ends.enumerate()
            .map(|(place, (drawn, from, to))| {
                let (count, wait_s) = measured(from, to);
                Self {
                    key: format!("hand_over.{place}"),
                    from: steps[from].step.clone(),
                    from_key: keys[from].as_ref().to_owned(),
                    from_department: steps[from].department.clone(),
                    to: steps[to].step.clone(),
                    to_key: keys[to].as_ref().to_owned(),
                    to_department: steps[to].department.clone(),
                    what: drawn.what.clone(),
                    count,
                    wait_s,
                }
            })
            .collect()
    }
}

/// What a click on a key opens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct EvidenceDetail {
    /// The key that was clicked.
    pub key: String,
    /// What it is: the step's, pain's or figure's name.
    pub title: String,
    /// What was claimed, in words.
    pub claim: Option<String>,
    /// How well it stands.
    pub grade: Grade,
    /// Why it has that grade.
    pub why: String,
    /// The figures behind it.
    pub evidence: Vec<Evidence>,
    /// What customers said, at most 50.
    pub verbatims: Vec<Voice>,
    /// Journeys behind it, at most 50.
    pub journeys: Vec<JourneyLine>,
    /// How many journeys there are in all.
    pub journeys_total: u64,
    /// What repeats it on a terminal.
    pub command: Option<String>,
    /// The question behind the command.
    pub question: Option<Question>,
}

/// One journey in short.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct JourneyLine {
    /// Customer, case, account or session.
    pub id: String,
    /// First event, RFC 3339 UTC.
    pub start: String,
    /// Last event, RFC 3339 UTC.
    pub end: String,
    /// Activities in order, at most 100.
    pub activities: Vec<String>,
    /// How many events it has in all.
    pub events: u64,
}
