//! Which state of a map an address means, and which ones there are where it means none.

use crate::live::command::Handle;
use crate::problem::Problem;
use crate::routes::history::rfc3339;
use crate::state::App;
use crate::store::{Micros, Point, Version};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Most versions that a refusal names.
const MOST_NAMED: usize = 10;

/// Most characters of an address that a refusal repeats.
const MOST_SHOWN: usize = 40;

/// Which state of a map an address means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// As it lies on the disk now.
    Now,
    /// After an update.
    After(u64),
    /// In a named version, by its number.
    Named(u64),
    /// At the end of a day of the project's time zone.
    Day(Date),
    /// At an instant, what happens then included.
    Then(Timestamp),
    /// In the newest version of a name.
    Called(String),
}

impl Which {
    pub(super) fn of(version: &str) -> Self {
        let version = version.trim();
        if version == "now" {
            return Self::Now;
        }
        if let Some(seq) = version.strip_prefix("seq-").and_then(|seq| seq.parse().ok()) {
            return Self::After(seq);
        }
        if let Ok(number) = version.parse() {
            return Self::Named(number);
        }
        // A date is ten characters: longer ones say more than a day, or are a name.
        if let Some(day) = Some(version).filter(|day| day.len() == 10).and_then(|d| d.parse().ok())
        {
            return Self::Day(day);
        }
        match version.parse() {
            Ok(instant) => Self::Then(instant),
            Err(_) => Self::Called(version.to_owned()),
        }
    }

    /// The last update in it, and its name for ever.
    pub(super) async fn state(
        self,
        app: &App,
        room: &Handle,
        id: &str,
    ) -> Result<(u64, Point), Problem> {
        let found = match &self {
            Self::Now => return room.look(|seen| (seen.seq, seen.room.point())).await,
            Self::After(seq) => app.store().point(id, *seq).await?.map(|point| (*seq, point)),
            Self::Named(number) => {
                let versions = app.store().versions(id).await?;
                let named = versions.into_iter().find(|version| version.version == *number);
                named.map(|named| (named.seq, named.point))
            }
            Self::Called(name) => {
                let versions = app.store().versions(id).await?;
                let named = versions.into_iter().find(|version| version.name == *name);
                named.map(|named| (named.seq, named.point))
            }
            Self::Day(day) => app.store().point_before(id, end_of(app, *day).await?).await?,
            Self::Then(instant) => {
                let after = instant.as_microsecond().saturating_add(1);
                app.store().point_before(id, after).await?
            }
        };
        match found {
            Some(found) => Ok(found),
            None => Err(self.unknown(app, id).await),
        }
    }

    /// As an address calls it.
    fn shown(&self) -> String {
        match self {
            Self::Now => "now".into(),
            Self::After(seq) => format!("seq-{seq}"),
            Self::Named(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Then(instant) => instant.to_string(),
            Self::Called(name) => name.chars().take(MOST_SHOWN).collect(),
        }
    }

    /// That there is no such version, and which ones there are.
    pub(super) async fn unknown(&self, app: &App, id: &str) -> Problem {
        let shown = self.shown();
        let problem = Problem::new("unknown-version", format!("the map has no version `{shown}`"));
        match known(app, id).await {
            Ok(known) => problem.help(known),
            Err(error) => error,
        }
    }
}

/// The versions that there are, in a sentence.
async fn known(app: &App, id: &str) -> Result<String, Problem> {
    let versions = app.store().versions(id).await?;
    let last = app.store().history(id, None, 1).await?.first().map_or(0, |last| last.seq);
    let began = app.store().history(id, Some(2), 1).await?;
    let began = began.first().map(|first| rfc3339(first.at)).unwrap_or_default();
    Ok(said(&versions, last, &began))
}

fn said(versions: &[Version], last: u64, began: &str) -> String {
    let named = versions.iter().take(MOST_NAMED);
    let named: Vec<String> =
        named.map(|version| format!("`{}` ({})", version.version, version.name)).collect();
    let more = versions.len().saturating_sub(MOST_NAMED);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let named = match named.as_slice() {
        [] => "nobody has named a version yet".to_owned(),
        named => format!("its versions are {}{more}", named.join(", ")),
    };
    format!(
        "{named}; there are also `seq-1` to `seq-{last}` of the history, every day or time since {began}, and `now`"
    )
}

/// The instant at which a day has ended in the project's time zone.
async fn end_of(app: &App, day: Date) -> Result<Micros, Problem> {
    app.look(move |app| {
        let zone = app.project()?.1.settings().time_zone.clone();
        let zone = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
        let next = day.tomorrow().and_then(|next| next.to_zoned(zone));
        Ok(next.map_or(Micros::MAX, |next| next.timestamp().as_microsecond()))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_number_an_update_a_day_a_time_a_name_or_the_present() {
        let day = jiff::civil::date(2026, 3, 1);
        let noon = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).expect("a time").timestamp();
        for (address, which) in [
            ("now", Which::Now),
            ("seq-12", Which::After(12)),
            ("7", Which::Named(7)),
            ("2026-03-01", Which::Day(day)),
            ("2026-03-01T12:00:00Z", Which::Then(noon)),
            ("2026-03-01T13:00:00+01:00", Which::Then(noon)),
            ("As it began", Which::Called("As it began".into())),
            ("seq-", Which::Called("seq-".into())),
            ("2026-13-01", Which::Called("2026-13-01".into())),
            ("99999999999999999999", Which::Called("99999999999999999999".into())),
            ("２０２６-3", Which::Called("２０２６-3".into())),
            ("", Which::Called(String::new())),
        ] {
            assert_eq!(Which::of(address), which, "{address}");
        }
    }

    #[test]
    fn a_refusal_names_the_newest_versions_and_says_how_many_more_there_are() {
        let version = |number: u64| Version {
            version: number,
            name: format!("Name {number}"),
            at: 0,
            by: None,
            made: "by_hand".into(),
            seq: number,
            point: Vec::new(),
        };
        assert!(
            said(&[], 3, "2026-03-01T00:00:00Z").starts_with("nobody has named a version yet;")
        );
        let all: Vec<Version> = (1..=12).rev().map(version).collect();
        let text = said(&all, 40, "2026-03-01T00:00:00Z");
        assert!(text.starts_with("its versions are `12` (Name 12), `11` (Name 11)"), "{text}");
        assert!(text.contains("`3` (Name 3) and 2 more;"), "{text}");
        assert!(text.contains("`seq-1` to `seq-40`"), "{text}");
    }
}
