//! What a key does to the program text: pure functions from (text, selection) to one [`Edit`].
//!
//! ```text
//!   keydown ─▶ indent / dedent / newline / backspace / toggle_comment ─▶ Edit
//!                                                                         │ platform types it in
//!                                                              browser's own undo stack ◀┘
//! ```
//!
//! A key that the browser already handles as people expect gives `None` and is left to it.
//! Nothing here knows the page; offsets are bytes of the text, and the two functions at the end
//! translate them from and to the UTF-16 units that a text field counts in.

use std::ops::Range;

/// One level of indentation, in columns: what PEP 8 asks for.
pub const INDENT_COLUMNS: usize = 4;

/// The smallest replacement that a key makes, and what is selected after it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// The bytes of the old text that are replaced.
    pub range: Range<usize>,
    pub insert: String,
    /// The selection in the new text; empty for a caret.
    pub select: Range<usize>,
}

impl Edit {
    fn caret_after(range: Range<usize>, insert: String) -> Self {
        let caret = range.start + insert.len();
        Self {
            range,
            insert,
            select: caret..caret,
        }
    }

    /// The text with the edit made.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let mut new = String::with_capacity(text.len() + self.insert.len());
        new.push_str(&text[..self.range.start]);
        new.push_str(&self.insert);
        new.push_str(&text[self.range.end..]);
        new
    }
}

/// Tab: spaces up to the next level at a caret, one level more for every line of a selection.
#[must_use]
pub fn indent(text: &str, selection: Range<usize>) -> Edit {
    if selection.is_empty() {
        let column = text[line_start(text, selection.start)..selection.start]
            .chars()
            .count();
        let spaces = INDENT_COLUMNS - column % INDENT_COLUMNS;
        return Edit::caret_after(selection, " ".repeat(spaces));
    }
    let level = " ".repeat(INDENT_COLUMNS);
    let changes = lines_of(text, &selection)
        .filter(|line| !text[line.clone()].trim().is_empty())
        .map(|line| Change {
            at: line.start,
            removed: 0,
            inserted: level.clone(),
        })
        .collect::<Vec<_>>();
    combine(text, &selection, &changes).unwrap_or_else(|| Edit {
        range: selection.start..selection.start,
        insert: String::new(),
        select: selection,
    })
}

/// Shift and Tab: one level less for every line touched; `None` where nothing is indented.
#[must_use]
pub fn dedent(text: &str, selection: Range<usize>) -> Option<Edit> {
    let changes = lines_of(text, &selection)
        .filter_map(|line| {
            let removed = leading_level(&text[line.clone()]);
            (removed > 0).then_some(Change {
                at: line.start,
                removed,
                inserted: String::new(),
            })
        })
        .collect::<Vec<_>>();
    combine(text, &selection, &changes)
}

/// Enter: the new line keeps the indentation, with one level more after `:` or an open bracket.
/// Between two brackets the closing one moves to a line of its own.
#[must_use]
pub fn newline(text: &str, selection: Range<usize>) -> Edit {
    let start = line_start(text, selection.start);
    let before = &text[start..selection.start];
    let blanks = &before[..before.len() - before.trim_start_matches([' ', '\t']).len()];
    let code = code_of(before).trim_end();
    let opened = code
        .chars()
        .next_back()
        .filter(|last| matches!(last, '(' | '[' | '{'));
    let mut insert = format!("\n{blanks}");
    if opened.is_some() || code.ends_with(':') {
        insert.push_str(&" ".repeat(INDENT_COLUMNS));
    }
    let caret = selection.start + insert.len();
    let closes = match opened {
        Some('(') => text[selection.end..].starts_with(')'),
        Some('[') => text[selection.end..].starts_with(']'),
        Some('{') => text[selection.end..].starts_with('}'),
        _ => false,
    };
    if closes {
        insert.push('\n');
        insert.push_str(blanks);
    }
    Edit {
        range: selection,
        insert,
        select: caret..caret,
    }
}

/// Backspace among the leading blanks of a line removes one level. Everywhere else, and where one
/// level is one character, the browser does the right thing by itself.
#[must_use]
pub fn backspace(text: &str, selection: Range<usize>) -> Option<Edit> {
    if !selection.is_empty() {
        return None;
    }
    let before = &text[line_start(text, selection.start)..selection.start];
    if before.is_empty() || !before.bytes().all(|byte| byte == b' ') {
        return None;
    }
    let removed = (before.len() - 1) % INDENT_COLUMNS + 1;
    (removed > 1)
        .then(|| Edit::caret_after(selection.start - removed..selection.start, String::new()))
}

