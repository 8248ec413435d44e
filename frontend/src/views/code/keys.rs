//! What a key in the editor means, and how it is done so that the browser's undo takes it back.

use super::{CodeProps, units};
use crate::editing::{self, Edit, UndoGroups};
use crate::platform;
use crate::state::Action;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// What a key in the editor means.
enum Key {
    Edit(Edit),
    Act(Action),
    /// The browser's own undo; when it has nothing to take back, ours.
    Travel(Action),
    Leaves,
    Native,
}

fn meaning(event: &KeyboardEvent, text: &str, selection: Range<usize>, readonly: bool) -> Key {
    let (shift, alt) = (event.shift_key(), event.alt_key());
    let control = event.ctrl_key() || event.meta_key();
    let key = event.key();
    match key.as_str() {
        "Escape" => return Key::Leaves,
        "Enter" if control => return Key::Act(Action::TogglePlay),
        "ArrowLeft" if event.ctrl_key() && !shift && !alt => return Key::Act(Action::StepBack),
        "ArrowRight" if event.ctrl_key() && !shift && !alt => return Key::Act(Action::StepForward),
        _ if readonly => return Key::Native,
        "z" | "Z" if control && !alt => {
            return Key::Travel(if shift { Action::Redo } else { Action::Undo });
        }
        "y" if control && !alt => return Key::Travel(Action::Redo),
        "/" if control => return Key::Edit(editing::toggle_comment(text, selection)),
        _ if control || alt => return Key::Native,
        _ => {}
    }
    let edit = match (key.as_str(), shift) {
        ("Tab", false) => Some(editing::indent(text, selection)),
        ("Tab", true) => {
            // Nothing to take away is no reason to leave the field.
            let nothing = Edit {
                range: selection.start..selection.start,
                insert: String::new(),
                select: selection.clone(),
            };
            Some(editing::dedent(text, selection).unwrap_or(nothing))
        }
        ("Enter", _) => Some(editing::newline(text, selection)),
        ("Backspace", _) => editing::backspace(text, selection),
        _ => None,
    };
    edit.map_or(Key::Native, Key::Edit)
}

fn byte_in(text: &str, units: u32) -> usize {
    editing::byte_from_utf16(text, units as usize)
}

/// Handles the keys of the text area.
pub fn key_handler(
    props: &CodeProps,
    area: &NodeRef,
    leaves: &UseStateHandle<bool>,
    groups: &Rc<RefCell<UndoGroups>>,
) -> Callback<KeyboardEvent> {
    let (area, leaves, groups) = (area.clone(), leaves.clone(), groups.clone());
    let (dispatch, readonly) = (props.dispatch.clone(), props.readonly);
    Callback::from(move |event: KeyboardEvent| {
        // A key that ends a composition belongs to the input method.
        if event.is_composing() || (*leaves && event.key() == "Tab") {
            return;
        }
        let Some((text, start, end)) = platform::text_area(&area) else {
            return;
        };
        let selection = byte_in(&text, start)..byte_in(&text, end);
        let key = meaning(&event, &text, selection, readonly);
        let modifier = matches!(event.key().as_str(), "Shift" | "Control" | "Alt" | "Meta");
        if *leaves != matches!(key, Key::Leaves) && !modifier {
            leaves.set(matches!(key, Key::Leaves));
        }
        match key {
            Key::Edit(edit) => {
                event.prevent_default();
                event.stop_propagation();
                let new = edit.apply(&text);
                let range = (units(&text, edit.range.start), units(&text, edit.range.end));
                let select = (units(&new, edit.select.start), units(&new, edit.select.end));
                platform::type_into(&area, range, &edit.insert, select);
            }
            Key::Act(action) => {
                event.prevent_default();
                event.stop_propagation();
                dispatch.emit(action);
            }
            Key::Travel(action) => {
                event.prevent_default();
                event.stop_propagation();
                let back = action == Action::Undo;
                let stops = |text: &str| groups.borrow().stops_at(text);
                if !platform::travel_in(&area, back, stops) {
                    dispatch.emit(action);
                } else if let Some((text, start, end)) = platform::text_area(&area)
                    && text[byte_in(&text, start)..byte_in(&text, end)]
                        .trim()
                        .is_empty()
                {
                    // The browser selects what came back; nobody asked for blanks to be selected.
                    platform::select_text(&area, end, end);
                }
                groups.borrow_mut().end_group();
            }
            Key::Leaves | Key::Native => {}
        }
    })
}
