//! Gestures that write new code: steps, tasks, functions, and a whole program from nothing.
//!
//! What is written is what a person would write: readable, with names, ready to be edited.

use crate::diagnostic::Diagnostic;
use crate::edit::gesture::{Draft, Place, Step, Task, Work, refusal};
use crate::edit::items::NewCall;
use crate::edit::lines::{await_outside, return_outside};
use crate::edit::names::Def;
use crate::edit::pattern::{Model, api_of, unit_of};
use crate::edit::read::Document;
use crate::edit::tree::{
    Block, BlockId, Call, Kind, MODULE, Parent, Pattern, Results, Role, SuiteId, Value,
};
use crate::edit::write::{number_text, quote_of, quoted, seconds_text};
use crate::edit::{imports, length};
use crate::sort;
use crate::source::Span;

type Used = Vec<(&'static str, &'static str)>;

/// New functions and variables of the module that a gesture brings along, before they have a
/// place.
#[derive(Default)]
pub(crate) struct Extras {
    pub used: Used,
    /// Lines of each function, without a last line break.
    pub functions: Vec<String>,
    /// A line for each variable.
    pub variables: Vec<String>,
    pub names: Vec<String>,
}

impl Document {
    pub fn api(&self, module: &'static str, name: &'static str, extras: &mut Extras) -> String {
        extras.used.push((module, name));
        self.names.reference(module, name).0
    }

    // ------------------------------------------------------------ steps

    pub fn add_step(&self, place: Place, step: Step, draft: &mut Draft) -> Result<(), Diagnostic> {
        let Parent::Suite(suite) = place.parent else {
            let whole = Span::new(0, length(self.text()));
            return Err(refusal(whole, "a group holds calls only")
                .with_help("Put the step before or behind the group."));
        };
        if step == Step::Function {
            self.add_function(suite, place.index, draft);
            return Ok(());
        }
        self.check_step(suite, step)?;
        let mut extras = Extras::default();
        let indent = self.suite(suite).indent.clone();
        let offset = match self.suite(suite).blocks.get(place.index) {
            Some(next) => self.block(*next)?.extent.start,
            // The last character still belongs to the function around.
            None => self.suite_end(suite).saturating_sub(1),
        };
        let (code, head) = match step {
            Step::Snippet(snippet) => self.snippet_code(snippet, suite, offset, &mut extras)?,
            _ => (self.step_code(suite, step, &indent, &mut extras), 0),
        };
        let put = self.insert_lines(suite, place.index, &format!("{indent}{code}"), false);
        let within = put.within + length(&indent) + head;
        let edit = draft.replace(put.span, put.text);
        draft.focus(edit, within);
        self.place_extras(&extras, draft);
        Ok(())
    }

    /// Where the code of a suite ends.
    fn suite_end(&self, suite: SuiteId) -> u32 {
        let last = self.suite(suite).blocks.last();
        let last = last.and_then(|id| self.blocks.get(*id));
        last.map_or(length(self.text()), |last| last.extent.end)
    }

    fn check_step(&self, suite: SuiteId, step: Step) -> Result<(), Diagnostic> {
        let suite = self.suite(suite);
        let owner = suite.owner.and_then(|owner| self.blocks.get(owner));
        let span = owner.map_or(Span::default(), |owner| owner.span);
        let context = suite.context;
        match step {
            Step::Group(Pattern::Blocking) => Ok(()),
            Step::Sleep | Step::Call | Step::Group(_) if !context.is_async => {
                Err(await_outside(span))
            }
            Step::CreateTask if !context.is_async => {
                Err(refusal(span, "`create_task` needs a running loop")
                    .with_help("Put it into an async function."))
            }
            Step::Return if !context.is_function => Err(return_outside(span)),
            _ => Ok(()),
        }
    }

