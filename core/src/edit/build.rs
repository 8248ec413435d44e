//! Gestures that write new code: steps, tasks, functions, and a whole program from nothing.
//!
//! What is written is what a person would write: readable, with names, ready to be edited.

use crate::diagnostic::Diagnostic;
use crate::edit::gesture::{Draft, Place, Step, Task, refusal};
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

/// New functions that a gesture brings along, before they have a place.
#[derive(Default)]
struct Extras {
    used: Used,
    /// Lines of each function, without a last line break.
    functions: Vec<String>,
    names: Vec<String>,
}

impl Document {
    fn api(&self, module: &'static str, name: &'static str, used: &mut Used) -> String {
        used.push((module, name));
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
        let code = self.step_code(suite, step, &indent, &mut extras);
        let put = self.insert_lines(suite, place.index, &format!("{indent}{code}"), false);
        let within = put.within + length(&indent);
        let edit = draft.replace(put.span, put.text);
        draft.focus(edit, within);
        self.place_extras(&extras, draft);
        Ok(())
    }

    fn check_step(&self, suite: SuiteId, step: Step) -> Result<(), Diagnostic> {
        let suite = self.suite(suite);
        let owner = suite.owner.and_then(|owner| self.blocks.get(owner));
        let span = owner.map_or(Span::default(), |owner| owner.span);
        let context = suite.context;
        match step {
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
                format!(
                    "await {}(1.0)",
                    self.api("asyncio", "sleep", &mut extras.used)
                )
            }
            Step::BlockingSleep => {
                format!("{}(1.0)", self.api("time", "sleep", &mut extras.used))
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
                let new = self.new_call(&self.default_task(1), None, extras);
                format!("await {}", new.code)
            }
            Step::CreateTask => {
                let new = self.new_call(&self.default_task(1), None, extras);
                let create = self.api("asyncio", "create_task", &mut extras.used);
                format!(
                    "{} = {create}({})",
                    self.names.free_name("task", &[]),
                    new.code
                )
            }
            Step::Group(pattern) => {
                let tasks = [self.default_task(1), self.default_task(2)];
                let results = self.names.free_name("results", &[]);
                let results = match pattern {
                    Pattern::Gather => Results::Whole(results),
                    _ => Results::Dropped,
                };
                let lines = self.group_lines(pattern, &tasks, results, indent, extras);
                lines.strip_prefix(indent).unwrap_or(&lines).to_owned()
            }
            Step::Function => String::new(),
        }
    }

    fn function_around(&self, suite: SuiteId) -> Option<&Def> {
        let owner = self.suite(suite).owner?;
        let block = self.blocks.function_of(owner)?;
        self.names.defs.iter().find(|def| def.span == block.span)
    }

    /// "Task 1", or the next number that the program does not have yet.
    fn default_task(&self, nth: usize) -> Task {
        let is_new = |number: &usize| {
            let name = format!("Task {number}");
            !self.text().contains(&quoted(&name, '"'))
                && !self.text().contains(&quoted(&name, '\''))
        };
        let number = (1..).filter(is_new).nth(nth - 1).unwrap_or(nth);
        Task {
            name: format!("Task {number}"),
            seconds: 1.0,
            is_blocking: false,
        }
    }

    fn add_function(&self, suite: SuiteId, index: usize, draft: &mut Draft) {
        let name = self.names.free_name("worker", &[]);
        let mut used = Used::new();
        let sleep = self.api("asyncio", "sleep", &mut used);
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
        imports::add(self, &used, draft);
    }

    // ------------------------------------------------------------ calls

    /// The code of a call that does a task; written like `like` where that shows how.
    fn new_call(&self, task: &Task, like: Option<&Block>, extras: &mut Extras) -> NewCall {
        let name = quoted(&task.name, '"');
        let copied = like.and_then(|block| self.call_like(block, task));
        let code = copied.unwrap_or_else(|| {
            let function = self.worker(task.is_blocking, extras);
            format!("{function}({name}, {})", seconds_text(task.seconds))
        });
        NewCall {
            code,
            words: task.name.clone(),
            task_name: Some(name),
        }
    }

    /// The call of a block with another name and another duration.
    fn call_like(&self, block: &Block, task: &Task) -> Option<String> {
        let Kind::Call(Call { is_blocking, .. }) = block.kind else {
            return None;
        };
        if is_blocking != task.is_blocking {
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
    /// sleeps for it, or a new one.
    fn worker(&self, is_blocking: bool, extras: &mut Extras) -> String {
        let fits = |def: &&Def| {
            def.is_top
                && def.is_async
                && def.required == 2
                && !def.is_open
                && def.sleeps_for == Some(1)
                && def.is_blocking == is_blocking
        };
        if let Some(def) = self.names.defs.iter().find(fits) {
            return def.name.clone();
        }
        let base = if is_blocking { "block" } else { "call" };
        let start = format!("async def {base}");
        if let Some(at) = extras
            .functions
            .iter()
            .position(|lines| lines.starts_with(&start))
        {
            return extras.names[at].clone();
        }
        let name = self.names.free_name(base, &extras.names);
        let sleep = if is_blocking {
            self.api("time", "sleep", &mut extras.used)
        } else {
            format!("await {}", self.api("asyncio", "sleep", &mut extras.used))
        };
        let newline = self.layout.newline;
        let lines = [
            format!("async def {name}(name, seconds):"),
            "    print(name, \"starts\")".to_owned(),
            format!("    {sleep}(seconds)"),
            "    print(name, \"ends\")".to_owned(),
            "    return name".to_owned(),
        ];
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
            let call = self.new_call(task, None, extras);
            self.member(call.code, &task.name)
        });
        let members = members.collect();
        let group_name = self.names.free_name("group", &[]);
        let (extra, below) = (Vec::new(), Vec::new());
        let model = Model {
            members,
            results,
            extra,
            below,
            group_name,
        };
        self.render(pattern, model, indent)
    }

    /// Puts the new functions before the one that `asyncio.run` starts, or behind the imports.
    fn place_extras(&self, extras: &Extras, draft: &mut Draft) {
        let newline = self.layout.newline;
        if !extras.functions.is_empty() {
            let gap = format!("{newline}{newline}");
            let lines = extras.functions.join(&gap);
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
            let like = self.call_to_copy(block, task).or(last);
            let new = self.new_call(task, like, &mut extras);
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
    fn call_to_copy(&self, group: &Block, task: &Task) -> Option<&Block> {
        let calls = self.blocks.siblings(Parent::Group(group.id)).iter().rev();
        let mut blocks = calls.filter_map(|id| self.blocks.get(*id));
        blocks.find(
            |block| matches!(&block.kind, Kind::Call(call) if call.is_blocking == task.is_blocking),
        )
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
        if pattern != Pattern::Gather {
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
        let run = self.api("asyncio", "run", &mut extras.used);
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

/// Where the call with this name begins in newly written lines.
fn offset_of_call(lines: &str, name: &str) -> u32 {
    let literal = quoted(name, '"');
    let at = lines.find(&literal).unwrap_or(0);
    let open = lines[..at].trim_end_matches('(');
    let start = open.rfind(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
    u32::try_from(start.map_or(0, |start| start + 1)).unwrap_or(0)
}
