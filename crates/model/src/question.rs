//! One form for every question asked of the data, shared by `ask`, the API, bindings and exports.
//!
//! `{"op": "funnel", "steps": ["view", "cart"], "within": "7d", "where": "country = \"PL\"", "by": "channel"}`

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What counts as one journey.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// All events of a customer.
    Customer,
    /// All events of a case: an order, a ticket, a trace.
    Case,
    /// All events of an account.
    Account,
    /// All events of a session.
    Session,
}

/// Which event of the journey an attribute is read at.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum At {
    /// The journey's first event.
    #[default]
    First,
    /// The journey's last event.
    Last,
    /// The event itself.
    Step,
}

/// What the answer is split by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum By {
    /// An attribute's value at the journey's first event.
    Attribute(String),
    /// An attribute's value at a chosen event.
    AttributeAt {
        /// The attribute.
        attribute: String,
        /// Where it is read.
        at: At,
    },
}

/// Which journeys and events are looked at. Times are RFC 3339 or a date; `since` is included, `until` is not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// What counts as one journey; the dataset's own unit if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// Keeps or drops whole journeys: the filter language of `docs/methods/filters.md`.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// Hides events; their neighbours then stand side by side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<String>,
    /// Splits the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// First time that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// First time that no longer counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// Whether steps must follow each other.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// In order, other events may lie between.
    #[default]
    Ordered,
    /// In order, nothing between.
    Strict,
    /// In any order.
    Any,
}

/// Which entry of a funnel counts.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Any entry; the longest chain wins (the default of `ClickHouse`'s `windowFunnel`).
    #[default]
    Best,
    /// The first entry (Mixpanel's default).
    First,
}

/// How a conversion is credited to its touches.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Model {
    /// All to the first touch.
    First,
    /// All to the last.
    #[default]
    Last,
    /// The same to every touch.
    Linear,
    /// 40 % to the first, 40 % to the last, the rest to those between.
    UShape,
    /// To a touch half of what one gets that is a half-life nearer to the conversion.
    TimeDecay,
    /// By how much fewer would convert without the channel: a Markov chain of first order.
    Markov,
    /// By what a channel adds to the sets of others: the Shapley value.
    Shapley,
}

/// What an excluded event does to a funnel that it falls into.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// The chain cannot go on past it: the steps before it count, and a later entry may go further
    /// (Mixpanel's exclusion steps).
    #[default]
    DropEntry,
    /// The whole journey is left out and counts at no step.
    DropJourney,
}

/// When somebody counts as retained at an offset.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Who came back in that period.
    #[default]
    On,
    /// Who came back in that period or a later one ("unbounded").
    OnOrAfter,
}

/// The question itself, without its scope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
pub enum Operator {
    /// What happened, how often, and where journeys start, end and leave.
    Counts {
        /// Activities that end a journey well, beside the project's goal: whoever had one has not left.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ends: Vec<String>,
        /// A number attribute whose mean at each activity is given too.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mean: Option<String>,
    },
    /// What follows what, how often and after how long.
    Transitions {
        /// Whether median and 95 % quantile of the times are given, and how exact.
        #[serde(default, skip_serializing_if = "is_default")]
        quantiles: Quantiles,
    },
    /// How many go through the steps in order within a window.
    Funnel {
        /// Activities.
        steps: Vec<String>,
        /// Window from the entry, end included: `30m`, `12h`, `7d`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<String>,
        /// Whether steps must follow each other.
        #[serde(default, skip_serializing_if = "is_default")]
        order: Order,
        /// Which entry counts.
        #[serde(default, skip_serializing_if = "is_default")]
        entry: Entry,
        /// Whether one event fills one step only, where steps are equal.
        #[serde(default, skip_serializing_if = "is_default")]
        once: bool,
        /// Activities that must not come between the steps.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        exclude: Vec<String>,
        /// What such an event does.
        #[serde(default, skip_serializing_if = "is_default")]
        exclusion: Exclusion,
        /// An attribute whose value is the same at every step.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hold: Option<String>,
    },
    /// The distinct sequences of activities.
    Variants {
        /// How many to list; all if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        top: Option<usize>,
        /// Whether `a a b` is the same as `a b`.
        #[serde(default, skip_serializing_if = "is_default")]
        collapse_repeats: bool,
    },
    /// What comes after (or before) an activity, position by position.
    Paths {
        /// Start at the first of these.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// Or end at the last of these.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
        /// Positions, the anchor included; 10 if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        depth: Option<usize>,
    },
    /// Time between two activities, open journeys censored (Kaplan–Meier).
    Dwell {
        /// First of these …
        from: String,
        /// … to the first of these after it.
        to: String,
    },
    /// Stretches of activity without a long gap: how many, how long, how many of a single event.
    Sessions {
        /// A session ends when the next event is later than this: `30m` if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gap: Option<String>,
    },
    /// Of those who began in a period, how many come back in the periods after it.
    Retention {
        /// The first of these is the start; the journey's first event if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        start: Option<String>,
        /// What counts as coming back; any event, the start included, if absent.
        #[serde(default, rename = "return", skip_serializing_if = "Option::is_none")]
        returns: Option<String>,
        /// `day`, `week` or `month` of the calendar, or a length such as `7d` counted from 1970; `week` if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        period: Option<String>,
        /// Whether coming back later counts too.
        #[serde(default, skip_serializing_if = "is_default")]
        mode: Mode,
    },
    /// How many journeys have a sequence of events that a pattern describes.
    Pattern {
        /// Places with `->` between them: `cart->[^pay]*->path_end`.
        pattern: String,
    },
    /// Which channels conversions are credited to.
    Attribution {
        /// The activity that is a conversion, each time.
        goal: String,
        /// How credit is shared; `last` if absent.
        #[serde(default, skip_serializing_if = "is_default")]
        model: Model,
        /// How long before a conversion a touch counts, end included; without it, since the journey's start.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<String>,
        /// The attribute whose values are credited, or `activity`; `channel` if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<String>,
        /// Of `time_decay`; `7d` if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        half_life: Option<String>,
        /// Whether neighbouring touches of one channel are one touch, at the time of the last of them.
        #[serde(default, skip_serializing_if = "is_default")]
        collapse_repeats: bool,
    },
    /// Mean rating of the journeys in scope, on one scale.
    Ratings {
        /// One kind of rating (`stars`, `nps`, `csat`, `ces`); needed where the data hold several.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
        /// Only ratings that belong to this activity.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<String>,
    },
    /// How often journeys with an activity or a value reach a goal, against those without: an odds ratio.
    Drivers {
        /// The activity to reach.
        goal: String,
        /// Window from the journey's start.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<String>,
        /// An activity, several with `|` between them, or a step of the map; all activities and values of attributes if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<String>,
    },
}

