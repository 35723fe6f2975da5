//! Something that could be better, with its effort and what it is worth.

use super::pain::CLAIM;
use super::{Kind, WORDS, card, number};
use crate::record::{Record, Value};
use crate::tree::Steps;
use wayline_model::map::{Action, Opportunity};

pub(crate) const KIND: Kind = card("opportunity", &[WORDS, number("effort", 0.0, 1e6), CLAIM]);

pub(crate) fn read(opportunity: &Opportunity, steps: &Steps) -> Record {
    let mut record = Record::new(&KIND);
    record.say_prose("text", Some(&opportunity.opportunity));
    record.say("effort", opportunity.effort.map(Value::Number));
    let claim = opportunity.claim.as_ref().map(|claim| steps.in_document(claim));
    record.say_word("claim", claim.as_deref());
    record
}

/// `action` is what is being done about it: the first of its actions.
pub(crate) fn write(record: &Record, steps: &Steps, action: Option<Action>) -> Opportunity {
    Opportunity {
        opportunity: record.prose("text").unwrap_or_default(),
        effort: record.number("effort"),
        claim: record.word("claim").and_then(|claim| steps.in_file(&claim)),
        action,
    }
}
