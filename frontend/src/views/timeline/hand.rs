//! What hands do on the lanes: click and drag to seek, pinch and Ctrl with the wheel to zoom, keys.

use crate::engine::RunView;
use crate::lanes::viewport::{PAD_PX, Viewport};
use crate::lanes::{self, Row};
use crate::lengths::{Literal, snapped};
use crate::platform;
use crate::state::{Action, Axis};
use crate::views::effects::use_effect_on;
use crate::views::timeline::{Picture, TimelineProps, now_px};
use loopscope_core::trace::{Nanos, TaskId};
use std::rc::Rc;
use yew::prelude::*;

/// A click this near to a mark seeks to the mark.
const SNAP_PX: f64 = 6.0;
/// What a zoom button or key changes.
pub const ZOOM_STEP: f64 = 1.6;

/// The part of the axis that is seen, and what may be seen instead.
#[derive(Clone)]
pub struct Zooming {
    pub current: Viewport,
    pub all: Viewport,
    pub zoom: UseStateHandle<Option<Viewport>>,
    pub axis: Axis,
}

impl Zooming {
    /// Shows this much more detail around a place of the track.
    pub fn by(&self, factor: f64, px: f64) {
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
        lanes::least_units(self.axis, self.all.to - self.all.from)
    }
}

/// Fingers and mouse buttons on the lanes.
#[derive(Default)]
struct Touches {
    /// Where each pointer is, in pixels of the track.
    at: Vec<(i32, f64)>,
    /// A drag that began on a lane seeks until it ends.
    seeks: bool,
    /// Where that drag began in the window, and whether it goes to the side.
    from: (f64, f64),
    slides: bool,
    /// A number that is dragged: of which run, from which place on, and how many pixels a second
    /// has.
    drags: Option<(u32, Literal, f64, f64)>,
    /// It was moved, so that letting go is no click.
    tuned: bool,
}

impl Touches {
    fn at(&self, pointer: i32) -> Option<f64> {
        let (_, px) = self.at.iter().find(|(id, _)| *id == pointer)?;
        Some(*px)
    }

    fn put(&mut self, pointer: i32, px: f64) {
        self.at.retain(|(id, _)| *id != pointer);
        self.at.push((pointer, px));
    }
}

/// The picture that the hand is on.
pub struct Held<'a> {
    pub picture: &'a Rc<Picture>,
    pub all: Viewport,
    pub zoom: &'a UseStateHandle<Option<Viewport>>,
    /// The viewport while a number is dragged.
    pub held: &'a UseStateHandle<Option<Viewport>>,
}

/// The pointer handlers of the lanes.
pub struct Hand {
    pub down: Callback<PointerEvent>,
    pub moves: Callback<PointerEvent>,
    pub up: Callback<PointerEvent>,
}

