//! The door: what somebody else's update may touch. It is imported into a copy first, and looked at there.

pub(crate) mod claims;
mod talk;

use crate::crdt::{Document, Heard};
use crate::edit::{fits_item, fits_text, fits_value};
use crate::ids::is_id;
use crate::kind::{self, Field, Kind, Type};
use crate::rank::is_rank;
use crate::record::{MAP, Record, Records, Value};
use crate::refusal::Refusal;

/// The largest update that is taken.
pub(crate) const MOST_BYTES: usize = 4 << 20;
/// A map's history is kept up to here: far beyond what people write, and little enough to be opened.
pub(crate) const MOST_HISTORY: usize = 256 << 20;
/// Answers to answers are taken so deep.
const MOST_DEEP: usize = 64;
/// Why a change was made is said in so many characters.
const MOST_WHY: usize = 200;
/// What several people wrote into one text or set at the same time, each within its bound, may together be so many times as much:
/// nobody's change is refused for what others did. Whoever makes an edit holds it to the bound itself.
const TOGETHER: usize = 16;
/// A map of more records is refused, those in the bin counted.
pub const MOST_RECORDS: usize = 20_000;

/// Whether what an update of a person changed has its place in a map, and is theirs to change. `before` has not taken it, `after`
/// has.
pub(crate) fn check(
    before: &Document,
    after: &Document,
    heard: &[Heard],
    person: &str,
) -> Result<(), Refusal> {
    let records = after.records.0.len();
    if records > MOST_RECORDS && records > before.records.0.len() {
        let help = format!("a map has at most {MOST_RECORDS} records: divide it");
        return Err(Refusal::new(
            "too-many",
            format!("the map would have {records} records"),
            help,
        ));
    }
    heard.iter().try_for_each(|heard| {
        let name = match heard {
            Heard::Strange(name) => return Err(strange(name)),
            Heard::Text(name) => {
                check_text(before, after, name)?;
                name
            }
            Heard::Key(key, value) => {
                check_key(before, after, key, value.as_ref())?;
                key
            }
        };
        check_name(before, after, name, person)
    })
}

/// Whether what is said there is the person's to say.
fn check_name(
    before: &Document,
    after: &Document,
    name: &str,
    person: &str,
) -> Result<(), Refusal> {
    let (id, record, kind, field) = place(after, name)?;
    let field = field.split('/').next().unwrap_or_default();
    let by = record.word("by");
    talk::check(before.records.get(id), kind.name, field, by.as_deref(), person)
}

fn check_text(before: &Document, after: &Document, name: &str) -> Result<(), Refusal> {
    let (id, _, kind, field) = place(after, name)?;
    let known = kind.field(field).ok_or_else(|| strange(name))?;
    let text = after.records.0[id].text.get(field).map_or("", String::as_str);
    let old = before.records.get(id).and_then(|record| record.text.get(field));
    fits_text(&together(known), text, old.map(String::as_str))
}

/// A field with the room for what several people said at the same time.
fn together(field: &Field) -> Field {
    let takes = match field.takes {
        Type::Text { most } => Type::Text { most: TOGETHER * most },
        Type::Set { most, to } => Type::Set { most: TOGETHER * most, to },
        takes => takes,
    };
    Field { takes, ..*field }
}

fn check_key(
    before: &Document,
    after: &Document,
    key: &str,
    value: Option<&Value>,
) -> Result<(), Refusal> {
    let (id, record, kind, field) = place(after, key)?;
    let word = match value {
        Some(Value::Word(word)) => Some(word.as_str()),
        _ => None,
    };
    let old = before.records.get(id).filter(|old| !old.kind.is_empty());
    let fits = match field {
        "is" => word.is_some() && old.is_none_or(|old| old.kind == record.kind),
        "in" => {
            let parent = word.and_then(|parent| after.records.get(parent));
            let parent = parent.and_then(|parent| kind::of(&parent.kind));
            let fits = parent.is_some_and(|parent| kind.may_lie_in(parent));
            // Nothing becomes an answer later: two could come to hang below each other.
            let stays = parent.is_none_or(|parent| !parent.talk)
                || old.is_none_or(|old| old.parent == record.parent);
            id != MAP && fits && stays && hangs(&after.records, id)
        }
        "rank" => id != MAP && word.is_some_and(is_rank),
        "gone" => id != MAP && (value.is_none() || word.is_some_and(is_id)),
        field => return check_field(record, kind, key, field, value),
    };
    if fits { Ok(()) } else { Err(strange(key)) }
}

fn check_field(
    record: &Record,
    kind: &Kind,
    key: &str,
    field: &str,
    value: Option<&Value>,
) -> Result<(), Refusal> {
    let Some((set, item)) = field.split_once('/') else {
        let known = kind.field(field).ok_or_else(|| strange(key))?;
        return fits_value(known, value);
    };
    let known = kind.field(set).ok_or_else(|| strange(key))?;
    if !matches!(known.takes, Type::Set { .. }) {
        return Err(strange(key));
    }
    match value {
        // Whatever lies in a set may be taken out.
        None => Ok(()),
        Some(Value::Word(rank)) if is_rank(rank) => {
            let others = record.sets.get(set).map_or(0, |items| items.len().saturating_sub(1));
            fits_item(&together(known), item, others)
        }
        Some(_) => Err(strange(key)),
    }
}

/// Whether what was said of changes is short, and words: it stands in everybody's history.
pub(crate) fn check_messages(messages: &[String]) -> Result<(), Refusal> {
    let help = "say why in a few words, on one line";
    for message in messages {
        let length = message.chars().count();
        if length > MOST_WHY {
            let detail = format!("why it was made is said in {length} characters");
            return Err(Refusal::new("too-long", detail, format!("at most {MOST_WHY}; {help}")));
        }
        if message.chars().any(char::is_control) {
            let detail = "why it was made is said with characters that are no letters";
            return Err(Refusal::new("wrong-value", detail, help));
        }
    }
    Ok(())
}

/// Whether a record hangs in the map, at most so deep as people answer each other; what hangs in a ring does not.
fn hangs(records: &Records, id: &str) -> bool {
    let mut at = id;
    for _ in 0..MOST_DEEP {
        match records.get(at).and_then(|record| record.parent.as_deref()) {
            Some(parent) => at = parent,
            None => return at == MAP,
        }
    }
    false
}

/// The record and field of a key; the record is there and of a kind.
fn place<'a>(
    after: &'a Document,
    key: &'a str,
) -> Result<(&'a str, &'a Record, &'static Kind, &'a str), Refusal> {
    let (id, field) = key.split_once('/').ok_or_else(|| strange(key))?;
    let record = after.records.get(id).filter(|_| is_id(id)).ok_or_else(|| strange(key))?;
    let kind = kind::of(&record.kind).ok_or_else(|| strange(key))?;
    let lies = id == MAP || (record.parent.is_some() && is_rank(&record.rank));
    if lies { Ok((id, record, kind, field)) } else { Err(strange(key)) }
}

/// Whether a name is that of a part of some record.
pub(crate) fn has_place(after: &Document, name: &str) -> bool {
    place(after, name).is_ok()
}

fn strange(name: &str) -> Refusal {
    let name: String = name.chars().filter(|c| !c.is_control()).take(70).collect();
    let detail = format!("it touches `{name}`, which has no place in a map");
    Refusal::new("not-a-map", detail, "load the page anew; the change is kept aside")
}
