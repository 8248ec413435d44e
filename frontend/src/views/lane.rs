//! One lane of the timeline: its name, and its pieces as past and future.

use crate::lanes::layout::{Bar, Due, Ending, Look, MARK_PX, Mark, Phase, RowLayout};
use crate::state::Action;
use crate::views::glyph::glyph;
use loopscope_core::trace::TaskId;
use std::rc::Rc;
use yew::prelude::*;

/// What stands before a lane.
#[derive(Clone, PartialEq, Debug)]
pub struct LaneHead {
    pub name: Rc<str>,
    /// `Task-3`, where people call it otherwise; the worker's own name.
    pub detail: Rc<str>,
    /// Glyph and class of the state at the cursor.
    pub glyph: Option<(&'static str, &'static str)>,
    /// How far it is indented: a coroutine that is no task stands under its task.
    pub depth: u32,
}

#[derive(Properties, PartialEq)]
pub struct LaneProps {
    /// Place in the timeline, from 0; the first is the event loop.
    pub index: usize,
    pub layout: Rc<RowLayout>,
    pub phase: Phase,
    pub head: LaneHead,
    /// The history of the lane in a sentence.
    pub words: Rc<str>,
    pub task: Option<TaskId>,
    /// Left and width of what lies behind the bars of this lane.
    #[prop_or_default]
    pub bands: Rc<[(f64, f64)]>,
    pub focused: bool,
    pub selected: bool,
    pub dispatch: Callback<Action>,
}

/// Where a piece stands as seen from the playhead.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Past,
    /// The playhead is inside: the piece is drawn twice and cut there.
    Now,
    Future,
}

fn part(index: usize, (begun, over): (usize, usize)) -> Part {
    if index < over {
        Part::Past
    } else if index < begun {
        Part::Now
    } else {
        Part::Future
    }
}

#[component]
pub fn Lane(props: &LaneProps) -> Html {
    let LaneProps {
        layout,
        phase,
        head,
        ..
    } = props;
    let class = classes!(
        "lane",
        (props.index == 0).then_some("loop"),
        (head.depth > 0).then_some("frame"),
        props.selected.then_some("sel"),
    );
    let task = props.task;
    let choose = props
        .dispatch
        .reform(move |_: MouseEvent| Action::Select(task));
    let on_key = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && task.is_some() {
                event.prevent_default();
                dispatch.emit(Action::Select(task));
            }
        })
    };
    let indent =
        (head.depth > 0).then(|| format!("padding-left:{}rem", f64::from(head.depth) * 1.25));
    html! {
        <div
            {class}
            role="row"
            aria-label={props.words.to_string()}
            aria-rowindex={(props.index + 1).to_string()}
            aria-selected={props.selected.to_string()}
            tabindex={if props.focused { "0" } else { "-1" }}
            onkeydown={on_key}
        >
            <div class="who" role="rowheader" style={indent} onclick={choose} title={head.name.to_string()}>
                if let Some((name, class)) = head.glyph { { glyph(name, class) } }
                <span>{ head.name.to_string() }{ " " }<small>{ head.detail.to_string() }</small></span>
            </div>
            <div class="track" role="gridcell">
                <div class="tl-cut" aria-hidden="true">
                    { bands(&props.bands) }
                    { for layout.bars.iter().enumerate().map(|(index, it)| bar(it, part(index, phase.bars))) }
                    { for layout.dues.iter().map(due) }
                    { for layout.marks.iter().enumerate().map(|(index, it)| mark(it, part(index, phase.marks))) }
                    { for layout.cancels.iter().enumerate().map(|(index, (px, at))| {
                        let class = if index < phase.cancels { "tk" } else { "tk ghost" };
                        html! {
                            <span {class} style={format!("left:{px:.2}px")} data-cursor={at.cursor.to_string()}>
                                { glyph("cancelled", "s-cancelled") }
                            </span>
                        }
                    }) }
                    { end(props) }
                    { for layout.dues.iter().enumerate().map(|(index, it)| tags(it, part(index, phase.dues))) }
                    { bins(&layout.bins) }
                </div>
            </div>
        </div>
    }
}

/// The stretches in which the loop is held.
pub fn bands(bands: &[(f64, f64)]) -> Html {
    html! {
        <>
            { for bands.iter().map(|(left, width)| html! {
                <div class="band" style={format!("left:{left:.2}px;width:{width:.2}px")}></div>
            }) }
        </>
    }
}

