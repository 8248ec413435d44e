//! The blocks of a group: what [`crate::edit::recognise`] found, with its calls, its fields, and
//! why its pattern is fixed where it is.

use crate::edit::layout::span_of;
use crate::edit::read::Reader;
use crate::edit::recognise::{Draft, awaited_list, gather, sequence, task_group, tasks};
use crate::edit::tree::{BlockId, Group, How, Kind, Parent, Pattern, Role, SuiteId, Value};
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
        .or_else(|| awaited_list(reader, &body[0]))
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
    let is_compound = draft.pattern == Pattern::TaskGroup && draft.statements == 1;
    let extent = reader
        .layout
        .extent(first, false)
        .cover(reader.layout.extent(last, is_compound));
    let fixed = why_fixed(reader, &draft, first.cover(last));
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
    let group = Group {
        pattern: draft.pattern,
        calls: Vec::new(),
        target,
        fixed,
        tracks: draft.tracks,
        parts: draft.parts,
        results: draft.results,
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
    for (call, slot) in draft.calls.iter().zip(slots) {
        push_call(reader, id, call, slot);
    }
}

fn push_call(reader: &mut Reader<'_>, group: BlockId, expression: &Expr, slot: Span) {
    let span = span_of(expression.range());
    let (kind, fields) = match expression {
        Expr::Call(call) => reader.call(call, How::Plain),
        other => {
            let code = reader.layout.slice(span).to_owned();
            (Kind::Code(code), vec![reader.field("", other)])
        }
    };
    let id = reader.push(Parent::Group(group), kind, span, slot);
    reader.block_mut(id).fields = fields;
}

/// Why the pattern of a group cannot be switched, in words for the reader.
fn why_fixed(reader: &Reader<'_>, draft: &Draft<'_>, span: Span) -> Option<String> {
    if draft
        .calls
        .iter()
        .any(|call| !matches!(call, Expr::Call(_)))
    {
        return Some("one of its members is not a call that is written here".to_owned());
    }
    let variables = draft.parts.iter().filter_map(|part| part.variable.as_ref());
    for variable in variables {
        if let Some(place) = reader.names.read_outside(variable, span) {
            let line = crate::edit::write::line_word(&reader.layout.source, place);
            return Some(format!("`{variable}` is used on {line}"));
        }
    }
    None
}
