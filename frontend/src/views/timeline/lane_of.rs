//! One lane at a cursor: who it is, in which state, and its history in words.

use crate::engine::RunView;
use crate::lanes::head::{LaneHead, lane_head};
use crate::lanes::layout::{Phase, RowLayout};
use crate::lanes::words::{self, Told};
use crate::lanes::{Clock, Row};
use crate::state::Action;
use crate::views::lane::Lane;
use crate::views::timeline::grips::{self, Extras};
use crate::views::timeline::{Picture, TimelineProps};
use loopscope_core::lanes::{LaneKind, LoopKind};
use loopscope_core::model::LoopState;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, Clone)]
pub struct LaneOfProps {
    view: Rc<RunView>,
    row: Row,
    index: usize,
    layout: Rc<RowLayout>,
    phase: Phase,
    head: LaneHead,
    bands: Rc<[(f64, f64)]>,
    extras: Rc<Extras>,
    focused: bool,
    selected: bool,
    dispatch: Callback<Action>,
}

impl PartialEq for LaneOfProps {
    fn eq(&self, other: &Self) -> bool {
        // Layouts are made once for a picture, so that sharing one is being equal.
        Rc::ptr_eq(&self.layout, &other.layout)
            && self.phase == other.phase
            && self.head == other.head
            && Rc::ptr_eq(&self.extras, &other.extras)
            && (self.index, self.focused, self.selected)
                == (other.index, other.focused, other.selected)
    }
}

/// Everything that one lane of a picture shows.
pub fn lane_props(
    props: &TimelineProps,
    picture: &Picture,
    index: usize,
    state: &LoopState,
    clock: &Clock,
    focused: usize,
) -> LaneOfProps {
    let layout = picture.row(index);
    let row = picture.rows[index].clone();
    let task = match &row {
        Row::Task(lane) => props
            .view
            .timeline
            .lanes()
            .tasks
            .get(*lane)
            .map(|lane| lane.task),
        _ => None,
    };
    LaneOfProps {
        view: props.view.clone(),
        phase: layout.phase(clock),
        head: lane_head(&props.view, &row, state, props.now),
        bands: if row == Row::Loop {
            picture.bands.clone()
        } else {
            Rc::default()
        },
        row,
        index,
        layout,
        extras: picture.extras(index),
        focused: focused == index,
        selected: task.is_some() && task == props.selected,
        dispatch: props.dispatch.clone(),
    }
}

/// A lane with its history, which is told once and not at each step.
#[component]
pub fn LaneOf(props: &LaneOfProps) -> Html {
    let words = use_memo((props.view.clone(), props.row.clone()), |(view, row)| {
        Rc::<str>::from(in_words(view, row))
    });
    let task = match &props.row {
        Row::Task(lane) => props
            .view
            .timeline
            .lanes()
            .tasks
            .get(*lane)
            .map(|lane| lane.task),
        _ => None,
    };
    html! {
        <Lane
            index={props.index}
            layout={props.layout.clone()}
            phase={props.phase}
            head={props.head.clone()}
            words={(*words).clone()}
            {task}
            focused={props.focused}
            selected={props.selected}
            bands={props.bands.clone()}
            was={props.extras.was.clone()}
            grips={html! { <>{ grips::draw(props.index, &props.extras.grips, props.view.serial, props.selected, &props.dispatch) }{ grips::draw_flags(&props.view, &props.extras.flags) }</> }}
            dispatch={props.dispatch.clone()}
        />
    }
}

/// The whole history of a lane as a sentence.
fn in_words(view: &RunView, row: &Row) -> String {
    let told = Told::new(&view.timeline);
    let lanes = view.timeline.lanes();
    match row {
        Row::Loop => {
            let blocks = lanes.event_loop.iter().filter_map(|span| match span.kind {
                LoopKind::Blocked { by, .. } => {
                    let time = span.to.saturating_sub(span.from);
                    Some(format!(
                        "{} from {}",
                        told.blocked(time, by),
                        words::clock_seconds(span.from)
                    ))
                }
                _ => None,
            });
            let blocks = blocks.take(8).collect::<Vec<_>>();
            let end = words::clock_seconds(view.timeline.length());
            match blocks.is_empty() {
                true => format!("Event loop: never blocked, ends at {end}"),
                false => format!("Event loop: {}, ends at {end}", blocks.join(", ")),
            }
        }
        Row::Task(index) => told.history(&lanes.tasks[*index]),
        Row::Nested(index, depth) => {
            let lane = &lanes.tasks[*index];
            let spans = lane
                .nested
                .iter()
                .filter(|span| span.depth == *depth)
                .take(8);
            let spans = spans.map(|span| {
                let (from, to) = (words::clock(span.from), words::clock_seconds(span.to));
                format!("{} from {from} to {to}", told.coroutine(span.coro))
            });
            let name = view.timeline.name(lane.task);
            format!("In {name}: {}", spans.collect::<Vec<_>>().join(", "))
        }
        Row::Worker(index) => {
            let lane = &lanes.workers[*index];
            let trace = &view.recording.trace;
            let worker = trace.workers.get(lane.worker.index());
            let own = worker.map_or("", |worker| trace.text(worker.name));
            let jobs = lane.jobs.iter().take(8).map(|job| {
                let (from, to) = (words::clock(job.from), words::clock_seconds(job.to));
                format!("{} from {from} to {to}", told.job(job.job))
            });
            let jobs = jobs.collect::<Vec<_>>().join(", ");
            match told.worker(lane.worker) {
                name if name == own => format!("{name}: {jobs}"),
                name => format!("{name} ({own}): {jobs}"),
            }
        }
        Row::Gil => {
            let spans = lanes.gil.spans().iter().take(8).map(|span| {
                let (from, to) = (words::clock(span.from), words::clock_seconds(span.to));
                format!(
                    "{} from {from} to {to}",
                    words::thread(lanes, span.by, &told)
                )
            });
            format!("GIL held by: {}", spans.collect::<Vec<_>>().join(", "))
        }
        Row::Rest(tasks) => {
            let ended = tasks.iter().filter(|index| {
                let last = lanes.tasks[**index].spans.last();
                last.is_some_and(|span| matches!(span.kind, LaneKind::Done(_)))
            });
            format!("{} more tasks, {} of them end", tasks.len(), ended.count())
        }
    }
}
