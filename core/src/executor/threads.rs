//! Simulated threads for the prelude's pools, and `time.sleep`.
//!
//! The pools themselves (`concurrent.futures`) are prelude code. What they cannot do is here: run
//! a job on a clock of its own, make something happen at a later moment, block the main thread.

use super::clock::{self, Due};
use super::strand::{self, StrandOptions};
use super::{add_worker, describe, lost};
use crate::builtins::{args, contextvars};
use crate::network::{self, Request, Settings};
use crate::trace::{
    Event, JobId, Measured, Nanos, Outcome as TraceOutcome, ResourceId, Stream, WorkerId,
};
use crate::vm::{attribute, call, operators};
use crate::world::World;
use crate::world::value::{Args, Native, Origin, Outcome, Raise, Value};

/// The name of the thread that runs now.
pub(crate) fn thread_name(world: &mut World) -> String {
    let thread = world
        .executor
        .clock
        .strands
        .last()
        .map(|strand| strand.thread.clone());
    match thread {
        Some(Value::Str(name)) => name.as_str().to_owned(),
        Some(thread) if !thread.is_none() => match attribute::get_text(world, &thread, "name") {
            Ok(name) => name
                .as_str()
                .map_or_else(String::new, |name| name.as_str().to_owned()),
            Err(_) => String::new(),
        },
        _ => "MainThread".to_owned(),
    }
}

/// `time.sleep`: holds whoever calls it.
///
/// # Errors
/// ValueError for a negative length, TypeError for what is no number.
pub fn sleep(world: &mut World, args: Args<'_>) -> Outcome {
    let [length] = args::positional(world, "time.sleep", args, 1)?;
    let seconds = match &length {
        Value::Float(_, seconds) => *seconds,
        Value::Int(..) | Value::Bool(_) | Value::Big(_) => operators::real(world, &length)?,
        other => {
            let other = other.clone();
            match operators::real(world, &other) {
                Ok(seconds) => seconds,
                Err(Raise::Halt) => return Err(Raise::Halt),
                Err(Raise::Exception(_)) => {
                    let kind = world.type_name(&other);
                    return Err(world.type_error(format!(
                        "'{}' object cannot be interpreted as an integer",
                        kind.as_str()
                    )));
                }
            }
        }
    };
    if seconds < 0.0 {
        return Err(world.value_error("sleep length must be non-negative"));
    }
    if seconds.is_nan() {
        return Err(world.value_error("Invalid value NaN (not a number)"));
    }
    let nanos = Nanos::from_seconds(seconds).0;
    if let crate::trace::Actor::Job(job) = world.actor {
        world
            .trace
            .note_literal(Measured::Job(job), length.literal());
        clock::spend(world, nanos, "")?;
        strand::sync(world);
    } else {
        let text = describe::brief(world, &length);
        let next = u32::try_from(world.trace.len()).unwrap_or(u32::MAX);
        world
            .trace
            .note_literal(Measured::Block(next), length.literal());
        let what = blocking_call(world).unwrap_or_else(|| format!("time.sleep({text})"));
        clock::spend(world, nanos, &what)?;
    }
    Ok(Value::None)
}

/// `requests.get()`, where a simulated request is what blocks.
fn blocking_call(world: &World) -> Option<String> {
    let here = world.here();
    let is_request = world.trace.requests.last()?.span == here;
    let called = world.source.slice(here).split('(').next()?;
    is_request.then(|| format!("{}()", called.trim()))
}

fn nanos_argument(world: &mut World, value: &Value) -> Outcome<u64> {
    Ok(u64::try_from(operators::index(world, value)?).unwrap_or(0))
}

fn number_argument(world: &mut World, value: &Value) -> Outcome<u32> {
    Ok(u32::try_from(operators::index(world, value)?).unwrap_or(u32::MAX))
}

fn nanos_value(nanos: u64) -> Value {
    Value::int(i64::try_from(nanos).unwrap_or(i64::MAX))
}

/// `_nanos()`: the clock of whoever runs, in nanoseconds.
fn py_nanos(world: &mut World, _: Args<'_>) -> Outcome {
    Ok(nanos_value(world.executor.clock.now()))
}

