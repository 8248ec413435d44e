//! Rows and pieces of runs that are written by hand, so that every expected number can be told
//! from the trace above it.

use super::layout::{Chart, Ending, Look, RowLayout, layout};
use super::viewport::{PAD_PX, Viewport};
use super::words::Told;
use super::*;
use loopscope_core::recording::Recording;
use loopscope_core::source::{Source, Span};
use loopscope_core::trace::{
    Actor, Event, Record, RunEnd, StepEnd, TimerId, TimerPurpose, Trace, Wait, WaitId, WaitKind,
};
use std::rc::Rc;

const S: u64 = 1_000_000_000;

#[derive(Default)]
struct Run {
    trace: Trace,
    now: u64,
    tasks: u32,
}

impl Run {
    fn event(&mut self, by: Actor, event: Event) {
        let at = Nanos(self.now);
        self.trace.push(&Record {
            at,
            span: Span::default(),
            by,
            event,
        });
    }

    fn create(&mut self, name: &str) -> TaskId {
        let task = TaskId(self.tasks);
        self.tasks += 1;
        let (name, coro) = (
            self.trace.texts.intern(name),
            self.trace.texts.intern("work"),
        );
        self.event(Actor::Loop, Event::TaskCreated { task, name, coro });
        task
    }

    fn begin(&mut self, task: TaskId) {
        self.event(
            Actor::Loop,
            Event::StepBegan {
                task,
                handle: None,
                throws: false,
            },
        );
    }

    /// Waits on a sleep of this many nanoseconds, from a timer with the task's own number.
    fn sleep(&mut self, task: TaskId, length: u64) {
        let deadline = Nanos(self.now + length);
        let (timer, by) = (TimerId(task.0), Actor::Task(task));
        let purpose = TimerPurpose::Sleep(task);
        self.event(
            by,
            Event::TimerSet {
                timer,
                deadline,
                purpose,
            },
        );
        let wait = WaitId(u32::try_from(self.trace.waits.len()).unwrap());
        let kind = WaitKind::Sleep {
            length: Nanos(length),
            deadline,
        };
        self.trace.waits.push(Wait { kind, future: None });
        self.event(by, Event::WaitBegan { task, wait });
        self.event(
            by,
            Event::StepEnded {
                task,
                how: StepEnd::Waits,
            },
        );
    }

    fn block(&mut self, task: TaskId, length: u64) {
        let (until, what) = (
            Nanos(self.now + length),
            self.trace.texts.intern("time.sleep(2)"),
        );
        self.event(Actor::Task(task), Event::BlockBegan { until, what });
        self.now = until.0;
        self.event(Actor::Task(task), Event::BlockEnded);
    }

    fn done(&mut self, task: TaskId) {
        let result = Outcome::Result(self.trace.texts.intern("None"));
        self.event(Actor::Task(task), Event::TaskDone { task, how: result });
        self.event(
            Actor::Task(task),
            Event::StepEnded {
                task,
                how: StepEnd::Done,
            },
        );
    }

    fn fire(&mut self, task: TaskId) {
        self.event(
            Actor::Loop,
            Event::TimerFired {
                timer: TimerId(task.0),
            },
        );
    }

    fn advance(&mut self, to: u64) {
        let from = Nanos(self.now);
        self.now = to;
        self.event(Actor::Loop, Event::ClockAdvanced { from });
    }

    fn end(mut self) -> Timeline {
        self.event(Actor::Loop, Event::RunEnded { how: RunEnd::Ok });
        let source = Source::new("program.py", "async def work(): pass\n");
        let recording = Recording {
            source,
            trace: self.trace,
            diagnostic: None,
            ended: true,
        };
        Timeline::new(Rc::new(recording))
    }
}

/// Two tasks: `slow` sleeps 1 s, `fast` 0.5 s, and each ends at its next step.
fn two_sleeps() -> Timeline {
    let mut run = Run::default();
    let (slow, fast) = (run.create("slow"), run.create("fast"));
    run.begin(slow);
    run.sleep(slow, S);
    run.begin(fast);
    run.sleep(fast, S / 2);
    run.advance(S / 2);
    run.fire(fast);
    run.begin(fast);
    run.done(fast);
    run.advance(S);
    run.fire(slow);
    run.begin(slow);
    run.done(slow);
    run.end()
}

/// `tick` is due at 0.5 s, but `report` holds the loop from 0 to 2 s.
fn blocked() -> Timeline {
    let mut run = Run::default();
    let (tick, report) = (run.create("tick"), run.create("report"));
    run.begin(tick);
    run.sleep(tick, S / 2);
    run.begin(report);
    run.block(report, 2 * S);
    run.done(report);
    run.fire(tick);
    run.begin(tick);
    run.done(tick);
    run.end()
}

