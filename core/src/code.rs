//! What the compiler hands to the machine: one [`Code`] for each function, class body and module.
//!
//! The instructions are CPython's in spirit and mostly in name, with these simplifications:
//!
//! - One unit of [`Op`] is one instruction; jump targets are absolute indices into `ops`.
//! - Waiting is one instruction ([`Op::YieldFrom`]) at which a frame stays until its
//!   sub-iterator ends, instead of CPython's loop of `SEND`, `YIELD_VALUE` and `RESUME`.
//! - Closures are made without loading cells: a child's [`FreeVariable`] names the place of the
//!   cell in the frame that executes [`Op::MakeFunction`] or [`Op::RunClassBody`].
//! - A module reads and writes its names as globals; `LoadName` and its kind serve class bodies.
//! - Instructions that only find what is to be called ([`Op::BeforeWith`],
//!   [`Op::WithExceptStart`] …) leave the call to a [`Op::Call`] behind them.
//!
//! A frame has three areas:
//!
//! ```text
//! locals  0..local_names.len()          parameters first, then other fast variables, then the
//!                                       variables of inlined comprehensions (names may repeat)
//! derefs  0..cells.len()                cells made when the frame begins
//!         cells.len()..+free.len()      cells taken from the function's closure
//! stack   at most stack_size values
//! ```
//!
//! When a frame begins, every cell of `cells` is made new and empty; where `parameter` is given,
//! the value of that local moves into it.
//!
//! Exceptions: when the instruction at index `i` raises, the entry of `handlers` with
//! `start <= i < end` (at most one; entries are sorted and do not overlap) says what happens: the
//! stack is cut down to `depth`, the exception is pushed, and the frame goes on at `target`.
//! Without an entry the frame ends. A frame that is resumed by `throw` raises at the index of its
//! `YieldValue` or `YieldFrom`; one that never started raises at index 0, which is `Resume`.
//!
//! What the machine does by itself, without instructions: a `StopIteration` that leaves a frame
//! of any flow but `Plain` (and a `StopAsyncIteration` that leaves an asynchronous generator)
//! becomes a `RuntimeError` (PEP 479); calling a function whose flow is not `Plain` makes the
//! generator object and runs nothing; `yield` in an asynchronous generator hands its value to
//! the `asend` that drives it.

mod op;

pub use op::{Op, Operand};

use std::fmt::Write as _;
use std::rc::Rc;

use crate::source::Span;

/// What a code belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Module,
    /// Run by [`Op::RunClassBody`] with a namespace of its own; returns its `__class__` cell for
    /// the machine to fill, or None where no method asks for it.
    ClassBody,
    Function,
    Lambda,
    /// One positional parameter named `.0`: the iterator of the outermost `for`.
    GeneratorExpression,
}

/// What a call of the code gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    Plain,
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// A constant that [`Op::LoadConst`] pushes. Numbers get their origin from the instruction's span.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    /// Decimal digits, with a leading `-` where negative; outside of `i64`.
    BigInt(Rc<str>),
    Float(f64),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
    Tuple(Rc<[Const]>),
    Code(Rc<Code>),
}

/// A cell that a frame makes when it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct CellVariable {
    pub name: Rc<str>,
    /// The local (a parameter) whose value moves into the cell.
    pub parameter: Option<u32>,
}

/// A cell that comes from outside.
#[derive(Clone, Debug, PartialEq)]
pub struct FreeVariable {
    pub name: Rc<str>,
    /// Index into the derefs of the frame that makes the function or runs the class body.
    pub outer: u32,
}

/// One line of the exception table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    /// Values that stay on the stack; the exception is pushed above them.
    pub depth: u32,
}

/// The compiled form of one function, class body or module.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// `fetch`, `<lambda>`, `<genexpr>`, `<module>`, or the name of the class.
    pub name: Rc<str>,
    /// `Client.fetch`, `main.<locals>.worker` …
    pub qualname: Rc<str>,
    pub kind: Kind,
    pub flow: Flow,
    /// Frames of this code are left out of tracebacks: it is the page's own, not the user's.
    pub hidden: bool,
    /// The source that `spans` speak of: 0 is the user's program, others are the prelude's files.
    pub file: u16,
    /// Positional parameters, positional-only ones included.
    pub arg_count: u32,
    pub posonly_count: u32,
    pub kwonly_count: u32,
    /// There is a `*args`; its local comes after the keyword-only parameters.
    pub has_varargs: bool,
    /// There is a `**kwargs`; its local comes after that of `*args`.
    pub has_varkeywords: bool,
    /// Parameters in the order positional, keyword-only, `*args`, `**kwargs`; then the others.
    /// A name that lives in a cell keeps its local only when it is a parameter.
    /// Names that begin with a dot are the compiler's own: `locals()` leaves them out.
    pub local_names: Vec<Rc<str>>,
    pub cells: Vec<CellVariable>,
    pub free: Vec<FreeVariable>,
    /// Names of type parameters (`class C[T]`); a class that has some can be subscripted.
    pub type_params: Vec<Rc<str>>,
    /// The deepest stack that the instructions reach, handlers included.
    pub stack_size: u32,
    pub ops: Vec<Op>,
    /// One for each op: what CPython's traceback marks for it. An empty span means its line as
    /// a whole, without carets.
    pub spans: Vec<Span>,
    pub consts: Vec<Const>,
    pub names: Vec<Rc<str>>,
    pub handlers: Vec<Handler>,
    /// Line of the `def` or of its first decorator, from 1 (CPython's `co_firstlineno`).
    pub first_line: u32,
    /// The whole definition, decorators left out.
    pub span: Span,
    /// `__doc__`, indentation cleaned as CPython 3.13 and later do.
    pub doc: Option<Rc<str>>,
    /// Functions: annotated parameters and `return`, each with the annotation as written.
    pub annotations: Vec<(Rc<str>, Rc<str>)>,
}

