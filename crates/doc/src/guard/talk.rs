//! Nobody speaks in somebody else's name: who a comment and a vote are by, and who may change their words.
//!
//! A word about the map is made by whoever says it, and only they change what it says. That it is settled, goes into the bin or
//! comes back, and what it lies in, is everybody's: nothing is deleted, and history says who it was.

use crate::kind;
use crate::record::Record;
use crate::refusal::Refusal;

/// The field of who says it.
const BY: &str = "by";
/// What everybody may change of what somebody said.
const ANYBODYS: &[&str] = &["is", "in", "rank", "gone", "resolved"];

/// Whether a person may change a field of a record so. `field` is without the item of a set; `by` is who it is by afterwards.
pub(crate) fn check(
    before: Option<&Record>,
    kind: &str,
    field: &str,
    by: Option<&str>,
    person: &str,
) -> Result<(), Refusal> {
    if !kind::of(kind).is_some_and(|kind| kind.talk && kind.field(BY).is_some()) {
        return Ok(());
    }
    let may = match before.filter(|before| !before.kind.is_empty()) {
        None => by == Some(person),
        Some(before) => {
            let author = before.word(BY);
            let is_own = author.as_deref().is_none_or(|author| author == person);
            match field {
                BY => by == author.as_deref() || (author.is_none() && by == Some(person)),
                field => is_own || ANYBODYS.contains(&field),
            }
        }
    };
    if may { Ok(()) } else { Err(not_theirs(kind)) }
}

fn not_theirs(kind: &str) -> Refusal {
    let detail = format!("it says a {kind} in the name of somebody else, or changes their words");
    let help = "say it in your own name: answer, or settle theirs; their words stay as they are";
    Refusal::new("not-yours", detail, help)
}
