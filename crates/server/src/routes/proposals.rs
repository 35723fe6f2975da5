//! Edits that a program proposes, to be accepted or declined one by one.

use crate::body::{Body, Parted};
use crate::live::command::{Decides, Handle, Making};
use crate::people::{Person, Somebody, now};
use crate::problem::{Problem, mistake};
use crate::routes::history::{What, rfc3339};
use crate::state::App;
use crate::store::{Micros, Proposal};
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use wayline_doc::{Edit, Received, Records, changes};

/// Most characters that history tells of why something was proposed.
const MOST_SAID: usize = 200;

/// Most edits in one proposal.
const MOST_EDITS: usize = 500;

/// So many accepted edits are kept at once; others who edit the map get a turn in between.
const AT_ONCE: usize = 64;

/// What the map's own file is called where it proposes.
const FILE: &str = "file";

/// What became of a proposed edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Decision {
    /// Nobody has decided.
    Open,
    /// It was made.
    Accepted,
    /// It will not be made.
    Declined,
}

/// An edit with its reason.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub(crate) struct Proposed {
    /// The edit.
    edit: Edit,
    /// What it means, for people.
    says: String,
    /// What became of it.
    state: Decision,
    /// Who decided; absent while it is open, and where an older server kept it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<Person>,
    /// When that was, RFC 3339 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decided: Option<String>,
    /// The update that made it, where it was accepted; absent in what an older server kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seq: Option<u64>,
    /// What it would have changed when it was declined; empty where it could not be made any more, and in what an older server kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    would: Vec<What>,
}

impl Proposed {
    fn open(edit: Edit, says: String) -> Self {
        let (state, by, decided, seq) = (Decision::Open, None, None, None);
        Self { edit, says, state, by, decided, seq, would: Vec::new() }
    }

    fn decide(&mut self, state: Decision, by: &Person) {
        (self.state, self.by, self.decided) = (state, Some(by.clone()), Some(rfc3339(now())));
    }
}

/// A proposal.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct ProposalLine {
    /// Its number.
    proposal: u64,
    /// What or who proposes.
    from: String,
    /// Why, in words.
    why: String,
    /// When it came in, RFC 3339 UTC.
    at: String,
    /// The edits in order.
    edits: Vec<Proposed>,
}

/// All proposals.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Proposals {
    /// The newest first.
    proposals: Vec<ProposalLine>,
}

/// Edits to be proposed.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewProposal {
    /// What or who proposes, 1 to 100 characters.
    from: String,
    /// Why, in words.
    #[serde(default)]
    why: String,
    /// 1 to 500 edits.
    edits: Vec<NewEdit>,
}

/// An edit to be proposed.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewEdit {
    /// The edit.
    edit: Edit,
    /// What it means, for people.
    #[serde(default)]
    says: String,
}

/// What is accepted and what is declined.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decisions {
    /// Places of edits in the proposal, from 0.
    #[serde(default)]
    accept: Vec<usize>,
    /// Places of edits in the proposal, from 0.
    #[serde(default)]
    decline: Vec<usize>,
}

/// What came of decisions.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Decided {
    /// The proposal as it is now.
    proposal: ProposalLine,
    /// Edits that were accepted and cannot be made on the map as it is; they stay open.
    refused: Vec<NotMade>,
}

/// An edit that cannot be made.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct NotMade {
    /// Its place in the proposal.
    edit: usize,
    /// Why, in a sentence.
    detail: String,
}

/// The proposals for a map.
#[utoipa::path(
    get, path = "/api/v1/maps/{id}/proposals",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    responses((status = 200, body = ref("#/components/schemas/Proposals")))
)]
pub(crate) async fn proposals(
    State(app): State<App>,
    Parted(id): Parted<String>,
) -> Result<Json<Proposals>, Problem> {
    app.room(&id).await?;
    let all = app.store().proposals(&id).await?;
    Ok(Json(Proposals { proposals: all.into_iter().map(line).collect() }))
}

