//! The pattern of a group: the same calls, written to run in another way.
//!
//! ```text
//!   Group ─model_of─▶ Model {calls, comments, results} ─render─▶ lines in the new pattern
//! ```
//!
//! Names, arguments, targets and comments go along. A pattern that has no place for one of them is
//! refused, with the reason. Between coroutines and plain functions the functions are rewritten:
//! `await asyncio.sleep(…)` and `time.sleep(…)` stand for the same wait.

use crate::diagnostic::Diagnostic;
use crate::edit::gesture::{Draft, refusal};
use crate::edit::layout::span_of;
use crate::edit::read::Document;
use crate::edit::tree::{Block, BlockId, Call, Group, Kind, Parent, Pattern, Results, Value};
use crate::edit::write::{is_identifier, variable_name};
use crate::edit::{imports, length};
use crate::source::Span;
use ruff_python_ast::token::TokenKind;
use ruff_text_size::Ranged;
use std::fmt::Write;

/// One call on its way from pattern to pattern.
pub(crate) struct Member {
    /// What is called, and what is between the brackets.
    pub callee: String,
    pub args: String,
    /// Where the arguments stand now, if they do, and the indentation of that line: their further
    /// lines get the new indentation.
    pub source: Option<(Span, String)>,
    /// Comment lines above it.
    pub above: Vec<String>,
    /// The comment behind it.
    pub behind: Option<String>,
    pub task_name: Option<String>,
    /// The variable of its task.
    pub variable: String,
}

impl Member {
    fn call(&self) -> String {
        format!("{}({})", self.callee, self.args)
    }
}

pub(crate) struct Model {
    pub members: Vec<Member>,
    pub results: Results,
    /// Further arguments of `gather`.
    pub extra: Vec<String>,
    /// Comments behind the last call.
    pub below: Vec<String>,
}

/// Longer lines than this are broken: one element a line.
const LINE_COLUMNS: usize = 88;

impl Document {
    pub fn set_pattern(
        &self,
        block: &Block,
        pattern: Pattern,
        draft: &mut Draft,
    ) -> Result<(), Diagnostic> {
        let group = self.group(block)?;
        draft.stay = block.span.start;
        if group.pattern == pattern {
            return Ok(());
        }
        if let Some(reason) = self.why_not(block, group, pattern) {
            return Err(refusal(block.span, reason));
        }
        let Parent::Suite(suite) = block.parent else {
            return Ok(());
        };
        let indent = &self.suite(suite).indent;
        let mut model = self.model_of(block, group);
        let mut used = api_of(pattern).to_vec();
        if group.pattern.is_plain() != pattern.is_plain() {
            used.extend(self.convert(group, &mut model, pattern.is_plain(), draft));
        }
        let lines = self.render(pattern, model, indent);
        let end = self
            .layout
            .comment_behind(block.span.end)
            .map_or(block.span.end, |it| it.end);
        let code = lines.strip_prefix(indent.as_str()).unwrap_or(&lines);
        let edit = draft.replace(Span::new(block.span.start, end), code);
        draft.focus(edit, 0);
        imports::add(self, &used, draft);
        Ok(())
    }

    /// Tells each group of the tree which patterns it cannot have, and why.
    pub fn judge_groups(&mut self) {
        let mut judged: Vec<(BlockId, Vec<Option<String>>)> = Vec::new();
        for block in self.blocks.iter() {
            if let Some(group) = block.group() {
                let reason = |pattern: &Pattern| self.why_not(block, group, *pattern);
                judged.push((block.id, Pattern::ALL.iter().map(reason).collect()));
            }
        }
        for (id, refusals) in judged {
            if let Some(Block {
                kind: Kind::Group(group),
                ..
            }) = self.blocks.blocks.get_mut(id.0 as usize)
            {
                group.refusals = refusals;
            }
        }
    }

