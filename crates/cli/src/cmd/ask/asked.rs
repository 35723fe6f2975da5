//! The question that was typed: options make the same JSON object that a file holds, read by the same reader.

use crate::failure::Failure;
use serde_json::{Map, Value};
use std::io::Read;
use std::path::Path;
use wayline_model::chain::{NoChain, chain};
use wayline_model::diagnostic::{Diagnostic, Place, Severity, nearest};
use wayline_model::question::{Operator, Question};
use wayline_model::yaml;

/// The options of operators and of the scope.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Activities of a funnel in order, with commas between them.
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    steps: Vec<String>,
    /// One activity of a funnel, or of a chain of paths, commas and all, repeated in order; or the step of the map whose
    /// drivers are asked for.
    #[arg(long, value_name = "STEP")]
    step: Vec<String>,
    /// Window from the entry (funnel), the journey's start (drivers), or back from a conversion (attribution): 30m, 12h, 7d.
    #[arg(long, value_name = "TIME")]
    within: Option<String>,
    /// Whether the steps of a funnel must follow each other: ordered (the default), strict, any.
    #[arg(long, value_name = "ORDER")]
    order: Option<String>,
    /// Which entry of a funnel counts: best (the default), first.
    #[arg(long, value_name = "ENTRY")]
    entry: Option<String>,
    /// One event fills one step of a funnel only, where steps are equal.
    #[arg(long)]
    once: bool,
    /// An activity that must not come between the steps of a funnel; repeated for several.
    #[arg(long, value_name = "ACTIVITY")]
    exclude: Vec<String>,
    /// What such an event does: `drop_entry` (the default: its chain ends there), `drop_journey` (the journey counts nowhere).
    #[arg(long, value_name = "HOW")]
    exclusion: Option<String>,
    /// An attribute whose value is the same at every step of a funnel.
    #[arg(long, value_name = "ATTRIBUTE")]
    hold: Option<String>,
    /// A session ends when nothing follows for longer than this: 30m if not given.
    #[arg(long, value_name = "TIME")]
    gap: Option<String>,
    /// The activity that retention begins with; the first event if absent.
    #[arg(long, value_name = "ACTIVITY")]
    start: Option<String>,
    /// The activity that counts as coming back; any event if absent.
    #[arg(long = "return", value_name = "ACTIVITY")]
    returns: Option<String>,
    /// The periods of retention: day, week or month of the calendar, or a length such as 7d.
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// Who is retained: on (came back in that period), `on_or_after` (or later).
    #[arg(long, value_name = "MODE")]
    mode: Option<String>,
    /// How many variants are listed.
    #[arg(long, value_name = "N")]
    top: Option<u64>,
    /// `a a b` is the same variant as `a b`; touches of one channel side by side are one (attribution).
    #[arg(long)]
    collapse_repeats: bool,
    /// Where paths or dwell begin: an activity.
    #[arg(long, value_name = "ACTIVITY")]
    from: Option<String>,
    /// Where paths or dwell end: an activity.
    #[arg(long, value_name = "ACTIVITY")]
    to: Option<String>,
    /// How many positions of paths.
    #[arg(long, value_name = "N")]
    depth: Option<u64>,
    /// A chain of paths, its anchor included, in the order of time: its own question is asked, a funnel or a pattern.
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub(super) chain: Vec<String>,
    /// Events in order: `cart->[^pay|ship]*->path_end`; `.` is any activity, `*` any number, `path_start` and `path_end` the ends.
    #[arg(long, value_name = "PATTERN")]
    pattern: Option<String>,
    /// How credit is shared: linear (the default), first, last, `u_shape`, `time_decay`, markov, shapley.
    #[arg(long, value_name = "MODEL")]
    model: Option<String>,
    /// The attribute whose values are credited, or activity; channel if not given.
    #[arg(long, value_name = "ATTRIBUTE")]
    of: Option<String>,
    /// In which time a touch loses half of its credit (`time_decay`): 7d if not given.
    #[arg(long, value_name = "TIME")]
    half_life: Option<String>,
    /// One kind of rating: stars, nps, csat, ces.
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only ratings that belong to this activity.
    #[arg(long, value_name = "ACTIVITY")]
    about: Option<String>,
    /// The activity whose drivers are asked for, or that is a conversion (attribution).
    #[arg(long, value_name = "ACTIVITY")]
    goal: Option<String>,
    /// An activity that ends a journey well, beside the project's goal; repeated for several (counts).
    #[arg(long = "end", value_name = "ACTIVITY")]
    ends: Vec<String>,
    /// A number attribute whose mean at each activity is given too (counts).
    #[arg(long, value_name = "ATTRIBUTE")]
    mean: Option<String>,
    /// Whether transitions give median and 95 % quantile: exact (the default), sketch (in one pass, off by a share that the answer says),
    /// median (that alone, exact), none.
    #[arg(long, value_name = "WHICH")]
    quantiles: Option<String>,
    /// What one journey is: customer, case, account, session.
    #[arg(long, value_name = "UNIT", help_heading = "Scope")]
    unit: Option<String>,
    /// Keeps whole journeys: 'country = "PL" and did("pay", within 7d of first "view")'.
    #[arg(long = "where", value_name = "FILTER", help_heading = "Scope")]
    filter: Option<String>,
    /// Keeps events: 'channel = "web"'; their neighbours then stand side by side.
    #[arg(long, value_name = "FILTER", help_heading = "Scope")]
    only: Option<String>,
    /// Splits the answer by an attribute at the journey's first event; last(ATTRIBUTE) and step(ATTRIBUTE) read it at the last and at each.
    #[arg(long, value_name = "ATTRIBUTE", help_heading = "Scope")]
    by: Option<String>,
    /// First time that counts: a date or RFC 3339.
    #[arg(long, value_name = "TIME", help_heading = "Scope")]
    since: Option<String>,
    /// First time that no longer counts.
    #[arg(long, value_name = "TIME", help_heading = "Scope")]
    until: Option<String>,
}

