//! Steps of the palette that are a few lines with gaps.
//!
//! ```text
//!   {asyncio.shield}  the function, as the text writes it, imported where it must be
//!   {call} {work}     a coroutine's call; a plain function and its arguments, for a thread
//!   {task} {queue} …  a variable that is there, or a new one with the line that makes it
//!   {number}          a variable with a number, named by `global` where it must be
//!   {tasks}           all tasks that can be named here
//!   {+item}           a name that is not taken
//! ```

use crate::diagnostic::Diagnostic;
use crate::edit::build::Extras;
use crate::edit::gesture::{Work, refusal};
use crate::edit::length;
use crate::edit::lines::{await_outside, return_outside};
use crate::edit::pattern::unit_of;
use crate::edit::read::Document;
use crate::edit::tree::SuiteId;
use crate::source::Span;

#[derive(PartialEq, Eq, Debug)]
pub struct Snippet {
    /// The heading under which it is offered.
    pub group: &'static str,
    pub label: &'static str,
    /// Further words that a search finds it by.
    pub words: &'static str,
    code: &'static str,
}

const fn snippet(
    group: &'static str,
    label: &'static str,
    words: &'static str,
    code: &'static str,
) -> Snippet {
    Snippet {
        group,
        label,
        words,
        code,
    }
}

pub static SNIPPETS: [Snippet; 32] = [
    snippet("Steps", "CPU work", "compute busy loop block", "{cpu}"),
    snippet("Steps", "variable", "assign set =", "{+value} = 1"),
    snippet("Steps", "add to", "count += counter race", "{number} += 1"),
    snippet("Tasks", "await task", "result wait", "await {task}"),
    snippet("Tasks", "cancel", "stop task", "{task}.cancel()"),
    snippet(
        "Tasks",
        "wait_for",
        "timeout deadline limit",
        "await {asyncio.wait_for}({call}, timeout=0.5)",
    ),
    snippet(
        "Tasks",
        "shield",
        "protect cancel",
        "await {asyncio.shield}({task})",
    ),
    snippet(
        "Tasks",
        "wait",
        "first completed exception done pending",
        "{+done}, {+pending} = await {asyncio.wait}([{tasks}], \
         return_when={asyncio.FIRST_COMPLETED})",
    ),
    snippet(
        "Tasks",
        "to_thread",
        "worker blocking",
        "await {asyncio.to_thread}({work})",
    ),
    snippet(
        "Tasks",
        "run_in_executor",
        "pool thread worker",
        "await {asyncio.get_running_loop}().run_in_executor(None, {work})",
    ),
    snippet(
        "Tasks",
        "def",
        "function plain",
        "def {+function}():\n    pass",
    ),
    snippet("Control", "if", "condition else", "if True:\n    pass"),
    snippet(
        "Control",
        "for",
        "repeat loop times",
        "for {+number} in range(3):\n    pass",
    ),
    snippet(
        "Control",
        "while",
        "repeat loop forever",
        "while True:\n    break",
    ),
    snippet("Control", "break", "leave loop", "break"),
    snippet(
        "Control",
        "try / except",
        "catch error exception handle",
        "try:\n    pass\nexcept Exception as {+error}:\n    print(\"failed:\", {+error})",
    ),
    snippet(
        "Control",
        "except cancel",
        "CancelledError catch cleanup cancelled",
        "try:\n    await {asyncio.sleep}(1.0)\nexcept {asyncio.CancelledError}:\n    \
         print(\"cancelled\")\n    raise",
    ),
    snippet(
        "Control",
        "try / finally",
        "cleanup always",
        "try:\n    await {asyncio.sleep}(1.0)\nfinally:\n    print(\"cleanup\")",
    ),
    snippet(
        "Control",
        "with timeout",
        "deadline limit asyncio.timeout",
        "async with {asyncio.timeout}(0.5):\n    await {asyncio.sleep}(1.0)",
    ),
    snippet(
        "Sync",
        "Semaphore",
        "permits limit with",
        "async with {semaphore}:\n    await {asyncio.sleep}(1.0)",
    ),
    snippet(
        "Sync",
        "Lock",
        "mutex with exclusive",
        "async with {lock}:\n    await {asyncio.sleep}(1.0)",
    ),
    snippet("Sync", "acquire", "lock take", "await {lock}.acquire()"),
    snippet("Sync", "release", "lock give", "{lock}.release()"),
    snippet(
        "Sync",
        "queue put",
        "producer",
        "await {queue}.put(\"item\")",
    ),
    snippet(
        "Sync",
        "queue get",
        "consumer take",
        "{+item} = await {queue}.get()",
    ),
    snippet("Sync", "task_done", "queue consumer", "{queue}.task_done()"),
    snippet("Sync", "queue join", "all done", "await {queue}.join()"),
    snippet("Sync", "event set", "signal", "{event}.set()"),
    snippet("Sync", "event wait", "signal", "await {event}.wait()"),
    snippet("Sync", "event clear", "signal reset", "{event}.clear()"),
    snippet(
        "Control",
        "yield to the loop",
        "sleep 0 fair starvation",
        "await {asyncio.sleep}(0)",
    ),
    snippet("Control", "continue", "next loop", "continue"),
];

