//! The lanes of all tasks on one axis.
//!
//! ```text
//!   head      Timeline   solid: happened …          − + ▭   Seconds | Steps
//!   scroller  ┌ Event loop   ▮ idle 0.5 s ▮           (stays at the top)
//!             │ main Task-1  (await gather)┊╌╌╌╌╌╌╌ ✓
//!             │ …            only the lanes that are seen are drawn
//!             └ axis         0      0.25   [0.50]      (stays at the bottom)
//! ```
//!
//! While playing, only the custom property `--now` changes: the playhead is moved by a transform
//! and the bar under it is cut there by a clip. A lane is drawn again only when the playhead comes
//! to the next of its pieces ([`Phase`]).

use crate::engine::RunView;
use crate::lanes::layout::{self, Chart, Phase, RowLayout};
use crate::lanes::viewport::{PAD_PX, Tick, Viewport, ticks_of_seconds, ticks_of_steps};
use crate::lanes::words::{self, Told};
use crate::lanes::{self, At, Clock, Row, Scale};
use crate::platform;
use crate::state::{Action, Axis};
use crate::views::lane::{Lane, LaneHead};
use loopscope_core::lanes::LaneKind;
use loopscope_core::model::{LoopState, Task, TaskState};
use loopscope_core::names::is_counted;
use loopscope_core::trace::{Nanos, Outcome, RunEnd, TaskId, WaitKind};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// Lanes drawn above and below those that are seen.
const SPARE_LANES: usize = 6;
/// A click this near to a mark seeks to the mark.
const SNAP_PX: f64 = 6.0;
/// What a zoom button or key changes.
const ZOOM_STEP: f64 = 1.6;

#[derive(Properties, PartialEq)]
pub struct TimelineProps {
    pub view: Rc<RunView>,
    /// Number of records applied: what `Timeline::at` takes.
    pub cursor: usize,
    /// The clock: at or after the last applied record, before the next one.
    pub now: Nanos,
    pub axis: Axis,
    pub selected: Option<TaskId>,
    /// Fewer labels and no head, for the embedded player.
    #[prop_or_default]
    pub compact: bool,
    pub dispatch: Callback<Action>,
}

/// Two pictures of one run with the same rows, axis and viewport share their layouts.
#[derive(Clone)]
struct Picture {
    view: Rc<RunView>,
    axis: Axis,
    viewport: Viewport,
    rows: Rc<Vec<Row>>,
    chart: Rc<Chart>,
    laid: Rc<RefCell<BTreeMap<usize, Rc<RowLayout>>>>,
}

impl Picture {
    /// The layout of a row, made when it is first seen.
    fn row(&self, index: usize) -> Rc<RowLayout> {
        let mut laid = self.laid.borrow_mut();
        let made = laid.entry(index).or_insert_with(|| {
            let timeline = &self.view.timeline;
            let scale = Scale::new(self.axis, timeline);
            let told = Told::new(timeline);
            let (row, lanes) = (&self.rows[index], timeline.lanes());
            let mut laid = layout::layout(row, lanes, &self.chart, &scale, &self.viewport, &told);
            if *row == Row::Loop {
                laid.end = self.run_end(&scale);
            }
            Rc::new(laid)
        });
        made.clone()
    }

    /// A run that did not end by itself says so at the end of the loop's lane.
    fn run_end(&self, scale: &Scale<'_>) -> Option<(f64, At, layout::Ending)> {
        let ending = match self.view.recording.end()? {
            RunEnd::Ok => return None,
            RunEnd::Exception(_) => layout::Ending::Failed,
            RunEnd::Deadlock | RunEnd::Limit | RunEnd::Unsupported => layout::Ending::Stopped,
        };
        let timeline = &self.view.timeline;
        let at = At {
            time: timeline.length(),
            cursor: timeline.len(),
        };
        Some((self.viewport.px_from_unit(scale.unit(at)), at, ending))
    }
}

