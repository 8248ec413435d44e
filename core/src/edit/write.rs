//! Python text for the values that gestures bring: strings, numbers, names.

use crate::source::{Span, is_name};

/// How a string literal of the text is quoted, for a new value that looks like the old one.
pub(crate) fn quote_of(literal: &str) -> char {
    if literal.starts_with('\'') { '\'' } else { '"' }
}

/// A string literal on one line, with everything escaped that has to be.
pub(crate) fn quoted(text: &str, quote: char) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push(quote);
    for character in text.chars() {
        match character {
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            other if other == quote => {
                literal.push('\\');
                literal.push(other);
            }
            // Invisible characters would make a program that does not read as it runs.
            other if other.is_control() => {
                literal.push_str(&format!("\\x{:02x}", u32::from(other)));
            }
            '\u{2028}' | '\u{2029}' => {
                literal.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            other => literal.push(other),
        }
    }
    literal.push(quote);
    literal
}

/// A number of seconds as people write it: `1.5`, `2.0`, `0.25`; at most six decimals, so that
/// 0.1 + 0.2 reads 0.3. Below zero and what is no number become 0.
pub(crate) fn seconds_text(value: f64) -> String {
    let value = if value.is_finite() {
        value.clamp(0.0, 1e9)
    } else {
        0.0
    };
    let rounded = (value * 1e6).round() / 1e6;
    format!("{rounded:?}")
}

/// A number in the place of `old`: a whole number stays whole, as in `sleep(2)`.
pub(crate) fn number_text(value: f64, old: &str) -> String {
    let text = seconds_text(value);
    let was_whole = old
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'_');
    match text.strip_suffix(".0") {
        Some(whole) if was_whole => whole.to_owned(),
        _ => text,
    }
}

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// True for a word that Python takes as a name.
pub(crate) fn is_identifier(word: &str) -> bool {
    is_name(word) && !is_keyword(word)
}

fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// A variable's name made of what people call a thing: "Search-Index" becomes `search_index`.
pub(crate) fn variable_name(words: &str) -> Option<String> {
    let mut name = String::new();
    for character in words.chars() {
        if character.is_ascii_alphanumeric() {
            name.push(character.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
    }
    let name = name.trim_end_matches('_');
    let name = name
        .get(..name.len().min(24))
        .unwrap_or(name)
        .trim_end_matches('_');
    is_identifier(name).then(|| name.to_owned())
}

/// A place of the text as people say it, for a message.
pub(crate) fn line_word(source: &crate::source::Source, span: Span) -> String {
    format!("line {}", source.line_of(span.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_quoted_so_that_they_read_back() {
        assert_eq!(quoted("say \"hi\"", '"'), r#""say \"hi\"""#);
        assert_eq!(quoted("it's", '\''), r"'it\'s'");
        assert_eq!(quoted("a\\b\nc\u{7}", '"'), r#""a\\b\nc\x07""#);
        assert_eq!(quoted("Käse 🧀", '"'), "\"Käse 🧀\"");
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(seconds_text(0.1 + 0.2), "0.3");
        assert_eq!(seconds_text(2.0), "2.0");
        assert_eq!(seconds_text(-1.0), "0.0");
        assert_eq!(seconds_text(f64::NAN), "0.0");
        assert_eq!(number_text(3.0, "2"), "3");
        assert_eq!(number_text(3.5, "2"), "3.5");
        assert_eq!(number_text(3.0, "2.0"), "3.0");
    }

    #[test]
    fn names_are_made_of_words() {
        assert_eq!(
            variable_name("Search-Index").as_deref(),
            Some("search_index")
        );
        assert_eq!(variable_name("3 orders"), None);
        assert_eq!(variable_name("Заказ"), None);
        assert_eq!(variable_name("class"), None);
    }
}
