//! The menu of a lane or token: what can be done to this task where its code is now.

use crate::engine::RunView;
use crate::platform;
use crate::state::Action;
use crate::views::effects::{on_press, use_effect_on};
use loopscope_core::bend::bends;
use loopscope_core::mend::Mend;
use loopscope_core::trace::TaskId;
use std::rc::Rc;
use yew::prelude::*;

/// Room that the menu needs both ways: nearer to the edge it opens to the other side.
const SIZE_REM: f64 = 16.25;

#[derive(Properties, PartialEq)]
pub struct MenuProps {
    pub view: Rc<RunView>,
    pub cursor: usize,
    pub task: TaskId,
    /// Where it was asked for, in pixels of the window.
    pub at: (i32, i32),
    pub readonly: bool,
    pub dispatch: Callback<Action>,
}

/// The edits for a task where it is at a cursor.
pub fn edits_for(view: &RunView, cursor: usize, task: TaskId) -> Vec<Mend> {
    let state = view.timeline.at(cursor);
    let place = state.task(task).map(|task| task.place).unwrap_or_default();
    bends(&view.recording, task, place)
}

#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let node = use_node_ref();
    use_effect_on((props.task, props.at), |(task, _)| {
        platform::focus_selector("[role=menu] button");
        let task = task.0;
        move || {
            platform::after(0, move || {
                if platform::is_focus_lost() {
                    platform::focus_selector(&format!("[data-task='{task}']"));
                }
            });
        }
    });
    {
        let dispatch = props.dispatch.clone();
        use_effect_on((), move |()| {
            let listener = platform::listen("pointerdown", move |event| {
                if !platform::is_within(event, "[role=menu]") {
                    dispatch.emit(Action::Close);
                }
            });
            move || drop(listener)
        });
    }
    let onkeydown = {
        let (node, dispatch) = (node.clone(), props.dispatch.clone());
        Callback::from(move |event: KeyboardEvent| {
            let forward = match event.key().as_str() {
                "ArrowDown" => true,
                "ArrowUp" => false,
                "Tab" => {
                    dispatch.emit(Action::Close);
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            let _ = platform::focus_neighbour(&node, "button", forward);
        })
    };
    let item = |label: String, action: Action| {
        let onclick = on_press(&props.dispatch, action);
        html! {
            <li role="none">
                <button type="button" role="menuitem" class="row" tabindex="-1" {onclick}>{ label }</button>
            </li>
        }
    };
    let mends = if props.readonly {
        Vec::new()
    } else {
        edits_for(&props.view, props.cursor, props.task)
    };
    let serial = props.view.serial;
    let items = mends
        .into_iter()
        .map(|mend| item(mend.label, Action::Retime(serial, mend.edits)));
    let name = props.view.timeline.name(props.task);
    let (x, y) = (props.at.0.max(0), props.at.1.max(0));
    let style = format!(
        "left:max(.5rem, min({x}px, 100vw - {SIZE_REM}rem));top:max(.5rem, min({y}px, 100dvh - {SIZE_REM}rem))"
    );
    html! {
        <section aria-label="Menu of a task"><ul class="pop task-menu" role="menu" aria-label={format!("What to do with {name}")} ref={node}
            {style} {onkeydown}>
            { for items }
            { item("Inspect".to_owned(), Action::Inspect(props.task)) }
        </ul></section>
    }
}
