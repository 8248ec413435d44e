//! Frames as data: what runs, where it stands, and who gets its result.
//!
//! ```text
//!            call                 yield / await            resume
//!   Code ───────────▶ on World::frames ───────▶ in Generator ───────▶ on World::frames
//!                          │ return, raise                                 │
//!                          ▼                                               ▼
//!                     [Delivery] says what the value becomes          finished
//! ```

use super::World;
use super::dict::Dict;
use super::drops::{Finaliser, Finalisers};
use super::future::Future;
use super::value::{Class, Exception, Instance, Outcome, Str, Value, VarCell};
use crate::code::{Code, Op};
use crate::source::Span;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

/// Code with its names and constants as values of this run.
pub struct Linked {
    pub code: Rc<Code>,
    /// As many as the code has; some stand for those behind them too (see `vm::fuse`).
    pub ops: Vec<Op>,
    pub names: Vec<Rc<Str>>,
    /// Names of the parameters that take one argument each: positional, then keyword-only.
    pub parameters: Vec<Rc<Str>>,
    /// There are no others, and not many: see `vm::direct`.
    pub direct: bool,
    /// How many arguments a call has that fills all parameters of a function of the program which
    /// needs nothing beside its locals: no cells, no generator. None where it needs more.
    pub plain: Option<u32>,
    /// Values that a frame holds at most.
    pub room: usize,
    /// Where each name was found among the globals and builtins.
    pub places: Vec<Cell<Place>>,
    /// What each name was as an attribute.
    pub seen: Vec<Cell<Seen>>,
    pub consts: Vec<Value>,
    /// The code is ours (the prelude): hidden in tracebacks, and its literals have no origin.
    pub hidden: bool,
    /// What does the work of this code in Rust, where it can.
    pub shortcut: Cell<Option<Shortcut>>,
}

/// Does in Rust what a function of the prelude does with these arguments, without a frame.
pub type Shortcut = fn(&mut World, &mut [Value]) -> Outcome<Shortened>;

/// How a shortcut goes on after a wait: it gets its arguments and, as the last value, what was
/// waited for; and the exception that was thrown in, if one was.
pub type Resumption = fn(&mut World, &mut [Value], Option<Rc<Exception>>) -> Outcome<Shortened>;

/// How far a shortcut came.
pub enum Shortened {
    /// Nothing was done: the function itself must run.
    Declined,
    Done(Value),
    /// This goes out to the loop, and then the work goes on.
    Waits(Value, Resumption),
    /// This is to be awaited instead.
    Awaits(Value),
}

/// A shortcut that a frame waits in.
#[derive(Clone, Copy)]
pub struct InShortcut {
    pub resumption: Resumption,
    /// How many values on top of the frame's stack belong to it.
    pub operands: usize,
    /// The first of them is what was called, and no argument.
    pub is_called: bool,
}

/// Where a global was found; right while [`super::dict::changes`] gives the same number.
#[derive(Clone, Copy, Default)]
pub struct Place {
    pub changes: u32,
    /// Among the builtins.
    pub builtin: bool,
    pub slot: usize,
}

/// What was found under the name of an attribute the last time, at this place in the code.
#[derive(Clone, Copy, Default)]
pub struct Seen {
    /// Address of the class of the object. It is this class while the changes are the same: the end
    /// of a class is one of them.
    class: usize,
    changes: u32,
    slot: u32,
    /// An object with this layout has nothing of the name itself; 0 where that was never seen.
    pub lacking: u32,
    pub way: SeenWay,
}

/// How an attribute was found.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum SeenWay {
    #[default]
    Not,
    /// The class has none of the name: the object's own slot. `settable` says that nothing of the
    /// class has a say when it is set, either.
    Own { settable: bool },
    /// A slot of the class that is so deep in the class's order.
    Class { depth: u16 },
}

impl Seen {
    #[must_use]
    pub fn new(class: &Rc<Class>, slot: usize, way: SeenWay) -> Self {
        Self {
            class: Rc::as_ptr(class).addr(),
            changes: super::dict::changes(),
            slot: u32::try_from(slot).unwrap_or(u32::MAX),
            lacking: 0,
            way,
        }
    }

    /// It is right for objects of this class.
    #[inline]
    #[must_use]
    pub fn is_of(&self, class: &Rc<Class>) -> bool {
        self.class == Rc::as_ptr(class).addr() && self.changes == super::dict::changes()
    }

    /// As it was, and an object with this layout has nothing of the name itself.
    #[must_use]
    pub const fn lacked_by(mut self, layout: u32) -> Self {
        self.lacking = layout;
        self
    }