/// Proposes edits; nothing is changed until somebody accepts.
#[utoipa::path(
    post, path = "/api/v1/maps/{id}/proposals",
    params(("id" = String, Path, description = "File name of the map without its ending")),
    request_body = ref("#/components/schemas/NewProposal"),
    responses((status = 200, body = ref("#/components/schemas/ProposalLine")))
)]
pub(crate) async fn propose(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Somebody(_): Somebody,
    Body(new): Body<NewProposal>,
) -> Result<Json<ProposalLine>, Problem> {
    let named = (1..=100).contains(&new.from.trim().chars().count());
    if !named || !(1..=MOST_EDITS).contains(&new.edits.len()) {
        let help = "`from` has 1 to 100 characters, and there are 1 to 500 edits";
        return Err(Problem::new("bad-request", "the proposal is empty or too large").help(help));
    }
    app.room(&id).await?;
    let edits = new.edits.into_iter().map(|new| Proposed::open(new.edit, new.says));
    let edits: Vec<Proposed> = edits.collect();
    let proposal = Proposal {
        proposal: 0,
        from: new.from.trim().to_owned(),
        why: new.why,
        at: now(),
        edits: as_json(&edits)?,
    };
    let number = app.store().propose(&id, &proposal).await?;
    Ok(Json(line(Proposal { proposal: number, ..proposal })))
}

/// Accepts and declines edits, one by one. What was decided before stays.
#[utoipa::path(
    post, path = "/api/v1/maps/{id}/proposals/{proposal}",
    params(
        ("id" = String, Path, description = "File name of the map without its ending"),
        ("proposal" = u64, Path, description = "Its number"),
    ),
    request_body = ref("#/components/schemas/Decisions"),
    responses((status = 200, body = ref("#/components/schemas/Decided")))
)]
pub(crate) async fn decide(
    State(app): State<App>,
    Parted((id, number)): Parted<(String, u64)>,
    Somebody(person): Somebody,
    Body(decisions): Body<Decisions>,
) -> Result<Json<Decided>, Problem> {
    let room = app.room(&id).await?;
    // Goes on to its end where whoever decides goes away: what was made is to be written down as made.
    let deciding = tokio::spawn(async move {
        let _turn = app.deciding(&id).await?;
        settle(&app, &room, (&id, number), &person, decisions).await
    });
    let decided = deciding.await.map_err(|error| mistake(&error.to_string()))?;
    decided.map(Json)
}

/// Makes what is accepted, and writes down what became of all.
async fn settle(
    app: &App,
    room: &Handle,
    (id, number): (&str, u64),
    person: &Person,
    decisions: Decisions,
) -> Result<Decided, Problem> {
    let all = app.store().proposals(id).await?;
    let Some(proposal) = all.into_iter().find(|proposal| proposal.proposal == number) else {
        return Err(Problem::new("unknown-proposal", format!("the map has no proposal {number}"))
            .help("`GET /api/v1/maps/{id}/proposals` lists them"));
    };
    let mut line = line(proposal);
    let named = decisions.accept.iter().chain(&decisions.decline);
    if let Some(wrong) = named.copied().find(|place| *place >= line.edits.len()) {
        let most = line.edits.len();
        return Err(Problem::new("bad-request", format!("there is no edit {wrong}"))
            .help(format!("the proposal has {most} edits; the first is 0")));
    }
    decline(app, room, &mut line.edits, decisions.decline, person).await?;
    let mut accept = decisions.accept;
    accept.sort_unstable();
    accept.dedup();
    accept.retain(|place| line.edits[*place].state == Decision::Open);
    let mut refused = Vec::new();
    for places in accept.chunks(AT_ONCE) {
        refused.extend(accept_some(room, number, &mut line, places, person).await);
    }
    app.store().decide(id, number, &as_json(&line.edits)?).await?;
    Ok(Decided { proposal: line, refused })
}

