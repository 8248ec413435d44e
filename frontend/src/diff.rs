//! What edits change in a text, line by line: the lines that go, and those that come.

use loopscope_core::edit::{TextEdit, apply};

/// One line of a preview.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    Same(String),
    Gone(String),
    New(String),
    /// Lines that are left out.
    Gap,
}

/// Lines shown around each change.
const AROUND: usize = 1;

/// The changed lines with a little around them. Lines are compared from both ends of each edit, so
/// that only those that really differ are told.
#[must_use]
pub fn diff(text: &str, edits: &[TextEdit]) -> Vec<Line> {
    let after = apply(text, edits);
    let (old, new): (Vec<&str>, Vec<&str>) = (text.lines().collect(), after.lines().collect());
    let mut lines = Vec::new();
    let (mut at, mut to) = (0, 0);
    while at < old.len() || to < new.len() {
        if at < old.len() && to < new.len() && old[at] == new[to] {
            lines.push(Line::Same(old[at].to_owned()));
            (at, to) = (at + 1, to + 1);
            continue;
        }
        // The nearest lines that are equal again; texts are short, and so are the edits of a hand.
        let (mut gone, mut came) = rejoin(&old[at..], &new[to..]);
        while gone > 0 && came > 0 && old[at + gone - 1] == new[to + came - 1] {
            (gone, came) = (gone - 1, came - 1);
        }
        lines.extend(
            old[at..at + gone]
                .iter()
                .map(|line| Line::Gone((*line).to_owned())),
        );
        lines.extend(
            new[to..to + came]
                .iter()
                .map(|line| Line::New((*line).to_owned())),
        );
        (at, to) = (at + gone, to + came);
    }
    around_changes(lines)
}

fn rejoin(old: &[&str], new: &[&str]) -> (usize, usize) {
    const REACH: usize = 60;
    for sum in 1..=2 * REACH {
        for gone in 0..=sum.min(old.len()) {
            let came = sum - gone;
            if came <= new.len() {
                let both_end = gone == old.len() && came == new.len();
                let equal = gone < old.len()
                    && came < new.len()
                    && old[gone] == new[came]
                    && !old[gone].trim().is_empty();
                if both_end || equal {
                    return (gone, came);
                }
            }
        }
    }
    (old.len(), new.len())
}

fn around_changes(lines: Vec<Line>) -> Vec<Line> {
    let is_change = |line: &Line| !matches!(line, Line::Same(_));
    let near = |at: usize| {
        let from = at.saturating_sub(AROUND);
        lines[from..(at + AROUND + 1).min(lines.len())]
            .iter()
            .any(is_change)
    };
    let mut shown = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if near(at) {
            shown.push(line.clone());
        } else if !shown.is_empty() && shown.last() != Some(&Line::Gap) {
            shown.push(Line::Gap);
        }
    }
    if shown.last() == Some(&Line::Gap) {
        shown.pop();
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use loopscope_core::source::Span;

    #[test]
    fn only_what_changes_is_told() {
        let text = "one\ntwo\nthree\nfour\nfive\n";
        let edit = TextEdit::new(Span::new(4, 7), "2\n2b");
        let expected = [
            Line::Same("one".into()),
            Line::Gone("two".into()),
            Line::New("2".into()),
            Line::New("2b".into()),
            Line::Same("three".into()),
        ];
        assert_eq!(diff(text, &[edit]), expected);
    }

    #[test]
    fn places_far_apart_have_a_gap_between_them() {
        let text = "a\nb\nc\nd\ne\nf\n";
        let edits = [
            TextEdit::new(Span::new(0, 1), "A"),
            TextEdit::new(Span::new(10, 11), "F"),
        ];
        let told = diff(text, &edits);
        assert_eq!(told.iter().filter(|line| **line == Line::Gap).count(), 1);
        assert_eq!(told.len(), 7);
    }
}
