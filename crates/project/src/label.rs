//! Names for the reader, made from the data's own names by typography alone: `order_placed` → `Order placed`.
//!
//! Nothing is translated, looked up or invented; a name that already has spaces keeps its words.

use std::collections::HashSet;

/// A code as words: underscores (and hyphens and dots where there is no space) become spaces, `orderPlaced` two
/// words, the first letter a capital; words in capitals stay.
pub(crate) fn words(name: &str) -> String {
    let name = name.trim();
    let has_space = name.contains(char::is_whitespace);
    let mut out = String::with_capacity(name.len() + 4);
    let mut before: Option<char> = None;
    for c in name.chars() {
        let separator = c == '_' || (!has_space && (c == '-' || c == '.')) || c.is_whitespace();
        if separator {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        } else if !has_space && before.is_some_and(char::is_lowercase) && c.is_uppercase() {
            out.push(' ');
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        before = Some(c);
    }
    capitalised(out.trim_end())
}

/// Words for the middle of a sentence: as [`words`], but a first word that is not all capitals starts small.
pub(crate) fn inside(name: &str) -> String {
    let words = words(name);
    let mut chars = words.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => words,
    }
}

/// Distinct names: the second and later of equal ones carry a number.
pub(crate) fn distinct(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut out = Vec::new();
    for name in names {
        let mut candidate = name.clone();
        let mut number = 2;
        while !taken.insert(candidate.clone()) {
            candidate = format!("{name} ({number})");
            number += 1;
        }
        out.push(candidate);
    }
    out
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A count with spaces between thousands.
pub(crate) fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_words_and_words_stay() {
        for (name, expect) in [
            ("order_placed", "Order placed"),
            ("orderPlaced", "Order placed"),
            ("page-view", "Page view"),
            ("T07-1 Draft intern advice", "T07-1 Draft intern advice"),
            ("RESOLVED", "RESOLVED"),
            ("__", ""),
            ("Взять_в_работу", "Взять в работу"),
            ("付款", "付款"),
        ] {
            assert_eq!(words(name), expect);
        }
        assert_eq!(inside("payment_type"), "payment type");
        assert_eq!(inside("VIP"), "VIP");
    }

    #[test]
    fn equal_names_are_told_apart() {
        let names = ["A", "A", "B", "A"].map(String::from);
        assert_eq!(distinct(names), ["A", "A (2)", "B", "A (3)"]);
    }

    #[test]
    fn counts_read_well() {
        assert_eq!(count(4_893), "4,893");
        assert_eq!(count(12), "12");
    }
}