    /// Why a group cannot run in a pattern, in words for the reader.
    fn why_not(&self, block: &Block, group: &Group, pattern: Pattern) -> Option<String> {
        if group.pattern == pattern {
            return None;
        }
        if let Some(reason) = &group.fixed {
            return Some(format!("this group can run in one way only: {reason}"));
        }
        if group.calls.is_empty() {
            return Some("this group has no call yet".to_owned());
        }
        if !group.extra.is_empty() && !pattern.gathers() {
            let extra = self.layout.slice(group.extra[0]);
            return Some(format!("`{extra}` belongs to gather: take it out first"));
        }
        if pattern == Pattern::AsCompleted {
            match &group.results {
                Results::Each(_) => {
                    let why = "each result has a name, and as_completed gives them as they come";
                    return Some(why.to_owned());
                }
                Results::Whole(target) if !is_identifier(target) => {
                    return Some(format!("`{target}` does not take one list"));
                }
                _ => {}
            }
        }
        if pattern == Pattern::Blocking && group.parts.iter().any(|part| part.task_name.is_some()) {
            return Some("its tasks have names, and blocking calls make no task".to_owned());
        }
        if group.pattern.is_plain() != pattern.is_plain() {
            return self.why_not_converted(block, group, pattern.is_plain());
        }
        if matches!(pattern, Pattern::CreateTask | Pattern::TaskGroup) {
            return self.check_coroutines(group);
        }
        None
    }

    /// Why the functions of a group cannot become plain ones, or coroutines.
    fn why_not_converted(&self, block: &Block, group: &Group, plain: bool) -> Option<String> {
        let (asleep, held) = (self.sleep_of(false), self.sleep_of(true));
        for part in &group.parts {
            let callee = self.layout.slice(part.callee);
            if callee == if plain { &asleep } else { &held } {
                if self.layout.slice(part.args).contains(',') {
                    return Some(format!("`{callee}` has more than a duration"));
                }
                continue;
            }
            let Some(def) = self.names.def(callee).filter(|def| def.is_top) else {
                return Some(format!("`{callee}` is no function of this program"));
            };
            if let Some(place) = self.names.read_outside(callee, block.span) {
                let line = crate::edit::write::line_word(&self.layout.source, place);
                return Some(format!("`{callee}` is used on {line} too"));
            }
            if def.is_generator || def.is_async != plain {
                return Some(format!("`{callee}` is another kind of function"));
            }
            if plain && self.names.waits_in(def.span.start) > def.waits.len() {
                return Some(format!("`{callee}` awaits more than a sleep"));
            }
        }
        None
    }

    fn sleep_of(&self, plain: bool) -> String {
        self.names.reference(module_of_sleep(plain), "sleep").0
    }

    /// Makes the functions of a group plain ones, or coroutines; gives what they use.
    fn convert(
        &self,
        group: &Group,
        model: &mut Model,
        plain: bool,
        draft: &mut Draft,
    ) -> Vec<(&'static str, &'static str)> {
        let sleep = self.sleep_of(plain);
        let mut used = Vec::new();
        let mut done: Vec<&str> = Vec::new();
        for (part, member) in group.parts.iter().zip(&mut model.members) {
            let callee = self.layout.slice(part.callee);
            if callee == self.sleep_of(!plain) {
                member.callee.clone_from(&sleep);
                used.push((module_of_sleep(plain), "sleep"));
                continue;
            }
            let Some(def) = self.names.def(callee).filter(|_| !done.contains(&callee)) else {
                continue;
            };
            done.push(callee);
            let before = self.tokens(Span::new(def.span.start, def.name_span.start));
            let keyword = before.iter().rev().find(|token| {
                let wanted = if plain {
                    TokenKind::Async
                } else {
                    TokenKind::Def
                };
                token.kind() == wanted
            });
            if let Some(keyword) = keyword.map(|token| span_of(token.range())) {
                if plain {
                    // The word and the blank behind it.
                    draft.replace(Span::new(keyword.start, keyword.end + 1), "");
                } else {
                    draft.insert(keyword.start, "async ");
                }
            }
            let (old, new) = match plain {
                true => (&def.waits, sleep.clone()),
                false => (&def.holds, format!("await {sleep}")),
            };
            for place in old {
                draft.replace(*place, new.clone());
                used.push((module_of_sleep(plain), "sleep"));
            }
        }
        used
    }

    /// A task is made of a coroutine; `gather` alone also takes futures.
    fn check_coroutines(&self, group: &Group) -> Option<String> {
        for id in &group.calls {
            let Some(Kind::Call(Call { callee, .. })) =
                self.blocks.get(*id).map(|block| &block.kind)
            else {
                continue;
            };
            let is_own = self.names.def(callee).is_some_and(|def| def.is_async);
            let known = ["wait_for", "sleep", "to_thread", "wait"];
            let is_known = known
                .iter()
                .any(|name| self.names.reference("asyncio", name).0 == *callee);
            if !is_own && !is_known {
                return Some(format!(
                    "`{callee}(…)` may be no coroutine, so no task is made of it"
                ));
            }
        }
        None
    }

