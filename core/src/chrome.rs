//! The run in Chrome's trace format, which Perfetto and speedscope open.
//!
//! One thread for the loop, one for each task, one for each worker; times are virtual, in
//! microseconds. The slices of a task follow each other without gaps, and their names are few, since
//! a viewer takes the colour from the name; what they are about stands in their `args`. A step that
//! costs nothing has no length to be seen: it is given [`STEP`], and what happens at the same moment
//! comes after it; the next wait of the loop takes that back.
//!
//! Rules: the "Trace Event Format" document of the Chromium project (phases `X`, `M`, `s` and `f`, `C`,
//! `i`, `b` and `e`).

use crate::findings::Finding;
use crate::lanes::{LaneKind, LaneSpan, LoopKind};
use crate::log::json;
use crate::names;
use crate::timeline::Timeline;
use crate::trace::{
    Actor, Cause, Event, HandleJob, Nanos, Outcome, TaskId, Trace, WaitId, WaitKind,
};
use std::fmt::Write;

/// The length that a step without cost is shown with.
pub const STEP: Nanos = Nanos(1_000);

/// The thread of the event loop; tasks come after it, then workers.
const LOOP: usize = 0;

/// The trace as JSON, an event a line.
#[must_use]
pub fn chrome(timeline: &Timeline, findings: &[Finding]) -> String {
    let mut writer = Writer::new(timeline);
    writer.threads();
    writer.event_loop();
    writer.tasks();
    writer.workers();
    writer.arrows_and_counters();
    for finding in findings {
        let thread = finding.task().map_or(LOOP, |task| writer.thread(task));
        let (at, text) = (writer.at[finding.cursor], json(&finding.message));
        writer.event("i", thread, at, &format!("\"name\":{text},\"s\":\"t\""));
    }
    format!(
        "{{\"displayTimeUnit\":\"ms\",\"otherData\":{{\"clock\":\"virtual\",\"steps\":\"a step of no \
         cost is shown {} us long\"}},\"traceEvents\":[\n{}\n]}}\n",
        STEP.0 / 1_000,
        writer.events
    )
}

struct Writer<'a> {
    timeline: &'a Timeline,
    trace: &'a Trace,
    /// When each record is shown, by the cursor behind it.
    at: Vec<Nanos>,
    /// Threads of the tasks, by their ids.
    threads: Vec<usize>,
    events: String,
}

impl<'a> Writer<'a> {
    fn new(timeline: &'a Timeline) -> Self {
        let trace = &timeline.recording().trace;
        let mut threads = Vec::new();
        for (at, lane) in timeline.lanes().tasks.iter().enumerate() {
            threads.resize(threads.len().max(lane.task.index() + 1), LOOP);
            threads[lane.task.index()] = at + 1;
        }
        Self {
            timeline,
            trace,
            at: shown_at(trace),
            threads,
            events: String::new(),
        }
    }

    fn thread(&self, task: TaskId) -> usize {
        self.threads.get(task.index()).copied().unwrap_or(LOOP)
    }

    /// The thread of who did something.
    fn actor(&self, by: Actor) -> usize {
        match by {
            Actor::Task(task) => self.thread(task),
            Actor::Loop | Actor::Job(_) => LOOP,
        }
    }

    /// `rest` are the members that only this phase has.
    fn event(&mut self, phase: &str, thread: usize, at: Nanos, rest: &str) {
        let between = if self.events.is_empty() { "" } else { ",\n" };
        let _ = write!(
            self.events,
            "{between}{{\"ph\":\"{phase}\",\"pid\":1,\"tid\":{thread},\"ts\":{},{rest}}}",
            micros(at)
        );
    }

    fn slice(&mut self, thread: usize, (from, to): (Nanos, Nanos), name: &str, about: &str) {
        let length = micros(to.saturating_sub(from));
        let (name, about) = (json(name), arguments(about));
        self.event(
            "X",
            thread,
            from,
            &format!("\"dur\":{length},\"name\":{name}{about}"),
        );
    }

    fn name_of(&mut self, thread: usize, name: &str) {
        let name = json(name);
        let named = format!("\"name\":\"thread_name\",\"args\":{{\"name\":{name}}}");
        self.event("M", thread, Nanos(0), &named);
        let order = format!("\"name\":\"thread_sort_index\",\"args\":{{\"sort_index\":{thread}}}");
        self.event("M", thread, Nanos(0), &order);
    }

