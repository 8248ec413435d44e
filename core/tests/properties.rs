//! What holds for every run of every program: two runs are equal, any cursor equals a replay from
//! the start, the ready queue is first in, first out, and no task is lost.

mod support;

use loopscope_core::explain::explain;
use loopscope_core::findings::findings;
use loopscope_core::model::{LoopState, TaskState};
use loopscope_core::names::Names;
use loopscope_core::recording::Recording;
use loopscope_core::timeline::Timeline;
use loopscope_core::trace::{Event, HandleId, Outcome, RunEnd};
use loopscope_core::{Limits, Progress, Run, compile, log, run};
use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;
use support::Case;

/// Cursors compared one by one in a program; longer runs are sampled evenly.
const CURSORS: usize = 600;
/// Operations of a slice; an odd number, so that slices end at all kinds of places.
const SLICE_OPERATIONS: u64 = 97;

fn main() -> ExitCode {
    let mut files = support::python_files(&support::folder("core/tests/programs"));
    files.extend(support::python_files(&support::folder("examples")));
    let case = |file: PathBuf| Case {
        name: name(&file),
        check: Box::new(move || check(&file)),
    };
    support::run_all(files.into_iter().map(case).collect())
}

/// The last folder and the file's name.
fn name(file: &Path) -> String {
    let folder = file.parent().and_then(Path::file_name).unwrap_or_default();
    let stem = file.file_stem().unwrap_or_default();
    format!("{}/{}", folder.to_string_lossy(), stem.to_string_lossy())
}

fn check(file: &Path) -> Result<(), String> {
    let source = fs::read_to_string(file).expect("what the test needs is there");
    let recording = record(&source)?;
    two_runs_are_equal(&recording, &record(&source)?)?;
    two_runs_are_equal(&recording, &record_in_slices(&source)?)?;
    ready_is_first_in_first_out(&recording)?;
    time_never_goes_back(&recording)?;
    pairs_are_closed(&recording)?;
    let recording = Rc::new(recording);
    no_task_is_lost(&recording)?;
    any_cursor_equals_a_replay(&recording)?;
    every_step_is_explained(&recording)
}

fn record(source: &str) -> Result<Recording, String> {
    let program =
        compile("program.py", source).map_err(|diagnostics| format!("refused: {diagnostics:?}"))?;
    Ok(run(&program, &Limits::default()))
}

/// The same run as the page makes it: a little at a time.
fn record_in_slices(source: &str) -> Result<Recording, String> {
    let program = compile("program.py", source).map_err(|d| format!("refused: {d:?}"))?;
    let mut run = Run::new(&program, &Limits::default());
    while run.advance(SLICE_OPERATIONS) == Progress::Running {}
    Ok(run.finish())
}

fn two_runs_are_equal(a: &Recording, b: &Recording) -> Result<(), String> {
    let differs = a
        .records()
        .iter()
        .zip(b.records())
        .position(|(x, y)| x != y);
    if let Some(at) = differs {
        return Err(format!(
            "two runs differ at record {at}: {:?}",
            a.records()[at]
        ));
    }
    let same = a.records().len() == b.records().len() && log::lines(a) == log::lines(b);
    if same {
        Ok(())
    } else {
        Err("two runs differ in length or text".into())
    }
}

/// A handle that runs is the oldest that has neither run nor been cancelled, and it was in the
/// queue when its iteration began.
fn ready_is_first_in_first_out(recording: &Recording) -> Result<(), String> {
    let mut queue: VecDeque<HandleId> = VecDeque::new();
    let mut cancelled: BTreeSet<HandleId> = BTreeSet::new();
    let mut left_in_batch = 0;
    let mut main_is_done = false;
    let mut interrupted = false;
    for (at, record) in recording.records().iter().enumerate() {
        match record.event {
            Event::HandleReady { handle, .. } => queue.push_back(handle),
            Event::HandleCancelled { handle } => {
                cancelled.insert(handle);
            }
            Event::TaskDone { task, how } => {
                main_is_done |= task.index() == 0;
                interrupted |= leaves_the_loop(recording, how);
            }
            Event::IterationBegan { batch, .. } => {
                // asyncio.run's own housekeeping at exit is in the batch, but not in the trace.
                let batch = batch as usize;
                if batch != queue.len() && !(main_is_done && batch > queue.len()) {
                    let ready = queue.len();
                    return Err(format!("record {at}: a batch of {batch}, {ready} ready"));
                }
                left_in_batch = queue.len();
            }
            // The rest of the batch stays in the queue: `_run_once` was left by the exception.
            Event::IterationEnded { .. } if std::mem::take(&mut interrupted) => left_in_batch = 0,
            Event::IterationEnded { .. } => {
                let rest: Vec<HandleId> = queue.drain(..left_in_batch).collect();
                if let Some(handle) = rest.iter().find(|handle| !cancelled.contains(handle)) {
                    return Err(format!(
                        "record {at}: {handle:?} had no turn in its iteration"
                    ));
                }
                left_in_batch = 0;
            }
            Event::CallbackBegan { handle }
            | Event::StepBegan {
                handle: Some(handle),
                ..
            } => {
                while left_in_batch > 0 && queue.front().is_some_and(|h| cancelled.contains(h)) {
                    queue.pop_front();
                    left_in_batch -= 1;
                }
                if left_in_batch == 0 || queue.pop_front() != Some(handle) {
                    return Err(format!("record {at}: {handle:?} runs out of its turn"));
                }
                left_in_batch -= 1;
            }
            _ => {}
        }
    }
    Ok(())
}

