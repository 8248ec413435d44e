//! One lane in pixels: bars, marks, due lines, an end. Never more pieces than fit side by side.

use super::viewport::{PAD_PX, Viewport};
use super::words::{self, Told};
use super::{At, Clock, Row, Scale};
use crate::state::Axis;
use loopscope_core::gil::GilSpan;
use loopscope_core::lanes::{JobSpan, LaneKind, LaneSpan, Lanes, LoopKind, LoopSpan, NestedSpan};
use loopscope_core::sort::sort_by;
use loopscope_core::trace::{Actor, Event, Nanos, Outcome, TaskId, Trace, WaitKind};

/// What is narrower is no bar; a step of this width or less is an upright mark.
const TINY_PX: f64 = 4.0;
/// Width of the mark of a step.
pub const MARK_PX: f64 = 8.0;
/// Marks nearer to each other than this become one.
const MARK_GAP_PX: f64 = 12.0;
/// Width of a letter of a label, on the safe side.
const LETTER_PX: f64 = 6.5;
/// What a bar takes of its width for its edges.
const EDGES_PX: f64 = 12.0;
/// What the plate under the words of a stall takes.
const PLATE_PX: f64 = 18.0;
/// A late stretch narrower than this has no tag inside.
const TAG_PX: f64 = 84.0;
/// The bins of the lane that stands for many.
pub const REST_BINS: usize = 72;
/// Rows with more late stretches than this show tags for the first of them only.
const MOST_TAGS: usize = 3;

/// How a bar looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    Waiting,
    Ready,
    /// In the seat for a length that can be seen.
    Running,
    /// Waits for a worker.
    Thread,
    /// Its time had come, but it could not start.
    Late,
    Idle,
    /// An iteration, on the axis of steps.
    Iteration,
    Blocked,
    /// A coroutine that is no task.
    Nested,
    /// A job on a worker.
    Job,
    /// A thread has the GIL.
    Gil,
}

/// A stretch of a lane.
#[derive(Clone, PartialEq, Debug)]
pub struct Bar {
    pub left: f64,
    pub width: f64,
    pub look: Look,
    pub from: At,
    pub to: At,
    /// Empty where there is no room.
    pub label: String,
}

/// A step that takes no time that can be seen, or several of them side by side.
#[derive(Clone, PartialEq, Debug)]
pub struct Mark {
    /// Centre of the first and of the last one.
    pub first: f64,
    pub last: f64,
    pub from: At,
    pub to: At,
    pub count: usize,
}

/// The line at which a task was due, and what the tags beside it say.
#[derive(Clone, PartialEq, Debug)]
pub struct Due {
    pub due: f64,
    pub started: f64,
    pub from: At,
    pub to: At,
    /// "due 0.50 s"; empty where there is no room.
    pub due_tag: String,
    /// "2.00 s" to stand behind "starts" or "started", and "1.50 s late"; the first is empty where
    /// there is room for the second only.
    pub start_tag: Option<(String, String)>,
    /// Where the second tag stands; `true` puts its right end there.
    pub tag_at: (f64, bool),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    Result,
    Failed,
    Cancelled,
    /// The run was stopped: a deadlock or a limit.
    Stopped,
}

/// A lane in pixels of its track.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct RowLayout {
    pub bars: Vec<Bar>,
    pub marks: Vec<Mark>,
    pub dues: Vec<Due>,
    /// Cancel requests.
    pub cancels: Vec<(f64, At)>,
    pub end: Option<(f64, At, Ending)>,
    /// Heights from 0 to 1 of the lane that stands for many.
    pub bins: Vec<f64>,
    /// Left and width of what a worker has the GIL for, and (`false`) waits for it.
    pub gil: Vec<(f64, f64, bool)>,
}

/// How much of a row the playhead has passed: for each kind of piece, how many have begun and how
/// many are over.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Phase {
    pub bars: (usize, usize),
    pub marks: (usize, usize),
    pub dues: (usize, usize),
    pub cancels: usize,
    pub ended: bool,
}

