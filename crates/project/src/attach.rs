//! Which journey a piece of feedback is about, and which of its activities it belongs to.
//!
//! **Journey.** By the unit's own id where the feedback has it; else by the case, else by the customer: then the
//! customer's journey with the last event before the asking (the first journey if there is none).
//!
//! **Activity.** The one the feedback names (`about`), if the journey has it; else that of the last event before it was
//! asked. Two things need care:
//! - a source whose every asking time is midnight knows days, not hours: then an event of the same day counts as before;
//! - the asking and the answering may be events themselves. An activity of which at least nine in ten
//!   events stand exactly at the asking or answering time of a piece of feedback of the same journey is *the survey's own*, and
//!   nothing belongs to it.
//!
//! Where nothing lies before the asking, the first event that is not the survey's own takes it.

use rustc_hash::FxHashMap;
use std::collections::HashSet;
use wayline_engine::feedback::Feedback;
use wayline_engine::journeys::{ActivityIx, JourneyIx, Journeys};
use wayline_model::evidence::Micros;
use wayline_model::question::Unit;

const DAY: Micros = 86_400_000_000;
/// Tenths of an activity's events that must coincide with askings or answers.
const OWN_TENTHS: usize = 9;

/// Feedback joined with journeys; one entry a piece of feedback, in its order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attached {
    /// The journey, if one was found.
    pub(crate) journey: Vec<Option<JourneyIx>>,
    /// The activity it belongs to.
    pub(crate) activity: Vec<Option<ActivityIx>>,
    /// Whether each activity is the survey's own.
    pub(crate) own: Vec<bool>,
}

/// Joins feedback with journeys. `zone` is the dataset's time zone, in which midnights are judged.
pub(crate) fn attach(journeys: &Journeys, feedback: &[Feedback], zone: &str) -> Attached {
    let finder = Finder::new(journeys, feedback);
    let journey: Vec<_> = feedback.iter().map(|f| finder.find(journeys, f)).collect();
    let own = own_activities(journeys, feedback, &journey);
    let only_days = sources_of_days(feedback, zone);
    let activity = feedback
        .iter()
        .zip(&journey)
        .map(|(f, ix)| {
            let whole_day = only_days.contains(f.source.as_str());
            ix.and_then(|ix| belongs(journeys, f, ix, whole_day, &own))
        })
        .collect();
    Attached { journey, activity, own }
}

struct Finder<'a> {
    by_case: FxHashMap<&'a str, JourneyIx>,
    by_customer: FxHashMap<&'a str, Vec<JourneyIx>>,
}

impl<'a> Finder<'a> {
    /// Indexes only the ids that the feedback names.
    fn new(journeys: &'a Journeys, feedback: &[Feedback]) -> Self {
        let cases: HashSet<&str> = feedback.iter().filter_map(|f| f.case.as_deref()).collect();
        let customers: HashSet<&str> =
            feedback.iter().filter_map(|f| f.customer.as_deref()).collect();
        let (mut by_case, mut by_customer) =
            (FxHashMap::default(), FxHashMap::<&str, Vec<JourneyIx>>::default());
        for ix in journeys.all() {
            for row in journeys.events(ix) {
                if let Some(case) = journeys.case(row).filter(|case| cases.contains(case)) {
                    by_case.entry(case).or_insert(ix);
                }
                if let Some(who) = journeys.customer(row).filter(|who| customers.contains(who)) {
                    let known = by_customer.entry(who).or_default();
                    if known.last() != Some(&ix) {
                        known.push(ix);
                    }
                }
            }
        }
        Self { by_case, by_customer }
    }

    fn find(&self, journeys: &Journeys, feedback: &Feedback) -> Option<JourneyIx> {
        let case = feedback.case.as_deref();
        let customer = feedback.customer.as_deref();
        if journeys.unit() == Unit::Customer
            && let Some(ix) = customer.and_then(|who| journeys.find(who))
        {
            return Some(ix);
        }
        if let Some(ix) = case.and_then(|case| self.by_case.get(case)) {
            return Some(*ix);
        }
        if case.is_some() && journeys.unit() == Unit::Case {
            // It names a case that has no events: another case of the customer is not what was rated.
            return None;
        }
        let theirs = self.by_customer.get(customer?)?;
        let asked = feedback.asked_at.or(feedback.answered_at).unwrap_or(Micros::MAX);
        let latest = theirs
            .iter()
            .filter_map(|ix| {
                let before = journeys.events(*ix).rev().find(|row| journeys.time(*row) <= asked)?;
                Some((journeys.time(before), *ix))
            })
            .max_by_key(|(time, _)| *time);
        latest.map(|(_, ix)| ix).or(theirs.first().copied())
    }
}

fn own_activities(
    journeys: &Journeys,
    feedback: &[Feedback],
    journey: &[Option<JourneyIx>],
) -> Vec<bool> {
    let mut askings = HashSet::new();
    for (f, ix) in feedback.iter().zip(journey) {
        for time in [f.asked_at, f.answered_at].into_iter().flatten() {
            askings.extend(ix.map(|ix| (ix, time)));
        }
    }
    let mut events = vec![(0usize, 0usize); journeys.activities().len()];
    if !askings.is_empty() {
        for ix in journeys.all() {
            for row in journeys.events(ix) {
                let (all, own) = &mut events[journeys.activity(row).0];
                *all += 1;
                *own += usize::from(askings.contains(&(ix, journeys.time(row))));
            }
        }
    }
    let mostly = |(all, own): (usize, usize)| own > 0 && 10 * own >= OWN_TENTHS * all;
    let own: Vec<bool> = events.into_iter().map(mostly).collect();
    // A log in which every activity coincides with feedback has no other step it could belong to.
    if own.iter().all(|own| *own) { vec![false; own.len()] } else { own }
}