/// Makes proposed edits one by one, but keeps them at once: each with its decision, so that what was made is never offered again.
async fn accept_some(
    room: &Handle,
    number: u64,
    line: &mut ProposalLine,
    places: &[usize],
    person: &Person,
) -> Vec<NotMade> {
    // As history tells why.
    let reason: String =
        if line.why.is_empty() { &line.from } else { &line.why }.chars().take(MOST_SAID).collect();
    let mut lined_up = Vec::new();
    for place in places {
        let mut proposed = line.edits[*place].clone();
        let (edit, by, said) = (proposed.edit.clone(), person.id.clone(), reason.clone());
        proposed.decide(Decision::Accepted, person);
        let decides = Decides { proposal: number, place: *place as u64, said: said_of(&proposed) };
        let make: Making = Box::new(move |room| {
            let received = room.edit_for(&[edit], &by)?;
            Ok(Received { why: vec![said], ..received })
        });
        lined_up.push((*place, proposed, room.decide(person.clone(), decides, make).await));
    }
    let mut refused = Vec::new();
    for (place, proposed, made) in lined_up {
        let made = match made {
            Ok(made) => made.await,
            Err(problem) => Err(problem),
        };
        match made {
            Ok(changed) => line.edits[place] = Proposed { seq: Some(changed.seq), ..proposed },
            Err(problem) => {
                refused.push(NotMade { edit: place, detail: problem.detail().to_owned() });
            }
        }
    }
    refused
}

/// What became of a proposed edit, as fields of its own.
fn said_of(proposed: &Proposed) -> Map<String, Value> {
    let Proposed { state, by, decided, .. } = proposed;
    match json!({ "state": state, "by": by, "decided": decided }) {
        Value::Object(said) => said,
        _ => Map::new(),
    }
}

/// Declines edits that nobody has decided, and remembers what each would have changed.
async fn decline(
    app: &App,
    room: &Handle,
    edits: &mut [Proposed],
    places: Vec<usize>,
    person: &Person,
) -> Result<(), Problem> {
    let is_open = |place: &usize| edits[*place].state == Decision::Open;
    let places: BTreeSet<usize> = places.into_iter().filter(is_open).collect();
    if places.is_empty() {
        return Ok(());
    }
    let records = room.look(|seen| seen.room.records().clone()).await?;
    let wanted: Vec<Edit> = places.iter().map(|place| edits[*place].edit.clone()).collect();
    let would = app.look(move |_| Ok(would_change(&records, &wanted)));
    for (place, would) in places.into_iter().zip(would.await?) {
        let proposed = &mut edits[place];
        proposed.decide(Decision::Declined, person);
        proposed.would = would;
    }
    Ok(())
}

/// What each of some edits would change, made alone.
fn would_change(records: &Records, edits: &[Edit]) -> Vec<Vec<What>> {
    // One copy for all: edits are made there and taken back, together where none can tell that the others are made too.
    let mut after = records.clone();
    let mut would = vec![Vec::new(); edits.len()];
    for places in apart(records, edits) {
        let made: Vec<usize> =
            places.into_iter().filter(|place| after.apply(&edits[*place]).is_ok()).collect();
        let told = if made.is_empty() { Vec::new() } else { changes(records, &after) };
        for place in &made {
            put_back(&mut after, records, &edits[*place]);
        }
        if let [alone] = made[..] {
            would[alone] = told.into_iter().map(|one| What::of(one, records)).collect();
            continue;
        }
        let of: BTreeMap<&str, usize> =
            made.iter().map(|place| (edits[*place].record(), *place)).collect();
        for change in told {
            if let Some(place) = of.get(change.record.as_str()) {
                would[*place].push(What::of(change, records));
            }
        }
    }
    would
}

/// Places of edits by which can be made together, each on a record of its own: what one changes is told neither by the others
/// nor of what lies below.
fn apart(records: &Records, edits: &[Edit]) -> Vec<Vec<usize>> {
    let living = records.living();
    let mut known: BTreeMap<(u8, &str), usize> = BTreeMap::new();
    let mut together: BTreeMap<(u8, usize), Vec<usize>> = BTreeMap::new();
    let mut alone = Vec::new();
    for (place, edit) in edits.iter().enumerate() {
        let sort = match edit {
            // What is added to something removed brings it back.
            Edit::Add { parent, .. } if living.contains(parent.as_str()) => 0,
            Edit::Write { .. } => 1,
            Edit::Set { .. } | Edit::Put { .. } | Edit::Take { .. } => 2,
            _ => {
                alone.push(vec![place]);
                continue;
            }
        };
        let nth = known.entry((sort, edit.record())).or_default();
        together.entry((sort, *nth)).or_default().push(place);
        *nth += 1;
    }
    together.into_values().chain(alone).collect()
}