#[component]
pub fn Timeline(props: &TimelineProps) -> Html {
    let scroller = use_node_ref();
    let track = use_node_ref();
    let width = use_state(|| 600.0_f64);
    let zoom = use_state(|| None::<Viewport>);
    let seen = use_state(|| 0..24_usize);
    let picture = use_picture(props, *width, &zoom);
    let all = whole(props, *width);
    let clock = Clock {
        axis: props.axis,
        now: props.now,
        cursor: props.cursor,
    };
    let state = use_memo((props.view.clone(), props.cursor), |(view, cursor)| {
        view.timeline.at(*cursor)
    });
    use_following(props, &picture.viewport, all, &zoom);
    {
        let (width, track, compact) = (width.clone(), track.clone(), props.compact);
        use_effect_with(compact, move |_| {
            let watch = platform::SizeWatch::new(&track, move |new, _| {
                if new > 1.0 {
                    width.set(new);
                }
            });
            move || drop(watch)
        });
    }
    let look = {
        let (scroller, seen) = (scroller.clone(), seen.clone());
        let rows = picture.rows.len();
        Callback::from(move |()| {
            if let Some(range) = seen_rows(&scroller, rows)
                && *seen != range
            {
                seen.set(range);
            }
        })
    };
    {
        let (scroller, look) = (scroller.clone(), look.clone());
        use_effect_with(picture.rows.len(), move |_| {
            let watch = platform::SizeWatch::new(&scroller, move |_, _| look.emit(()));
            move || drop(watch)
        });
    }
    let hand = use_hand(props, &track, &picture.viewport, all, &zoom);
    use_wheel(props.axis, &scroller, &track, &picture.viewport, all, &zoom);

    let zooming = Zooming {
        current: picture.viewport,
        all,
        zoom: zoom.clone(),
        axis: props.axis,
    };
    let on_key = key_handler(props, &picture.rows, &zooming);
    let on_scroll = look.reform(|_: Event| ());
    let now_px = now_px(props, &picture.viewport);
    let shown = seen.start.max(1)..seen.end.clamp(1, picture.rows.len());
    let focused = focused_row(&picture.rows, props);
    let row = |index: usize| {
        let lane = lane_props(props, &picture, index, &state, &clock, focused);
        html! { <LaneOf key={index} ..lane /> }
    };
    let style = format!(
        "--now:{now_px:.2}px;--rows:{};--before:{};--after:{}",
        picture.rows.len(),
        shown.start - 1,
        picture.rows.len() - shown.end,
    );
    html! {
        <>
            if !props.compact {
                { head(props, &picture, &zooming, zoom.is_some()) }
            }
            <div
                class={classes!("tl", props.compact.then_some("compact"))}
                ref={scroller}
                onscroll={on_scroll}
            >
                <div
                    class="tl-grid"
                    role="grid"
                    aria-label="Timeline"
                    aria-rowcount={picture.rows.len().to_string()}
                    {style}
                    onkeydown={on_key}
                    onpointerdown={hand.down}
                    onpointermove={hand.moves}
                    onpointerup={hand.up.clone()}
                    onpointercancel={hand.up}
                >
                    { bands(&picture) }
                    { row(0) }
                    <div class="tl-before" role="presentation"></div>
                    { for shown.map(row) }
                    <div class="tl-after" role="presentation"></div>
                    <div class="tl-over" aria-hidden="true"><div class="playhead"></div></div>
                    <div class="axis" aria-hidden="true">
                        <div></div>
                        <div class="track" ref={track}>
                            { ticks(&picture, props, now_px) }
                            if (0.0..=picture.viewport.width_px + 1.0).contains(&now_px) {
                                <div class="plate"><b>{ plate(props) }</b></div>
                            }
                        </div>
                    </div>
                </div>
            </div>
        </>
    }
}

// ---------------------------------------------------------------- what is seen

fn whole(props: &TimelineProps, width: f64) -> Viewport {
    let timeline = &props.view.timeline;
    let length = Scale::new(props.axis, timeline).length();
    let margin = match props.axis {
        Axis::Seconds => layout::margin_px(timeline.lanes(), width),
        Axis::Steps => 40.0,
    };
    Viewport::whole(length, width, margin)
}

