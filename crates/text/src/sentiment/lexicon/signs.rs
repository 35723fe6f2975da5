//! Cues that belong to no language: emoji and emoticons.

/// Weight of an emoji; `None` when it says nothing about how it was.
pub(crate) fn emoji(sign: char) -> Option<f32> {
    let weight = match sign {
        '😍' | '🥰' | '😻' | '🤩' | '💯' | '🏆' | '🎉' | '😘' => 3.0,
        '👍' | '😊' | '😀' | '😃' | '😄' | '😁' | '🙂' | '☺' | '😎' | '👏' | '🙌' | '❤' | '♥'
        | '💕' | '💖' | '💙' | '💚' | '💛' | '💜' | '🧡' | '😋' | '👌' | '🙏' | '🤗' | '⭐'
        | '🌟' | '💗' | '😌' | '✌' | '💪' => 2.0,
        '😂' | '🤣' | '😅' | '😆' | '😉' | '✨' | '🎊' => 1.0,
        '😡' | '🤬' | '😠' | '🤮' | '💩' | '👿' | '🖕' | '😤' => -3.0,
        '👎' | '😞' | '😢' | '😭' | '😩' | '😫' | '😖' | '😣' | '☹' | '🙁' | '😒' | '😑' | '💔'
        | '😔' | '😟' | '🤢' | '😱' | '😨' | '😰' | '😥' | '😪' | '😾' => -2.0,
        '😕' | '😐' | '🙄' | '😳' | '😬' | '🤦' | '😷' | '🤔' => -1.0,
        _ => return None,
    };
    Some(weight)
}

/// Weight and length in bytes of an emoticon at the start of `text`: `:-)`, `=(`, `<3`, `xD`, and brackets in a row `)))`.
pub(crate) fn emoticon(text: &str) -> Option<(f32, usize)> {
    if text.starts_with("<3") {
        return Some((2.0, 2));
    }
    if text.starts_with(")))") || text.starts_with("(((") {
        let bracket = text.as_bytes()[0];
        let length = text.bytes().take_while(|byte| *byte == bracket).count();
        return Some((if bracket == b')' { 1.5 } else { -1.5 }, length));
    }
    let rest = text.strip_prefix([':', ';', '='])?;
    let (rest, nose) = match rest.strip_prefix(['-', '\'', '^', 'o']) {
        Some(after) => (after, 1),
        None => (rest, 0),
    };
    let weight = match rest.bytes().next()? {
        b')' | b'D' | b']' | b'*' => 2.0,
        b'(' | b'[' | b'<' => -2.0,
        b'/' | b'\\' | b'|' if !rest.starts_with("//") => -1.0,
        _ => return None,
    };
    Some((weight, 2 + nose))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoticons_are_read_and_addresses_are_not() {
        assert_eq!(emoticon(":-) ok"), Some((2.0, 3)));
        assert_eq!(emoticon(":("), Some((-2.0, 2)));
        assert_eq!(emoticon(")))) да"), Some((1.5, 4)));
        assert_eq!(emoticon("://example.com"), None);
        assert_eq!(emoticon(") and"), None);
    }
}
