//! Edits that a program proposes, to be accepted or declined one by one.

use crate::body::{Body, Parted};
use crate::live::command::{Handle, Why};
use crate::people::{Person, Somebody, now};
use crate::problem::Problem;
use crate::routes::history::{What, rfc3339};
use crate::state::App;
use crate::store::{Micros, Proposal};
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use wayline_doc::{Edit, Received, changes};

/// Decisions are made one after the other, as is what a file proposes: proposals are read and written as a whole.
static DECIDING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Most characters that history tells of why something was proposed.
const MOST_SAID: usize = 200;

/// Most edits in one proposal.
const MOST_EDITS: usize = 500;

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
        edits: json(&edits)?,
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
    let _one = DECIDING.lock().await;
    let all = app.store().proposals(&id).await?;
    let Some(proposal) = all.into_iter().find(|proposal| proposal.proposal == number) else {
        return Err(Problem::new("unknown-proposal", format!("the map has no proposal {number}"))
            .help("`GET /api/v1/maps/{id}/proposals` lists them"));
    };
    let mut line = line(proposal);
    // As history tells why.
    let reason: String =
        if line.why.is_empty() { &line.from } else { &line.why }.chars().take(MOST_SAID).collect();
    let named = decisions.accept.iter().chain(&decisions.decline);
    if let Some(wrong) = named.copied().find(|place| *place >= line.edits.len()) {
        let most = line.edits.len();
        return Err(Problem::new("bad-request", format!("there is no edit {wrong}"))
            .help(format!("the proposal has {most} edits; the first is 0")));
    }
    decline(&app, &room, &mut line.edits, decisions.decline, &person).await?;
    let mut accept = decisions.accept;
    accept.sort_unstable();
    accept.dedup();
    let mut refused = Vec::new();
    for place in accept {
        let proposed = &mut line.edits[place];
        if proposed.state != Decision::Open {
            continue;
        }
        let edit = proposed.edit.clone();
        let (by, said) = (person.id.clone(), reason.clone());
        let made = room.change(person.clone(), Why::Proposal, move |room| {
            let received = room.edit_for(&[edit], &by)?;
            Ok(Received { why: vec![said], ..received })
        });
        match made.await {
            Ok(changed) => {
                proposed.decide(Decision::Accepted, &person);
                proposed.seq = Some(changed.seq);
            }
            Err(problem) => {
                refused.push(NotMade { edit: place, detail: problem.detail().to_owned() });
            }
        }
        // Kept after each, so that what was made is never offered again.
        app.store().decide(&id, number, &json(&line.edits)?).await?;
    }
    app.store().decide(&id, number, &json(&line.edits)?).await?;
    Ok(Json(Decided { proposal: line, refused }))
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
    let would = app.look(move |_| {
        let would = wanted.iter().map(|edit| {
            let mut after = records.clone();
            match after.apply(edit) {
                Ok(()) => changes(&records, &after),
                Err(_) => Vec::new(),
            }
        });
        let told = would.map(|all| all.into_iter().map(|one| What::of(one, &records)).collect());
        Ok(told.collect::<Vec<Vec<What>>>())
    });
    for (place, would) in places.into_iter().zip(would.await?) {
        let proposed = &mut edits[place];
        proposed.decide(Decision::Declined, person);
        proposed.would = would;
    }
    Ok(())
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
    let _one = DECIDING.lock().await;
    let known = app.store().proposals(map).await?.into_iter();
    let known: Vec<Proposed> =
        known.filter(|known| known.from == FILE).flat_map(|known| line(known).edits).collect();
    let counts = |known: &Proposed| cause == Cause::OldText || known.state == Decision::Open;
    let is_new = |edit: &Edit| !known.iter().any(|known| counts(known) && known.edit == *edit);
    let edits = edits.into_iter().filter(|(edit, _)| is_new(edit));
    let edits = edits.map(|(edit, says)| Proposed::open(edit, says));
    let edits: Vec<Proposed> = edits.collect();
    for part in edits.chunks(MOST_EDITS) {
        let edits = json(part)?;
        let (from, why) = (FILE.to_owned(), why.clone());
        let proposal = Proposal { proposal: 0, from, why, at: now(), edits };
        app.store().propose(map, &proposal).await?;
    }
    Ok(())
}

fn json(edits: &[Proposed]) -> Result<String, Problem> {
    serde_json::to_string(edits).map_err(|error| crate::problem::mistake(&error.to_string()))
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
