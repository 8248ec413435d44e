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

/// One instruction. The comments show the top of the stack before → after, the top at the right.
///
/// "Null" is the machine's own empty value, the same that an unbound local holds. `names[n]`,
/// `consts[c]`, `locals[i]`, `derefs[i]` are the tables of the code and the areas of the frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    /// `→` Nothing. The place of a statement without effect (`pass`).
    Nop,
    /// `→` Nothing. Index 0 of every code whose flow is not `Plain`: where a generator that has
    /// not started stands. Its span is the empty span at the `def` line.
    Resume,
    /// `x →`
    PopTop,
    /// `→ x` Pushes the value that lies `n` deep; `Copy(1)` doubles the top.
    Copy(u32),
    /// Swaps the top with the value that lies `n` deep; `Swap(2)` swaps the upper two.
    Swap(u32),
    /// `→ Null`
    PushNull,
    /// `→ consts[c]`
    LoadConst(u32),

    // ---- names -------------------------------------------------------------------------------
    /// `→ locals[i]` UnboundLocalError where it is Null: "cannot access local variable 'x' where
    /// it is not associated with a value".
    LoadFast(u32),
    /// `x →`
    StoreFast(u32),
    /// `→` Empties the local. UnboundLocalError where it was Null.
    DeleteFast(u32),
    /// `→` Empties the local, whatever it holds. Ends the variables of an inlined comprehension.
    ClearFast(u32),
    /// `→` Puts a new empty cell into derefs[i], which is one of the frame's own cells. Begins a
    /// variable of an inlined comprehension that a closure keeps, and ends it.
    MakeCell(u32),
    /// `→ cell` The cell itself, not what is in it. Only at the end of a class body.
    LoadClosure(u32),
    /// `→ x` What derefs[i] holds. Empty: UnboundLocalError as LoadFast where `i < cells.len()`,
    /// else NameError "cannot access free variable 'x' where it is not associated with a value
    /// in enclosing scope".
    LoadDeref(u32),
    /// `x →`
    StoreDeref(u32),
    /// `→` Empties the cell. Raises as LoadDeref does where it is empty.
    DeleteDeref(u32),
    /// `→ x` In class bodies: the namespace's entry of the name of derefs[i], else what the cell
    /// holds; raises as LoadDeref.
    LoadClassDeref(u32),
    /// `→ x` Globals, then builtins. NameError "name 'x' is not defined".
    LoadGlobal(u32),
    /// `x →`
    StoreGlobal(u32),
    /// `→` NameError "name 'x' is not defined".
    DeleteGlobal(u32),
    /// `→ x` In class bodies: the namespace, then globals, then builtins. NameError.
    LoadName(u32),
    /// `x →` Into the namespace of the class body.
    StoreName(u32),
    /// `→` NameError "name 'x' is not defined".
    DeleteName(u32),
    /// `→ object` A simple object that stands for a type parameter called `names[name]`.
    LoadTypeParam {
        kind: TypeParamKind,
        name: u32,
    },

    // ---- attributes and items ----------------------------------------------------------------
    /// `object → object.names[n]` AttributeError; may call `__getattr__` and descriptors.
    LoadAttr(u32),
    /// `value, object →`
    StoreAttr(u32),
    /// `object →`
    DeleteAttr(u32),
    /// `object → method, self` where the attribute is a plain method, found without making the
    /// bound object, else `object → attribute, Null`. Raises as LoadAttr. Always followed, after
    /// the arguments, by CallMethod or CallMethodKw.
    LoadMethod(u32),
    /// `object, key → object[key]`
    BinarySubscr,
    /// `value, object, key →`
    StoreSubscr,
    /// `object, key →`
    DeleteSubscr,
    /// `start, stop[, step] → slice` The operand is 2 or 3.
    BuildSlice(u32),

    // ---- operators ---------------------------------------------------------------------------
    /// `x → op x` `Not` is the truth test, negated.
    UnaryOp(UnaryKind),
    /// `a, b → a op b`
    BinaryOp(BinaryKind),
    /// `a, b → a op= b` The store follows.
    InplaceOp(BinaryKind),
    /// `a, b → a op b` The result may be any object.
    CompareOp(CompareKind),
    /// `a, b → bool` `a in b`, or `a not in b` where the operand is true.
    ContainsOp(bool),
    /// `a, b → bool` `a is b`, or `a is not b` where the operand is true.
    IsOp(bool),

    // ---- displays ----------------------------------------------------------------------------
    /// `x1 … xn → [x1, …, xn]`
    BuildList(u32),
    /// `x1 … xn → (x1, …, xn)`
    BuildTuple(u32),
    /// `x1 … xn → {x1, …, xn}` TypeError where one is not hashable.
    BuildSet(u32),
    /// `k1, v1 … kn, vn → dict`
    BuildMap(u32),
    /// `s1 … sn → str` All are str.
    BuildString(u32),
    /// `x →` Appends to the list that lies `n` deep once x is popped.
    ListAppend(u32),
    /// `x →` Adds to the set that lies `n` deep once x is popped.
    SetAdd(u32),
    /// `key, value →` Into the dict that lies `n` deep once both are popped.
    MapAdd(u32),
    /// `iterable →` Extends the list that lies `n` deep once it is popped. TypeError "Value after
    /// * must be an iterable, not int".
    ListExtend(u32),
    /// `iterable →` Adds all to the set that lies `n` deep.
    SetUpdate(u32),
    /// `mapping →` `{**m}`: updates the dict that lies `n` deep. TypeError "'int' object is not a
    /// mapping".
    DictUpdate(u32),
    /// `callable, arguments, dict, mapping → callable, arguments, dict` `f(**m)`: TypeError "f()
    /// got multiple values for keyword argument 'x'", "f() argument after ** must be a mapping,
    /// not int".
    DictMerge,
    /// `list → tuple`
    ListToTuple,
    /// `x → str` `str(x)`, `repr(x)` or `ascii(x)`.
    ConvertValue(Conversion),
    /// `x → format(x, "")`
    FormatSimple,
    /// `x, spec → format(x, spec)`
    FormatWithSpec,
    /// `sequence → xn … x1` (x1 on the top) ValueError "not enough values to unpack (expected 3,
    /// got 2)", "too many values to unpack (expected 2, got 3)"; TypeError "cannot unpack
    /// non-iterable int object".
    UnpackSequence(u32),
    /// `sequence → tail values (last deepest), list, head values (first on the top)` ValueError
    /// "not enough values to unpack (expected at least 2, got 1)".
    UnpackEx {
        before: u16,
        after: u16,
    },

    // ---- jumps -------------------------------------------------------------------------------
    Jump(u32),
    /// `x →` Jumps where x is false.
    PopJumpIfFalse(u32),
    /// `x →`
    PopJumpIfTrue(u32),
    /// `x →` Jumps where x is None.
    PopJumpIfNone(u32),
    /// `x →`
    PopJumpIfNotNone(u32),
    /// `x → x` and jumps where x is false, else `x →`.
    JumpIfFalseOrPop(u32),
    /// `x → x` and jumps where x is true, else `x →`.
    JumpIfTrueOrPop(u32),

    // ---- iteration ---------------------------------------------------------------------------
    /// `iterable → iterator` TypeError "'int' object is not iterable".
    GetIter,
    /// `iterator → iterator, value`; at its end `iterator →` and jumps.
    ForIter(u32),
    /// `x → asynchronous iterator` TypeError "'async for' requires an object with __aiter__
    /// method, got list".
    GetAIter,
    /// `aiter → aiter, iterator to wait on` What `__anext__` gives, made awaitable as GetAwaitable
    /// does; TypeError "'async for' received an invalid object from __anext__: int".
    GetANext,
    /// `aiter, exception →` Where the exception is StopAsyncIteration; else it is raised again
    /// (without a new line in the traceback) and both are popped.
    EndAsyncFor,

    // ---- generators and waiting --------------------------------------------------------------
    /// `value → sent` The frame is suspended with the value; resumed by `send`, it gets what was
    /// sent; resumed by `throw`, it raises here.
    YieldValue,
    /// `awaitable → iterator` A coroutine is its own; else `__await__` is called. TypeErrors: see
    /// AwaitKind; RuntimeError "coroutine is being awaited already".
    GetAwaitable(AwaitKind),
    /// `iterable → iterator` For `yield from`: generators are their own. TypeError "cannot 'yield
    /// from' a coroutine object in a non-coroutine generator".
    GetYieldFromIter,
    /// `iterator, sent → result` Sends into the iterator. While it yields, the frame stays at this
    /// very instruction and is suspended with what was yielded: the stack then holds only the
    /// iterator; `send(v)` pushes v and runs the instruction again; `throw` throws into the
    /// iterator (`close` for GeneratorExit where it has no throw). When the iterator ends, by
    /// return or StopIteration(result), the result is pushed and the frame goes on.
    YieldFrom,
    /// `value →` Ends the frame. The stack is empty then.
    ReturnValue,

    // ---- calls -------------------------------------------------------------------------------
    /// `callable, a1 … an → result`
    Call(u32),
    /// `callable, a1 … an → result` The last arguments have the keywords of consts[names], a tuple
    /// of str; `total` counts all arguments.
    CallKw {
        total: u16,
        names: u32,
    },
    /// `method, self or Null, a1 … an → result` n does not count self.
    CallMethod(u32),
    /// `method, self or Null, a1 … an → result` As CallKw; `total` does not count self.
    CallMethodKw {
        total: u16,
        names: u32,
    },
    /// `callable, iterable[, dict] → result` The dict is there where the operand is true. TypeError
    /// "f() argument after * must be an iterable, not int".
    CallEx(bool),

    // ---- functions and classes ---------------------------------------------------------------
    /// `[defaults], [kwdefaults] → function` of consts[code], closed over this frame's cells as
    /// the code's `free` says. Flags: see [`make_function`].
    MakeFunction {
        flags: u16,
        code: u32,
    },
    /// `→ namespace, cell or None` Runs consts[code], a class body, in a new namespace that holds
    /// `__module__`, `__qualname__` and, where the code has one, `__doc__`.
    RunClassBody(u32),
    /// `bases tuple, keywords dict or None, namespace, cell or None → class` Makes the class named
    /// as consts[code], fills the cell with it, calls `__set_name__` and `__init_subclass__`.
    BuildClass(u32),
    /// `→` Class bodies only: notes an annotation. consts[c] is a tuple (name, text of the
    /// annotation as written) to be entered into the namespace's `__annotations__` dict, made if
    /// it is not there; fields keep the order of their first entry.
    SetupAnnotation(u32),
    /// `function → object` `type names[n] = …`; the function gives the value when asked.
    BuildTypeAlias(u32),

    // ---- exceptions --------------------------------------------------------------------------
    /// `→ AssertionError` The builtin, whatever the name means.
    LoadAssertionError,
    /// 0: `→` raises the exception that is being handled again, without a new line in its
    /// traceback; RuntimeError "No active exception to reraise".
    /// 1: `exception →`, 2: `exception, cause →`; a class is called first. TypeError "exceptions
    /// must derive from BaseException", "exception causes must derive from BaseException".
    Raise(u32),
    /// `exception →` Raises it again: its traceback gets no new line, its context stays.
    Reraise,
    /// `exception → previous, exception` The exception becomes the one that is being handled;
    /// previous is the one that was, or None.
    PushExcInfo,
    /// `previous →` and it becomes the exception that is being handled.
    PopExcept,
    /// `exception, type → exception, bool` TypeError "catching classes that do not inherit from
    /// BaseException is not allowed".
    CheckExcMatch,
    /// `exception, type → rest or None, match or None` For `except*`: splits a group; a lone
    /// exception that matches is wrapped into an ExceptionGroup with the message "". Where there
    /// is a match it becomes the exception that is being handled. No match: rest is the exception
    /// itself. TypeErrors as CPython's for groups in the type.
    CheckEgMatch,
    /// `original, list → exception or None` What is left to raise after the clauses of `except*`:
    /// the list holds what they raised and, at its end, the unhandled rest or None.
    PrepReraiseStar,
    /// `manager → __exit__, __enter__` Both bound; a Call(0) follows. Looked up on the type,
    /// `__exit__` first: TypeError "'int' object does not support the context manager protocol
    /// (missed __exit__ method)", with 3.14's hint where the asynchronous ones are there.
    BeforeWith,
    /// `manager → __aexit__, __aenter__` As BeforeWith: "… the asynchronous context manager
    /// protocol (missed __aexit__ method)".
    BeforeAsyncWith,
    /// `exit, previous, exception → exit, previous, exception, exit, type, exception, traceback`
    /// A Call(3) follows.
    WithExceptStart,

    // ---- imports -----------------------------------------------------------------------------
    /// `→ module` `import a.b.c`: the module a where `leaf` is false, a.b.c where it is true
    /// (`from a.b.c import …`, `import a.b.c as d`). ModuleNotFoundError "No module named 'x'".
    ImportName {
        leaf: bool,
        name: u32,
    },
    /// `module → module, attribute` ImportError "cannot import name 'x' from 'm' (unknown
    /// location)".
    ImportFrom(u32),
    /// `module →` Every public name becomes a global.
    ImportStar,

    // ---- match -------------------------------------------------------------------------------
    /// `subject → subject, bool`
    MatchMapping,
    /// `subject → subject, bool` str, bytes and bytearray are no sequences here.
    MatchSequence,
    /// `subject → subject, len(subject)`
    GetLen,
    /// `subject, keys tuple → subject, keys tuple, values tuple or None`
    MatchKeys,
    /// `subject, class → tuple of attributes or None` `positional` subpatterns through
    /// `__match_args__`, then those of consts[names], a tuple of str. TypeError "called match
    /// pattern must be a class", "C() accepts 0 positional sub-patterns (1 given)".
    MatchClass {
        positional: u16,
        names: u32,
    },
    /// `mapping, keys tuple → dict` A copy of the mapping without these keys: `**rest`.
    MatchRest,

    // ---- several in one ----------------------------------------------------------------------
    // Made where a code is linked, never by the compiler: see `vm::fuse`.
    /// `[left], [right] → [left op right]` Up to four operations: loads of the operands, the
    /// operator, the store.
    Arithmetic {
        kind: BinaryKind,
        left: Operand,
        right: Operand,
        into: Operand,
    },
    /// `[left], [right] →` Up to four operations: loads, CompareOp, PopJumpIfFalse.
    Test {
        kind: CompareKind,
        left: Operand,
        right: Operand,
        target: u16,
    },
    /// `[→ locals[local] + number]` Arithmetic of a local and a small whole number that is added or
    /// taken away.
    AddSmall {
        local: u16,
        number: i16,
        into: Operand,
    },
    /// `→` Test of a local and a small whole number.
    TestSmall {
        kind: CompareKind,
        local: u16,
        number: i16,
        target: u16,
    },
    /// `iterator → iterator` ForIter, and StoreFast of the item.
    ForStore {
        local: u16,
        target: u32,
    },
    /// `iterator → iterator` Jump to a ForIter, that, and StoreFast of the item.
    JumpForStore {
        local: u16,
        target: u32,
    },
    /// `tuple of two →` UnpackSequence, and StoreFast of both items.
    UnpackPair {
        first: u16,
        second: u16,
    },
    /// `→ locals[local].names[name]` LoadFast, LoadAttr.
    LoadFastAttr {
        local: u16,
        name: u32,
    },
    /// `→ method, object, or value, Null` LoadFast, LoadMethod.
    LoadFastMethod {
        local: u16,
        name: u32,
    },
}