    fn model_of(&self, block: &Block, group: &Group) -> Model {
        let mut members: Vec<Member> = Vec::new();
        let mut taken = Vec::new();
        for (index, part) in group.parts.iter().enumerate() {
            let call = group.calls.get(index).and_then(|id| self.blocks.get(*id));
            let target = match &group.results {
                Results::Each(targets) => targets.get(index).cloned().flatten(),
                _ => None,
            };
            let named = target.or_else(|| call.and_then(words_of));
            let variable = part.variable.clone().unwrap_or_else(|| {
                let base = named.as_deref().and_then(variable_name);
                let base = base.unwrap_or_else(|| format!("call_{}", index + 1));
                self.names.free_name(&format!("{base}_task"), &taken)
            });
            taken.push(variable.clone());
            let line = self.layout.line_of(part.call.start);
            let indent = self.layout.indent_of(line).to_owned();
            members.push(Member {
                callee: self.layout.slice(part.callee).to_owned(),
                args: String::new(),
                source: Some((part.args, indent)),
                above: Vec::new(),
                behind: None,
                task_name: part
                    .task_name
                    .map(|span| self.layout.slice(span).to_owned()),
                variable,
            });
        }
        let mut model = Model {
            members,
            results: group.results.clone(),
            extra: group
                .extra
                .iter()
                .map(|span| self.layout.slice(*span).to_owned())
                .collect(),
            below: Vec::new(),
        };
        self.place_comments(block, group, &mut model);
        model
    }

    /// Gives each comment of the group to the call that it stands beside or above.
    fn place_comments(&self, block: &Block, group: &Group, model: &mut Model) {
        let layout = &self.layout;
        let end = layout
            .comment_behind(block.span.end)
            .map_or(block.span.end, |it| it.end);
        let whole = Span::new(block.span.start, end);
        for comment in layout
            .comments
            .iter()
            .filter(|comment| whole.contains(comment.start))
        {
            let text = layout.slice(*comment).to_owned();
            let within = |part: &crate::edit::tree::Part| part.args.contains(comment.start);
            if group.parts.iter().any(within) {
                // It is part of a call's code and goes where that goes.
                continue;
            }
            let line = layout.line_of(comment.start);
            let beside = group.parts.iter().rposition(|part| {
                layout.line_of(part.call.end) == line && part.call.end <= comment.start
            });
            let below = group
                .parts
                .iter()
                .position(|part| part.call.start > comment.start);
            match (beside, below) {
                (Some(at), _) if model.members[at].behind.is_none() => {
                    model.members[at].behind = Some(text);
                }
                (_, Some(at)) => model.members[at].above.push(text),
                _ => model.below.push(text),
            }
        }
    }

    // ------------------------------------------------------------ writing