fn row(timeline: &Timeline, row: &Row, axis: Axis, view: &Viewport) -> RowLayout {
    let lanes = timeline.lanes();
    let chart = Chart::new(lanes, &timeline.recording().trace);
    layout(
        row,
        lanes,
        &chart,
        &Scale::new(axis, timeline),
        view,
        &Told::new(timeline),
    )
}

fn bars(row: &RowLayout) -> Vec<(f64, f64, Look, &str)> {
    let bars = row.bars.iter();
    bars.map(|bar| {
        (
            bar.left.round(),
            bar.width.round(),
            bar.look,
            bar.label.as_str(),
        )
    })
    .collect()
}

fn marks(row: &RowLayout) -> Vec<f64> {
    row.marks.iter().map(|mark| mark.first.round()).collect()
}

#[test]
fn a_sleep_is_a_bar_between_two_marks() {
    let timeline = two_sleeps();
    // 1 s is 1,000 px.
    let view = Viewport {
        from: 0.0,
        to: 1.0,
        width_px: 1000.0 + PAD_PX,
    };
    let fast = row(&timeline, &Row::Task(1), Axis::Seconds, &view);
    assert_eq!(bars(&fast), [(6.0, 500.0, Look::Waiting, "sleep 0.5 s")]);
    assert_eq!(marks(&fast), [6.0, 506.0]);
    let (px, _, ending) = fast.end.unwrap();
    assert_eq!((px, ending), (506.0, Ending::Result));
}

#[test]
fn idle_time_is_said_on_the_loops_lane() {
    let timeline = two_sleeps();
    let view = Viewport {
        from: 0.0,
        to: 1.0,
        width_px: 1000.0 + PAD_PX,
    };
    let row = row(&timeline, &Row::Loop, Axis::Seconds, &view);
    assert_eq!(
        bars(&row),
        [
            (6.0, 500.0, Look::Idle, "idle 0.5 s"),
            (506.0, 500.0, Look::Idle, "idle 0.5 s")
        ]
    );
}

#[test]
fn a_blocked_loop_is_a_band_and_makes_others_late() {
    let timeline = blocked();
    let view = Viewport::whole(2.0, 1006.0, 216.0);
    let second: f64 = (1000.0 - 216.0) / 2.0;
    let tick = row(&timeline, &Row::Task(0), Axis::Seconds, &view);
    assert_eq!(
        bars(&tick),
        [
            (6.0, (0.5 * second).round(), Look::Waiting, "sleep 0.5 s"),
            (
                (6.0 + 0.5 * second).round(),
                (1.5 * second).round(),
                Look::Late,
                ""
            ),
        ]
    );
    let due = &tick.dues[0];
    assert_eq!(due.due_tag, "due 0.50 s");
    assert_eq!(
        due.start_tag,
        Some(("2.00 s".to_owned(), "1.50 s late".to_owned()))
    );
    assert!(due.tag_at.0 > due.started && !due.tag_at.1);
    let report = row(&timeline, &Row::Task(1), Axis::Seconds, &view);
    assert_eq!(
        bars(&report),
        [(
            6.0,
            (2.0 * second).round(),
            Look::Running,
            "time.sleep(2) keeps the seat"
        )]
    );
    let lanes = timeline.lanes();
    let chart = Chart::new(lanes, &timeline.recording().trace);
    assert!(chart.has_block());
    let bands = chart.bands(&Scale::new(Axis::Seconds, &timeline), &view);
    assert_eq!(bands, [(6.0, 2.0 * second)]);
    let event_loop = row(&timeline, &Row::Loop, Axis::Seconds, &view);
    assert_eq!(event_loop.bars[0].label, "blocked 2.0 s by report");
}

#[test]
fn words_of_a_bar_are_whole_or_fewer() {
    let timeline = blocked();
    let label = |width: f64| {
        let view = Viewport::whole(2.0, width, 100.0);
        let event_loop = row(&timeline, &Row::Loop, Axis::Seconds, &view);
        let held = row(&timeline, &Row::Task(1), Axis::Seconds, &view);
        [event_loop, held].map(|row| row.bars[0].label.clone())
    };
    assert_eq!(label(260.0), ["blocked 2.0 s", "time.sleep(2)"]);
    assert_eq!(label(210.0), ["blocked", "time.sleep(2)"]);
    assert_eq!(label(140.0), ["", ""]);
}

#[test]
fn steps_have_equal_widths() {
    let timeline = two_sleeps();
    let scale = Scale::new(Axis::Steps, &timeline);
    let steps = timeline.moments().len() as f64;
    assert_eq!(scale.length(), steps);
    let view = Viewport {
        from: 0.0,
        to: steps,
        width_px: 40.0 * steps + PAD_PX,
    };
    for row in [Row::Task(0), Row::Task(1)]
        .iter()
        .map(|it| row(&timeline, it, Axis::Steps, &view))
    {
        assert!(row.marks.is_empty(), "a step has a width of its own");
        for bar in row.bars {
            assert_eq!((bar.left - PAD_PX) % 40.0, 0.0);
            assert_eq!(bar.width % 40.0, 0.0);
        }
    }
}