/// Operators of [`Op::BinaryOp`] and [`Op::InplaceOp`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BinaryKind {
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    TrueDivide,
    FloorDivide,
    Remainder,
    Power,
    LeftShift,
    RightShift,
    And,
    Or,
    Xor,
}

impl BinaryKind {
    /// As written, without the `=` of the in-place form.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::MatrixMultiply => "@",
            Self::TrueDivide => "/",
            Self::FloorDivide => "//",
            Self::Remainder => "%",
            Self::Power => "**",
            Self::LeftShift => "<<",
            Self::RightShift => ">>",
            Self::And => "&",
            Self::Or => "|",
            Self::Xor => "^",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnaryKind {
    Negative,
    Positive,
    Invert,
    Not,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompareKind {
    Less,
    LessEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
}

impl CompareKind {
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
        }
    }
}

/// `!s`, `!r`, `!a` in an f-string.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Conversion {
    Str,
    Repr,
    Ascii,
}

/// Where an awaited object came from; it chooses the words of the `TypeError`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AwaitKind {
    /// "'int' object can't be awaited" (3.14's words)
    Expression,
    /// "'async with' received an object from __aenter__ that does not implement __await__: int"
    Enter,
    /// "'async with' received an object from __aexit__ that does not implement __await__: int"
    Exit,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeParamKind {
    TypeVar,
    TypeVarTuple,
    ParamSpec,
}

/// Bits of [`Op::MakeFunction`].
pub mod make_function {
    /// A tuple of defaults of the last positional parameters.
    pub const DEFAULTS: u16 = 1;
    /// A dict of defaults of keyword-only parameters.
    pub const KWDEFAULTS: u16 = 2;
}

impl Code {
    /// The exception table's entry for the instruction at an index.
    #[must_use]
    pub fn handler_at(&self, index: u32) -> Option<Handler> {
        let behind = self
            .handlers
            .partition_point(|handler| handler.start <= index);
        let handler = *self.handlers.get(behind.checked_sub(1)?)?;
        (index < handler.end).then_some(handler)
    }

    /// Name of a deref, whichever part it lies in.
    #[must_use]
    pub fn deref_name(&self, index: u32) -> &str {
        let index = index as usize;
        match self.cells.get(index) {
            Some(cell) => &cell.name,
            None => self
                .free
                .get(index - self.cells.len())
                .map_or("", |free| &free.name),
        }
    }

    /// A listing for tests and for people, nested codes after their parent.
    #[must_use]
    pub fn disassemble(&self) -> String {
        let mut text = String::new();
        self.disassemble_into(&mut text);
        text
    }

    fn disassemble_into(&self, text: &mut String) {
        let flow = if self.flow == Flow::Plain {
            String::new()
        } else {
            format!(" {:?}", self.flow)
        };
        let _ = writeln!(
            text,
            "{} {:?}{flow} stack {}",
            self.qualname, self.kind, self.stack_size
        );
        for (at, op) in self.ops.iter().enumerate() {
            let _ = writeln!(text, "{at:4} {op:?}{}", self.operand(*op));
        }
        for handler in &self.handlers {
            let Handler {
                start,
                end,
                target,
                depth,
            } = handler;
            let _ = writeln!(text, "  {start}..{end} -> {target} depth {depth}");
        }
        for constant in &self.consts {
            if let Const::Code(code) = constant {
                text.push('\n');
                code.disassemble_into(text);
            }
        }
    }

    /// What an operand means, in brackets.
    fn operand(&self, op: Op) -> String {
        let name = |index: u32| self.names.get(index as usize).map(|name| name.to_string());
        let local = |index: u32| {
            self.local_names
                .get(index as usize)
                .map(|name| name.to_string())
        };
        let constant = |index: u32| match self.consts.get(index as usize) {
            Some(Const::Code(code)) => Some(format!("code {}", code.qualname)),
            Some(other) => Some(format!("{other:?}")),
            None => None,
        };
        let meaning = match op {
            Op::LoadConst(index) | Op::SetupAnnotation(index) => constant(index),
            Op::RunClassBody(index) | Op::BuildClass(index) => constant(index),
            Op::MakeFunction { code, .. } => constant(code),
            Op::CallKw { names, .. } | Op::CallMethodKw { names, .. } => constant(names),
            Op::MatchClass { names, .. } => constant(names),
            Op::LoadFast(index) | Op::StoreFast(index) => local(index),
            Op::DeleteFast(index) | Op::ClearFast(index) => local(index),
            Op::MakeCell(index)
            | Op::LoadClosure(index)
            | Op::LoadDeref(index)
            | Op::StoreDeref(index)
            | Op::DeleteDeref(index)
            | Op::LoadClassDeref(index) => Some(self.deref_name(index).to_owned()),
            Op::LoadGlobal(index)
            | Op::StoreGlobal(index)
            | Op::DeleteGlobal(index)
            | Op::LoadName(index)
            | Op::StoreName(index)
            | Op::DeleteName(index)
            | Op::LoadAttr(index)
            | Op::StoreAttr(index)
            | Op::DeleteAttr(index)
            | Op::LoadMethod(index)
            | Op::ImportFrom(index)
            | Op::BuildTypeAlias(index) => name(index),
            Op::ImportName { name: index, .. } | Op::LoadTypeParam { name: index, .. } => {
                name(index)
            }
            _ => None,
        };
        meaning.map_or_else(String::new, |meaning| format!(" ({meaning})"))
    }
}
