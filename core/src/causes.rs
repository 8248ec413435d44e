//! Where in the records each thing was made, settled or ended: what `explain` follows backwards
//! from a step to its cause. One pass over the trace, four bytes a thing.

use crate::trace::{
    Actor, Cause, Event, ExceptionId, FutureId, HandleId, HandleJob, JobId, Record, TaskId,
    TimerId, Trace,
};

/// Record numbers by id; see the accessors.
#[derive(Clone, Debug, Default)]
pub struct Causes {
    task_created: Places,
    task_done: Places,
    future_settled: Places,
    handle_ready: Places,
    timer_set: Places,
    timer_fired: Places,
    job_queued: Places,
    job_ended: Places,
    exception_raised: Places,
    outputs: Vec<u32>,
}

/// One more than the record number for every id, zero where there is none.
#[derive(Clone, Debug, Default)]
struct Places(Vec<u32>);

impl Places {
    fn put(&mut self, index: usize, record: usize) {
        if self.0.len() <= index {
            self.0.resize(index + 1, 0);
        }
        self.0[index] = u32::try_from(record + 1).unwrap_or(0);
    }

    fn get(&self, index: usize) -> Option<usize> {
        self.0
            .get(index)
            .and_then(|place| (*place as usize).checked_sub(1))
    }
}

impl Causes {
    #[must_use]
    pub fn of(trace: &Trace) -> Self {
        let mut causes = Self::default();
        for (at, record) in trace.records().iter().enumerate() {
            match record.event {
                Event::TaskCreated { task, .. } => causes.task_created.put(task.index(), at),
                Event::TaskDone { task, .. } => causes.task_done.put(task.index(), at),
                Event::FutureSettled { future, .. } => {
                    causes.future_settled.put(future.index(), at);
                }
                Event::HandleReady { handle, .. } => causes.handle_ready.put(handle.index(), at),
                Event::TimerSet { timer, .. } => causes.timer_set.put(timer.index(), at),
                Event::TimerFired { timer } => causes.timer_fired.put(timer.index(), at),
                Event::JobQueued { job, .. } => causes.job_queued.put(job.index(), at),
                Event::JobEnded { job, .. } => causes.job_ended.put(job.index(), at),
                Event::ExceptionRaised { exception, .. } => {
                    causes.exception_raised.put(exception.index(), at);
                }
                Event::Output { .. } => causes.outputs.extend(u32::try_from(at)),
                _ => {}
            }
        }
        causes
    }

    #[must_use]
    pub fn task_created(&self, id: TaskId) -> Option<usize> {
        self.task_created.get(id.index())
    }

    #[must_use]
    pub fn task_done(&self, id: TaskId) -> Option<usize> {
        self.task_done.get(id.index())
    }

    #[must_use]
    pub fn future_settled(&self, id: FutureId) -> Option<usize> {
        self.future_settled.get(id.index())
    }

    #[must_use]
    pub fn handle_ready(&self, id: HandleId) -> Option<usize> {
        self.handle_ready.get(id.index())
    }

    #[must_use]
    pub fn timer_set(&self, id: TimerId) -> Option<usize> {
        self.timer_set.get(id.index())
    }

    #[must_use]
    pub fn timer_fired(&self, id: TimerId) -> Option<usize> {
        self.timer_fired.get(id.index())
    }

    #[must_use]
    pub fn job_queued(&self, id: JobId) -> Option<usize> {
        self.job_queued.get(id.index())
    }

    #[must_use]
    pub fn job_ended(&self, id: JobId) -> Option<usize> {
        self.job_ended.get(id.index())
    }

    #[must_use]
    pub fn exception_raised(&self, id: ExceptionId) -> Option<usize> {
        self.exception_raised.get(id.index())
    }

    /// Record numbers of all output, in order.
    #[must_use]
    pub fn outputs(&self) -> &[u32] {
        &self.outputs
    }

    /// The job and cause with which a handle was queued, and the record that says so.
    #[must_use]
    pub fn handle(&self, trace: &Trace, id: HandleId) -> Option<(HandleJob, Cause, usize)> {
        let at = self.handle_ready(id)?;
        match trace.records().get(at)?.event {
            Event::HandleReady { job, cause, .. } => Some((job, cause, at)),
            _ => None,
        }
    }

    /// The callback inside of which the loop acted at this record, if it was one.
    #[must_use]
    pub fn callback_around(&self, trace: &Trace, at: usize) -> Option<HandleId> {
        let before: &[Record] = trace.records().get(..at)?;
        for record in before.iter().rev() {
            match record.event {
                Event::CallbackBegan { handle } => return Some(handle),
                Event::CallbackEnded { .. }
                | Event::StepBegan { .. }
                | Event::IterationBegan { .. }
                | Event::IterationEnded { .. } => return None,
                _ => {}
            }
        }
        None
    }

    /// What set off the act at this record: a task or job by itself, or what its callback was
    /// queued for; followed through callbacks that only pass on (gather's, wait's …).
    #[must_use]
    pub fn origin(&self, trace: &Trace, at: usize) -> Origin {
        let mut at = at;
        // A chain of futures that settle each other is short; the bound only guards the page.
        for _ in 0..16 {
            let Some(record) = trace.records().get(at) else {
                return Origin::Loop;
            };
            match record.by {
                Actor::Task(task) => return Origin::Task(task),
                Actor::Job(job) => return Origin::Job(job),
                Actor::Loop => {}
            }
            let handle = self.callback_around(trace, at);
            let Some((_, cause, queued)) = handle.and_then(|id| self.handle(trace, id)) else {
                return Origin::Loop;
            };
            match cause {
                Cause::Timer(timer) => return Origin::Timer(timer),
                Cause::Task(task) => return Origin::Ended(task),
                Cause::Job(job) => return Origin::Job(job),
                Cause::Future(future) => match self.future_settled(future) {
                    Some(settled) if settled < at => at = settled,
                    _ => return Origin::Loop,
                },
                Cause::Created | Cause::Yielded | Cause::Cancel | Cause::Called => at = queued,
            }
        }
        Origin::Loop
    }
}

/// What set off an act of the loop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A task did it in its step.
    Task(TaskId),
    /// A task ended.
    Ended(TaskId),
    Timer(TimerId),
    Job(JobId),
    /// The loop by itself, or code outside of tasks.
    Loop,
}
