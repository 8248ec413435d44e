//! What stands on the board at one moment, in words and numbers: zones, tokens, groups.
//!
//! ```text
//!   LoopState, now ─▶ Board { ready ▸ seat ▸ waiting, done, threads } ─▶ views/board
//! ```
//!
//! Up to 12 tasks have full tokens, up to 60 compact ones; above that, tasks of one coroutine at
//! one line in one state are a group. The seat, the head of the queue, the selected task and what
//! failed stay single, so that there are never more than about 200 nodes.

mod groups;
#[cfg(test)]
mod tests;
mod tokens;
mod words;

use crate::engine::RunView;
use loopscope_core::model::{Arrow, JobState, LoopState, Ready, Seat, Task, TaskState};
use loopscope_core::names;
use loopscope_core::recording::Recording;
use loopscope_core::sentence::moment;
use loopscope_core::sort::{sort_by, sort_by_key};
use loopscope_core::trace::{
    Actor, HandleJob, JobId, Nanos, Outcome, RunEnd, TaskId, TimerPurpose, WorkerId,
};
use std::rc::Rc;
use words::{short_seconds, unit};

const FULL_MAX: usize = 12;
const COMPACT_MAX: usize = 60;
/// Single tokens in a zone of groups.
const SINGLES_MAX: usize = 24;
/// Single tokens at the head of a queue whose rest is a group: who is next, and 2nd.
const HEAD_MAX: usize = 2;
/// Workers shown.
const WORKERS_MAX: usize = 8;

/// How much of each task is shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Size {
    Full,
    Compact,
    Groups,
}

/// The picture at the left of a token.
#[derive(Clone, PartialEq, Debug)]
pub enum Mark {
    Glyph(&'static str),
    /// A timer: the text inside and the share that remains.
    Ring {
        text: String,
        share: f64,
    },
    /// A timer whose time has passed.
    Late {
        text: String,
    },
    /// So many of so many children.
    Segments {
        done: i32,
        total: i32,
    },
}

/// One task, or one callback of the ready queue.
#[derive(Clone, PartialEq, Debug)]
pub struct Token {
    /// Stays the same while the task moves from zone to zone.
    pub key: String,
    pub task: Option<TaskId>,
    pub class: &'static str,
    pub mark: Mark,
    pub name: Rc<str>,
    pub detail: String,
    /// The detail where there is little room.
    pub short: String,
    /// The one number of a compact token.
    pub number: String,
    /// State and detail as a screen reader says them.
    pub label: String,
}

/// Many tasks as one.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    pub key: String,
    pub class: &'static str,
    pub glyph: &'static str,
    pub name: String,
    pub what: String,
    pub count: usize,
    pub names: String,
    pub times: String,
    /// Heights from 0 to 1 over the time in which they wake or ended.
    pub heat: Vec<f64>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Entry {
    One(Token),
    Many(Group),
}

/// The running seat.
#[derive(Clone, PartialEq, Debug)]
pub enum SeatView {
    /// Nobody, and why.
    Empty(String),
    Taken(Token),
    /// Held by a blocking call.
    Held(Token),
}

/// A worker thread or process.
#[derive(Clone, PartialEq, Debug)]
pub struct WorkerView {
    pub name: String,
    pub job: Option<String>,
    pub detail: String,
}

/// Everything on the board.
#[derive(Clone, PartialEq, Debug)]
pub struct Board {
    pub size: Size,
    pub ready: Vec<Entry>,
    pub ready_count: usize,
    pub seat: SeatView,
    /// Tasks in the middle of a step, in which they made the eager task that has the seat.
    pub under: Vec<Entry>,
    pub waiting: Vec<Entry>,
    pub waiting_count: usize,
    /// Waiting tasks whose time has passed.
    pub late_count: usize,
    pub done: Vec<Entry>,
    pub done_count: usize,
    pub task_count: usize,
    pub workers: Vec<WorkerView>,
    /// Jobs that wait for a worker.
    pub job_queue: Vec<String>,
    pub iteration: u32,
    pub arrow: Option<Arrow>,
    pub is_blocked: bool,
    pub has_workers: bool,
}

struct Maker<'a> {
    view: &'a RunView,
    recording: &'a Recording,
    state: &'a LoopState,
    now: Nanos,
    selected: Option<TaskId>,
    /// When timeouts of tasks are over, by task; the first one of each counts.
    timeouts: Vec<(TaskId, Nanos)>,
}

/// Makes the board of a state with the clock at `now`.
#[must_use]
pub fn board(
    view: &RunView,
    state: &LoopState,
    now: Nanos,
    selected: Option<TaskId>,
    callbacks: bool,
) -> Board {
    let mut timeouts = Vec::new();
    for timer in state.timers.values() {
        if let TimerPurpose::Timeout(task) = timer.purpose {
            timeouts.push((task, timer.deadline));
        }
    }
    sort_by(&mut timeouts, Ord::cmp);
    let now = now.max(state.now);
    let maker = Maker {
        view,
        recording: &view.recording,
        state,
        now,
        selected,
        timeouts,
    };
    maker.make(callbacks)
}