    /// The lines of a group in a pattern, each with its indentation, without a last line break.
    pub fn render(&self, pattern: Pattern, mut model: Model, indent: &str) -> String {
        let mut lines = Lines {
            text: String::new(),
            newline: self.layout.newline,
        };
        let inner = format!("{indent}{}", unit_of(indent));
        let is_list = matches!(model.results, Results::Whole(_));
        let is_deeper = match pattern {
            Pattern::Sequential | Pattern::Blocking => is_list,
            Pattern::CreateTask => false,
            _ => true,
        };
        let line_indent = if is_deeper { inner.as_str() } else { indent };
        for member in &mut model.members {
            if let Some((source, old)) = &member.source {
                // The bracket behind it has the indentation of its line too.
                let behind = Span::new(source.start, source.end + 1);
                let args = self.layout.reindent(behind, old, line_indent);
                let args = args.strip_suffix(')').unwrap_or(&args);
                member.args = args.trim_start_matches(' ').to_owned();
            }
        }
        let model = &model;
        let api = |name| self.names.reference("asyncio", name).0;
        let create = api("create_task");
        // A call in a list; in a task of its own where that has a name.
        let task = |member: &Member, call: String| match &member.task_name {
            Some(name) => format!("{create}({call}, name={name})"),
            None => call,
        };
        let plain = |member: &Member| task(member, member.call());
        match pattern {
            Pattern::Sequential => {
                let awaited = |member: &Member| format!("await {}", plain(member));
                sequential(model, &awaited, indent, &inner, &mut lines);
            }
            Pattern::Blocking => sequential(model, &Member::call, indent, &inner, &mut lines),
            Pattern::Gather => together(model, &plain, &api("gather"), indent, &inner, &mut lines),
            Pattern::Threads => {
                let start = api("to_thread");
                let thread = |member: &Member| {
                    let comma = match member.args.chars().next() {
                        None => "",
                        Some('\n' | '\r') => ",",
                        Some(_) => ", ",
                    };
                    let call = format!("{start}({}{comma}{})", member.callee, member.args);
                    task(member, call)
                };
                together(model, &thread, &api("gather"), indent, &inner, &mut lines);
            }
            Pattern::Semaphore => {
                let name = |base: &str| self.names.free_name(base, &[]);
                let (permits, limited) = (name("semaphore"), name("limited"));
                let deeper = format!("{inner}{}", unit_of(indent));
                lines.add(indent, &format!("{permits} = {}(2)", api("Semaphore")));
                lines.add("", "");
                lines.add(indent, &format!("async def {limited}(work):"));
                lines.add(&inner, &format!("async with {permits}:"));
                lines.add(&deeper, "return await work");
                lines.add("", "");
                let held = |member: &Member| task(member, format!("{limited}({})", member.call()));
                together(model, &held, &api("gather"), indent, &inner, &mut lines);
            }
            Pattern::AsCompleted => {
                let one = self.names.free_name("finished", &[]);
                let mut body = format!("await {one}");
                if let Results::Whole(target) = &model.results {
                    lines.add(indent, &format!("{target} = []"));
                    body = format!("{target}.append({body})");
                }
                let all = api("as_completed");
                lines.add(indent, &format!("for {one} in {all}(["));
                for member in &model.members {
                    lines.member(&inner, member, &format!("{},", plain(member)));
                }
                lines.all(&inner, &model.below);
                lines.add(indent, "]):");
                lines.add(&inner, &body);
            }
            Pattern::CreateTask => {
                for member in &model.members {
                    let (variable, call) = (&member.variable, named(member));
                    lines.member(indent, member, &format!("{variable} = {create}({call})"));
                }
                let awaited = |member: &Member| format!("await {}", member.variable);
                collect(model, indent, &inner, &awaited, true, &mut lines);
            }
            Pattern::TaskGroup => {
                let group = self.names.free_name("group", &[]);
                lines.add(
                    indent,
                    &format!("async with {}() as {group}:", api("TaskGroup")),
                );
                let keeps = model.results != Results::Dropped;
                for member in &model.members {
                    let call = named(member);
                    let takes = if keeps {
                        format!("{} = ", member.variable)
                    } else {
                        String::new()
                    };
                    let line = format!("{takes}{group}.create_task({call})");
                    lines.member(&inner, member, &line);
                }
                let result = |member: &Member| format!("{}.result()", member.variable);
                collect(model, indent, &inner, &result, false, &mut lines);
            }
        }
        if !pattern.gathers() && pattern != Pattern::AsCompleted {
            lines.all(indent, &model.below);
        }
        lines.text
    }

    /// The words of a call that is written for the first time.
    pub fn member(&self, callee: String, args: String, name: &str) -> Member {
        let base = variable_name(name).unwrap_or_else(|| "call".to_owned());
        Member {
            callee,
            args,
            source: None,
            above: Vec::new(),
            behind: None,
            task_name: None,
            variable: self.names.free_name(&format!("{base}_task"), &[]),
        }
    }
}

/// The functions of `asyncio` that a pattern is written with.
pub(crate) fn api_of(pattern: Pattern) -> &'static [(&'static str, &'static str)] {
    match pattern {
        Pattern::Sequential | Pattern::Blocking => &[],
        Pattern::Gather => &[("asyncio", "gather")],
        Pattern::CreateTask => &[("asyncio", "create_task")],
        Pattern::TaskGroup => &[("asyncio", "TaskGroup")],
        Pattern::AsCompleted => &[("asyncio", "as_completed")],
        Pattern::Semaphore => &[("asyncio", "Semaphore"), ("asyncio", "gather")],
        Pattern::Threads => &[("asyncio", "to_thread"), ("asyncio", "gather")],
    }
}

