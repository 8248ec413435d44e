//! Statements that run several calls together, recognised as one group.
//!
//! ```text
//!   Sequential   a = await f(1)                 or   both = [await f(1), await f(2)]
//!                b = await f(2)
//!   Gather       both = await asyncio.gather(f(1), f(2))
//!   CreateTask   a_task = asyncio.create_task(f(1))
//!                b_task = asyncio.create_task(f(2))
//!                await a_task; await b_task     or   both = [await a_task, await b_task]
//!   TaskGroup    async with asyncio.TaskGroup() as group:
//!                    a_task = group.create_task(f(1))
//!                    …                          and perhaps   both = [a_task.result(), …]
//!   AsCompleted  both = []
//!                for finished in asyncio.as_completed([f(1), f(2)]):
//!                    both.append(await finished)
//!   Semaphore    semaphore = asyncio.Semaphore(2)
//!                async def limited(work):
//!                    async with semaphore:
//!                        return await work
//!                both = await asyncio.gather(limited(f(1)), limited(f(2)))
//!   Threads      both = await asyncio.gather(asyncio.to_thread(f, 1), asyncio.to_thread(f, 2))
//!   Blocking     a = f(1)                       or   both = [f(1), f(2)]
//!                b = f(2)
//! ```
//!
//! Where a task is to have a name of its own, `asyncio.create_task(f(1), name="a")` may stand for
//! `f(1)`.

use crate::edit::layout::span_of;
use crate::edit::read::{Reader, tokens_in};
use crate::edit::tree::{Part, Pattern, Results, Shape, Track, TrackRole};
use crate::source::Span;
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Expr, ExprCall, Stmt};
use ruff_text_size::Ranged;

/// A group before its blocks are made.
pub(crate) struct Draft<'a> {
    pub pattern: Pattern,
    /// How many statements it takes.
    pub statements: usize,
    /// The calls, or what stands in the place of one.
    pub calls: Vec<&'a Expr>,
    pub parts: Vec<Part>,
    pub tracks: Vec<Track>,
    pub results: Results,
    /// The expression of the one target for all results.
    pub target: Option<&'a Expr>,
    pub gather: Option<&'a ExprCall>,
    pub group_name: String,
    /// The number of a semaphore.
    pub limit: Option<&'a Expr>,
}

fn draft(pattern: Pattern, statements: usize, members: Vec<(&Expr, Part)>) -> Draft<'_> {
    let (calls, parts) = members.into_iter().unzip();
    Draft {
        pattern,
        statements,
        calls,
        parts,
        tracks: Vec::new(),
        results: Results::Dropped,
        target: None,
        gather: None,
        group_name: String::new(),
        limit: None,
    }
}

fn part(call: &Expr) -> Part {
    let span = span_of(call.range());
    let (callee, args) = match call {
        Expr::Call(call) => {
            let brackets = span_of(call.arguments.range);
            let args = Span::new(brackets.start + 1, brackets.end.saturating_sub(1));
            (span_of(call.func.range()), args)
        }
        _ => (span, Span::new(span.end, span.end)),
    };
    Part {
        call: span,
        callee,
        args,
        task_name: None,
        variable: None,
    }
}

/// A call as it stands in a list: perhaps in a `create_task` that gives its task a name.
fn member<'a>(reader: &Reader<'_>, expression: &'a Expr) -> (&'a Expr, Part) {
    let named = reader.called(expression, "asyncio.create_task");
    match named.and_then(created) {
        Some((inner, Some(name))) => {
            let task_name = Some(name);
            (
                inner,
                Part {
                    task_name,
                    ..part(inner)
                },
            )
        }
        _ => (expression, part(expression)),
    }
}

/// `f(1)` in `asyncio.to_thread(f, 1)`.
fn in_thread(reader: &Reader<'_>, (call, found): (&Expr, &Part)) -> Option<Part> {
    let call = reader.called(call, "asyncio.to_thread")?;
    let function = call.arguments.args.first()?;
    if !matches!(function, Expr::Name(_) | Expr::Attribute(_)) {
        return None;
    }
    let callee = span_of(function.range());
    let rest = Span::new(callee.end, found.args.end);
    let comma = tokens_in(reader.tokens, rest)
        .iter()
        .find(|token| token.kind() == TokenKind::Comma);
    let start = comma.map_or(rest.end, |comma| comma.end().to_u32());
    let args = Span::new(start, rest.end);
    Some(Part {
        callee,
        args,
        ..found.clone()
    })
}

