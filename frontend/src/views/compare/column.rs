//! One program of a comparison: its total, its text, who is where, its lanes.

use super::totals::length;
use super::{Change, Side, use_side};
use crate::platform;
use crate::state::{Action, Axis};
use crate::views::code::Code;
use crate::views::effects::on_press;
use crate::views::glyph::{glyph, icon};
use crate::views::timeline::Timeline;
use loopscope_core::bend::Variant;
use loopscope_core::model::{LoopState, Seat, TaskState};
use loopscope_core::sentence::clock;
use loopscope_core::trace::{Nanos, TaskId};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ColumnProps {
    pub side: Side,
    pub now: Nanos,
    /// The end of the longest run: all lanes have this axis.
    pub until: Nanos,
    pub best: bool,
    /// It is the only one.
    pub single: bool,
    pub others: Rc<[(Rc<str>, Rc<str>)]>,
    pub cores: Option<u32>,
    pub send: Callback<Change>,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Column(props: &ColumnProps) -> Html {
    let Side {
        key,
        variant,
        view,
        wrong,
    } = &props.side;
    let key = *key;
    use_side(key, &variant.text, props.cores, &props.send);
    let text = use_memo(variant.text.clone(), |text| Rc::<str>::from(text.as_str()));
    let send = &props.send;
    let remove = send.reform(move |_: MouseEvent| Change::Remove(key));
    let take = {
        let text: Rc<str> = (*text).clone();
        on_press(&props.dispatch, Action::TakeOver(text.clone()))
    };
    let choose = {
        let others = props.others.clone();
        send.reform(move |event: Event| {
            let chosen = platform::changed_value_of(&event).parse::<usize>().ok();
            let (title, text) = chosen
                .and_then(|index| others.get(index))
                .map_or(("Another", ""), |it| (&*it.0, &*it.1));
            Change::Program(
                key,
                Variant {
                    title: title.to_owned(),
                    differs: "another program".to_owned(),
                    text: text.to_owned(),
                },
            )
        })
    };
    let act = {
        let send = send.clone();
        let view = view.clone();
        Callback::from(move |action: Action| match action {
            Action::Type(text) => send.emit(Change::Text(key, text.to_string())),
            Action::SeekTime(at) => send.emit(Change::Seek(at)),
            Action::Seek(cursor) => {
                if let Some(view) = &view {
                    send.emit(Change::Seek(view.time_of(cursor)));
                }
            }
            _ => {}
        })
    };
    let total = length(&props.side);
    let cursor = view
        .as_ref()
        .map_or(0, |view| view.timeline.cursor_at_time(props.now));
    html! {
        <section class={classes!("panel", "cp", props.best.then_some("best"))} aria-label={variant.title.clone()}>
            <div class="top">
                <div>
                    <h3>{ &variant.title }</h3>
                    <p>{ &variant.differs }</p>
                </div>
                if let Some(total) = total {
                    <div class="tot num">{ clock(total) }<small>{ " s" }</small></div>
                }
            </div>
            <div class="cp-tools">
                <select class="field" aria-label={format!("Program instead of {}", variant.title)} onchange={choose}>
                    <option value="" selected=true>{ "Another program …" }</option>
                    { for props.others.iter().enumerate().map(|(index, (title, _))| html! {
                        <option value={index.to_string()}>{ title.to_string() }</option>
                    }) }
                </select>
                <button type="button" class="btn line" onclick={take}>{ "Open it" }</button>
                if !props.single {
                    <button type="button" class="btn icon" aria-label={format!("Take {} away", variant.title)}
                        onclick={remove}>{ icon("close") }</button>
                }
            </div>
            <div class="cp-code">
                <Code text={(*text).clone()} view={view.clone().filter(|_| wrong.is_none())} diagnostics={Rc::from([])}
                    {cursor} now={props.now} selected={None} prefix={format!("side{key}")}
                    label={format!("Program of {}", variant.title)} dispatch={act.clone()}/>
            </div>
            if let Some(wrong) = wrong {
                <p class="notice error" role="status">{ wrong.to_string() }</p>
            }
            if let Some(view) = view {
                { mini(&view.timeline.at(cursor), props.now) }
                <Timeline view={view.clone()} {cursor} now={props.now} axis={Axis::Seconds} selected={None}
                    compact=true until={Some(props.until)} dispatch={act}/>
            }
        </section>
    }
}

/// Who runs, and where the others are.
fn mini(state: &LoopState, now: Nanos) -> Html {
    let seat = match state.running() {
        Some(Seat::Task(task)) => Some(state.shown(task)),
        Some(Seat::Callback(_)) | None => None,
    };
    let held = state.block.as_ref();
    let word = match held {
        Some(block) => format!("{:.1} s left", block.until.saturating_sub(now).seconds()),
        None if state.end.is_some() => "all finished".to_owned(),
        None => "the loop is idle".to_owned(),
    };
    let names = |wanted: fn(&TaskState) -> bool| -> Vec<TaskId> {
        let tasks = state.tasks.iter().filter(|task| wanted(&task.state));
        tasks.map(|task| task.id).collect()
    };
    let zone = |title: &'static str, class: &'static str, sign: &'static str, tasks: &[TaskId]| {
        if tasks.is_empty() {
            return html! {};
        }
        let shown = tasks
            .iter()
            .take(3)
            .map(|task| state.shown(*task).to_string());
        let more = tasks.len().saturating_sub(3);
        let mut words = shown.collect::<Vec<_>>().join(", ");
        if more > 0 {
            words.push_str(&format!(" and {more} more"));
        }
        html! {
            <li class={class}>
                { glyph(sign, &format!("{class} sm")) }
                <span><b>{ format!("{title} {}", tasks.len()) }</b>{ " " }{ words }</span>
            </li>
        }
    };
    html! {
        <div class="cp-board">
            <div class={classes!("mz", if held.is_some() { "s-blocked" } else { "s-running" }, seat.is_some().then_some("on"))}>
                <b>{ "Running" }</b>
                <span>{ seat.map_or_else(|| "nobody".to_owned(), |name| name.to_string()) }</span>
                if held.is_some() || state.running().is_none() { <small>{ word }</small> }
            </div>
            <ul>
                { zone("Ready", "s-ready", "ready", &names(|it| matches!(it, TaskState::Ready { .. }))) }
                { zone("Waiting", "s-waiting", "waiting", &names(|it| matches!(it, TaskState::Waiting { .. }))) }
                { zone("Done", "s-done", "done", &names(|it| matches!(it, TaskState::Done { .. }))) }
            </ul>
        </div>
    }
}
