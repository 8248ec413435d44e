//! The tree by keyboard.
//!
//! On a block: arrows walk, Enter goes into its fields, Alt with arrows moves it, Delete, Ctrl+D
//! and F2 delete, copy and open it, W chooses what to put it into, U takes away what is around it.
//! Space picks it up; then arrows carry it, Enter or Space drops it, Escape puts it back. In a
//! field: Alt with arrows moves its block, Escape goes back to the block.

use crate::platform;
use crate::views::blocks::hands::{After, Carry, Hands};
use loopscope_core::diagnostic::Diagnostic;
use loopscope_core::edit::{BlockId, Blocks, Gesture};
use std::rc::Rc;
use yew::prelude::*;

pub fn focus_block(id: Option<BlockId>) {
    if let Some(id) = id {
        platform::focus_selector(&format!("#block-{}", id.0));
    }
}

/// Shows what a block can be put into; the list is there while the focus is.
pub fn open_wraps(id: BlockId) {
    let wrap = format!("#block-{} .wrap", id.0);
    if platform::focus_selector(&format!("{wrap} > button")) {
        platform::focus_selector(&format!("{wrap} .wrap-menu button"));
    }
}

pub fn on_tree(
    tree: &Rc<Result<Blocks, Diagnostic>>,
    hands: &Hands,
    focused: Option<BlockId>,
    is_carrying: bool,
) -> Callback<KeyboardEvent> {
    let (tree, hands) = (tree.clone(), hands.clone());
    Callback::from(move |event: KeyboardEvent| {
        let Ok(tree) = &*tree else { return };
        let Some(id) = platform::block_around(&event).map(BlockId).or(focused) else {
            return;
        };
        let key = event.key();
        let on_block = platform::is_on_block(&event);
        let carry = match key.as_str() {
            "ArrowDown" | "ArrowRight" => Some(Carry::Go(true)),
            "ArrowUp" | "ArrowLeft" => Some(Carry::Go(false)),
            "Enter" | " " => Some(Carry::Drop),
            "Escape" | "Tab" => Some(Carry::Cancel),
            _ => None,
        };
        if let Some(carry) = carry.filter(|_| is_carrying) {
            hands.carry.emit(carry);
            event.prevent_default();
            event.stop_propagation();
            return;
        }
        let changes = matches!(
            key.as_str(),
            "F2" | "Delete" | "Backspace" | "d" | "w" | "u" | " "
        ) || event.alt_key();
        let done = match key.as_str() {
            _ if changes && hands.readonly => false,
            "ArrowUp" | "ArrowDown" if event.alt_key() => {
                let down = key == "ArrowDown";
                hands.make(Gesture::Shift { block: id, down }, After::Block);
                true
            }
            "F2" => {
                hands.open.emit(Some(id));
                true
            }
            "Escape" if !on_block => {
                focus_block(Some(id));
                true
            }
            _ if !on_block || event.alt_key() || event.meta_key() => false,
            "d" if event.ctrl_key() => {
                hands.make(Gesture::Duplicate(id), After::Field);
                true
            }
            _ if event.ctrl_key() => false,
            " " => {
                hands.carry.emit(Carry::PickUp(id));
                true
            }
            "w" => {
                open_wraps(id);
                true
            }
            "u" => {
                hands.make(Gesture::Unwrap(id), After::Block);
                true
            }
            "Delete" | "Backspace" => {
                hands.make(Gesture::Delete(id), After::Block);
                true
            }
            _ => walk(tree, id, &key),
        };
        if done {
            event.prevent_default();
            event.stop_propagation();
        }
    })
}

/// Moves the focus; false for keys that mean nothing to a tree.
fn walk(tree: &Blocks, id: BlockId, key: &str) -> bool {
    match key {
        "ArrowDown" | "ArrowUp" => {
            let goal = if key == "ArrowDown" {
                id.0 + 1
            } else {
                id.0.saturating_sub(1)
            };
            focus_block(tree.get(BlockId(goal)).map(|block| block.id));
        }
        "Home" => focus_block(Some(BlockId(0))),
        "End" => focus_block(tree.iter().next_back().map(|block| block.id)),
        "ArrowLeft" => {
            let owner = tree.get(id).and_then(|block| tree.owner(block));
            focus_block(owner);
        }
        "ArrowRight" => {
            let inside = tree.get(BlockId(id.0 + 1));
            let child = inside.filter(|block| tree.owner(block) == Some(id));
            focus_block(child.map(|block| block.id));
        }
        "Enter" => {
            let fields = format!(
                "#block-{0} input, #block-{0} textarea, #block-{0} [role=radio]",
                id.0
            );
            platform::focus_and_select(&fields);
        }
        "/" => {
            platform::focus_selector("#palette-search");
        }
        _ => return false,
    }
    true
}
