//! The only caller of core's `compile` and `Run`: a text goes in, a [`RunView`] comes out, in
//! slices that keep the page alive.

use crate::platform::{self, Timeout};
use crate::player::Track;
use crate::state::{News, Progress};
use loopscope_core::findings::{Finding, findings};
use loopscope_core::inspect::replay::{Known, Replay};
use loopscope_core::recording::Recording;
use loopscope_core::timeline::Timeline;
use loopscope_core::trace::{Actor, Event, Nanos, Record, TaskId, TimerId, TimerPurpose};
use loopscope_core::{Limits, Run, compile};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// More tasks than this that change at one instant share one beat of playback.
const CROWD_TASKS: usize = 8;

/// One run and all that is derived from it once.
pub struct RunView {
    /// Tells two runs apart without comparing them.
    pub serial: u32,
    pub recording: Rc<Recording>,
    pub timeline: Timeline,
    /// What it ran with.
    pub limits: Limits,
    /// Somebody pressed stop.
    pub was_stopped: bool,
    shares: OnceCell<Vec<u32>>,
    findings: OnceCell<Vec<Finding>>,
    deadlines: OnceCell<Vec<(TaskId, TimerId, Nanos)>>,
}

impl PartialEq for RunView {
    fn eq(&self, other: &Self) -> bool {
        self.serial == other.serial
    }
}

impl std::fmt::Debug for RunView {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "RunView({})", self.serial)
    }
}

impl RunView {
    #[must_use]
    pub fn new(serial: u32, mut recording: Recording, limits: Limits) -> Self {
        recording.trace.unroll();
        let recording = Rc::new(recording);
        let timeline = Timeline::new(recording.clone());
        Self {
            serial,
            limits,
            recording,
            timeline,
            was_stopped: false,
            shares: OnceCell::new(),
            findings: OnceCell::new(),
            deadlines: OnceCell::new(),
        }
    }

    /// Number of steps: 0 is before everything, the last is the end.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.timeline.moments().len()
    }

    /// Cursor of a step.
    #[must_use]
    pub fn cursor_of(&self, step: usize) -> usize {
        let moments = self.timeline.moments();
        let index = step.min(moments.len()).checked_sub(1);
        index.map_or(0, |index| moments[index].stop)
    }

    /// The last step at or before a cursor.
    #[must_use]
    pub fn step_of(&self, cursor: usize) -> usize {
        self.timeline
            .moments()
            .partition_point(|moment| moment.stop <= cursor)
    }

    /// Cursor of the first step that shows the state after `cursor` records.
    #[must_use]
    pub fn cursor_showing(&self, cursor: usize) -> usize {
        let moments = self.timeline.moments();
        let first = moments.partition_point(|moment| moment.stop < cursor);
        if cursor == 0 {
            0
        } else {
            moments.get(first).or(moments.last()).map_or(0, |m| m.stop)
        }
    }

    /// Whose timeouts were set, and when they are over.
    pub fn deadlines(&self) -> &[(TaskId, TimerId, Nanos)] {
        self.deadlines.get_or_init(|| {
            let set = |record: &Record| match record.event {
                Event::TimerSet {
                    timer,
                    deadline,
                    purpose: TimerPurpose::Timeout(task),
                } => Some((task, timer, deadline)),
                _ => None,
            };
            self.recording.records().iter().filter_map(set).collect()
        })
    }

    /// What a reader of this run should know; found at the first call.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| findings(&self.recording))
    }

    /// Virtual time of the state at a cursor.
    #[must_use]
    pub fn time_of(&self, cursor: usize) -> Nanos {
        let records = self.recording.records();
        let last = cursor.min(records.len()).checked_sub(1);
        last.map_or(Nanos(0), |index| records[index].at)
    }

    /// How many records two runs have in common from the start, places in the text left aside.
    #[must_use]
    pub fn common_past(&self, other: &Self) -> usize {
        let pairs = self
            .recording
            .records()
            .iter()
            .zip(other.recording.records());
        pairs
            .take_while(|(a, b)| (a.at, a.by, a.event) == (b.at, b.by, b.event))
            .count()
    }

    fn shares(&self) -> &[u32] {
        self.shares.get_or_init(|| {
            let moments = self.timeline.moments();
            let records = self.recording.records();
            let mut shares = vec![1; moments.len() + 1];
            let mut first = 0;
            while first < moments.len() {
                let at = records[moments[first].record].at;
                let same = moments[first..]
                    .iter()
                    .take_while(|m| records[m.record].at == at);
                let mut tasks = Vec::new();
                let mut count: u32 = 0;
                for moment in same {
                    count += 1;
                    let record = records[moment.record];
                    match (record.by, record.event) {
                        (_, Event::TaskCreated { task, .. } | Event::StepBegan { task, .. })
                        | (Actor::Task(task), _)
                            // More than a crowd need not be told apart.
                            if tasks.len() <= CROWD_TASKS && !tasks.contains(&task) =>
                        {
                            tasks.push(task);
                        }
                        _ => {}
                    }
                }
                let behind = first + count as usize;
                if tasks.len() > CROWD_TASKS {
                    shares[first + 1..=behind].fill(count);
                }
                first = behind;
            }
            shares
        })
    }
}

