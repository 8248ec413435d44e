//! The words of the timeline: what a task waits for, and a lane's history for who cannot see it.

use super::layout::task_of;
use loopscope_core::lanes::{JobSpan, LaneKind, Lanes, TaskLane};
use loopscope_core::names::{self, short_coro};
use loopscope_core::sentence;
use loopscope_core::timeline::Timeline;
use loopscope_core::trace::{
    Actor, Event, JobId, Nanos, Outcome, ResourceId, TextId, Trace, WaitId, WaitKind, WorkerId,
};

/// A history with more stations than this ends in a count.
const MOST_STATIONS: usize = 12;

/// "0.5 s", "1.25 s", "20 ms": a length, as short as it can be said.
#[must_use]
pub fn length(nanos: Nanos) -> String {
    let (value, unit) = match nanos.0 {
        0 => return "0 s".to_owned(),
        1..1_000 => return format!("{} ns", nanos.0),
        1_000..1_000_000 => (nanos.seconds() * 1e6, "µs"),
        1_000_000..100_000_000 => (nanos.seconds() * 1e3, "ms"),
        _ => (nanos.seconds(), "s"),
    };
    let text = format!("{value:.3}");
    let short = text.trim_end_matches('0');
    let short = if short.ends_with('.') {
        format!("{short}0")
    } else {
        short.to_owned()
    };
    // "0.5 s" and "2.0 s", but "20 ms".
    let short = if unit == "s" {
        &short
    } else {
        short.trim_end_matches(".0")
    };
    format!("{short} {unit}")
}

/// "0.50 s": a moment as the clock shows it.
#[must_use]
pub fn clock_seconds(nanos: Nanos) -> String {
    format!("{} s", clock(nanos))
}

/// "0.50": a moment as the clock shows it, without its unit.
#[must_use]
pub fn clock(nanos: Nanos) -> String {
    sentence::clock(nanos)
}

/// A moment with as many decimals as can be told apart on an axis with this many pixels a second:
/// two, as the clock has, and more in a short run or under a close look.
#[must_use]
pub fn clock_at(nanos: Nanos, px_per_second: f64) -> String {
    let mut decimals = 2;
    let mut px = px_per_second / 100.0;
    while px > 40.0 && decimals < 9 {
        px /= 10.0;
        decimals += 1;
    }
    format!("{:.decimals$}", nanos.seconds())
}

/// Gives the words of one run.
pub struct Told<'run> {
    timeline: &'run Timeline,
    trace: &'run Trace,
}

impl<'run> Told<'run> {
    #[must_use]
    pub fn new(timeline: &'run Timeline) -> Self {
        Self {
            timeline,
            trace: &timeline.recording().trace,
        }
    }

    #[must_use]
    pub fn wait_kind(&self, wait: WaitId) -> Option<WaitKind> {
        self.trace.waits.get(wait.index()).map(|wait| wait.kind)
    }

    /// What a waiting bar says.
    #[must_use]
    pub fn wait(&self, wait: WaitId) -> String {
        let Some(kind) = self.wait_kind(wait) else {
            return String::new();
        };
        match kind {
            WaitKind::Sleep { length: time, .. } => format!("sleep {}", length(time)),
            WaitKind::Future => "future".to_owned(),
            WaitKind::Task(task) => format!("await {}", self.timeline.name(task)),
            WaitKind::Gather(_) => "await gather".to_owned(),
            WaitKind::Several(count) => format!("wait for {count}"),
            WaitKind::Shield => "shield".to_owned(),
            WaitKind::Lock(id) => self.of("lock", id),
            WaitKind::Semaphore(id) => self.of("semaphore", id),
            WaitKind::Event(id) => self.of("event", id),
            WaitKind::Condition(id) => self.of("condition", id),
            WaitKind::QueueGet(id) => self.of("get from", id),
            WaitKind::QueuePut(id) => self.of("put into", id),
            WaitKind::QueueJoin(id) => self.of("join", id),
            WaitKind::Barrier(id) => self.of("barrier", id),
            WaitKind::TaskGroup(_) => "task group".to_owned(),
            WaitKind::Job(job) => format!("thread: {}", self.job(job)),
        }
    }

    /// "lock db"; only the kind where the thing has no name of its own.
    fn of(&self, kind: &str, id: ResourceId) -> String {
        let name = self
            .trace
            .resources
            .get(id.index())
            .map(|thing| self.trace.text(thing.name));
        match name {
            Some(name) if !name.is_empty() && !name.eq_ignore_ascii_case(kind) => {
                format!("{kind} {name}")
            }
            _ => kind.to_owned(),
        }
    }

