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
//! While playing, the playhead is moved by a transform and the bars under it are cut there by a clip
//! ([`Playhead`]); a lane is drawn again only when the playhead comes to the next of its pieces
//! ([`Phase`](crate::lanes::layout::Phase)). A custom property on the grid would do the same in one
//! place, but the browser then restyles everything inside it at every frame.

mod grips;
mod hand;
mod lane_of;

use crate::changes::changes;
use crate::engine::RunView;
use crate::lanes::head::run_end;
use crate::lanes::layout::{self, Chart, RowLayout};
use crate::lanes::viewport::{PAD_PX, Rem, Tick, Viewport, ticks_of_seconds, ticks_of_steps};
use crate::lanes::words::{self, Told};
use crate::lanes::{self, Clock, Row, Scale};
use crate::platform;
use crate::state::{Action, Axis, CORES};
use crate::views::effects::{on_press, use_effect_on};
use crate::views::lane::{Playhead, at_px, bands};
use grips::Extras;
use hand::{Held, ZOOM_STEP, Zooming, key_handler, use_hand, use_wheel};
use lane_of::{LaneOf, lane_props};
use loopscope_core::trace::{Nanos, RunEnd, TaskId};
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// Lanes drawn above and below those that are seen.
const SPARE_LANES: usize = 2;

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
    /// Nothing here changes the program.
    #[prop_or_default]
    pub readonly: bool,
    /// The axis goes on to this moment at least.
    #[prop_or_default]
    pub until: Option<Nanos>,
    /// The run before the last edit, drawn behind this one.
    #[prop_or_default]
    pub ghost: Option<Rc<RunView>>,
    /// Cores of a free-threaded build.
    #[prop_or_default]
    pub cores: Option<u32>,
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
    /// Where the loop is held: behind all lanes.
    bands: Rc<[(f64, f64)]>,
    laid: Kept<RowLayout>,
    extras: Kept<Extras>,
    ghost: Option<Rc<RunView>>,
    readonly: bool,
}

/// What was made for each row that was seen.
type Kept<T> = Rc<RefCell<Vec<Option<Rc<T>>>>>;

/// What is kept for a row, made where it is not there yet.
fn kept<T>(kept: &Kept<T>, index: usize, make: impl FnOnce() -> T) -> Rc<T> {
    let mut kept = kept.borrow_mut();
    if kept.len() <= index {
        kept.resize(index + 1, None);
    }
    kept[index].get_or_insert_with(|| Rc::new(make())).clone()
}

impl Picture {
    /// The layout of a row, made when it is first seen.
    fn row(&self, index: usize) -> Rc<RowLayout> {
        kept(&self.laid, index, || {
            let timeline = &self.view.timeline;
            let scale = Scale::new(self.axis, timeline);
            let told = Told::new(timeline);
            let (row, lanes) = (&self.rows[index], timeline.lanes());
            let mut laid = layout::layout(row, lanes, &self.chart, &scale, &self.viewport, &told);
            if *row == Row::Loop {
                laid.end = run_end(&self.view, &self.viewport, &scale);
            }
            laid
        })
    }

    /// What lies over and behind a row's bars, found when it is first seen.
    fn extras(&self, index: usize) -> Rc<Extras> {
        kept(&self.extras, index, || {
            let (row, viewport) = (&self.rows[index], &self.viewport);
            let old = self.ghost.as_ref().filter(|_| self.axis == Axis::Seconds);
            Extras {
                grips: if self.readonly {
                    Vec::new()
                } else {
                    grips::grips(&self.view, row, self.axis, viewport)
                },
                flags: grips::flags(&self.view, row, self.axis, viewport),
                was: old.map_or_else(Rc::default, |old| {
                    grips::was(old, &self.view, row, viewport).into()
                }),
            }
        })
    }
}