#[hook]
fn use_picture(
    props: &TimelineProps,
    width: f64,
    zoom: &UseStateHandle<Option<Viewport>>,
) -> Rc<Picture> {
    let chart = use_memo(props.view.clone(), |view| {
        Rc::new(Chart::new(view.timeline.lanes(), &view.recording.trace))
    });
    let rows = use_memo((props.view.clone(), props.axis, props.selected), |key| {
        Rc::new(lanes::rows(key.0.timeline.lanes(), key.1, key.2))
    });
    {
        // Another axis has other units, and another run another length: start from the whole.
        let zoom = zoom.clone();
        let run = props.view.timeline.length();
        use_effect_with((props.axis, run), move |_| zoom.set(None));
    }
    let all = whole(props, width);
    let viewport = zoom.map_or(all, |zoom| zoom.with_width(width));
    let key = (props.view.clone(), props.axis, viewport, rows.clone());
    use_memo(key, move |(view, axis, viewport, rows)| Picture {
        view: view.clone(),
        axis: *axis,
        viewport: *viewport,
        rows: (**rows).clone(),
        chart: (*chart).clone(),
        laid: Rc::default(),
    })
}

/// Where the playhead is, in pixels of the track.
fn now_px(props: &TimelineProps, viewport: &Viewport) -> f64 {
    match props.axis {
        Axis::Seconds => viewport.px_from_time(props.now),
        Axis::Steps => {
            let scale = Scale::new(props.axis, &props.view.timeline);
            viewport.px_from_unit(scale.unit(At {
                time: props.now,
                cursor: props.cursor,
            }))
        }
    }
}

/// A zoomed picture goes along when the playhead leaves it.
#[hook]
fn use_following(
    props: &TimelineProps,
    viewport: &Viewport,
    all: Viewport,
    zoom: &UseStateHandle<Option<Viewport>>,
) {
    let (zoom, viewport) = (zoom.clone(), *viewport);
    let unit = viewport.unit_from_px(now_px(props, &viewport));
    use_effect_with((props.cursor, props.now), move |_| {
        if zoom.is_some() {
            let moved = viewport.showing(unit, &all);
            if moved != viewport {
                zoom.set(Some(moved));
            }
        }
    });
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "there are at most a few hundred lanes, and a float cast saturates"
)]
fn seen_rows(scroller: &NodeRef, rows: usize) -> Option<Range<usize>> {
    let (top, height) = platform::scroll_place(scroller)?;
    let lane = platform::height_within(scroller, ".lane").filter(|height| *height > 1.0)?;
    let first = ((top / lane) as usize).saturating_sub(SPARE_LANES) / 4 * 4;
    let last = ((top + height) / lane) as usize + 2 * SPARE_LANES;
    Some(first.min(rows)..last.next_multiple_of(4))
}

// ---------------------------------------------------------------- zoom, drag, keys

#[derive(Clone)]
struct Zooming {
    current: Viewport,
    all: Viewport,
    zoom: UseStateHandle<Option<Viewport>>,
    axis: Axis,
}

impl Zooming {
    /// Shows this much more detail around a place of the track.
    fn by(&self, factor: f64, px: f64) {
        let new = self.current.zoomed(factor, px, &self.all, self.least());
        self.show(new);
    }

    fn pan(&self, px: f64) {
        self.show(self.current.panned(px, &self.all));
    }

    fn show(&self, new: Viewport) {
        let is_whole = new.to - new.from >= (self.all.to - self.all.from) * 0.999;
        self.zoom.set((!is_whole).then_some(new));
    }

    fn least(&self) -> f64 {
        match self.axis {
            Axis::Seconds => ((self.all.to - self.all.from) * 1e-7).max(1e-6),
            Axis::Steps => 8.0,
        }
    }
}

/// Fingers and mouse buttons on the lanes.
#[derive(Default)]
struct Touches {
    /// Where each pointer is, in pixels of the track.
    at: BTreeMap<i32, f64>,
    /// A drag that began on a lane seeks until it ends.
    seeks: bool,
}

struct Hand {
    down: Callback<PointerEvent>,
    moves: Callback<PointerEvent>,
    up: Callback<PointerEvent>,
}