/// Ctrl and `/`: `# ` before every line touched, at their common indentation; when all of them are
/// comments already, the marks go away.
#[must_use]
pub fn toggle_comment(text: &str, selection: Range<usize>) -> Edit {
    let lines = lines_of(text, &selection).collect::<Vec<_>>();
    let filled = lines
        .iter()
        .filter(|line| !text[(*line).clone()].trim().is_empty())
        .cloned()
        .collect::<Vec<_>>();
    // A single blank line takes a mark, as a place to write a comment.
    let targets = if filled.is_empty() { lines } else { filled };
    let blanks = |line: &Range<usize>| {
        let line = &text[line.clone()];
        line.len() - line.trim_start_matches([' ', '\t']).len()
    };
    let marked = targets
        .iter()
        .all(|line| text[line.start + blanks(line)..].starts_with('#'));
    let common = targets.iter().map(blanks).min().unwrap_or(0);
    let changes = targets
        .iter()
        .map(|line| {
            if marked {
                let at = line.start + blanks(line);
                let removed = if text[at..].starts_with("# ") { 2 } else { 1 };
                Change {
                    at,
                    removed,
                    inserted: String::new(),
                }
            } else {
                Change {
                    at: line.start + common,
                    removed: 0,
                    inserted: "# ".to_owned(),
                }
            }
        })
        .collect::<Vec<_>>();
    combine(text, &selection, &changes).unwrap_or_else(|| unreachable!("a text has a line"))
}

/// One change inside a line, before they are combined to one edit.
struct Change {
    at: usize,
    removed: usize,
    inserted: String,
}

/// One edit that makes all changes (in order, none overlapping) and keeps the same characters
/// selected; `None` without a change.
fn combine(text: &str, selection: &Range<usize>, changes: &[Change]) -> Option<Edit> {
    let (first, last) = (changes.first()?, changes.last()?);
    let range = first.at..last.at + last.removed;
    let mut insert = String::new();
    let mut kept_from = range.start;
    for change in changes {
        insert.push_str(&text[kept_from..change.at]);
        insert.push_str(&change.inserted);
        kept_from = change.at + change.removed;
    }
    // A selection that begins where a line begins goes on to cover the whole line; a caret at the
    // place of an insertion stays with the character behind it.
    let caret = selection.is_empty();
    let moved = |offset: usize, behind: bool| {
        changes.iter().fold(offset, |new, change| {
            if change.at > offset || (change.at == offset && !behind) {
                return new;
            }
            new + change.inserted.len() - change.removed.min(offset - change.at)
        })
    };
    let select = moved(selection.start, caret)..moved(selection.end, true);
    Some(Edit {
        range,
        insert,
        select,
    })
}

/// The lines that a selection touches, without their line breaks. A selection that ends at the
/// beginning of a line does not touch that line.
fn lines_of<'text>(
    text: &'text str,
    selection: &Range<usize>,
) -> impl Iterator<Item = Range<usize>> + use<'text> {
    let mut end = selection.end;
    if !selection.is_empty() && text[..end].ends_with('\n') {
        end -= 1;
    }
    let mut next = Some(line_start(text, selection.start));
    std::iter::from_fn(move || {
        let start = next.filter(|start| *start <= end)?;
        let stop = text[start..].find('\n').map(|length| start + length);
        next = stop.map(|stop| stop + 1);
        Some(start..stop.unwrap_or(text.len()))
    })
}

fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |at| at + 1)
}

/// How many leading bytes one level less removes: a tab, or spaces back to the level before.
fn leading_level(line: &str) -> usize {
    if line.starts_with('\t') {
        return 1;
    }
    let spaces = line.len() - line.trim_start_matches(' ').len();
    if spaces == 0 {
        0
    } else {
        (spaces - 1) % INDENT_COLUMNS + 1
    }
}

/// A line without its comment. Only quotes of this line are known, which is enough to tell a `#`
/// in a text from a comment in nearly every line; a wrong guess costs one level of indentation.
fn code_of(line: &str) -> &str {
    let mut quote = None;
    let mut escaped = false;
    for (at, character) in line.char_indices() {
        match (quote, character) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), close) if open == close => quote = None,
            (None, '"' | '\'') => quote = Some(character),
            (None, '#') => return &line[..at],
            _ => {}
        }
    }
    line
}

