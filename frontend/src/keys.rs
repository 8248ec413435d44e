//! The keyboard map: what a key does, given what has the focus. Pure, so that it can be tested.

use crate::platform::KeyTarget;
use crate::state::{Action, Panel, ProgramView};

/// A key press as browsers name it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Key<'a> {
    /// `KeyboardEvent.key`: `ArrowLeft`, `a`, `?`.
    pub key: &'a str,
    pub shift: bool,
    /// Control, or Command on a Mac.
    pub control: bool,
    pub alt: bool,
}

/// What a key press does; `None` leaves it to the browser.
///
/// Letters, Space and arrows act only outside of fields; Control with Enter and arrows act
/// everywhere. With `keys_off` only Escape acts, and Control with its keys.
#[must_use]
pub fn action_for(key: Key<'_>, target: KeyTarget, keys_off: bool) -> Option<Action> {
    if key.key == "Escape" {
        return Some(Action::Close);
    }
    if key.control && !key.alt {
        return match (key.key, target) {
            ("Enter", _) => Some(Action::TogglePlay),
            ("ArrowLeft", KeyTarget::Text) => Some(Action::StepBack),
            ("ArrowRight", KeyTarget::Text) => Some(Action::StepForward),
            ("z" | "Z", KeyTarget::Page | KeyTarget::Button | KeyTarget::Field) => {
                Some(if key.shift {
                    Action::Redo
                } else {
                    Action::Undo
                })
            }
            ("y", KeyTarget::Page | KeyTarget::Button | KeyTarget::Field) => Some(Action::Redo),
            _ => None,
        };
    }
    if key.alt || key.control || keys_off || target == KeyTarget::Text {
        return None;
    }
    if let Some(action) = letter(key.key) {
        return Some(action);
    }
    let owns_arrows = target == KeyTarget::Field;
    match key.key {
        " " if target == KeyTarget::Page => Some(Action::TogglePlay),
        "PageUp" if !owns_arrows => Some(Action::StepBack),
        "PageDown" if !owns_arrows => Some(Action::StepForward),
        "ArrowLeft" if !owns_arrows && key.shift => Some(Action::PreviousIteration),
        "ArrowRight" if !owns_arrows && key.shift => Some(Action::NextIteration),
        "ArrowLeft" if !owns_arrows => Some(Action::StepBack),
        "ArrowRight" if !owns_arrows => Some(Action::StepForward),
        "Home" if !owns_arrows => Some(Action::First),
        "End" if !owns_arrows => Some(Action::Last),
        _ => None,
    }
}

fn letter(key: &str) -> Option<Action> {
    match key {
        "[" => Some(Action::Slower),
        "]" => Some(Action::Faster),
        "b" => Some(Action::ShowProgram(ProgramView::Blocks)),
        "n" => Some(Action::Toggle(Panel::Scenario)),
        "c" => Some(Action::ShowProgram(ProgramView::Code)),
        "i" => Some(Action::ToggleInspector),
        "/" => Some(Action::Toggle(Panel::Lessons)),
        "?" => Some(Action::Toggle(Panel::Help)),
        "." => Some(Action::Blank),
        "p" => Some(Action::TogglePredict),
        "d" => Some(Action::ToggleInk),
        "t" => Some(Action::NextTextSize),
        _ => {
            let digit = key
                .parse::<usize>()
                .ok()
                .filter(|digit| (1..=9).contains(digit))?;
            Some(Action::OpenLesson(digit - 1))
        }
    }
}

/// The rows of the help: keys and what they do.
pub const HELP: [(&[&str], &str); 21] = [
    (&["Space"], "Play or pause"),
    (&["←", "→"], "Step back, step forward"),
    (
        &["Shift + ←", "Shift + →"],
        "Previous, next iteration of the loop",
    ),
    (&["Home", "End"], "First, last step"),
    (&["[", "]"], "Slower, faster"),
    (
        &["Page Up", "Page Down"],
        "Step back, forward (presenter remote)",
    ),
    (&["↑", "↓"], "On a token or lane: previous, next task"),
    (
        &["Enter"],
        "On a token or lane: select the task; again: look into it",
    ),
    (&["b", "c"], "Blocks, code"),
    (&["n"], "New scenario, from a table of tasks"),
    (&["i"], "Inspector: the selected task, or the whole program"),
    (&["1", "…", "9"], "Open a lesson"),
    (&["/"], "All lessons; in the blocks, search what to add"),
    (&["p"], "Predict first: who prints next?"),
    (&["d"], "Draw on the page; the ink vanishes"),
    (&["t"], "Larger text: 125 %, 150 %, and back"),
    (&["."], "Blank the screen"),
    (&["Ctrl + Enter"], "Play or pause, also in the editor"),
    (
        &["Ctrl + ←", "Ctrl + →"],
        "In the editor: step back, step forward",
    ),
    (&["?"], "This help"),
    (&["Esc"], "Close, leave a field"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: &str) -> Key<'_> {
        Key {
            key,
            shift: false,
            control: false,
            alt: false,
        }
    }

    #[test]
    fn letters_and_arrows_act_outside_of_fields_only() {
        let on = |name, target| action_for(key(name), target, false);
        assert_eq!(on("ArrowRight", KeyTarget::Page), Some(Action::StepForward));
        assert_eq!(
            on("ArrowRight", KeyTarget::Button),
            Some(Action::StepForward)
        );
        assert_eq!(on("ArrowRight", KeyTarget::Field), None);
        assert_eq!(on("b", KeyTarget::Text), None);
        assert_eq!(on(" ", KeyTarget::Page), Some(Action::TogglePlay));
        assert_eq!(on(" ", KeyTarget::Button), None);
        assert_eq!(on("3", KeyTarget::Page), Some(Action::OpenLesson(2)));
        assert_eq!(on("0", KeyTarget::Page), None);
        assert_eq!(on("?", KeyTarget::Field), Some(Action::Toggle(Panel::Help)));
        assert_eq!(on("Escape", KeyTarget::Text), Some(Action::Close));
    }

    #[test]
    fn control_acts_in_the_editor_and_shift_goes_by_iterations() {
        let control = |name| Key {
            control: true,
            ..key(name)
        };
        let run = action_for(control("Enter"), KeyTarget::Text, true);
        assert_eq!(run, Some(Action::TogglePlay));
        assert_eq!(action_for(control("z"), KeyTarget::Text, false), None);
        assert_eq!(
            action_for(control("z"), KeyTarget::Page, false),
            Some(Action::Undo)
        );
        let shift = Key {
            shift: true,
            ..key("ArrowLeft")
        };
        let back = action_for(shift, KeyTarget::Page, false);
        assert_eq!(back, Some(Action::PreviousIteration));
        assert_eq!(action_for(key("b"), KeyTarget::Page, true), None);
    }
}
