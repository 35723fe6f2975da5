//! A company made from its plan: what happened and what was said, as the files that an import reads.

use crate::calendar;
use crate::chance::Chance;
use crate::life::{DAY, END, Event, Life, Met, Voice};
use crate::plan::{Plan, Stop};
use crate::truth::{self, Truth};
use std::fmt::Write;

/// Name of the sample, said wherever it shows.
pub const NAME: &str = "Stride, an invented sample";

/// Events of this day stand twice in the export: a fault that is planted.
const TWICE: i64 = calendar::minutes(2026, 3, 3) * 60;
/// One row in so many has a time that no calendar knows: the other fault.
const UNREADABLE: u32 = 5_000;

/// An invented company: everything that is known of its customers, and the truth behind it.
#[derive(Debug)]
pub struct Company {
    pub(crate) plan: Plan,
    pub(crate) events: Vec<Event>,
    pub(crate) voices: Vec<Voice>,
    /// What the pains did, by customer.
    pub(crate) met: Vec<Vec<Met>>,
}

impl Company {
    /// Lives the lives of all customers.
    pub fn make(plan: &Plan) -> Self {
        let (mut events, mut voices, mut met) = (Vec::new(), Vec::new(), Vec::new());
        for customer in 0..plan.customers {
            let life = Life::live(customer, plan);
            // What the company knows on the last day.
            events.extend(life.events.into_iter().filter(|event| event.at < END));
            voices.extend(life.voices.into_iter().filter(|voice| voice.answered_at < END));
            met.push(life.met.into_iter().filter(|met| met.at < END).collect());
        }
        // Stable sorts: equal times keep the order in which they happened.
        events.sort_by_key(|event| event.at);
        voices.sort_by_key(|voice| voice.answered_at);
        Self { plan: plan.clone(), events, voices, met }
    }

    /// What was planted, and what came of it.
    pub fn truth(&self) -> Truth {
        truth::of(self)
    }

    /// The files of the company: name and content.
    ///
    /// # Panics
    /// Never: the truth is plain data, which can always be written.
    pub fn files(&self) -> Vec<(&'static str, String)> {
        let truth = serde_json::to_string_pretty(&self.truth()).expect("plain data") + "\n";
        vec![
            ("events.csv", self.events_csv()),
            ("ratings.csv", self.ratings_csv()),
            ("recommend.csv", self.recommend_csv()),
            ("mapping.toml", MAPPING.into()),
            ("recommend.toml", RECOMMEND.into()),
            ("truth.json", truth),
            ("README.md", README.into()),
        ]
    }

    /// Rows of the event table without its two faults.
    pub fn events(&self) -> usize {
        self.events.len()
    }

    fn events_csv(&self) -> String {
        let mut csv = String::with_capacity(self.events.len() * 90);
        csv += "time,customer,activity,channel,device,country,aim,theme,offer,plan\n";
        let mut chance = Chance::new(self.plan.seed ^ 0xFA_17);
        let (from, to) = (TWICE, TWICE + DAY);
        let mut again = String::new();
        for event in &self.events {
            if event.at >= to {
                csv += &std::mem::take(&mut again);
            }
            let spoilt = chance.below(UNREADABLE) == 0;
            let start = csv.len();
            self.row(event, spoilt, &mut csv);
            if (from..to).contains(&event.at) {
                again += &csv[start..];
            }
        }
        csv + &again
    }

    fn row(&self, event: &Event, spoilt: bool, csv: &mut String) {
        let Event { at, person, stop, channel, plan } = event;
        let time = calendar::text(*at);
        if spoilt {
            // The day and the month of another system: the thirty-first of February and worse.
            let _ = write!(csv, "{}-02-31 {},", &time[..4], &time[11..]);
        } else {
            let _ = write!(csv, "{time},");
        }
        let (activity, customer) = (self.plan.activity(*stop), person.customer + 1);
        let (device, country, aim) = (person.device, person.country, person.aim);
        let (theme, offer) = (person.theme, if *stop >= Stop::Prices { person.offer } else { "" });
        let _ = writeln!(
            csv,
            "c{customer:05},{activity},{channel},{device},{country},{aim},{theme},{offer},{plan}"
        );
    }

    fn ratings_csv(&self) -> String {
        let mut csv = String::from("id,asked_at,answered_at,customer,about,stars,text\n");
        let about = |voice: &Voice| voice.about.map(|stop| self.plan.activity(stop));
        for (ix, voice) in self.voices.iter().enumerate() {
            let Some(about) = about(voice) else { continue };
            self.head('r', ix, voice, &mut csv);
            let _ = writeln!(csv, "{about},{},{}", voice.score, quoted(&voice.text));
        }
        csv
    }

    fn recommend_csv(&self) -> String {
        let mut csv = String::from("id,asked_at,answered_at,customer,likely,text\n");
        for (ix, voice) in self.voices.iter().enumerate() {
            if voice.about.is_none() {
                self.head('n', ix, voice, &mut csv);
                let _ = writeln!(csv, "{},{}", voice.score, quoted(&voice.text));
            }
        }
        csv
    }

    #[expect(clippy::unused_self, reason = "one of the writers of rows")]
    fn head(&self, letter: char, ix: usize, voice: &Voice, csv: &mut String) {
        let (asked, answered) =
            (calendar::text(voice.asked_at), calendar::text(voice.answered_at));
        let _ = write!(csv, "{letter}{:05},{asked},{answered},c{:05},", ix + 1, voice.customer + 1);
    }
}

/// A field of CSV; in quotes where it must be.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// How the tables of events and of ratings are read.
const MAPPING: &str = include_str!("company/mapping.toml");
/// How the table of recommendations is read.
const RECOMMEND: &str = include_str!("company/recommend.toml");
/// What the folder holds, for people.
const README: &str = include_str!("company/README.md");