    #[must_use]
    pub const fn slot(&self) -> usize {
        self.slot as usize
    }
}

/// Who gets what a frame returns, yields or raises.
pub enum Delivery {
    /// The frame below: the value is pushed there.
    Caller,
    /// A setter: the value is dropped.
    Nobody,
    /// `__init__`: the frame below gets the instance; anything but None raises TypeError.
    Init(Value),
    /// A Rust function called in: `vm::call` stops at this frame and hands the value over.
    Native,
    /// The `Send` op of the frame below (await, yield from): yields pass through it.
    Send,
    /// As `Send`, for an exception that was thrown through the frame below: one that comes out
    /// follows on what that frame handles.
    Thrown,
    /// The `ForIter` op of the frame below.
    ForIter,
    /// A class body: its namespace and what it returns (the `__class__` cell) are pushed.
    ClassBody(Rc<Dict>),
    /// The loop resumed this task's coroutine; the outcome goes to the executor.
    TaskStep(Rc<Future>),
    /// The loop called a callback; the value is dropped, an exception goes to the loop's handler.
    Callback,
}

/// One activation of a code object.
pub struct Frame {
    pub code: Rc<Linked>,
    /// The next operation.
    pub pc: usize,
    /// Locals first (`code.locals.len()` of them), then the operand stack.
    pub values: Vec<Value>,
    /// Cell variables, then free variables.
    pub cells: Vec<Rc<VarCell>>,
    pub globals: Rc<Dict>,
    /// The namespace of a module or class body.
    pub names: Option<Rc<Dict>>,
    pub delivery: Delivery,
    /// The generator whose frame this is, while it runs.
    pub generator: Option<Rc<Generator>>,
    /// It waits at `YieldFrom` on a future that it has already handed out.
    pub handed_out: bool,
    /// Exceptions that have come to its handlers, the last ones.
    pub caught: Vec<Weak<Exception>>,
    /// It waits at `YieldFrom` in a shortcut.
    pub shortcut: Option<InShortcut>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GeneratorKind {
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// Where a generator, coroutine or async generator stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GeneratorState {
    /// Nothing has run yet.
    Created,
    Suspended,
    Running,
    /// Returned, raised or closed.
    Closed,
}

/// A generator, coroutine or async generator object.
pub struct Generator {
    pub kind: GeneratorKind,
    pub name: RefCell<Rc<Str>>,
    pub qualname: RefCell<Rc<Str>>,
    pub state: Cell<GeneratorState>,
    /// Its frame while it does not run.
    pub frame: RefCell<Option<Box<Frame>>>,
    /// The exception being handled inside while it is suspended.
    pub handled: RefCell<Option<Rc<Exception>>>,
    pub finalisers: Rc<Finalisers>,
    /// The call that made it.
    pub made: Span,
    /// `types.coroutine` marked its function: it can be awaited.
    pub awaitable: bool,
    /// Async generators: the hooks saw the first iteration.
    pub hooked: Cell<bool>,
    /// Async generators: an `asend`, `athrow` or `aclose` is under way.
    pub running_async: Cell<bool>,
    /// Async generators: an `aclose` has begun, so that no loop is asked to close it.
    pub closing: Cell<bool>,
}

impl Drop for Generator {
    fn drop(&mut self) {
        match self.state.get() {
            GeneratorState::Created if self.kind == GeneratorKind::Coroutine => {
                let name = self.qualname.get_mut().clone();
                self.finalisers
                    .push(Finaliser::NeverAwaited(name, self.made));
            }
            GeneratorState::Suspended => {
                if let Some(frame) = self.frame.get_mut().take() {
                    self.finalisers.push(
                        if self.kind == GeneratorKind::AsyncGenerator && !self.closing.get() {
                            Finaliser::CloseAsync(frame)
                        } else {
                            Finaliser::Close(frame)
                        },
                    );
                }
            }
            _ => {}
        }
    }
}

/// What a resumed generator did.
pub enum Resumed {
    Yielded(Value),
    Returned(Value),
}

/// What goes into a generator that is resumed.
pub enum Input {
    Send(Value),
    Throw(Rc<Exception>),
}

impl Instance {
    /// What holds its attributes.
    #[inline]
    #[must_use]
    pub fn dict(&self) -> &Rc<Dict> {
        self.shared.get().unwrap_or(&self.own)
    }

    /// The instance's own attribute.
    #[must_use]
    pub fn attribute(&self, name: &Str) -> Option<Value> {
        self.dict().get_name(name)
    }
}