/// `f(…)` in `await f(…)`, where `f` is an `async def` of this text. A task that is made just to be
/// awaited is as good as the call.
fn awaited_call<'a>(reader: &Reader<'_>, expression: &'a Expr) -> Option<(&'a Expr, Part)> {
    let Expr::Await(awaited) = expression else {
        return None;
    };
    let task = reader.called(&awaited.value, "asyncio.create_task");
    let call = match task.and_then(created) {
        Some((call, None)) => call,
        _ => &awaited.value,
    };
    let (inner, found) = member(reader, call);
    calls_def(reader, inner, true).then_some((inner, found))
}

/// `f(…)`, where `f` is a `def` of this text that keeps the thread.
fn blocking_call<'a>(reader: &Reader<'_>, expression: &'a Expr) -> Option<(&'a Expr, Part)> {
    calls_def(reader, expression, false).then(|| (expression, part(expression)))
}

fn calls_def(reader: &Reader<'_>, expression: &Expr, is_async: bool) -> bool {
    let Expr::Call(call) = expression else {
        return false;
    };
    let Expr::Name(name) = &*call.func else {
        return false;
    };
    let def = reader.names.def(&name.id);
    def.is_some_and(|def| def.is_async == is_async && (is_async || def.is_blocking))
}

fn awaited_name(expression: &Expr) -> Option<&str> {
    let Expr::Await(awaited) = expression else {
        return None;
    };
    match &*awaited.value {
        Expr::Name(name) => Some(name.id.as_str()),
        _ => None,
    }
}

/// The target and the value of an assignment to one target; the value alone of an expression.
pub(crate) fn assigned(statement: &Stmt) -> Option<(Option<&Expr>, &Expr)> {
    match statement {
        Stmt::Expr(inner) => Some((None, &inner.value)),
        Stmt::Assign(inner) => match &inner.targets[..] {
            [target] => Some((Some(target), &inner.value)),
            _ => None,
        },
        _ => None,
    }
}

/// The same, where the target is a name.
fn assigned_name(statement: &Stmt) -> Option<(Option<&str>, &Expr)> {
    match assigned(statement)? {
        (None, value) => Some((None, value)),
        (Some(Expr::Name(name)), value) => Some((Some(name.id.as_str()), value)),
        _ => None,
    }
}

/// Elements of a list that begins behind `open`.
fn elements<'a>(
    reader: &Reader<'_>,
    role: TrackRole,
    open: u32,
    items: impl Iterator<Item = &'a Expr>,
) -> Track {
    let slots = items
        .map(|item| with_brackets(reader, open, span_of(item.range())))
        .collect();
    Track {
        shape: Shape::Elements { open },
        role,
        slots,
    }
}

/// The element with the brackets around it, which are no part of an expression's own range.
fn with_brackets(reader: &Reader<'_>, open: u32, span: Span) -> Span {
    let mut span = span;
    let is_code = |kind| !matches!(kind, TokenKind::Comment | TokenKind::NonLogicalNewline);
    loop {
        let before = tokens_in(reader.tokens, Span::new(open, span.start));
        let before = before.iter().rev().find(|token| is_code(token.kind()));
        let behind = Span::new(span.end, u32::MAX);
        let behind = tokens_in(reader.tokens, behind)
            .iter()
            .find(|token| is_code(token.kind()));
        match (before, behind) {
            (Some(left), Some(right))
                if left.kind() == TokenKind::Lpar && right.kind() == TokenKind::Rpar =>
            {
                span = Span::new(left.start().to_u32(), right.end().to_u32());
            }
            _ => return span,
        }
    }
}

fn lines(reader: &Reader<'_>, role: TrackRole, body: &[Stmt]) -> Track {
    let extent = |statement: &Stmt| reader.layout.extent(span_of(statement.range()), false);
    Track {
        shape: Shape::Lines,
        role,
        slots: body.iter().map(extent).collect(),
    }
}

