//! What people call each task, told once for a whole recording so that it never changes with the
//! cursor: `name=`, else the first string argument, else the coroutine's name; numbered where
//! several tasks would have the same one, by their first whole numbers where those tell them apart.
//! And what they call workers.

use crate::sort::sort_by;
use crate::trace::{Event, ResourceKind, TaskId, TextId, Trace, Worker, WorkerId};
use std::rc::Rc;

/// Display names by task.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    shown: Vec<Option<Rc<str>>>,
}

/// What is known of one task's name.
#[derive(Clone, Copy)]
struct Given {
    name: TextId,
    coro: TextId,
    label: Option<TextId>,
    number: Option<TextId>,
}

impl Names {
    #[must_use]
    pub fn of(trace: &Trace) -> Self {
        let mut given: Vec<Option<Given>> = Vec::new();
        for record in trace.records() {
            match record.event {
                Event::TaskCreated { task, name, coro } => {
                    if given.len() <= task.index() {
                        given.resize(task.index() + 1, None);
                    }
                    given[task.index()] = Some(Given {
                        name,
                        coro,
                        label: None,
                        number: None,
                    });
                }
                Event::TaskLabelled {
                    task,
                    label,
                    is_number,
                } => {
                    if let Some(Some(entry)) = given.get_mut(task.index()) {
                        let part = if is_number {
                            &mut entry.number
                        } else {
                            &mut entry.label
                        };
                        *part = Some(label);
                    }
                }
                _ => {}
            }
        }
        let base_of = |entry: &Given| base(trace, entry);
        let mut bases: Vec<(&str, &str)> = (given.iter().flatten())
            .map(|entry| (base_of(entry).0, number(trace, entry)))
            .collect();
        sort_by(&mut bases, Ord::cmp);
        // Where a base stands first, the tasks of it that have a name so far.
        let mut numbers = vec![0_u32; bases.len()];
        let shown = given
            .iter()
            .map(|entry| {
                let entry = entry.as_ref()?;
                let (base, own) = base_of(entry);
                let first = bases.partition_point(|other| other.0 < base);
                let next = bases.get(first + 1).filter(|next| next.0 == base);
                if own || next.is_none() {
                    return Some(base.into());
                }
                if numbers[first] == 0 && are_told_apart(&bases[first..]) {
                    numbers[first] = BY_ARGUMENT;
                }
                if numbers[first] == BY_ARGUMENT {
                    return Some(format!("{base} {}", number(trace, entry)).into());
                }
                numbers[first] += 1;
                Some(format!("{base} {}", numbers[first]).into())
            })
            .collect();
        Self { shown }
    }

    /// The name of a task; `a task` for one that the trace does not know.
    #[must_use]
    pub fn get(&self, task: TaskId) -> Rc<str> {
        self.shown
            .get(task.index())
            .and_then(Clone::clone)
            .unwrap_or_else(|| "a task".into())
    }
}

/// What stands in the place of a count where tasks are numbered by their arguments.
const BY_ARGUMENT: u32 = u32::MAX;

/// True where all tasks of the first base have numbers, and no two of them the same.
fn are_told_apart(bases: &[(&str, &str)]) -> bool {
    let alike = bases.partition_point(|other| other.0 <= bases[0].0);
    let pairs = bases[..alike].windows(2);
    !bases[0].1.is_empty() && pairs.into_iter().all(|pair| pair[0].1 != pair[1].1)
}

/// The whole number that a task got in the place of a text, or nothing.
fn number<'a>(trace: &'a Trace, given: &Given) -> &'a str {
    given.number.map_or("", |number| trace.text(number))
}

/// What people call a worker: `Worker 2` where its pool has named it, `Process 1` where its thread
/// is a process, and all others by their own names.
#[must_use]
pub fn worker(trace: &Trace, id: WorkerId) -> String {
    let Some(worker) = trace.workers.get(id.index()) else {
        return "a worker".to_owned();
    };
    let Some(word) = numbered(trace, worker) else {
        return trace.text(worker.name).to_owned();
    };
    let alike = trace.workers[..=id.index()]
        .iter()
        .filter(|other| numbered(trace, other) == Some(word));
    format!("{word} {}", alike.count())
}

/// The word for workers whose own names say nothing.
fn numbered(trace: &Trace, worker: &Worker) -> Option<&'static str> {
    let pool = trace.resources.get(worker.pool.index());
    if pool.is_some_and(|pool| pool.kind == ResourceKind::ProcessPool) {
        return Some("Process");
    }
    let name = trace.text(worker.name);
    let is_given = name.starts_with("ThreadPoolExecutor-") || name.starts_with("asyncio_");
    is_given.then_some("Worker")
}

