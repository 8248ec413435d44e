//! The sentences of worker threads and processes.

use super::tell::{Told, join};
use super::{Kind, Teller};
use crate::model::{Job, JobState};
use crate::names;
use crate::sentence::{length, moment, say};
use crate::trace::{Actor, JobId, Nanos, Outcome, ResourceId, ResourceKind, TextId, WorkerId};

impl Teller<'_> {
    /// Threads can be all that a program has: then no loop goes on beside them.
    pub(super) fn has_loop(&self) -> bool {
        self.state.iteration > 0
    }

    /// The job is all that its thread does: a `threading.Thread`.
    fn is_own_thread(&self, pool: ResourceId) -> bool {
        let known = self.trace.resources.get(pool.index());
        known.is_some_and(|pool| pool.kind == ResourceKind::Threads)
    }

    pub(super) fn job_queued(&self, pool: ResourceId, name: TextId) -> Told {
        let (who, name) = (self.subject(self.record.by), self.text(name));
        let told = if self.is_own_thread(pool) {
            say(
                "*{} starts a thread* for `{}`, and goes on.",
                &[&who, &name],
            )
        } else if self.has_loop() {
            let text = "*{} hands* `{}` to a [worker] of {}, so the [loop's thread] stays free.";
            say(text, &[&who, &name, &self.resource(pool)])
        } else {
            let text = "*{} hands* `{}` to a [worker] of {}, and goes on.";
            say(text, &[&who, &name, &self.resource(pool)])
        };
        (Kind::Thread, told)
    }

    pub(super) fn job_started(&self, id: JobId, worker: WorkerId) -> Told {
        let (worker, name) = (
            names::worker(self.trace, worker),
            self.actor(Actor::Job(id)),
        );
        let job = self.state.jobs.get(id.index());
        let text = if job.is_some_and(|job| self.is_own_thread(job.pool)) {
            "*{} begins* `{}`."
        } else {
            "*{} starts* `{}` because it is free."
        };
        let beside = if self.has_loop() {
            " The loop goes on meanwhile."
        } else {
            ""
        };
        (
            Kind::Thread,
            say(&format!("{text}{beside}"), &[&worker, &name]),
        )
    }

    pub(super) fn job_slept(&self, job: JobId, until: Nanos) -> Told {
        let name = self.actor(Actor::Job(job));
        if let Some(request) = self.request() {
            let text = "*{} asks* {} (simulated) in its thread, {} {}. Only its [worker] waits.";
            let ending = self.ending(request, until);
            let values = [&*name, &request.url, ending, &moment(until)];
            return (Kind::Thread, say(text, &values));
        }
        let text = "*{} sleeps in its thread* until {}. Only its [worker] waits.";
        (Kind::Thread, say(text, &[&name, &moment(until)]))
    }

    /// Workers whose sleep is over by now, and which have done nothing since.
    pub(super) fn woken_workers(&self, now: Nanos) -> Vec<String> {
        let woken = |job: &Job| match job.state {
            JobState::Running {
                worker,
                sleeping_until: Some(until),
                ..
            } if until <= now => Some(format!(
                "{}'s sleep ends",
                names::worker(self.trace, worker)
            )),
            _ => None,
        };
        self.state.jobs.iter().filter_map(woken).collect()
    }

    pub(super) fn job_ended(&self, id: JobId, how: Outcome) -> Told {
        let name = self.actor(Actor::Job(id));
        let job = self.state.jobs.get(id.index());
        match how {
            Outcome::Result(_) if job.is_some_and(|job| self.is_own_thread(job.pool)) => (
                Kind::Thread,
                say("*{} has ended*, and its thread with it.", &[&name]),
            ),
            Outcome::Result(_) if !self.has_loop() => {
                let text = "*{} has ended in its thread.* Its future has the result.";
                (Kind::Thread, say(text, &[&name]))
            }
            Outcome::Result(_) => {
                let text = "*{} has ended in its thread.* The loop learns of it by \
                            `call_soon_threadsafe`.";
                (Kind::Thread, say(text, &[&name]))
            }
            Outcome::Exception(error) => {
                let text = "*{} has failed in its thread* with `{}`.";
                (Kind::Failed, say(text, &[&name, &self.text(error)]))
            }
            Outcome::Cancelled => (
                Kind::Cancelled,
                say("*{} is cancelled* before it started.", &[&name]),
            ),
        }
    }

    pub(super) fn gil(&self, asked: Nanos, until: Nanos) -> Told {
        let who = self.subject(self.record.by);
        let (at, waited) = (self.record.at, self.record.at.saturating_sub(asked));
        let mut told = say("*{} takes the [GIL]*", &[&who]);
        if waited > Nanos(0) {
            let text = ", for which it waited {},";
            told = join(told, say(text, &[&length(waited)]));
        }
        let text = " and does CPU work for {}. No other thread runs Python code meanwhile.";
        let tail = say(text, &[&length(until.saturating_sub(at))]);
        (Kind::Thread, join(told, tail))
    }
}

