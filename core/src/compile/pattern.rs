//! `match`: every subject, and every part that a pattern takes out of one, is kept in a hidden
//! local, so that a pattern can fail anywhere with nothing to clean up on the stack. Captures are
//! kept aside too and become names only when the whole pattern has matched.

use std::rc::Rc;

use hashbrown::HashSet;
use ruff_python_ast::{self as ast, Expr, Identifier, Pattern, Singleton};
use ruff_text_size::Ranged;

use super::Compiler;
use super::statement::Access;
use super::unit::{Label, index};
use super::visitor::span_of;
use crate::code::{CompareKind, Const, Op};
use crate::source::Span;

/// Most names that one `case` may bind; they are looked for one by one.
const MAX_CAPTURES: usize = 1000;

/// One `case` while its pattern is compiled.
#[derive(Default)]
struct Case<'a> {
    /// Names in the order of their first capture, with the hidden locals that hold them.
    captures: Vec<(&'a str, u32)>,
    /// All hidden locals of the case.
    slots: Vec<u32>,
}

/// `_`, which binds nothing.
fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::MatchAs(bare) if bare.pattern.is_none() && bare.name.is_none())
}

impl<'a> Compiler<'a> {
    pub(super) fn match_statement(&mut self, stmt: &'a ast::StmtMatch) {
        let span = span_of(stmt.subject.range());
        self.expression(&stmt.subject);
        let subject = self.unit.hidden_slot();
        self.unit.emit(Op::StoreFast(subject), span);
        let end = self.unit.label();
        let last = stmt.cases.len().saturating_sub(1);
        let mut given_back = Vec::new();
        for (at, case) in stmt.cases.iter().enumerate() {
            let place = span_of(case.pattern.range());
            if at < last && case.guard.is_none() {
                self.check_reachable(&case.pattern);
            }
            let mut state = Case::default();
            let next = self.unit.label();
            self.pattern(&case.pattern, subject, next, &mut state);
            for (name, slot) in &state.captures {
                self.unit.emit(Op::LoadFast(*slot), place);
                self.name(name, Access::Store, place);
            }
            if let Some(guard) = &case.guard {
                self.jump_if(guard, next, false);
            }
            self.clear(&state.slots, Some(subject), place);
            self.statements(&case.body);
            if self.unit.falls_through() {
                let span = self.unit.last_span();
                self.unit.jump(Op::Jump, end, span);
            }
            self.unit.place(next);
            self.clear(&state.slots, None, place);
            given_back.extend(state.slots);
        }
        self.unit.emit(Op::ClearFast(subject), span);
        self.unit.place(end);
        self.unit.give_back(given_back);
        self.unit.give_back([subject]);
    }

    fn clear(&mut self, slots: &[u32], subject: Option<u32>, span: Span) {
        for slot in slots.iter().copied().chain(subject) {
            self.unit.emit(Op::ClearFast(slot), span);
        }
    }

    /// A pattern that always matches must come last.
    fn check_reachable(&mut self, pattern: &Pattern) {
        let Some(irrefutable) = pattern.irrefutable_pattern() else {
            return;
        };
        let what = match irrefutable.kind {
            ast::IrrefutablePatternKind::Name(name) => format!("name capture '{name}'"),
            ast::IrrefutablePatternKind::Wildcard => "wildcard".to_owned(),
        };
        let message = format!("{what} makes remaining patterns unreachable");
        self.error(span_of(irrefutable.range), message);
    }

    fn hidden(&mut self, case: &mut Case<'a>) -> u32 {
        let slot = self.unit.hidden_slot();
        case.slots.push(slot);
        slot
    }

    /// The hidden local of a capture; alternatives of `|` share one.
    fn capture(&mut self, name: &'a Identifier, case: &mut Case<'a>) -> u32 {
        let known = case
            .captures
            .iter()
            .find(|(known, _)| *known == name.as_str());
        if let Some((_, slot)) = known {
            return *slot;
        }
        if let Some((_, slot)) = case.captures.get(MAX_CAPTURES) {
            return *slot;
        }
        if case.captures.len() == MAX_CAPTURES {
            self.error(span_of(name.range()), "too many names in one pattern");
        }
        let slot = self.hidden(case);
        case.captures.push((name.as_str(), slot));
        slot
    }