/// Each statement alone on its lines, so that each can be moved.
fn alone(reader: &Reader<'_>, body: &[Stmt]) -> bool {
    body.iter()
        .all(|statement| reader.layout.owns_lines(span_of(statement.range())))
}

pub(crate) fn gather<'a>(reader: &Reader<'_>, statement: &'a Stmt) -> Option<Draft<'a>> {
    let (target, value) = assigned(statement)?;
    let Expr::Await(awaited) = value else {
        return None;
    };
    let call = reader.called(&awaited.value, "asyncio.gather")?;
    let open = span_of(call.arguments.range).start + 1;
    let args = &call.arguments.args;
    let mut members: Vec<_> = args.iter().map(|item| member(reader, item)).collect();
    let threads: Option<Vec<Part>> = members
        .iter()
        .map(|found| in_thread(reader, (found.0, &found.1)))
        .collect();
    let mut pattern = Pattern::Gather;
    if let Some(threads) = threads.filter(|threads| !threads.is_empty()) {
        pattern = Pattern::Threads;
        for (member, thread) in members.iter_mut().zip(threads) {
            member.1 = thread;
        }
    }
    let mut made = draft(pattern, 1, members);
    made.tracks = vec![elements(reader, TrackRole::Call, open, args.iter())];
    if let Some(target) = target {
        if let Some(names) = target_names(target, args.len()) {
            made.tracks.push(target_track(reader, target));
            made.results = Results::Each(names);
        } else {
            let code = reader.layout.slice(span_of(target.range())).to_owned();
            made.results = Results::Whole(code);
            made.target = Some(target);
        }
    }
    made.gather = Some(call);
    Some(made)
}

/// A semaphore, a function that takes a permit for what it is given, and a `gather` of its calls.
pub(crate) fn semaphore<'a>(reader: &Reader<'_>, body: &'a [Stmt]) -> Option<Draft<'a>> {
    let [first, Stmt::FunctionDef(helper), third, ..] = body else {
        return None;
    };
    let (Some(variable), made) = assigned_name(first)? else {
        return None;
    };
    let made = reader.called(made, "asyncio.Semaphore")?;
    let [limit] = &made.arguments.args[..] else {
        return None;
    };
    let [Stmt::With(with)] = &helper.body[..] else {
        return None;
    };
    let [item] = &with.items[..] else { return None };
    let is_same = matches!(&item.context_expr, Expr::Name(name) if name.id == variable);
    let [Stmt::Return(given)] = &with.body[..] else {
        return None;
    };
    let work = awaited_name(given.value.as_deref()?)?;
    let names: Vec<&str> = helper
        .parameters
        .iter()
        .map(|given| given.name().as_str())
        .collect();
    let fits = is_same && helper.is_async && item.optional_vars.is_none() && names == [work];
    if !fits || !alone(reader, &body[..3]) {
        return None;
    }
    let mut found = gather(reader, third)?;
    for (call, part) in found.calls.iter_mut().zip(&mut found.parts) {
        let Expr::Call(outer) = *call else {
            return None;
        };
        let is_helper = matches!(&*outer.func, Expr::Name(name) if name.id == helper.name.id);
        let [inner @ Expr::Call(_)] = &outer.arguments.args[..] else {
            return None;
        };
        if !is_helper || outer.arguments.len() != 1 {
            return None;
        }
        let task_name = part.task_name;
        *part = Part {
            task_name,
            ..self::part(inner)
        };
        *call = inner;
    }
    found.pattern = Pattern::Semaphore;
    found.statements = 3;
    found.group_name = helper.name.id.to_string();
    found.limit = Some(limit);
    Some(found)
}

