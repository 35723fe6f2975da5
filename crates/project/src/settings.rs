//! `wayline.toml`: what a project says about itself. Every key has a default, an unknown one is an error.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use wayline_engine::store::Retention;
use wayline_model::diagnostic::{Diagnostic, Place, Severity, nearest};

/// The settings of a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Shown above its maps.
    pub name: String,
    /// Language of drafted words and pictures: `en`, `pl`, `ru`, `zh`.
    pub locale: String,
    /// IANA zone in which days begin: `Europe/Warsaw`.
    pub time_zone: String,
    /// ISO 4217, for figures of money: `EUR`.
    pub currency: Option<String>,
    /// A figure on fewer journeys, ratings or waits is drawn hollow.
    pub minimum_base: u64,
    /// What "now" is when the age of evidence is judged.
    pub as_of: AsOf,
    /// How often maps are to be reviewed.
    pub review: Review,
    /// The activity that is the goal of every map without a goal of its own.
    pub goal: Option<String>,
    /// How long events are kept: `90d`, `26w`, `18mo`, `2y` before the newest. For ever if absent.
    pub retention: Option<String>,
    /// Idle limit of an activity, instead of the one computed from the data: `order_placed = "30d"`.
    pub idle_limits: BTreeMap<String, String>,
    /// After how long evidence is too old to support a claim.
    pub half_lives: HalfLives,
}

/// What "now" is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AsOf {
    /// The newest time in the data: the same map tomorrow.
    #[default]
    Data,
    /// The clock.
    Now,
}

/// How often maps are to be reviewed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// Every month.
    Monthly,
    /// Every three months.
    #[default]
    Quarterly,
    /// Twice a year.
    HalfYearly,
}

/// Ages in days at which evidence stops supporting a claim.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HalfLives {
    /// Counts, waits and paths.
    pub events_days: f64,
    /// Ratings and words.
    pub feedback_days: f64,
}

impl Default for HalfLives {
    fn default() -> Self {
        Self { events_days: 180.0, feedback_days: 180.0 }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: "Journeys".into(),
            locale: "en".into(),
            time_zone: "UTC".into(),
            currency: None,
            minimum_base: 30,
            as_of: AsOf::Data,
            review: Review::Quarterly,
            goal: None,
            retention: None,
            idle_limits: BTreeMap::new(),
            half_lives: HalfLives::default(),
        }
    }
}

/// Every key, for the hint under an unknown one.
const KEYS: [&str; 13] = [
    "name",
    "locale",
    "time_zone",
    "currency",
    "minimum_base",
    "as_of",
    "review",
    "goal",
    "retention",
    "idle_limits",
    "half_lives",
    "events_days",
    "feedback_days",
];

impl Settings {
    /// Reads `wayline.toml`; `file` is its name in messages.
    ///
    /// # Errors
    /// A key that does not exist, a value of the wrong kind, an unknown time zone: with line and column.
    pub fn read(text: &str, file: &Path) -> Result<Self> {
        let settings: Self =
            toml::from_str(text).map_err(|error| unreadable(&error, text, file))?;
        if jiff::tz::TimeZone::get(&settings.time_zone).is_err() {
            return Err(refused(
                file,
                "time_zone",
                format!("`{}` is not a time zone", settings.time_zone),
                "name a zone of the IANA database, such as `Europe/Warsaw` or `UTC`",
            ));
        }
        if !(settings.half_lives.events_days > 0.0 && settings.half_lives.feedback_days > 0.0) {
            return Err(refused(
                file,
                "half_lives",
                "a half-life must be more than 0 days".into(),
                "remove the key for the default of 180 days",
            ));
        }
        if let Some(Err(error)) = settings.retention.as_deref().map(Retention::read) {
            let help = "write a whole number of days, weeks, months or years: 90d, 26w, 18mo, 2y; or remove the key to keep all";
            return Err(refused(file, "retention", error.to_string(), help));
        }
        Ok(settings)
    }

    /// The text of `wayline.toml`, with every key that has a value.
    ///
    /// # Panics
    /// Never: the settings are plain tables of text and numbers.
    pub fn write(&self) -> String {
        toml::to_string_pretty(self).expect("settings are plain tables")
    }
}

fn refused(file: &Path, field: &str, message: String, help: &str) -> Error {
    let place = Place {
        file: Some(file.display().to_string()),
        field: Some(field.into()),
        ..Place::default()
    };
    Error::user(Diagnostic::new("settings", Severity::Error, message).at(place).help(help))
}

fn unreadable(error: &toml::de::Error, text: &str, file: &Path) -> Error {
    let start = error.span().map(|span| span.start.min(text.len()));
    let before = start.and_then(|start| text.get(..start));
    let place = Place {
        file: Some(file.display().to_string()),
        row: before.map(|before| before.matches('\n').count() as u64 + 1),
        column: before.map(|before| {
            before.rsplit('\n').next().unwrap_or_default().chars().count() as u64 + 1
        }),
        field: None,
    };
    let message = error.message().lines().collect::<Vec<_>>().join("; ");
    let unknown = message.split('`').nth(1).filter(|_| message.starts_with("unknown field"));
    let finding = Diagnostic::new("settings", Severity::Error, &message).at(place);
    Error::user(match unknown.and_then(|key| nearest(key, KEYS)) {
        Some(key) => finding.help(format!("did you mean `{key}`?")),
        None => finding,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let mut settings = Settings { name: "Shop".into(), ..Settings::default() };
        settings.idle_limits.insert("order_placed".into(), "30d".into());
        let text = settings.write();
        assert_eq!(Settings::read(&text, Path::new("wayline.toml")).expect("own text"), settings);
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line_and_the_nearest_name() {
        let error =
            Settings::read("name = \"Shop\"\nminimun_base = 20\n", Path::new("wayline.toml"))
                .expect_err("there is no such key");
        let finding = error.diagnostic();
        assert_eq!(finding.place.row, Some(2));
        assert_eq!(finding.help.as_deref(), Some("did you mean `minimum_base`?"));
    }

    #[test]
    fn a_length_to_keep_events_for_is_read_and_another_word_is_refused() {
        let read = |text: &str| Settings::read(text, Path::new("wayline.toml"));
        let settings = read("retention = \"18mo\"").expect("a length");
        assert_eq!(settings.retention.as_deref(), Some("18mo"));
        assert_eq!(read(&settings.write()).expect("own text"), settings);
        let error = read("retention = \"two years\"").expect_err("no length");
        assert!(error.to_string().contains("two years"), "{error}");
    }

    #[test]
    fn a_zone_that_does_not_exist_is_refused() {
        let error = Settings::read("time_zone = \"Mars/Olympus\"", Path::new("wayline.toml"))
            .expect_err("there is no such zone");
        assert!(error.to_string().contains("Mars/Olympus"));
    }
}
