//! What is said fits the language, repeats with the seed, and hardly ever repeats itself.

use super::*;
use std::collections::HashMap;

const LANGUAGES: [Language; 4] = [Language::En, Language::Pl, Language::Ru, Language::Zh];
const MOODS: [Mood; 3] = [Mood::Good, Mood::Mixed, Mood::Bad];
const TOPICS: [(u32, Topic); 11] = [
    (4, Topic::Reviews),
    (5, Topic::Prices),
    (13, Topic::Form),
    (12, Topic::Code),
    (10, Topic::Payment),
    (14, Topic::Plan),
    (12, Topic::Watch),
    (14, Topic::Workout),
    (7, Topic::Support),
    (6, Topic::Renewal),
    (3, Topic::Friend),
];

/// As many texts as asked for, in the mix of the company.
fn drawn(count: usize, chance: &mut Chance) -> Vec<(Language, Topic, Mood, String)> {
    let languages =
        [(40, Language::En), (25, Language::Pl), (20, Language::Ru), (15, Language::Zh)];
    let moods = [(45, Mood::Good), (25, Mood::Mixed), (30, Mood::Bad)];
    (0..count)
        .map(|_| {
            let language = chance.pick(&languages);
            let topic = chance.pick(&TOPICS);
            let mood = chance.pick(&moods);
            (language, topic, mood, say(topic, mood, language, chance))
        })
        .collect()
}

/// Every topic in every mood and language, a number of times.
fn everything(times: u64) -> Vec<(Language, Topic, Mood, String)> {
    let mut all = Vec::new();
    for language in LANGUAGES {
        for (_, topic) in TOPICS {
            for mood in MOODS {
                for seed in 0..times {
                    let text = say(topic, mood, language, &mut Chance::new(seed));
                    all.push((language, topic, mood, text));
                }
            }
        }
    }
    all
}

#[test]
fn every_rule_that_a_line_names_is_written() {
    let topics: Vec<&str> = TOPICS.iter().map(|(_, topic)| topic.rule()).collect();
    for language in LANGUAGES {
        let grammar = language.grammar();
        assert_eq!(grammar.missing(&topics), Vec::<String>::new(), "{language:?}");
        for mood in MOODS.map(Mood::rule) {
            let general =
                ["open".into(), mood.into(), format!("{mood}.more"), format!("{mood}.short")];
            for rule in general {
                assert!(grammar.has(&rule), "{language:?} {rule}");
            }
        }
        for topic in
            topics.iter().flat_map(|topic| ["good", "bad"].map(|mood| format!("{topic}.{mood}")))
        {
            assert!(grammar.has(&topic), "{language:?} {topic}");
        }
    }
}

#[test]
fn every_topic_has_words_in_every_mood_and_language() {
    for (language, topic, mood, text) in everything(40) {
        let about = format!("{language:?} {topic:?} {mood:?}: {text:?}");
        let long = if language == Language::Zh { 6..=160 } else { 12..=520 };
        assert!(long.contains(&text.chars().count()), "{about}");
        assert!(text.trim() == text && !text.contains("  "), "{about}");
        assert!(!text.contains(['{', '}', '[', ']', '|']), "{about}");
        for wrong in
            [" ,", " .", ",,", "..", ",.", "?.", "!.", ".,", "。，", "，，", "。。", "，。"]
        {
            assert!(!text.contains(wrong), "{wrong} in {about}");
        }
    }
}

#[test]
fn the_same_seed_says_the_same() {
    let texts = |seed| drawn(300, &mut Chance::new(seed));
    assert_eq!(texts(5), texts(5));
    assert_ne!(texts(5), texts(6));
}

#[test]
fn a_language_is_written_in_its_script() {
    let cyrillic = |letter: &char| ('а'..='я').contains(letter) || ('А'..='Я').contains(letter);
    let han = |letter: &char| ('\u{4e00}'..='\u{9fff}').contains(letter);
    let polish = |letter: &char| "ąćęłńóśźż".contains(*letter);
    let mut polish_letters = 0;
    for (language, _, _, text) in everything(40) {
        let letters: Vec<char> = text.chars().filter(|letter| letter.is_alphabetic()).collect();
        let latin = letters.iter().filter(|letter| letter.is_ascii()).count();
        let cyrillic = letters.iter().filter(|letter| cyrillic(letter)).count();
        let han = letters.iter().filter(|letter| han(letter)).count();
        let marked = letters.iter().filter(|letter| polish(letter)).count();
        match language {
            Language::En => assert_eq!(latin, letters.len(), "{text}"),
            Language::Pl => {
                assert_eq!(cyrillic + han, 0, "{text}");
                polish_letters += marked;
            }
            Language::Ru => {
                assert_eq!(cyrillic + latin, letters.len(), "{text}");
                assert!(cyrillic > 2 * latin, "{text}");
            }
            Language::Zh => {
                assert_eq!(han + latin, letters.len(), "{text}");
                assert!(han > latin / 2, "{text}");
                assert!(!text.contains([',', '?', '!', ';']), "half-width: {text}");
            }
        }
    }
    assert!(polish_letters > 1_000);
}