/// Makes a copy of records what they are, after an edit of it.
fn put_back(after: &mut Records, records: &Records, edit: &Edit) {
    match edit {
        // What lies below may have gone with it, or come back.
        Edit::Remove { .. } | Edit::BringBack { .. } => {
            for (id, record) in &mut after.0 {
                if let Some(was) = records.get(id).filter(|was| was.gone != record.gone) {
                    record.gone.clone_from(&was.gone);
                }
            }
        }
        edit => {
            let id = edit.record();
            match records.get(id) {
                Some(was) => after.0.insert(id.to_owned(), was.clone()),
                None => after.0.remove(id),
            };
        }
    }
}

/// The proposal that something on the map comes from.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct OfProposal {
    /// Its number.
    proposal: u64,
    /// What or who proposed.
    from: String,
    /// Why, in words.
    why: String,
}

/// An edit that was proposed and declined.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct Declined {
    /// The proposal that it is of.
    #[serde(flatten)]
    of: OfProposal,
    /// Its place in the proposal, from 0.
    place: usize,
    /// The edit.
    edit: Edit,
    /// What it means, for people.
    says: String,
    /// Who declined; absent where an older server kept it.
    by: Option<Person>,
    /// When, RFC 3339 UTC; when it was proposed where an older server kept it.
    at: String,
    /// What it would have changed then; empty where it could not be made any more, or an older server kept it.
    would: Vec<What>,
    /// As `at`.
    #[serde(skip)]
    pub(crate) when: Micros,
}

/// What came of the proposals for a map: which update was accepted from which, and what was declined, the newest first.
pub(crate) async fn decided(
    app: &App,
    id: &str,
) -> Result<(BTreeMap<u64, OfProposal>, Vec<Declined>), Problem> {
    let (mut accepted, mut declined) = (BTreeMap::new(), Vec::new());
    for proposal in app.store().proposals(id).await? {
        let proposed = proposal.at;
        let ProposalLine { proposal, from, why, edits, .. } = line(proposal);
        let of = OfProposal { proposal, from, why };
        for (place, one) in edits.into_iter().enumerate() {
            let Proposed { edit, says, state, by, decided, seq, would } = one;
            if let (Decision::Accepted, Some(seq)) = (state, seq) {
                accepted.insert(seq, of.clone());
            }
            if state == Decision::Declined {
                let when = decided.and_then(|at| at.parse::<jiff::Timestamp>().ok());
                let when = when.map_or(proposed, jiff::Timestamp::as_microsecond);
                let (of, at) = (of.clone(), rfc3339(when));
                declined.push(Declined { of, place, edit, says, by, at, would, when });
            }
        }
    }
    declined.sort_by_key(|one| std::cmp::Reverse(one.when));
    Ok((accepted, declined))
}

/// Why a map's file proposes something: what it is not to propose again follows from that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// One side removed what the other changed: each time anew, and once as long as nobody has decided.
    Met,
    /// An older text was saved, which goes on being saved: what it proposed before, decided or not, is not proposed again.
    OldText,
}

/// Proposes edits that a map's file would have made, but for those that it proposed before.
///
/// # Errors
/// When the store refuses.
pub(crate) async fn propose_of_file(
    app: &App,
    map: &str,
    (cause, why): (Cause, String),
    edits: Vec<(Edit, String)>,
) -> Result<(), Problem> {
    let _turn = app.deciding(map).await?;
    let known = app.store().proposals(map).await?.into_iter();
    let known: Vec<Proposed> =
        known.filter(|known| known.from == FILE).flat_map(|known| line(known).edits).collect();
    let counts = |known: &Proposed| cause == Cause::OldText || known.state == Decision::Open;
    let is_new = |edit: &Edit| !known.iter().any(|known| counts(known) && known.edit == *edit);
    let edits = edits.into_iter().filter(|(edit, _)| is_new(edit));
    let edits = edits.map(|(edit, says)| Proposed::open(edit, says));
    let edits: Vec<Proposed> = edits.collect();
    for part in edits.chunks(MOST_EDITS) {
        let edits = as_json(part)?;
        let (from, why) = (FILE.to_owned(), why.clone());
        let proposal = Proposal { proposal: 0, from, why, at: now(), edits };
        app.store().propose(map, &proposal).await?;
    }
    Ok(())
}

