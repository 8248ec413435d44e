//! Ends of bars that can be taken by the hand, and the bars of the run before the last edit.

use crate::chips::chip_of;
use crate::engine::RunView;
use crate::lanes::viewport::Viewport;
use crate::lanes::{At, Row, Scale};
use crate::lengths::{self, Literal};
use crate::state::{Action, Axis};
use crate::views::glyph::glyph;
use crate::views::lane::at_px;
use crate::views::length::keyed;
use loopscope_core::lanes::{LaneKind, LaneSpan};
use std::rc::Rc;
use yew::prelude::*;

/// Lanes with more spans than this have no grips: nobody could hit them.
const SPANS_MAX: usize = 80;
/// Lanes with more grips than this show them to who points at the lane, or has selected it.
const MANY: usize = 12;
/// A bar narrower than this has no grip.
const LEAST_PX: f64 = 10.0;

/// The end of a bar: the number in the program that its length is, or why there is none.
#[derive(Clone, PartialEq, Debug)]
pub struct Grip {
    pub px: f64,
    pub literal: Option<Literal>,
    pub label: String,
}

/// What lies over and behind the bars of a row.
#[derive(PartialEq, Debug, Default)]
pub struct Extras {
    pub grips: Vec<Grip>,
    /// Pixels, and the number of a finding.
    pub flags: Vec<(f64, usize)>,
    /// Left and width of the bars of the run before the last edit.
    pub was: Rc<[(f64, f64)]>,
}

/// The grips of a row.
pub fn grips(view: &RunView, row: &Row, axis: Axis, viewport: &Viewport) -> Vec<Grip> {
    if axis != Axis::Seconds {
        return Vec::new();
    }
    let lanes = view.timeline.lanes();
    let place = |from, to, found: Result<Literal, String>, name: &str| {
        let (left, px) = (viewport.px_from_time(from), viewport.px_from_time(to));
        let seen = px - left >= LEAST_PX && px >= 0.0 && px <= viewport.width_px;
        let (literal, label) = match found {
            Ok(literal) => {
                let label = format!("End of the {} s of {name}", literal.seconds);
                (Some(literal), label)
            }
            Err(why) => (None, format!("No number to drag for {name}: {why}")),
        };
        seen.then_some(Grip { px, literal, label })
    };
    match row {
        Row::Task(index) if lanes.tasks[*index].spans.len() <= SPANS_MAX => {
            let lane = &lanes.tasks[*index];
            let name = view.timeline.name(lane.task);
            let of = |span: &LaneSpan| {
                let found = lengths::of_span(view, lane.task, span)?;
                // A wait that was cut short has its end elsewhere.
                let length = span.to.saturating_sub(span.from).seconds();
                let whole = |it: &Literal| (it.seconds - length).abs() < 1e-6;
                if found.as_ref().map_or(true, whole) {
                    place(span.from, span.to, found, &name)
                } else {
                    None
                }
            };
            let mut grips: Vec<Grip> = lane.spans.iter().filter_map(of).collect();
            let own = view.deadlines().iter().filter(|it| it.0 == lane.task);
            grips.extend(own.filter_map(|(_, timer, deadline)| {
                let px = viewport.px_from_time(*deadline);
                let literal = lengths::of_timer(view, *timer).ok()?;
                let label = format!("Deadline of the {} s timeout of {name}", literal.seconds);
                let literal = Some(literal);
                (0.0..=viewport.width_px)
                    .contains(&px)
                    .then_some(Grip { px, literal, label })
            }));
            grips
        }
        Row::Worker(index) if lanes.workers[*index].jobs.len() <= SPANS_MAX => {
            let jobs = lanes.workers[*index].jobs.iter();
            let of = |job| place_job(view, job, &place);
            jobs.filter_map(of).collect()
        }
        _ => Vec::new(),
    }
}

type Place<'a> = dyn Fn(
        loopscope_core::trace::Nanos,
        loopscope_core::trace::Nanos,
        Result<Literal, String>,
        &str,
    ) -> Option<Grip>
    + 'a;

fn place_job(
    view: &RunView,
    job: &loopscope_core::lanes::JobSpan,
    place: &Place<'_>,
) -> Option<Grip> {
    place(job.from, job.to, lengths::of_job(view, job), "a job")
}