impl RowLayout {
    #[must_use]
    pub fn phase(&self, clock: &Clock) -> Phase {
        fn passed<T>(list: &[T], ends: impl Fn(&T) -> (At, At), clock: &Clock) -> (usize, usize) {
            let begun = list.partition_point(|item| clock.reached(ends(item).0));
            (
                begun,
                list[..begun].partition_point(|item| clock.reached(ends(item).1)),
            )
        }
        Phase {
            bars: passed(&self.bars, |bar| (bar.from, bar.to), clock),
            marks: passed(&self.marks, |mark| (mark.from, mark.to), clock),
            dues: passed(&self.dues, |due| (due.from, due.to), clock),
            cancels: self
                .cancels
                .partition_point(|cancel| clock.reached(cancel.1)),
            ended: self.end.is_some_and(|end| clock.reached(end.1)),
        }
    }
}

/// What all rows of one run share, found in one pass.
pub struct Chart {
    idle: Vec<LoopSpan>,
    busy: Vec<LoopSpan>,
    blocked: Vec<LoopSpan>,
    /// By number of the task.
    cancels: Vec<Vec<At>>,
    gil: Vec<Hold>,
    /// Waits for the GIL.
    asks: Vec<Hold>,
}

/// A thread has the GIL, or waits for it.
#[derive(Clone, Copy)]
struct Hold {
    by: Actor,
    from: Nanos,
    to: Nanos,
    from_cursor: usize,
    to_cursor: usize,
}

impl Chart {
    #[must_use]
    pub fn new(lanes: &Lanes, trace: &Trace) -> Self {
        let mut chart = Self {
            idle: vec![],
            busy: vec![],
            blocked: vec![],
            cancels: vec![],
            gil: holds(lanes.gil.spans(), trace, |span| (span.from, span.to)),
            asks: holds(lanes.gil.spans(), trace, |span| (span.asked, span.from)),
        };
        for span in &lanes.event_loop {
            match span.kind {
                LoopKind::Idle => chart.idle.push(*span),
                LoopKind::Busy { .. } => chart.busy.push(*span),
                LoopKind::Blocked { .. } => chart.blocked.push(*span),
            }
        }
        for (index, record) in trace.records().iter().enumerate() {
            if let Event::CancelRequested { task, .. } = record.event {
                let at = At {
                    time: record.at,
                    cursor: index + 1,
                };
                let length = chart.cancels.len().max(task.index() + 1);
                chart.cancels.resize_with(length, Vec::new);
                chart.cancels[task.index()].push(at);
            }
        }
        chart
    }

    /// True when the loop is held somewhere in the run.
    #[must_use]
    pub fn has_block(&self) -> bool {
        !self.blocked.is_empty()
    }

    /// The stretches over all lanes in which the loop is held: left and width.
    #[must_use]
    pub fn bands(&self, scale: &Scale<'_>, view: &Viewport) -> Vec<(f64, f64)> {
        let mut bands: Vec<(f64, f64)> = Vec::new();
        for piece in pieces(&self.blocked, scale, view) {
            let right = piece.right.max(piece.left + 2.0);
            match bands.last_mut() {
                Some(last) if piece.left - (last.0 + last.1) < 3.0 => last.1 = right - last.0,
                _ => bands.push((piece.left, right - piece.left)),
            }
        }
        bands
    }
}

fn holds(spans: &[GilSpan], trace: &Trace, part: fn(&GilSpan) -> (Nanos, Nanos)) -> Vec<Hold> {
    // The state at this cursor is the first one of that time.
    let cursor = |at: Nanos| trace.records().partition_point(|record| record.at < at) + 1;
    let hold = |span: &GilSpan| {
        let (from, to) = part(span);
        let (from_cursor, to_cursor) = (cursor(from), cursor(to));
        let by = span.by;
        Hold {
            by,
            from,
            to,
            from_cursor,
            to_cursor,
        }
    };
    spans.iter().map(hold).collect()
}

/// Something with a beginning and an end; lists of it are in order and do not overlap.
trait Spanned {
    fn from(&self) -> At;
    fn to(&self) -> At;
}