fn module_of_sleep(plain: bool) -> &'static str {
    if plain { "time" } else { "asyncio" }
}

type Written<'a> = &'a dyn Fn(&Member) -> String;

fn together(
    model: &Model,
    written: Written<'_>,
    gather: &str,
    indent: &str,
    inner: &str,
    lines: &mut Lines,
) {
    let takes = match &model.results {
        Results::Dropped => String::new(),
        Results::Whole(target) => format!("{target} = "),
        Results::Each(targets) => format!("{} = ", joined(targets)),
    };
    lines.add(indent, &format!("{takes}await {gather}("));
    for member in &model.members {
        lines.member(inner, member, &format!("{},", written(member)));
    }
    for extra in &model.extra {
        lines.add(inner, &format!("{extra},"));
    }
    lines.all(inner, &model.below);
    lines.add(indent, ")");
}

fn sequential(model: &Model, written: Written<'_>, indent: &str, inner: &str, lines: &mut Lines) {
    if let Results::Whole(target) = &model.results {
        lines.add(indent, &format!("{target} = ["));
        for member in &model.members {
            lines.member(inner, member, &format!("{},", written(member)));
        }
        lines.add(indent, "]");
        return;
    }
    for (index, member) in model.members.iter().enumerate() {
        let takes = takes_each(&model.results, index);
        lines.member(indent, member, &format!("{takes}{}", written(member)));
    }
}

/// The lines that take the results out of the tasks.
fn collect(
    model: &Model,
    indent: &str,
    inner: &str,
    result: Written<'_>,
    even_dropped: bool,
    lines: &mut Lines,
) {
    match &model.results {
        Results::Whole(target) => {
            let all: Vec<String> = model.members.iter().map(result).collect();
            let line = format!("{target} = [{}]", all.join(", "));
            if indent.len() + line.chars().count() <= LINE_COLUMNS {
                return lines.add(indent, &line);
            }
            lines.add(indent, &format!("{target} = ["));
            for one in all {
                lines.add(inner, &format!("{one},"));
            }
            lines.add(indent, "]");
        }
        Results::Dropped if !even_dropped => {}
        _ => {
            for (index, member) in model.members.iter().enumerate() {
                let takes = takes_each(&model.results, index);
                lines.add(indent, &format!("{takes}{}", result(member)));
            }
        }
    }
}

fn takes_each(results: &Results, index: usize) -> String {
    match results {
        Results::Each(targets) => match targets.get(index) {
            Some(Some(target)) => format!("{target} = "),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// Targets before one equals sign; in brackets when there is only one, which would otherwise
/// take the whole list.
fn joined(targets: &[Option<String>]) -> String {
    let names: Vec<&str> = targets
        .iter()
        .map(|name| name.as_deref().unwrap_or("_"))
        .collect();
    match names[..] {
        [one] => format!("[{one}]"),
        _ => names.join(", "),
    }
}

/// The call with `name=` behind it, as `create_task` takes them.
fn named(member: &Member) -> String {
    match &member.task_name {
        Some(name) => format!("{}, name={name}", member.call()),
        None => member.call(),
    }
}

/// What people would call a call: its first string, or its function.
pub(crate) fn words_of(block: &Block) -> Option<String> {
    let text = block.fields.iter().find_map(|field| match &field.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    });
    text.filter(|text| variable_name(text).is_some())
        .or_else(|| match &block.kind {
            Kind::Call(call) => Some(call.callee.clone()),
            _ => None,
        })
}

/// One more level of an indentation.
pub(crate) fn unit_of(indent: &str) -> &'static str {
    if indent.contains('\t') { "\t" } else { "    " }
}

struct Lines {
    text: String,
    newline: &'static str,
}

impl Lines {
    fn add(&mut self, indent: &str, line: &str) {
        if length(&self.text) > 0 {
            self.text.push_str(self.newline);
        }
        // Writing to a String cannot fail.
        let _ = write!(self.text, "{indent}{line}");
    }

    fn all(&mut self, indent: &str, lines: &[String]) {
        for line in lines {
            self.add(indent, line);
        }
    }

    fn member(&mut self, indent: &str, member: &Member, line: &str) {
        self.all(indent, &member.above);
        match &member.behind {
            Some(comment) => self.add(indent, &format!("{line}  {comment}")),
            None => self.add(indent, line),
        }
    }
}