#[test]
fn the_playhead_divides_past_and_future() {
    let timeline = two_sleeps();
    let view = Viewport {
        from: 0.0,
        to: 1.0,
        width_px: 1000.0 + PAD_PX,
    };
    let fast = row(&timeline, &Row::Task(1), Axis::Seconds, &view);
    let clock = |now: u64, cursor| Clock {
        axis: Axis::Seconds,
        now: Nanos(now),
        cursor,
    };
    let start = fast.phase(&clock(0, 0));
    assert_eq!(
        (start.bars, start.marks, start.ended),
        ((0, 0), (0, 0), false)
    );
    // Between two records only the clock moves on.
    let cursor = timeline.cursor_at_time(Nanos(0));
    let inside = fast.phase(&clock(S / 4, cursor));
    assert_eq!((inside.bars, inside.marks), ((1, 0), (1, 1)));
    // At 0.5 s the cursor says whether `fast` has run already.
    let first = timeline.next_moment(cursor);
    assert_eq!(fast.phase(&clock(S / 2, first)).marks.0, 1);
    let end = fast.phase(&clock(S, timeline.len()));
    assert_eq!((end.bars, end.marks, end.ended), ((1, 1), (2, 2), true));
}

#[test]
fn a_click_beside_a_mark_finds_the_mark() {
    let timeline = two_sleeps();
    let near = |nanos, reach| snapped(&timeline, Nanos(nanos), Nanos(reach)).0;
    assert_eq!(near(S / 2 - 3, 5), S / 2);
    assert_eq!(near(S / 2 + 3, 5), S / 2);
    assert_eq!(near(S / 2 + 9, 5), S / 2 + 9);
    assert_eq!(near(7 * S, 5), 7 * S);
}

#[test]
fn history_is_told_in_words() {
    let timeline = two_sleeps();
    let words = Told::new(&timeline).history(&timeline.lanes().tasks[1]);
    assert_eq!(
        words,
        "fast: ran 0.00, waited 0.50 s (sleep 0.5 s), ran 0.50, done 0.50"
    );
    let blocked = blocked();
    let told = Told::new(&blocked);
    assert_eq!(
        told.history(&blocked.lanes().tasks[0]),
        "tick: ran 0.00, waited 0.50 s (sleep 0.5 s), was due 0.50, started 2.00, ran 2.00, \
         done 2.00"
    );
}

fn crowd(tasks: u32, sleeps: u64) -> Timeline {
    let mut run = Run::default();
    let all = (0..tasks).map(|_| run.create("Task-1")).collect::<Vec<_>>();
    for round in 0..sleeps {
        for task in &all {
            run.begin(*task);
            run.sleep(*task, S / 1000);
        }
        run.advance((round + 1) * S / 1000);
        for task in &all {
            run.fire(*task);
        }
    }
    for task in &all {
        run.begin(*task);
        run.done(*task);
    }
    run.end()
}

#[test]
fn more_than_sixty_lanes_fold_into_one() {
    let few = crowd(59, 1);
    assert_eq!(rows(few.lanes(), Axis::Seconds, None).len(), 60);
    let many = crowd(500, 1);
    let all = rows(many.lanes(), Axis::Seconds, Some(TaskId(400)));
    assert!(all.len() <= MOST_LANES);
    assert!(
        all.contains(&Row::Task(400)),
        "the selected task keeps its lane"
    );
    let Some(Row::Rest(rest)) = all.last() else {
        panic!("the others share a lane")
    };
    assert_eq!(rest.len() + all.len() - 2, 500);
    let view = Viewport::whole(0.001, 806.0, 54.0);
    let bins = row(&many, all.last().unwrap(), Axis::Seconds, &view).bins;
    assert_eq!(bins[0], 1.0);
}

#[test]
fn a_million_events_are_few_pieces_at_every_zoom() {
    // 10 tasks, 20,000 sleeps each: 1,000,000 records and more.
    let timeline = crowd(10, 20_000);
    assert!(timeline.len() > 1_000_000);
    let lanes = timeline.lanes();
    let chart = Chart::new(lanes, &timeline.recording().trace);
    let told = Told::new(&timeline);
    for axis in [Axis::Seconds, Axis::Steps] {
        let scale = Scale::new(axis, &timeline);
        let all = Viewport::whole(scale.length(), 806.0, 54.0);
        let mut view = all;
        let least = least_units(axis, scale.length());
        while view.to - view.from > least * 1.5 {
            for row in rows(lanes, axis, None) {
                let laid = layout(&row, lanes, &chart, &scale, &view, &told);
                let count = laid.bars.len() + laid.marks.len() + laid.dues.len();
                assert!(count < 300, "{count} pieces in {row:?} of {view:?}");
            }
            view = view.zoomed(4.0, 400.0, &all, least);
        }
    }
}