impl Maker<'_> {
    fn make(&self, callbacks: bool) -> Board {
        let task_count = self.state.tasks.iter().count();
        let size = if task_count <= FULL_MAX {
            Size::Full
        } else if task_count <= COMPACT_MAX {
            Size::Compact
        } else {
            Size::Groups
        };
        let mut waiting: Vec<(Nanos, &Task)> = Vec::new();
        let (mut ready, mut under) = (Vec::new(), Vec::new());
        let seat = self.state.running();
        for task in self.state.tasks.iter() {
            match task.state {
                TaskState::Waiting { .. } => {
                    let deadline = self.deadline(task).unwrap_or(Nanos(u64::MAX));
                    waiting.push((deadline, task));
                }
                TaskState::Ready { .. } => ready.push(task),
                TaskState::Running { .. } if seat != Some(Seat::Task(task.id)) => {
                    let mut token = self.token(task);
                    token.mark = Mark::Glyph("running");
                    under.push(Entry::One(token));
                }
                TaskState::Running { .. } | TaskState::Done { .. } => {}
            }
        }
        sort_by_key(&mut waiting, |(deadline, task)| (*deadline, task.id));
        let waiting: Vec<&Task> = waiting.into_iter().map(|(_, task)| task).collect();
        let late_count = waiting.iter().filter(|task| self.is_late(task)).count();
        let workers = &self.recording.trace.workers;
        Board {
            size,
            ready_count: ready.len(),
            ready: self.ready(&ready, size, callbacks),
            seat: self.seat(),
            under,
            waiting_count: waiting.len(),
            waiting: self.waiting(&waiting, size),
            late_count,
            done: self.done(size),
            done_count: self.state.done.len(),
            task_count,
            workers: self.workers(),
            job_queue: self.job_queue(),
            iteration: self.state.iteration,
            arrow: self.state.arrow.map(|(arrow, _)| arrow),
            is_blocked: self.state.block.is_some(),
            has_workers: !workers.is_empty(),
        }
    }

    fn seat(&self) -> SeatView {
        match self.state.running() {
            Some(Seat::Task(id)) => {
                let Some(task) = self.state.task(id) else {
                    return SeatView::Empty(String::new());
                };
                let mut token = self.token(task);
                token.class = "s-running";
                token.mark = Mark::Glyph("onseat");
                token.detail = self.at_line(task.place, "now at line ");
                token.short = self.at_line(task.place, "line ");
                if let Some(block) = self.state.block {
                    let left = short_seconds(block.until.saturating_sub(self.now).seconds());
                    token.class = "s-blocked";
                    token.mark = Mark::Glyph("blocked");
                    token.detail = format!("{} to go", unit(&left));
                    token.short.clone_from(&token.detail);
                    token.label =
                        format!("{}, holds the loop's thread, {}", token.name, token.detail);
                    return SeatView::Held(token);
                }
                SeatView::Taken(token)
            }
            Some(Seat::Callback(entry)) => SeatView::Taken(self.callback(&entry, "s-running")),
            None if self.state.end == Some(RunEnd::Deadlock) => {
                SeatView::Empty("nobody can run: a deadlock".into())
            }
            None if self.state.end.is_some() => {
                SeatView::Empty("nobody, the program has ended".into())
            }
            None if self.state.cursor == 0 => SeatView::Empty("nobody yet".into()),
            None if self.state.iteration == 0 && self.state.tasks.is_empty() => {
                SeatView::Empty("nobody, no event loop runs".into())
            }
            None => match self.state.next_timer() {
                _ if !self.state.ready.is_empty() => SeatView::Empty("nobody, for a moment".into()),
                Some(timer) if timer.deadline > self.now => SeatView::Empty(format!(
                    "nobody, the loop is idle until {}",
                    moment(timer.deadline)
                )),
                _ => SeatView::Empty("nobody, the loop is idle".into()),
            },
        }
    }

    fn callback(&self, entry: &Ready, class: &'static str) -> Token {
        let name: Rc<str> = match entry.job {
            HandleJob::Callback(text) => self.text(text).into(),
            HandleJob::Step(task) | HandleJob::Wakeup(task) => self.state.shown(task),
        };
        Token {
            key: format!("h{}", entry.handle.0),
            task: None,
            class,
            mark: Mark::Glyph(if class == "s-running" {
                "onseat"
            } else {
                "ready"
            }),
            label: format!("{name}, a callback"),
            name,
            detail: "a callback".to_owned(),
            short: "a callback".to_owned(),
            number: String::new(),
        }
    }

    /// The queue, and behind it who is ready without a handle in it: an eager task before its
    /// first step, and who gave the seat back at the very end of a run that was stopped.
    fn ready(&self, tasks: &[&Task], size: Size, callbacks: bool) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut rest = Vec::new();
        let mut shown = 0;
        let mut add = |task: &Task, entries: &mut Vec<Entry>| {
            let single =
                size < Size::Groups || entries.len() < HEAD_MAX || self.selected == Some(task.id);
            if single {
                entries.push(Entry::One(self.token(task)));
            } else {
                rest.push(task.id);
            }
        };
        for entry in self.state.ready.iter() {
            match entry.job {
                HandleJob::Step(id) | HandleJob::Wakeup(id) => {
                    let Some(task) = self.state.task(id) else {
                        continue;
                    };
                    // A task whose wait was cancelled is queued and still shown where it waits
                    // only when the trace says so; the queue shows those that are ready.
                    if matches!(task.state, TaskState::Ready { .. }) {
                        add(task, &mut entries);
                        shown += 1;
                    }
                }
                HandleJob::Callback(_) if callbacks && entries.len() < SINGLES_MAX => {
                    let mut token = self.callback(entry, "s-ready");
                    token.class = "s-ready callback";
                    entries.push(Entry::One(token));
                }
                HandleJob::Callback(_) => {}
            }
        }
        if shown < tasks.len() {
            let of = |entry: &Ready| match entry.job {
                HandleJob::Step(id) | HandleJob::Wakeup(id) => Some(id),
                HandleJob::Callback(_) => None,
            };
            let queued: Vec<_> = self.state.ready.iter().filter_map(of).collect();
            for task in tasks.iter().filter(|task| !queued.contains(&task.id)) {
                add(task, &mut entries);
            }
        }
        let rest: Vec<&Task> = rest.iter().filter_map(|id| self.state.task(*id)).collect();
        entries.extend(self.groups(&rest).into_iter().map(|group| group.1));
        entries
    }

    fn waiting(&self, tasks: &[&Task], size: Size) -> Vec<Entry> {
        if size < Size::Groups {
            return tasks
                .iter()
                .map(|task| Entry::One(self.token(task)))
                .collect();
        }
        let mut singles = Vec::new();
        let mut rest = Vec::new();
        for task in tasks {
            if self.selected == Some(task.id) || task.id == TaskId(0) {
                singles.push(Entry::One(self.token(task)));
            } else {
                rest.push(*task);
            }
        }
        singles.extend(self.groups(&rest).into_iter().map(|group| group.1));
        singles
    }

    fn done(&self, size: Size) -> Vec<Entry> {
        let newest = || self.state.done.iter().rev();
        let tasks = newest().filter_map(|id| self.state.task(*id));
        if size < Size::Groups {
            return tasks.map(|task| Entry::One(self.token(task))).collect();
        }
        let mut singles = Vec::new();
        let mut rest = Vec::new();
        for task in tasks {
            let is_result = matches!(
                task.state,
                TaskState::Done {
                    how: Outcome::Result(_),
                    ..
                }
            );
            let single =
                self.selected == Some(task.id) || (!is_result && singles.len() < SINGLES_MAX);
            if single {
                singles.push((task.id, Entry::One(self.token(task))));
            } else {
                rest.push(task);
            }
        }
        singles.extend(self.groups(&rest));
        // A group stands where its newest task does.
        let place = |first: TaskId| newest().position(|id| *id == first);
        let placed = singles
            .into_iter()
            .map(|(first, entry)| (place(first), entry));
        let mut placed: Vec<_> = placed.collect();
        sort_by_key(&mut placed, |entry| entry.0);
        placed.into_iter().map(|entry| entry.1).collect()
    }

    fn workers(&self) -> Vec<WorkerView> {
        let begun = self.state.workers.iter().take(WORKERS_MAX);
        let view = |(worker, id): (WorkerId, &Option<JobId>)| {
            let name = names::worker(&self.recording.trace, worker);
            let job = id.and_then(|job| self.state.jobs.get(job.index()));
            let Some(job) = job else {
                return WorkerView {
                    name,
                    job: None,
                    detail: "idle".to_owned(),
                };
            };
            let left = match job.state {
                JobState::Running {
                    sleeping_until: Some(until),
                    ..
                } => {
                    let left = short_seconds(until.saturating_sub(self.now).seconds());
                    format!("{} left", unit(&left))
                }
                _ if id.map(Actor::Job) == self.state.gil_holder() => "has the GIL".to_owned(),
                _ => "works".to_owned(),
            };
            let by = match job.by {
                Actor::Task(task) => format!(" for {}", self.state.shown(task)),
                Actor::Loop | Actor::Job(_) => String::new(),
            };
            let job = format!("{}{by}", self.text(job.name));
            WorkerView {
                name,
                job: Some(job),
                detail: left,
            }
        };
        (0..).map(WorkerId).zip(begun).map(view).collect()
    }

    fn job_queue(&self) -> Vec<String> {
        let queued =
            |job: &&loopscope_core::model::Job| matches!(job.state, JobState::Queued { .. });
        let name = |job: &loopscope_core::model::Job| self.text(job.name).to_owned();
        self.state.jobs.iter().filter(queued).map(name).collect()
    }
}

fn is_task(entry: &Ready) -> bool {
    matches!(entry.job, HandleJob::Step(_) | HandleJob::Wakeup(_)) && !entry.cancelled
}