/// Which quantiles are given.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Quantiles {
    /// Exact ones.
    #[default]
    Exact,
    /// In one pass, off by a known share at most, which the answer says.
    Sketch,
    /// The exact median alone, which is faster than all of them: beside it only counts and means.
    Median,
    /// None, which is faster: only counts and means.
    None,
}

impl Operator {
    /// Every operator by its name in `ask` and in files.
    pub const NAMES: [&str; 12] = [
        "counts",
        "transitions",
        "funnel",
        "variants",
        "paths",
        "dwell",
        "sessions",
        "retention",
        "pattern",
        "attribution",
        "ratings",
        "drivers",
    ];
}

/// An operator and the scope it is asked in.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked.
    pub op: Operator,
    /// Of which journeys.
    pub scope: Scope,
}

const SCOPE: [&str; 6] = ["unit", "where", "only", "by", "since", "until"];

impl Serialize for Question {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = object(&self.op).map_err(serde::ser::Error::custom)?;
        all.extend(object(&self.scope).map_err(serde::ser::Error::custom)?);
        all.serialize(serializer)
    }
}

fn object(part: &impl Serialize) -> Result<Map<String, Value>, String> {
    match serde_json::to_value(part) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(other) => Err(format!("a question must be an object, not {other}")),
        Err(error) => Err(error.to_string()),
    }
}

impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all = Map::<String, Value>::deserialize(deserializer)?;
        let (scope, op): (Map<_, _>, Map<_, _>) =
            all.into_iter().partition(|(key, _)| SCOPE.contains(&key.as_str()));
        Ok(Self {
            op: serde_json::from_value(Value::Object(op)).map_err(serde::de::Error::custom)?,
            scope: serde_json::from_value(Value::Object(scope))
                .map_err(serde::de::Error::custom)?,
        })
    }
}

impl schemars::JsonSchema for Question {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Question".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schema_with(generator, Map::new(), &[])
    }
}

/// The schema of a question with more fields beside its own: one alternative per operator, each with
/// the operator's options and the scope, and nothing else.
pub(crate) fn schema_with(
    generator: &mut schemars::SchemaGenerator,
    extra: Map<String, Value>,
    required: &[&str],
) -> schemars::Schema {
    let scope = Scope::json_schema(generator);
    let mut beside =
        scope.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    beside.extend(extra);
    let mut schema = Operator::json_schema(generator);
    let branches = schema.get_mut("oneOf").and_then(Value::as_array_mut);
    for branch in branches.into_iter().flatten() {
        if let Some(properties) = branch.get_mut("properties").and_then(Value::as_object_mut) {
            properties.extend(beside.clone());
        }
        if let Some(names) = branch.get_mut("required").and_then(Value::as_array_mut) {
            names.extend(required.iter().map(|&name| name.into()));
        }
    }
    schema
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_one_flat_object_both_ways() {
        let text = r#"{"op":"funnel","steps":["view","cart"],"within":"7d","where":"country = \"PL\"","by":"channel"}"#;
        let question: Question = serde_json::from_str(text).expect("a question of the interface");
        assert_eq!(question.scope.by, Some(By::Attribute("channel".into())));
        assert_eq!(serde_json::to_string(&question).expect("plain data"), text);
    }

    #[test]
    fn the_schema_has_every_operator_with_its_options_and_the_scope() {
        let schema = schemars::schema_for!(Question).to_value();
        let branches = schema["oneOf"].as_array().expect("one alternative per operator");
        let names: Vec<&str> =
            branches.iter().filter_map(|b| b["properties"]["op"]["const"].as_str()).collect();
        assert_eq!(names, Operator::NAMES);
        for branch in branches {
            assert_eq!(branch["additionalProperties"], false);
            for name in SCOPE {
                assert!(branch["properties"][name].is_object(), "{name} in {branch}");
            }
        }
        assert!(branches[2]["properties"]["within"].is_object());
    }

    #[test]
    fn an_unknown_option_is_refused() {
        let error =
            serde_json::from_str::<Question>(r#"{"op":"counts","steps":["a"]}"#).unwrap_err();
        assert!(error.to_string().contains("steps"), "{error}");
    }
}