impl Track for RunView {
    fn last(&self) -> usize {
        self.steps()
    }

    fn time(&self, step: usize) -> Nanos {
        self.time_of(self.cursor_of(step))
    }

    fn share(&self, step: usize) -> usize {
        self.shares().get(step).map_or(1, |share| *share as usize)
    }
}

// ---------------------------------------------------------------- running, in slices

/// Milliseconds of work between two looks at the page.
const SLICE_MS: f64 = 8.0;
/// Operations between two looks at the clock.
const SLICE_OPS: u64 = 20_000;
/// Typing goes on for this long before a text is run, in milliseconds.
const DEBOUNCE_MS: u32 = 8;
/// A run that takes longer tells how far it is, in milliseconds.
const QUIET_MS: f64 = 200.0;

/// A run with more events is shown in several turns of the page.
const LONG_EVENTS: usize = 20_000;
/// What the views ask of a run first; each is found once, and kept.
const FIRST_LOOKS: [fn(&RunView); 4] = [
    |view| _ = view.timeline.moments(),
    |view| _ = view.timeline.lanes(),
    |view| _ = view.findings(),
    |view| _ = view.shares(),
];

/// Runs one text at a time; a new one takes the place of the last.
#[derive(Default)]
pub struct Engine {
    timer: Option<Timeout>,
    job: Option<Job>,
    runs: u32,
}

struct Job {
    run: Run,
    limits: Limits,
    hear: Rc<dyn Fn(News)>,
    begun: f64,
    told: f64,
}

impl Engine {
    /// Compiles and runs a text soon; `hear` is told what comes of it.
    pub fn start(
        engine: &Rc<RefCell<Self>>,
        name: &str,
        text: &str,
        cores: Option<u32>,
        hear: impl Fn(News) + 'static,
    ) {
        let (name, text) = (name.to_owned(), text.to_owned());
        let hear: Rc<dyn Fn(News)> = Rc::new(hear);
        engine.borrow_mut().job = None;
        let again = engine.clone();
        let timer = Timeout::new(DEBOUNCE_MS, move || {
            if text.trim().is_empty() {
                return hear(News::Nothing);
            }
            match compile(&name, &text) {
                Err(diagnostics) => hear(News::Rejected(diagnostics.into())),
                Ok(program) => {
                    let begun = platform::now_ms();
                    let page = Limits::page();
                    let limits = cores.map_or(page, |cores| page.free_threaded(cores));
                    let run = Run::new(&program, &limits);
                    again.borrow_mut().job = Some(Job {
                        run,
                        limits,
                        hear,
                        begun,
                        told: begun,
                    });
                    Self::turn(&again);
                }
            }
        });
        engine.borrow_mut().timer = Some(timer);
    }

    /// Ends the present run where it is; what happened until now is the recording.
    pub fn stop(engine: &Rc<RefCell<Self>>) {
        let job = engine.borrow_mut().job.take();
        if let Some(mut job) = job {
            job.run.stop();
            Self::finish(engine, job, true);
        }
    }