#[cfg(test)]
mod tests {
    use crate::explain::explain;
    use crate::timeline::Timeline;
    use crate::{Limits, compile, run};
    use std::rc::Rc;

    fn told(text: &str) -> Vec<String> {
        let program = compile("program.py", text).expect("it is Python");
        let line = Timeline::new(Rc::new(run(&program, &Limits::default())));
        let stops = line.moments().iter().map(|moment| moment.stop);
        stops.map(|stop| explain(&line, stop).text()).collect()
    }

    #[test]
    fn threads_alone_speak_of_no_loop() {
        let text = "
import threading, time
thread = threading.Thread(target=time.sleep, args=(1,), name='nap')
thread.start()
thread.join()
";
        let expected = [
            "The program starts a thread for sleep(1), and goes on.",
            "nap begins sleep(1).",
            "sleep(1) sleeps in its thread until 1.00 s. Only its worker waits.",
            "The clock moves on from 0.00 s to 1.00 s because the main thread waits: nap's sleep ends then.",
            "sleep(1) has ended, and its thread with it.",
            "The program has ended at 1.00 s.",
        ];
        assert_eq!(told(text), expected);
    }

    #[test]
    fn a_pool_without_a_loop_gives_its_futures_results() {
        let text = "
import time
from concurrent.futures import ThreadPoolExecutor
def work():
    time.sleep(1)
with ThreadPoolExecutor(1) as pool:
    pool.submit(work)
";
        let expected = [
            "The program hands work to a worker of pool, and goes on.",
            "Worker 1 starts work because it is free.",
            "work sleeps in its thread until 1.00 s. Only its worker waits.",
            "The clock moves on from 0.00 s to 1.00 s because the main thread waits: Worker 1's sleep ends then.",
            "work has ended in its thread. Its future has the result.",
            "The program has ended at 1.00 s.",
        ];
        assert_eq!(told(text), expected);
    }

    #[test]
    fn a_job_cancelled_in_the_queue_never_starts_and_sentences_end_once() {
        let text = "
import time
from concurrent.futures import ThreadPoolExecutor
def work():
    time.sleep(1)
with ThreadPoolExecutor(1) as pool:
    pool.submit(work)
    print(pool.submit(work).cancel(), 'is the answer.')
";
        let told = told(text);
        for sentence in [
            "The program prints True is the answer.",
            "work is cancelled before it started.",
        ] {
            assert!(told.iter().any(|text| text == sentence), "{told:#?}");
        }
    }

    #[test]
    fn a_loop_in_a_thread_makes_tasks_of_what_others_ask() {
        let text = "
import asyncio, threading
async def job():
    await asyncio.sleep(1)
loop = asyncio.new_event_loop()
threading.Thread(target=loop.run_forever, daemon=True).start()
asyncio.run_coroutine_threadsafe(job(), loop).result()
";
        let told = told(text);
        let sentence =
            "job is ready because the loop made it a task at 0.00 s. It has not run yet.";
        assert!(told.iter().any(|text| text == sentence), "{told:#?}");
    }
}
