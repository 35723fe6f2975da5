//! The command that asks a question again, ready to paste into a shell.

use wayline_engine::journeys::unit_name;
use wayline_model::question::{
    At, By, Entry, Exclusion, Mode, Operator, Order, Quantiles, Question,
};

/// The options without a value.
const FLAGS: [&str; 2] = ["--collapse-repeats", "--once"];

/// `wayline ask ratings --kind stars --where 'not did("delivered")' --unit case`
///
/// What options cannot say (a value that looks like one) is given as JSON.
pub fn command(question: &Question) -> String {
    let words = words(question);
    let mistaken = words
        .windows(2)
        .any(|pair| pair[0].starts_with("--") && !is_flag(&pair[0]) && pair[1].starts_with('-'));
    match serde_json::to_string(question) {
        Ok(json) if mistaken => {
            format!("printf '%s' {} | wayline ask --question -", quoted(&json))
        }
        _ => words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" "),
    }
}

/// `wayline show maps/shop.journey.yaml --key s0.1.left --persona Webber`: what stands behind one part of a map, where no single
/// question gives its figure.
pub fn show_command(map: &str, key: &str, persona: Option<&str>) -> String {
    let mut words = vec!["wayline", "show", map, "--key", key];
    words.extend(persona.iter().flat_map(|persona| ["--persona", persona]));
    words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
}

fn is_flag(word: &str) -> bool {
    FLAGS.contains(&word)
}

/// The words of operators over sessions, periods and sequences of events.
fn of_sequences(words: &mut Vec<String>, op: &Operator) {
    let option = |words: &mut Vec<String>, name: &str, value: Option<&str>| {
        if let Some(value) = value {
            words.extend([format!("--{name}"), value.to_owned()]);
        }
    };
    match op {
        Operator::Sessions { gap } => {
            words.push("sessions".into());
            option(words, "gap", gap.as_deref());
        }
        Operator::Retention { start, returns, period, mode } => {
            words.push("retention".into());
            option(words, "start", start.as_deref());
            option(words, "return", returns.as_deref());
            option(words, "period", period.as_deref());
            option(words, "mode", (*mode == Mode::OnOrAfter).then_some("on_or_after"));
        }
        Operator::Pattern { pattern } => {
            words.push("pattern".into());
            option(words, "pattern", Some(pattern));
        }
        Operator::Attribution { goal, model, within, of, half_life, collapse_repeats } => {
            words.push("attribution".into());
            option(words, "goal", Some(goal));
            let model = serde_json::to_value(model).unwrap_or_default();
            option(words, "model", model.as_str());
            option(words, "within", within.as_deref());
            option(words, "of", of.as_deref());
            option(words, "half-life", half_life.as_deref());
            if *collapse_repeats {
                words.push("--collapse-repeats".into());
            }
        }
        _ => {}
    }
}

/// How the command says which quantiles, where it must.
fn quantiles_word(quantiles: Quantiles) -> Option<&'static str> {
    match quantiles {
        Quantiles::Exact => None,
        Quantiles::Sketch => Some("sketch"),
        Quantiles::Median => Some("median"),
        Quantiles::None => Some("none"),
    }
}