#[hook]
pub fn use_hand(props: &TimelineProps, grid: &NodeRef, track: &NodeRef, held: &Held<'_>) -> Hand {
    let Held {
        picture,
        all,
        zoom,
        held,
    } = *held;
    let viewport = &picture.viewport;
    let touches = use_mut_ref(Touches::default);
    use_effect_on((), {
        let (grid, touches) = (grid.clone(), touches.clone());
        move |()| {
            let mine = move |event: &Event| {
                touches.borrow().slides || platform::is_within(event, "[data-grip]")
            };
            let listener = platform::keep_drags(&grid, mine);
            move || drop(listener)
        }
    });
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
        let (grid, track, touches) = (grid.clone(), track.clone(), touches.clone());
        let seek = seek.clone();
        let dispatch = props.dispatch.clone();
        let (picture, held) = (picture.clone(), held.clone());
        Callback::from(move |event: PointerEvent| {
            let Some((px, width)) = place_on(&event, &track) else {
                return;
            };
            let found = platform::attribute_around(&event, "data-finding");
            if let Some(index) = found.and_then(|index| index.parse().ok()) {
                dispatch.emit(Action::ShowFinding(Some(index)));
                return;
            }
            let grip = platform::attribute_around(&event, "data-grip");
            if let Some(grip) = grip.and_then(|name| found_grip(&picture, &name))
                && event.button() == 0
            {
                platform::capture_pointer_on(&grid, &event);
                held.set(Some(picture.viewport));
                let scale = picture.viewport.px_per_unit();
                let mut touches = touches.borrow_mut();
                touches.drags = Some((picture.view.serial, grip, px, scale));
                touches.tuned = false;
                return;
            }
            if event.button() != 0 || px < -2.0 || px > width {
                return;
            }
            platform::capture_pointer_on(&grid, &event);
            let fingers = {
                let mut touches = touches.borrow_mut();
                touches.put(event.pointer_id(), px);
                touches.seeks = touches.at.len() == 1;
                touches.from = (f64::from(event.client_x()), f64::from(event.client_y()));
                touches.slides = false;
                touches.at.len()
            };
            if fingers == 1 {
                // A mark knows its own step, which a place on an axis of time does not.
                let own = platform::attribute_around(&event, "data-cursor");
                match own.and_then(|cursor| cursor.parse().ok()) {
                    Some(cursor) => dispatch.emit(Action::Seek(cursor)),
                    None => seek(px),
                }
            }
        })
    };
    let click = seek.clone();
    let moves = {
        let (track, touches) = (track.clone(), touches.clone());
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: PointerEvent| {
            let Some((px, width)) = place_on(&event, &track) else {
                return;
            };
            let drags = touches.borrow().drags;
            if let Some((serial, literal, from, scale)) = drags {
                let seconds = literal.seconds + (px - from) / scale;
                let seconds = snapped(seconds, event.shift_key());
                if (px - from).abs() >= 2.0 || touches.borrow().tuned {
                    touches.borrow_mut().tuned = true;
                    dispatch.emit(Action::Tune(serial, vec![literal.set(seconds)]));
                }
                return;
            }
            let mut touches = touches.borrow_mut();
            let id = event.pointer_id();
            let Some(before) = touches.at(id) else {
                return;
            };
            if (before - px).abs() < 1.0 {
                return;
            }
            if touches.at.len() == 2 {
                let other = touches.at.iter().find(|(other, _)| *other != id);
                let other = other.map_or(before, |(_, px)| *px);
                touches.put(id, px);
                let (was, is) = ((before - other).abs().max(8.0), (px - other).abs().max(8.0));
                drop(touches);
                zooming.by(is / was, f64::midpoint(px, other));
            } else if touches.seeks {
                touches.put(id, px);
                let (x, y) = touches.from;
                let dx = (f64::from(event.client_x()) - x).abs();
                touches.slides |= dx > (f64::from(event.client_y()) - y).abs();
                drop(touches);
                seek(px.clamp(0.0, width));
            }
        })
    };
    let (dispatch, held) = (props.dispatch.clone(), held.clone());
    let up = Callback::from(move |event: PointerEvent| {
        let mut touches = touches.borrow_mut();
        if let Some((_, _, from, _)) = touches.drags.take() {
            let tuned = touches.tuned;
            drop(touches);
            held.set(None);
            if tuned {
                dispatch.emit(Action::EndTuning);
            } else {
                click(from);
            }
            return;
        }
        let id = event.pointer_id();
        touches.at.retain(|(other, _)| *other != id);
        (touches.seeks, touches.slides) = (false, false);
    });
    Hand { down, moves, up }
}

/// Where a pointer is on the track, and how wide the track is, in the pixels of layouts.
fn place_on(event: &MouseEvent, track: &NodeRef) -> Option<(f64, f64)> {
    let place = platform::place_in(event, track)?;
    let scale = platform::text_scale();
    Some((place.x / scale, place.width / scale))
}

/// The number under a grip, by its `row:index`.
fn found_grip(picture: &Picture, name: &str) -> Option<Literal> {
    let (row, index) = name.split_once(':')?;
    let extras = picture.extras(row.parse().ok()?);
    extras.grips.get(index.parse::<usize>().ok()?)?.literal
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
pub fn use_wheel(
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
    use_effect_on((), move |()| {
        let listener = platform::listen_wheel(&scroller, move |event| {
            let Some(zooming) = latest.borrow().clone() else {
                return;
            };
            let (dx, dy) = (event.delta_x(), event.delta_y());
            if event.ctrl_key() || event.meta_key() {
                event.prevent_default();
                let px = place_on(event, &track).map_or(0.0, |place| place.0);
                zooming.by((-dy * 0.004).clamp(-0.7, 0.7).exp(), px.max(PAD_PX));
            } else if zooming.zoom.is_some() {
                let sideways = if event.shift_key() && dx == 0.0 {
                    dy
                } else {
                    dx
                };
                if sideways.abs() > dy.abs() || event.shift_key() {
                    event.prevent_default();
                    zooming.pan(sideways / platform::text_scale());
                }
            }
        });
        move || drop(listener)
    });
}

pub fn key_handler(
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
                    // The next key may have moved the focus out of the grid already.
                    if platform::is_focus_lost() || platform::is_focus_in(".tl-grid") {
                        platform::focus_selector(".tl-grid [role=row][tabindex='0']");
                    }
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
