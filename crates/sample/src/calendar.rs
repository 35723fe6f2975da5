//! Minutes and seconds since 1970 in UTC, and the dates they are (after Howard Hinnant's `days_from_civil`).

const MINUTES_A_DAY: i64 = 24 * 60;

/// Midnight of a day, in minutes since 1970.
pub(crate) const fn minutes(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * 146_097 + day_of_era - 719_468) * MINUTES_A_DAY
}

/// Month of the year, January is 0.
pub(crate) fn month(at: i64) -> usize {
    let (_, month, _) = date(at);
    usize::try_from(month - 1).unwrap_or(0)
}

/// `2026-03-14 09:26:05` of seconds since 1970.
pub(crate) fn text(seconds: i64) -> String {
    let at = seconds.div_euclid(60);
    let minute = at.rem_euclid(MINUTES_A_DAY);
    let (year, month, day) = date(at);
    let (hour, minute, second) = (minute / 60, minute % 60, seconds.rem_euclid(60));
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

/// Year, month and day of minutes since 1970.
fn date(at: i64) -> (i64, i64, i64) {
    let days = at.div_euclid(MINUTES_A_DAY) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month_of(at: i64) -> i64 {
        i64::try_from(month(at)).expect("one of twelve")
    }

    #[test]
    fn dates_become_minutes_and_back() {
        assert_eq!(minutes(1970, 1, 1), 0);
        for (year, month, day) in [(2024, 2, 29), (2025, 9, 1), (2026, 12, 31), (2000, 3, 1)] {
            let at = minutes(year, month, day) + 9 * 60 + 5;
            assert_eq!(text(at * 60 + 7), format!("{year:04}-{month:02}-{day:02} 09:05:07"));
            assert_eq!(month_of(at), month - 1);
        }
    }
}