    fn threads(&mut self) {
        self.event(
            "M",
            LOOP,
            Nanos(0),
            "\"name\":\"process_name\",\"args\":{\"name\":\"asyncio\"}",
        );
        self.name_of(LOOP, "Event loop");
        let lanes = self.timeline.lanes();
        for (at, lane) in lanes.tasks.iter().enumerate() {
            self.name_of(at + 1, &self.timeline.name(lane.task));
        }
        for (at, lane) in lanes.workers.iter().enumerate() {
            let name = names::worker(self.trace, lane.worker);
            self.name_of(lanes.tasks.len() + 1 + at, &name);
        }
    }

    fn event_loop(&mut self) {
        for span in &self.timeline.lanes().event_loop {
            let shown = (self.at[span.from_cursor], self.at[span.to_cursor]);
            match span.kind {
                LoopKind::Idle => self.slice(LOOP, shown, "idle", ""),
                LoopKind::Busy { iteration } => {
                    self.slice(LOOP, shown, "iteration", &iteration.to_string());
                }
                LoopKind::Blocked { what, .. } => {
                    self.slice(LOOP, shown, "blocked", self.trace.text(what));
                }
            }
        }
    }

    fn tasks(&mut self) {
        let lanes = self.timeline.lanes();
        for (at, lane) in lanes.tasks.iter().enumerate() {
            let thread = at + 1;
            let created = lane.spans.first().map(|span| self.at[span.from_cursor]);
            lane.spans
                .iter()
                .fold(created.unwrap_or_default(), |from, span| {
                    self.task_span(thread, span, from)
                });
            for nested in &lane.nested {
                let name = json(self.trace.text(nested.coro));
                let id = format!(
                    "\"cat\":\"coroutine\",\"id2\":{{\"local\":\"{thread}.{}.{}\"}},\"name\":{name}",
                    nested.depth, nested.from_cursor
                );
                self.event("b", thread, self.at[nested.from_cursor], &id);
                self.event("e", thread, self.at[nested.to_cursor], &id);
            }
        }
    }

    /// Writes a span that is shown from then, and answers to when.
    fn task_span(&mut self, thread: usize, span: &LaneSpan, from: Nanos) -> Nanos {
        // A wait that was late ended at its deadline, and not when its end was noted.
        let noted = span.to_cursor.checked_sub(1);
        let noted = noted.map_or(Nanos(0), |index| self.trace.records()[index].at);
        let to = if noted > span.to {
            from.max(span.to)
        } else {
            from.max(self.at[span.to_cursor])
        };
        let shown = (from, to);
        match span.kind {
            LaneKind::Ready => self.slice(thread, shown, "ready", ""),
            LaneKind::Running => self.slice(thread, shown, "running", ""),
            LaneKind::Blocked(what) => {
                self.slice(thread, shown, "blocks the loop", self.trace.text(what));
            }
            LaneKind::Waiting(wait) => {
                let (what, about) = self.wait(wait);
                self.slice(thread, shown, &format!("waiting: {what}"), &about);
            }
            LaneKind::Late { due, started } => {
                let late = started.saturating_sub(due).seconds();
                self.slice(thread, shown, "late", &format!("{late} s"));
            }
            LaneKind::Done(how) => {
                let (name, about) = match how {
                    Outcome::Result(text) => ("done", self.trace.text(text)),
                    Outcome::Exception(text) => ("failed", self.trace.text(text)),
                    Outcome::Cancelled => ("cancelled", ""),
                };
                let about = arguments(about);
                let rest = format!("\"name\":\"{name}\",\"s\":\"t\"{about}");
                self.event("i", thread, from, &rest);
            }
        }
        to
    }

    /// The kind of a wait, and what is particular in this one.
    fn wait(&self, wait: WaitId) -> (&'static str, String) {
        let name = match self.trace.waits[wait.index()].kind {
            WaitKind::Sleep { length, .. } => return ("sleep", format!("{} s", length.seconds())),
            WaitKind::Task(task) => return ("task", self.timeline.name(task).to_string()),
            WaitKind::Several(_) => "several",
            WaitKind::Future => "future",
            WaitKind::Gather(_) => "gather",
            WaitKind::Shield => "shield",
            WaitKind::Lock(_) => "lock",
            WaitKind::Semaphore(_) => "semaphore",
            WaitKind::Event(_) => "event",
            WaitKind::Condition(_) => "condition",
            WaitKind::QueueGet(_) => "queue get",
            WaitKind::QueuePut(_) => "queue put",
            WaitKind::QueueJoin(_) => "queue join",
            WaitKind::Barrier(_) => "barrier",
            WaitKind::TaskGroup(_) => "task group",
            WaitKind::Job(_) => "worker",
        };
        (name, String::new())
    }