/// The command word by word.
fn words(question: &Question) -> Vec<String> {
    let mut words = vec!["wayline".to_owned(), "ask".to_owned()];
    let option = |words: &mut Vec<String>, name: &str, value: Option<&str>| {
        if let Some(value) = value {
            words.extend([format!("--{name}"), value.to_owned()]);
        }
    };
    match &question.op {
        Operator::Counts { ends, mean } => {
            words.push("counts".into());
            for end in ends {
                option(&mut words, "end", Some(end));
            }
            option(&mut words, "mean", mean.as_deref());
        }
        Operator::Transitions { quantiles } => {
            words.push("transitions".into());
            option(&mut words, "quantiles", quantiles_word(*quantiles));
        }
        Operator::Funnel { steps, within, order, entry, once, exclude, exclusion, hold } => {
            words.push("funnel".into());
            for step in steps {
                option(&mut words, "step", Some(step));
            }
            option(&mut words, "within", within.as_deref());
            option(
                &mut words,
                "order",
                match order {
                    Order::Ordered => None,
                    Order::Strict => Some("strict"),
                    Order::Any => Some("any"),
                },
            );
            option(&mut words, "entry", (*entry == Entry::First).then_some("first"));
            if *once {
                words.push("--once".into());
            }
            for activity in exclude {
                option(&mut words, "exclude", Some(activity));
            }
            let dropped = *exclusion == Exclusion::DropJourney;
            option(&mut words, "exclusion", dropped.then_some("drop_journey"));
            option(&mut words, "hold", hold.as_deref());
        }
        Operator::Variants { top, collapse_repeats } => {
            words.push("variants".into());
            option(&mut words, "top", top.map(|top| top.to_string()).as_deref());
            if *collapse_repeats {
                words.push("--collapse-repeats".into());
            }
        }
        Operator::Paths { from, to, depth } => {
            words.push("paths".into());
            option(&mut words, "from", from.as_deref());
            option(&mut words, "to", to.as_deref());
            option(&mut words, "depth", depth.map(|depth| depth.to_string()).as_deref());
        }
        Operator::Dwell { from, to } => {
            words.push("dwell".into());
            option(&mut words, "from", Some(from));
            option(&mut words, "to", Some(to));
        }
        Operator::Sessions { .. }
        | Operator::Retention { .. }
        | Operator::Pattern { .. }
        | Operator::Attribution { .. } => {
            of_sequences(&mut words, &question.op);
        }
        Operator::Ratings { kind, about } => {
            words.push("ratings".into());
            option(&mut words, "kind", kind.as_deref());
            option(&mut words, "about", about.as_deref());
        }
        Operator::Drivers { goal, within, step } => {
            words.push("drivers".into());
            option(&mut words, "goal", Some(goal));
            option(&mut words, "within", within.as_deref());
            option(&mut words, "step", step.as_deref());
        }
    }
    let scope = &question.scope;
    option(&mut words, "where", scope.filter.as_deref());
    option(&mut words, "only", scope.only.as_deref());
    let by = match &scope.by {
        None => None,
        Some(By::Attribute(name)) => Some(name.clone()),
        Some(By::AttributeAt { attribute, at }) => Some(match at {
            At::First => attribute.clone(),
            At::Last => format!("last({attribute})"),
            At::Step => format!("step({attribute})"),
        }),
    };
    option(&mut words, "by", by.as_deref());
    option(&mut words, "since", scope.since.as_deref());
    option(&mut words, "until", scope.until.as_deref());
    option(&mut words, "unit", scope.unit.map(unit_name));
    words
}

/// A word of a POSIX shell.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '/');
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_an_option_is_given_as_json() {
        let question: Question =
            serde_json::from_str(r#"{"op":"dwell","from":"-a","to":"b"}"#).expect("a question");
        assert_eq!(
            command(&question),
            r#"printf '%s' '{"op":"dwell","from":"-a","to":"b"}' | wayline ask --question -"#
        );
    }

    #[test]
    fn a_part_of_a_map_is_shown_by_its_key_and_over_its_persona() {
        assert_eq!(
            show_command("maps/L'Aquila.journey.yaml", "s0.1.left", Some("Busy parent")),
            r"wayline show 'maps/L'\''Aquila.journey.yaml' --key s0.1.left --persona 'Busy parent'"
        );
    }

    #[test]
    fn every_option_of_a_funnel_is_given() {
        let question: Question = serde_json::from_str(
            r#"{"op":"funnel","steps":["a","b"],"once":true,"exclude":["c d"],"exclusion":"drop_journey","hold":"item"}"#,
        )
        .expect("a question of the interface");
        assert_eq!(
            command(&question),
            "wayline ask funnel --step a --step b --once --exclude 'c d' --exclusion drop_journey --hold item"
        );
    }

    #[test]
    fn periods_of_retention_are_given() {
        let question: Question = serde_json::from_str(
            r#"{"op":"retention","start":"a","return":"b c","period":"7d","mode":"on_or_after"}"#,
        )
        .expect("a question of the interface");
        assert_eq!(
            command(&question),
            "wayline ask retention --start a --return 'b c' --period 7d --mode on_or_after"
        );
    }

    #[test]
    fn a_pattern_and_a_model_of_credit_are_options() {
        let command = |json: &str| command(&serde_json::from_str(json).expect("a question"));
        assert_eq!(
            command(r#"{"op":"pattern","pattern":"a->[^b]*"}"#),
            "wayline ask pattern --pattern 'a->[^b]*'"
        );
        assert_eq!(
            command(
                r#"{"op":"attribution","goal":"pay","model":"time_decay","half_life":"2d","collapse_repeats":true}"#
            ),
            "wayline ask attribution --goal pay --model time_decay --half-life 2d --collapse-repeats"
        );
    }

    #[test]
    fn a_question_becomes_a_command_that_a_shell_takes_as_it_is() {
        let question: Question = serde_json::from_str(
            r#"{"op":"ratings","kind":"stars","where":"city = \"L'Aquila\"","unit":"case"}"#,
        )
        .expect("a question of the interface");
        assert_eq!(
            command(&question),
            r#"wayline ask ratings --kind stars --where 'city = "L'\''Aquila"' --unit case"#
        );
    }
}