/// `_is_ahead()`: a job runs ahead of the main clock.
fn py_is_ahead(world: &mut World, _: Args<'_>) -> Outcome {
    let clock = &world.executor.clock;
    let deferred = clock.strands.last().is_some_and(|strand| strand.deferred);
    Ok(Value::Bool(deferred && clock.now() > clock.main()))
}

/// `_thread()`: the thread object that runs now, None for the main thread.
fn py_thread(world: &mut World, _: Args<'_>) -> Outcome {
    let strand = world.executor.clock.strands.last();
    Ok(strand.map_or(Value::None, |strand| strand.thread.clone()))
}

/// `_at(nanos, callable, daemon)`: called when the main clock gets there.
fn py_at(world: &mut World, args: Args<'_>) -> Outcome {
    let [at, callable, daemon] = args::positional(world, "_at", args, 3)?;
    let at = nanos_argument(world, &at)?;
    let daemon = operators::truth(world, &daemon)?;
    world.executor.clock.push(at, Due::Call(callable), daemon);
    Ok(Value::None)
}

/// `_run_thread(start, callable, thread, deferred, daemon, job, finish)`: runs it at once, and
/// calls `finish` when the main clock gets to its end.
fn py_run_thread(world: &mut World, args: Args<'_>) -> Outcome {
    let [start, callable, thread, deferred, daemon, job, finish] =
        args::positional(world, "_run_thread", args, 7)?;
    let start = nanos_argument(world, &start)?;
    let deferred = operators::truth(world, &deferred)?;
    let daemon = operators::truth(world, &daemon)?;
    let job = match args::optional(job) {
        Some(job) => Some(JobId(number_argument(world, &job)?)),
        None => None,
    };
    let options = StrandOptions {
        deferred,
        daemon,
        job,
        finish: args::optional(finish),
    };
    strand::start(world, start, &callable, thread, options)?;
    Ok(Value::None)
}

/// `_enter_context(context)`: it is the present one until `_leave_context()`.
fn py_enter_context(world: &mut World, args: Args<'_>) -> Outcome {
    let [context] = args::positional(world, "_enter_context", args, 1)?;
    contextvars::enter(world, &context);
    Ok(Value::None)
}

fn py_leave_context(world: &mut World, _: Args<'_>) -> Outcome {
    contextvars::leave(world);
    Ok(Value::None)
}

/// `_sync()`: the main clock first gets to where this thread stands.
fn py_sync(world: &mut World, _: Args<'_>) -> Outcome {
    strand::sync(world);
    Ok(Value::None)
}

/// `_wait(until, line)`: this thread waits until another has done something, or until a moment.
fn py_wait(world: &mut World, args: Args<'_>) -> Outcome {
    let [until, line] = args::positional(world, "_wait", args, 2)?;
    let until = match args::optional(until) {
        Some(until) => Some(nanos_argument(world, &until)?),
        None => None,
    };
    let line = match args::optional(line) {
        Some(line) => Some(nanos_argument(world, &line)?),
        None => None,
    };
    let line = strand::wait(world, until, line)?;
    Ok(nanos_value(line))
}

/// `_wake()`: threads that wait look again.
fn py_wake(world: &mut World, _: Args<'_>) -> Outcome {
    strand::wake_all(world);
    Ok(Value::None)
}

/// `_block_until(predicate, timeout, what)`: the main thread waits; False after the timeout.
fn py_block_until(world: &mut World, args: Args<'_>) -> Outcome {
    let [predicate, timeout, what] = args::positional(world, "_block_until", args, 3)?;
    let timeout = match args::optional(timeout) {
        Some(timeout) => Some(Nanos::from_seconds(operators::real(world, &timeout)?).0),
        None => None,
    };
    let what = args::text(world, "what", &what)?;
    let mut ready = |world: &mut World| call::call_truth(world, &predicate, &[]);
    clock::block_until(world, timeout, what.as_str(), &mut ready).map(Value::Bool)
}

/// `_job(pool, function, args)`: the number of a new job, which stands in the pool's queue.
fn py_job(world: &mut World, args: Args<'_>) -> Outcome {
    let [pool, callable, given] = args::positional(world, "_job", args, 3)?;
    let pool = ResourceId(number_argument(world, &pool)?);
    let job = world.executor.next_job();
    let name = describe::call_text(world, &callable, &given);
    world.emit(Event::JobQueued { job, pool, name });
    Ok(Value::int(i64::from(job.0)))
}