impl Options {
    /// The activities of a chain of paths.
    fn chain(&self, operator: Option<&str>) -> Vec<&str> {
        let several = if operator == Some("paths") { &self.step[..] } else { &[] };
        let all = self.chain.iter().map(|activity| activity.trim());
        all.chain(several.iter().map(String::as_str)).collect()
    }

    fn fields(&self, operator: Option<&str>) -> Map<String, Value> {
        let mut fields = Map::new();
        let mut steps: Vec<&str> = self.steps.iter().map(|step| step.trim()).collect();
        let mut step = None;
        match &self.step[..] {
            [] => {}
            _ if operator == Some("paths") => {}
            several if operator == Some("funnel") => {
                steps.extend(several.iter().map(String::as_str));
            }
            [one] => step = Some(Value::from(one.as_str())),
            several => step = Some(several.into()),
        }
        if !steps.is_empty() {
            fields.insert("steps".into(), steps.into());
        }
        let text = |text: &Option<String>| text.as_deref().map(Value::from);
        let given = [
            ("within", text(&self.within)),
            ("order", text(&self.order)),
            ("entry", text(&self.entry)),
            ("once", self.once.then_some(Value::Bool(true))),
            ("exclude", (!self.exclude.is_empty()).then(|| self.exclude.clone().into())),
            ("exclusion", text(&self.exclusion)),
            ("hold", text(&self.hold)),
            ("gap", text(&self.gap)),
            ("start", text(&self.start)),
            ("return", text(&self.returns)),
            ("period", text(&self.period)),
            ("mode", text(&self.mode)),
            ("top", self.top.map(Value::from)),
            ("collapse_repeats", self.collapse_repeats.then_some(Value::Bool(true))),
            ("from", text(&self.from)),
            ("to", text(&self.to)),
            ("depth", self.depth.map(Value::from)),
            ("pattern", text(&self.pattern)),
            ("model", text(&self.model)),
            ("of", text(&self.of)),
            ("half_life", text(&self.half_life)),
            ("kind", text(&self.kind)),
            ("about", text(&self.about)),
            ("goal", text(&self.goal)),
            ("ends", (!self.ends.is_empty()).then(|| self.ends.clone().into())),
            ("mean", text(&self.mean)),
            ("quantiles", text(&self.quantiles)),
            ("step", step),
            ("unit", text(&self.unit)),
            ("where", text(&self.filter)),
            ("only", text(&self.only)),
            ("by", self.by.as_deref().map(by)),
            ("since", text(&self.since)),
            ("until", text(&self.until)),
        ];
        fields
            .extend(given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
        fields
    }
}

/// `channel`, `last(channel)`, `step(channel)`
fn by(text: &str) -> Value {
    let read_at = ["first", "last", "step"].into_iter().find_map(|at| {
        let attribute = text.strip_prefix(at)?.strip_prefix('(')?.strip_suffix(')')?;
        Some(serde_json::json!({"attribute": attribute, "at": at}))
    });
    read_at.unwrap_or_else(|| text.into())
}

/// The question of the operator and options, or of a file.
pub(crate) fn question(
    operator: Option<&str>,
    options: &Options,
    file: Option<&Path>,
) -> Result<Question, Failure> {
    let fields = options.fields(operator);
    let chain = options.chain(operator);
    let in_two_ways = |one: &[String]| !one.is_empty() && !options.step.is_empty();
    if in_two_ways(&options.steps) || in_two_ways(&options.chain) {
        return Err(Failure::refuse(
            "steps-twice",
            "activities are named by --step and by a list with commas, so their order is not known",
            "name all of them by --step, each once and in order",
        ));
    }
    match (operator, file) {
        (None, None) => Err(Failure::refuse(
            "no-operator",
            "nothing is asked",
            format!(
                "name an operator: {}; `wayline ask --help` shows examples",
                Operator::NAMES.join(", ")
            ),
        )),
        (None, Some(file)) if fields.is_empty() && chain.is_empty() => from_file(file),
        (_, Some(_)) => Err(Failure::refuse(
            "two-questions",
            "a question in a file takes no operator and no options beside it",
            "write them into the file, or leave out --question",
        )),
        (Some(operator), None) => {
            let question = typed(operator, fields)?;
            if chain.is_empty() { Ok(question) } else { of_chain(&question, &chain) }
        }
    }
}

/// The question of a chain of paths.
fn of_chain(paths: &Question, activities: &[&str]) -> Result<Question, Failure> {
    let places: Vec<Option<&str>> = activities.iter().copied().map(Some).collect();
    chain(paths, &places).map_err(|why| {
        let help = match &why {
            NoChain::NotPaths => "--chain goes with `wayline ask paths`, with --from or --to or neither",
            NoChain::Empty => "name its activities: --chain view,cart",
            NoChain::OffAnchor(_) => {
                "name all of its activities in the order of time: from the one of --from on, or up to that of --to"
            }
            NoChain::TooLong(_) => "leave out the places farthest from the anchor",
        };
        Failure::refuse("no-chain", why.to_string(), help)
    })
}

fn from_file(file: &Path) -> Result<Question, Failure> {
    let (name, text) = if file == Path::new("-") {
        let mut text = String::new();
        let read = std::io::stdin().read_to_string(&mut text);
        ("stdin".into(), read.map(|_| text))
    } else {
        (file.display().to_string(), std::fs::read_to_string(file))
    };
    let text = text.map_err(|error| Failure::file("reading", file, &error))?;
    let (question, found) = yaml::read_question(&text, &name);
    question.ok_or(Failure::Wrong(found))
}

fn typed(operator: &str, fields: Map<String, Value>) -> Result<Question, Failure> {
    if !Operator::NAMES.contains(&operator) {
        let help = match nearest(operator, Operator::NAMES) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("the operators are: {}", Operator::NAMES.join(", ")),
        };
        return Err(Failure::refuse(
            "unknown-operator",
            format!("there is no operator `{operator}`"),
            help,
        ));
    }
    let mut all = Map::new();
    all.insert("op".into(), operator.into());
    all.extend(fields);
    let (question, found) = yaml::read_question(&Value::Object(all).to_string(), "");
    question.ok_or_else(|| {
        Failure::Wrong(found.iter().map(|found| as_option(operator, found)).collect())
    })
}