/// What makes a variable of each kind, and the class that the line which makes one calls.
const MAKERS: [(&str, &[&str], &str); 5] = [
    (
        "task",
        &[
            "asyncio.create_task",
            ".create_task",
            "asyncio.ensure_future",
        ],
        "",
    ),
    (
        "queue",
        &[
            "asyncio.Queue",
            "asyncio.PriorityQueue",
            "asyncio.LifoQueue",
        ],
        "Queue",
    ),
    ("event", &["asyncio.Event"], "Event"),
    ("lock", &["asyncio.Lock"], "Lock"),
    (
        "semaphore",
        &["asyncio.Semaphore", "asyncio.BoundedSemaphore"],
        "Semaphore",
    ),
];

impl Document {
    /// The code of a snippet, without the indentation of its first line, and how many bytes of it
    /// make what the rest needs.
    pub fn snippet_code(
        &self,
        snippet: &'static Snippet,
        suite: SuiteId,
        offset: u32,
        extras: &mut Extras,
    ) -> Result<(String, u32), Diagnostic> {
        let suite = self.suite(suite);
        let mut code = String::new();
        let mut before = String::new();
        for (at, piece) in snippet.code.split(['{', '}']).enumerate() {
            if at % 2 == 0 {
                code.push_str(piece);
            } else {
                code.push_str(&self.gap(
                    piece,
                    offset,
                    suite.context.is_function,
                    &mut before,
                    extras,
                ));
            }
        }
        let head = before.len();
        let code = before + &code;
        let span = Span::new(offset, offset);
        let waits = ["await ", "async with", "create_task"];
        if waits.iter().any(|word| code.contains(word)) && !suite.context.is_async {
            return Err(await_outside(span));
        }
        if matches!(snippet.code, "break" | "continue") && !suite.context.is_loop {
            let message = format!("`{}` works only inside of a loop", snippet.code);
            return Err(refusal(span, message));
        }
        if code.starts_with("return") && !suite.context.is_function {
            return Err(return_outside(span));
        }
        let unit = unit_of(&suite.indent);
        let newline = format!("{}{}", self.layout.newline, suite.indent);
        let written = |code: &str| code.replace("    ", unit).replace('\n', &newline);
        Ok((written(&code), length(&written(&code[..head]))))
    }

    /// What is written into a gap.
    fn gap(
        &self,
        piece: &'static str,
        offset: u32,
        is_function: bool,
        before: &mut String,
        extras: &mut Extras,
    ) -> String {
        if let Some(name) = piece.strip_prefix('+') {
            return self.names.free_name(name, &[]);
        }
        if let Some((module, name)) = piece.split_once('.') {
            return self.api(module, name, extras);
        }
        let mut task = self.default_task(1);
        match piece {
            "call" => return self.new_call(&task, false, None, extras).code,
            "cpu" => {
                task.work = Work::Computes;
                return self.new_call(&task, true, None, extras).code;
            }
            "work" => {
                task.work = Work::Blocks;
                let call = self.new_call(&task, true, None, extras).code;
                return call.replacen('(', ", ", 1).trim_end_matches(')').to_owned();
            }
            "number" => {
                let found = self.names.number_before(offset);
                let (name, must_name) = found.map_or_else(
                    || (self.names.free_name("count", &[]), is_function),
                    |(name, must_name)| (name.to_owned(), must_name),
                );
                if found.is_none() {
                    let made = format!("{name} = 0");
                    match is_function {
                        true => extras.variables.push(made),
                        false => before.push_str(&format!("{made}\n")),
                    }
                }
                if must_name {
                    before.push_str(&format!("global {name}\n"));
                }
                return name;
            }
            _ => {}
        }
        let kind = piece.trim_end_matches('s');
        let Some((kind, made_by, class)) = MAKERS.iter().find(|maker| maker.0 == kind) else {
            unreachable!("the gaps of the snippets above have makers");
        };
        let mut found: Vec<&str> = self.names.made_before(made_by, offset).collect();
        found.dedup();
        if piece.ends_with('s') && !found.is_empty() {
            found.reverse();
            return found.join(", ");
        }
        if let Some(name) = found.first() {
            return (*name).to_owned();
        }
        let name = self.names.free_name(kind, &[]);
        if class.is_empty() {
            let call = self.new_call(&task, false, None, extras).code;
            let create = self.api("asyncio", "create_task", extras);
            before.push_str(&format!("{name} = {create}({call})\n"));
        } else {
            let made = self.api("asyncio", class, extras);
            let number = if *class == "Semaphore" { "2" } else { "" };
            extras.variables.push(format!("{name} = {made}({number})"));
        }
        name
    }
}
