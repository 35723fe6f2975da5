//! Something that hurts, with the claim that the data can deny.

use super::{Field, Kind, Type, WORDS, card, names};
use crate::record::Record;
use crate::tree::Steps;
use wayline_model::map::Pain;

pub(crate) const KIND: Kind = card("pain", &[WORDS, CLAIM, names("quotes")]);

/// A claim, as JSON.
pub(crate) const CLAIM: Field = Field { name: "claim", takes: Type::Claim };

pub(crate) fn read(pain: &Pain, steps: &Steps) -> Record {
    let mut record = Record::new(&KIND);
    record.say_prose("text", Some(&pain.pain));
    record.say_word("claim", pain.claim.as_ref().map(|claim| steps.in_document(claim)).as_deref());
    record.say_items("quotes", &pain.quotes);
    record
}

pub(crate) fn write(record: &Record, steps: &Steps) -> Pain {
    Pain {
        pain: record.prose("text").unwrap_or_default(),
        claim: record.word("claim").and_then(|claim| steps.in_file(&claim)),
        quotes: record.items("quotes"),
    }
}