/// The name before numbering, and whether it is the task's own (`name=`), which is never numbered.
fn base<'a>(trace: &'a Trace, given: &Given) -> (&'a str, bool) {
    let name = trace.text(given.name);
    if !is_counted(name) && !name.trim().is_empty() {
        return (name, true);
    }
    let label = given
        .label
        .map_or("", |label| trace.text(label).lines().next().unwrap_or(""));
    if is_name(label.trim()) {
        return (end_of_address(label.trim()), false);
    }
    (short_coro(trace.text(given.coro)), false)
}

/// A few words that a task can be called by; no sentence that it will print.
fn is_name(label: &str) -> bool {
    const MOST_WORDS: usize = 3;
    !label.is_empty()
        && !label.ends_with(['.', '!', '?', '…', ':', ','])
        && label.split_whitespace().count() <= MOST_WORDS
}

/// Addresses differ at their end: `https://api.example.com/v1/users/7?full=1` is called `users/7`,
/// and one without a path by its host.
fn end_of_address(text: &str) -> &str {
    let Some((_, rest)) = text.split_once("://") else {
        return text;
    };
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let rest = rest.trim_end_matches('/');
    if rest.is_empty() {
        return text;
    }
    let Some((host, path)) = rest.split_once('/') else {
        return rest.strip_prefix("www.").unwrap_or(rest);
    };
    let last_two = path.rmatch_indices('/').nth(1);
    let end = last_two.map_or(path, |(at, _)| &path[at + 1..]);
    if end.is_empty() { host } else { end }
}

/// True for the names that CPython gives by itself: `Task-1`, `Task-2` …
#[must_use]
pub fn is_counted(name: &str) -> bool {
    name.strip_prefix("Task-")
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `main.<locals>.fetch` is called `fetch`; `Shop.open` stays.
#[must_use]
pub fn short_coro(qualname: &str) -> &str {
    qualname.rsplit("<locals>.").next().unwrap_or(qualname)
}

#[cfg(test)]
mod tests {
    use super::{Names, end_of_address, is_name, worker};
    use crate::trace::{TaskId, WorkerId};
    use crate::{Limits, compile, run};

    #[test]
    fn workers_are_told_apart() {
        let text = "
import threading, time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
def work():
    time.sleep(1)
threading.Thread(target=work, name='listener').start()
threading.Thread(target=work).start()
pools = [ThreadPoolExecutor(2), ProcessPoolExecutor(2), ThreadPoolExecutor(), ThreadPoolExecutor(1, 'io')]
for pool in pools + pools[:2]:
    pool.submit(work)
";
        let program = compile("program.py", text).expect("it is Python");
        let trace = run(&program, &Limits::default()).trace;
        let names: Vec<String> = (0..8).map(|id| worker(&trace, WorkerId(id))).collect();
        let expected = [
            "listener",
            "Thread-1 (work)",
            "Worker 1",
            "Process 1",
            "Worker 2",
            "io_0",
            "Worker 3",
            "Process 2",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn whole_numbers_tell_tasks_apart() {
        let text = "
import asyncio
async def fetch(number, gate=None):
    pass
async def twice(seconds):
    pass
async def alone(number):
    pass
async def main():
    await asyncio.gather(fetch(0), fetch(7), twice(1), twice(1), alone(3))
asyncio.run(main())
";
        let program = compile("program.py", text).expect("it is Python");
        let names = Names::of(&run(&program, &Limits::default()).trace);
        let names: Vec<_> = (1..6).map(|id| names.get(TaskId(id))).collect();
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        assert_eq!(names, ["fetch 0", "fetch 7", "twice 1", "twice 2", "alone"]);
    }

    #[test]
    fn sentences_are_no_names() {
        for name in ["Cache", "Search Index", "https://example.com/a", "order #7"] {
            assert!(is_name(name), "{name}");
        }
        for text in ["", "thinking!", "Printing this after 5 seconds", "Done."] {
            assert!(!is_name(text), "{text}");
        }
    }

    #[test]
    fn addresses_are_called_by_their_end() {
        let check = |text: &str, name: &str| assert_eq!(end_of_address(text), name);
        check("Database", "Database");
        check("https://example.com", "example.com");
        check("https://www.example.com/", "example.com");
        check("http://example.com/posts/7?full=1#top", "posts/7");
        check("https://api.example.com/v1/users/7/", "users/7");
        check("https://example.com//", "example.com");
        check("://", "://");
    }
}
