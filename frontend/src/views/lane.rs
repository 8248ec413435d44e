//! One lane of the timeline: its name, and its pieces as past and future.

use crate::lanes::head::LaneHead;
use crate::lanes::layout::{Bar, Due, Ending, Look, MARK_PX, Mark, Phase, RowLayout};
use crate::lanes::viewport::Rem;
use crate::state::Action;
use crate::views::effects::on_press;
use crate::views::glyph::glyph;
use crate::views::token::name;
use loopscope_core::trace::TaskId;
use std::rc::Rc;
use yew::prelude::*;

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
    /// Left and width of the bars before the last edit.
    #[prop_or_default]
    pub was: Rc<[(f64, f64)]>,
    /// What lies over the bars and can be taken by the hand.
    #[prop_or_default]
    pub grips: Html,
    pub focused: bool,
    pub selected: bool,
    pub dispatch: Callback<Action>,
}

/// Where the playhead is, in pixels of the track: a context, so that only what is cut by it is drawn
/// again when it moves.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Playhead(pub f64);

#[derive(Properties, PartialEq)]
struct CutProps {
    ghost: Classes,
    solid: Classes,
    /// Left and width, as a style.
    place: String,
    left: f64,
    width: f64,
    #[prop_or_default]
    label: Html,
}

/// The piece under the playhead, drawn twice: past up to it, future behind it.
#[component]
fn Cut(props: &CutProps) -> Html {
    let now = use_context::<Playhead>().map_or(0.0, |playhead| playhead.0);
    let CutProps {
        place, left, width, ..
    } = props;
    let ghost = format!("{place}clip-path:inset(-4px -4px -4px {})", Rem(now - left));
    let solid = format!(
        "{place}clip-path:inset(-4px {} -4px -4px)",
        Rem(left + width - now)
    );
    // Words that the playhead cuts go on behind it; a coroutine's future is but a line.
    let rest = (!props.ghost.contains("nested")).then(|| props.label.clone());
    html! {
        <>
            <span class={props.ghost.clone()} style={ghost}>{ for rest }</span>
            <span class={props.solid.clone()} style={solid}>{ props.label.clone() }</span>
        </>
    }
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
    let choose = on_press(&props.dispatch, Action::Select(task));
    let inspect = props.dispatch.reform(move |_: MouseEvent| match task {
        Some(task) => Action::Inspect(task),
        None => Action::Select(None),
    });
    let on_key = {
        let (dispatch, selected) = (props.dispatch.clone(), props.selected);
        Callback::from(move |event: KeyboardEvent| {
            if let (Some(id), "Enter") = (task, event.key().as_str()) {
                event.prevent_default();
                // The second time it is looked into.
                dispatch.emit(if selected {
                    Action::Inspect(id)
                } else {
                    Action::Select(task)
                });
            }
        })
    };
    let indent =
        (head.depth > 0).then(|| format!("padding-left:{}rem", f64::from(head.depth) * 1.25));
    html! {
        <div
            {class}
            role="row"
            data-task={props.task.map(|task| task.0.to_string())}
            aria-label={props.words.to_string()}
            aria-rowindex={(props.index + 1).to_string()}
            aria-selected={props.selected.to_string()}
            tabindex={if props.focused { "0" } else { "-1" }}
            onkeydown={on_key}
        >
            <div class="who" role="rowheader" style={indent} onclick={choose} ondblclick={inspect} title={format!("{} {}", head.name, head.detail).trim_end().to_owned()}>
                if let Some((name, class)) = head.glyph { { glyph(name, class) } }
                <span class="nm">{ name(&head.name) }<small>{ head.detail.to_string() }</small></span>
            </div>
            <div class="track" role="gridcell">
                <div class="tl-cut" aria-hidden="true">
                    { bands(&props.bands) }
                    { for props.was.iter().map(|(left, width)| html! {
                        <i class="was" style={stretch(*left, *width)}></i>
                    }) }
                    { for layout.bars.iter().enumerate().map(|(index, it)| bar(it, part(index, phase.bars))) }
                    { for layout.gil.iter().map(|(left, width, has)| html! {
                        <i class={if *has { "gil" } else { "gil asks" }}
                            style={stretch(*left, *width)}></i>
                    }) }
                    { for layout.dues.iter().map(due) }
                    { for layout.marks.iter().enumerate().map(|(index, it)| mark(it, part(index, phase.marks))) }
                    { for layout.cancels.iter().enumerate().map(|(index, (px, at))| {
                        let class = if index < phase.cancels { "tk" } else { "tk ghost" };
                        html! {
                            <span {class} style={at_px(*px)} data-cursor={at.cursor.to_string()}>
                                { glyph("cancelled", "s-cancelled") }
                            </span>
                        }
                    }) }
                    { end(props) }
                    { for layout.dues.iter().enumerate().map(|(index, it)| tags(it, part(index, phase.dues))) }
                    { bins(&layout.bins) }
                </div>
                { props.grips.clone() }
            </div>
        </div>
    }
}