#[component]
pub fn Timeline(props: &TimelineProps) -> Html {
    let scroller = use_node_ref();
    let grid = use_node_ref();
    let track = use_node_ref();
    let width = use_state(|| 600.0_f64);
    let zoom = use_state(|| None::<Viewport>);
    let seen = use_state(|| 0..24_usize);
    let held = use_state(|| None::<Viewport>);
    let key = (props.ghost.clone(), props.view.clone(), props.cores);
    let changed = use_memo(key, |(old, new, cores)| {
        let old = old.as_ref()?;
        let is_same_text = old.recording.source.text() == new.recording.source.text();
        let since = match *cores {
            _ if !is_same_text => "After the edit".to_owned(),
            None => "With the GIL".to_owned(),
            Some(1) => "Free-threaded on 1 core".to_owned(),
            Some(cores) => format!("Free-threaded on {cores} cores"),
        };
        Some(format!("{since}: {}", changes(old, new)))
    });
    let picture = use_picture(props, *width, &zoom, *held);
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
        let (width, track, grid) = (width.clone(), track.clone(), grid.clone());
        use_effect_on(props.compact, move |_| {
            // Larger text makes the lanes higher, also where the track is as wide as before.
            let watch = platform::SizeWatch::new(&grid, move |_, _| {
                let new = platform::size_of(&track).map_or(0.0, |(width, _)| width);
                if new > 1.0 {
                    width.set(new / platform::text_scale());
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
        use_effect_on(picture.rows.len(), move |_| {
            let watch = platform::SizeWatch::new(&scroller, move |_, _| look.emit(()));
            move || drop(watch)
        });
    }
    let hand = use_hand(
        props,
        &grid,
        &track,
        &Held {
            picture: &picture,
            all,
            zoom: &zoom,
            held: &held,
        },
    );
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
        "--rows:{};--before:{};--after:{}",
        picture.rows.len(),
        shown.start - 1,
        picture.rows.len() - shown.end,
    );
    let at_now = format!("transform:translateX({})", Rem(now_px));
    html! {
        <ContextProvider<Playhead> context={Playhead(now_px)}>
            if !props.compact {
                { head(props, &picture, &zooming, zoom.is_some(), changed.as_deref()) }
            }
            <div
                class={classes!("tl", props.compact.then_some("compact"), (picture.rows.len() > 5).then_some("dense"))}
                ref={scroller}
                onscroll={on_scroll}
            >
                <div
                    class="tl-grid"
                    ref={grid}
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
                    <div class="tl-over under" aria-hidden="true">{ bands(&picture.bands) }</div>
                    { row(0) }
                    <div class="tl-before" role="presentation"></div>
                    { for shown.map(row) }
                    <div class="tl-after" role="presentation"></div>
                    <div class="tl-over" aria-hidden="true"><div class="playhead" style={at_now.clone()}></div></div>
                    <div class="axis" aria-hidden="true">
                        <div></div>
                        <div class="track" ref={track}>
                            { ticks(&picture, props, now_px) }
                            if (0.0..=picture.viewport.width_px + 1.0).contains(&now_px) {
                                <div class="plate" style={at_now}><b>{ plate(props, &picture.viewport) }</b></div>
                            }
                        </div>
                    </div>
                </div>
            </div>
        </ContextProvider<Playhead>>
    }
}

// ---------------------------------------------------------------- what is seen

fn whole(props: &TimelineProps, width: f64) -> Viewport {
    let timeline = &props.view.timeline;
    let mut length = Scale::new(props.axis, timeline).length();
    if let Some(ghost) = props.ghost.as_ref().filter(|_| props.axis == Axis::Seconds) {
        // What was longer before keeps its place in the picture.
        length = length.max(ghost.timeline.length().seconds());
    }
    if let (Some(until), Axis::Seconds) = (props.until, props.axis) {
        length = length.max(until.seconds());
    }
    let margin = match props.axis {
        // Axes that stand side by side are the same.
        _ if props.until.is_some() => 60.0,
        Axis::Seconds => layout::margin_px(timeline.lanes(), width),
        Axis::Steps => 40.0,
    };
    Viewport::whole(length, width, margin)
}

/// What is seen at first of a run without an end.
const ENDLESS_RECORDS: usize = 240;
const ENDLESS_STEPS: f64 = 60.0;

#[hook]
fn use_picture(
    props: &TimelineProps,
    width: f64,
    zoom: &UseStateHandle<Option<Viewport>>,
    held: Option<Viewport>,
) -> Rc<Picture> {
    let chart = use_memo(props.view.clone(), |view| {
        Rc::new(Chart::new(view.timeline.lanes(), &view.recording.trace))
    });
    let rows = use_memo((props.view.clone(), props.axis, props.selected), |key| {
        Rc::new(lanes::rows(key.0.timeline.lanes(), key.1, key.2))
    });
    {
        // Another axis has other units, and another run another length: start from the whole.
        let (zoom, view) = (zoom.clone(), props.view.clone());
        let run = props.view.timeline.length();
        use_effect_on((props.axis, run), move |(axis, _)| {
            zoom.set(first_part(&view, *axis));
        });
    }
    let all = whole(props, width);
    // While a number is dragged, the axis stands still under the hand.
    let viewport = held.unwrap_or_else(|| zoom.map_or(all, |zoom| zoom.with_width(width)));
    let ghost = props.ghost.clone();
    let readonly = props.readonly || props.compact;
    let key = (
        props.view.clone(),
        props.axis,
        viewport,
        rows.clone(),
        (ghost, readonly),
    );
    use_memo(
        key,
        move |(view, axis, viewport, rows, (ghost, readonly))| {
            let scale = Scale::new(*axis, &view.timeline);
            Picture {
                view: view.clone(),
                axis: *axis,
                viewport: *viewport,
                rows: (**rows).clone(),
                bands: chart.bands(&scale, viewport).into(),
                chart: (*chart).clone(),
                laid: Rc::default(),
                extras: Rc::default(),
                ghost: ghost.clone(),
                readonly: *readonly,
            }
        },
    )
}

/// The beginning of a run that would have gone on for ever: all of it, hours perhaps, shows nothing.
fn first_part(view: &RunView, axis: Axis) -> Option<Viewport> {
    if view.recording.end() != Some(RunEnd::Limit) {
        return None;
    }
    let record = view.recording.records().get(ENDLESS_RECORDS)?;
    let to = match axis {
        Axis::Seconds => record.at.seconds(),
        Axis::Steps => ENDLESS_STEPS,
    };
    (to > 0.0).then_some(Viewport {
        from: 0.0,
        to,
        width_px: 0.0,
    })
}

/// Where the playhead is, in pixels of the track.
fn now_px(props: &TimelineProps, viewport: &Viewport) -> f64 {
    let clock = Clock {
        axis: props.axis,
        now: props.now,
        cursor: props.cursor,
    };
    clock.px(&Scale::new(props.axis, &props.view.timeline), viewport)
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
    use_effect_on((props.cursor, props.now), move |_| {
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

// ---------------------------------------------------------------- pieces of the picture

fn head(
    props: &TimelineProps,
    picture: &Picture,
    zooming: &Zooming,
    zoomed: bool,
    changed: Option<&str>,
) -> Html {
    let blocked = picture.chart.has_block();
    let legend = if let Some(cores) = props.cores {
        free_threaded(cores)
    } else if blocked {
        "hatched: the loop is blocked · double line: when the task was due".to_owned()
    } else {
        "solid: happened · dashed: still to come".to_owned()
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
        let onclick = on_press(&props.dispatch, Action::ShowAxis(axis));
        html! {
            <button type="button" class={classes!(on.then_some("on"))} aria-pressed={on.to_string()} {onclick}>
                { label }
            </button>
        }
    };
    html! {
        <div class="ph tl-ph">
            <h2>{ "Timeline" }</h2>
            if let Some(changed) = changed {
                <span class="sub changed" role="status" title="Dotted: the run before">
                    { changed.to_owned() }
                </span>
            } else {
                <span class="sub">{ legend }</span>
            }
            <span class="spring"></span>
            { build(props) }
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

fn free_threaded(cores: u32) -> String {
    match cores {
        1 => "free-threaded on 1 core: threads take turns on it".to_owned(),
        _ => format!("free-threaded on {cores} cores: so many threads do CPU work at once"),
    }
}

/// Which build of Python runs the program, where it has worker threads.
fn build(props: &TimelineProps) -> Html {
    if props.readonly || props.view.timeline.lanes().workers.is_empty() {
        return html! {};
    }
    let onchange = props
        .dispatch
        .reform(|event: Event| Action::Cores(platform::changed_value_of(&event).parse().ok()));
    let with_gil = "One thread at a time does CPU work: who has the GIL";
    let meaning = props.cores.map_or(with_gil.to_owned(), free_threaded);
    html! {
        <select class="field build" aria-label="Build of Python" title={meaning} {onchange}>
            <option value="" selected={props.cores.is_none()}>{ "with the GIL" }</option>
            { for CORES.into_iter().map(|cores| html! {
                <option value={cores.to_string()} selected={props.cores == Some(cores)}>
                    { format!("free-threaded, {cores} {}", if cores == 1 { "core" } else { "cores" }) }
                </option>
            }) }
        </select>
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
                    <span {class} style={at_px(px)}><span>{ label }</span></span>
                }
            }) }
        </>
    }
}

fn plate(props: &TimelineProps, viewport: &Viewport) -> String {
    match props.axis {
        Axis::Seconds => words::clock_at(props.now, viewport.px_per_unit()),
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
