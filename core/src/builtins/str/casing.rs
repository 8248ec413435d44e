//! Upper and lower case, from tables that `build.rs` takes from the standard library: its own are
//! 24 kB, of which these are a quarter.

use super::cases::is_cased;

/// The other case of letters beyond ASCII.
pub struct Table {
    /// First and last code point, the step between, and how far the other case is from each.
    runs: &'static [(u32, u32, u32, i32)],
    /// Letters that become several, a line each: the letter, a space, and what it becomes.
    long: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/casing.rs"));

impl Table {
    /// Appends the other case of a letter beyond ASCII, or the letter itself.
    fn push(&self, letter: char, out: &mut String) {
        let code = u32::from(letter);
        let behind = self.runs.partition_point(|(_, last, ..)| *last < code);
        if let Some((first, _, step, distance)) = self.runs.get(behind)
            && code >= *first
            && (code - first) % step == 0
            && let Some(other) = code.checked_add_signed(*distance).and_then(char::from_u32)
        {
            out.push(other);
            return;
        }
        let mut lines = self.long.lines();
        match lines.find_map(|line| line.strip_prefix(letter)?.strip_prefix(' ')) {
            Some(several) => out.push_str(several),
            None => out.push(letter),
        }
    }
}

/// `str.upper`.
#[must_use]
pub fn upper(text: &str) -> String {
    let mut out = text.to_ascii_uppercase();
    if !text.is_ascii() {
        out.clear();
        for letter in text.chars() {
            push_upper(letter, &mut out);
        }
    }
    out
}

/// `str.lower`.
#[must_use]
pub fn lower(text: &str) -> String {
    let mut out = text.to_ascii_lowercase();
    if !text.is_ascii() {
        out.clear();
        for (at, letter) in text.char_indices() {
            if letter == 'Σ' && is_final(text, at) {
                out.push('ς');
            } else {
                push_lower(letter, &mut out);
            }
        }
    }
    out
}

/// Appends a letter in upper case.
pub fn push_upper(letter: char, out: &mut String) {
    if letter.is_ascii() {
        out.push(letter.to_ascii_uppercase());
    } else {
        UPPER.push(letter, out);
    }
}

/// Appends a letter in lower case.
pub fn push_lower(letter: char, out: &mut String) {
    if letter.is_ascii() {
        out.push(letter.to_ascii_lowercase());
    } else {
        LOWER.push(letter, out);
    }
}

/// Whether a sigma ends its word. Marks that belong to the word are looked through, as CPython does.
fn is_final(text: &str, at: usize) -> bool {
    let is_mark =
        |letter: &char| matches!(letter, '\'' | '.' | ':' | '·' | '’' | '\u{300}'..='\u{36f}');
    let mut before = text[..at].chars().rev().skip_while(is_mark);
    let mut behind = text[at..].chars().skip(1).skip_while(is_mark);
    before.next().is_some_and(is_cased) && !behind.next().is_some_and(is_cased)
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "they are what ours is compared with"
)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_the_cases_that_the_standard_library_gives_it() {
        for letter in '\0'..=char::MAX {
            let text = letter.to_string();
            assert_eq!(upper(&text), text.to_uppercase(), "{letter:?}");
            assert_eq!(lower(&text), text.to_lowercase(), "{letter:?}");
        }
    }

    #[test]
    fn a_sigma_at_the_end_of_a_word_has_a_form_of_its_own() {
        for text in ["ΣΑΣ", "ΟΔΟΣ Σ", "ΑΣ'Α", "ΑΣ.", "Σ", "α\u{301}Σ", "ΑΣΣ ΑΣ"]
        {
            assert_eq!(lower(text), text.to_lowercase(), "{text:?}");
        }
    }
}