    /// The code of a step, without the indentation of its first line.
    fn step_code(&self, suite: SuiteId, step: Step, indent: &str, extras: &mut Extras) -> String {
        match step {
            Step::Sleep => {
                format!("await {}(1.0)", self.api("asyncio", "sleep", extras))
            }
            Step::BlockingSleep => {
                format!("{}(1.0)", self.api("time", "sleep", extras))
            }
            Step::Print => {
                let names_itself = self
                    .function_around(suite)
                    .is_some_and(|def| def.parameters.first().is_some_and(|first| first == "name"));
                let first = if names_itself { "name, " } else { "" };
                format!("print({first}\"message\")")
            }
            Step::Raise => "raise RuntimeError(\"something failed\")".to_owned(),
            Step::Return => "return \"result\"".to_owned(),
            Step::Call => {
                let new = self.new_call(&self.default_task(1), false, None, extras);
                format!("await {}", new.code)
            }
            Step::CreateTask => {
                let new = self.new_call(&self.default_task(1), false, None, extras);
                let create = self.api("asyncio", "create_task", extras);
                format!(
                    "{} = {create}({})",
                    self.names.free_name("task", &[]),
                    new.code
                )
            }
            Step::Group(pattern) => {
                let tasks = [self.default_task(1), self.default_task(2)];
                let results = self.names.free_name("results", &[]);
                let results = match pattern.gathers() || pattern == Pattern::AsCompleted {
                    true => Results::Whole(results),
                    false => Results::Dropped,
                };
                let lines = self.group_lines(pattern, &tasks, results, indent, extras);
                lines.strip_prefix(indent).unwrap_or(&lines).to_owned()
            }
            Step::Function | Step::Snippet(_) => String::new(),
        }
    }

    fn function_around(&self, suite: SuiteId) -> Option<&Def> {
        let owner = self.suite(suite).owner?;
        let block = self.blocks.function_of(owner)?;
        self.names.defs.iter().find(|def| def.span == block.span)
    }

    /// "Task 1", or the next number that the program does not have yet.
    pub fn default_task(&self, nth: usize) -> Task {
        let is_new = |number: &usize| {
            let name = format!("Task {number}");
            !self.text().contains(&quoted(&name, '"'))
                && !self.text().contains(&quoted(&name, '\''))
        };
        let number = (1..).filter(is_new).nth(nth - 1).unwrap_or(nth);
        Task {
            name: format!("Task {number}"),
            seconds: 1.0,
            work: Work::Waits,
            fails: false,
        }
    }

    fn add_function(&self, suite: SuiteId, index: usize, draft: &mut Draft) {
        let name = self.names.free_name("worker", &[]);
        let mut extras = Extras::default();
        let sleep = self.api("asyncio", "sleep", &mut extras);
        let newline = self.layout.newline;
        let code = format!("async def {name}():{newline}    await {sleep}(1.0)");
        let (suite, index) = match suite {
            MODULE => (MODULE, index),
            inner => {
                let owner = self
                    .suite(inner)
                    .owner
                    .and_then(|owner| self.blocks.function_of(owner));
                (MODULE, owner.map_or(0, |owner| owner.index))
            }
        };
        let put = self.insert_lines(suite, index, &code, true);
        let within = put.within;
        let edit = draft.replace(put.span, put.text);
        draft.focus(edit, within);
        imports::add(self, &extras.used, draft);
    }

    // ------------------------------------------------------------ calls

    /// The code of a call that does a task; written like `like` where that shows how. `plain` calls
    /// no coroutine.
    pub fn new_call(
        &self,
        task: &Task,
        plain: bool,
        like: Option<&Block>,
        extras: &mut Extras,
    ) -> NewCall {
        let name = quoted(&task.name, '"');
        let copied = like.and_then(|block| self.call_like(block, task, plain));
        let code = copied.unwrap_or_else(|| {
            let function = self.worker(task.work, task.fails, plain, extras);
            format!("{function}({name}, {})", seconds_text(task.seconds))
        });
        NewCall {
            code,
            words: task.name.clone(),
            task_name: Some(name),
        }
    }