fn class_of(look: Look) -> &'static str {
    match look {
        Look::Waiting => "tb s-waiting",
        Look::Ready => "tb s-ready",
        Look::Running => "tb s-running",
        Look::Thread | Look::Job => "tb s-thread",
        Look::Late => "tb s-blocked late",
        Look::Idle => "tb idle",
        Look::Iteration => "tb s-running turn",
        Look::Blocked => "tb s-blocked",
        Look::Nested => "tb nested",
    }
}

fn bar(bar: &Bar, part: Part) -> Html {
    let place = format!("left:{:.2}px;width:{:.2}px;", bar.left, bar.width);
    let class = class_of(bar.look);
    if bar.look == Look::Idle {
        return html! { <span {class} style={place}>{ bar.label.clone() }</span> };
    }
    // The bar is cut at the playhead, which moves by --now alone.
    let past = format!("{place}--from:{:.2}px;--width:{:.2}px", bar.left, bar.width);
    let solid = |cut: Option<&'static str>, style: String| {
        let words = match bar.look {
            Look::Blocked if !bar.label.is_empty() => {
                html! { <span class="tag">{ bar.label.clone() }</span> }
            }
            Look::Nested => html! { <span>{ bar.label.clone() }</span> },
            _ => html! { { bar.label.clone() } },
        };
        html! { <span class={classes!(class, cut)} {style}>{ words }</span> }
    };
    let ghost = |cut: Option<&'static str>, style: String| {
        html! { <span class={classes!(class, "ghost", cut)} {style}></span> }
    };
    match part {
        // A stall is drawn whole: it explains the band over everybody.
        _ if bar.look == Look::Blocked => solid(None, place),
        Part::Past => solid(None, place),
        Part::Future => ghost(None, place),
        Part::Now => html! {
            <>{ ghost(Some("from-now"), past.clone()) }{ solid(Some("to-now"), past) }</>
        },
    }
}

fn mark(mark: &Mark, part: Part) -> Html {
    let width = mark.last - mark.first + MARK_PX;
    let place = format!(
        "left:{:.2}px;width:{width:.2}px;--from:{:.2}px;--width:{width:.2}px",
        mark.first - MARK_PX / 2.0,
        mark.first - MARK_PX / 2.0,
    );
    let many = (mark.count > 1 && width > MARK_PX + 1.0).then_some("many");
    let cursor = (mark.count == 1 || many.is_none()).then(|| mark.from.cursor.to_string());
    let draw = |more: Option<&'static str>, ghost: bool| {
        let class = classes!("mk", many, more, ghost.then_some("ghost"));
        html! { <span {class} style={place.clone()} data-cursor={cursor.clone()}></span> }
    };
    match part {
        Part::Past => draw(None, false),
        Part::Future => draw(None, true),
        // One mark is not cut: the step is there as soon as it began.
        Part::Now if many.is_none() => draw(None, false),
        Part::Now => html! { <>{ draw(Some("from-now"), true) }{ draw(Some("to-now"), false) }</> },
    }
}

fn due(due: &Due) -> Html {
    html! { <span class="due" style={format!("left:{:.2}px", due.due)}></span> }
}

/// What is said beside a late start: in the future it "starts", behind the playhead it "started".
fn tags(due: &Due, part: Part) -> Html {
    let verb = if part == Part::Past {
        "started"
    } else {
        "starts"
    };
    let (px, ends_there) = due.tag_at;
    let class = if ends_there { "tag left" } else { "tag" };
    html! {
        <>
            if !due.due_tag.is_empty() {
                <span class="tag" style={format!("left:{:.2}px", due.due + 10.0)}>{ due.due_tag.clone() }</span>
            }
            if let Some((when, late)) = &due.start_tag {
                <span {class} style={format!("left:{px:.2}px")}>
                    if !when.is_empty() { { format!("{verb} {when}, ") } }<b>{ late.clone() }</b>
                </span>
            }
        </>
    }
}

fn end(props: &LaneProps) -> Html {
    let Some((px, at, ending)) = props.layout.end else {
        return Html::default();
    };
    let (name, state) = match ending {
        Ending::Result => ("done", "s-done"),
        Ending::Failed => ("failed", "s-failed"),
        Ending::Cancelled => ("cancelled", "s-cancelled"),
        Ending::Stopped => ("blocked", "s-blocked"),
    };
    let class = if props.phase.ended {
        "end"
    } else {
        "end ghost"
    };
    html! {
        <span {class} style={format!("left:{px:.2}px")} data-cursor={at.cursor.to_string()}>
            { glyph(name, state) }
        </span>
    }
}

fn bins(bins: &[f64]) -> Html {
    if bins.is_empty() {
        return Html::default();
    }
    html! {
        <span class="bins">
            { for bins.iter().map(|share| html! {
                <i style={format!("--share:{share:.2}")}></i>
            }) }
        </span>
    }
}
