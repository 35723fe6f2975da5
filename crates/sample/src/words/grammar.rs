//! Rules that make sentences: `name` → alternatives, with slots in them.
//!
//! A grammar is a text file. `[name]` begins a rule; each line below is one of its alternatives, all equally likely.
//! In a line, `{name}` is drawn from that rule, `{.name}` from the rule `topic.name` of the topic that is spoken of,
//! `{3-9}` is a whole number, `(a|b|)` one of a few words or nothing, `<a|b>` what a man or a woman writes of
//! themselves. What `[=name]` drew stays so through a text, as the writer's age does; `[=other name]` keeps to the
//! line of the same number as `name`. `#` begins a remark.

use crate::chance::Chance;
use std::collections::BTreeMap;

/// A piece of an alternative.
#[derive(Debug)]
enum Part {
    Text(&'static str),
    Rule(&'static str),
    OfTopic(&'static str),
    Number(u32, u32),
    /// As a man and as a woman says it.
    Writer(&'static str, &'static str),
    OneOf(Vec<Line>),
}

type Line = Vec<Part>;

/// The rules of one language.
pub(super) struct Grammar(BTreeMap<&'static str, Rule>);

#[derive(Default)]
struct Rule {
    lines: Vec<Line>,
    /// Under which name what it drew stays the same through a text.
    kept: Option<&'static str>,
}

/// What was said in one text so far.
#[derive(Default)]
pub(super) struct Said {
    pub(super) text: String,
    /// Whether a woman writes: where verbs show it, they agree.
    by_woman: bool,
    /// Rules and which of their alternatives have been used: nobody says the same twice.
    used: Vec<(String, usize)>,
}

impl Said {
    /// Nothing yet, by a woman or a man.
    pub(super) fn by(woman: bool) -> Self {
        Self { by_woman: woman, ..Self::default() }
    }
}

/// Draws of a rule before an alternative is used again.
const TRIES: u32 = 8;

impl Grammar {
    /// Reads the rules.
    ///
    /// # Panics
    /// Panics if a line is outside of a rule or a bracket is left open.
    pub(super) fn read(source: &'static str) -> Self {
        let mut rules = BTreeMap::<_, Rule>::new();
        let mut name = None;
        for line in source.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(head) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                let (head, kept) = match head.strip_prefix('=') {
                    Some(head) => {
                        let (head, with) = head.split_once(' ').unwrap_or((head, head));
                        (head, Some(with))
                    }
                    None => (head, None),
                };
                let rule = Rule { kept, ..Rule::default() };
                assert!(rules.insert(head, rule).is_none(), "[{head}] stands twice");
                name = Some(head);
                continue;
            }
            let mut rest = line;
            let parts = parts(&mut rest);
            assert!(rest.is_empty(), "too many brackets end in: {line}");
            let name = name.unwrap_or_else(|| panic!("no rule above: {line}"));
            rules.entry(name).or_default().lines.push(parts);
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
        let found = self.0.get(rule).unwrap_or_else(|| panic!("there is no rule [{rule}]"));
        let count = u32::try_from(found.lines.len()).expect("a file has fewer lines");
        let name = found.kept.unwrap_or(rule);
        let before = |at: Option<usize>, said: &Said| {
            let same =
                |(used, line): &&(String, usize)| used == name && at.is_none_or(|at| *line == at);
            said.used.iter().find(same).map(|(_, line)| *line)
        };
        let kept = found.kept.and_then(|_| before(None, said));
        let at = kept.unwrap_or_else(|| {
            let mut draw = || chance.below(count) as usize;
            let first = draw();
            (1..TRIES)
                .fold(first, |at, _| if before(Some(at), said).is_some() { draw() } else { at })
        });
        if kept.is_none() {
            said.used.push((name.to_owned(), at));
        }
        self.line(&found.lines[at], topic, said, chance);
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
                Part::Writer(man, woman) => {
                    said.text.push_str(if said.by_woman { woman } else { man });
                }
                Part::OneOf(lines) => self.line(chance.one_of::<Line>(lines), topic, said, chance),
            }
        }
    }
}

/// Parts up to the end, or to a `|` or `)` of the bracket around them.
fn parts(rest: &mut &'static str) -> Line {
    let mut parts = Vec::new();
    while let Some(at) = rest.find(['{', '(', '<', '|', ')']) {
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
        } else if from.starts_with('<') {
            let (writer, after) = inner.split_once('>').unwrap_or_else(|| panic!("open: {from}"));
            let (man, woman) = writer.split_once('|').unwrap_or_else(|| panic!("alone: {from}"));
            parts.push(Part::Writer(man, woman));
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
                    Part::Text(_) | Part::Number(..) | Part::Writer(..) => {}
                }
            }
        }
        let mut found = Vec::new();
        self.0
            .values()
            .flat_map(|rule| &rule.lines)
            .for_each(|line| names(line, topics, &mut found));
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
    fn a_man_and_a_woman_keep_to_their_forms() {
        let grammar = Grammar::read("[start]\nbył<em|am> i zapłacił<em|am> (dziś|wczoraj)");
        for (by_woman, begin) in [(false, "byłem i zapłaciłem "), (true, "byłam i zapłaciłam ")]
        {
            let mut said = Said::by(by_woman);
            grammar.say("start", "", &mut said, &mut Chance::new(1));
            assert!(said.text.starts_with(begin), "{}", said.text);
        }
    }

    #[test]
    fn what_is_kept_stays_through_a_text_in_all_its_forms() {
        let grammar =
            Grammar::read("[start]\n{a} {job} {a}\n[=job]\ncook\nartist\n[=a job]\na\nan");
        let all: std::collections::BTreeSet<String> = (0..50)
            .map(|seed| {
                let mut said = Said::default();
                grammar.say("start", "", &mut said, &mut Chance::new(seed));
                said.text
            })
            .collect();
        assert_eq!(Vec::from_iter(all), ["a cook a", "an artist an"]);
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