    #[must_use]
    pub fn worker(&self, worker: WorkerId) -> String {
        names::worker(self.trace, worker)
    }

    #[must_use]
    pub fn coroutine(&self, coro: TextId) -> String {
        short_coro(self.trace.text(coro)).to_owned()
    }

    /// The name of what a worker does.
    #[must_use]
    pub fn job(&self, job: JobId) -> String {
        let queued = self.timeline.causes().job_queued(job);
        match queued
            .and_then(|at| self.trace.records().get(at))
            .map(|record| record.event)
        {
            Some(Event::JobQueued { name, .. }) => self.trace.text(name).to_owned(),
            _ => "job".to_owned(),
        }
    }

    #[must_use]
    pub fn keeps_seat(&self, what: TextId) -> String {
        format!("{} keeps the seat", self.trace.text(what))
    }

    /// "blocked 2.0 s by Report".
    #[must_use]
    pub fn blocked(&self, time: Nanos, by: Actor) -> String {
        let who = task_of(by).map(|task| format!(" by {}", self.timeline.name(task)));
        format!("blocked {}{}", length(time), who.unwrap_or_default())
    }

    /// A lane in words: "Cache: ran 0.00, waited 0.50 s (sleep 0.5 s), ran 0.50, done 0.50".
    #[must_use]
    pub fn history(&self, lane: &TaskLane) -> String {
        let mut stations = Vec::new();
        let mut more = 0;
        for span in &lane.spans {
            let time = span.to.saturating_sub(span.from);
            let station = match span.kind {
                LaneKind::Ready if time.0 == 0 => continue,
                LaneKind::Ready => format!("stood ready {}", length(time)),
                LaneKind::Running if time.0 == 0 => format!("ran {}", clock(span.from)),
                LaneKind::Running => format!("ran {} for {}", clock(span.from), length(time)),
                LaneKind::Blocked(what) => {
                    let what = self.trace.text(what);
                    format!("held the loop {} with {what}", length(time))
                }
                LaneKind::Waiting(wait) => {
                    format!("waited {} ({})", clock_seconds(time), self.wait(wait))
                }
                LaneKind::Late { due, started } => {
                    format!("was due {}, started {}", clock(due), clock(started))
                }
                LaneKind::Done(how) => {
                    let how = match how {
                        Outcome::Result(_) => "done",
                        Outcome::Exception(_) => "failed",
                        Outcome::Cancelled => "cancelled",
                    };
                    format!("{how} {}", clock(span.from))
                }
            };
            let ends = matches!(span.kind, LaneKind::Done(_));
            if stations.len() < MOST_STATIONS || ends {
                if more > 0 {
                    stations.push(format!("{more} more"));
                    more = 0;
                }
                stations.push(station);
            } else {
                more += 1;
            }
        }
        if more > 0 {
            stations.push(format!("{more} more"));
        }
        let name = self.timeline.name(lane.task);
        if stations.is_empty() {
            return format!("{name}: has not run");
        }
        format!("{name}: {}", stations.join(", "))
    }
}

/// True when an actor is one of these jobs.
#[must_use]
pub fn runs(jobs: &[JobSpan], by: Actor) -> bool {
    jobs.iter().any(|job| Actor::Job(job.job) == by)
}

/// A worker, or what the main thread runs.
#[must_use]
pub fn thread(lanes: &Lanes, by: Actor, told: &Told<'_>) -> String {
    match by {
        Actor::Task(task) => told.timeline.name(task).to_string(),
        Actor::Loop => "main thread".to_owned(),
        Actor::Job(_) => {
            let worker = lanes.workers.iter().find(|it| runs(&it.jobs, by));
            worker.map_or_else(|| "a worker".to_owned(), |lane| told.worker(lane.worker))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_short() {
        let said = [
            (0, "0 s"),
            (7, "7 ns"),
            (1_500, "1.5 µs"),
            (20_000_000, "20 ms"),
            (100_000_000, "0.1 s"),
            (500_000_000, "0.5 s"),
            (1_250_000_000, "1.25 s"),
            (2_000_000_000, "2.0 s"),
        ];
        for (nanos, expected) in said {
            assert_eq!(length(Nanos(nanos)), expected);
        }
        assert_eq!(clock_seconds(Nanos(1_500_000_000)), "1.50 s");
        assert_eq!(clock_at(Nanos(1_500_000_000), 400.0), "1.50");
        assert_eq!(clock_at(Nanos(1_500_000), 200_000.0), "0.0015");
    }
}