/// `for one in asyncio.as_completed([…]):`, with what it gives dropped or put into a list.
pub(crate) fn as_completed<'a>(reader: &Reader<'_>, body: &'a [Stmt]) -> Option<Draft<'a>> {
    let (list, at) = match body {
        [first, Stmt::For(_), ..] => match assigned(first)? {
            (Some(target), Expr::List(list)) if list.elts.is_empty() => (Some(target), 1),
            _ => return None,
        },
        [Stmt::For(_), ..] => (None, 0),
        _ => return None,
    };
    let Stmt::For(turn) = &body[at] else {
        return None;
    };
    let (Expr::Name(one), [Stmt::Expr(inside)], []) =
        (&*turn.target, &turn.body[..], &turn.orelse[..])
    else {
        return None;
    };
    let call = reader.called(&turn.iter, "asyncio.as_completed")?;
    let [Expr::List(given)] = &call.arguments.args[..] else {
        return None;
    };
    let awaited = match (list, &*inside.value) {
        (None, value) => value,
        (Some(list), Expr::Call(append)) => {
            let code = |expression: &Expr| reader.layout.slice(span_of(expression.range()));
            let is_append = matches!(&*append.func, Expr::Attribute(function)
                if function.attr.id == "append" && code(&function.value) == code(list));
            let [value] = &append.arguments.args[..] else {
                return None;
            };
            is_append.then_some(value)?
        }
        _ => return None,
    };
    let is_one = awaited_name(awaited) == Some(one.id.as_str());
    let first_line = reader.layout.line_of(span_of(turn.iter.range()).end);
    let on_own_line = reader.layout.line_of(turn.body[0].start().to_u32()) > first_line;
    if !is_one || turn.is_async || call.arguments.len() != 1 || !on_own_line {
        return None;
    }
    let members = given.elts.iter().map(|item| member(reader, item)).collect();
    let mut made = draft(Pattern::AsCompleted, at + 1, members);
    let open = span_of(given.range).start + 1;
    made.tracks = vec![elements(reader, TrackRole::Call, open, given.elts.iter())];
    if let Some(list) = list {
        made.results = Results::Whole(reader.layout.slice(span_of(list.range())).to_owned());
        made.target = Some(list);
    }
    alone(reader, &body[..=at]).then_some(made)
}

pub(crate) fn target_elements(target: &Expr) -> &[Expr] {
    match target {
        Expr::Tuple(tuple) => &tuple.elts,
        Expr::List(list) => &list.elts,
        _ => &[],
    }
}

/// `a, b` as names, when there is one for each of `count` calls. `_` takes nothing.
fn target_names(target: &Expr, count: usize) -> Option<Vec<Option<String>>> {
    let elements = target_elements(target);
    let name = |element: &Expr| match element {
        Expr::Name(name) if name.id == "_" => Some(None),
        Expr::Name(name) => Some(Some(name.id.to_string())),
        _ => None,
    };
    let names: Option<Vec<_>> = elements.iter().map(name).collect();
    names.filter(|names| !names.is_empty() && names.len() == count)
}

fn target_track(reader: &Reader<'_>, target: &Expr) -> Track {
    let span = span_of(target.range());
    let in_brackets = match target {
        Expr::Tuple(tuple) => tuple.parenthesized,
        _ => true,
    };
    let open = span.start + u32::from(in_brackets);
    elements(
        reader,
        TrackRole::Target,
        open,
        target_elements(target).iter(),
    )
}

/// `both = [await f(1), await f(2)]`, or `both = [f(1), f(2)]` where they block.
pub(crate) fn listed<'a>(reader: &Reader<'_>, statement: &'a Stmt) -> Option<Draft<'a>> {
    let (target, value) = assigned(statement)?;
    let target = target?;
    let Expr::List(list) = value else { return None };
    let is_awaited = matches!(list.elts.first()?, Expr::Await(_));
    let found = |item| match is_awaited {
        true => awaited_call(reader, item),
        false => blocking_call(reader, item),
    };
    let members: Option<Vec<_>> = list.elts.iter().map(found).collect();
    let (pattern, role) = match is_awaited {
        true => (Pattern::Sequential, TrackRole::AwaitedCall),
        false => (Pattern::Blocking, TrackRole::Call),
    };
    let mut made = draft(pattern, 1, members?);
    let open = span_of(list.range).start + 1;
    made.tracks = vec![elements(reader, role, open, list.elts.iter())];
    made.results = Results::Whole(reader.layout.slice(span_of(target.range())).to_owned());
    made.target = Some(target);
    Some(made)
}

