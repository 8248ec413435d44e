//! The builder.

use crate::engine::RunView;
use crate::state::Action;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BlocksProps {
    pub text: Rc<str>,
    /// `None` while the picture on the board is not the one of this text.
    pub view: Option<Rc<RunView>>,
    /// Number of records applied: what `Timeline::at` takes.
    pub cursor: usize,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Blocks(props: &BlocksProps) -> Html {
    let _ = props;
    html! {}
}