    /// Compares the local with the pattern; goes on where it matches, else to `fail`.
    fn pattern(&mut self, pattern: &'a Pattern, from: u32, fail: Label, case: &mut Case<'a>) {
        let span = span_of(pattern.range());
        match pattern {
            Pattern::MatchValue(value) => {
                self.unit.emit(Op::LoadFast(from), span);
                self.expression(&value.value);
                self.unit.emit(Op::CompareOp(CompareKind::Equal), span);
                self.unit.jump(Op::PopJumpIfFalse, fail, span);
            }
            Pattern::MatchSingleton(singleton) => {
                let constant = match singleton.value {
                    Singleton::None => Const::None,
                    Singleton::True => Const::True,
                    Singleton::False => Const::False,
                };
                self.unit.emit(Op::LoadFast(from), span);
                self.unit.load_const(constant, span);
                self.unit.emit(Op::IsOp(false), span);
                self.unit.jump(Op::PopJumpIfFalse, fail, span);
            }
            Pattern::MatchSequence(sequence) => self.sequence(sequence, from, fail, case),
            Pattern::MatchMapping(mapping) => self.mapping(mapping, from, fail, case),
            Pattern::MatchClass(class) => self.class_pattern(class, from, fail, case),
            Pattern::MatchStar(_) => self.error(span, "can't use starred expression here"),
            Pattern::MatchAs(pattern) => {
                if let Some(inner) = &pattern.pattern {
                    self.pattern(inner, from, fail, case);
                }
                if let Some(name) = &pattern.name {
                    self.check_new(name, case);
                    let slot = self.capture(name, case);
                    self.unit.emit(Op::LoadFast(from), span);
                    self.unit.emit(Op::StoreFast(slot), span);
                }
            }
            Pattern::MatchOr(alternatives) => self.alternatives(alternatives, from, fail, case),
        }
    }

    /// One pattern binds a name once.
    fn check_new(&mut self, name: &Identifier, case: &Case<'a>) {
        // What the alternatives before this one captured is not in the list; see alternatives().
        if case
            .captures
            .iter()
            .any(|(known, _)| *known == name.as_str())
        {
            let message = format!("multiple assignments to name '{name}' in pattern");
            self.error(span_of(name.range()), message);
        }
    }