    /// The call of a block with another name and another duration.
    fn call_like(&self, block: &Block, task: &Task, plain: bool) -> Option<String> {
        let Kind::Call(Call { callee, .. }) = &block.kind else {
            return None;
        };
        if !self
            .names
            .def(callee)
            .map_or(task.work == Work::Waits, |def| {
                does(def, task.work, task.fails, plain)
            })
        {
            return None;
        }
        let text = block
            .fields
            .iter()
            .find(|field| matches!(field.value, Value::Text(_)))?;
        let is_number =
            |role: Role, value: &Value| role == Role::Seconds && matches!(value, Value::Number(_));
        let number = block
            .fields
            .iter()
            .find(|field| is_number(field.role, &field.value))?;
        let mut code = String::new();
        let mut done = block.span.start;
        let seconds = number_text(task.seconds, self.layout.slice(number.span));
        let quote = quote_of(self.layout.slice(text.span));
        let mut spans = [
            (text.span, quoted(&task.name, quote)),
            (number.span, seconds),
        ];
        sort::sort_by_key(&mut spans, |span| span.0);
        for (span, new) in spans {
            code.push_str(self.layout.slice(Span::new(done, span.start)));
            code.push_str(&new);
            done = span.end;
        }
        code.push_str(self.layout.slice(Span::new(done, block.span.end)));
        Some(code)
    }

    /// The function that a task calls: one of the program that takes a name and a duration and
    /// works for it, or a new one.
    pub fn worker(&self, work: Work, fails: bool, plain: bool, extras: &mut Extras) -> String {
        let fits = |def: &&Def| {
            def.is_top
                && def.required == 2
                && !def.is_open
                && def.sleeps_for == Some(1)
                && does(def, work, fails, plain)
        };
        if let Some(def) = self.names.defs.iter().find(fits) {
            return def.name.clone();
        }
        let base = match (work, fails) {
            (Work::Waits, false) => "call",
            (Work::Waits, true) => "fail",
            (Work::Blocks, false) => "block",
            (Work::Blocks, true) => "block_and_fail",
            (Work::Computes, false) => "compute",
            (Work::Computes, true) => "compute_and_fail",
        };
        let keyword = if plain { "def" } else { "async def" };
        let start = format!("{keyword} {base}");
        let same = |lines: &String| {
            let rest = lines.strip_prefix(&start);
            rest.is_some_and(|rest| rest.starts_with(['(', '_']) && !rest.starts_with("_and"))
        };
        if let Some(at) = extras.functions.iter().position(same) {
            return extras.names[at].clone();
        }
        let name = self.names.free_name(base, &extras.names);
        let middle = match work {
            Work::Waits if !plain => {
                let sleep = self.api("asyncio", "sleep", extras);
                vec![format!("    await {sleep}(seconds)")]
            }
            Work::Waits | Work::Blocks => {
                let sleep = self.api("time", "sleep", extras);
                vec![format!("    {sleep}(seconds)")]
            }
            Work::Computes => {
                let clock = self.api("time", "perf_counter", extras);
                vec![
                    format!("    end = {clock}() + seconds"),
                    format!("    while {clock}() < end:"),
                    "        pass".to_owned(),
                ]
            }
        };
        let newline = self.layout.newline;
        let mut lines = vec![
            format!("{keyword} {name}(name, seconds):"),
            "    print(name, \"starts\")".to_owned(),
        ];
        lines.extend(middle);
        if fails {
            lines.push("    raise RuntimeError(f\"{name} failed\")".to_owned());
        } else {
            lines.push("    print(name, \"ends\")".to_owned());
            lines.push("    return name".to_owned());
        }
        extras.functions.push(lines.join(newline));
        extras.names.push(name.clone());
        name
    }

    fn group_lines(
        &self,
        pattern: Pattern,
        tasks: &[Task],
        results: Results,
        indent: &str,
        extras: &mut Extras,
    ) -> String {
        extras.used.extend(api_of(pattern));
        let members = tasks.iter().map(|task| {
            let callee = self.worker(task.work, task.fails, pattern.is_plain(), extras);
            let args = format!(
                "{}, {}",
                quoted(&task.name, '"'),
                seconds_text(task.seconds)
            );
            self.member(callee, args, &task.name)
        });
        let members = members.collect();
        let (extra, below) = (Vec::new(), Vec::new());
        let model = Model {
            members,
            results,
            extra,
            below,
        };
        self.render(pattern, model, indent)
    }

