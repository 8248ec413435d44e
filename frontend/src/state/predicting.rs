//! Predict first: what is still to come is hidden, and before a line is printed the page asks who
//! will print it.

use crate::engine::RunView;
use loopscope_core::model::TaskState;
use loopscope_core::trace::{Actor, Event, Nanos, Stream, TaskId};

/// More tasks than this are too many to choose from.
const CHOICES_MAX: usize = 24;

/// Who may print the next line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    Task(TaskId),
    /// A task that does not exist yet.
    New,
    /// A callback of the loop, which is no task.
    Callback,
    /// A worker thread.
    Worker,
    Nobody,
}

/// How often a guess was right, and the last one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Guesses {
    pub right: u32,
    pub all: u32,
    pub last: Option<Guess>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Guess {
    pub guessed: Who,
    pub truth: Who,
    /// The cursor that shows the truth.
    pub cursor: usize,
}

impl Guesses {
    /// Takes a guess that is made at a cursor.
    pub fn take(&mut self, guessed: Who, view: &RunView, cursor: usize) -> usize {
        let (truth, cursor) = next_to_print(view, cursor);
        self.all += 1;
        self.right += u32::from(guessed == truth);
        self.last = Some(Guess {
            guessed,
            truth,
            cursor,
        });
        cursor
    }
}

/// Where the axis of a run ends while its future is hidden: at a round time well behind the end,
/// which many other runs would have, too.
#[must_use]
pub fn hidden_end(length: Nanos) -> Nanos {
    let least = length.0.saturating_add(length.0 / 10);
    let mut round = 1_000_u64;
    for step in [20, 25, 20].iter().cycle() {
        match round.checked_mul(*step) {
            Some(next) if round < least => round = next / 10,
            _ => break,
        }
    }
    Nanos(round)
}

/// Who prints the next line, and the cursor that shows it; behind the last line the end of the run.
fn next_to_print(view: &RunView, cursor: usize) -> (Who, usize) {
    let records = view.recording.trace.records();
    let next = view.timeline.outputs().iter().find_map(|index| {
        let index = *index as usize;
        let record = records.get(index).filter(|_| index >= cursor)?;
        let is_print = matches!(
            record.event,
            Event::Output {
                stream: Stream::Stdout,
                ..
            }
        );
        is_print.then_some((record.by, index + 1))
    });
    let Some((by, shown)) = next else {
        return (Who::Nobody, view.cursor_of(view.steps()));
    };
    let who = match by {
        Actor::Task(task) if task.index() < view.timeline.at(cursor).tasks.len() => Who::Task(task),
        Actor::Task(_) => Who::New,
        Actor::Loop => Who::Callback,
        Actor::Job(_) => Who::Worker,
    };
    (who, view.cursor_showing(shown))
}

/// Whom one can guess at a cursor; empty when there is nothing to guess.
#[must_use]
pub fn choices(view: &RunView, cursor: usize) -> Vec<Who> {
    let state = view.timeline.at(cursor);
    let alive = state
        .tasks
        .iter()
        .filter(|task| !matches!(task.state, TaskState::Done { .. }));
    let mut found = alive.map(|task| Who::Task(task.id)).collect::<Vec<_>>();
    if found.is_empty() || found.len() > CHOICES_MAX || view.step_of(cursor) >= view.steps() {
        return Vec::new();
    }
    found.push(Who::New);
    let records = view.recording.trace.records();
    let is_callbacks = |index: &u32| records[*index as usize].by == Actor::Loop;
    if view.timeline.outputs().iter().any(is_callbacks) {
        found.push(Who::Callback);
    }
    if !view.timeline.lanes().workers.is_empty() {
        found.push(Who::Worker);
    }
    found.push(Who::Nobody);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use loopscope_core::Limits;

    #[test]
    fn the_axis_of_a_hidden_future_ends_at_a_round_time_behind_the_end() {
        let seconds = |length| hidden_end(Nanos::from_seconds(length)).seconds();
        let ends = [0.0, 0.3, 0.95, 1.5, 1.82, 2.0, 4.5, 4.6, 9.2, 30.0, 91.0].map(seconds);
        let round = [1e-6, 0.5, 2.0, 2.0, 5.0, 5.0, 5.0, 10.0, 20.0, 50.0, 200.0];
        for (end, round) in ends.iter().zip(round) {
            assert!((end - round).abs() < 1e-6, "{ends:?}");
        }
    }

    #[test]
    fn a_guess_leads_to_the_next_line_and_behind_the_last_to_the_end() {
        let text = "import asyncio\n\nasync def other():\n    print('two')\n\nasync def main():\n    print('one')\n    await asyncio.create_task(other())\n\nasyncio.run(main())\n";
        let program = loopscope_core::compile("program.py", text).expect("it is Python");
        let limits = Limits::page();
        let view = RunView::new(1, loopscope_core::run(&program, &limits), limits);
        let (main, mut guesses) = (Who::Task(TaskId(0)), Guesses::default());
        assert_eq!(choices(&view, 0), [], "nobody is there yet");
        let begin = view.cursor_of(1);
        assert_eq!(choices(&view, begin), [main, Who::New, Who::Nobody]);
        let one = guesses.take(main, &view, begin);
        assert!(begin < one);
        let two = guesses.take(main, &view, one);
        assert_eq!(guesses.last.map(|last| last.truth), Some(Who::New));
        let end = guesses.take(Who::Nobody, &view, two);
        assert_eq!((guesses.right, guesses.all), (2, 3));
        assert_eq!(end, view.cursor_of(view.steps()));
        assert_eq!(choices(&view, end), []);
    }

    #[test]
    fn a_callback_that_prints_can_be_guessed() {
        let text = "import asyncio\n\nasync def main():\n    asyncio.get_running_loop().call_soon(print, 'now')\n    await asyncio.sleep(1)\n\nasyncio.run(main())\n";
        let program = loopscope_core::compile("program.py", text).expect("it is Python");
        let limits = Limits::page();
        let view = RunView::new(1, loopscope_core::run(&program, &limits), limits);
        let begin = view.cursor_of(1);
        assert!(choices(&view, begin).contains(&Who::Callback));
        let mut guesses = Guesses::default();
        guesses.take(Who::Callback, &view, begin);
        assert_eq!((guesses.right, guesses.all), (1, 1));
    }
}