/// A finding about a field, in the words of options.
fn as_option(operator: &str, found: &Diagnostic) -> Diagnostic {
    let field = found.place.field.as_deref().unwrap_or("");
    let field = field.split(['[', '.']).next().unwrap_or("").replace('_', "-");
    let missing = || found.message.rsplit('`').nth(1).unwrap_or("").replace('_', "-");
    let message = match found.code.as_str() {
        "unknown-field" => format!("`{operator}` has no option --{field}"),
        "missing-field" => format!("`{operator}` needs --{}", missing()),
        _ => {
            found.message.replace(&format!("`{}`", field.replace('-', "_")), &format!("--{field}"))
        }
    };
    let help = match found.code.as_str() {
        "missing-field" => Some("`wayline ask --help` shows the options of each operator".into()),
        "unknown-field" => {
            Some("leave it out; `wayline ask --help` shows the options of each operator".into())
        }
        _ => found.help.clone(),
    };
    let mut told = Diagnostic::new(&found.code, Severity::Error, message).at(Place::default());
    told.help = help;
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Cli, Command};
    use clap::Parser;

    /// The question as JSON, or what is said.
    fn check(words: &str) -> String {
        let typed = shell(words);
        let cli = Cli::try_parse_from(
            ["wayline", "ask"].into_iter().chain(typed.iter().map(String::as_str)),
        );
        let Command::Ask(args) = cli.expect("options that exist").command else {
            unreachable!("it is ask")
        };
        match question(args.operator.as_deref(), &args.options, args.question.as_deref()) {
            Ok(question) => serde_json::to_string(&question).expect("plain data"),
            Err(Failure::Wrong(found)) => {
                let line = |d: &Diagnostic| {
                    format!("{} | {}", d.message, d.help.as_deref().unwrap_or("-"))
                };
                found.iter().map(line).collect::<Vec<_>>().join("\n")
            }
            Err(other) => format!("{other:?}"),
        }
    }

    fn shell(words: &str) -> Vec<String> {
        words.split_whitespace().map(|word| word.replace('_', " ")).collect()
    }

    #[test]
    fn options_make_the_question() {
        let funnel = check("funnel --steps view,cart --within 7d --by last(channel)");
        assert_eq!(
            funnel,
            r#"{"op":"funnel","steps":["view","cart"],"within":"7d","by":{"attribute":"channel","at":"last"}}"#
        );
        assert_eq!(
            check("funnel --steps a,b --once --exclude x --exclude y,_z --hold item"),
            r#"{"op":"funnel","steps":["a","b"],"once":true,"exclude":["x","y, z"],"hold":"item"}"#
        );
        assert_eq!(check("sessions --gap 1h"), r#"{"op":"sessions","gap":"1h"}"#);
        assert_eq!(
            check("retention --start a --return b,_c --period month"),
            r#"{"op":"retention","start":"a","return":"b, c","period":"month"}"#
        );
        assert_eq!(check("funnel --step a,_b --step c"), r#"{"op":"funnel","steps":["a, b","c"]}"#);
        assert_eq!(
            check("drivers --goal pay --step Pays"),
            r#"{"op":"drivers","goal":"pay","step":"Pays"}"#
        );
        assert_eq!(
            check("pattern --pattern a->.*->[b|c_d]"),
            r#"{"op":"pattern","pattern":"a->.*->[b|c d]"}"#
        );
        assert_eq!(
            check("attribution --goal pay --model markov --half-life 2d --of activity"),
            r#"{"op":"attribution","goal":"pay","model":"markov","of":"activity","half_life":"2d"}"#
        );
        assert_eq!(
            check("variants --top 5 --collapse-repeats"),
            r#"{"op":"variants","top":5,"collapse_repeats":true}"#
        );
        assert_eq!(
            check("counts --end paid --end a,_b --since 2018-01-01 --unit case"),
            r#"{"op":"counts","ends":["paid","a, b"],"unit":"case","since":"2018-01-01"}"#
        );
    }

    #[test]
    fn a_chain_is_asked_as_its_own_question() {
        assert_eq!(
            check("paths --from view --chain view,cart,pay --where x --by channel"),
            r#"{"op":"funnel","steps":["view","cart","pay"],"order":"strict","entry":"first","where":"x","by":"channel"}"#
        );
        assert_eq!(
            check("paths --chain view,cart"),
            r#"{"op":"pattern","pattern":"path_start->view->cart"}"#
        );
        assert_eq!(
            check("paths --to pay --chain cart,pay --unit case"),
            r#"{"op":"pattern","pattern":"cart->pay->[^pay]*->path_end","unit":"case"}"#
        );
        assert!(check("paths --from view --chain cart,view").contains("anchor \"view\""));
        assert!(check("counts --chain view").starts_with("only paths"));
        assert_eq!(
            check("paths --from a,b --step a,b --step c"),
            r#"{"op":"funnel","steps":["a,b","c"],"order":"strict","entry":"first"}"#
        );
        assert!(check("paths --step a --chain b").contains("their order is not known"));
        assert!(check("funnel --step a --steps b").contains("their order is not known"));
        assert!(check("--question q.json --chain view").contains("no options beside it"));
    }

    #[test]
    fn what_does_not_belong_is_said_in_the_words_of_options() {
        let all = [
            "cuonts",
            "zebra",
            "counts --within 7d",
            "dwell --from a",
            "counts --unit cases",
            "funnel --steps a --order strictly",
            "",
            "counts --question q.json",
        ];
        let said: Vec<String> = all.iter().map(|words| check(words)).collect();
        insta::assert_snapshot!(said.join("\n"), @r##"
    there is no operator `cuonts` | did you mean `counts`?
    there is no operator `zebra` | the operators are: counts, transitions, funnel, variants, paths, dwell, sessions, retention, pattern, attribution, ratings, drivers
    `counts` has no option --within | leave it out; `wayline ask --help` shows the options of each operator
    `dwell` needs --to | `wayline ask --help` shows the options of each operator
    --unit cannot be `cases` | did you mean `case`?
    --order cannot be `strictly` | did you mean `strict`?
    nothing is asked | name an operator: counts, transitions, funnel, variants, paths, dwell, sessions, retention, pattern, attribution, ratings, drivers; `wayline ask --help` shows examples
    a question in a file takes no operator and no options beside it | write them into the file, or leave out --question
    "##);
    }
}
