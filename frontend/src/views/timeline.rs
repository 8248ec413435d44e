//! The lanes of all tasks on one axis.

use crate::engine::RunView;
use crate::state::{Action, Axis};
use loopscope_core::trace::{Nanos, TaskId};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TimelineProps {
    pub view: Rc<RunView>,
    /// Number of records applied: what `Timeline::at` takes.
    pub cursor: usize,
    /// The clock: at or after the last applied record, before the next one.
    pub now: Nanos,
    pub axis: Axis,
    pub selected: Option<TaskId>,
    /// Fewer labels and no head, for the embedded player.
    #[prop_or_default]
    pub compact: bool,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Timeline(props: &TimelineProps) -> Html {
    let _ = props;
    html! {}
}
