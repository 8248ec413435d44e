//! What an edit changed about the run, in a line.

use crate::engine::RunView;
use crate::lanes::words::clock_seconds;
use loopscope_core::sentence::count as counted;
use loopscope_core::trace::{Event, Nanos, Outcome, RunEnd, TaskId};
use std::rc::Rc;

/// Most changes that are told.
const MOST: usize = 3;
/// Most tasks that are compared by name.
const TASKS_MAX: usize = 300;

/// When a task ended.
fn end_of(view: &RunView, task: TaskId) -> Option<Nanos> {
    let at = view.timeline.causes().task_done(task)?;
    Some(view.recording.records()[at].at)
}

/// The first task that ends at another time: "Database ends at 0.30 s, was 0.50 s".
fn other_end(
    old: &RunView,
    new: &RunView,
    before: &[(Rc<str>, TaskId)],
    after: &[(Rc<str>, TaskId)],
) -> Option<String> {
    after.iter().find_map(|(name, task)| {
        let (_, other) = before.iter().find(|(known, _)| known == name)?;
        let (was, is) = (end_of(old, *other)?, end_of(new, *task)?);
        let ends = || {
            format!(
                "{name} ends at {}, was {}",
                clock_seconds(is),
                clock_seconds(was)
            )
        };
        (was != is).then(ends)
    })
}

/// The names of the tasks in the order in which they ended.
fn ends(view: &RunView) -> Vec<(Rc<str>, TaskId)> {
    let records = view.recording.records().iter();
    let done = records.filter_map(|record| match record.event {
        Event::TaskDone { task, .. } => Some((view.timeline.name(task), task)),
        _ => None,
    });
    done.take(TASKS_MAX).collect()
}

fn outcome(view: &RunView, task: TaskId) -> Option<Outcome> {
    let at = view.timeline.causes().task_done(task)?;
    match view.recording.records()[at].event {
        Event::TaskDone { how, .. } => Some(how),
        _ => None,
    }
}

/// "ends at 1.20 s, was 1.50 s; Cache now before Database"
#[must_use]
pub fn changes(old: &RunView, new: &RunView) -> String {
    let mut told: Vec<String> = Vec::new();
    let (was, is) = (old.timeline.length(), new.timeline.length());
    if was != is {
        told.push(format!(
            "ends at {}, was {}",
            clock_seconds(is),
            clock_seconds(was)
        ));
    }
    let (before, after) = (ends(old), ends(new));
    let mut cancelled = Vec::new();
    for (name, task) in &after {
        let other = before.iter().find(|(known, _)| known == name);
        let was = other.and_then(|(_, task)| outcome(old, *task));
        let (Some(was), Some(is)) = (was, outcome(new, *task)) else {
            continue;
        };
        match (was, is) {
            (Outcome::Result(_), Outcome::Exception(_)) => told.push(format!("{name} now fails")),
            (Outcome::Exception(_), Outcome::Result(_)) => {
                told.push(format!("{name} no longer fails"));
            }
            (Outcome::Result(_), Outcome::Cancelled) => cancelled.push(name.clone()),
            _ => {}
        }
    }
    let run_end = |view: &RunView| view.recording.end();
    match (run_end(old), run_end(new)) {
        (Some(RunEnd::Ok), Some(RunEnd::Ok)) | (None, _) | (_, None) => {}
        (_, Some(RunEnd::Deadlock)) => told.push("now a deadlock".to_owned()),
        (Some(RunEnd::Ok), _) => told.push("now it ends with an error".to_owned()),
        (_, Some(RunEnd::Ok)) => told.push("no longer ends with an error".to_owned()),
        _ => {}
    }
    let common = |list: &[(Rc<str>, TaskId)], others: &[(Rc<str>, TaskId)]| {
        let both = list
            .iter()
            .filter(|(name, _)| others.iter().any(|(other, _)| other == name));
        both.map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    let (first, second) = (common(&before, &after), common(&after, &before));
    let parted = first.iter().zip(&second).find(|(one, other)| one != other);
    if let Some((one, other)) = parted {
        told.push(format!("{other} now before {one}"));
    }
    if let [name] = &cancelled[..] {
        told.push(format!("{name} now cancelled"));
    } else if !cancelled.is_empty() {
        told.push(format!("{} tasks now cancelled", cancelled.len()));
    }
    let count = |view: &RunView| view.timeline.lanes().tasks.len();
    match count(new).cmp(&count(old)) {
        std::cmp::Ordering::Equal => {}
        _ => told.push(format!(
            "{}, were {}",
            counted(count(new), "task"),
            count(old)
        )),
    }
    if told.is_empty() {
        told.extend(other_end(old, new, &before, &after));
    }
    told.truncate(MOST);
    if told.is_empty() {
        "the same times and order".to_owned()
    } else {
        told.join("; ")
    }
}
