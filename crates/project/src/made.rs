//! Small datasets for tests, made journey by journey.

use crate::data::Data;
use wayline_engine::feedback::Feedback;
use wayline_engine::manifest::{AttributeEntry, AttributeRole, Manifest};
use wayline_engine::table::{Codes, Column, EventTable};
use wayline_model::answer::Sampling;
use wayline_model::map::FeelingSource;
use wayline_model::question::Unit;

const HOUR: i64 = 3_600_000_000;

/// A dataset that is being made.
#[derive(Default)]
pub(crate) struct Maker {
    table: EventTable,
    late: Vec<f64>,
    colour: Codes,
    feedback: Vec<Feedback>,
    days: i64,
}

impl Maker {
    /// One journey: activities an hour apart; the colour stands at its first event, the lateness at `deliver`.
    pub(crate) fn journey(
        &mut self,
        activities: &[&str],
        colour: &str,
        late: f64,
        stars: Option<f64>,
    ) {
        let id = format!("j{}", self.table.case.values.len());
        let begin = self.days * 24 * HOUR;
        self.days += 1;
        for (place, activity) in (0i64..).zip(activities) {
            let table = &mut self.table;
            table.customer.push(None).expect("few values");
            table.case.push(Some(&id)).expect("few values");
            table.account.push(None).expect("few values");
            table.session.push(None).expect("few values");
            table.activity.push(Some(activity)).expect("few values");
            table.time.push(begin + place * HOUR);
            table.arrival.push(table.arrival.len() as u64);
            self.late.push(if *activity == "deliver" { late } else { f64::NAN });
            self.colour.push((place == 0).then_some(colour)).expect("few values");
        }
        if let Some(stars) = stars {
            self.feedback.push(Feedback {
                id: format!("f{}", self.feedback.len()),
                source: "reviews".into(),
                kind: Some(FeelingSource::Stars),
                rating: Some(stars),
                asked_at: Some(begin + 20 * HOUR),
                case: Some(id),
                ..Feedback::default()
            });
        }
    }

    pub(crate) fn finish(mut self, sampling: Sampling) -> Data {
        self.table.attributes = vec![
            ("late_days".into(), Column::Number(self.late)),
            ("colour".into(), Column::Text(self.colour)),
        ];
        let manifest = Manifest {
            name: Some("made".into()),
            unit: Unit::Case,
            sampling,
            attributes: vec![AttributeEntry {
                name: "late_days".into(),
                role: Some(AttributeRole::Promise),
                label: Some("the promised day".into()),
                ..AttributeEntry::default()
            }],
            ..Manifest::default()
        };
        Data::of(manifest, self.table, self.feedback)
    }
}