/// The grips of a lane as elements: the hand takes them by `data-grip`, keys by their focus.
pub fn draw(
    row: usize,
    grips: &[Grip],
    serial: u32,
    selected: bool,
    dispatch: &Callback<Action>,
) -> Html {
    let many = (grips.len() > MANY).then_some("many");
    let one = |(index, grip): (usize, &Grip)| {
        let (label, style) = (grip.label.clone(), at_px(grip.px));
        let Some(literal) = grip.literal else {
            return html! {
                <span key={index} class={classes!("grip", "none", many)} role="img" aria-label={label.clone()} title={label}
                    {style}></span>
            };
        };
        let dispatch = dispatch.clone();
        let onkeydown = Callback::from(move |event: KeyboardEvent| {
            if let Some(by) = keyed(&event) {
                event.prevent_default();
                event.stop_propagation();
                dispatch.emit(Action::Step(serial, literal.span.start, by));
            }
        });
        html! {
            <span key={index} class={classes!("grip", many)} role="spinbutton" data-grip={format!("{row}:{index}")}
                tabindex={if selected { "0" } else { "-1" }} aria-label={label}
                aria-valuenow={literal.seconds.to_string()} aria-valuemin="0"
                title={format!("{}. Drag it: 0.1 s, with Shift 0.01 s", grip.label)}
                {style} {onkeydown}></span>
        }
    };
    html! { <>{ for grips.iter().enumerate().map(one) }</> }
}

/// Where the bars of the run before the last edit were, left and width, as far as they differ.
pub fn was(old: &RunView, new: &RunView, row: &Row, viewport: &Viewport) -> Vec<(f64, f64)> {
    const MOST: usize = 200;
    let Row::Task(index) = row else {
        return Vec::new();
    };
    let lane = &new.timeline.lanes().tasks[*index];
    let name = new.timeline.name(lane.task);
    let same_name = |task| old.timeline.name(task) == name;
    // Of several tasks with one name, each meets its own.
    let tasks = &new.timeline.lanes().tasks[..*index];
    let nth = tasks
        .iter()
        .filter(|it| new.timeline.name(it.task) == name)
        .count();
    let mut olds = old
        .timeline
        .lanes()
        .tasks
        .iter()
        .filter(|it| same_name(it.task));
    let Some(before) = olds.nth(nth) else {
        return Vec::new();
    };
    let scale = Scale::new(Axis::Seconds, &old.timeline);
    let px = |time, cursor| viewport.px_from_unit(scale.unit(At { time, cursor }));
    let still = |span: &&LaneSpan| {
        lane.spans
            .iter()
            .any(|new| (new.from, new.to) == (span.from, span.to))
    };
    let spans = before.spans.iter().filter(|span| {
        span.from < span.to && !matches!(span.kind, LaneKind::Done(_)) && !still(span)
    });
    spans
        .take(MOST)
        .map(|span| (px(span.from, span.from_cursor), px(span.to, span.to_cursor)))
        .filter(|(left, right)| right - left > 2.0 && *left < viewport.width_px)
        .map(|(left, right)| (left, right - left))
        .collect()
}

/// Where findings are on a task's lane: pixels, and the number of the finding.
pub fn flags(view: &RunView, row: &Row, axis: Axis, viewport: &Viewport) -> Vec<(f64, usize)> {
    const MOST: usize = 12;
    let Row::Task(index) = row else {
        return Vec::new();
    };
    let task = view.timeline.lanes().tasks[*index].task;
    let scale = Scale::new(axis, &view.timeline);
    let all = view.findings().iter().enumerate();
    let own = all.filter(|(_, finding)| finding.task() == Some(task));
    let place = |(number, finding): (usize, &loopscope_core::findings::Finding)| {
        let (time, cursor) = (view.time_of(finding.cursor), finding.cursor);
        let px = viewport.px_from_unit(scale.unit(At { time, cursor }));
        ((0.0..=viewport.width_px).contains(&px)).then_some((px, number))
    };
    own.filter_map(place).take(MOST).collect()
}

/// Findings on a lane; the chips say the same to who cannot see them.
pub fn draw_flags(view: &RunView, flags: &[(f64, usize)]) -> Html {
    let one = |(px, number): &(f64, usize)| {
        let finding = view.findings().get(*number)?;
        let (class, symbol, _) = chip_of(&finding.kind);
        Some(html! {
            <span class={classes!("flag", class)} data-finding={number.to_string()} aria-hidden="true"
                title={finding.message.clone()} style={at_px(*px)}>
                { glyph(symbol, class) }
            </span>
        })
    };
    html! { <>{ for flags.iter().filter_map(one) }</> }
}