/// The sources whose every asking time is midnight.
fn sources_of_days<'a>(feedback: &'a [Feedback], zone: &str) -> HashSet<&'a str> {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let midnight = |time: Micros| {
        jiff::Timestamp::from_microsecond(time)
            .is_ok_and(|at| at.to_zoned(zone.clone()).time() == jiff::civil::Time::midnight())
    };
    let mut days: HashSet<&str> = HashSet::new();
    let mut hours: HashSet<&str> = HashSet::new();
    for f in feedback {
        if let Some(asked) = f.asked_at {
            if midnight(asked) {
                days.insert(&f.source)
            } else {
                hours.insert(&f.source)
            };
        }
    }
    days.retain(|source| !hours.contains(source));
    days
}

fn belongs(
    journeys: &Journeys,
    feedback: &Feedback,
    ix: JourneyIx,
    whole_day: bool,
    own: &[bool],
) -> Option<ActivityIx> {
    let rows = journeys.events(ix);
    if let Some(about) = feedback.about.as_deref().and_then(|name| journeys.find_activity(name))
        && rows.clone().any(|row| journeys.activity(row) == about)
    {
        return Some(about);
    }
    let mut others = rows.filter(|row| !own[journeys.activity(*row).0]);
    let Some(asked) = feedback.asked_at.or(feedback.answered_at) else {
        return others.next_back().map(|row| journeys.activity(row));
    };
    let until =
        if whole_day && feedback.asked_at.is_some() { asked.saturating_add(DAY) } else { asked };
    let before = others.clone().rev().find(|row| journeys.time(*row) < until);
    before.or_else(|| others.next()).map(|row| journeys.activity(row))
}

#[cfg(test)]
mod tests {
    use super::{Attached, attach};
    use wayline_engine::feedback::Feedback;
    use wayline_engine::journeys::Journeys;
    use wayline_engine::table::EventTable;
    use wayline_model::question::Unit;

    const HOUR: i64 = 3_600_000_000;

    /// Journeys by case `a`, `b`, … with activities at hours.
    fn journeys(cases: &[&[(&str, i64)]]) -> Journeys {
        let mut table = EventTable::default();
        for (case, events) in (b'a'..).zip(cases) {
            for (activity, hour) in *events {
                table.customer.push(Some("somebody")).expect("few values");
                table.case.push(Some(&char::from(case).to_string())).expect("few values");
                table.account.push(None).expect("few values");
                table.session.push(None).expect("few values");
                table.activity.push(Some(activity)).expect("few values");
                table.time.push(hour * HOUR);
                table.arrival.push(table.arrival.len() as u64);
            }
        }
        Journeys::build(&table, Unit::Case).expect("cases")
    }

    fn asked(case: Option<&str>, hour: i64) -> Feedback {
        Feedback {
            source: "survey".into(),
            asked_at: Some(hour * HOUR),
            case: case.map(ToOwned::to_owned),
            customer: Some("somebody".into()),
            ..Feedback::default()
        }
    }

    fn check(journeys: &Journeys, feedback: &[Feedback], expect: &[Option<&str>]) -> Attached {
        let attached = attach(journeys, feedback, "UTC");
        let names: Vec<Option<&str>> = attached
            .activity
            .iter()
            .map(|activity| activity.map(|a| journeys.activities()[a.0].as_str()))
            .collect();
        assert_eq!(names, expect);
        attached
    }

    #[test]
    fn a_rating_belongs_to_the_last_event_before_it_was_asked() {
        let data = journeys(&[&[("order", 1), ("ship", 5), ("deliver", 30)]]);
        check(
            &data,
            &[asked(Some("a"), 6), asked(Some("a"), 31)],
            &[Some("ship"), Some("deliver")],
        );
        check(&data, &[asked(Some("a"), 0), asked(Some("a"), 7)], &[Some("order"), Some("ship")]);
    }

    #[test]
    fn a_source_that_knows_only_days_counts_the_whole_day_as_before() {
        let data = journeys(&[&[("order", 1), ("deliver", 30)]]);
        check(
            &data,
            &[asked(Some("a"), 24), asked(Some("a"), 0)],
            &[Some("deliver"), Some("order")],
        );
    }

    #[test]
    fn nothing_belongs_to_the_asking_itself() {
        let data = journeys(&[
            &[("order", 1), ("deliver", 30), ("survey", 31)],
            &[("order", 1), ("survey", 9)],
        ]);
        let feedback = [asked(Some("a"), 31), asked(Some("b"), 9)];
        let attached = check(&data, &feedback, &[Some("deliver"), Some("order")]);
        assert_eq!(attached.own, [false, false, true]);
    }

    #[test]
    fn the_activity_it_names_takes_it_where_the_journey_has_that() {
        let data = journeys(&[&[("order", 1), ("deliver", 30)], &[("order", 2)]]);
        let about = |case, activity: &str| Feedback {
            about: Some(activity.into()),
            ..asked(Some(case), 50)
        };
        check(
            &data,
            &[about("a", "order"), about("b", "deliver")],
            &[Some("order"), Some("order")],
        );
    }

    #[test]
    fn without_a_case_the_customers_latest_journey_before_the_asking_is_meant() {
        let data = journeys(&[&[("order", 1)], &[("visit", 10)], &[("call", 20)]]);
        check(
            &data,
            &[asked(None, 15), asked(None, 21), asked(Some("no such case"), 21)],
            &[Some("visit"), Some("call"), None],
        );
    }
}