    /// Puts the new functions before the one that `asyncio.run` starts, or behind the imports.
    pub fn place_extras(&self, extras: &Extras, draft: &mut Draft) {
        let newline = self.layout.newline;
        let mut parts = extras.functions.clone();
        if !extras.variables.is_empty() {
            parts.insert(0, extras.variables.join(newline));
        }
        if !parts.is_empty() {
            let gap = format!("{newline}{newline}");
            let lines = parts.join(&gap);
            let put = self.insert_lines(MODULE, self.function_index(), &lines, true);
            draft.replace(put.span, put.text);
        }
        imports::add(self, &extras.used, draft);
    }

    /// Where a new function goes: before the entry function, else before the first function, else
    /// behind the imports.
    fn function_index(&self) -> usize {
        if let Some(entry) = self.blocks.entry() {
            return entry.index;
        }
        let top = self.blocks.siblings(Parent::Suite(MODULE));
        let kind = |id: &BlockId| self.blocks.get(*id).map(|block| &block.kind);
        let is_function = |id: &BlockId| matches!(kind(id), Some(Kind::Function(_)));
        let is_import = |id: &BlockId| matches!(kind(id), Some(Kind::Import(_)));
        let first = top.iter().position(is_function);
        first.unwrap_or_else(|| top.iter().rposition(is_import).map_or(0, |at| at + 1))
    }

    // ------------------------------------------------------------ tasks

    pub fn add_task(
        &self,
        group: Option<BlockId>,
        task: &Task,
        pattern: Pattern,
        draft: &mut Draft,
    ) -> Result<(), Diagnostic> {
        let group = match group {
            Some(id) => Some(self.block(id)?),
            None => self.last_group(),
        };
        let mut extras = Extras::default();
        if let Some(block) = group {
            let last = self
                .group(block)?
                .calls
                .last()
                .and_then(|id| self.blocks.get(*id));
            let behind = last.map(|last| last.index);
            let plain = self.group(block)?.pattern.is_plain();
            let like = self.call_to_copy(block, task, plain).or(last);
            let new = self.new_call(task, plain, like, &mut extras);
            self.add_call(block, behind, &new, draft)?;
            self.place_extras(&extras, draft);
            return Ok(());
        }
        let entry = self
            .blocks
            .entry()
            .filter(|entry| matches!(&entry.kind, Kind::Function(function) if function.is_async));
        if let Some(suite) = entry.and_then(|entry| entry.suites.first()) {
            let place = self.end_of(*suite);
            let indent = self.suite(*suite).indent.clone();
            let lines = self.new_group(pattern, task, &indent, &mut extras);
            let put = self.insert_lines(*suite, place, &lines, false);
            let within = put.within + offset_of_call(&lines, &task.name);
            let edit = draft.replace(put.span, put.text);
            draft.focus(edit, within);
            self.place_extras(&extras, draft);
            return Ok(());
        }
        self.add_main(pattern, task, extras, draft);
        Ok(())
    }

    fn last_group(&self) -> Option<&Block> {
        let entry = self.blocks.entry()?;
        let inside =
            |block: &&Block| block.group().is_some() && self.blocks.is_within(block.id, entry.id);
        self.blocks.iter().rfind(inside)
    }

    /// The last call of the group that blocks or waits as the task does.
    fn call_to_copy(&self, group: &Block, task: &Task, plain: bool) -> Option<&Block> {
        let calls = self.blocks.siblings(Parent::Group(group.id)).iter().rev();
        let mut blocks = calls.filter_map(|id| self.blocks.get(*id));
        blocks.find(|block| match &block.kind {
            Kind::Call(call) => self
                .names
                .def(&call.callee)
                .is_some_and(|def| does(def, task.work, task.fails, plain)),
            _ => false,
        })
    }