#[hook]
fn use_hand(
    props: &TimelineProps,
    track: &NodeRef,
    viewport: &Viewport,
    all: Viewport,
    zoom: &UseStateHandle<Option<Viewport>>,
) -> Hand {
    let touches = use_mut_ref(Touches::default);
    let zooming = Zooming {
        current: *viewport,
        all,
        zoom: zoom.clone(),
        axis: props.axis,
    };
    let seek = {
        let (view, axis, dispatch) = (props.view.clone(), props.axis, props.dispatch.clone());
        let viewport = *viewport;
        move |px: f64| dispatch.emit(seek_action(&view, axis, &viewport, px))
    };
    let down = {
        let (track, touches, seek) = (track.clone(), touches.clone(), seek.clone());
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: PointerEvent| {
            let Some(place) = platform::place_in(&event, &track) else {
                return;
            };
            if event.button() != 0 || place.x < -2.0 || place.x > place.width {
                return;
            }
            platform::capture_pointer(&event);
            let fingers = {
                let mut touches = touches.borrow_mut();
                touches.at.insert(event.pointer_id(), place.x);
                touches.seeks = touches.at.len() == 1;
                touches.at.len()
            };
            if fingers == 1 {
                // A mark knows its own step, which a place on an axis of time does not.
                let own = platform::attribute_around(&event, "data-cursor");
                match own.and_then(|cursor| cursor.parse().ok()) {
                    Some(cursor) => dispatch.emit(Action::Seek(cursor)),
                    None => seek(place.x),
                }
            }
        })
    };
    let moves = {
        let (track, touches) = (track.clone(), touches.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(place) = platform::place_in(&event, &track) else {
                return;
            };
            let mut touches = touches.borrow_mut();
            let Some(before) = touches.at.get(&event.pointer_id()).copied() else {
                return;
            };
            if (before - place.x).abs() < 1.0 {
                return;
            }
            if touches.at.len() == 2 {
                let other = touches.at.iter().find(|(id, _)| **id != event.pointer_id());
                let other = other.map_or(before, |(_, px)| *px);
                touches.at.insert(event.pointer_id(), place.x);
                let (was, is) = (
                    (before - other).abs().max(8.0),
                    (place.x - other).abs().max(8.0),
                );
                drop(touches);
                zooming.by(is / was, f64::midpoint(place.x, other));
            } else if touches.seeks {
                touches.at.insert(event.pointer_id(), place.x);
                drop(touches);
                seek(place.x.clamp(0.0, place.width));
            }
        })
    };
    let up = Callback::from(move |event: PointerEvent| {
        let mut touches = touches.borrow_mut();
        touches.at.remove(&event.pointer_id());
        touches.seeks = false;
    });
    Hand { down, moves, up }
}

/// What a click at a place of the track means.
fn seek_action(view: &RunView, axis: Axis, viewport: &Viewport, px: f64) -> Action {
    match axis {
        Axis::Seconds => {
            let reach = Nanos::from_seconds(SNAP_PX / viewport.px_per_unit());
            let time = viewport
                .time_from_px(px.max(PAD_PX))
                .min(view.timeline.length());
            Action::SeekTime(lanes::snapped(&view.timeline, time, reach))
        }
        Axis::Steps => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a float to integer cast saturates, and the reducer clamps"
            )]
            let step = viewport.unit_from_px(px).round().max(0.0) as usize;
            Action::SeekStep(step)
        }
    }
}