    fn workers(&mut self) {
        let lanes = self.timeline.lanes();
        for (at, lane) in lanes.workers.iter().enumerate() {
            let thread = lanes.tasks.len() + 1 + at;
            for span in &lane.jobs {
                let shown = (self.at[span.from_cursor], self.at[span.to_cursor]);
                self.slice(thread, shown, "job", "");
            }
        }
    }

    fn arrow(&mut self, phase: &str, thread: usize, at: Nanos, id: usize) {
        let flow = format!("\"bp\":\"e\",\"cat\":\"cause\",\"name\":\"wakes\",\"id\":{id}");
        self.event(phase, thread, at, &flow);
    }

    /// Who made or woke whom, from the moment of the one to the next step of the other; and how many
    /// handles and timers there are.
    fn arrows_and_counters(&mut self) {
        // The record of the arrow that is on its way to each thread, from 1.
        let mut pending = vec![0; self.timeline.lanes().tasks.len() + 1];
        let (mut ready, mut timers) = (0_usize, 0_usize);
        for (index, record) in self.trace.records().iter().enumerate() {
            let (at, before) = (self.at[index + 1], (ready, timers));
            match record.event {
                Event::HandleReady {
                    job: HandleJob::Step(task) | HandleJob::Wakeup(task),
                    cause,
                    ..
                } => {
                    ready += 1;
                    if !matches!(cause, Cause::Yielded | Cause::Timer(_) | Cause::Job(_)) {
                        self.arrow("s", self.actor(record.by), self.at[index], index + 1);
                        pending[self.thread(task)] = index + 1;
                    }
                }
                Event::HandleReady { .. } => ready += 1,
                Event::StepBegan {
                    task,
                    handle: Some(_),
                    ..
                } => {
                    ready = ready.saturating_sub(1);
                    let thread = self.thread(task);
                    let arrow = std::mem::take(&mut pending[thread]);
                    if arrow > 0 {
                        self.arrow("f", thread, at, arrow);
                    }
                }
                Event::CallbackBegan { .. } => ready = ready.saturating_sub(1),
                Event::TimerSet { .. } => timers += 1,
                Event::TimerFired { .. } | Event::TimerCancelled { .. } => {
                    timers = timers.saturating_sub(1);
                }
                _ => {}
            }
            if (ready, timers) != before {
                let counted =
                    format!("\"name\":\"loop\",\"args\":{{\"ready\":{ready},\"timers\":{timers}}}");
                self.event("C", LOOP, at, &counted);
            }
        }
    }
}

/// When each record is shown, by the cursor behind it; 0 is before all.
fn shown_at(trace: &Trace) -> Vec<Nanos> {
    let mut shown = vec![Nanos(0)];
    let mut now = Nanos(0);
    let mut began = None;
    for record in trace.records() {
        now = now.max(record.at);
        match record.event {
            Event::StepBegan { .. } | Event::BlockEnded => began = Some(now),
            // What the step did itself comes before its end.
            Event::WaitBegan { .. } | Event::StepEnded { .. } | Event::TaskDone { .. }
                if began.take() == Some(now) =>
            {
                now = Nanos(now.0.saturating_add(STEP.0));
            }
            _ => {}
        }
        shown.push(now);
    }
    shown
}

/// The member for what is particular, where something is.
fn arguments(about: &str) -> String {
    if about.is_empty() {
        return String::new();
    }
    format!(",\"args\":{{\"about\":{}}}", json(about))
}

/// Microseconds, with the three digits behind.
fn micros(at: Nanos) -> String {
    format!("{}.{:03}", at.0 / 1_000, at.0 % 1_000)
}

#[cfg(test)]
mod tests {
    use super::chrome;
    use crate::findings::findings;
    use crate::timeline::Timeline;
    use crate::{Limits, compile, run};
    use std::collections::BTreeMap;
    use std::rc::Rc;

