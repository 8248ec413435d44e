//! The moments of a run at which a person stops when stepping, chosen from the records.
//!
//! A moment is a record that changes what people talk about (a step began, a task waits, a line
//! was printed …). Bookkeeping that belongs to it and follows at once (the handle of a new task,
//! the end of a step that waits) is stepped over together with it.

use crate::names::short_coro;
use crate::recording::Recording;
use crate::sort::sort_by;
use crate::trace::{Actor, Cause, Event, HandleJob, Record, Stream, Trace};

/// One stop of the transport.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moment {
    /// The record that it is about.
    pub record: usize,
    /// The cursor to stop at: behind the record and the bookkeeping that belongs to it.
    pub stop: usize,
}

/// All moments, and where iterations begin.
#[derive(Clone, Debug, Default)]
pub struct Moments {
    list: Vec<Moment>,
    iterations: Vec<u32>,
}

impl Moments {
    #[must_use]
    pub fn of(recording: &Recording) -> Self {
        let own = Own::of(recording);
        let trace = &recording.trace;
        let mut moments = Self::default();
        // The event of the last moment while its bookkeeping goes on.
        let mut open: Option<Event> = None;
        // Of each handle, whether it stands queued and calls a function of the program.
        let mut callbacks: Vec<bool> = Vec::new();
        for (at, record) in trace.records().iter().enumerate() {
            if matches!(record.event, Event::IterationBegan { .. }) {
                moments.iterations.extend(u32::try_from(at + 1));
            }
            let called = match record.event {
                Event::HandleReady {
                    handle,
                    job: HandleJob::Callback(name),
                    ..
                } => {
                    if own.has(trace.text(name)) {
                        let length = callbacks.len().max(handle.index() + 1);
                        callbacks.resize(length, false);
                        callbacks[handle.index()] = true;
                    }
                    false
                }
                Event::CallbackBegan { handle } => callbacks
                    .get_mut(handle.index())
                    .is_some_and(std::mem::take),
                _ => false,
            };
            if called || own.is_moment(trace, record, trace.records().get(at + 1)) {
                moments.list.push(Moment {
                    record: at,
                    stop: at + 1,
                });
                open = Some(record.event);
            } else if open.is_some_and(|event| belongs(&event, &record.event)) {
                if let Some(moment) = moments.list.last_mut() {
                    moment.stop = at + 1;
                }
            } else {
                open = None;
            }
        }
        moments
    }

    #[must_use]
    pub fn as_slice(&self) -> &[Moment] {
        &self.list
    }

    /// Cursors right behind each `IterationBegan`.
    #[must_use]
    pub fn iterations(&self) -> &[u32] {
        &self.iterations
    }
}

/// The functions that the program itself defines: only their calls are worth a stop.
struct Own<'a>(Vec<&'a str>);

impl<'a> Own<'a> {
    fn of(recording: &'a Recording) -> Self {
        let mut names = Vec::new();
        for piece in recording.source.text().split("def ").skip(1) {
            let end = piece.find(|letter: char| letter != '_' && !letter.is_alphanumeric());
            names.push(&piece[..end.unwrap_or(piece.len())]);
        }
        sort_by(&mut names, Ord::cmp);
        Self(names)
    }

    fn has(&self, qualname: &str) -> bool {
        let name = short_coro(qualname);
        let last = name.rsplit('.').next().unwrap_or(name);
        self.0.binary_search(&last).is_ok() || name == "<lambda>"
    }

    fn is_moment(&self, trace: &Trace, record: &Record, next: Option<&Record>) -> bool {
        match record.event {
            Event::ClockAdvanced { .. }
            | Event::TaskCreated { .. }
            | Event::StepBegan { .. }
            | Event::WaitBegan { .. }
            | Event::TaskDone { .. }
            | Event::TimerFired { .. }
            | Event::CancelRequested { .. }
            | Event::CancelDelivered { .. }
            | Event::JobQueued { .. }
            | Event::JobStarted { .. }
            | Event::JobSlept { .. }
            | Event::JobEnded { .. }
            | Event::BlockBegan { .. }
            | Event::BlockEnded
            | Event::ExceptionRaised { .. }
            | Event::ExceptionCaught { .. }
            | Event::ExceptionLost { .. }
            | Event::NeverAwaited { .. }
            | Event::RunEnded { .. } => true,
            // The main thread's is told by the block that follows.
            Event::GilTaken { .. } => matches!(record.by, Actor::Job(_)),
            Event::Output {
                ends_line, stream, ..
            } => {
                let goes_on = next.is_some_and(|next| continues(record, next));
                !goes_on || (ends_line && stream == Stream::Stdout)
            }
            Event::HandleReady {
                job: HandleJob::Step(_) | HandleJob::Wakeup(_),
                cause,
                ..
            } => !matches!(cause, Cause::Created | Cause::Cancel),
            Event::HandleReady {
                job: HandleJob::Callback(name),
                cause: Cause::Called,
                ..
            } => self.has(trace.text(name)),
            Event::CoroutineEntered { coro, .. } => self.has(trace.text(coro)),
            _ => false,
        }
    }
}

/// Two pieces of one print or traceback.
fn continues(record: &Record, next: &Record) -> bool {
    let stream = |record: &Record| match record.event {
        Event::Output { stream, .. } => Some(stream),
        _ => None,
    };
    stream(record) == stream(next) && (record.span, record.by) == (next.span, next.by)
}

/// Bookkeeping that is part of the moment it follows.
fn belongs(moment: &Event, event: &Event) -> bool {
    let callback = matches!(
        event,
        Event::HandleReady {
            job: HandleJob::Callback(_),
            ..
        }
    );
    match moment {
        Event::TaskCreated { .. } => matches!(
            event,
            Event::TaskLabelled { .. } | Event::TaskNamed { .. } | Event::HandleReady { .. }
        ),
        Event::WaitBegan { .. } | Event::TaskDone { .. } | Event::HandleReady { .. } => {
            callback
                || matches!(
                    event,
                    Event::StepEnded { .. }
                        | Event::FutureSettled { .. }
                        | Event::ExceptionStored { .. }
                        | Event::CoroutineLeft { .. }
                        | Event::TimerCancelled { .. }
                )
        }
        Event::CancelRequested { .. } => matches!(
            event,
            Event::FutureSettled { .. }
                | Event::HandleReady { .. }
                | Event::HandleCancelled { .. }
                | Event::TimerCancelled { .. }
        ),
        Event::TimerFired { .. } | Event::JobEnded { .. } => callback,
        _ => false,
    }
}
