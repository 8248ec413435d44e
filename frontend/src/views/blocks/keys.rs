//! The tree by keyboard.
//!
//! On a block: arrows walk, Enter goes into its fields, Alt with arrows moves it, Delete, Ctrl+D
//! and F2 delete, copy and open it. In a field: Alt with arrows moves its block, Escape goes back
//! to the block.

use crate::platform;
use crate::views::blocks::hands::{After, Hands};
use loopscope_core::diagnostic::Diagnostic;
use loopscope_core::edit::{BlockId, Blocks, Gesture};
use std::rc::Rc;
use yew::prelude::*;

pub fn focus_block(id: Option<BlockId>) {
    if let Some(id) = id {
        platform::focus_selector(&format!("#block-{}", id.0));
    }
}

pub fn on_tree(
    tree: &Rc<Result<Blocks, Diagnostic>>,
    hands: &Hands,
    focused: Option<BlockId>,
) -> Callback<KeyboardEvent> {
    let (tree, hands) = (tree.clone(), hands.clone());
    Callback::from(move |event: KeyboardEvent| {
        let Ok(tree) = &*tree else { return };
        let Some(id) = platform::block_around(&event).map(BlockId).or(focused) else {
            return;
        };
        let key = event.key();
        let on_block = platform::is_on_block(&event);
        let done = match key.as_str() {
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
