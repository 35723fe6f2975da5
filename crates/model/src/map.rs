//! What a team draws: stages, steps and what hangs under them. The text form is this tree, in this order.
//!
//! Everything is a statement until evidence is bound to it; see [`crate::resolved`] for the map with its evidence.

use crate::claim::Claim;
use crate::lane;
use crate::question::{Question, Unit};
use serde::{Deserialize, Serialize};

/// The version of the text form that this program writes.
pub const VERSION: u32 = 1;

/// The four kinds of map.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// How it is.
    #[default]
    CurrentState,
    /// How it should be.
    FutureState,
    /// A day of the customer, with us and without us.
    DayInTheLife,
    /// How we serve the customer, above and below the line of visibility.
    ServiceBlueprint,
}

/// Why the map is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// Something new: all assumptions, with a plan to test them.
    Launch,
    /// Customers complain.
    Complaints,
    /// Customers leave without a word.
    SilentLeavers,
    /// Teams see different journeys.
    AligningTeams,
    /// Nobody knows.
    EndingGuesses,
}

/// What the map is to find out or improve, and the measure of success.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// In words.
    pub text: String,
    /// The question whose last rate is the measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Question>,
}

/// A journey map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JourneyMap {
    /// Version of the text form.
    pub wayline: u32,
    /// Its name.
    pub map: String,
    /// Which of the four kinds.
    #[serde(default)]
    pub kind: Kind,
    /// True on the generated sample company, and said wherever it shows.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
    /// Why it is drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occasion: Option<Occasion>,
    /// What it is to find out or improve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Goal>,
    /// Personas who walk it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<String>,
    /// What counts as one journey; the dataset's unit if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// Which journeys it is about: a filter.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// The lanes that are shown, from top to bottom; those usual for the kind of map if empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lanes: Vec<String>,
    /// Touchpoints and channels that no step uses yet, or of which more is known than their name.
    #[serde(default, skip_serializing_if = "Library::is_empty")]
    pub library: Library,
    /// Left to right.
    #[serde(default)]
    pub stages: Vec<Stage>,
    /// Branches, loops and alternatives beside the plain order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<Path>,
    /// Where one department passes the customer on to another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hand_overs: Vec<HandOver>,
}

/// Touchpoints and channels, defined once and used by steps under their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Library {
    /// Names of touchpoints that no step uses yet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub touchpoints: Vec<String>,
    /// Channels that no step uses yet, or whose sort is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
}

impl Library {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A channel of the library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Its name, as steps use it.
    pub channel: String,
    /// What sort of channel it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<ChannelSort>,
}

/// The sorts of channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the sorts of their own meaning")]
pub enum ChannelSort {
    Social,
    Ads,
    Search,
    Site,
    App,
    Store,
    Phone,
    Email,
    Chat,
    Partner,
}

/// A part of the journey with one question in the customer's mind.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Its name.
    pub stage: String,
    /// What the customer asks: `Let's do it`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// What is ours to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// Left to right.
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// One column of the map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name.
    pub step: String,
    /// Only where two steps share a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The activities that are this step.
    #[serde(default, rename = "match", skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<String>,
    /// Not taking it is not a leak.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// May come several times.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeats: bool,
    /// Ends the journey: reaching it is not leaving.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub end: bool,
    /// A longer stay is too late: `10m`, `3d`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
    /// Where the customer meets us.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub touchpoints: Vec<String>,
    /// Through which channels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<String>,
    /// What the customer does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// What the customer needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub need: Vec<String>,
    /// What the customer thinks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub think: Vec<String>,
    /// What a person says the customer feels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emotion: Option<Emotion>,
    /// How we serve the customer here.
    #[serde(default, skip_serializing_if = "Serve::is_empty")]
    pub serve: Serve,
    /// Which of our departments serves the customer here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Ids of verbatims that stand for the step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<String>,
    /// What hurts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pains: Vec<Pain>,
    /// What could be better.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opportunities: Vec<Opportunity>,
    /// Thoughts of the team that may become opportunities.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ideas: Vec<String>,
    /// A map of its own, relative to the project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
}

/// The words for what a customer feels, each with its usual place between −2 and +2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the words are their own meaning; docs/glossary.md holds them in four languages"
)]
pub enum Feel {
    Delighted,
    Excited,
    Proud,
    Satisfied,
    Hopeful,
    Calm,
    Curious,
    Wary,
    Confused,
    Impatient,
    Anxious,
    Frustrated,
    Angry,
}