/// Awaited or blocking calls one under another, none of which needs the result of one before it.
pub(crate) fn sequence<'a>(
    reader: &Reader<'_>,
    body: &'a [Stmt],
    least: usize,
) -> Option<Draft<'a>> {
    let is_awaited = matches!(assigned_name(body.first()?)?.1, Expr::Await(_));
    let mut members: Vec<(&Expr, Part)> = Vec::new();
    let mut targets = Vec::new();
    for statement in body {
        let Some((target, value)) = assigned_name(statement) else {
            break;
        };
        let found = match is_awaited {
            true => awaited_call(reader, value),
            false => blocking_call(reader, value),
        };
        let Some(found) = found else { break };
        let code = span_of(found.0.range());
        let mentions = |name: &&str| {
            let is_name = |token: &&ruff_python_ast::token::Token| {
                token.kind() == TokenKind::Name
                    && reader.layout.slice(span_of(token.range())) == *name
            };
            tokens_in(reader.tokens, code)
                .iter()
                .any(|token| is_name(&token))
        };
        let depends = targets.iter().flatten().any(mentions);
        if depends || !alone(reader, std::slice::from_ref(statement)) {
            break;
        }
        members.push(found);
        targets.push(target);
    }
    if members.len() < least {
        return None;
    }
    let statements = &body[..members.len()];
    let (pattern, role) = match is_awaited {
        true => (Pattern::Sequential, TrackRole::AwaitedCall),
        false => (Pattern::Blocking, TrackRole::Call),
    };
    let mut made = draft(pattern, statements.len(), members);
    if targets.iter().any(Option::is_some) {
        let names = targets.iter().map(|target| target.map(str::to_owned));
        made.results = Results::Each(names.collect());
    }
    made.tracks = vec![lines(reader, role, statements)];
    Some(made)
}

/// The call inside of `….create_task(call, name=…)`.
fn created(call: &ExprCall) -> Option<(&Expr, Option<Span>)> {
    let [inner] = &call.arguments.args[..] else {
        return None;
    };
    let mut task_name = None;
    for keyword in &call.arguments.keywords {
        match keyword.arg.as_ref().map(|name| name.id.as_str()) {
            Some("name") => task_name = Some(span_of(keyword.value.range())),
            _ => return None,
        }
    }
    matches!(inner, Expr::Call(_)).then_some((inner, task_name))
}

/// `create_task` for each call, then `await` for each, in the same order.
pub(crate) fn tasks<'a>(reader: &Reader<'_>, body: &'a [Stmt], least: usize) -> Option<Draft<'a>> {
    let mut calls: Vec<&Expr> = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    for statement in body {
        let Some((Some(variable), value)) = assigned_name(statement) else {
            break;
        };
        let Some(create) = reader.called(value, "asyncio.create_task") else {
            break;
        };
        let Some((call, task_name)) = created(create) else {
            break;
        };
        let variable = Some(variable.to_owned());
        if parts.iter().any(|part| part.variable == variable) {
            break;
        }
        calls.push(call);
        parts.push(Part {
            task_name,
            variable,
            ..part(call)
        });
    }
    let count = calls.len();
    if count < least {
        return None;
    }
    let behind = &body[count..];
    let awaited = |expression: &'a Expr| awaited_name(expression);
    let (statements, track, results, target) =
        collected(reader, behind, &parts, TrackRole::AwaitedTask, &awaited)?;
    let all = &body[..count + statements];
    if !alone(reader, all) {
        return None;
    }
    let members = calls.into_iter().zip(parts).collect();
    let mut made = draft(Pattern::CreateTask, all.len(), members);
    made.tracks = vec![lines(reader, TrackRole::Create, &body[..count]), track];
    (made.results, made.target) = (results, target);
    Some(made)
}

type Collected<'a> = (usize, Track, Results, Option<&'a Expr>);