macro_rules! spanned {
    ($($kind:ty),*) => {$(
        impl Spanned for $kind {
            fn from(&self) -> At {
                At { time: self.from, cursor: self.from_cursor }
            }
            fn to(&self) -> At {
                At { time: self.to, cursor: self.to_cursor }
            }
        }
    )*};
}
spanned!(LaneSpan, LoopSpan, JobSpan, NestedSpan, Hold);

/// One span that is wide enough to be seen, or several that together are not.
struct Piece<'run, S> {
    spans: &'run [S],
    left: f64,
    right: f64,
}

impl<S> Piece<'_, S> {
    /// The span, when it is one that can be seen by itself.
    fn wide(&self) -> Option<&S> {
        let wide = self.right - self.left >= TINY_PX;
        self.spans.first().filter(|_| wide && self.spans.len() == 1)
    }
}

/// The pieces of a list that are seen. Each tiny piece jumps over everything that ends within the
/// same few pixels, so there are at most as many as fit.
fn pieces<'run, S: Spanned>(
    spans: &'run [S],
    scale: &'run Scale<'run>,
    view: &'run Viewport,
) -> impl Iterator<Item = Piece<'run, S>> {
    let px = |at: At| view.px_from_unit(scale.unit(at));
    let seen_from = view.unit_from_px(-MARK_PX);
    let mut index = spans.partition_point(|span| scale.unit(span.to()) < seen_from);
    std::iter::from_fn(move || {
        let span = spans.get(index)?;
        let (left, right) = (px(span.from()), px(span.to()));
        if left > view.width_px + MARK_PX {
            return None;
        }
        let first = index;
        index += 1;
        if right - left >= TINY_PX {
            // Ends outside of the picture are cut, so that no element is wider than a few pictures.
            let (left, right) = (left.max(-200.0), right.min(view.width_px + 200.0));
            return Some(Piece {
                spans: &spans[first..index],
                left,
                right,
            });
        }
        let limit = view.unit_from_px(left + TINY_PX);
        index += spans[index..].partition_point(|span| scale.unit(span.to()) <= limit);
        let right = px(spans[index - 1].to());
        Some(Piece {
            spans: &spans[first..index],
            left,
            right,
        })
    })
}

/// Lays out one row. `told` gives the words on its bars.
#[must_use]
pub fn layout(
    row: &Row,
    lanes: &Lanes,
    chart: &Chart,
    scale: &Scale<'_>,
    view: &Viewport,
    told: &Told<'_>,
) -> RowLayout {
    match row {
        Row::Loop => loop_row(chart, scale, view, told),
        Row::Task(index) => {
            let lane = &lanes.tasks[*index];
            let mut row = task_row(&lane.spans, scale, view, told);
            if let Some(cancels) = chart.cancels.get(lane.task.index()) {
                row.cancels = seen_cancels(cancels, scale, view);
            }
            row
        }
        Row::Nested(index, depth) => {
            let nested = lanes.tasks[*index].nested.iter().copied();
            let level = nested
                .filter(|span| span.depth == *depth)
                .collect::<Vec<_>>();
            let label = |span: &NestedSpan| told.coroutine(span.coro);
            simple_row(&level, Look::Nested, label, scale, view)
        }
        Row::Worker(index) => {
            let label = |span: &JobSpan| told.job(span.job);
            let jobs = &lanes.workers[*index].jobs;
            let mut row = simple_row(jobs, Look::Job, label, scale, view);
            row.gil = gil_of(jobs, chart, scale, view);
            row
        }
        Row::Gil => {
            let label = |span: &Hold| words::thread(lanes, span.by, told);
            simple_row(&chart.gil, Look::Gil, label, scale, view)
        }
        Row::Rest(tasks) => RowLayout {
            bins: bins(tasks, lanes, scale, view),
            ..RowLayout::default()
        },
    }
}