/// Ctrl and wheel (and a pinch on a touchpad) zooms; a sideways wheel moves a zoomed picture.
#[hook]
fn use_wheel(
    axis: Axis,
    scroller: &NodeRef,
    track: &NodeRef,
    viewport: &Viewport,
    all: Viewport,
    zoom: &UseStateHandle<Option<Viewport>>,
) {
    let latest = use_mut_ref(|| None::<Zooming>);
    *latest.borrow_mut() = Some(Zooming {
        current: *viewport,
        all,
        zoom: zoom.clone(),
        axis,
    });
    let (scroller, track) = (scroller.clone(), track.clone());
    use_effect_with((), move |()| {
        let listener = platform::listen_wheel(&scroller, move |event| {
            let Some(zooming) = latest.borrow().clone() else {
                return;
            };
            let (dx, dy) = (event.delta_x(), event.delta_y());
            if event.ctrl_key() || event.meta_key() {
                event.prevent_default();
                let px = platform::place_in(event, &track).map_or(0.0, |place| place.x);
                zooming.by((-dy * 0.004).clamp(-0.7, 0.7).exp(), px.max(PAD_PX));
            } else if zooming.zoom.is_some() {
                let sideways = if event.shift_key() && dx == 0.0 {
                    dy
                } else {
                    dx
                };
                if sideways.abs() > dy.abs() || event.shift_key() {
                    event.prevent_default();
                    zooming.pan(sideways);
                }
            }
        });
        move || drop(listener)
    });
}

fn key_handler(
    props: &TimelineProps,
    rows: &Rc<Vec<Row>>,
    zooming: &Zooming,
) -> Callback<KeyboardEvent> {
    let (view, rows, zooming) = (props.view.clone(), rows.clone(), zooming.clone());
    let (dispatch, selected) = (props.dispatch.clone(), props.selected);
    let now = now_px(props, &zooming.current);
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let action = match (event.key().as_str(), event.shift_key()) {
            ("ArrowLeft", false) | ("PageUp", _) => Action::StepBack,
            ("ArrowRight", false) | ("PageDown", _) => Action::StepForward,
            ("ArrowLeft", true) => Action::PreviousIteration,
            ("ArrowRight", true) => Action::NextIteration,
            ("Home", _) => Action::First,
            ("End", _) => Action::Last,
            (key @ ("ArrowUp" | "ArrowDown"), _) => {
                let next = neighbour(&view, &rows, selected, key == "ArrowDown");
                platform::after(0, || {
                    platform::focus_selector(".tl-grid [role=row][tabindex='0']");
                });
                Action::Select(next)
            }
            ("+" | "=", _) => {
                zooming.by(ZOOM_STEP, now);
                event.prevent_default();
                return;
            }
            ("-" | "_", _) => {
                zooming.by(1.0 / ZOOM_STEP, now);
                event.prevent_default();
                return;
            }
            ("0", _) => {
                zooming.zoom.set(None);
                event.prevent_default();
                event.stop_propagation();
                return;
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        dispatch.emit(action);
    })
}

/// The task of the next lane above or below the selected one; the loop's lane selects nobody.
fn neighbour(view: &RunView, rows: &[Row], selected: Option<TaskId>, down: bool) -> Option<TaskId> {
    let task = |row: &Row| match row {
        Row::Task(index) => view
            .timeline
            .lanes()
            .tasks
            .get(*index)
            .map(|lane| lane.task),
        _ => None,
    };
    let tasks = rows.iter().filter_map(task).collect::<Vec<_>>();
    let place = selected.and_then(|id| tasks.iter().position(|other| *other == id));
    match (place, down) {
        (None, true) => tasks.first().copied(),
        (None, false) => None,
        (Some(place), true) => tasks.get(place + 1).or(tasks.last()).copied(),
        (Some(place), false) => place.checked_sub(1).map(|before| tasks[before]),
    }
}

// ---------------------------------------------------------------- pieces of the picture

