//! Figures as people read them: `21,348`, `12% (11.0–13.7%)`; shares and lengths of time by the rules of the model.

use serde_json::Value;
pub(crate) use wayline_model::duration::duration;
use wayline_model::evidence::Figure;
use wayline_model::percent::bounds;
pub(crate) use wayline_model::percent::percent;

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

/// `12% (11.0–13.7%)`, `–` where it is unknown, and a `°` on a low base.
pub(crate) fn rate(rate: &Value) -> String {
    let number = |name: &str| rate.get(name).and_then(Value::as_f64);
    let Some(value) = number("value") else { return "–".into() };
    let mark = if rate.get("low_base").and_then(Value::as_bool) == Some(true) { "°" } else { "" };
    match (number("low"), number("high")) {
        (Some(low), Some(high)) => {
            let (low, high) = bounds(low, high);
            format!("{}{mark} ({}–{high})", percent(value), low.trim_end_matches('%'))
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
        let found = rate(
            &serde_json::json!({"value": 0.123, "low": 0.11, "high": 0.137, "n": 9, "low_base": true}),
        );
        assert_eq!(found, "12%° (11.0–13.7%)");
        assert_eq!(rate(&serde_json::json!({"value": null, "n": 3})), "–");
        assert_eq!(
            [plain(2.0), plain(-0.25), plain(1234.56), plain(0.000_1)],
            ["2", "−0.25", "1234.6", "0.0001"]
        );
    }
}
