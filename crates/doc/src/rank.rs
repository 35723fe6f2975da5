//! Places among siblings: texts between any two of which there is another. `web/src/doc/rank.ts` holds the same.
//!
//! A rank is read as a fraction in base 62 (`0–9 A–Z a–z`, in the order of bytes) and does not end in `0`, so ranks compare as
//! texts do. See Greenspan, *Implementing Fractional Indexing*, 2020.

use crate::ids::DIGITS;

/// In the middle of everything.
const MIDDLE: &str = "V";
/// The longest rank that is taken.
pub const MOST_CHARACTERS: usize = 200;

/// Whether a text is a rank.
pub fn is_rank(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= MOST_CHARACTERS
        && text.bytes().all(|b| b.is_ascii_alphanumeric())
        && !text.ends_with('0')
}

/// A rank above `a` and below `b`, where nothing is the end of the list; the end of the id is part of it, so that two people who put
/// something at the same place get different ranks. `web/src/doc/rank.ts` describes each step.
pub fn between(a: Option<&str>, b: Option<&str>, id: &str) -> String {
    let low = a.filter(|rank| is_rank(rank));
    let high = b.filter(|rank| is_rank(rank) && low.is_none_or(|low| low < *rank));
    head(low, high) + &tail(id)
}

fn tail(id: &str) -> String {
    let digits: Vec<char> = id.chars().filter(|c| c.is_ascii_alphanumeric() && *c != '0').collect();
    match &digits[digits.len().saturating_sub(3)..] {
        [] => MIDDLE.into(),
        last => last.iter().collect(),
    }
}

fn head(a: Option<&str>, b: Option<&str>) -> String {
    let (a, b) = match (a, b) {
        (a, None) => return up(a.unwrap_or_default().as_bytes()),
        (None, Some(b)) => return down(b.as_bytes()),
        (Some(a), Some(b)) => (a.as_bytes(), b.as_bytes()),
    };
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let shared: String = a[..same].iter().copied().map(char::from).collect();
    if same == a.len() {
        return shared + &down(&b[same..]);
    }
    let (low, high) = (worth(a, same), worth(b, same));
    let digit = |value: usize| char::from(DIGITS[value]);
    if high - low > 1 {
        format!("{shared}{}", digit(low.midpoint(high)))
    } else {
        format!("{shared}{}{}", digit(low), up(&a[same + 1..]))
    }
}

fn up(from: &[u8]) -> String {
    if from.is_empty() { MIDDLE.into() } else { count(from, b'z', 1) }
}

fn down(from: &[u8]) -> String {
    count(from, b'0', 61)
}

/// The digits behind a run, counted on by one up, or by one down (61 more, modulo 62).
fn count(from: &[u8], run: u8, by: usize) -> String {
    let width = 2 * from.iter().take_while(|digit| **digit == run).count() + 1;
    let mut digits: Vec<usize> = (0..width).map(|at| worth(from, at)).collect();
    for digit in digits.iter_mut().rev() {
        let old = *digit;
        *digit = (old + by) % 62;
        let carries = if by == 1 { old == 61 } else { old == 0 };
        if !carries {
            break;
        }
    }
    digits.into_iter().map(|digit| char::from(DIGITS[digit])).collect()
}

fn worth(rank: &[u8], at: usize) -> usize {
    let digit = rank.get(at).copied().unwrap_or(b'0');
    DIGITS.iter().position(|known| *known == digit).unwrap_or_default()
}

/// `n` ranks in order, evenly spread.
pub fn spread(n: usize) -> Vec<String> {
    let mut width = 1;
    let mut size: u128 = 62;
    while size < n as u128 + 1 {
        width += 1;
        size *= 62;
    }
    let write = |mut number: u128| {
        let mut digits = vec![0; width];
        for digit in digits.iter_mut().rev() {
            *digit = DIGITS[usize::try_from(number % 62).unwrap_or_default()];
            number /= 62;
        }
        let text: String = digits.into_iter().map(char::from).collect();
        text.trim_end_matches('0').to_owned()
    };
    (1..=n as u128).map(|i| write(i * size / (n as u128 + 1))).collect()
}

