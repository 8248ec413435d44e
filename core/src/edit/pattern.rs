//! The pattern of a group: the same calls, written to run in another way.
//!
//! ```text
//!   Group ─model_of─▶ Model {calls, comments, results} ─render─▶ lines in the new pattern
//! ```
//!
//! Names, arguments, targets and comments go along. What a pattern has no place for is dropped:
//! `return_exceptions` outside of `gather`, `name=` where no task is made.

use crate::diagnostic::Diagnostic;
use crate::edit::gesture::{Draft, refusal};
use crate::edit::read::Document;
use crate::edit::tree::{Block, Call, Group, Kind, Parent, Pattern, Results, Value};
use crate::edit::write::variable_name;
use crate::edit::{imports, length};
use crate::source::Span;
use std::fmt::Write;

/// One call on its way from pattern to pattern.
pub(crate) struct Member {
    pub code: String,
    /// Where the call stands now, if it does: its further lines get the new indentation.
    pub source: Option<Span>,
    /// Comment lines above it.
    pub above: Vec<String>,
    /// The comment behind it.
    pub behind: Option<String>,
    pub task_name: Option<String>,
    /// The variable of its task.
    pub variable: String,
}

pub(crate) struct Model {
    pub members: Vec<Member>,
    pub results: Results,
    /// Further arguments of `gather`.
    pub extra: Vec<String>,
    /// Comments behind the last call.
    pub below: Vec<String>,
    /// The name of a task group.
    pub group_name: String,
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
        if let Some(reason) = &group.fixed {
            let message = format!("this group can run in one way only: {reason}");
            return Err(refusal(block.span, message));
        }
        if group.calls.is_empty() {
            return Err(refusal(block.span, "this group has no call yet"));
        }
        if matches!(pattern, Pattern::CreateTask | Pattern::TaskGroup) {
            self.check_coroutines(group)?;
        }
        let Parent::Suite(suite) = block.parent else {
            return Ok(());
        };
        let indent = &self.suite(suite).indent;
        let model = self.model_of(block, group);
        let lines = self.render(pattern, model, indent);
        let end = self
            .layout
            .comment_behind(block.span.end)
            .map_or(block.span.end, |it| it.end);
        let code = lines.strip_prefix(indent.as_str()).unwrap_or(&lines);
        let edit = draft.replace(Span::new(block.span.start, end), code);
        draft.focus(edit, 0);
        imports::add(self, api_of(pattern), draft);
        Ok(())
    }

    /// A task is made of a coroutine; `gather` alone also takes futures.
    fn check_coroutines(&self, group: &Group) -> Result<(), Diagnostic> {
        for id in &group.calls {
            let block = self.block(*id)?;
            let Kind::Call(Call { callee, .. }) = &block.kind else {
                continue;
            };
            let is_own = self.names.def(callee).is_some_and(|def| def.is_async);
            let known = ["wait_for", "sleep", "to_thread", "wait"];
            let is_known = known
                .iter()
                .any(|name| self.names.reference("asyncio", name).0 == *callee);
            if !is_own && !is_known {
                let message =
                    format!("`{callee}(…)` may be no coroutine, so no task is made of it");
                return Err(refusal(block.span, message));
            }
        }
        Ok(())
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
            members.push(Member {
                code: String::new(),
                source: Some(part.call),
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
            group_name: self.names.free_name("group", &[]),
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
            let within = |part: &crate::edit::tree::Part| part.call.contains(comment.start);
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
            Pattern::Sequential => is_list,
            Pattern::CreateTask => false,
            Pattern::Gather | Pattern::TaskGroup => true,
        };
        let line_indent = if is_deeper { inner.as_str() } else { indent };
        for member in &mut model.members {
            if let Some(source) = member.source {
                let old = self.layout.indent_of(self.layout.line_of(source.start));
                member.code = self.layout.reindent(source, old, line_indent);
            }
        }
        let model = &model;
        match pattern {
            Pattern::Sequential => sequential(model, indent, &inner, &mut lines),
            Pattern::Gather => {
                let gather = self.names.reference("asyncio", "gather").0;
                together(model, &gather, indent, &inner, &mut lines);
            }
            Pattern::CreateTask => {
                let create = self.names.reference("asyncio", "create_task").0;
                for member in &model.members {
                    let (variable, call) = (&member.variable, named(member));
                    lines.member(indent, member, &format!("{variable} = {create}({call})"));
                }
                let awaited = |member: &Member| format!("await {}", member.variable);
                collect(model, indent, &inner, &awaited, true, &mut lines);
            }
            Pattern::TaskGroup => {
                let made = self.names.reference("asyncio", "TaskGroup").0;
                let group = &model.group_name;
                lines.add(indent, &format!("async with {made}() as {group}:"));
                let keeps = model.results != Results::Dropped;
                for member in &model.members {
                    let call = named(member);
                    let takes = if keeps {
                        format!("{} = ", member.variable)
                    } else {
                        String::new()
                    };
                    lines.member(
                        &inner,
                        member,
                        &format!("{takes}{group}.create_task({call})"),
                    );
                }
                let result = |member: &Member| format!("{}.result()", member.variable);
                collect(model, indent, &inner, &result, false, &mut lines);
            }
        }
        if pattern != Pattern::Gather {
            lines.all(indent, &model.below);
        }
        lines.text
    }

    /// The words of a call that is written for the first time.
    pub fn member(&self, call: String, name: &str) -> Member {
        let base = variable_name(name).unwrap_or_else(|| "call".to_owned());
        Member {
            code: call,
            source: None,
            above: Vec::new(),
            behind: None,
            task_name: None,
            variable: self.names.free_name(&format!("{base}_task"), &[]),
        }
    }
}

/// The function of `asyncio` that a pattern is written with.
pub(crate) fn api_of(pattern: Pattern) -> &'static [(&'static str, &'static str)] {
    match pattern {
        Pattern::Sequential => &[],
        Pattern::Gather => &[("asyncio", "gather")],
        Pattern::CreateTask => &[("asyncio", "create_task")],
        Pattern::TaskGroup => &[("asyncio", "TaskGroup")],
    }
}

fn together(model: &Model, gather: &str, indent: &str, inner: &str, lines: &mut Lines) {
    let takes = match &model.results {
        Results::Dropped => String::new(),
        Results::Whole(target) => format!("{target} = "),
        Results::Each(targets) => format!("{} = ", joined(targets)),
    };
    lines.add(indent, &format!("{takes}await {gather}("));
    for member in &model.members {
        lines.member(inner, member, &format!("{},", member.code));
    }
    for extra in &model.extra {
        lines.add(inner, &format!("{extra},"));
    }
    lines.all(inner, &model.below);
    lines.add(indent, ")");
}

fn sequential(model: &Model, indent: &str, inner: &str, lines: &mut Lines) {
    if let Results::Whole(target) = &model.results {
        lines.add(indent, &format!("{target} = ["));
        for member in &model.members {
            lines.member(inner, member, &format!("await {},", member.code));
        }
        lines.add(indent, "]");
        return;
    }
    for (index, member) in model.members.iter().enumerate() {
        let takes = takes_each(&model.results, index);
        lines.member(indent, member, &format!("{takes}await {}", member.code));
    }
}

/// The lines that take the results out of the tasks.
fn collect(
    model: &Model,
    indent: &str,
    inner: &str,
    result: &dyn Fn(&Member) -> String,
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
        Some(name) => format!("{}, name={name}", member.code),
        None => member.code.clone(),
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
