//! The blocks of a group: what [`crate::edit::recognise`] found, with its calls, its fields, and
//! why its pattern is fixed where it is.

use crate::edit::layout::span_of;
use crate::edit::read::Reader;
use crate::edit::recognise::{
    Draft, as_completed, assigned, gather, listed, semaphore, sequence, target_elements,
    task_group, tasks,
};
use crate::edit::tree::{
    BlockId, Group, How, Kind, Parent, Pattern, Results, Role, SuiteId, Value,
};
use crate::source::Span;
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::Ranged;

/// Reads a group that begins with the first statement; gives how many statements it took.
pub(crate) fn read(reader: &mut Reader<'_>, suite: SuiteId, body: &[Stmt]) -> Option<usize> {
    // Inside of the entry function one awaited call is a group too: more may be added to it.
    let owner = reader.blocks.suite(suite).and_then(|suite| suite.owner);
    let in_entry = owner
        .and_then(|id| reader.blocks.get(id))
        .is_some_and(|block| matches!(&block.kind, Kind::Function(function) if function.is_entry));
    let least = if in_entry { 1 } else { 2 };
    let draft = gather(reader, &body[0])
        .or_else(|| semaphore(reader, body))
        .or_else(|| as_completed(reader, body))
        .or_else(|| listed(reader, &body[0]))
        .or_else(|| task_group(reader, body))
        .or_else(|| tasks(reader, body, least))
        .or_else(|| sequence(reader, body, least))?;
    let taken = draft.statements;
    build(reader, suite, body, draft);
    Some(taken)
}

fn build(reader: &mut Reader<'_>, suite: SuiteId, body: &[Stmt], draft: Draft<'_>) {
    let first = span_of(body[0].range());
    let last = span_of(body[draft.statements - 1].range());
    let is_compound = matches!(body[draft.statements - 1], Stmt::With(_) | Stmt::For(_));
    let extent = reader
        .layout
        .extent(first, false)
        .cover(reader.layout.extent(last, is_compound));
    let fixed = why_fixed(reader, body, &draft, first.cover(last));
    let mut fields = Vec::new();
    let mut target = None;
    if let Some(expression) = draft.target {
        let mut field = reader.field("", expression);
        if matches!(field.value, Value::Name(_)) {
            field.role = Role::Target;
        }
        fields.push(field);
        target = Some(0);
    }
    let mut extra = Vec::new();
    let mut limit = None;
    if let Some(number) = draft.limit {
        limit = Some(fields.len());
        fields.push(reader.field("at a time", number));
    }
    let close = draft
        .gather
        .map(|call| span_of(call.arguments.range).end - 1);
    if let Some(call) = draft.gather {
        for keyword in &call.arguments.keywords {
            fields.push(reader.keyword_field(keyword));
            extra.push(span_of(keyword.range));
        }
    }
    let slots = draft
        .tracks
        .first()
        .map_or(Vec::new(), |track| track.slots.clone());
    let results = draft.results;
    let group = Group {
        pattern: draft.pattern,
        calls: Vec::new(),
        target,
        fixed,
        refusals: Vec::new(),
        limit,
        close,
        tracks: draft.tracks,
        parts: draft.parts,
        results: results.clone(),
        extra,
        group_name: draft.group_name,
    };
    let id = reader.push(
        Parent::Suite(suite),
        Kind::Group(group),
        first.cover(last),
        extent,
    );
    reader.block_mut(id).fields = fields;
    let is_thread = draft.pattern == Pattern::Threads;
    let mut targets = targets_of(body, draft.statements, &results, draft.gather.is_some());
    for (call, slot) in draft.calls.iter().zip(slots) {
        let call = push_call(reader, id, call, slot, is_thread);
        if let Some(target) = targets.next().flatten() {
            let field = reader.target(target);
            reader.block_mut(call).fields.push(field);
        }
    }
}

/// The variable of each call that takes its result: an element of what `gather` is assigned to,
/// or the target of one of the last statements.
fn targets_of<'a>(
    body: &'a [Stmt],
    statements: usize,
    results: &Results,
    is_gather: bool,
) -> impl Iterator<Item = Option<&'a Expr>> {
    let mut found = Vec::new();
    if let Results::Each(names) = results {
        let target = |statement: &'a Stmt| assigned(statement).and_then(|(target, _)| target);
        if is_gather {
            let elements = target(&body[0]).map_or(&[][..], target_elements);
            found.extend(elements.iter().map(Some));
        } else {
            let last = &body[statements.saturating_sub(names.len())..statements];
            found.extend(last.iter().map(target));
        }
    }
    let is_named = |target: &&Expr| !matches!(target, Expr::Name(name) if name.id == "_");
    found.into_iter().map(move |target| target.filter(is_named))
}

fn push_call(
    reader: &mut Reader<'_>,
    group: BlockId,
    expression: &Expr,
    slot: Span,
    is_thread: bool,
) -> BlockId {
    let span = span_of(expression.range());
    let (kind, fields) = match expression {
        Expr::Call(call) => {
            let handed = is_thread.then(|| reader.handed_function(call, 0)).flatten();
            handed.unwrap_or_else(|| reader.call(call, How::Plain))
        }
        other => {
            let code = reader.layout.slice(span).to_owned();
            (Kind::Code(code), vec![reader.field("", other)])
        }
    };
    let id = reader.push(Parent::Group(group), kind, span, slot);
    reader.block_mut(id).fields = fields;
    id
}

/// Why the pattern of a group cannot be switched, in words for the reader.
fn why_fixed(reader: &Reader<'_>, body: &[Stmt], draft: &Draft<'_>, span: Span) -> Option<String> {
    if draft
        .calls
        .iter()
        .any(|call| !matches!(call, Expr::Call(_)))
    {
        return Some("one of its members is not a call that is written here".to_owned());
    }
    let mut names: Vec<String> = Vec::new();
    for statement in &body[..draft.statements] {
        match statement {
            Stmt::Assign(inner) if draft.pattern == Pattern::Semaphore => {
                let code = |target: &Expr| reader.layout.slice(span_of(target.range())).to_owned();
                names.extend(inner.targets.iter().take(1).map(code));
            }
            Stmt::For(inner) => {
                names.push(
                    reader
                        .layout
                        .slice(span_of(inner.target.range()))
                        .to_owned(),
                );
            }
            _ => {}
        }
        if draft.pattern == Pattern::Semaphore && names.len() == 1 {
            names.push(draft.group_name.clone());
        }
    }
    // The target of the last statement takes the results and is meant to be read.
    names.truncate(2);
    let variables = draft.parts.iter().filter_map(|part| part.variable.as_ref());
    for variable in variables.chain(&names) {
        if let Some(place) = reader.names.read_outside(variable, span) {
            let line = crate::edit::write::line_word(&reader.layout.source, place);
            return Some(format!("`{variable}` is used on {line}"));
        }
    }
    None
}