/// A pause in typing of this many milliseconds ends what one undo takes back.
const PAUSE_MS: f64 = 1000.0;

/// What one undo takes back, when the browser's own undo takes back less.
///
/// A browser groups typed characters, but Chromium ends its group whenever the page removes any
/// node, which a page that redraws at each key always does. The browser's history stays the only
/// one; this says at which of its states to stop.
#[derive(Default, Debug)]
pub struct UndoGroups {
    /// Fingerprints of the texts between two groups.
    stops: Vec<u64>,
    kind: String,
    last_ms: f64,
}

impl UndoGroups {
    /// Hears that `before` became another text; `kind` is the browser's name of the edit
    /// (`insertText`, `deleteContentBackward` …).
    pub fn note(&mut self, before: &str, after: &str, kind: &str, now_ms: f64) {
        if kind.starts_with("history") {
            return;
        }
        let typed = matches!(
            kind,
            "insertText" | "deleteContentBackward" | "insertCompositionText"
        );
        let one = before.len().abs_diff(after.len()) <= 4;
        let goes_on = typed && one && kind == self.kind && now_ms - self.last_ms < PAUSE_MS;
        if !goes_on {
            self.stops.push(fingerprint(before));
        }
        if !(typed && one) {
            self.stops.push(fingerprint(after));
        }
        kind.clone_into(&mut self.kind);
        self.last_ms = now_ms;
    }

    /// True at a text between two groups.
    #[must_use]
    pub fn stops_at(&self, text: &str) -> bool {
        self.stops.contains(&fingerprint(text))
    }

    /// What is typed next begins a group, whatever it is.
    pub fn end_group(&mut self) {
        self.kind.clear();
    }
}

