//! Shares as a reader meets them, by one rule wherever they stand. The page has the same in its reader's language
//! (`web/src/i18n/format.ts`); `spec/figures/percent.json` holds the cases that both run.

/// A share of 0 … 1: `6.1%`, `47%`, `<0.1%`, `99.9%`. Under a tenth and next to all with one digit after the point, else without; halves
/// away from zero. What is not nothing is never said to be, and what is not all never rounds to it.
pub fn percent(share: f64) -> String {
    let (size, sign) = (share.abs(), if share < 0.0 { "−" } else { "" });
    if size > 0.0 && size < 0.001 {
        return format!("{sign}<0.1%");
    }
    if size < 0.1 || (size > 0.99 && size < 1.0) {
        let text = rounded(size.min(if size < 1.0 { 0.999 } else { size }), 1);
        return format!("{sign}{}%", text.strip_suffix(".0").unwrap_or(&text));
    }
    format!("{sign}{}%", rounded(size, 0))
}

/// Two shares to be told apart, as the ends of an interval: both with one digit after the point where they lie within a tenth.
pub fn bounds(one: f64, other: f64) -> (String, String) {
    let near = (one - other).abs() < 0.0999;
    let end = |share: f64| {
        let (size, sign) = (share.abs(), if share < 0.0 { "−" } else { "" });
        if !near || (size > 0.0 && size < 0.001) || (size > 0.999 && size < 1.0) {
            return percent(share);
        }
        format!("{sign}{}%", rounded(size, 1))
    };
    (end(one), end(other))
}

/// A share in percent, halves away from zero as JavaScript's `Math.round` has it.
fn rounded(share: f64, digits: usize) -> String {
    let tens = if digits == 0 { 1.0 } else { 10.0 };
    format!("{:.digits$}", (share * 100.0 * tens).round() / tens)
}

#[cfg(test)]
mod tests {
    use super::{bounds, percent};

    #[test]
    fn shares_are_said_as_on_the_page() {
        #[derive(serde::Deserialize)]
        struct Cases {
            shares: Vec<(f64, String)>,
            bounds: Vec<(f64, f64, String, String)>,
        }
        let cases = include_str!("../../../spec/figures/percent.json");
        let cases: Cases = serde_json::from_str(cases).expect("the cases are JSON");
        assert!(cases.shares.len() > 10 && cases.bounds.len() > 5);
        for (share, said) in cases.shares {
            assert_eq!(percent(share), said, "{share}");
        }
        for (one, other, first, second) in cases.bounds {
            assert_eq!(bounds(one, other), (first, second), "{one} and {other}");
        }
    }
}