/// Where an operation that stands for several finds an operand, or leaves its result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Operand(u16);

impl Operand {
    /// It lies on the stack.
    pub const STACK: Self = Self(u16::MAX);
    const CONSTANT: u16 = 1 << 15;

    /// The operand of a load or a store; none where it is of another kind or its index too large.
    #[must_use]
    pub fn of(op: Op) -> Option<Self> {
        let (Op::LoadFast(index) | Op::LoadConst(index) | Op::StoreFast(index)) = op else {
            return None;
        };
        let index = u16::try_from(index).ok().filter(|index| *index < 0x7fff)?;
        Some(match op {
            Op::LoadConst(_) => Self(index | Self::CONSTANT),
            _ => Self(index),
        })
    }

    #[must_use]
    #[inline]
    pub const fn constant(self) -> Option<usize> {
        if self.0 & Self::CONSTANT != 0 {
            Some((self.0 & !Self::CONSTANT) as usize)
        } else {
            None
        }
    }

    /// The local that is meant, where it is one.
    #[must_use]
    pub fn only_local(self) -> Option<u16> {
        (self.0 < Self::CONSTANT).then_some(self.0)
    }

    /// Index of the local that is meant: neither a constant nor the stack.
    #[must_use]
    #[inline]
    pub const fn local(self) -> usize {
        self.0 as usize
    }
}

