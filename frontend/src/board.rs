//! What stands on the board at one moment, in words and numbers: zones, tokens, groups.
//!
//! ```text
//!   LoopState, now ─▶ Board { ready ▸ seat ▸ waiting, done, threads } ─▶ views/board
//! ```
//!
//! Up to 12 tasks have full tokens, up to 60 compact ones; above that, tasks of one coroutine at
//! one line in one state are a group. The seat, the head of the queue, the selected task and what
//! failed stay single, so that there are never more than about 200 nodes.

use crate::engine::RunView;
use loopscope_core::model::{Arrow, JobState, LoopState, Ready, Seat, Task, TaskState};
use loopscope_core::names::short_coro;
use loopscope_core::recording::Recording;
use loopscope_core::source::Span;
use loopscope_core::trace::{
    Actor, HandleJob, JobId, Nanos, Outcome, ResourceId, TaskId, TimerPurpose, WaitId, WaitKind,
};
use std::collections::BTreeMap;
use std::rc::Rc;

const FULL_MAX: usize = 12;
const COMPACT_MAX: usize = 60;
/// Single tokens in a zone of groups.
const SINGLES_MAX: usize = 24;
/// Workers shown.
const WORKERS_MAX: usize = 8;
/// Bars of a group's strip.
const BINS: usize = 72;

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

/// Seconds that remain, for the middle of a ring: one decimal, more where that would be 0.0.
#[must_use]
pub fn short_seconds(seconds: f64) -> String {
    if seconds >= 99.5 {
        format!("{seconds:.0}")
    } else if seconds >= 0.095 || seconds <= 0.0 {
        format!("{seconds:.1}")
    } else if seconds >= 0.0095 {
        format!("{seconds:.2}")
    } else {
        format!("{:.0}ms", (seconds * 1e3).max(1.0))
    }
}

/// `1st`, `2nd` …
#[must_use]
pub fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