    /// Where a step goes at the end of a suite: before the statement that leaves it.
    fn end_of(&self, suite: SuiteId) -> usize {
        let blocks = &self.suite(suite).blocks;
        let last = blocks.last().and_then(|id| self.blocks.get(*id));
        let leaves = last.is_some_and(|last| matches!(last.kind, Kind::Return | Kind::Raise));
        blocks.len() - usize::from(leaves)
    }

    /// A group of one, with a line that shows what `gather` gives.
    fn new_group(
        &self,
        pattern: Pattern,
        task: &Task,
        indent: &str,
        extras: &mut Extras,
    ) -> String {
        let tasks = std::slice::from_ref(task);
        if !(pattern.gathers() || pattern == Pattern::AsCompleted) {
            return self.group_lines(pattern, tasks, Results::Dropped, indent, extras);
        }
        let target = self.names.free_name("results", &[]);
        let results = Results::Whole(target.clone());
        let lines = self.group_lines(pattern, tasks, results, indent, extras);
        format!("{lines}{}{indent}print({target})", self.layout.newline)
    }

    /// `main` with the first task, and the line that runs it.
    fn add_main(&self, pattern: Pattern, task: &Task, mut extras: Extras, draft: &mut Draft) {
        let newline = self.layout.newline;
        let run = self.api("asyncio", "run", &mut extras);
        let indent = unit_of("");
        let body = self.new_group(pattern, task, indent, &mut extras);
        let main = self.names.free_name("main", &extras.names);
        let gap = format!("{newline}{newline}");
        let mut lines = extras.functions.join(&gap);
        if !lines.is_empty() {
            lines.push_str(&gap);
        }
        lines.push_str(&format!("async def {main}():{newline}"));
        let within = length(&lines) + offset_of_call(&body, &task.name);
        lines.push_str(&format!("{body}{gap}{run}({main}())"));
        if self.blocks.is_empty() {
            let mut imports: Vec<String> = Vec::new();
            for (module, _) in &extras.used {
                let line = format!("import {module}{newline}");
                if !imports.contains(&line) {
                    imports.push(line);
                }
            }
            sort::sort_by(&mut imports, Ord::cmp);
            let head = format!("{}{newline}", imports.concat());
            let text = self.text();
            let is_blank = text.trim().is_empty();
            let start = if is_blank { 0 } else { length(text) };
            let before = if is_blank || text.ends_with('\n') {
                ""
            } else {
                newline
            };
            let before = if is_blank {
                String::new()
            } else {
                format!("{before}{newline}")
            };
            let within = length(&before) + length(&head) + within;
            let code = format!("{before}{head}{lines}{newline}");
            let edit = draft.replace(Span::new(start, length(text)), code);
            draft.focus(edit, within);
            return;
        }
        let end = self.blocks.siblings(Parent::Suite(MODULE)).len();
        let put = self.insert_lines(MODULE, end, &lines, true);
        let within = put.within + within;
        let edit = draft.replace(put.span, put.text);
        draft.focus(edit, within);
        imports::add(self, &extras.used, draft);
    }
}

/// True for a function that does this kind of work and ends so. Where plain functions are called,
/// waiting and blocking are the same.
fn does(def: &Def, work: Work, fails: bool, plain: bool) -> bool {
    let same = match work {
        Work::Computes => def.is_cpu,
        Work::Blocks => def.is_blocking && !def.is_cpu,
        Work::Waits => def.is_blocking == plain && !def.is_cpu,
    };
    same && def.is_async != plain && def.fails == fails
}

/// Where the call with this name begins in newly written lines.
fn offset_of_call(lines: &str, name: &str) -> u32 {
    let literal = quoted(name, '"');
    let at = lines.find(&literal).unwrap_or(0);
    let open = lines[..at].trim_end_matches('(');
    let start = open.rfind(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
    u32::try_from(start.map_or(0, |start| start + 1)).unwrap_or(0)
}