fn bar<S: Spanned>(piece: &Piece<'_, S>, span: &S, look: Look, label: String) -> Bar {
    let width = piece.right - piece.left;
    // The words of a stall stand on a plate of their own.
    let inside = width - if look == Look::Blocked { PLATE_PX } else { 0.0 };
    let head = |end: &str| label.split(end).next().unwrap_or_default();
    let label = fitting(inside, &[&label, head(" by "), head(" keeps "), head(" ")]);
    Bar {
        left: piece.left,
        width,
        look,
        from: span.from(),
        to: span.to(),
        label,
    }
}

/// How many letters fit into a bar of this width.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float to integer cast saturates"
)]
fn room(width: f64) -> usize {
    ((width - EDGES_PX) / LETTER_PX) as usize
}

/// The first of some words that fits whole into a bar; nothing when none does: half a word says
/// nothing.
fn fitting(width: f64, words: &[&str]) -> String {
    let room = room(width);
    let fits = words.iter().find(|words| words.chars().count() <= room);
    fits.map_or(String::new(), |words| (*words).to_owned())
}

fn push_mark(marks: &mut Vec<Mark>, mark: Mark) {
    match marks.last_mut() {
        Some(before) if mark.first - before.last < MARK_GAP_PX => {
            before.last = before.last.max(mark.last);
            before.to = mark.to;
            before.count += mark.count;
        }
        _ => marks.push(mark),
    }
}

fn task_row(spans: &[LaneSpan], scale: &Scale<'_>, view: &Viewport, told: &Told<'_>) -> RowLayout {
    let mut row = RowLayout::default();
    for piece in pieces(spans, scale, view) {
        let Some(span) = piece.wide() else {
            tiny_task_piece(&mut row, &piece);
            continue;
        };
        let (look, label) = match span.kind {
            LaneKind::Ready => (
                Look::Ready,
                fitting(piece.right - piece.left, &["in the queue", "ready"]),
            ),
            LaneKind::Running => (Look::Running, fitting(piece.right - piece.left, &["runs"])),
            LaneKind::Blocked(what) => (Look::Running, told.keeps_seat(what)),
            LaneKind::Waiting(wait) => match told.wait_kind(wait) {
                Some(WaitKind::Job(_)) => (Look::Thread, told.wait(wait)),
                _ => (Look::Waiting, told.wait(wait)),
            },
            LaneKind::Late { .. } => (Look::Late, String::new()),
            // It has no length; its sign is drawn at the end of the row.
            LaneKind::Done(_) => continue,
        };
        if look == Look::Late {
            push_due(&mut row, &piece, span);
        }
        row.bars.push(bar(&piece, span, look, label));
    }
    if let Some(LaneSpan {
        kind: LaneKind::Done(how),
        ..
    }) = spans.last()
    {
        let at = spans[spans.len() - 1].from();
        let px = view.px_from_unit(scale.unit(at));
        let ending = match how {
            Outcome::Result(_) => Ending::Result,
            Outcome::Exception(_) => Ending::Failed,
            Outcome::Cancelled => Ending::Cancelled,
        };
        if (0.0..=view.width_px).contains(&px) {
            row.end = Some((px, at, ending));
        }
    }
    place_tags(&mut row, view);
    row
}

/// A mark, where a task ran within these few pixels.
fn tiny_task_piece(row: &mut RowLayout, piece: &Piece<'_, LaneSpan>) {
    let runs = |span: &&LaneSpan| matches!(span.kind, LaneKind::Running | LaneKind::Blocked(_));
    let Some(first) = piece.spans.iter().find(runs) else {
        return;
    };
    let last = piece.spans.iter().rev().find(runs).unwrap_or(first);
    // With many spans, every third is a step: ready, runs, waits.
    let count = match piece.spans.len() {
        few @ ..=64 => piece.spans[..few].iter().filter(runs).count(),
        many => many / 3,
    };
    let right = if piece.spans.len() == 1 {
        piece.left
    } else {
        piece.right
    };
    push_mark(
        &mut row.marks,
        Mark {
            first: piece.left,
            last: right,
            from: first.from(),
            to: last.from(),
            count,
        },
    );
}

