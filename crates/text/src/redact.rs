//! Personal data that must not be quoted: what has a form that can be recognised is masked before a text is shown.
//!
//! Masked: e-mail addresses `[e-mail]`, web addresses `[link]`, handles `[handle]`, and digit strings of seven or more
//! digits, with or without the usual separators: phone, card, account, order and personal numbers `[number]`. Dates stay.
//! **Not caught**: names, street addresses, postal and other codes of fewer than seven digits, numbers in words, number
//! plates, and whatever a person says of herself. A quote is read by a person before it is published.

/// The text with what can be recognised as personal data masked. Masking twice changes nothing.
pub fn redact(text: &str) -> String {
    let mut kept = masked(text);
    // A mask can uncover an address beside it. No mask is masked again, so every round has less to mask.
    loop {
        let again = masked(&kept);
        if again == kept {
            return kept;
        }
        kept = again;
    }
}

/// One pass from left to right.
fn masked(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    // An address, a handle or a number is tried only where one can begin.
    let mut before = None;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if let Some(length) = date(rest, before) {
            kept.push_str(&rest[..length]);
            at += length;
            before = Some('0');
            continue;
        }
        let found = link(rest, before)
            .map(|length| ("[link]", length))
            .or_else(|| e_mail(rest, before).map(|length| ("[e-mail]", length)))
            .or_else(|| handle(rest).map(|length| ("[handle]", length)))
            .or_else(|| number(rest, before).map(|length| ("[number]", length)));
        if let Some((mask, length)) = found {
            kept.push_str(mask);
            at += length;
            before = Some(']');
        } else {
            kept.push(c);
            at += c.len_utf8();
            before = Some(c);
        }
    }
    kept
}

fn ends_at(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// Bytes of a web address.
fn link(rest: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let head: String = rest.chars().take(8).flat_map(char::to_lowercase).collect();
    let start =
        ["https://", "http://", "www."].into_iter().find(|start| head.starts_with(start))?;
    let address = |c: char| {
        !c.is_whitespace()
            && !matches!(c, '[' | ']' | '<' | '>' | '"' | '，' | '。' | '！' | '？' | '、')
    };
    let length = ends_at(rest, address);
    let sentence_goes_on = rest[..length].trim_end_matches(['.', ',', '!', '?', ')', ';', ':']);
    (sentence_goes_on.len() > start.len()).then_some(sentence_goes_on.len())
}

/// Bytes of an e-mail address.
fn e_mail(rest: &str, before: Option<char>) -> Option<usize> {
    let local = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    if before.is_some_and(local) {
        return None;
    }
    let name = ends_at(rest, local);
    let host = rest[name..].strip_prefix('@')?;
    let length = ends_at(host, |c| c.is_alphanumeric() || c == '.' || c == '-');
    let host = host[..length].trim_end_matches(['.', '-']);
    let (_, top) = host.rsplit_once('.')?;
    (name > 0 && top.chars().count() >= 2).then_some(name + 1 + host.len())
}

/// Bytes of a handle: `@name`.
fn handle(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('@')?;
    let length = ends_at(name, |c| c.is_alphanumeric() || c == '_');
    (name[..length].chars().nth(1).is_some()).then_some(1 + length)
}

/// Bytes of a number of seven digits or more. Digits may be parted by one separator, or by a space and a bracket.
fn number(rest: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(is_digit) {
        return None;
    }
    let (mut digits, mut end, mut gap) = (0, 0, 0);
    for (at, c) in rest.char_indices() {
        if is_digit(c) {
            digits += 1;
            end = at + c.len_utf8();
            gap = 0;
        } else if matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '+' | '\u{a0}' | '–' | '*')
            && gap < 2
        {
            gap += 1;
        } else {
            break;
        }
        if digits == 0 && !matches!(c, '+' | '(') {
            return None;
        }
    }
    (digits >= 7).then_some(end)
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '٠'..='٩' | '۰'..='۹')
}

/// Bytes of a date: `2018-08-15`, `15.08.2018`, `8/15/18`.
fn date(rest: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(is_digit) || !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let length = ends_at(rest, |c| is_digit(c) || matches!(c, '-' | '.' | '/'));
    let text = rest[..length].trim_end_matches(['-', '.', '/']);
    is_date(text).then_some(text.len())
}

/// Three groups with the same separator that can be year, month and day.
fn is_date(text: &str) -> bool {
    ['-', '.', '/'].into_iter().any(|separator| {
        let groups: Vec<&str> = text.split(separator).collect();
        let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
        let small =
            |group: &str, most: u32| group.parse::<u32>().is_ok_and(|n| n >= 1 && n <= most);
        match lengths[..] {
            [4, 1..=2, 1..=2] => {
                small(groups[0], 9999) && small(groups[1], 12) && small(groups[2], 31)
            }
            [1..=2, 1..=2, 2 | 4] => {
                small(groups[0], 31) && small(groups[1], 31) && small(groups[2], 9999)
            }
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(redact(text), expect);
    }

    #[test]
    fn what_has_the_form_of_personal_data_is_masked() {
        check("Write to anna.nowak+shop@example.co.uk, please", "Write to [e-mail], please");
        check("Call me: +48 601 234 567!", "Call me: [number]!");
        check("fone (11) 91234-5678", "fone [number]");
        check("card 4111 1111 1111 1111 charged twice", "card [number] charged twice");
        check("CPF 123.456.789-09", "CPF [number]");
        check("pedido nº 20180815123", "pedido nº [number]");
        check("@united see https://example.com/t?token=abc.", "[handle] see [link].");
        check(
            "我的邮箱：wang@example.com，电话１３８００１３８０００",
            "我的邮箱：[e-mail]，电话[number]",
        );
    }

    #[test]
    fn dates_prices_and_short_numbers_stay() {
        for text in [
            "ordered 2018-08-15, promised 20.08.2018",
            "12/08/2018 10:30",
            "R$ 1.299,90 and 100 % and 24/7",
            "flight 1205 at gate 42",
            "5 stars, 10/10",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn what_a_mask_uncovers_is_masked_too() {
        check("x@y.pl.www.a", "[e-mail].[link]");
    }

    proptest! {
        #[test]
        fn masking_twice_changes_nothing(
            text in prop_oneof!["\\PC{0,60}", "(@|[a-c.]|www\\.|http://|[0-9]{1,5}|[ +()/*-]|x@y\\.pl|[\\[\\]]){0,25}"],
        ) {
            let once = redact(&text);
            prop_assert_eq!(redact(&once), once);
        }

        #[test]
        fn no_long_digit_string_is_left(prefix in "[a-z ]{0,9}", digits in "[0-9]{7,30}", suffix in "[a-z ]{0,9}") {
            let masked = redact(&format!("{prefix}{digits}{suffix}"));
            prop_assert!(!masked.contains(|c: char| c.is_ascii_digit()), "{}", masked);
        }
    }
}
