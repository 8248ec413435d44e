//! A row of tabs: one of them can be reached by Tab, the arrows go to the others.

use crate::platform;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TabsProps {
    pub label: AttrValue,
    pub class: Classes,
    /// Id of the element that the tabs fill, and the id and name of each tab.
    pub panel: AttrValue,
    pub items: Vec<(AttrValue, AttrValue)>,
    pub selected: usize,
    pub select: Callback<usize>,
}

#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let onkeydown = {
        let (select, selected, items) = (props.select.clone(), props.selected, props.items.clone());
        Callback::from(move |event: KeyboardEvent| {
            let goal = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" => (selected + 1) % items.len(),
                "ArrowLeft" | "ArrowUp" => (selected + items.len() - 1) % items.len(),
                "Home" => 0,
                "End" => items.len() - 1,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            select.emit(goal);
            platform::focus_selector(&format!("#{}", items[goal].0));
        })
    };
    let tabs = props.items.iter().enumerate().map(|(index, (id, name))| {
        let is_selected = index == props.selected;
        let select = props.select.clone();
        html! {
            <button type="button" role="tab" id={id.clone()}
                class={classes!(is_selected.then_some("on"))}
                aria-selected={is_selected.to_string()}
                aria-controls={props.panel.clone()}
                tabindex={if is_selected { "0" } else { "-1" }}
                onclick={move |_| select.emit(index)}>
                { name.clone() }
            </button>
        }
    });
    html! {
        <div role="tablist" class={props.class.clone()} aria-label={props.label.clone()} {onkeydown}>
            { for tabs }
        </div>
    }
}