    const PROGRAM: &str = r#"import asyncio, time

async def call(name, seconds):
    await asyncio.sleep(seconds)
    if name == "block":
        time.sleep(1)
    return name

async def main():
    lock = asyncio.Lock()
    async with lock:
        print(await asyncio.gather(call("a", 0.5), call("block", 0.2), call("\"q\"", 0)))
    await asyncio.to_thread(time.sleep, 0.3)

asyncio.run(main())
"#;

    fn lines() -> Vec<String> {
        let program = compile("program.py", PROGRAM).expect("the program is Python");
        let recording = Rc::new(run(&program, &Limits::page()));
        let found = findings(&recording);
        let text = chrome(&Timeline::new(recording), &found);
        let lines = text
            .lines()
            .map(|line| line.trim_end_matches(',').to_owned());
        lines.filter(|line| line.starts_with("{\"ph\"")).collect()
    }

    /// The text or number of a member.
    fn member<'a>(line: &'a str, name: &str) -> &'a str {
        let rest = line.split_once(&format!("\"{name}\":"));
        let rest = rest.unwrap_or_else(|| panic!("{name} in {line}")).1;
        match rest.strip_prefix('"') {
            Some(text) => text.split('"').next().unwrap_or_default(),
            None => rest.split([',', '}']).next().unwrap_or_default(),
        }
    }

    fn nanos(line: &str, name: &str) -> u64 {
        let digits = member(line, name).replace('.', "");
        digits.parse().expect("a number with three digits")
    }

    fn slices(lines: &[String], thread: &str) -> Vec<(u64, u64, String)> {
        let own = |line: &&String| member(line, "ph") == "X" && member(line, "tid") == thread;
        let slice = |line: &String| {
            let from = nanos(line, "ts");
            let name = member(line, "name").to_owned();
            (from, from + nanos(line, "dur"), name)
        };
        lines.iter().filter(own).map(slice).collect()
    }

    #[test]
    fn the_slices_of_a_task_follow_each_other_and_steps_can_be_seen() {
        let lines = lines();
        for thread in ["1", "2", "3", "4"] {
            let slices = slices(&lines, thread);
            assert!(slices.len() >= 4, "{slices:?}");
            for pair in slices.windows(2) {
                assert_eq!(pair[0].1, pair[1].0, "task {thread}: {pair:?}");
            }
            for (at, (from, to, name)) in slices.iter().enumerate() {
                // A step that goes on to block the loop is seen by that.
                let blocks = slices
                    .get(at + 1)
                    .is_some_and(|next| next.2 == "blocks the loop");
                assert!(
                    name != "running" || blocks || to > from,
                    "task {thread}: {slices:?}"
                );
            }
        }
        let names: Vec<_> = slices(&lines, "2")
            .into_iter()
            .map(|slice| slice.2)
            .collect();
        let expected = ["ready", "running", "waiting: sleep", "late", "running"];
        assert_eq!(
            names, expected,
            "its sleep was over while the loop was blocked"
        );
    }

    #[test]
    fn arrows_begin_in_slices_and_end_in_steps() {
        let lines = lines();
        let ends: BTreeMap<&str, &String> = (lines.iter())
            .filter(|line| member(line, "ph") == "f")
            .map(|line| (member(line, "id"), line))
            .collect();
        let begins: Vec<_> = lines
            .iter()
            .filter(|line| member(line, "ph") == "s")
            .collect();
        assert!(begins.len() >= 5);
        for begin in begins {
            let end = ends[member(begin, "id")];
            for (line, steps) in [(begin, false), (end, true)] {
                let at = nanos(line, "ts");
                let mut around = slices(&lines, member(line, "tid")).into_iter();
                let is_around = |(from, to, name): (u64, u64, String)| {
                    from <= at && at <= to && (!steps || name == "running")
                };
                assert!(around.any(is_around), "{line}");
            }
        }
    }

    #[test]
    fn a_finding_and_a_worker_have_their_places() {
        let lines = lines();
        let of_thread_3 = |line: &&String| member(line, "ph") == "i" && member(line, "tid") == "3";
        let marks = lines
            .iter()
            .filter(of_thread_3)
            .map(|line| member(line, "name"));
        let marks: Vec<_> = marks.collect();
        assert_eq!(marks.len(), 2, "{marks:?}");
        assert!(
            marks[0] == "done" && marks[1].contains("took 1.000 seconds"),
            "{marks:?}"
        );
        assert_eq!(slices(&lines, "5").len(), 1, "the job of the worker");
    }
}
