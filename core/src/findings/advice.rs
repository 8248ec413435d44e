//! What a finding means and what helps, in two sentences.

use super::FindingKind;
use crate::names::Names;
use crate::recording::Recording;
use crate::sentence::length;

/// What a finding of a run means and what helps.
#[must_use]
pub fn advice(recording: &Recording, kind: &FindingKind) -> String {
    let names = Names::of(&recording.trace);
    let name = |task: &crate::trace::TaskId| names.get(*task);
    match kind {
        FindingKind::Blocked { what, late, .. } => {
            let what = recording.text(*what);
            let others = match late.len() {
                0 => "nobody else could have run meanwhile".to_owned(),
                1 => format!("{} became late by it", name(&late[0].task)),
                many => format!("{many} tasks became late by it"),
            };
            format!(
                "{what} keeps the loop's only thread, and {others}. Wait with an await, or \
                     give the call to a worker thread."
            )
        }
        FindingKind::NeverAwaited { coro } => format!(
            "Calling {} makes a coroutine object and runs none of its code. Only an await or \
                 a task runs it.",
            recording.text(*coro)
        ),
        FindingKind::NeverRetrieved { task } => format!(
            "{} failed and nobody awaited it, so its error came to light only when the task \
                 was thrown away. Keep a reference to the task and await it.",
            name(task)
        ),
        FindingKind::CancelledAtExit { task } | FindingKind::Destroyed { task } => format!(
            "The program ended while {} still had work to do, and that work was lost. Keep a \
                 reference to the task and await it before main ends.",
            name(task)
        ),
        FindingKind::Starved { task, waited } => format!(
            "{} was due but stood in line for {}, because others gave the seat back only to \
                 take it again. Let them wait between their rounds, or do less work in each.",
            name(task),
            length(*waited)
        ),
        FindingKind::Swallowed { task } => format!(
            "{} was asked to stop and its except clause took the CancelledError, so whoever \
                 cancelled it believes it stopped. Clean up, then raise again.",
            name(task)
        ),
        FindingKind::Siblings { task, left } => format!(
            "gather gave the first error to {} at once, but it cancels nobody: {left} more \
                 still ran. A TaskGroup cancels them; return_exceptions=True waits for them.",
            name(task)
        ),
        FindingKind::Sequence { task, saves } => format!(
            "{} awaits one call after the other, although none needs what another gives. \
                 Gathered, they overlap and take {} less.",
            name(task),
            length(*saves)
        ),
        FindingKind::Deadlock { cycle, .. } if cycle.len() > 1 => {
            let ring: Vec<_> = cycle.iter().chain(cycle.first()).map(name).collect();
            format!(
                "They wait for each other in a ring: {}. Take the locks in the same order \
                     everywhere, and no ring can form.",
                ring.join(" → ")
            )
        }
        FindingKind::Deadlock { cycle, .. } if cycle.len() == 1 => "It waits for what only \
                it could release: no task can take a lock of asyncio twice. Take it once, in the \
                outer function alone."
            .to_owned(),
        FindingKind::Deadlock { waiting, .. } if waiting.is_empty() => "A loop that runs for \
                ever ends by loop.stop() alone, and a thread when it gets what it waits for. In \
                reality the program hangs here until Ctrl+C is pressed."
            .to_owned(),
        FindingKind::Deadlock { .. } => "No timer runs and nothing is ready, so nothing can \
                change any more. Somebody must release, set, put, notify or cancel."
            .to_owned(),
        FindingKind::Older(older) => older.advice().replace('`', ""),
    }
}