/// Shingles of three: of words, in Chinese of characters; a short text is one shingle whole.
fn shingles(text: &str, language: Language) -> Vec<String> {
    let words: Vec<String> = if language == Language::Zh {
        text.chars().filter(|letter| letter.is_alphanumeric()).map(String::from).collect()
    } else {
        let lower = text.to_lowercase();
        lower
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    if words.len() < 5 {
        return vec![words.join(" ")];
    }
    let mut shingles: Vec<String> = words.windows(3).map(|three| three.join(" ")).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// For each text that is nearly one before it (Jaccard of the shingles at least 0.7): its index and the other's.
///
/// Exact: at that likeness two texts share one of the rarest `n − ⌈0.7 n⌉ + 1` shingles of each.
fn near_duplicates(texts: &[(Language, String)]) -> Vec<(usize, usize)> {
    let mut ids = HashMap::<(u8, String), usize>::new();
    let mut counts = Vec::<usize>::new();
    let mut sets = Vec::<Vec<usize>>::new();
    for (language, text) in texts {
        let mut set = Vec::new();
        for shingle in shingles(text, *language) {
            let next = ids.len();
            let id = *ids.entry((*language as u8, shingle)).or_insert(next);
            counts.resize(ids.len(), 0);
            counts[id] += 1;
            set.push(id);
        }
        sets.push(set);
    }
    // From here on a shingle is its place by rarity.
    let mut rarest: Vec<usize> = (0..counts.len()).collect();
    rarest.sort_by_key(|id| counts[*id]);
    let mut places = vec![0; counts.len()];
    for (place, id) in rarest.iter().enumerate() {
        places[*id] = place;
    }
    for set in &mut sets {
        for id in set.iter_mut() {
            *id = places[*id];
        }
        set.sort_unstable();
    }
    let mut with = vec![Vec::<usize>::new(); counts.len()];
    let mut seen = vec![usize::MAX; sets.len()];
    let mut found = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        let first = &set[..=set.len() - (7 * set.len()).div_ceil(10)];
        let mut twin = None;
        for other in first.iter().flat_map(|id| &with[*id]) {
            if twin.is_none() && seen[*other] != at && alike(set, &sets[*other]) {
                twin = Some((at, *other));
            }
            seen[*other] = at;
        }
        found.extend(twin);
        for id in first {
            with[*id].push(at);
        }
    }
    found
}

/// Whether two sorted sets have a Jaccard index of at least 0.7.
fn alike(one: &[usize], other: &[usize]) -> bool {
    if 10 * one.len().min(other.len()) < 7 * one.len().max(other.len()) {
        return false;
    }
    let (mut at, mut shared) = (0, 0);
    for id in one {
        while at < other.len() && other[at] < *id {
            at += 1;
        }
        shared += usize::from(other.get(at) == Some(id));
    }
    10 * shared >= 7 * (one.len() + other.len() - shared)
}

#[test]
fn near_duplicates_are_found_whatever_the_order_of_the_texts() {
    let texts = |texts: &[&str]| -> Vec<(Language, String)> {
        texts.iter().map(|text| (Language::En, (*text).to_owned())).collect()
    };
    let base = "one two three four five six seven eight nine ten eleven twelve";
    // Ten shingles each. A new last word: 9 of 11 are shared. A new word in the middle: 7 of 13.
    let last = base.replace("twelve", "dozen");
    let middle = base.replace("six", "half-dozen");
    assert_eq!(near_duplicates(&texts(&[base, &last, &middle])), [(1, 0)]);
    assert_eq!(near_duplicates(&texts(&[&last, &middle, base])), [(2, 0)]);
    assert_eq!(near_duplicates(&texts(&["Not bad.", "Not good.", "not bad"])), [(2, 0)]);
    // The same in every pair, counted the slow way.
    let some: Vec<(Language, String)> = drawn(400, &mut Chance::new(3))
        .into_iter()
        .map(|(language, _, _, text)| (language, text))
        .collect();
    let sets: Vec<Vec<String>> =
        some.iter().map(|(language, text)| shingles(text, *language)).collect();
    let slow: Vec<usize> = (0..some.len())
        .filter(|at| {
            (0..*at).any(|before| {
                let (one, other) = (&sets[*at], &sets[before]);
                let shared =
                    one.iter().filter(|shingle| other.binary_search(shingle).is_ok()).count();
                some[*at].0 == some[before].0
                    && 10 * shared >= 7 * (one.len() + other.len() - shared)
            })
        })
        .collect();
    let fast: Vec<usize> = near_duplicates(&some).into_iter().map(|(at, _)| at).collect();
    assert_eq!(fast, slow);
}

#[test]
fn of_25_000_texts_fewer_than_one_in_a_hundred_is_nearly_another() {
    let begun = std::time::Instant::now();
    let texts: Vec<(Language, String)> = drawn(25_000, &mut Chance::new(2026))
        .into_iter()
        .map(|(language, _, _, text)| (language, text))
        .collect();
    println!("made in {:?}", begun.elapsed());
    let near = near_duplicates(&texts);
    println!("compared in {:?}", begun.elapsed());
    for (at, before) in near.iter().step_by(12) {
        println!("  {}\n    {}", texts[*before].1, texts[*at].1);
    }
    for language in LANGUAGES {
        let all = texts.iter().filter(|(other, _)| *other == language).count();
        let same = near.iter().filter(|(at, _)| texts[*at].0 == language).count();
        println!("{language:?}: {same} near-duplicates of {all}");
        assert!(same * 100 < all, "{language:?}: {same} of {all}");
    }
    println!("{} of {} are nearly another", near.len(), texts.len());
    assert!(near.len() * 100 < texts.len(), "{}", near.len());
}

/// `cargo test -p wayline-sample thirty_at_random -- --nocapture` shows what is said, to be read.
#[test]
fn thirty_at_random_are_thirty_texts() {
    let all = drawn(400, &mut Chance::new(77));
    for language in LANGUAGES {
        let texts: Vec<_> = all.iter().filter(|(other, ..)| *other == language).take(30).collect();
        println!("\n{language:?}");
        for (_, topic, mood, text) in &texts {
            println!("{topic:?} {mood:?}: {text}");
        }
        let different: std::collections::BTreeSet<&str> =
            texts.iter().map(|(.., text)| text.as_str()).collect();
        assert_eq!(different.len(), 30, "{language:?}");
    }
}