fn push_due(row: &mut RowLayout, piece: &Piece<'_, LaneSpan>, span: &LaneSpan) {
    let LaneKind::Late { due, started } = span.kind else {
        return;
    };
    let (from, to) = (span.from(), span.to());
    let tags = row.dues.len() < MOST_TAGS;
    let late = started.saturating_sub(due);
    let due_tag = format!("due {}", words::clock_seconds(due));
    let start_tag = (
        words::clock_seconds(started),
        words::clock_seconds(late) + " late",
    );
    row.dues.push(Due {
        due: piece.left,
        started: piece.right,
        from,
        to,
        due_tag: if tags && piece.right - piece.left >= TAG_PX {
            due_tag
        } else {
            String::new()
        },
        start_tag: tags.then_some(start_tag),
        tag_at: (0.0, false),
    });
}

/// The tag of a late start stands behind it where nothing follows, else inside of the stretch.
fn place_tags(row: &mut RowLayout, view: &Viewport) {
    const START_TAG_PX: f64 = 178.0;
    const LATE_TAG_PX: f64 = 84.0;
    let last_bar = row.bars.last().map_or(0.0, |bar| bar.left + bar.width);
    let last_mark = row.marks.last().map_or(0.0, |mark| mark.last);
    let mut free = last_bar.max(last_mark) + MARK_PX;
    if let Some((px, ..)) = row.end {
        free = free.max(px + 28.0);
    }
    for due in &mut row.dues {
        let inside = due.started - due.due;
        let last = due.started + MARK_GAP_PX >= last_bar;
        if last && free + START_TAG_PX <= view.width_px {
            due.tag_at = (free, false);
        } else if inside >= START_TAG_PX + TAG_PX + 24.0 {
            due.tag_at = (due.started - MARK_PX, true);
        } else if inside >= START_TAG_PX + MARK_PX {
            // Room for one: when it starts says more, and the double line shows when it was due.
            due.due_tag = String::new();
            due.tag_at = (due.started - MARK_PX, true);
        } else if last && free + LATE_TAG_PX <= view.width_px {
            due.start_tag = due.start_tag.take().map(|(_, late)| (String::new(), late));
            due.tag_at = (free, false);
        } else {
            due.start_tag = None;
        }
    }
}

fn seen_cancels(cancels: &[At], scale: &Scale<'_>, view: &Viewport) -> Vec<(f64, At)> {
    let mut seen: Vec<(f64, At)> = Vec::new();
    for at in cancels {
        let px = view.px_from_unit(scale.unit(*at));
        let apart = seen.last().is_none_or(|last| px - last.0 >= MARK_GAP_PX);
        if apart && (0.0..=view.width_px).contains(&px) {
            seen.push((px, *at));
        }
    }
    seen
}

fn loop_row(chart: &Chart, scale: &Scale<'_>, view: &Viewport, told: &Told<'_>) -> RowLayout {
    let mut row = RowLayout::default();
    for piece in pieces(&chart.idle, scale, view) {
        if let Some(span) = piece.wide() {
            let label = format!("idle {}", words::length(span.to.saturating_sub(span.from)));
            let wide = piece.right - piece.left >= 9.0 * label.len() as f64;
            row.bars.push(bar(
                &piece,
                span,
                Look::Idle,
                if wide { label } else { String::new() },
            ));
        }
    }
    for piece in pieces(&chart.busy, scale, view) {
        match piece.wide() {
            Some(span) if scale.axis == Axis::Steps => {
                let LoopKind::Busy { iteration } = span.kind else {
                    continue;
                };
                let (long, short) = (format!("iteration {iteration}"), iteration.to_string());
                let label = fitting(piece.right - piece.left, &[&long, &short]);
                row.bars.push(bar(&piece, span, Look::Iteration, label));
            }
            // An iteration with a length is one that was held; the block is drawn, not it.
            Some(_) => {}
            None => {
                let (first, last) = (&piece.spans[0], &piece.spans[piece.spans.len() - 1]);
                let right = if piece.spans.len() == 1 {
                    piece.left
                } else {
                    piece.right
                };
                push_mark(
                    &mut row.marks,
                    Mark {
                        first: piece.left,
                        last: right,
                        from: first.from(),
                        to: last.from(),
                        count: piece.spans.len(),
                    },
                );
            }
        }
    }
    for mut piece in pieces(&chart.blocked, scale, view) {
        let span = &piece.spans[0];
        let LoopKind::Blocked { by, .. } = span.kind else {
            continue;
        };
        let label = told.blocked(span.to.saturating_sub(span.from), by);
        piece.right = piece.right.max(piece.left + TINY_PX);
        row.bars.push(bar(&piece, span, Look::Blocked, label));
    }
    sort_by(&mut row.bars, |one, other| one.left.total_cmp(&other.left));
    row
}

