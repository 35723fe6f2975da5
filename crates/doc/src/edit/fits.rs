//! Whether a value fits its field.

use super::wrong_type;
use crate::ids::is_id;
use crate::kind::{Field, Type};
use crate::record::Value;
use crate::refusal::Refusal;
use wayline_model::claim::Claim;
use wayline_model::question::Question;
use wayline_model::yaml::is_date;

/// The longest item of a set, in characters.
const MOST_OF_ITEM: usize = 200;
/// The longest claim or question, in characters.
const MOST_OF_QUESTION: usize = 20_000;

/// Whether a field takes a value; every field but prose and sets takes nothing as well.
pub(crate) fn fits_value(field: &Field, value: Option<&Value>) -> Result<(), Refusal> {
    match (&field.takes, value) {
        (Type::Text { .. }, _) => Err(wrong_type(field, "a value but prose: write it")),
        (Type::Set { .. }, _) => Err(wrong_type(field, "a value but a set: put and take items")),
        (_, None) | (Type::Flag, Some(Value::Flag(true))) => Ok(()),
        (Type::Number { least, most }, Some(Value::Number(number))) => {
            if number.is_finite() && least <= number && number <= most {
                return Ok(());
            }
            Err(wrong(field, format!("{number} lies outside {least} … {most}")))
        }
        (Type::Word { most, day }, Some(Value::Word(word))) => {
            if word.is_empty() || word.contains(['\n', '\r']) {
                return Err(wrong(field, "a word is one line and not empty"));
            }
            if *day && !is_date(word) {
                return Err(wrong(field, "write a day of the calendar: YYYY-MM-DD"));
            }
            not_longer(field, word, *most)
        }
        (Type::Choice { values }, Some(Value::Word(word))) => {
            if values.contains(&word.as_str()) {
                return Ok(());
            }
            Err(wrong(field, format!("choose one of: {}", values.join(", "))))
        }
        (Type::Ref { .. }, Some(Value::Word(word))) => {
            let target = word.strip_prefix('@').filter(|target| !target.starts_with('@'));
            match target.map(|target| target.trim_end_matches('#')) {
                Some(target) if !is_id(target) => Err(wrong(field, "what follows @ is an id")),
                _ => not_longer(field, word, MOST_OF_ITEM),
            }
        }
        (Type::Claim, Some(Value::Word(text))) => understood::<Claim>(field, text),
        (Type::Question, Some(Value::Word(text))) => understood::<Question>(field, text),
        (_, Some(_)) => Err(wrong_type(field, "of that type")),
    }
}

/// Whether a field takes a text. One that is too long already may be made shorter.
pub(crate) fn fits_text(field: &Field, text: &str, old: Option<&str>) -> Result<(), Refusal> {
    let Type::Text { most } = field.takes else { return Err(wrong_type(field, "prose")) };
    let is_shorter = old.is_some_and(|old| text.len() <= old.len());
    if is_shorter { Ok(()) } else { not_longer(field, text, most) }
}

/// Whether a set of so many other items takes one more.
pub(crate) fn fits_item(field: &Field, item: &str, others: usize) -> Result<(), Refusal> {
    let Type::Set { most, to } = field.takes else { return Err(wrong_type(field, "a set")) };
    if others >= most {
        return Err(wrong(field, format!("it has {most} items already")));
    }
    if to.is_some() && !is_id(item) {
        return Err(wrong(field, "its items are ids of records"));
    }
    not_longer(field, item, MOST_OF_ITEM)
}

fn not_longer(field: &Field, text: &str, most: usize) -> Result<(), Refusal> {
    let long = text.chars().count();
    if long <= most {
        return Ok(());
    }
    let detail = format!("`{}` would have {long} characters", field.name);
    Err(Refusal::new("too-long", detail, format!("at most {most} are kept: shorten it")))
}

fn understood<T: serde::de::DeserializeOwned>(field: &Field, text: &str) -> Result<(), Refusal> {
    not_longer(field, text, MOST_OF_QUESTION)?;
    match serde_json::from_str::<T>(text) {
        Ok(_) => Ok(()),
        Err(error) => Err(wrong(field, error.to_string())),
    }
}

fn wrong(field: &Field, help: impl Into<String>) -> Refusal {
    Refusal::new("wrong-value", format!("`{}` does not take that value", field.name), help)
}