/// What an emotion point rests on. One point comes from one kind of source.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the names of the scales are their own meaning; docs/methods/emotion.md has the formulas"
)]
pub enum FeelingSource {
    Stars,
    Nps,
    Csat,
    Ces,
    Ces2,
    Thumbs,
    Text,
    Estimate,
}

/// A person's estimate of a feeling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Emotion {
    /// The word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feel: Option<Feel>,
    /// −2 … +2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// What it rests on; a person's estimate if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<FeelingSource>,
}

impl Feel {
    /// Its usual place between −2 and +2, for estimates given as a word only.
    pub fn usual_place(self) -> f64 {
        match self {
            Self::Delighted => 2.0,
            Self::Excited | Self::Proud => 1.6,
            Self::Satisfied => 1.0,
            Self::Hopeful | Self::Curious => 0.6,
            Self::Calm => 0.3,
            Self::Wary => -0.4,
            Self::Confused => -0.8,
            Self::Impatient => -0.9,
            Self::Anxious => -1.0,
            Self::Frustrated => -1.3,
            Self::Angry => -2.0,
        }
    }
}

impl Emotion {
    /// Where a person puts it, −2 … +2: as a number, else by the usual place of the word.
    pub fn estimate(&self) -> Option<f64> {
        let value = self.value.or_else(|| self.feel.map(Feel::usual_place))?;
        value.is_finite().then(|| value.clamp(-2.0, 2.0))
    }
}

/// The tools and processes behind a step, from the front to the back of the house.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[expect(
    missing_docs,
    reason = "the lanes of a service blueprint, named as the literature names them"
)]
pub struct Serve {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub frontstage: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub backstage: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub support: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub training: Vec<String>,
}

impl Serve {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Something that hurts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pain {
    /// What hurts, in the customer's words where possible.
    pub pain: String,
    /// What can be denied by data; without it the pain is an assumption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
    /// Ids of verbatims.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<String>,
}

/// Something that could be better.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opportunity {
    /// What could be better.
    pub opportunity: String,
    /// Person-weeks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effort: Option<f64>,
    /// What it is worth, in the unit of the goal's measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
    /// What is being done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
}

/// What kind of change an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the kinds mean what they are called")]
pub enum ActionKind {
    Message,
    Touchpoint,
    Process,
    Training,
}

/// How far an action is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "states of work, their own meaning")]
pub enum Status {
    #[default]
    Planned,
    Running,
    Shipped,
    Dropped,
}

/// What is being done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// A name, if it is not the opportunity's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// What kind of change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ActionKind>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The owner's department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Until when, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// How far it is.
    #[serde(default)]
    pub status: Status,
    /// The prediction made before it started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predict: Option<String>,
    /// The experiment that measures it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experiment: Option<String>,
}

/// A branch, loop or alternative beside the plain order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Path {
    /// Name of a step.
    pub from: String,
    /// Name of a step.
    pub to: String,
    /// When it is taken, in words: `returns`, `skips`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

/// Where one department passes the customer on to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// Name of a step.
    pub from: String,
    /// Name of a step.
    pub to: String,
    /// What is passed on, in words: `the order, without the notes of the call`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
}

impl JourneyMap {
    /// All steps, left to right.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.stages.iter().flat_map(|stage| &stage.steps)
    }

    /// The place among [`JourneyMap::steps`] of the step that a path or hand-over names: by its id, else by its name.
    pub fn step_at(&self, name: &str) -> Option<usize> {
        let by_id = self.steps().position(|step| step.id.as_deref() == Some(name));
        by_id.or_else(|| self.steps().position(|step| step.step == name))
    }

    /// Places of the two steps of each hand-over whose ends are steps of the map.
    pub fn hand_over_ends(&self) -> impl Iterator<Item = (usize, usize)> {
        let ends = |one: &HandOver| Some((self.step_at(&one.from)?, self.step_at(&one.to)?));
        self.hand_overs.iter().filter_map(ends)
    }

    /// What `lanes` names, without what is no lane.
    pub fn known_lanes(&self) -> Vec<String> {
        self.lanes.iter().filter(|id| lane::of(id).is_some()).cloned().collect()
    }
}
