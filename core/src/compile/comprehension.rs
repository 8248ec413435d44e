//! Comprehensions. Those of lists, sets and dicts run in the frame around them, with variables of
//! their own that are emptied at the end; generator expressions have a code of their own.

use ruff_python_ast::{self as ast, Comprehension, Expr};
use ruff_text_size::Ranged;

use super::Compiler;
use super::scope::ScopeId;
use super::unit::{Label, index};
use super::visitor::span_of;
use crate::code::{Flow, Kind, Op};
use crate::source::Span;

/// What a comprehension makes of its elements.
#[derive(Clone, Copy)]
pub enum Element<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    /// Key and value; without a key the value is a mapping to be merged.
    Dict(Option<&'a Expr>, &'a Expr),
    Yield(&'a Expr),
}

/// How a loop of a comprehension ends.
enum End {
    /// The iterator is exhausted, and gone from the stack.
    Exhausted(Label),
    /// The asynchronous iterator is exhausted: an exception lies above it.
    Raised(Label),
}

impl<'a> Compiler<'a> {
    pub(super) fn inlined(
        &mut self,
        span: Span,
        generators: &'a [Comprehension],
        element: Element<'a>,
    ) {
        let Some(first) = generators.first() else {
            return;
        };
        self.iterate(first);
        let scope = self.scopes.at(span);
        let outer = std::mem::replace(&mut self.scope, scope);
        let (slots, cells) = self.variables(scope);
        for cell in &cells {
            self.unit.emit(Op::MakeCell(*cell), span);
        }
        // [iterator] becomes [result, iterator]; on failure nothing of both stays.
        let depth = self.unit.depth();
        let failed = self.unit.label();
        let owns = !slots.is_empty() || !cells.is_empty();
        if owns {
            self.unit.set_depth(depth - 1);
            self.unit.push_handler(failed);
            self.unit.set_depth(depth);
        }
        self.unit.emit(
            match element {
                Element::Set(_) => Op::BuildSet(0),
                Element::Dict(..) => Op::BuildMap(0),
                Element::List(_) | Element::Yield(_) => Op::BuildList(0),
            },
            span,
        );
        self.unit.emit(Op::Swap(2), span);
        self.loops(generators, 0, element, span);
        self.scope = outer;
        if !owns {
            return;
        }
        self.unit.pop_handler();
        self.empty(&slots, &cells, span);
        let end = self.unit.label();
        self.unit.jump(Op::Jump, end, span);
        self.unit.place(failed);
        self.empty(&slots, &cells, span);
        self.unit.emit(Op::Reraise, span);
        self.unit.place(end);
    }

    /// Places of a comprehension's own variables: locals, and cells.
    fn variables(&mut self, scope: ScopeId) -> (Vec<u32>, Vec<u32>) {
        let (mut slots, mut cells) = (Vec::new(), Vec::new());
        for symbol in self
            .scopes
            .get(scope)
            .symbols
            .iter()
            .filter(|symbol| symbol.bound)
        {
            if symbol.captured {
                cells.push(self.unit.deref(scope, &symbol.name));
            } else {
                slots.push(self.unit.slot(scope, &symbol.name));
            }
        }
        (slots, cells)
    }

    fn empty(&mut self, slots: &[u32], cells: &[u32], span: Span) {
        for slot in slots {
            self.unit.emit(Op::ClearFast(*slot), span);
        }
        for cell in cells {
            self.unit.emit(Op::MakeCell(*cell), span);
        }
    }

    /// Leaves an iterator over what the generator runs through on the stack.
    fn iterate(&mut self, generator: &'a Comprehension) {
        self.expression(&generator.iter);
        let op = if generator.is_async {
            Op::GetAIter
        } else {
            Op::GetIter
        };
        self.unit.emit(op, span_of(generator.iter.range()));
    }

    /// The loops from an index on. The iterator of the first lies on the stack already.
    fn loops(
        &mut self,
        generators: &'a [Comprehension],
        at: usize,
        element: Element<'a>,
        span: Span,
    ) {
        let Some(generator) = generators.get(at) else {
            self.element(element, generators.len());
            return;
        };
        if at > 0 {
            self.iterate(generator);
        }
        let iterable = span_of(generator.iter.range());
        let start = self.unit.label();
        self.unit.place(start);
        let end = if generator.is_async {
            End::Raised(self.next_of_async(span))
        } else {
            let end = self.unit.label();
            self.unit.jump(Op::ForIter, end, iterable);
            End::Exhausted(end)
        };
        self.store(&generator.target);
        for test in &generator.ifs {
            self.jump_if(test, start, false);
        }
        self.loops(generators, at + 1, element, span);
        let last = self.unit.last_span();
        self.unit.jump(Op::Jump, start, last);
        match end {
            End::Exhausted(end) => self.unit.place(end),
            End::Raised(end) => {
                self.unit.place(end);
                self.unit.emit(Op::EndAsyncFor, span);
            }
        }
    }

    /// The innermost part, with so many iterators above the result.
    fn element(&mut self, element: Element<'a>, iterators: usize) {
        let below = index(iterators) + 1;
        match element {
            Element::List(value) => {
                self.expression(value);
                self.unit
                    .emit(Op::ListAppend(below), span_of(value.range()));
            }
            Element::Set(value) => {
                self.expression(value);
                self.unit.emit(Op::SetAdd(below), span_of(value.range()));
            }
            Element::Dict(Some(key), value) => {
                self.expression(key);
                self.expression(value);
                let span = span_of(key.range()).cover(span_of(value.range()));
                self.unit.emit(Op::MapAdd(below), span);
            }
            Element::Dict(None, value) => {
                self.error(
                    span_of(value.range()),
                    "dict unpacking cannot be used in dict comprehension",
                );
            }
            Element::Yield(value) => {
                self.expression(value);
                let span = span_of(value.range());
                self.unit.emit(Op::YieldValue, span);
                self.unit.emit(Op::PopTop, span);
            }
        }
    }

    /// `span` is what is marked; it covers the parentheses of a call that it shares them with.
    pub(super) fn generator_expression(&mut self, expr: &'a ast::ExprGenerator, span: Span) {
        let key = span_of(expr.range());
        let Some(first) = expr.generators.first() else {
            return;
        };
        let scope = self.scopes.at(key);
        let waits = self.scopes.get(scope).has_await;
        let flow = if waits {
            Flow::AsyncGenerator
        } else {
            Flow::Generator
        };
        let mut head = self.head("<genexpr>", Kind::GeneratorExpression, flow, span);
        head.arg_count = 1;
        let outer = self.open_unit(scope, head, span.start);
        self.unit.emit(Op::LoadFast(0), span);
        self.loops(&expr.generators, 0, Element::Yield(&expr.elt), span);
        self.return_none();
        let code = self.close_unit(outer);
        self.unit.emit(Op::MakeFunction { flags: 0, code }, span);
        self.iterate(first);
        self.unit.emit(Op::Call(1), span);
    }
}
