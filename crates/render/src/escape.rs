//! Text made harmless for where it goes: XML text and attributes, and JSON inside a page.

use crate::typeset::clean;

/// For XML and HTML text and quoted attributes. Control characters and direction overrides are removed.
pub fn xml(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            char => out.push(char),
        }
    }
    out
}

/// JSON that may stand inside `<script type="application/json">`: nothing in it ends the element or starts a comment.
///
/// # Errors
/// When `value` has no JSON form, such as a map whose keys are no strings.
pub fn json(value: &impl serde::Serialize) -> Result<String, serde_json::Error> {
    let text = serde_json::to_string(value)?;
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            char => out.push(char),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_is_markup() {
        assert_eq!(
            xml(r#""><script>alert('1')</script>]]>"#),
            "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;]]&gt;"
        );
        assert_eq!(xml("a\u{0}\u{202e}b"), "ab");
    }

    #[test]
    fn json_in_a_page_cannot_end_its_element_and_reads_back_the_same() {
        let name = "</script><!-- & \u{2028}";
        let text = json(&name).expect("a string");
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        assert_eq!(serde_json::from_str::<String>(&text).expect("still JSON"), name);
    }
}
