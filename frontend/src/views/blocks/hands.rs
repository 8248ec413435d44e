//! What the parts of the builder can ask for. The builder itself turns it into edits of the text.

use crate::views::blocks::drag::Load;
use loopscope_core::edit::{BlockId, Gesture};
use yew::prelude::*;

/// Where the focus goes when the text has changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum After {
    /// Stays where it is.
    Stay,
    /// To the block that was made or moved.
    Block,
    /// To the first field of that block, selected, so that typing replaces it.
    Field,
    /// To the choice of the pattern of that group.
    Pattern,
    /// To the form that adds a call to the group of that block.
    Form,
}

/// A pointer on something that can be dragged.
#[derive(Clone, PartialEq, Debug)]
pub enum Pull {
    Begin(Load),
    Go,
    Drop,
    Cancel,
}

#[derive(Clone, PartialEq)]
pub struct Hands {
    /// Makes a gesture; false when it is refused, which the builder tells.
    pub make: Callback<(Gesture, After), bool>,
    /// Opens a block as text, or closes it.
    pub open: Callback<Option<BlockId>>,
    /// Opens the form of a group, or closes it.
    pub form: Callback<Option<BlockId>>,
    pub pull: Callback<(PointerEvent, Pull)>,
    /// Compares a group, by its place in the text, run in three ways.
    pub compare: Callback<u32>,
    /// The block that is carried by keys.
    pub carry: Callback<Carry>,
    /// Nothing can be changed, only looked at.
    pub readonly: bool,
}

/// What the keys do with a block that is picked up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Carry {
    PickUp(BlockId),
    /// To the next place, or the one before.
    Go(bool),
    Drop,
    Cancel,
}

impl Hands {
    pub fn make(&self, gesture: Gesture, after: After) -> bool {
        self.make.emit((gesture, after))
    }

    /// A click that makes a gesture.
    pub fn on_click(&self, gesture: Gesture, after: After) -> Callback<MouseEvent> {
        let make = self.make.clone();
        Callback::from(move |_: MouseEvent| {
            make.emit((gesture.clone(), after));
        })
    }
}
