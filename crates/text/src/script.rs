//! The letters of a text by script, without web addresses, mentions and digits.

/// Scripts that tell languages apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Han,
    Kana,
    Hangul,
    Other,
}

/// What remains of a text for telling its language.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    /// Lower-case words with a space between.
    pub(crate) text: String,
    /// How many letters of any script.
    pub(crate) count: usize,
    by_script: [usize; 6],
}

impl Letters {
    /// The script with most weight and its share of it; `None` without at least two letters, or one of Han or Kana.
    ///
    /// A Han character stands for a word, so it weighs as three Latin letters. Names and brands are written in Latin
    /// letters everywhere, so any other script weighs at least twice as much.
    pub(crate) fn main(&self) -> Option<(Script, f64)> {
        let [latin, cyrillic, han, kana, hangul, other] = self.by_script;
        // Chinese shoppers write の and kana smileys; Japanese cannot do without kana.
        let (han, kana) =
            if kana >= 2 && kana * 5 >= han + kana { (0, han + kana) } else { (han + kana, 0) };
        let weighed = [
            (Script::Latin, latin),
            (Script::Cyrillic, cyrillic * 2),
            (Script::Han, han * 3),
            (Script::Kana, kana * 3),
            (Script::Hangul, hangul * 3),
            (Script::Other, other * 2),
        ];
        let total: usize = weighed.iter().map(|(_, weight)| weight).sum();
        let mut main = weighed[0];
        for candidate in weighed {
            if candidate.1 > main.1 {
                main = candidate;
            }
        }
        (main.1 >= 2 && self.count > usize::from(main.0 == Script::Latin))
            .then(|| (main.0, main.1 as f64 / total as f64))
    }
}

/// The letters of a text, at most `most`.
pub(crate) fn letters(text: &str, most: usize) -> Letters {
    let mut found = Letters::default();
    for word in text.split_whitespace() {
        if found.count >= most {
            break;
        }
        let word = without_addresses(word);
        let before = found.text.len();
        for letter in word.chars().flat_map(char::to_lowercase) {
            if letter.is_alphabetic() {
                found.by_script[script_of(letter) as usize] += 1;
                found.count += 1;
                found.text.push(letter);
            } else if is_inside_word(letter) {
                found.text.push(letter);
            } else if !found.text.ends_with(' ') && found.text.len() > before {
                found.text.push(' ');
            }
        }
        if found.text.len() > before && !found.text.ends_with(' ') {
            found.text.push(' ');
        }
    }
    found
}

/// Apostrophes and combining marks belong to the word.
fn is_inside_word(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '\u{300}'..='\u{36f}')
}

/// The word without a web address, an e-mail or a mention, which say nothing of the language around them. Where no
/// spaces are written (Chinese), what stands before and after remains.
fn without_addresses(word: &str) -> std::borrow::Cow<'_, str> {
    let address = |c: char| c.is_ascii_alphanumeric() || "._-+%/:?=&#~@".contains(c);
    let starts = ["http://", "https://", "www."].iter().filter_map(|start| word.find(start));
    let at = word.find('@').map(|at| {
        let before = word[..at].trim_end_matches(|c: char| address(c)).len();
        before.min(at)
    });
    let Some(start) = starts.chain(at).min() else {
        return word.into();
    };
    let end = word[start..].find(|c| !address(c)).map_or(word.len(), |length| start + length);
    format!("{} {}", &word[..start], &word[end..]).into()
}

fn script_of(letter: char) -> Script {
    match letter {
        '\u{41}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{ff21}'..='\u{ff5a}' => Script::Latin,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' => Script::Han,
        '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9d}' => Script::Kana,
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}' => {
            Script::Hangul
        }
        _ => Script::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_cut_out_of_what_surrounds_them() {
        let left = |text| letters(text, 600).text.trim().to_owned();
        assert_eq!(left("@user：第一张卡"), "第一张卡");
        assert_eq!(left("我的EMAIL:a.b@example.com我可以"), "我的 我可以");
        assert_eq!(left("see https://example.com/a?b=c now"), "see now");
    }

    #[test]
    fn the_main_script_is_the_one_with_most_weight() {
        let main = |text| letters(text, 600).main().map(|(script, _)| script);
        assert_eq!(main("MTS связь пропала"), Some(Script::Cyrillic));
        assert_eq!(main("iPhone很好用"), Some(Script::Han));
        assert_eq!(main("好の"), Some(Script::Han));
        assert_eq!(main("とても良い"), Some(Script::Kana));
        assert_eq!(main("42 a"), None);
        assert_eq!(main("акция World of Tanks для абонентов"), Some(Script::Cyrillic));
    }
}