    fn alternatives(
        &mut self,
        pattern: &'a ast::PatternMatchOr,
        from: u32,
        fail: Label,
        case: &mut Case<'a>,
    ) {
        let span = span_of(pattern.range());
        let matched = self.unit.label();
        let before = case.captures.clone();
        let mut bound: Option<Vec<(&'a str, u32)>> = None;
        let last = pattern.patterns.len().saturating_sub(1);
        for (at, alternative) in pattern.patterns.iter().enumerate() {
            if at < last {
                self.check_reachable(alternative);
            }
            case.captures.clone_from(&before);
            let next = if at < last { self.unit.label() } else { fail };
            self.pattern(alternative, from, next, case);
            let new = case.captures.split_off(before.len());
            match &bound {
                None => bound = Some(new),
                Some(bound) => self.carry_over(bound, &new, span),
            }
            if at < last {
                self.unit.jump(Op::Jump, matched, span);
                self.unit.place(next);
            }
        }
        self.unit.place(matched);
        case.captures = before;
        case.captures.extend(bound.unwrap_or_default());
    }

    /// Moves what an alternative has captured to where the first one keeps it.
    fn carry_over(&mut self, first: &[(&'a str, u32)], new: &[(&'a str, u32)], span: Span) {
        let same = first.len() == new.len()
            && first
                .iter()
                .all(|(name, _)| new.iter().any(|(other, _)| other == name));
        if !same {
            self.error(span, "alternative patterns bind different names");
            return;
        }
        for (name, slot) in new {
            let home = first.iter().find(|(other, _)| other == name);
            if let Some((_, home)) = home.filter(|(_, home)| home != slot) {
                self.unit.emit(Op::LoadFast(*slot), span);
                self.unit.emit(Op::StoreFast(*home), span);
            }
        }
    }

    /// Loads the subject and tests it with an instruction that leaves it on the stack.
    fn probe(&mut self, from: u32, op: Op, fail: Label, span: Span) {
        self.unit.emit(Op::LoadFast(from), span);
        self.unit.emit(op, span);
        self.unit.emit(Op::Swap(2), span);
        self.unit.emit(Op::PopTop, span);
        self.unit.jump(Op::PopJumpIfFalse, fail, span);
    }

    fn check_length(
        &mut self,
        from: u32,
        kind: CompareKind,
        count: usize,
        fail: Label,
        span: Span,
    ) {
        self.unit.emit(Op::LoadFast(from), span);
        self.unit.emit(Op::GetLen, span);
        self.unit.emit(Op::Swap(2), span);
        self.unit.emit(Op::PopTop, span);
        self.unit
            .load_const(Const::Int(i64::try_from(count).unwrap_or(i64::MAX)), span);
        self.unit.emit(Op::CompareOp(kind), span);
        self.unit.jump(Op::PopJumpIfFalse, fail, span);
    }

    /// Takes the values on the stack, first on the top, into hidden locals and matches them.
    fn parts(&mut self, patterns: Vec<&'a Pattern>, fail: Label, case: &mut Case<'a>) {
        let mut later = Vec::new();
        for pattern in patterns {
            let span = span_of(pattern.range());
            let star = match pattern {
                Pattern::MatchStar(star) => Some(&star.name),
                Pattern::MatchAs(name) if name.pattern.is_none() => Some(&name.name),
                _ => None,
            };
            match star {
                Some(Some(name)) => {
                    self.check_new(name, case);
                    let slot = self.capture(name, case);
                    self.unit.emit(Op::StoreFast(slot), span);
                }
                Some(None) => self.unit.emit(Op::PopTop, span),
                None => {
                    let slot = self.hidden(case);
                    self.unit.emit(Op::StoreFast(slot), span);
                    later.push((pattern, slot));
                }
            }
        }
        for (pattern, slot) in later {
            self.pattern(pattern, slot, fail, case);
        }
    }

    fn sequence(
        &mut self,
        pattern: &'a ast::PatternMatchSequence,
        from: u32,
        fail: Label,
        case: &mut Case<'a>,
    ) {
        let span = span_of(pattern.range());
        let is_star = |pattern: &Pattern| matches!(pattern, Pattern::MatchStar(_));
        let parts = &pattern.patterns;
        let star = parts.iter().position(is_star);
        self.probe(from, Op::MatchSequence, fail, span);
        let Some(at) = star else {
            self.check_length(from, CompareKind::Equal, parts.len(), fail, span);
            if parts.iter().all(is_wildcard) {
                return;
            }
            self.unit.emit(Op::LoadFast(from), span);
            self.unit.emit(Op::UnpackSequence(index(parts.len())), span);
            self.parts(parts.iter().collect(), fail, case);
            return;
        };
        if parts[at + 1..].iter().any(is_star) {
            self.error(span, "multiple starred names in sequence pattern");
            return;
        }
        let (Ok(before), Ok(after)) = (u16::try_from(at), u16::try_from(parts.len() - at - 1))
        else {
            self.error(
                span,
                "too many expressions in star-unpacking sequence pattern",
            );
            return;
        };
        if parts.len() > 1 {
            self.check_length(from, CompareKind::GreaterEqual, parts.len() - 1, fail, span);
        }
        self.unit.emit(Op::LoadFast(from), span);
        self.unit.emit(Op::UnpackEx { before, after }, span);
        self.parts(parts.iter().collect(), fail, case);
    }

    fn mapping(
        &mut self,
        pattern: &'a ast::PatternMatchMapping,
        from: u32,
        fail: Label,
        case: &mut Case<'a>,
    ) {
        let span = span_of(pattern.range());
        self.check_keys(pattern, span);
        self.probe(from, Op::MatchMapping, fail, span);
        let count = pattern.keys.len();
        let keys = self.hidden(case);
        if count > 0 {
            self.check_length(from, CompareKind::GreaterEqual, count, fail, span);
        }
        for key in &pattern.keys {
            self.expression(key);
        }
        self.unit.emit(Op::BuildTuple(index(count)), span);
        self.unit.emit(Op::StoreFast(keys), span);
        if count > 0 {
            let values = self.hidden(case);
            self.unit.emit(Op::LoadFast(from), span);
            self.unit.emit(Op::LoadFast(keys), span);
            self.unit.emit(Op::MatchKeys, span);
            self.unit.emit(Op::StoreFast(values), span);
            self.unit.emit(Op::PopTop, span);
            self.unit.emit(Op::PopTop, span);
            self.unpack_or_fail(values, count, fail, span);
            self.parts(pattern.patterns.iter().collect(), fail, case);
        }
        if let Some(rest) = &pattern.rest {
            self.check_new(rest, case);
            let slot = self.capture(rest, case);
            self.unit.emit(Op::LoadFast(from), span);
            self.unit.emit(Op::LoadFast(keys), span);
            self.unit.emit(Op::MatchRest, span);
            self.unit.emit(Op::StoreFast(slot), span);
        }
    }

    /// The local holds a tuple of so many values, or None where there was no match.
    fn unpack_or_fail(&mut self, values: u32, count: usize, fail: Label, span: Span) {
        self.unit.emit(Op::LoadFast(values), span);
        self.unit.jump(Op::PopJumpIfNone, fail, span);
        self.unit.emit(Op::LoadFast(values), span);
        self.unit.emit(Op::UnpackSequence(index(count)), span);
    }

    fn check_keys(&mut self, pattern: &ast::PatternMatchMapping, span: Span) {
        let mut seen = HashSet::new();
        for key in &pattern.keys {
            let text = self.source.slice(span_of(key.range()));
            let is_attribute = matches!(key, Expr::Attribute(_));
            if !is_attribute && !seen.insert(text) {
                self.error(
                    span,
                    format!("mapping pattern checks duplicate key ({text})"),
                );
            }
        }
    }

    fn class_pattern(
        &mut self,
        pattern: &'a ast::PatternMatchClass,
        from: u32,
        fail: Label,
        case: &mut Case<'a>,
    ) {
        let span = span_of(pattern.range());
        let arguments = &pattern.arguments;
        let mut names: Vec<Const> = Vec::new();
        let mut seen = HashSet::new();
        for keyword in &arguments.keywords {
            if !seen.insert(keyword.attr.as_str()) {
                let message = format!("attribute name repeated in class pattern: {}", keyword.attr);
                self.error(span_of(keyword.attr.range()), message);
            }
            names.push(Const::Str(Rc::from(keyword.attr.as_str())));
        }
        let Ok(positional) = u16::try_from(arguments.patterns.len()) else {
            self.error(span, "too many sub-patterns in class pattern");
            return;
        };
        let count = arguments.patterns.len() + names.len();
        let names = self.unit.constant(Const::Tuple(names.into()));
        let values = self.hidden(case);
        self.unit.emit(Op::LoadFast(from), span);
        self.expression(&pattern.cls);
        self.unit.emit(Op::MatchClass { positional, names }, span);
        self.unit.emit(Op::StoreFast(values), span);
        self.unpack_or_fail(values, count, fail, span);
        let keywords = arguments.keywords.iter().map(|keyword| &keyword.pattern);
        self.parts(
            arguments.patterns.iter().chain(keywords).collect(),
            fail,
            case,
        );
    }
}