    /// One slice of work, then the page has its turn.
    fn turn(engine: &Rc<RefCell<Self>>) {
        let Some(mut job) = engine.borrow_mut().job.take() else {
            return;
        };
        let begin = platform::now_ms();
        let mut now = begin;
        while now - begin < SLICE_MS {
            if job.run.advance(SLICE_OPS) == loopscope_core::Progress::Done {
                return Self::finish(engine, job, false);
            }
            now = platform::now_ms();
        }
        if now - job.begun > QUIET_MS && now - job.told > QUIET_MS / 2.0 {
            job.told = now;
            let events = job.run.events();
            let milliseconds = now - job.begun;
            (job.hear)(News::Progress(Progress {
                events,
                milliseconds,
            }));
        }
        engine.borrow_mut().job = Some(job);
        Self::later(engine, Self::turn);
    }

    fn later(engine: &Rc<RefCell<Self>>, then: impl FnOnce(&Rc<RefCell<Self>>) + 'static) {
        let again = engine.clone();
        let timer = Timeout::new(0, move || then(&again));
        engine.borrow_mut().timer = Some(timer);
    }

    /// The run is over. A long one is taken apart, and looked through, with turns of the page
    /// between: it would stand still else.
    fn finish(engine: &Rc<RefCell<Self>>, job: Job, was_stopped: bool) {
        engine.borrow_mut().runs += 1;
        let (serial, limits, hear) = (engine.borrow().runs, job.limits, job.hear);
        let is_long = job.run.events() > LONG_EVENTS;
        let recording = job.run.finish();
        let view = move |engine: &Rc<RefCell<Self>>| {
            let mut view = RunView::new(serial, recording, limits);
            view.was_stopped = was_stopped;
            Self::look_through(engine, Rc::new(view), hear, &FIRST_LOOKS);
        };
        if is_long {
            Self::later(engine, view);
        } else {
            view(engine);
        }
    }

    fn look_through(
        engine: &Rc<RefCell<Self>>,
        view: Rc<RunView>,
        hear: Rc<dyn Fn(News)>,
        looks: &'static [fn(&RunView)],
    ) {
        match looks.split_first() {
            Some((look, rest)) if view.timeline.len() > LONG_EVENTS => {
                look(&view);
                Self::later(engine, move |engine| {
                    Self::look_through(engine, view, hear, rest);
                });
            }
            _ => hear(News::Finished(view)),
        }
    }
}

// ---------------------------------------------------------------- looking into a run

/// The timer of a look that is under way; dropping it ends the look.
pub type Look = Rc<RefCell<Option<Timeout>>>;

/// A step that is left again at once is not looked into, in milliseconds.
const LOOK_DELAY_MS: u32 = 40;

/// Runs the text of a finished run again up to a cursor, in slices, and tells what is inside.
pub fn look_inside(
    look: &Look,
    view: &RunView,
    cursor: usize,
    task: Option<TaskId>,
    hear: impl FnOnce(Known) + 'static,
) {
    let (source, again) = (view.recording.source.clone(), look.clone());
    let limits = view.limits;
    let timer = Timeout::new(LOOK_DELAY_MS, move || {
        if let Ok(program) = compile(source.name(), source.text()) {
            let replay = Replay::new(&program, &limits, cursor);
            go_on_looking(&again, replay, task, Box::new(hear));
        }
    });
    *look.borrow_mut() = Some(timer);
}

fn go_on_looking(
    look: &Look,
    mut replay: Replay,
    task: Option<TaskId>,
    hear: Box<dyn FnOnce(Known)>,
) {
    let begin = platform::now_ms();
    while platform::now_ms() - begin < SLICE_MS {
        if replay.advance(SLICE_OPS) == loopscope_core::Progress::Done {
            return hear(replay.inside(task));
        }
    }
    let again = look.clone();
    let timer = Timeout::new(0, move || go_on_looking(&again, replay, task, hear));
    *look.borrow_mut() = Some(timer);
}