fn simple_row<S: Spanned>(
    spans: &[S],
    look: Look,
    label: impl Fn(&S) -> String,
    scale: &Scale<'_>,
    view: &Viewport,
) -> RowLayout {
    let mut row = RowLayout::default();
    for mut piece in pieces(spans, scale, view) {
        let first = &piece.spans[0];
        let words = match piece.wide() {
            Some(one) => label(one),
            None if look == Look::Gil => "threads take turns".to_owned(),
            None => String::new(),
        };
        piece.right = piece.right.max(piece.left + TINY_PX);
        let mut made = bar(&piece, first, look, words);
        made.to = piece.spans[piece.spans.len() - 1].to();
        row.bars.push(made);
    }
    row
}

/// When the jobs of a worker have the GIL, and when they wait for it.
fn gil_of(
    jobs: &[JobSpan],
    chart: &Chart,
    scale: &Scale<'_>,
    view: &Viewport,
) -> Vec<(f64, f64, bool)> {
    let mut found = Vec::new();
    for (holds, has) in [(&chart.asks, false), (&chart.gil, true)] {
        let own = holds.iter().filter(|hold| words::runs(jobs, hold.by));
        let own = own.copied().collect::<Vec<_>>();
        let seen = pieces(&own, scale, view);
        found.extend(seen.map(|it| (it.left, (it.right - it.left).max(2.0), has)));
    }
    found
}

/// How much the folded tasks do: the share of steps that begin in each bin of what is seen.
fn bins(tasks: &[usize], lanes: &Lanes, scale: &Scale<'_>, view: &Viewport) -> Vec<f64> {
    let end = view.unit_from_px(view.width_px);
    let width = (end - view.from) / REST_BINS as f64;
    let mut counts = [0_u32; REST_BINS];
    for lane in tasks.iter().filter_map(|index| lanes.tasks.get(*index)) {
        let spans = &lane.spans;
        let first = spans.partition_point(|span| scale.unit(span.to()) < view.from);
        // A task with very many steps is sampled: the lane shows a tendency, not a number.
        let last = spans.partition_point(|span| scale.unit(span.from()) < end);
        let stride = ((last.saturating_sub(first)) / 64).max(1);
        for span in spans[first.min(last)..last].iter().step_by(stride) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a float to integer cast saturates, and the index is clamped"
            )]
            let bin = ((scale.unit(span.from()) - view.from) / width) as usize;
            counts[bin.min(REST_BINS - 1)] += u32::try_from(stride).unwrap_or(1);
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    counts
        .iter()
        .map(|count| f64::from(*count) / f64::from(most))
        .collect()
}

/// Pixels to leave free behind the end of the run, for end signs and tags.
#[must_use]
pub fn margin_px(lanes: &Lanes, width_px: f64) -> f64 {
    let late = lanes.tasks.iter().take(super::MOST_LANES).any(|lane| {
        let tail = lane.spans.iter().rev().take(4);
        tail.into_iter()
            .any(|span| matches!(span.kind, LaneKind::Late { .. }))
    });
    match late {
        true if width_px > 560.0 => 216.0,
        true => 124.0,
        false => 48.0 + PAD_PX,
    }
}

/// The actor's task, if it is one.
#[must_use]
pub fn task_of(actor: Actor) -> Option<TaskId> {
    match actor {
        Actor::Task(task) => Some(task),
        Actor::Loop | Actor::Job(_) => None,
    }
}