impl Op {
    /// How many values more are on the stack afterwards; `jump` asks for the way by the jump.
    /// The effect of an instruction that ends the frame is that of its pops.
    #[must_use]
    pub fn stack_effect(self, jump: bool) -> i32 {
        let n = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
        match self {
            Self::Nop | Self::Resume | Self::Swap(_) | Self::Jump(_) | Self::SetupAnnotation(_) => {
                0
            }
            Self::DeleteFast(_) | Self::ClearFast(_) | Self::MakeCell(_) => 0,
            Self::DeleteDeref(_) | Self::DeleteGlobal(_) | Self::DeleteName(_) => 0,
            Self::LoadAttr(_) | Self::UnaryOp(_) | Self::ListToTuple | Self::ConvertValue(_) => 0,
            Self::FormatSimple | Self::GetIter | Self::GetAIter | Self::YieldValue => 0,
            Self::GetAwaitable(_) | Self::GetYieldFromIter | Self::CheckExcMatch => 0,
            Self::CheckEgMatch | Self::BuildTypeAlias(_) => 0,
            Self::PopTop | Self::StoreFast(_) | Self::StoreDeref(_) | Self::StoreGlobal(_) => -1,
            Self::StoreName(_) | Self::DeleteAttr(_) | Self::BinarySubscr | Self::BinaryOp(_) => -1,
            Self::InplaceOp(_) | Self::CompareOp(_) | Self::ContainsOp(_) | Self::IsOp(_) => -1,
            Self::ListAppend(_) | Self::SetAdd(_) | Self::ListExtend(_) | Self::SetUpdate(_) => -1,
            Self::DictUpdate(_) | Self::DictMerge | Self::FormatWithSpec | Self::YieldFrom => -1,
            Self::PopJumpIfFalse(_) | Self::PopJumpIfTrue(_) => -1,
            Self::PopJumpIfNone(_) | Self::PopJumpIfNotNone(_) => -1,
            Self::ReturnValue | Self::Reraise | Self::PopExcept | Self::PrepReraiseStar => -1,
            Self::ImportStar | Self::MatchClass { .. } | Self::MatchRest => -1,
            Self::StoreAttr(_) | Self::DeleteSubscr | Self::MapAdd(_) | Self::EndAsyncFor => -2,
            Self::StoreSubscr | Self::BuildClass(_) => -3,
            Self::Copy(_) | Self::PushNull | Self::LoadConst(_) | Self::LoadFast(_) => 1,
            Self::LoadClosure(_) | Self::LoadDeref(_) | Self::LoadClassDeref(_) => 1,
            Self::LoadGlobal(_) | Self::LoadName(_) | Self::LoadTypeParam { .. } => 1,
            Self::LoadMethod(_) | Self::GetANext | Self::LoadAssertionError => 1,
            Self::PushExcInfo | Self::BeforeWith | Self::BeforeAsyncWith => 1,
            Self::ImportName { .. } | Self::ImportFrom(_) | Self::MatchMapping => 1,
            Self::MatchSequence | Self::GetLen | Self::MatchKeys => 1,
            Self::RunClassBody(_) => 2,
            Self::WithExceptStart => 4,
            Self::JumpIfFalseOrPop(_) | Self::JumpIfTrueOrPop(_) => -i32::from(!jump),
            Self::ForIter(_) => {
                if jump {
                    -1
                } else {
                    1
                }
            }
            Self::BuildSlice(count) => 1 - n(count),
            Self::BuildList(count) | Self::BuildTuple(count) | Self::BuildSet(count) => {
                1 - n(count)
            }
            Self::BuildMap(count) => 1 - 2 * n(count),
            Self::BuildString(count) => 1 - n(count),
            Self::UnpackSequence(count) => n(count) - 1,
            Self::UnpackEx { before, after } => i32::from(before) + i32::from(after),
            Self::Call(count) => -n(count),
            Self::CallKw { total, .. } => -i32::from(total),
            Self::CallMethod(count) => -n(count) - 1,
            Self::CallMethodKw { total, .. } => -i32::from(total) - 1,
            Self::CallEx(keywords) => -1 - i32::from(keywords),
            Self::MakeFunction { flags, .. } => {
                1 - i32::try_from(flags.count_ones()).unwrap_or(i32::MAX)
            }
            Self::Raise(count) => -n(count),
            Self::Arithmetic { .. }
            | Self::Test { .. }
            | Self::AddSmall { .. }
            | Self::TestSmall { .. }
            | Self::ForStore { .. }
            | Self::JumpForStore { .. }
            | Self::UnpackPair { .. }
            | Self::LoadFastAttr { .. }
            | Self::LoadFastMethod { .. } => {
                unreachable!("the compiler writes single operations")
            }
        }
    }