/// `_worker(pool, name)`: the number of a new worker.
fn py_worker(world: &mut World, args: Args<'_>) -> Outcome {
    let [pool, name] = args::positional(world, "_worker", args, 2)?;
    let pool = ResourceId(number_argument(world, &pool)?);
    let name = args::text(world, "name", &name)?;
    let name = world.text(name.as_str());
    Ok(Value::int(i64::from(add_worker(world, pool, name).0)))
}

/// `_job_started(job, worker)`.
fn py_job_started(world: &mut World, args: Args<'_>) -> Outcome {
    let [job, worker] = args::positional(world, "_job_started", args, 2)?;
    let job = JobId(number_argument(world, &job)?);
    let worker = WorkerId(number_argument(world, &worker)?);
    world.emit(Event::JobStarted { job, worker });
    Ok(Value::None)
}

/// `_job_ended(job, ok, value)`; `ok` is None for a job that was cancelled before it began.
fn py_job_ended(world: &mut World, args: Args<'_>) -> Outcome {
    let [job, ok, value] = args::positional(world, "_job_ended", args, 3)?;
    let job = JobId(number_argument(world, &job)?);
    let how = match (&ok, &value) {
        (Value::None, _) => TraceOutcome::Cancelled,
        (Value::Bool(false), Value::Exception(exception)) => {
            let line = describe::exception_line(world, exception);
            TraceOutcome::Exception(world.text(&line))
        }
        _ => {
            let text = describe::brief(world, &value);
            TraceOutcome::Result(world.text(&text))
        }
    };
    world.emit(Event::JobEnded { job, how });
    Ok(Value::None)
}

/// `_answer(url)`: how the simulated network answers: delay in seconds, status, the exception's
/// name or None, the body or None. The request is noted.
fn py_answer(world: &mut World, args: Args<'_>) -> Outcome {
    let [url] = args::positional(world, "_answer", args, 1)?;
    let url = args::text(world, "url", &url)?;
    let source = world.source.clone();
    let span = world.here();
    let answer = match Settings::read(&source) {
        Ok(settings) => settings.answer(&source, url.as_str(), span),
        Err(diagnostic) => return Err(world.halt(diagnostic)),
    };
    let text = |text: &Option<String>| {
        text.as_ref()
            .map_or(Value::None, |text| Value::str(text.as_str()))
    };
    let origin = answer.literal.map_or(Origin::NONE, Origin::literal);
    let parts = [
        Value::Float(origin, answer.delay.seconds()),
        Value::int(i64::from(answer.status)),
        text(&answer.fails),
        text(&answer.body),
    ];
    world.trace.requests.push(Request {
        record: world.trace.len(),
        span,
        url: url.as_str().to_owned(),
        answer,
    });
    if world.trace.requests.len() == 1
        && let Some(notice) = network::notice(&world.trace.requests)
    {
        world.write_output(&format!("{notice}\n"), Stream::Stderr);
    }
    Ok(Value::tuple(parts))
}

/// What happens when the module's code is over: threads that still run are waited for, tasks that
/// are still pending are told of.
///
/// # Errors
/// Only the end of the run: exceptions are the threads' own.
pub fn finish(world: &mut World) -> Outcome<()> {
    strand::finish_all(world)?;
    lost::report_pending(world)
}

/// Functions for the prelude's pools and threads.
pub(crate) static FUNCTIONS: &[Native] = &[
    Native::function("_nanos", py_nanos),
    Native::function("_answer", py_answer),
    Native::function("_is_ahead", py_is_ahead),
    Native::function("_thread", py_thread),
    Native::function("_at", py_at),
    Native::function("_run_thread", py_run_thread),
    Native::function("_block_until", py_block_until),
    Native::function("_enter_context", py_enter_context),
    Native::function("_leave_context", py_leave_context),
    Native::function("_sync", py_sync),
    Native::function("_wait", py_wait),
    Native::function("_wake", py_wake),
    Native::function("_job", py_job),
    Native::function("_worker", py_worker),
    Native::function("_job_started", py_job_started),
    Native::function("_job_ended", py_job_ended),
];
