//! Who has the GIL from when to when, and who waits for it.
//!
//! ```text
//!   MainThread   ████ CPU ░░░░ waits ████
//!   Worker 1     ░░░ waits ████ CPU ░░░░ waits ████
//!   GIL          main     | Worker 1 | main | Worker 1        GilSpan, one after the other
//! ```
//!
//! Only CPU work takes time, so the GIL lies free between the spans: glue code, sleeps and waits
//! hold it for no time at all. Slices that follow each other without a wait are one span.

use crate::trace::{Actor, Event, Nanos, Record};

/// One thread has the GIL.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GilSpan {
    /// A job, or what the main thread ran: a task or the program itself.
    pub by: Actor,
    /// It waited for the GIL from here to `from`.
    pub asked: Nanos,
    pub from: Nanos,
    pub to: Nanos,
    /// Cursor of the record that began it.
    pub from_cursor: usize,
}

/// All spans of a run, in the order of time: no two of them overlap.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Gil {
    spans: Vec<GilSpan>,
}

impl Gil {
    #[must_use]
    pub fn spans(&self) -> &[GilSpan] {
        &self.spans
    }

    /// Who has the GIL at this moment; `None` while nobody does CPU work.
    #[must_use]
    pub fn holder(&self, at: Nanos) -> Option<&GilSpan> {
        let next = self.spans.partition_point(|span| span.from <= at);
        let span = self.spans[..next].last()?;
        (at < span.to).then_some(span)
    }

    /// Who waits for the GIL at this moment, in the order in which they will get it.
    pub fn waiting(&self, at: Nanos) -> impl Iterator<Item = &GilSpan> {
        let later = self.spans.partition_point(|span| span.from <= at);
        self.spans[later..]
            .iter()
            .filter(move |span| span.asked <= at)
    }

    pub(crate) fn record(&mut self, record: &Record, cursor: usize) {
        let Event::GilTaken { asked, until } = record.event else {
            return;
        };
        let (by, from) = (record.by, record.at);
        if let Some(last) = self.spans.last_mut()
            && (last.by, last.to) == (by, from)
            && asked == from
        {
            last.to = until;
            return;
        }
        self.spans.push(GilSpan {
            by,
            asked,
            from,
            to: until,
            from_cursor: cursor,
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::timeline::Timeline;
    use crate::trace::{Actor, Nanos};
    use crate::{Limits, compile, run};
    use std::rc::Rc;

    fn timeline(text: &str, limits: Limits) -> Timeline {
        let program = compile("program.py", text).expect("a small program");
        Timeline::new(Rc::new(run(&program, &limits)))
    }

    const TWO_JOBS: &str = "\
import asyncio, time
def job(n):
    for _ in range(n):
        pass
async def main():
    loop = asyncio.get_running_loop()
    await asyncio.gather(*(loop.run_in_executor(None, job, 400_000) for _ in range(2)))
    loop.run_in_executor(None, job, 400_000)
    await asyncio.sleep(0)
    job(400_000)
asyncio.run(main())
";

    #[test]
    fn one_thread_at_a_time_has_the_gil_and_the_others_wait() {
        let timeline = timeline(TWO_JOBS, Limits::page());
        let gil = &timeline.lanes().gil;
        for pair in gil.spans().windows(2) {
            assert!(pair[0].to <= pair[1].from, "{pair:?}");
        }
        for span in gil.spans() {
            assert!(span.asked <= span.from && span.from < span.to, "{span:?}");
            assert_eq!(gil.holder(span.from), Some(span));
            let cursor = span.from_cursor;
            assert_eq!(timeline.recording().records()[cursor - 1].by, span.by);
        }
        let mut holders: Vec<Actor> = Vec::new();
        for span in gil.spans() {
            if !holders.contains(&span.by) {
                holders.push(span.by);
            }
        }
        assert_eq!(holders.len(), 4, "three jobs and the task: {holders:?}");
        let contended = gil.spans().iter().find(|span| span.asked < span.from);
        let contended = contended.expect("two jobs want it at the same time");
        assert!(gil.waiting(contended.asked).any(|span| span == contended));
        assert_eq!(gil.holder(Nanos(u64::MAX)), None);
    }

    #[test]
    fn a_free_threaded_build_has_none() {
        let limits = Limits::page();
        let with = timeline(TWO_JOBS, limits);
        let without = timeline(TWO_JOBS, limits.free_threaded(4));
        assert!(without.lanes().gil.spans().is_empty());
        assert!(without.length() < with.length());
    }
}