fn head(props: &TimelineProps, picture: &Picture, zooming: &Zooming, zoomed: bool) -> Html {
    let blocked = picture.chart.has_block();
    let legend = if blocked {
        "hatched: the loop is blocked · double line: when the task was due"
    } else {
        "solid: happened · dashed: still to come"
    };
    let button = |label: &'static str, sign: &'static str, disabled: bool, factor: f64| {
        let zooming = zooming.clone();
        let centre = now_px(props, &zooming.current).clamp(PAD_PX, zooming.current.width_px);
        let onclick = Callback::from(move |_: MouseEvent| {
            if factor == 0.0 {
                zooming.zoom.set(None);
            } else {
                zooming.by(factor, centre);
            }
        });
        html! {
            <button type="button" class="btn icon" aria-label={label} title={label} {disabled} {onclick}>
                <span aria-hidden="true">{ sign }</span>
            </button>
        }
    };
    let choice = |axis: Axis, label: &'static str| {
        let on = props.axis == axis;
        let onclick = props
            .dispatch
            .reform(move |_: MouseEvent| Action::ShowAxis(axis));
        html! {
            <button type="button" class={classes!(on.then_some("on"))} aria-pressed={on.to_string()} {onclick}>
                { label }
            </button>
        }
    };
    html! {
        <div class="ph tl-ph">
            <h2>{ "Timeline" }</h2>
            <span class="sub">{ legend }</span>
            <span class="spring"></span>
            <span class="tl-zoom" role="group" aria-label="Zoom">
                { button("Zoom out", "−", !zoomed, 1.0 / ZOOM_STEP) }
                { button("Zoom in", "+", false, ZOOM_STEP) }
                { button("Show the whole run", "⤢", !zoomed, 0.0) }
            </span>
            <span class="seg" role="group" aria-label="Axis">
                { choice(Axis::Seconds, "Seconds") }
                { choice(Axis::Steps, "Steps") }
            </span>
        </div>
    }
}

fn bands(picture: &Picture) -> Html {
    let scale = Scale::new(picture.axis, &picture.view.timeline);
    let bands = picture.chart.bands(&scale, &picture.viewport);
    html! {
        <div class="tl-over under" aria-hidden="true">
            { for bands.into_iter().map(|(left, width)| html! {
                <div class="band" style={format!("left:{left:.2}px;width:{width:.2}px")}></div>
            }) }
        </div>
    }
}

/// The labels under the lanes; those behind the plate of the playhead step aside.
fn ticks(picture: &Picture, props: &TimelineProps, now_px: f64) -> Html {
    let scale = Scale::new(props.axis, &picture.view.timeline);
    let ticks = match props.axis {
        Axis::Seconds => ticks_of_seconds(&picture.viewport, scale.length()),
        Axis::Steps => ticks_of_steps(&picture.viewport, scale.length()),
    };
    html! {
        <>
            { for ticks.into_iter().map(|Tick { px, label }| {
                let class = if (px - now_px).abs() < 42.0 { "t bare" } else { "t" };
                html! {
                    <span {class} style={format!("left:{px:.2}px")}><span>{ label }</span></span>
                }
            }) }
        </>
    }
}

fn plate(props: &TimelineProps) -> String {
    match props.axis {
        Axis::Seconds => words::clock(props.now),
        Axis::Steps => format!("step {}", props.view.step_of(props.cursor)),
    }
}

/// The row that Tab comes to.
fn focused_row(rows: &[Row], props: &TimelineProps) -> usize {
    let lanes = &props.view.timeline.lanes().tasks;
    let selected = |row: &Row| match row {
        Row::Task(index) => lanes
            .get(*index)
            .is_some_and(|lane| Some(lane.task) == props.selected),
        _ => false,
    };
    rows.iter().position(selected).unwrap_or(0)
}

// ---------------------------------------------------------------- one lane

#[derive(Properties, Clone)]
struct LaneOfProps {
    view: Rc<RunView>,
    row: Row,
    index: usize,
    layout: Rc<RowLayout>,
    phase: Phase,
    head: LaneHead,
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
            && (self.index, self.focused, self.selected)
                == (other.index, other.focused, other.selected)
    }
}

fn lane_props(
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
        row,
        index,
        layout,
        focused: focused == index,
        selected: task.is_some() && task == props.selected,
        dispatch: props.dispatch.clone(),
    }
}

/// A lane with its history, which is told once and not at each step.
#[component]
fn LaneOf(props: &LaneOfProps) -> Html {
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
            dispatch={props.dispatch.clone()}
        />
    }
}

