//! Findings in few words, and how a run ended.

use crate::engine::RunView;
use loopscope_core::diagnostic::Code;
use loopscope_core::findings::{Finding, FindingKind};
use loopscope_core::trace::RunEnd;

/// A short fact about the run, with the cursor that shows it.
#[derive(Clone, PartialEq, Debug)]
pub struct Chip {
    pub class: &'static str,
    pub glyph: &'static str,
    pub text: String,
    pub title: String,
    pub cursor: usize,
    /// The first finding of its kind, by its number.
    pub finding: Option<usize>,
}

/// Class, glyph and the few words for a kind of finding.
#[must_use]
pub fn chip_of(kind: &FindingKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        FindingKind::Blocked { .. } => ("s-blocked", "blocked", "loop blocked"),
        FindingKind::Starved { .. } => ("s-blocked", "blocked", "starved"),
        FindingKind::NeverAwaited { .. } => ("s-blocked", "blocked", "never awaited"),
        FindingKind::NeverRetrieved { .. } => ("s-failed", "failed", "never retrieved"),
        FindingKind::CancelledAtExit { .. } => ("s-cancelled", "cancelled", "cancelled at exit"),
        FindingKind::Swallowed { .. } => ("s-cancelled", "cancelled", "cancel swallowed"),
        FindingKind::Destroyed { .. } => ("s-failed", "failed", "still pending"),
        FindingKind::Siblings { .. } => ("s-failed", "failed", "left running"),
        FindingKind::Sequence { .. } => ("s-waiting", "waiting", "could overlap"),
        FindingKind::Deadlock { .. } => ("s-failed", "failed", "deadlock"),
        FindingKind::Older(_) => ("s-failed", "failed", "older Python"),
    }
}

/// The findings of a run, one chip a kind, and how it ended when it did not end well.
#[must_use]
pub fn chips(view: &RunView) -> Vec<Chip> {
    let mut counts: Vec<(&'static str, usize, Chip)> = Vec::new();
    let mut add = |class, glyph, word: &'static str, index: usize, found: &Finding, many: usize| {
        if let Some(known) = counts.iter_mut().find(|known| known.0 == word) {
            known.1 += many;
            return;
        }
        let chip = Chip {
            class,
            glyph,
            text: word.to_owned(),
            title: format!("{word}: {}", found.message),
            cursor: found.cursor,
            finding: Some(index),
        };
        counts.push((word, many, chip));
    };
    for (index, found) in view.findings().iter().enumerate() {
        let (class, glyph, word) = chip_of(&found.kind);
        add(class, glyph, word, index, found, 1);
        if let FindingKind::Blocked { late, .. } = &found.kind
            && !late.is_empty()
        {
            add(class, glyph, "late", index, found, late.len());
        }
    }
    let mut chips: Vec<Chip> = Vec::new();
    for (word, count, mut chip) in counts {
        if count > 1 {
            chip.text = format!("{word} {count}");
        }
        chips.push(chip);
    }
    let end = view.timeline.len();
    if let Some(diagnostic) = &view.recording.diagnostic {
        let text = match diagnostic.code {
            Code::Limit if view.was_stopped => "stopped",
            Code::Limit => "limit reached",
            Code::Unsupported => "not supported",
            Code::Syntax | Code::Deadlock => "",
        };
        if !text.is_empty() {
            chips.push(Chip {
                class: "s-failed",
                glyph: "failed",
                text: text.to_owned(),
                title: format!("{text}: {} {}", diagnostic.message, diagnostic.help),
                cursor: end,
                finding: None,
            });
        }
    }
    if let Some(RunEnd::Exception(text)) = view.recording.end() {
        let text = view.recording.text(text);
        chips.push(Chip {
            class: "s-failed",
            glyph: "failed",
            text: format!("ended with {}", text.split(':').next().unwrap_or(text)),
            title: format!("An exception left the program: {text}"),
            cursor: end,
            finding: None,
        });
    }
    chips
}