/// New ranks for a list that stands in a new order: as few as can be, all of them where there is no room left between those that stay.
/// `old` are the ranks in the new order, where there are any.
pub fn reorder(ids: &[&str], old: &[Option<&str>]) -> Vec<String> {
    let keep = rising(old);
    let mut next = vec![None; old.len()];
    for at in (1..old.len()).rev() {
        next[at - 1] = if keep[at] { old[at] } else { next[at] };
    }
    let mut ranks: Vec<String> = Vec::with_capacity(old.len());
    for (at, id) in ids.iter().enumerate() {
        let rank = if let Some(rank) = old[at].filter(|_| keep[at]) {
            rank.to_owned()
        } else {
            between(ranks.last().map(String::as_str), next[at], id)
        };
        ranks.push(rank);
    }
    if ranks.iter().all(|rank| is_rank(rank)) { ranks } else { spread(ids.len()) }
}

/// A longest strictly rising subsequence: which of the ranks may stay.
fn rising(ranks: &[Option<&str>]) -> Vec<bool> {
    // Of each length the lowest last rank, and where it stands; patience sorting.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; ranks.len()];
    for (at, rank) in ranks.iter().enumerate() {
        let Some(rank) = rank.filter(|rank| is_rank(rank)) else { continue };
        let place = ends.partition_point(|end| ranks[*end].is_some_and(|end| end < rank));
        before[at] = place.checked_sub(1).map(|last| ends[last]);
        if place == ends.len() {
            ends.push(at);
        } else {
            ends[place] = at;
        }
    }
    let mut keep = vec![false; ranks.len()];
    let mut at = ends.last().copied();
    while let Some(kept) = at {
        keep[kept] = true;
        at = before[kept];
    }
    keep
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_ranks_are_ranks_in_order() {
        for n in [0, 1, 2, 30, 61, 62, 1_000, 5_000] {
            let ranks = spread(n);
            assert_eq!(ranks.len(), n);
            assert!(ranks.iter().all(|rank| is_rank(rank)), "{n}");
            assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{n}");
        }
    }

    #[test]
    fn there_is_always_a_rank_between_two() {
        // Always at the front, at the back, or beside the same neighbour: what makes ranks grow.
        for (name, at) in [("front", 0), ("back", usize::MAX), ("second", 1)] {
            let mut ranks: Vec<String> = Vec::new();
            for i in 0..1_000 {
                let at = at.min(ranks.len());
                let low = at.checked_sub(1).map(|i| ranks[i].as_str());
                let rank = between(low, ranks.get(at).map(String::as_str), &format!("x{i}"));
                assert!(is_rank(&rank), "{name} {rank}");
                ranks.insert(at, rank);
            }
            assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{name}");
        }
    }

    #[test]
    fn the_page_gives_the_same_ranks() {
        let cases = include_str!("../../../spec/document/ranks.json");
        let cases: serde_json::Value = serde_json::from_str(cases).expect("JSON");
        let between_cases = cases["between"].as_array().expect("cases");
        assert!(between_cases.len() >= 30);
        for case in between_cases {
            let (a, b) = (case["a"].as_str(), case["b"].as_str());
            let id = case["id"].as_str().expect("an id");
            assert_eq!(between(a, b, id), case["rank"].as_str().expect("a rank"), "{case}");
        }
    }

    #[test]
    fn where_there_is_no_room_left_all_get_new_ranks() {
        let (first, last) = (format!("{}1", "0".repeat(99)), "z".repeat(99));
        for old in [[None, Some(first.as_str())], [Some(last.as_str()), None]] {
            assert_eq!(reorder(&["one", "two"], &old), spread(2), "{old:?}");
        }
    }

    #[test]
    fn only_what_moved_gets_a_new_rank() {
        let ids = ["c", "a", "b", "n"];
        let ranks = reorder(&ids, &[Some("c"), Some("a"), Some("b"), None]);
        assert_eq!(ranks[1..3], ["a", "b"]);
        assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{ranks:?}");
        let ranks = reorder(&["a", "b", "c"], &[Some("V"), Some("V"), Some("V")]);
        assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{ranks:?}");
    }
}