/// The statements that take the result of each variable in order: one list, or one line for each.
fn collected<'a>(
    reader: &Reader<'_>,
    body: &'a [Stmt],
    parts: &[Part],
    role: TrackRole,
    variable_in: &dyn Fn(&'a Expr) -> Option<&'a str>,
) -> Option<Collected<'a>> {
    let (target, value) = assigned(body.first()?)?;
    if let (Some(target), Expr::List(list)) = (target, value) {
        let same = list.elts.len() == parts.len()
            && list.elts.iter().zip(parts).all(|(item, part)| {
                variable_in(item).is_some_and(|name| part.variable.as_deref() == Some(name))
            });
        if !same {
            return None;
        }
        let open = span_of(list.range).start + 1;
        let track = elements(reader, role, open, list.elts.iter());
        let code = reader.layout.slice(span_of(target.range())).to_owned();
        return Some((1, track, Results::Whole(code), Some(target)));
    }
    let statements = body.get(..parts.len())?;
    let mut targets = Vec::new();
    for (statement, part) in statements.iter().zip(parts) {
        let (target, value) = assigned_name(statement)?;
        if variable_in(value).is_none_or(|name| part.variable.as_deref() != Some(name)) {
            return None;
        }
        targets.push(target.map(str::to_owned));
    }
    let none = targets.iter().all(Option::is_none);
    let results = if none {
        Results::Dropped
    } else {
        Results::Each(targets)
    };
    Some((
        statements.len(),
        lines(reader, role, statements),
        results,
        None,
    ))
}

pub(crate) fn task_group<'a>(reader: &Reader<'_>, body: &'a [Stmt]) -> Option<Draft<'a>> {
    let Stmt::With(with) = &body[0] else {
        return None;
    };
    let [item] = &with.items[..] else { return None };
    let Some(Expr::Name(group)) = item.optional_vars.as_deref() else {
        return None;
    };
    let group = group.id.as_str();
    let made = reader.called(&item.context_expr, "asyncio.TaskGroup")?;
    let inner = &with.body;
    let header_line = reader
        .layout
        .line_of(span_of(item.context_expr.range()).end);
    let first_line = reader.layout.line_of(inner.first()?.start().to_u32());
    if !with.is_async
        || !made.arguments.args.is_empty()
        || first_line <= header_line
        || !alone(reader, inner)
    {
        return None;
    }
    let mut calls = Vec::new();
    let mut parts = Vec::new();
    for statement in inner {
        let (variable, value) = assigned_name(statement)?;
        let Expr::Call(create) = value else {
            return None;
        };
        let Expr::Attribute(function) = &*create.func else {
            return None;
        };
        let on_group = matches!(&*function.value, Expr::Name(name) if name.id == group);
        if !on_group || function.attr.id != "create_task" {
            return None;
        }
        let (call, task_name) = created(create)?;
        calls.push(call);
        parts.push(Part {
            task_name,
            variable: variable.map(str::to_owned),
            ..part(call)
        });
    }
    let mut tracks = vec![lines(reader, TrackRole::Create, inner)];
    let all_named = parts.iter().all(|part: &Part| part.variable.is_some());
    let found = if all_named {
        collected(
            reader,
            &body[1..],
            &parts,
            TrackRole::TaskResult,
            &result_of,
        )
    } else {
        None
    };
    let found = found.filter(|found| alone(reader, &body[1..=found.0]));
    let (behind, results, target) = match found {
        Some((statements, track, results, target)) => {
            tracks.push(track);
            (statements, results, target)
        }
        None => (0, Results::Dropped, None),
    };
    let members = calls.into_iter().zip(parts).collect();
    let mut made = draft(Pattern::TaskGroup, 1 + behind, members);
    (made.tracks, made.results, made.target) = (tracks, results, target);
    made.group_name = group.to_owned();
    Some(made)
}

/// `name` in `name.result()`.
fn result_of(expression: &Expr) -> Option<&str> {
    let Expr::Call(call) = expression else {
        return None;
    };
    let Expr::Attribute(function) = &*call.func else {
        return None;
    };
    let no_arguments = call.arguments.args.is_empty() && call.arguments.keywords.is_empty();
    match &*function.value {
        Expr::Name(name) if no_arguments && function.attr.id == "result" => Some(name.id.as_str()),
        _ => None,
    }
}
