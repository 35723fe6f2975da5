//! Figures of a part of the journeys, two of them beside each other, claims before they are written, and what customers said.

use crate::page::{Page, edits};
use crate::served::Served;
use serde_json::{Value, json};
use wayline_project::Project;
use wayline_project::engine::ingest::FeedbackImport;

const FIGURES: &str = "/api/v1/maps/buying/figures";

async fn persona(served: &Served, cookie: &str, id: &str, rule: Option<&str>) {
    let persona = json!({ "wayline": 1, "persona": id, "rule": rule });
    let written = served.ask("PUT", &format!("/api/v1/personas/{id}"), cookie, &persona).await;
    assert_eq!(written.status, 200, "{}", String::from_utf8_lossy(&written.body));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn figures_are_those_of_a_persona_and_say_how_many_it_is() {
    let served = Served::start().await;
    let ana = served.join("Ana").await;
    persona(&served, &ana, "webber", Some("channel = \"web\"")).await;
    persona(&served, &ana, "nobody", None).await;
    let all = served.get(FIGURES).await;
    assert_eq!((&all["map"]["health"]["journeys"], &all["persona"]), (&json!(60), &Value::Null));
    let part = served.get(&format!("{FIGURES}?persona=webber")).await;
    assert_eq!(part["map"]["health"]["journeys"], 30);
    assert_eq!(part["ids"], all["ids"], "the same records have the same keys");
    let who = &part["persona"];
    assert_eq!(
        (&who["persona"], &who["size"]["journeys"], &who["size"]["of"]),
        (&json!("webber"), &json!(30), &json!(60))
    );
    assert!(who["size"]["share"]["low"].as_f64() < Some(0.5), "{who}");

    let code = |path: &'static str| {
        let served = &served;
        async move {
            let reply = served.ask("GET", &format!("{FIGURES}?{path}"), "", &Value::Null).await;
            let body = reply.json();
            (reply.status, body["diagnostic"]["code"].as_str().unwrap_or_default().to_owned())
        }
    };
    assert_eq!(code("persona=weber").await, (404, "unknown-persona".into()));
    assert_eq!(code("persona=nobody").await, (422, "persona-without-rule".into()));
    assert_eq!(code("until=soon").await, (422, "time-unreadable".into()));
    assert_eq!(code("version=99").await, (404, "unknown-version".into()));
    assert_eq!(code("who=webber").await, (400, "bad-request".into()));

    let asked = served.ask("GET", &format!("{FIGURES}?persona=webber"), "", &Value::Null).await;
    let kind = format!("application/json\r\nif-none-match: {}", asked.header("etag"));
    let again = served.send("GET", &format!("{FIGURES}?persona=webber"), "", &kind, b"").await;
    assert_eq!(again.status, 304);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_personas_two_times_and_two_versions_stand_beside_each_other() {
    let served = Served::start().await;
    let ana = served.join("Ana").await;
    persona(&served, &ana, "webber", Some("channel = \"web\"")).await;
    persona(&served, &ana, "payer", Some("did(\"pay\")")).await;
    let path = "/api/v1/maps/buying/figures/compare";
    let who = served.get(&format!("{path}?a_persona=webber&b_persona=payer")).await;
    assert_eq!(
        (&who["same_journeys"], who["steps"].as_array().map(Vec::len)),
        (&json!(false), Some(2))
    );
    let taken = |step: &Value| -> Value {
        let figures = step["figures"].as_array().expect("a list");
        figures.iter().find(|one| one["figure"] == "taken").expect("counted").clone()
    };
    // Of those who came by the web every third pays, of those who pay all do.
    let pays = taken(&who["steps"][1]);
    let gap = pays["difference"]["value"].as_f64().expect("a difference");
    assert!((gap - 2.0 / 3.0).abs() < 1e-9, "{pays}");
    assert!(pays["difference"]["low"].as_f64() > Some(0.4), "{pays}");
    // Twenty pay: under the minimum base nothing is told apart, however large it looks.
    assert_eq!((&pays["told"], &pays["b"]["low_base"]), (&json!(false), &json!(true)));

    let when = served.get(&format!("{path}?a_until=2026-03-15")).await;
    let journeys = |side: &Value| side["map"]["health"]["journeys"].as_u64().expect("counted");
    assert!(journeys(&when["a"]) < journeys(&when["b"]));

    let mut page = Page::open(&served, &ana, 11).await;
    let named = json!({ "name": "before" });
    served.ask("POST", "/api/v1/maps/buying/versions", &ana, &named).await;
    let pays = page.id("step", "Pays");
    let edits = json!({ "edits": [{ "edit": "remove", "id": pays }] });
    let edited = served.ask("POST", "/api/v1/maps/buying/edits", &ana, &edits).await;
    assert_eq!(edited.status, 200, "{}", String::from_utf8_lossy(&edited.body));
    page.until(|records| !records.living().contains(pays.as_str())).await;
    let then = served.get(&format!("{path}?a_version=1")).await;
    let key = |step: &Value| (step["a"].clone(), step["b"].clone());
    assert_eq!(key(&then["steps"][0]), (json!("s0.0"), json!("s0.0")));
    assert_eq!(key(&then["steps"][1]), (json!("s1.0"), Value::Null));
    assert_eq!(then["same_journeys"], true);
    // The same journeys are no sample of each other: a difference is what it is, and nothing is inferred from it.
    let steps = then["steps"].as_array().expect("a list").iter();
    let figures = steps.flat_map(|step| step["figures"].as_array().expect("a list"));
    let all: Vec<&Value> =
        then["whole"].as_array().expect("a list").iter().chain(figures).collect();
    assert!(all.iter().any(|one| one["difference"]["value"].is_number()), "{all:?}");
    for one in all {
        let gap = &one["difference"];
        assert!(gap["low"].is_null() && gap["high"].is_null() && one["q"].is_null(), "{one}");
        assert_eq!(one["told"], false);
    }
    assert_eq!(then["family"], 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_persona_that_was_looked_at_in_the_file_has_its_records_once_the_map_is_open() {
    let served = Served::start().await;
    let ana = served.join("Ana").await;
    persona(&served, &ana, "webber", Some("channel = \"web\"")).await;
    let closed = served.get("/api/v1/maps/buying?persona=webber").await;
    assert_eq!(closed["health"]["journeys"], 30);
    let open = served.get(&format!("{FIGURES}?persona=webber")).await;
    assert!(open["ids"]["s0.0"].is_string(), "{}", open["ids"]);
    assert_eq!(open["ids"], served.get(FIGURES).await["ids"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn figures_of_a_persona_follow_what_does_not_change_those_of_the_whole_map() {
    let served = Served::start().await;
    let ana = served.join("Ana").await;
    persona(&served, &ana, "webber", Some("channel = \"web\"")).await;
    let part = format!("{FIGURES}?persona=webber");
    let hollow = |figures: &Value| figures["map"]["health"]["explained"]["low_base"] == json!(true);
    assert!(!hollow(&served.get(&part).await), "30 journeys");
    let settings = served.folder.path().join("wayline.toml");
    let text = std::fs::read_to_string(&settings).expect("settings");
    let other = text.replace("minimum_base = 30", "minimum_base = 31");
    assert_ne!(other, text);
    std::fs::write(&settings, other).expect("written");
    assert!(!hollow(&served.get(FIGURES).await), "60 journeys");
    assert!(hollow(&served.get(&part).await), "30 journeys are too few now");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_is_weighed_in_the_place_of_the_one_that_a_card_makes() {
    let served = Served::start().await;
    let ana = served.join("Ana").await;
    let page = Page::open(&served, &ana, 11).await;
    let (step, card) = (page.id("step", "Sees"), page.id("pain", "It loads slowly"));
    let claim = json!({ "op": "funnel", "steps": ["view", "pay"], "where": "channel = \"web\"", "against": "channel = \"app\"", "is": "difference < 0.5" });
    let weigh = |more: Value| {
        let mut body = json!({ "step": step, "claim": claim });
        body.as_object_mut().expect("an object").extend(more.as_object().expect("one").clone());
        let served = &served;
        async move {
            let reply = served.ask("POST", "/api/v1/maps/buying/weigh", "", &body).await;
            assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
            reply.json()
        }
    };
    // One claim is not many: there is nothing to correct for.
    assert_eq!(weigh(json!({})).await["q"], Value::Null);
    let said = claim.to_string();
    let edits =
        json!({ "edits": [{ "edit": "set", "id": card, "field": "claim", "value": said }] });
    let made = served.ask("POST", "/api/v1/maps/buying/edits", &ana, &edits).await;
    assert_eq!(made.status, 200, "{}", String::from_utf8_lossy(&made.body));
    let another = json!({ "claim": { "op": "funnel", "steps": ["view", "pay"], "where": "channel = \"web\"", "against": "channel = \"app\"", "is": "difference < 0.4" } });
    assert!(weigh(another.clone()).await["q"].is_number(), "beside the card's own");
    let mut instead = another;
    instead["card"] = json!(card);
    assert_eq!(weigh(instead).await["q"], Value::Null, "in its place");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_is_weighed_on_the_journeys_of_a_persona() {
    let served = Served::start().await;
    let ana = served.join("Ana").await;
    persona(&served, &ana, "webber", Some("channel = \"web\"")).await;
    let page = Page::open(&served, &ana, 11).await;
    let step = page.id("step", "Sees");
    let weigh = |persona: Option<&'static str>| {
        let claim = json!({ "op": "counts", "is": "rate > 0.5" });
        let body = json!({ "step": step, "claim": claim, "persona": persona });
        let served = &served;
        async move { served.ask("POST", "/api/v1/maps/buying/weigh", "", &body).await }
    };
    let all = weigh(None).await.json();
    let theirs = weigh(Some("webber")).await.json();
    let of = |weighed: &Value| weighed["evidence"][0]["n"].as_u64();
    assert!(of(&theirs) > Some(0) && of(&theirs) < of(&all), "{all} {theirs}");
    assert_eq!(weigh(Some("weber")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_hear_that_figures_cannot_be_computed_any_more_and_when_they_can_again() {
    let (served, _, mut page) = Page::alone().await;
    let journeys = |rule: &str| {
        edits(json!([{ "edit": "set", "id": "map", "field": "where", "value": rule }]))
    };
    page.edit(&journeys("channel = \"web\"")).await;
    page.until_said("figures").await;
    assert_eq!(served.get(FIGURES).await["map"]["health"]["journeys"], 30);
    page.edit(&journeys("channel = ((")).await;
    page.until_said("figures").await;
    let refused = served.ask("GET", FIGURES, "", &Value::Null).await;
    assert_eq!(refused.status, 422, "{}", String::from_utf8_lossy(&refused.body));
    page.edit(&journeys("channel = \"app\"")).await;
    page.until_said("figures").await;
    assert_eq!(served.get(FIGURES).await["map"]["health"]["journeys"], 30);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_said_is_found_and_read_by_its_id() {
    let served = Served::start().await;
    let file = served.folder.path().join("said.csv");
    let rows = "id,customer,time,rating,text\nf1,c0,2026-03-01T10:00:00Z,1,The card was declined\nf2,c3,2026-03-04T10:00:00Z,5,Quick and easy\n";
    std::fs::write(&file, rows).expect("written");
    let project = Project::open(served.folder.path()).expect("a project");
    let import = FeedbackImport { files: vec![file], ..FeedbackImport::default() };
    project.import_feedback(&import, &()).expect("good rows");
    let ana = served.join("Ana").await;
    let page = Page::open(&served, &ana, 11).await;
    let step = page.id("step", "Pays");
    let found =
        served.get(&format!("/api/v1/maps/buying/verbatims?step={step}&words=DECLINED")).await;
    assert_eq!((&found["total"], &found["verbatims"][0]["verbatim"]), (&json!(1), &json!("f1")));
    assert_eq!(served.get("/api/v1/maps/buying/verbatims").await["total"], 2);
    let said = served.get("/api/v1/verbatims/f1").await;
    assert_eq!((&said["text"], &said["language"]), (&json!("The card was declined"), &json!("en")));
    let gone = served.get("/api/v1/verbatims/f9").await;
    assert!(gone["text"].is_null() && gone["why"].is_string(), "{gone}");
}