fn fingerprint(text: &str) -> u64 {
    // FNV-1a.
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The byte offset of a UTF-16 offset, as text fields report selections. Behind the end, and
/// inside a pair of surrogates, the next possible place.
#[must_use]
pub fn byte_from_utf16(text: &str, units: usize) -> usize {
    let mut seen = 0;
    for (at, character) in text.char_indices() {
        if seen >= units {
            return at;
        }
        seen += character.len_utf16();
    }
    text.len()
}

/// The UTF-16 offset of a byte offset, as text fields take selections.
#[must_use]
pub fn utf16_from_byte(text: &str, byte: usize) -> usize {
    text.char_indices()
        .take_while(|(at, _)| *at < byte)
        .map(|(_, character)| character.len_utf16())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `⟨` and `⟩` mark a selection, `|` a caret; the same notation comes back.
    fn check(before: &str, key: impl Fn(&str, Range<usize>) -> Option<Edit>, after: &str) {
        let (text, selection) = unmark(before);
        let shown = match key(&text, selection) {
            None => "native".to_owned(),
            Some(edit) => mark(&edit.apply(&text), edit.select),
        };
        assert_eq!(shown, after);
    }

    fn unmark(marked: &str) -> (String, Range<usize>) {
        if let Some(caret) = marked.find('|') {
            return (marked.replacen('|', "", 1), caret..caret);
        }
        let start = marked.find('⟨').unwrap();
        let text = marked.replacen('⟨', "", 1);
        let end = text.find('⟩').unwrap();
        (text.replacen('⟩', "", 1), start..end)
    }

    fn mark(text: &str, selection: Range<usize>) -> String {
        let (head, tail) = (&text[..selection.start], &text[selection.end..]);
        if selection.is_empty() {
            return format!("{head}|{tail}");
        }
        format!("{head}⟨{}⟩{tail}", &text[selection])
    }

    #[test]
    fn tab_goes_to_the_next_level_at_a_caret() {
        let tab = |text: &str, selection| Some(indent(text, selection));
        check("|x", tab, "    |x");
        check("ab|", tab, "ab  |");
        check("é    |", tab, "é       |");
    }

    #[test]
    fn tab_indents_the_lines_of_a_selection_and_leaves_blank_ones() {
        let tab = |text: &str, selection| Some(indent(text, selection));
        check("⟨a\n\nb⟩\nc", tab, "⟨    a\n\n    b⟩\nc");
        check("a⟨a\nb\n⟩c", tab, "    a⟨a\n    b\n⟩c");
        check("⟨\n⟩\n", tab, "⟨\n⟩\n");
    }

    #[test]
    fn shift_tab_takes_one_level_away() {
        check("        x|", dedent, "    x|");
        check("      x|", dedent, "    x|");
        check("  |    x", dedent, "|    x");
        check("\tx|", dedent, "x|");
        check("⟨    a\n  b\nc⟩", dedent, "⟨a\nb\nc⟩");
        check("x|", dedent, "native");
    }

    #[test]
    fn enter_keeps_indentation_and_adds_one_level_after_a_colon() {
        let enter = |text: &str, selection| Some(newline(text, selection));
        check("    x|", enter, "    x\n    |");
        check("async def main():|", enter, "async def main():\n    |");
        check("    if a:  # why:|", enter, "    if a:  # why:\n        |");
        check("    x = 1  # why:|", enter, "    x = 1  # why:\n    |");
        check("    print('#:|')", enter, "    print('#:\n        |')");
        check("  |  x", enter, "  \n  |  x");
        check("    a⟨bc\nd⟩e", enter, "    a\n    |e");
    }

    #[test]
    fn enter_between_brackets_gives_the_closing_one_its_own_line() {
        let enter = |text: &str, selection| Some(newline(text, selection));
        check(
            "    await gather(|)",
            enter,
            "    await gather(\n        |\n    )",
        );
        check("    await gather(|", enter, "    await gather(\n        |");
        check("f(|]", enter, "f(\n    |]");
    }

    #[test]
    fn backspace_removes_one_level_of_leading_blanks_only() {
        check("        |x", backspace, "    |x");
        check("      |x", backspace, "    |x");
        check("     |x", backspace, "native");
        check("    x|", backspace, "native");
        check("|x", backspace, "native");
        check("⟨    ⟩x", backspace, "native");
        check("\t    |x", backspace, "native");
    }

    #[test]
    fn comment_marks_come_and_go_at_the_common_indentation() {
        let key = |text: &str, selection| Some(toggle_comment(text, selection));
        check("    x|", key, "    # x|");
        check("    # x|", key, "    x|");
        check("    #x|", key, "    x|");
        check("⟨    a\n\n        b⟩", key, "⟨    # a\n\n    #     b⟩");
        check("⟨    # a\n\n    #     b⟩", key, "⟨    a\n\n        b⟩");
        check("⟨# a\nb⟩", key, "⟨# # a\n# b⟩");
        check("|", key, "# |");
    }

    #[test]
    fn one_undo_takes_back_what_was_typed_in_one_go() {
        let mut groups = UndoGroups::default();
        let mut type_all = |texts: &[&str], kind: &str, from_ms: f64| {
            for (index, pair) in texts.windows(2).enumerate() {
                groups.note(pair[0], pair[1], kind, from_ms + 100.0 * index as f64);
            }
        };
        type_all(&["", "a", "ab", "abc"], "insertText", 0.0);
        type_all(&["abc", "abcd", "abcde"], "insertText", 5000.0);
        type_all(&["abcde", "abcd", "abc"], "deleteContentBackward", 5300.0);
        type_all(&["abc", "    abc"], "insertText", 5400.0);
        let stops = |text: &str| groups.stops_at(text);
        assert!(stops("") && stops("abc") && stops("abcde"));
        assert!(!stops("a") && !stops("ab") && !stops("abcd"));
    }

    #[test]
    fn offsets_count_as_the_browser_does() {
        let text = "aé😀b";
        for (units, byte) in [(0, 0), (1, 1), (2, 3), (4, 7), (5, 8), (9, 8)] {
            assert_eq!(byte_from_utf16(text, units), byte);
        }
        for (byte, units) in [(0, 0), (1, 1), (3, 2), (7, 4), (8, 5)] {
            assert_eq!(utf16_from_byte(text, byte), units);
        }
    }

    #[test]
    fn every_edit_keeps_the_text_outside_of_its_range() {
        let text = "async def a():\n    x = {1: 'é😀'}\n\n# c\n";
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            for to in (at..=text.len()).filter(|to| text.is_char_boundary(*to)) {
                let edits = [
                    Some(indent(text, at..to)),
                    dedent(text, at..to),
                    Some(newline(text, at..to)),
                    backspace(text, at..to),
                    Some(toggle_comment(text, at..to)),
                ];
                for edit in edits.into_iter().flatten() {
                    let new = edit.apply(text);
                    assert!(new.is_char_boundary(edit.select.start));
                    assert!(new.is_char_boundary(edit.select.end));
                    assert!(edit.select.start <= edit.select.end);
                }
            }
        }
    }
}