/// True for the two exceptions that a task does not keep to itself.
fn leaves_the_loop(recording: &Recording, how: Outcome) -> bool {
    matches!(how, Outcome::Exception(text)
        if recording.trace.text(text).starts_with("KeyboardInterrupt")
            || recording.trace.text(text).starts_with("SystemExit"))
}

fn time_never_goes_back(recording: &Recording) -> Result<(), String> {
    let back = recording
        .records()
        .windows(2)
        .position(|pair| pair[1].at < pair[0].at);
    back.map_or(Ok(()), |at| {
        Err(format!(
            "time goes back behind record {at}: {:?}",
            &recording.records()[at..at + 2]
        ))
    })
}

/// What begins has an end, unless the run was ended from outside.
fn pairs_are_closed(recording: &Recording) -> Result<(), String> {
    let (mut iterations, mut steps, mut blocks) = (0, Vec::new(), 0);
    for (at, record) in recording.records().iter().enumerate() {
        let fine = match record.event {
            Event::IterationBegan { .. } => {
                iterations += 1;
                iterations == 1
            }
            Event::IterationEnded { .. } => {
                iterations -= 1;
                iterations == 0
            }
            Event::StepBegan { task, .. } => {
                steps.push(task);
                true
            }
            Event::StepEnded { task, .. } => steps.pop() == Some(task),
            Event::BlockBegan { .. } => {
                blocks += 1;
                blocks == 1
            }
            Event::BlockEnded => {
                blocks -= 1;
                blocks == 0
            }
            _ => true,
        };
        if !fine {
            return Err(format!("record {at} has no partner: {:?}", record.event));
        }
    }
    match recording.end() {
        Some(RunEnd::Ok) if iterations != 0 || !steps.is_empty() || blocks != 0 => {
            Err("something that began has no end".into())
        }
        Some(_) => Ok(()),
        None => Err("the last record is not the run's end".into()),
    }
}

fn no_task_is_lost(recording: &Rc<Recording>) -> Result<(), String> {
    let timeline = Timeline::new(recording.clone());
    let state = timeline.at(timeline.len());
    for task in state.tasks.iter() {
        let fine = match (recording.end(), &task.state) {
            // `asyncio.run` could not even cancel what was left: they wait for each other.
            (Some(RunEnd::Exception(text)), TaskState::Waiting { .. })
                if recording.trace.text(text).starts_with("RecursionError") =>
            {
                true
            }
            (Some(RunEnd::Ok | RunEnd::Exception(_)), state) => {
                matches!(state, TaskState::Done { .. })
            }
            (Some(RunEnd::Deadlock), state) => {
                matches!(state, TaskState::Done { .. } | TaskState::Waiting { .. })
            }
            _ => true,
        };
        if !fine {
            return Err(format!("{} is lost: {:?}", task.shown, task.state));
        }
    }
    Ok(())
}

fn any_cursor_equals_a_replay(recording: &Rc<Recording>) -> Result<(), String> {
    let names = Rc::new(Names::of(&recording.trace));
    let mut replayed = vec![LoopState::new(names)];
    for record in recording.records() {
        let mut next = replayed.last().cloned().unwrap_or_default();
        next.apply(&recording.trace, record);
        replayed.push(next);
    }
    let stride = (replayed.len() / CURSORS).max(1);
    let forwards: Vec<usize> = (0..replayed.len()).step_by(stride).collect();
    let backwards = forwards.iter().rev();
    // 7919 is prime, so this visits the cursors in an order without a pattern.
    let hither_and_thither = forwards.iter().map(|at| (at * 7919) % replayed.len());
    let timeline = Timeline::new(recording.clone());
    for cursor in backwards
        .copied()
        .chain(hither_and_thither)
        .chain(forwards.iter().copied())
    {
        if timeline.at(cursor) != replayed[cursor] {
            return Err(format!("at({cursor}) is not what a replay gives"));
        }
    }
    Ok(())
}

fn every_step_is_explained(recording: &Rc<Recording>) -> Result<(), String> {
    let timeline = Timeline::new(recording.clone());
    for moment in timeline.moments() {
        let sentence = explain(&timeline, moment.stop).text();
        let fine = !sentence.trim().is_empty() && !sentence.contains('\n');
        if !fine {
            return Err(format!(
                "cursor {}: {sentence:?} is no sentence",
                moment.stop
            ));
        }
    }
    let ends = recording.records().len();
    let outside = findings(recording)
        .into_iter()
        .find(|finding| finding.cursor > ends);
    outside.map_or(Ok(()), |finding| {
        Err(format!("a finding outside of the run: {finding:?}"))
    })
}
