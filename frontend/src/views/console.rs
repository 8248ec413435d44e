//! What the program has printed up to the cursor, with the time of every line.

use crate::engine::RunView;
use crate::platform;
use crate::printed::lines;
use crate::state::Action;
use crate::views::effects::{on_press, use_effect_on};
use loopscope_core::sentence::clock;
use loopscope_core::trace::Stream;
use std::rc::Rc;
use yew::prelude::*;

/// Lines that are kept in the page; older ones are counted.
const LINES_MAX: usize = 400;

#[derive(Properties, PartialEq)]
pub struct ConsoleProps {
    pub view: Option<Rc<RunView>>,
    pub cursor: usize,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Console(props: &ConsoleProps) -> Html {
    let list = use_node_ref();
    let shown = props
        .view
        .as_ref()
        .map_or(Vec::new(), |view| lines(view, props.cursor));
    let count = shown.len();
    {
        let list = list.clone();
        use_effect_on(count, move |_| platform::scroll_to_end(&list));
    }
    let hidden = count.saturating_sub(LINES_MAX);
    let newest = shown.last().map(|line| line.at);
    let items = shown.iter().enumerate().skip(hidden).map(|(index, line)| {
        let is_new = newest == Some(line.at)
            && props
                .view
                .as_ref()
                .is_some_and(|view| view.time_of(props.cursor) == line.at);
        let class = classes!(
            match line.stream {
                _ if line.is_note => "note",
                Stream::Stderr => "err",
                Stream::Stdout => "",
            },
            is_new.then_some("new"),
        );
        let cursor = line.cursor;
        let time = clock(line.at);
        html! {
            <li key={index} {class}>
                <button type="button" onclick={on_press(&props.dispatch, Action::Seek(cursor))}>
                    <time>{ time }</time>
                    <span class="txt">{ &line.text }</span>
                    if let Some(who) = &line.who { <span class="who">{ who }</span> }
                </button>
            </li>
        }
    });
    let summary = match count {
        0 => "nothing printed yet".to_owned(),
        1 => "1 line".to_owned(),
        count => format!("{count} lines"),
    };
    html! {
        <section class="panel console-panel" aria-label="Console">
            <div class="ph"><h2>{ "Console" }</h2><span class="sub">{ summary }</span></div>
            <div class="console-scroll" ref={list} tabindex="0" role="log" aria-live="off"
                aria-label="Output of the program">
                if hidden > 0 {
                    <p class="pending">{ format!("{hidden} earlier lines") }</p>
                }
                <ol class="console">{ for items }</ol>
            </div>
        </section>
    }
}