struct Maker<'a> {
    view: &'a RunView,
    recording: &'a Recording,
    state: &'a LoopState,
    now: Nanos,
    selected: Option<TaskId>,
    timeouts: BTreeMap<TaskId, Nanos>,
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
    let mut timeouts = BTreeMap::new();
    for timer in state.timers.values() {
        if let TimerPurpose::Timeout(task) = timer.purpose {
            let soonest = timeouts.entry(task).or_insert(timer.deadline);
            *soonest = timer.deadline.min(*soonest);
        }
    }
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
        let size = match task_count {
            0..=FULL_MAX => Size::Full,
            ..=COMPACT_MAX => Size::Compact,
            _ => Size::Groups,
        };
        let mut waiting: Vec<&Task> = Vec::new();
        for task in self.state.tasks.iter() {
            if matches!(task.state, TaskState::Waiting { .. }) {
                waiting.push(task);
            }
        }
        waiting.sort_by_key(|task| (self.deadline(task).unwrap_or(Nanos(u64::MAX)), task.id));
        let late_count = waiting.iter().filter(|task| self.is_late(task)).count();
        let workers = &self.recording.trace.workers;
        Board {
            size,
            ready_count: self
                .state
                .ready
                .iter()
                .filter(|entry| is_task(entry))
                .count(),
            ready: self.ready(size, callbacks),
            seat: self.seat(),
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

    // -------------------------------------------------------- words

    fn text(&self, id: loopscope_core::trace::TextId) -> &str {
        self.recording.text(id)
    }

    fn line(&self, span: Span) -> Option<u32> {
        self.recording.line(span)
    }

    fn at_line(&self, span: Span, before: &str) -> String {
        self.line(span)
            .map_or(String::new(), |line| format!("{before}{line}"))
    }

    fn wait(&self, id: WaitId) -> WaitKind {
        self.recording
            .trace
            .waits
            .get(id.index())
            .map_or(WaitKind::Future, |wait| wait.kind)
    }

    fn deadline(&self, task: &Task) -> Option<Nanos> {
        let TaskState::Waiting { wait, .. } = task.state else {
            return None;
        };
        match self.wait(wait) {
            WaitKind::Sleep { deadline, .. } => Some(deadline),
            WaitKind::Job(job) => match self.state.jobs.get(job.index())?.state {
                JobState::Running { sleeping_until, .. } => sleeping_until,
                JobState::Queued { .. } | JobState::Done { .. } => None,
            },
            _ => None,
        }
    }

    fn is_late(&self, task: &Task) -> bool {
        let TaskState::Waiting { wait, .. } = task.state else {
            return false;
        };
        matches!(self.wait(wait), WaitKind::Sleep { deadline, .. } if deadline < self.now)
    }

    fn resource(&self, id: ResourceId) -> (String, i32, i32, i32, Option<TaskId>) {
        let name = self.recording.trace.resources.get(id.index());
        let name = name
            .map_or("", |resource| self.text(resource.name))
            .to_owned();
        match self.state.resources.get(id.index()) {
            Some(state) => (name, state.level, state.total, state.pending, state.owner),
            None => (name, 0, 0, 0, None),
        }
    }

    fn place_in_line(&self, id: ResourceId, task: TaskId) -> String {
        let line = self
            .state
            .resources
            .get(id.index())
            .map(|state| state.waiters.clone());
        let place = line.and_then(|line| line.iter().position(|waiter| *waiter == task));
        place.map_or(String::new(), |place| {
            format!(" · {} in line", ordinal(place + 1))
        })
    }

    // -------------------------------------------------------- tokens

    fn token(&self, task: &Task) -> Token {
        let key = format!("t{}", task.id.0);
        let (class, mark, detail, number) = match task.state {
            TaskState::Ready { .. } => {
                let place = self.state.ready.iter().filter(|entry| is_task(entry));
                let place = place.map(|entry| entry.job).position(|job| {
                    matches!(job, HandleJob::Step(id) | HandleJob::Wakeup(id) if id == task.id)
                });
                let detail = match place {
                    Some(0) | None => "next in the queue".to_owned(),
                    Some(place) => format!("{} in the queue", ordinal(place + 1)),
                };
                ("s-ready", Mark::Glyph("ready"), detail, String::new())
            }
            TaskState::Running { .. } => {
                let detail = self.at_line(task.place, "now at line ");
                ("s-running", Mark::Glyph("onseat"), detail, String::new())
            }
            TaskState::Waiting { wait, .. } => self.waiting_words(task, wait),
            TaskState::Done { how, .. } => self.done_words(task, how),
        };
        let state = match class {
            "s-ready" => "ready",
            "s-running" => "running",
            "s-waiting" => "waiting",
            "s-thread" => "waiting for a thread",
            "s-done" => "done",
            "s-failed" => "failed",
            _ => "cancelled",
        };
        let cancel = if task.cancel_pending {
            ", cancel requested"
        } else {
            ""
        };
        Token {
            key,
            task: Some(task.id),
            class,
            mark,
            name: task.shown.clone(),
            label: format!("{}, {state}, {detail}{cancel}", task.shown).replace(" · ", ", "),
            short: short_detail(&detail),
            detail,
            number,
        }
    }

    fn waiting_words(&self, task: &Task, wait: WaitId) -> (&'static str, Mark, String, String) {
        let glyph = |name| ("s-waiting", Mark::Glyph(name));
        let mut number = String::new();
        let ((class, mark), mut detail) = match self.wait(wait) {
            WaitKind::Sleep { length, deadline } if deadline < self.now => {
                let late = self.now.saturating_sub(deadline).seconds();
                number = format!("+{}", short_seconds(late));
                let due = short_seconds(deadline.seconds());
                let mark = Mark::Late {
                    text: number.clone(),
                };
                let _ = length;
                (("s-waiting", mark), format!("due {due} s, late"))
            }
            WaitKind::Sleep { length, deadline } => {
                let left = deadline.saturating_sub(self.now).seconds();
                let share = if length.0 == 0 {
                    0.0
                } else {
                    left / length.seconds()
                };
                let text = short_seconds(left);
                number = format!("{text} s");
                let detail = format!("sleep · {} left", unit(&text));
                (("s-waiting", Mark::Ring { text, share }), detail)
            }
            WaitKind::Future => (glyph("waiting"), "a future".to_owned()),
            WaitKind::Task(id) => (glyph("waiting"), format!("task · {}", self.state.shown(id))),
            WaitKind::Gather(id) => {
                let (_, done, total, ..) = self.resource(id);
                number = format!("{done}/{total}");
                let mark = Mark::Segments { done, total };
                (("s-waiting", mark), format!("gather · {done} of {total}"))
            }
            WaitKind::Several(count) => (glyph("gather"), format!("wait · for {count} tasks")),
            WaitKind::Shield => (glyph("waiting"), "shield · the inner goes on".to_owned()),
            WaitKind::Lock(id) => {
                let (name, _, _, _, owner) = self.resource(id);
                let owner = owner.map_or(String::new(), |owner| {
                    format!(" · held by {}", self.state.shown(owner))
                });
                (
                    glyph("lock"),
                    format!("{name}{owner}{}", self.place_in_line(id, task.id)),
                )
            }
            WaitKind::Semaphore(id) => {
                let (name, free, total, ..) = self.resource(id);
                let line = self.place_in_line(id, task.id);
                number = format!("{free}/{total}");
                (
                    glyph("lock"),
                    format!("{name} · {free} of {total} free{line}"),
                )
            }
            WaitKind::Event(id) => (glyph("waiting"), format!("event · {}", self.resource(id).0)),
            WaitKind::Condition(id) => {
                let name = self.resource(id).0;
                (
                    glyph("lock"),
                    format!("condition · {name}{}", self.place_in_line(id, task.id)),
                )
            }
            WaitKind::QueueGet(id) => (
                glyph("waiting"),
                format!("{}.get() · it is empty", self.resource(id).0),
            ),
            WaitKind::QueuePut(id) => (
                glyph("waiting"),
                format!("{}.put() · it is full", self.resource(id).0),
            ),
            WaitKind::QueueJoin(id) => {
                let (name, _, _, pending, _) = self.resource(id);
                (
                    glyph("waiting"),
                    format!("{name}.join() · {pending} unfinished"),
                )
            }
            WaitKind::Barrier(id) => {
                let (_, done, total, ..) = self.resource(id);
                number = format!("{done}/{total}");
                let mark = Mark::Segments { done, total };
                (("s-waiting", mark), format!("barrier · {done} of {total}"))
            }
            WaitKind::TaskGroup(id) => {
                let running = self.resource(id).1;
                (glyph("gather"), format!("group · {running} to go"))
            }
            WaitKind::Job(job) => (("s-thread", Mark::Glyph("thread")), self.job_words(job)),
        };
        if let Some(deadline) = self.timeouts.get(&task.id) {
            let left = short_seconds(deadline.saturating_sub(self.now).seconds());
            detail.push_str(&format!(" · timeout {}", unit(&left)));
        }
        (class, mark, detail, number)
    }

    fn job_words(&self, job: JobId) -> String {
        let Some(job) = self.state.jobs.get(job.index()) else {
            return "in a thread".to_owned();
        };
        match job.state {
            JobState::Queued { .. } => "no worker is free".to_owned(),
            JobState::Running {
                worker,
                sleeping_until,
                ..
            } => {
                let name = self.recording.trace.workers.get(worker.index());
                let name = name.map_or("a worker", |worker| self.text(worker.name));
                let left = sleeping_until.map_or(String::new(), |until| {
                    let left = short_seconds(until.saturating_sub(self.now).seconds());
                    format!(" · {} left", unit(&left))
                });
                format!("{}{left}", worker_name(name))
            }
            JobState::Done { .. } => "the thread has ended".to_owned(),
        }
    }

    fn done_words(&self, task: &Task, how: Outcome) -> (&'static str, Mark, String, String) {
        match how {
            Outcome::Result(text) => {
                let value = self.text(text).to_owned();
                ("s-done", Mark::Glyph("done"), value.clone(), value)
            }
            Outcome::Exception(text) => {
                let text = self.text(text).to_owned();
                let class = text.split(':').next().unwrap_or("").to_owned();
                ("s-failed", Mark::Glyph("failed"), text, class)
            }
            Outcome::Cancelled => {
                let place = self.at_line(task.place, "cancelled at line ");
                (
                    "s-cancelled",
                    Mark::Glyph("cancelled"),
                    place,
                    "cancelled".to_owned(),
                )
            }
        }
    }

    // -------------------------------------------------------- zones

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
            None if self.state.end.is_some() => {
                SeatView::Empty("nobody, the program has ended".into())
            }
            None if self.state.cursor == 0 => SeatView::Empty("nobody yet".into()),
            None => match self.state.next_timer() {
                _ if !self.state.ready.is_empty() => SeatView::Empty("nobody, for a moment".into()),
                Some(timer) if timer.deadline > self.now => SeatView::Empty(format!(
                    "nobody, the loop is idle until {:.2} s",
                    timer.deadline.seconds()
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

    fn ready(&self, size: Size, callbacks: bool) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut rest = Vec::new();
        for entry in self.state.ready.iter() {
            match entry.job {
                HandleJob::Step(id) | HandleJob::Wakeup(id) => {
                    let Some(task) = self.state.task(id) else {
                        continue;
                    };
                    // A task whose wait was cancelled is queued and still shown where it waits
                    // only when the trace says so; the queue shows those that are ready.
                    if !matches!(task.state, TaskState::Ready { .. }) {
                        continue;
                    }
                    let single = size < Size::Groups
                        || entries.len() < SINGLES_MAX / 2
                        || self.selected == Some(id);
                    if single {
                        entries.push(Entry::One(self.token(task)));
                    } else {
                        rest.push(task);
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
        entries.extend(self.groups(&rest));
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
        singles.extend(self.groups(&rest));
        singles
    }

    fn done(&self, size: Size) -> Vec<Entry> {
        let newest = self
            .state
            .done
            .iter()
            .rev()
            .filter_map(|id| self.state.task(*id));
        if size < Size::Groups {
            return newest.map(|task| Entry::One(self.token(task))).collect();
        }
        let mut singles = Vec::new();
        let mut rest = Vec::new();
        for task in newest {
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
                singles.push(Entry::One(self.token(task)));
            } else {
                rest.push(task);
            }
        }
        singles.extend(self.groups(&rest));
        singles
    }

    // -------------------------------------------------------- groups

    /// Tasks of one coroutine, in one state, at one line are one group; a group of one is a token.
    fn groups(&self, tasks: &[&Task]) -> Vec<Entry> {
        let mut groups: BTreeMap<(String, &'static str, String), Vec<&Task>> = BTreeMap::new();
        for task in tasks {
            let (class, _, what) = self.group_of(task);
            let coro = short_coro(self.text(task.coro)).to_owned();
            groups.entry((coro, class, what)).or_default().push(*task);
        }
        let mut list: Vec<_> = groups.into_iter().collect();
        list.sort_by_key(|(_, members)| members[0].id);
        let entry =
            |((name, class, what), members): ((String, &'static str, String), Vec<&Task>)| {
                if members.len() == 1 {
                    return Entry::One(self.token(members[0]));
                }
                let glyph = self.group_of(members[0]).1;
                Entry::Many(self.group(name, class, glyph, what, &members))
            };
        list.into_iter().map(entry).collect()
    }

    fn group_of(&self, task: &Task) -> (&'static str, &'static str, String) {
        match task.state {
            TaskState::Ready { .. } => ("s-ready", "ready", "ready".to_owned()),
            TaskState::Running { .. } => ("s-running", "running", "running".to_owned()),
            TaskState::Waiting { wait, span, .. } => {
                let (class, glyph, word) = match self.wait(wait) {
                    WaitKind::Sleep { .. } => ("s-waiting", "waiting", "sleep"),
                    WaitKind::Gather(_) => ("s-waiting", "gather", "gather"),
                    WaitKind::Lock(_) => ("s-waiting", "lock", "lock"),
                    WaitKind::Semaphore(_) => ("s-waiting", "lock", "semaphore"),
                    WaitKind::Job(_) => ("s-thread", "thread", "in a thread"),
                    WaitKind::QueueGet(_) => ("s-waiting", "waiting", "queue.get"),
                    WaitKind::QueuePut(_) => ("s-waiting", "waiting", "queue.put"),
                    WaitKind::Task(_) => ("s-waiting", "waiting", "a task"),
                    _ => ("s-waiting", "waiting", "waiting"),
                };
                (
                    class,
                    glyph,
                    format!("{word}{}", self.at_line(span, ", line ")),
                )
            }
            TaskState::Done {
                how: Outcome::Result(_),
                ..
            } => ("s-done", "done", "results".to_owned()),
            TaskState::Done {
                how: Outcome::Exception(text),
                ..
            } => {
                let class = self.text(text).split(':').next().unwrap_or("").to_owned();
                ("s-failed", "failed", class)
            }
            TaskState::Done {
                how: Outcome::Cancelled,
                ..
            } => ("s-cancelled", "cancelled", "cancelled".to_owned()),
        }
    }

    fn group(
        &self,
        name: String,
        class: &'static str,
        glyph: &'static str,
        what: String,
        members: &[&Task],
    ) -> Group {
        let times: Vec<Nanos> = members
            .iter()
            .filter_map(|task| match task.state {
                TaskState::Waiting { .. } => self.deadline(task),
                TaskState::Done { at, .. } => Some(at),
                TaskState::Ready { .. } | TaskState::Running { .. } => None,
            })
            .collect();
        let first = times.iter().min().copied();
        let last = times.iter().max().copied();
        let words = if class == "s-waiting" || class == "s-thread" {
            "next"
        } else {
            "first"
        };
        let times_text = match (first, last) {
            (Some(first), Some(last)) => {
                format!(
                    "{words} {:.2} s, last {:.2} s",
                    first.seconds(),
                    last.seconds()
                )
            }
            _ => String::new(),
        };
        let shown: Vec<&str> = members.iter().take(3).map(|task| &*task.shown).collect();
        let more = members.len() - shown.len();
        let more = if more > 0 {
            format!(" +{more} more")
        } else {
            String::new()
        };
        Group {
            key: format!("{name} {what} {class}"),
            class,
            glyph,
            name,
            what,
            count: members.len(),
            names: shown.join(", ") + &more,
            times: times_text,
            heat: heat(&times, self.view.timeline.length()),
        }
    }

    // -------------------------------------------------------- workers

    fn workers(&self) -> Vec<WorkerView> {
        let all = self
            .recording
            .trace
            .workers
            .iter()
            .take(WORKERS_MAX)
            .enumerate();
        let view = |(index, worker): (usize, &loopscope_core::trace::Worker)| {
            let name = worker_name(self.text(worker.name));
            let job = self.state.workers.get(index).copied().flatten();
            let job = job.and_then(|job| self.state.jobs.get(job.index()));
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
        all.map(view).collect()
    }

    fn job_queue(&self) -> Vec<String> {
        let queued =
            |job: &&loopscope_core::model::Job| matches!(job.state, JobState::Queued { .. });
        let name = |job: &loopscope_core::model::Job| self.text(job.name).to_owned();
        self.state.jobs.iter().filter(queued).map(name).collect()
    }
}

/// `ThreadPoolExecutor-0_1` is called `worker 2`; other names stay.
fn worker_name(name: &str) -> String {
    let number = name
        .rsplit_once('_')
        .and_then(|(_, number)| number.parse::<u32>().ok());
    let is_pool = name.contains("Executor-") || name.starts_with("asyncio_");
    match number.filter(|_| is_pool) {
        Some(number) => format!("worker {}", number + 1),
        None => name.to_owned(),
    }
}

/// `sleep · 0.7 s left` is `0.7 s left` in short, `gather · 0 of 3` is `gather 0/3`.
fn short_detail(detail: &str) -> String {
    match detail.split_once(" · ") {
        Some(("sleep", rest)) => rest.split(" · ").next().unwrap_or(rest).to_owned(),
        Some((word, rest)) if rest.contains(" of ") && rest.len() < 12 => {
            format!("{word} {}", rest.replace(" of ", "/"))
        }
        _ => detail.replace("now at line", "line").replace(" in the queue", ""),
    }
}

fn unit(text: &str) -> String {
    if text.ends_with("ms") {
        text.replace("ms", " ms")
    } else {
        format!("{text} s")
    }
}

fn is_task(entry: &Ready) -> bool {
    matches!(entry.job, HandleJob::Step(_) | HandleJob::Wakeup(_)) && !entry.cancelled
}

fn heat(times: &[Nanos], length: Nanos) -> Vec<f64> {
    if times.len() < 2 || length.0 == 0 {
        return Vec::new();
    }
    let mut bins = vec![0_u32; BINS];
    for time in times {
        let bin = u128::from(time.0) * (BINS as u128 - 1) / u128::from(length.0);
        let bin = usize::try_from(bin).unwrap_or(BINS - 1).min(BINS - 1);
        bins[bin] += 1;
    }
    let most = f64::from(bins.iter().copied().max().unwrap_or(1).max(1));
    bins.into_iter()
        .map(|count| f64::from(count) / most)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_rings_are_short_and_never_zero_too_early() {
        let cases = [
            (1.0, "1.0"),
            (0.7, "0.7"),
            (0.05, "0.05"),
            (0.004, "4ms"),
            (120.0, "120"),
        ];
        for (seconds, text) in cases {
            assert_eq!(short_seconds(seconds), text);
        }
        assert_eq!(short_seconds(0.0), "0.0");
        assert_eq!(unit("4ms"), "4 ms");
        assert_eq!(short_detail("sleep · 0.7 s left · timeout 0.1 s"), "0.7 s left");
        assert_eq!(short_detail("gather · 0 of 3"), "gather 0/3");
        assert_eq!(short_detail("task · Database"), "task · Database");
    }

    #[test]
    fn places_and_workers() {
        let places: Vec<String> = [1, 2, 3, 4, 11, 12, 21, 102].map(ordinal).into();
        assert_eq!(
            places,
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "21st", "102nd"]
        );
        assert_eq!(worker_name("ThreadPoolExecutor-0_1"), "worker 2");
        assert_eq!(worker_name("asyncio_0"), "worker 1");
        assert_eq!(worker_name("my_9"), "my_9");
    }
}
