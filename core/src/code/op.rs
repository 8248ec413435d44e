//! The instructions of the machine, and what each does to its stack.

use super::{AwaitKind, BinaryKind, CompareKind, Conversion, TypeParamKind, UnaryKind};

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
    /// `pieces, value → string` FormatSimple of a text or a small number, the last of so many pieces,
    /// and BuildString.
    FormatLast(u32),
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
            | Self::LoadFastMethod { .. }
            | Self::FormatLast(_) => {
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

#[cfg(test)]
mod tests {
    use super::Op;

    #[test]
    fn an_instruction_is_eight_bytes() {
        assert_eq!(size_of::<Op>(), 8);
    }
}