/// A place on the track, as a style.
pub fn at_px(px: f64) -> String {
    format!("left:{}", Rem(px))
}

/// A place on the track and how wide it is, as a style.
fn stretch(left: f64, width: f64) -> String {
    format!("left:{};width:{};", Rem(left), Rem(width))
}

/// The stretches in which the loop is held.
pub fn bands(bands: &[(f64, f64)]) -> Html {
    html! {
        <>
            { for bands.iter().map(|(left, width)| html! {
                <div class="band" style={stretch(*left, *width)}></div>
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
        Look::Gil => "tb holder",
    }
}

fn bar(bar: &Bar, part: Part) -> Html {
    let place = stretch(bar.left, bar.width);
    let class = class_of(bar.look);
    if bar.look == Look::Idle {
        return html! { <span {class} style={place}>{ bar.label.clone() }</span> };
    }
    let words = || match bar.look {
        Look::Blocked if !bar.label.is_empty() => {
            html! { <span class="tag">{ bar.label.clone() }</span> }
        }
        Look::Nested => html! { <span>{ bar.label.clone() }</span> },
        _ => html! { { bar.label.clone() } },
    };
    match part {
        Part::Now if bar.look != Look::Blocked => html! {
            <Cut ghost={classes!(class, "ghost")} solid={classes!(class)} {place} left={bar.left}
                width={bar.width} label={words()}/>
        },
        Part::Future if bar.look != Look::Blocked => {
            html! { <span class={classes!(class, "ghost")} style={place}></span> }
        }
        // A stall is drawn whole at any time: it explains the band over everybody.
        _ => html! { <span {class} style={place}>{ words() }</span> },
    }
}

fn mark(mark: &Mark, part: Part) -> Html {
    let (left, width) = (mark.first - MARK_PX / 2.0, mark.last - mark.first + MARK_PX);
    let place = stretch(left, width);
    let many = (mark.count > 1 && width > MARK_PX + 1.0).then_some("many");
    let cursor = (mark.count == 1 || many.is_none()).then(|| mark.from.cursor.to_string());
    let ghost = classes!("mk", many, "ghost");
    let solid = classes!("mk", many);
    match part {
        Part::Now if many.is_some() => html! { <Cut {ghost} {solid} {place} {left} {width}/> },
        Part::Future => html! { <span class={ghost} style={place} data-cursor={cursor}></span> },
        // One mark is not cut: the step is there as soon as it began.
        _ => html! { <span class={solid} style={place} data-cursor={cursor}></span> },
    }
}

fn due(due: &Due) -> Html {
    html! { <span class="due" style={at_px(due.due)}></span> }
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
                <span class="tag" style={at_px(due.due + 10.0)}>{ due.due_tag.clone() }</span>
            }
            if let Some((when, late)) = &due.start_tag {
                <span {class} style={at_px(px)}>
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
        <span {class} style={at_px(px)} data-cursor={at.cursor.to_string()}>
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