    /// Where the instruction may jump to.
    #[must_use]
    pub const fn target(self) -> Option<u32> {
        match self {
            Self::Jump(target)
            | Self::PopJumpIfFalse(target)
            | Self::PopJumpIfTrue(target)
            | Self::PopJumpIfNone(target)
            | Self::PopJumpIfNotNone(target)
            | Self::JumpIfFalseOrPop(target)
            | Self::JumpIfTrueOrPop(target)
            | Self::ForIter(target) => Some(target),
            _ => None,
        }
    }

    /// The same instruction with another jump target; unchanged where it has none.
    #[must_use]
    pub const fn with_target(self, target: u32) -> Self {
        match self {
            Self::Jump(_) => Self::Jump(target),
            Self::PopJumpIfFalse(_) => Self::PopJumpIfFalse(target),
            Self::PopJumpIfTrue(_) => Self::PopJumpIfTrue(target),
            Self::PopJumpIfNone(_) => Self::PopJumpIfNone(target),
            Self::PopJumpIfNotNone(_) => Self::PopJumpIfNotNone(target),
            Self::JumpIfFalseOrPop(_) => Self::JumpIfFalseOrPop(target),
            Self::JumpIfTrueOrPop(_) => Self::JumpIfTrueOrPop(target),
            Self::ForIter(_) => Self::ForIter(target),
            other => other,
        }
    }

    /// Control never goes on to the next instruction.
    #[must_use]
    pub const fn ends_block(self) -> bool {
        matches!(
            self,
            Self::Jump(_) | Self::ReturnValue | Self::Raise(_) | Self::Reraise
        )
    }
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

#[cfg(test)]
mod tests {
    use super::Op;

    #[test]
    fn an_instruction_is_eight_bytes() {
        assert_eq!(size_of::<Op>(), 8);
    }
}