fn as_json(edits: &[Proposed]) -> Result<String, Problem> {
    serde_json::to_string(edits).map_err(|error| mistake(&error.to_string()))
}

fn line(proposal: Proposal) -> ProposalLine {
    ProposalLine {
        proposal: proposal.proposal,
        from: proposal.from,
        why: proposal.why,
        at: rfc3339(proposal.at),
        edits: serde_json::from_str(&proposal.edits).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayline_doc::Room;
    use wayline_model::yaml;

    #[test]
    fn what_an_edit_would_change_is_told_of_it_alone() {
        let text = "wayline: 1\nmap: Shop\nstages:\n  - stage: Paying\n    steps:\n      - step: Pays\n        \
                    channels: [Web]\n        pains:\n          - pain: It is slow\n      - step: Waits\n      - step: Leaves\n";
        let map = yaml::read(text, "shop.journey.yaml").0.expect("a map");
        let mut room = Room::of_map(&map, 7, 8).expect("a document");
        let id = |room: &Room, kind: &str, at: usize| {
            let of_kind = room.records().0.iter().filter(|(_, record)| record.kind == kind);
            of_kind.map(|(id, _)| id.clone()).nth(at).expect("there")
        };
        let (one, two) = (id(&room, "step", 0), id(&room, "step", 1));
        let (stage, channel) = (id(&room, "stage", 0), id(&room, "channel", 0));
        let card = id(&room, "pain", 0);
        let removed = id(&room, "step", 2);
        let away = [&card, &removed].map(|id| Edit::Remove { id: id.clone() });
        room.edit(&away).expect("removed");
        let add = |id: &str, parent: &str| -> Edit {
            let pain = json!({ "edit": "add", "id": id, "kind": "pain", "parent": parent, "rank": "V", "fields": { "text": "Slow" } });
            serde_json::from_value(pain).expect("an edit")
        };
        let records = room.records();
        let write =
            |id: &str| Edit::Write { id: id.into(), field: "name".into(), text: "x".into() };
        let rank = records.get(&two).expect("there").rank.clone();
        let (field, item) = ("channels".to_owned(), channel.clone());
        let edits = [
            Edit::Remove { id: stage.clone() },
            write(&one),
            Edit::BringBack { id: card.clone() },
            Edit::Move { id: one.clone(), parent: stage, rank: format!("{rank}V") },
            Edit::Put { id: one.clone(), field: field.clone(), item: item.clone(), rank },
            Edit::Take { id: two.clone(), field, item },
            write("nowhere"),
            write(&two),
            add("new", &two),
            add("newer", &one),
            add("lost", "new"),
            add("under", &removed),
            Edit::Write { id: two.clone(), field: "name".into(), text: "y".into() },
            Edit::Remove { id: channel },
        ];
        let alone = edits.iter().map(|edit| {
            let mut after = records.clone();
            let is_made = after.apply(edit).is_ok();
            let told = if is_made { changes(records, &after) } else { Vec::new() };
            told.into_iter().map(|one| What::of(one, records)).collect::<Vec<_>>()
        });
        let alone: Vec<_> = alone.collect();
        let told = would_change(records, &edits);
        let words = |told: &Vec<Vec<What>>| serde_json::to_string(told).expect("JSON");
        assert_eq!(words(&told), words(&alone));
        assert!(told[0].len() > 1, "a stage goes with its steps");
        let mut after = records.clone();
        for edit in &edits {
            let _ = after.apply(edit);
            put_back(&mut after, records, edit);
            assert_eq!(&after, records, "{edit:?}");
        }
    }
}
