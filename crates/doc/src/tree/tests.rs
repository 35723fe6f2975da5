//! Whatever can be said of a map is said in its file, and comes back from it.

use super::*;
use crate::kind::{self, Field, Kind, Type};
use crate::record::Value;
use crate::{Edit, edit::Said};
use wayline_model::yaml;

/// A value that a field takes, and that it does not take for granted: another for each field, as far as the file lets it.
fn said(kind: &Kind, field: &Field) -> Said {
    let word = match (kind.name, field.name) {
        ("step", "limit") => "10m".to_owned(),
        ("map", "where") => "country = \"PL\"".to_owned(),
        (kind, field) => format!("{kind} {field}"),
    };
    Said::Value(Value::Word(match field.takes {
        Type::Word { day: true, .. } => "2028-02-29".into(),
        Type::Text { .. } | Type::Word { .. } => word,
        // The first may be what is meant where nothing is said.
        Type::Choice { values } => (*values.last().expect("words")).to_owned(),
        Type::Number { least, most } => {
            return Said::Value(Value::Number(least + (most - least) / 8.0));
        }
        Type::Flag => return Said::Value(Value::Flag(true)),
        Type::Claim => r#"{"op":"drivers","goal":"pay","step":"@step","is":"odds < 1"}"#.into(),
        Type::Question => r#"{"op":"counts"}"#.into(),
        Type::Ref { to } => format!("@{to}"),
        Type::Set { to: Some(to), .. } => return Said::Items(vec![to.into()]),
        Type::Set { to: None, .. } if (kind.name, field.name) == ("map", "lanes") => {
            return Said::Items(vec!["pain".into(), "need".into()]);
        }
        Type::Set { to: None, .. } => {
            return Said::Items(vec![word.clone(), format!("a {word}")]);
        }
    }))
}

/// A map with one record of each kind that a file holds, and something in each of its fields. Ids are the names of the kinds.
fn filled() -> Records {
    let mut records = Records::empty();
    for kind in kind::ALL.iter().filter(|kind| !kind.talk) {
        let fields = kind.fields.iter();
        let fields = fields.filter(|field| kind.name != MAP || !map::TALK.contains(&field.name));
        let fields: BTreeMap<String, Said> =
            fields.map(|field| (field.name.to_owned(), said(kind, field))).collect();
        if kind.name == MAP {
            for (field, said) in fields {
                say(&mut records, field, said);
            }
            continue;
        }
        let [parent] = kind.parents else { panic!("{} lies in several kinds", kind.name) };
        let (id, parent) = (kind.name.to_owned(), (*parent).to_owned());
        let add = Edit::Add { id, kind: kind.name.into(), parent, rank: "V".into(), fields };
        records.apply(&add).expect(kind.name);
    }
    records
}

/// Says something of the map itself, which is there from the beginning.
fn say(records: &mut Records, field: String, said: Said) {
    let id = MAP.to_owned();
    let edits = match said {
        Said::Items(items) => {
            let ranked = items.into_iter().zip(rank::spread(2));
            let put = |(item, rank)| Edit::Put { id: id.clone(), field: field.clone(), item, rank };
            ranked.map(put).collect()
        }
        Said::Value(Value::Word(text)) if map::KIND.field(&field).is_some_and(is_text) => {
            vec![Edit::Write { id, field, text }]
        }
        Said::Value(value) => vec![Edit::Set { id, field, value: Some(value) }],
    };
    for edit in edits {
        records.apply(&edit).expect("it fits");
    }
}

fn is_text(field: &Field) -> bool {
    matches!(field.takes, Type::Text { .. })
}

/// What is said, with the names of kinds for ids and without ranks, which a file does not hold.
fn told(records: &Records) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for record in records.0.values() {
        let mut record = record.clone();
        record.rank.clear();
        for item in record.sets.values_mut().flatten() {
            item.rank.clear();
        }
        let mut text = format!("{record:#?}");
        for (id, other) in &records.0 {
            text = text.replace(&**id, &other.kind);
        }
        assert_eq!(all.insert(record.kind.clone(), text), None, "{} stands once", record.kind);
    }
    all
}

#[test]
fn every_field_of_every_kind_goes_into_the_file_and_comes_back() {
    let records = filled();
    for kind in kind::ALL.iter().filter(|kind| !kind.talk) {
        let record = &records.0[kind.name];
        let told = record.text.len() + record.values.len() + record.sets.len();
        let talk = if kind.name == MAP { map::TALK.len() } else { 0 };
        assert_eq!(told, kind.fields.len() - talk, "{}", kind.name);
    }
    let written = records.to_map();
    assert_eq!(written.findings, []);
    let text = yaml::write(&written.map);
    let (read, found) = yaml::read(&text, "filled.journey.yaml");
    assert_eq!(found, [], "{text}");
    let again = of_map(&read.expect("a map"), &mut Ids::new(7));
    let (before, after) = (told(&records), told(&again));
    for (kind, said) in &before {
        assert_eq!(after.get(kind), Some(said), "{kind} in {text}");
    }
    assert_eq!(before.len(), after.len());
}
