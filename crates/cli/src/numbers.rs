//! Figures as people read them: `21,348`, `12.3 % (11.0–13.7)`, `2 d 4 h`.

use serde_json::Value;
use wayline_model::evidence::Figure;

/// `21,348`
pub(crate) fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 map`, `2 maps`
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", whole(number), if number == 1 { one } else { many })
}

/// Seconds in the two largest units that matter: `2 d 4 h`, `35 min`, `0.4 s`.
pub(crate) fn duration(seconds: f64) -> String {
    if seconds < 0.0 {
        return format!("−{}", duration(-seconds));
    }
    if seconds < 10.0 && seconds.fract() != 0.0 {
        return format!("{seconds:.1} s");
    }
    let units = [("d", 86_400.0), ("h", 3_600.0), ("min", 60.0), ("s", 1.0)];
    // Rounded first, so that 59.9 minutes are an hour and not 60 minutes.
    let grain = match seconds {
        s if s >= 100.0 * 86_400.0 => 86_400.0,
        s if s >= 86_400.0 => 3_600.0,
        s if s >= 3_600.0 => 60.0,
        _ => 1.0,
    };
    let mut rest = (seconds / grain).round() * grain;
    let mut parts = vec![];
    for (name, size) in units {
        let count = (rest / size).floor();
        if count > 0.0 {
            parts.push(format!("{count:.0} {name}"));
            rest -= count * size;
        }
    }
    match parts.len() {
        0 => "0 s".into(),
        _ => parts[..parts.len().min(2)].join(" "),
    }
}

/// `12.3 %`
pub(crate) fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// `12.3 % (11.0–13.7)`, `–` where it is unknown, and a `°` on a low base.
pub(crate) fn rate(rate: &Value) -> String {
    let number = |name: &str| rate.get(name).and_then(Value::as_f64);
    let Some(value) = number("value") else { return "–".into() };
    let mark = if rate.get("low_base").and_then(Value::as_bool) == Some(true) { "°" } else { "" };
    match (number("low"), number("high")) {
        (Some(low), Some(high)) => {
            format!("{}{mark} ({:.1}–{:.1})", percent(value), low * 100.0, high * 100.0)
        }
        _ => format!("{}{mark}", percent(value)),
    }
}

/// `−1.13 (−1.30 … −0.90), n 400`, hollow `○` on a low base.
pub(crate) fn feeling(figure: &Figure) -> String {
    let Some(value) = figure.value else { return "–".into() };
    let mark = if figure.low_base { "○ " } else { "" };
    let interval = match (figure.low, figure.high) {
        (Some(low), Some(high)) => format!(" ({} … {})", signed(low), signed(high)),
        _ => String::new(),
    };
    let base = if figure.n > 0 { format!(", n {}", whole(figure.n)) } else { String::new() };
    format!("{mark}{}{interval}{base}", signed(value))
}

/// `+0.50`, `−1.13`
fn signed(value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "+" };
    format!("{sign}{:.2}", value.abs())
}

/// A number of any kind: whole ones with separators, others with at most four significant decimals.
pub(crate) fn plain(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole and under 2^53"
        )]
        let digits = whole(value.abs() as u64);
        return if value < 0.0 { format!("−{digits}") } else { digits };
    }
    let decimals = if value.abs() >= 100.0 {
        1
    } else if value.abs() >= 0.01 {
        3
    } else {
        6
    };
    let text = format!("{value:.decimals$}");
    text.trim_end_matches('0').trim_end_matches('.').replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_people_write_them() {
        assert_eq!(
            [whole(0), whole(999), whole(21_348), whole(1_000_000)],
            ["0", "999", "21,348", "1,000,000"]
        );
        let all = [0.0, 0.4, 12.0, 59.0 * 60.0 + 59.6, 90.0, 187_200.0, 86_400.0 * 400.5, -60.0];
        let shown: Vec<String> = all.iter().map(|&s| duration(s)).collect();
        assert_eq!(
            shown,
            ["0 s", "0.4 s", "12 s", "1 h", "1 min 30 s", "2 d 4 h", "401 d", "−1 min"]
        );
        let found = rate(
            &serde_json::json!({"value": 0.123, "low": 0.11, "high": 0.137, "n": 9, "low_base": true}),
        );
        assert_eq!(found, "12.3 %° (11.0–13.7)");
        assert_eq!(rate(&serde_json::json!({"value": null, "n": 3})), "–");
        assert_eq!(
            [plain(2.0), plain(-0.25), plain(1234.56), plain(0.000_1)],
            ["2", "−0.25", "1234.6", "0.0001"]
        );
    }
}
