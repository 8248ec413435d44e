//! The editor.

use crate::engine::RunView;
use crate::state::Action;
use loopscope_core::diagnostic::Diagnostic;
use loopscope_core::trace::TaskId;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CodeProps {
    pub text: Rc<str>,
    /// `None` while the picture on the board is not the one of this text.
    pub view: Option<Rc<RunView>>,
    pub diagnostics: Rc<[Diagnostic]>,
    /// Number of records applied: what `Timeline::at` takes.
    pub cursor: usize,
    pub selected: Option<TaskId>,
    /// Where to put the caret (byte offset) when `caret_serial` changes: after an undo or a
    /// gesture.
    #[prop_or_default]
    pub caret: Option<u32>,
    #[prop_or_default]
    pub caret_serial: u32,
    #[prop_or_default]
    pub readonly: bool,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Code(props: &CodeProps) -> Html {
    let _ = props;
    html! {}
}
