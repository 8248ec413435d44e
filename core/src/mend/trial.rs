//! An edit is offered when it has been seen to help: the text that it makes is run.

use super::Mend;
use crate::edit::apply;
use crate::findings::{Finding, FindingKind, findings};
use crate::recording::Recording;
use crate::trace::RunEnd;
use crate::{Limits, compile, run};
use std::mem::discriminant;

/// A trial may cost a few milliseconds, so that a page that asks stays alive: of a longer run it is
/// only known that the edit makes a program.
const EVENTS: usize = 4_000;
const OPERATIONS: u64 = 100_000;

/// True where a text can be run.
pub fn runs(text: &str) -> bool {
    compile("", text).is_ok()
}

/// True where the edit leaves fewer findings of this kind, and takes no end away that was good.
pub(super) fn helps(
    recording: &Recording,
    all: &[Finding],
    finding: &Finding,
    mend: &Mend,
) -> bool {
    let source = &recording.source;
    let Ok(program) = compile(source.name(), &apply(source.text(), &mend.edits)) else {
        return false;
    };
    if recording.records().len() > EVENTS / 2 {
        return true;
    }
    let limits = Limits {
        events: EVENTS,
        operations: OPERATIONS,
        ..Limits::page()
    };
    let after = run(&program, &limits);
    let like_it = |found: &&Finding| discriminant(&found.kind) == discriminant(&finding.kind);
    let count = |all: &[Finding]| all.iter().filter(like_it).count();
    let fails = match after.end() {
        Some(RunEnd::Ok) => false,
        Some(RunEnd::Limit) => return true,
        Some(RunEnd::Exception(_)) => {
            // Where an error was lost, it shall be seen.
            let shall_fail = matches!(
                finding.kind,
                FindingKind::NeverAwaited { .. }
                    | FindingKind::NeverRetrieved { .. }
                    | FindingKind::Swallowed { .. }
            );
            recording.end() == Some(RunEnd::Ok) && !shall_fail
        }
        end => end != recording.end(),
    };
    !fails && count(&findings(&after)) < count(all)
}