/// Name, detail and state of a lane at the cursor.
fn lane_head(view: &RunView, row: &Row, state: &LoopState, now: Nanos) -> LaneHead {
    let lanes = view.timeline.lanes();
    let trace = &view.recording.trace;
    let plain = |name: Rc<str>| LaneHead {
        name,
        detail: Rc::from(""),
        glyph: None,
        depth: 0,
    };
    match row {
        Row::Loop => {
            let glyph = state.block.is_some().then_some(("blocked", "s-blocked"));
            LaneHead {
                glyph,
                ..plain(Rc::from("Event loop"))
            }
        }
        Row::Task(index) => {
            let id = lanes.tasks[*index].task;
            let Some(task) = state.task(id) else {
                return plain(view.timeline.name(id));
            };
            let detail = trace.text(task.name);
            let detail = if is_counted(detail) && *task.shown != *detail {
                detail
            } else {
                ""
            };
            LaneHead {
                name: task.shown.clone(),
                detail: Rc::from(detail),
                glyph: Some(task_glyph(view, state, task, now)),
                depth: 0,
            }
        }
        Row::Nested(index, depth) => {
            let told = Told::new(&view.timeline);
            let mut names = lanes.tasks[*index]
                .nested
                .iter()
                .filter(|span| span.depth == *depth);
            let first = names
                .next()
                .map_or(String::new(), |span| told.coroutine(span.coro));
            let others = names.any(|span| told.coroutine(span.coro) != first);
            let name = if others {
                format!("{first} …")
            } else {
                first
            };
            LaneHead {
                depth: *depth,
                ..plain(name.into())
            }
        }
        Row::Worker(index) => {
            let worker = lanes.workers[*index].worker;
            let name = trace
                .workers
                .get(worker.index())
                .map_or("", |it| trace.text(it.name));
            let busy = state
                .workers
                .get(worker.index())
                .copied()
                .flatten()
                .is_some();
            LaneHead {
                name: format!("Worker {}", index + 1).into(),
                detail: Rc::from(name),
                glyph: busy.then_some(("thread", "s-thread")),
                depth: 0,
            }
        }
        Row::Rest(tasks) => plain(format!("{} more tasks", tasks.len()).into()),
    }
}

fn task_glyph(
    view: &RunView,
    state: &LoopState,
    task: &Task,
    now: Nanos,
) -> (&'static str, &'static str) {
    match task.state {
        TaskState::Ready { .. } => ("ready", "s-ready"),
        TaskState::Running { .. } => ("running", "s-running"),
        TaskState::Waiting { wait, .. } => {
            let wait = view
                .recording
                .trace
                .waits
                .get(wait.index())
                .map(|wait| wait.kind);
            match wait {
                Some(WaitKind::Sleep { deadline, .. })
                    if state.block.is_some() && deadline < now =>
                {
                    ("blocked", "s-blocked")
                }
                Some(WaitKind::Job(_)) => ("thread", "s-thread"),
                Some(
                    WaitKind::Lock(_)
                    | WaitKind::Semaphore(_)
                    | WaitKind::Condition(_)
                    | WaitKind::Barrier(_),
                ) => ("lock", "s-waiting"),
                Some(
                    WaitKind::Gather(_)
                    | WaitKind::Several(_)
                    | WaitKind::TaskGroup(_)
                    | WaitKind::Task(_)
                    | WaitKind::Shield,
                ) => ("gather", "s-waiting"),
                _ => ("waiting", "s-waiting"),
            }
        }
        TaskState::Done {
            how: Outcome::Result(_),
            ..
        } => ("done", "s-done"),
        TaskState::Done {
            how: Outcome::Exception(_),
            ..
        } => ("failed", "s-failed"),
        TaskState::Done {
            how: Outcome::Cancelled,
            ..
        } => ("cancelled", "s-cancelled"),
    }
}

/// The whole history of a lane as a sentence.
fn in_words(view: &RunView, row: &Row) -> String {
    let told = Told::new(&view.timeline);
    let lanes = view.timeline.lanes();
    match row {
        Row::Loop => {
            let blocks = lanes.event_loop.iter().filter_map(|span| match span.kind {
                loopscope_core::lanes::LoopKind::Blocked { by, .. } => {
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
            let jobs = lanes.workers[*index].jobs.iter().take(8).map(|job| {
                let (from, to) = (words::clock(job.from), words::clock_seconds(job.to));
                format!("{} from {from} to {to}", told.job(job.job))
            });
            format!(
                "Worker {}: {}",
                index + 1,
                jobs.collect::<Vec<_>>().join(", ")
            )
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
