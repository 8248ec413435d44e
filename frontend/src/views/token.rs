//! One task on the board, or many as one.

use crate::board::{Entry, Group, Mark, Size, Token};
use crate::state::Action;
use crate::views::glyph::glyph;
use loopscope_core::sentence::grouped;
use loopscope_core::trace::TaskId;
use yew::prelude::*;

/// What a token needs to know of its zone.
pub struct Zone<'a> {
    /// `ready`, `waiting`, `done`: what the moves between zones are told by.
    pub name: &'static str,
    pub size: Size,
    /// The board of an embed.
    pub small: bool,
    pub selected: Option<TaskId>,
    /// The key of the token that Tab comes to.
    pub stop: Option<&'a str>,
    pub dispatch: &'a Callback<Action>,
}

/// The list of a zone's tokens.
pub fn entries(list: &[Entry], zone: &Zone<'_>) -> Html {
    list.iter()
        .map(|entry| match entry {
            Entry::One(token) => item(token, zone),
            Entry::Many(group) => group_row(group),
        })
        .collect()
}

fn item(token: &Token, zone: &Zone<'_>) -> Html {
    let is_selected = token.task.is_some() && token.task == zone.selected;
    let dispatch = zone.dispatch.clone();
    let (task, toggled) = (token.task, if is_selected { None } else { token.task });
    let onclick = move |_: MouseEvent| {
        if task.is_some() {
            dispatch.emit(Action::Select(toggled));
        }
    };
    let dispatch = zone.dispatch.clone();
    let ondblclick = move |_: MouseEvent| {
        if let Some(task) = task {
            dispatch.emit(Action::Inspect(task));
        }
    };
    let compact = zone.size > Size::Full;
    let is_late = matches!(token.mark, Mark::Late { .. });
    let class = classes!(
        "tok",
        token.class,
        compact.then_some("compact"),
        is_late.then_some("late"),
        is_selected.then_some("sel"),
    );
    let move_zone = match token.class {
        "s-failed" => "failed",
        _ => zone.name,
    };
    let tab = if zone.stop == Some(token.key.as_str()) {
        "0"
    } else {
        "-1"
    };
    html! {
        <li key={token.key.clone()} class={classes!("slot-item", compact.then_some("compact"))}>
            <button type="button" {class} data-task={token.task.map(|task| task.0.to_string())} data-token={token.key.clone()} data-zone={move_zone}
                tabindex={tab} aria-label={token.label.clone()}
                aria-pressed={is_selected.to_string()}
                title={format!("{}: {}", token.name, token.detail)} {onclick} {ondblclick}>
                { mark(token, compact) }
                <span class="tx">
                    <span class="nm">{ name(&token.name) }</span>
                    if !compact {
                        <span class={classes!("dt", is_late.then_some("over"),
                            (token.class == "s-done").then_some("val"))}>
                            { if zone.small { &token.short } else { &token.detail } }
                        </span>
                    }
                </span>
                if compact { <span class="num">{ &token.number }</span> }
            </button>
        </li>
    }
}

/// The longest number that is kept whole; a longer one says little by its end.
const MOST_DIGITS: usize = 6;

/// A name is cut at its end, but never its number: `customer 3`, `page/3`, `worker-19`.
pub fn name(name: &str) -> Html {
    let stem = name.trim_end_matches(|last: char| last.is_ascii_digit());
    let number = &name[stem.len()..];
    if stem.is_empty() || number.is_empty() || number.len() > MOST_DIGITS {
        return html! { <span class="stem">{ name }</span> };
    }
    let known = stem.trim_end_matches([' ', '-', '/', '_', '#']);
    let number = name[known.len()..].replace(' ', "\u{a0}");
    html! { <><span class="stem">{ known }</span><span class="no">{ number }</span></> }
}

/// The glyph or ring of a token.
pub fn mark(token: &Token, compact: bool) -> Html {
    match &token.mark {
        Mark::Glyph(name) if token.class == "s-waiting" || token.class == "s-thread" => {
            html! { <span class="ring flat">{ glyph(name, &format!("{} lg", token.class)) }</span> }
        }
        Mark::Glyph(name) => glyph(name, token.class),
        Mark::Ring { text, share } => ring(text, *share, "s-waiting", compact),
        Mark::Late { text } => ring(text, 1.0, "s-blocked", compact),
        Mark::Segments { done, total } => segments(*done, *total, compact),
    }
}

/// Circumference of the ring's arc: its radius is 21.
const ROUND: f64 = 131.95;

fn ring(text: &str, share: f64, class: &'static str, compact: bool) -> Html {
    let dash = format!("{:.2} {ROUND}", share.clamp(0.0, 1.0) * ROUND);
    html! {
        <span class={classes!("ring", class)} aria-hidden="true">
            <svg viewBox="0 0 48 48">
                <circle class="tr" cx="24" cy="24" r="21" fill="none" stroke-width="3"/>
                <circle class="ar" cx="24" cy="24" r="21" fill="none" stroke-width="5"
                    stroke-dasharray={dash} transform="rotate(-90 24 24)"/>
            </svg>
            if !compact { <b>{ text }</b> }
        </span>
    }
}

fn segments(done: i32, total: i32, compact: bool) -> Html {
    let parts = f64::from(total.clamp(1, 24));
    let piece = ROUND / parts;
    let gap = if total > 1 {
        f64::min(7.0, piece * 0.25)
    } else {
        0.0
    };
    let dash = format!("{:.2} {:.2}", piece - gap, gap);
    let filled = f64::from(done.clamp(0, total.max(1))) / f64::from(total.max(1)) * ROUND;
    // The filled part: the same dashes, cut off behind the last child that is done.
    let mut arc = String::new();
    let mut at = 0.0;
    while at + piece <= filled + 0.01 {
        arc.push_str(&format!("{:.2} {:.2} ", piece - gap, gap));
        at += piece;
    }
    arc.push_str(&format!("0 {ROUND}"));
    html! {
        <span class="ring s-waiting" aria-hidden="true">
            <svg viewBox="0 0 48 48">
                <circle class="tr" cx="24" cy="24" r="21" fill="none" stroke-width="4.5"
                    stroke-dasharray={dash} transform="rotate(-90 24 24)"/>
                if done > 0 {
                    <circle class="ar" cx="24" cy="24" r="21" fill="none" stroke-width="5"
                        stroke-dasharray={arc} transform="rotate(-90 24 24)"/>
                }
            </svg>
            if !compact { <b>{ format!("{done}/{total}") }</b> }
        </span>
    }
}

fn group_row(group: &Group) -> Html {
    let bars: String = group
        .heat
        .iter()
        .enumerate()
        .filter(|(_, height)| **height > 0.0)
        .map(|(index, height)| {
            let height = (height * 20.0).max(1.0);
            format!("M{index}.1 20v-{height:.1}h.8v{height:.1}z")
        })
        .collect();
    html! {
        <li key={group.key.clone()} class={classes!("group", group.class)}>
            <span class="who">
                { glyph(group.glyph, group.class) }
                <b>{ &group.name }</b><span class="nt">{ &group.what }</span>
            </span>
            <span class="num count">{ grouped(group.count as u64) }</span>
            if !bars.is_empty() {
                <svg class="heat" viewBox="0 0 72 20" preserveAspectRatio="none" aria-hidden="true">
                    <path d={bars}/>
                </svg>
            } else {
                <span class="nt names">{ &group.names }</span>
            }
            <span class="nt times">{ &group.times }</span>
        </li>
    }
}
