//! Rules that make sentences: `name` → alternatives, with slots in them.
//!
//! A grammar is a text file. `[name]` begins a rule; each line below is one of its alternatives, all equally likely.
//! In a line, `{name}` is drawn from that rule, `{.name}` from the rule `topic.name` of the topic that is spoken of,
//! `{3-9}` is a whole number, `(a|b|)` one of a few words or nothing. `#` begins a remark.

use crate::chance::Chance;
use std::collections::BTreeMap;

/// A piece of an alternative.
#[derive(Debug)]
enum Part {
    Text(&'static str),
    Rule(&'static str),
    OfTopic(&'static str),
    Number(u32, u32),
    OneOf(Vec<Line>),
}

type Line = Vec<Part>;

/// The rules of one language.
pub(super) struct Grammar(BTreeMap<&'static str, Vec<Line>>);

/// What was said in one text so far.
#[derive(Default)]
pub(super) struct Said {
    pub(super) text: String,
    /// Rules and which of their alternatives have been used: nobody says the same twice.
    used: Vec<(String, usize)>,
}

/// Draws of a rule before an alternative is used again.
const TRIES: u32 = 8;

impl Grammar {
    /// Reads the rules.
    ///
    /// # Panics
    /// Panics if a line is outside of a rule or a bracket is left open.
    pub(super) fn read(source: &'static str) -> Self {
        let mut rules = BTreeMap::<_, Vec<Line>>::new();
        let mut name = None;
        for line in source.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(head) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                assert!(rules.insert(head, Vec::new()).is_none(), "[{head}] stands twice");
                name = Some(head);
                continue;
            }
            let mut rest = line;
            let parts = parts(&mut rest);
            assert!(rest.is_empty(), "too many brackets end in: {line}");
            let name = name.unwrap_or_else(|| panic!("no rule above: {line}"));
            rules.entry(name).or_default().push(parts);
        }
        Self(rules)
    }

    /// Whether there is such a rule.
    pub(super) fn has(&self, rule: &str) -> bool {
        self.0.contains_key(rule)
    }

    /// Says one alternative of a rule.
    ///
    /// # Panics
    /// Panics if there is no such rule.
    pub(super) fn say(&self, rule: &str, topic: &str, said: &mut Said, chance: &mut Chance) {
        let lines = self.0.get(rule).unwrap_or_else(|| panic!("there is no rule [{rule}]"));
        let count = u32::try_from(lines.len()).expect("a file has fewer lines");
        let mut at = chance.below(count) as usize;
        for _ in 1..TRIES {
            if !said.used.iter().any(|(name, line)| name == rule && *line == at) {
                break;
            }
            at = chance.below(count) as usize;
        }
        said.used.push((rule.to_owned(), at));
        self.line(&lines[at], topic, said, chance);
    }

    fn line(&self, line: &[Part], topic: &str, said: &mut Said, chance: &mut Chance) {
        for part in line {
            match part {
                Part::Text(text) => said.text.push_str(text),
                Part::Rule(rule) => self.say(rule, topic, said, chance),
                Part::OfTopic(rule) => self.say(&format!("{topic}.{rule}"), topic, said, chance),
                Part::Number(from, to) => {
                    let number = from + chance.below(to - from + 1);
                    said.text.push_str(&number.to_string());
                }
                Part::OneOf(lines) => self.line(chance.one_of::<Line>(lines), topic, said, chance),
            }
        }
    }
}

/// Parts up to the end, or to a `|` or `)` of the bracket around them.
fn parts(rest: &mut &'static str) -> Line {
    let mut parts = Vec::new();
    while let Some(at) = rest.find(['{', '(', '|', ')']) {
        let (text, from) = rest.split_at(at);
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        *rest = from;
        if from.starts_with(['|', ')']) {
            return parts;
        }
        let inner = &from[1..];
        if from.starts_with('{') {
            let (slot, after) = inner.split_once('}').unwrap_or_else(|| panic!("open: {from}"));
            parts.push(slot_of(slot));
            *rest = after;
        } else {
            *rest = inner;
            parts.push(Part::OneOf(choices(rest)));
        }
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
        *rest = "";
    }
    parts
}

/// `a|b|c)` after its opening bracket.
fn choices(rest: &mut &'static str) -> Vec<Line> {
    let mut lines = Vec::new();
    loop {
        lines.push(parts(rest));
        let ends = rest.starts_with(')');
        assert!(ends || rest.starts_with('|'), "a bracket is left open");
        *rest = &rest[1..];
        if ends {
            return lines;
        }
    }
}

fn slot_of(slot: &'static str) -> Part {
    if let Some(rule) = slot.strip_prefix('.') {
        return Part::OfTopic(rule);
    }
    let numbers = slot.split_once('-').map(|(from, to)| (from.parse(), to.parse()));
    if let Some((Ok(from), Ok(to))) = numbers {
        assert!(from <= to, "{{{slot}}} is upside down");
        return Part::Number(from, to);
    }
    Part::Rule(slot)
}

#[cfg(test)]
impl Grammar {
    /// Rules that a line names and nobody wrote.
    pub(super) fn missing(&self, topics: &[&str]) -> Vec<String> {
        fn names(line: &[Part], topics: &[&str], found: &mut Vec<String>) {
            for part in line {
                match part {
                    Part::Rule(rule) => found.push((*rule).to_owned()),
                    Part::OfTopic(rule) => {
                        found.extend(topics.iter().map(|topic| format!("{topic}.{rule}")));
                    }
                    Part::OneOf(lines) => lines.iter().for_each(|line| names(line, topics, found)),
                    Part::Text(_) | Part::Number(..) => {}
                }
            }
        }
        let mut found = Vec::new();
        self.0.values().flatten().for_each(|line| names(line, topics, &mut found));
        found.retain(|rule| !self.has(rule));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_numbers_and_choices_are_filled() {
        let grammar = Grammar::read(
            "# remark\n[start]\n{who} ran {3-5} km(, (very |)fast|).\n{.said}!\n[who]\nAnn\n[plan.said]\nlate",
        );
        let all: std::collections::BTreeSet<String> = (0..400)
            .map(|seed| {
                let mut said = Said::default();
                grammar.say("start", "plan", &mut said, &mut Chance::new(seed));
                said.text
            })
            .collect();
        assert_eq!(all.len(), 3 * 3 + 1, "{all:?}");
        assert!(all.contains("Ann ran 4 km, very fast.") && all.contains("late!"), "{all:?}");
    }

    #[test]
    fn a_rule_asked_twice_says_two_things() {
        let grammar = Grammar::read("[start]\n{day} and {day}\n[day]\nMonday\nTuesday\nFriday");
        for seed in 0..50 {
            let mut said = Said::default();
            grammar.say("start", "", &mut said, &mut Chance::new(seed));
            let (one, other) = said.text.split_once(" and ").expect("two days");
            assert_ne!(one, other);
        }
    }
}
