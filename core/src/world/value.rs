//! The values of a running program.
//!
//! Small scalars are inline; every other object is behind an `Rc`, so that an object dies at the
//! moment at which CPython's reference count would let it die: warnings about lost coroutines and
//! the closing of abandoned generators are part of the schedule. A [`Value`] is 16 bytes.

pub use super::class::{Class, Hooks, Layout, Lookups};
use super::dict::{Dict, Set};
use super::frame::{Generator, Linked};
use super::future::Future;
use super::iter::Iter;
use super::{World, drops};
use crate::source::Span;
use num_bigint::BigInt;
use std::any::Any;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

/// Which number literal a number came from, through variables and arguments; arithmetic drops it.
///
/// For a time it is the reading of the clock that it came from, which decides between equal
/// deadlines; sums and differences with other numbers keep that ([`Origin::sum`]).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Origin(u32);

impl Origin {
    /// No literal of the program's own text.
    pub const NONE: Self = Self(0);

    /// The literal that begins at this byte of the program.
    #[must_use]
    pub const fn literal(start: u32) -> Self {
        Self(start + 1)
    }

    /// Byte offset at which the literal begins.
    #[must_use]
    pub const fn start(self) -> Option<u32> {
        if self.0 & Self::TICK == 0 {
            self.0.checked_sub(1)
        } else {
            None
        }
    }

    const TICK: u32 = 1 << 31;

    /// The reading of the clock with this number, counted from 1.
    #[must_use]
    pub const fn tick(number: u32) -> Self {
        if number == 0 {
            Self::NONE
        } else {
            Self(number | Self::TICK)
        }
    }

    /// The number of the reading of the clock that a time came from.
    #[must_use]
    pub const fn as_tick(self) -> Option<u32> {
        if self.0 & Self::TICK == 0 {
            None
        } else {
            Some(self.0 & !Self::TICK)
        }
    }

    /// Origin of `self + other`: a time and a length give a time.
    #[must_use]
    pub const fn sum(self, other: Self) -> Self {
        if self.as_tick().is_some() {
            self
        } else if other.as_tick().is_some() {
            other
        } else {
            Self::NONE
        }
    }

    /// Origin of `self - other`: two times give a length.
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        if self.as_tick().is_some() && other.as_tick().is_none() {
            self
        } else {
            Self::NONE
        }
    }
}

/// Any Python object.
///
/// The tag fills four bytes, and the smaller fields come first, so that a value is moved in three
/// pieces rather than five: the page is 1 % smaller for it.
#[derive(Clone, Default)]
#[repr(u32)]
pub enum Value {
    /// An empty slot: an unassigned local, a missing argument. Programs never see it.
    #[default]
    Unbound,
    None,
    Ellipsis,
    NotImplemented,
    Bool(bool),
    /// An `int` that fits; larger ones are [`Value::Big`], never both for one number.
    Int(Origin, i64),
    Float(Origin, f64),
    Big(Rc<BigInt>),
    Str(Rc<Str>),
    Bytes(Rc<Vec<u8>>),
    Tuple(Rc<Tuple>),
    List(Rc<List>),
    Dict(Rc<Dict>),
    /// `set` and `frozenset`.
    Set(Rc<Set>),
    Range(Rc<Range>),
    Slice(Rc<Slice>),
    Function(Rc<Function>),
    /// A function of ours, in Rust.
    Native(&'static Native),
    /// A function with its first argument.
    Method(Rc<Method>),
    Class(Rc<Class>),
    /// An object of a class that the program (or the prelude) made.
    Instance(Rc<Instance>),
    Exception(Rc<Exception>),
    /// A generator, a coroutine or an async generator.
    Generator(Rc<Generator>),
    Iter(Rc<Iter>),
    Future(Rc<Future>),
    Module(Rc<Module>),
    Cell(Rc<VarCell>),
    Code(Rc<Linked>),
    /// Everything that is not on a hot path: property, partial, deque, handle, context …
    Object(Rc<Object>),
}

const _: () = assert!(size_of::<Value>() == 16);

/// An exception on its way up, or the end of the whole run (the reason is in `World::halted`).
pub enum Raise {
    Exception(Rc<Exception>),
    /// A limit, a deadlock, an unsupported act: no handler of the program may see it.
    Halt,
}

/// What a function of ours gives back.
pub type Outcome<T = Value> = Result<T, Raise>;

/// Positional and keyword arguments of a call.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    pub pos: &'a [Value],
    pub kw: &'a [(Rc<Str>, Value)],
}

impl<'a> Args<'a> {
    #[must_use]
    pub const fn new(pos: &'a [Value]) -> Self {
        Self { pos, kw: &[] }
    }

    /// Those of a method, without its object.
    #[must_use]
    pub fn rest(self) -> Self {
        Self {
            pos: self.pos.get(1..).unwrap_or_default(),
            kw: self.kw,
        }
    }
}

pub type NativeCall = fn(&mut World, Args<'_>) -> Outcome;

/// How a native behaves when it is found in a class.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binding {
    /// A plain function in a module, or a method that takes its object as first argument.
    Function,
    /// Bound to the class: `dict.fromkeys`.
    Class,
    /// Not bound: `str.maketrans`.
    Static,
    /// Called at attribute access: `exception.args`.
    Getter,
    /// A function that looks at its caller's frame (`locals`, `super`): the frame is on top of
    /// `World::frames` during the call.
    Frame,
    /// Runs the event loop: the machine asks the executor what to do until it is finished.
    Loop,
}

/// A function in Rust, by its Python name.
pub struct Native {
    pub name: &'static str,
    pub call: NativeCall,
    pub binding: Binding,
}

impl Native {
    #[must_use]
    pub const fn function(name: &'static str, call: NativeCall) -> Self {
        Self {
            name,
            call,
            binding: Binding::Function,
        }
    }

    /// A function that looks at the frame of its caller.
    #[must_use]
    pub const fn of_frame(name: &'static str, call: NativeCall) -> Self {
        Self {
            name,
            call,
            binding: Binding::Frame,
        }
    }

    #[must_use]
    pub const fn getter(name: &'static str, call: NativeCall) -> Self {
        Self {
            name,
            call,
            binding: Binding::Getter,
        }
    }

    #[must_use]
    pub const fn class(name: &'static str, call: NativeCall) -> Self {
        Self {
            name,
            call,
            binding: Binding::Class,
        }
    }

    #[must_use]
    pub const fn fixed(name: &'static str, call: NativeCall) -> Self {
        Self {
            name,
            call,
            binding: Binding::Static,
        }
    }
}

/// A `str`: UTF-8 with its hash, and its length in characters.
pub struct Str {
    text: Box<str>,
    hash: u64,
    chars: u32,
}

impl Str {
    #[must_use]
    pub fn new(text: impl Into<Box<str>>) -> Rc<Self> {
        let text = text.into();
        let hash = hash_text(&text);
        let chars = if text.is_ascii() {
            text.len()
        } else {
            text.chars().count()
        };
        Rc::new(Self {
            text,
            hash,
            chars: u32::try_from(chars).unwrap_or(u32::MAX),
        })
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Length in characters, as `len()` counts.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.chars as usize
    }

    /// There is one object for all equal ones: the empty text, and every character of Latin-1.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.chars < 2 && self.text.chars().all(|character| character < '\u{100}')
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.chars == 0
    }

    /// Every character is one byte: indices are byte offsets.
    #[must_use]
    pub const fn is_ascii(&self) -> bool {
        self.chars as usize == self.text.len()
    }

    #[must_use]
    pub const fn hash(&self) -> u64 {
        self.hash
    }
}

impl std::ops::Deref for Str {
    type Target = str;
    fn deref(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Str {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || (self.hash == other.hash && self.text == other.text)
    }
}

impl Eq for Str {}

/// Hash of a text; the same in every run.
#[must_use]
pub fn hash_text(text: &str) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut chunks = text.as_bytes().chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    for byte in chunks.remainder() {
        hash = (hash.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    hash ^ (hash >> 29)
}

pub struct Tuple(pub Box<[Value]>);

impl std::ops::Deref for Tuple {
    type Target = [Value];
    fn deref(&self) -> &[Value] {
        &self.0
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        drops::release(&mut self.0);
    }
}

#[derive(Default)]
pub struct List(pub RefCell<Vec<Value>>);

impl Drop for List {
    fn drop(&mut self) {
        drops::release(self.0.get_mut());
    }
}

/// `range`; the three numbers always fit (larger ones raise OverflowError).
pub struct Range {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
}

impl Range {
    #[must_use]
    pub const fn len(&self) -> usize {
        let (low, high, step) = if self.step > 0 {
            (self.start, self.stop, self.step as i128)
        } else {
            (self.stop, self.start, -(self.step as i128))
        };
        if low >= high {
            0
        } else {
            ((high as i128 - low as i128 - 1) / step + 1) as usize
        }
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

pub struct Slice {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

/// A variable that inner functions share.
#[derive(Default)]
pub struct VarCell(pub RefCell<Value>);

/// A function of the program.
pub struct Function {
    pub code: Rc<Linked>,
    pub globals: Rc<Dict>,
    /// Defaults of the last positional parameters.
    pub defaults: RefCell<Vec<Value>>,
    /// Defaults of keyword-only parameters, by name.
    pub kwdefaults: RefCell<Vec<(Rc<Str>, Value)>>,
    pub closure: Vec<Rc<VarCell>>,
    pub name: RefCell<Rc<Str>>,
    pub qualname: RefCell<Rc<Str>>,
    /// Attributes set on the function, `__wrapped__` among them.
    pub dict: RefCell<Option<Rc<Dict>>>,
    /// Its `__doc__`, `__module__` and `__annotations__`, where they were set or worked out.
    pub about: RefCell<Option<Rc<Dict>>>,
}

impl Function {
    /// What was set or worked out of `__doc__`, `__module__` and `__annotations__`.
    #[must_use]
    pub fn about(&self, name: &str) -> Option<Value> {
        self.about.borrow().as_ref()?.get_text(name)
    }

    /// Sets one of what [`Function::about`] tells.
    pub fn set_about(&self, name: &str, value: Value) {
        let mut about = self.about.borrow_mut();
        about.get_or_insert_with(Dict::new).set_text(name, value);
    }
}

pub struct Method {
    pub function: Value,
    pub receiver: Value,
}

impl Drop for Method {
    fn drop(&mut self) {
        if let Value::Method(_) = self.receiver {
            drops::release(std::slice::from_mut(&mut self.receiver));
        }
    }
}

pub struct Instance {
    pub class: RefCell<Rc<Class>>,
    /// Its attributes, unless it shares those of others.
    pub own: Rc<Dict>,
    /// A dict that others have too (`self.__dict__ = Settings.shared`).
    pub shared: OnceCell<Rc<Dict>>,
    /// The native part of a subclass of a builtin; `Unbound` for plain classes.
    pub base: RefCell<Value>,
    /// Where the last reference reports an object whose class has `__del__`.
    pub finalisers: Option<Rc<drops::Finalisers>>,
}

impl Drop for Instance {
    fn drop(&mut self) {
        if let Some(finalisers) = self.finalisers.take() {
            finalisers.push(drops::Finaliser::Del(
                self.class.get_mut().clone(),
                self.dict().clone(),
                self.base.get_mut().clone(),
            ));
            return;
        }
        let base = self.base.get_mut();
        if drops::may_nest(base) {
            drops::release(std::slice::from_mut(base));
        }
    }
}

/// One line of a traceback: a frame that the exception passed through.
#[derive(Clone)]
pub struct TracebackEntry {
    pub code: Rc<Linked>,
    pub span: Span,
}

/// An exception object of any class.
pub struct Exception {
    pub class: Rc<Class>,
    pub args: RefCell<Rc<Tuple>>,
    /// Attributes set by the program or by constructors with named fields (`value`, `name`, `code`,
    /// `exceptions`, `message`, `__notes__`).
    pub dict: Rc<Dict>,
    pub cause: RefCell<Option<Rc<Exception>>>,
    pub context: RefCell<Option<Rc<Exception>>>,
    pub suppress_context: Cell<bool>,
    /// Innermost frame first: frames append themselves as the exception passes.
    pub traceback: RefCell<Vec<TracebackEntry>>,
    /// Values of the frames that it left whose death is reported, when it dies.
    pub kept: RefCell<Vec<Value>>,
    /// Its number in the trace, once it was raised.
    pub id: Cell<Option<crate::trace::ExceptionId>>,
}

pub struct Module {
    pub name: Rc<Str>,
    pub dict: Rc<Dict>,
}

/// The inside of an [`Object`]: any Rust type, and what it refers to (for breaking cycles).
pub trait Payload: Any {
    /// Gives every value inside away, so that cycles through this object end.
    fn clear(&self) {}
}

/// A builtin object off the hot paths, with a class for its methods.
pub struct Object {
    pub class: Rc<Class>,
    pub payload: Box<dyn Payload>,
}

impl Object {
    /// The inside, when it is of this Rust type.
    #[must_use]
    pub fn get<T: Payload>(&self) -> Option<&T> {
        let payload: &dyn Any = &*self.payload;
        payload.downcast_ref()
    }
}

impl Value {
    #[must_use]
    pub const fn int(number: i64) -> Self {
        Self::Int(Origin::NONE, number)
    }

    #[must_use]
    pub fn size(number: usize) -> Self {
        Self::int(i64::try_from(number).unwrap_or(i64::MAX))
    }

    #[must_use]
    pub const fn float(number: f64) -> Self {
        Self::Float(Origin::NONE, number)
    }

    #[must_use]
    pub fn str(text: impl Into<Box<str>>) -> Self {
        Self::Str(Str::new(text))
    }

    #[must_use]
    pub fn tuple(items: impl Into<Box<[Self]>>) -> Self {
        Self::Tuple(Rc::new(Tuple(items.into())))
    }

    #[must_use]
    pub fn list(items: Vec<Self>) -> Self {
        Self::List(Rc::new(List(RefCell::new(items))))
    }

    #[must_use]
    pub fn object(class: &Rc<Class>, payload: impl Payload) -> Self {
        Self::Object(Rc::new(Object {
            class: class.clone(),
            payload: Box::new(payload),
        }))
    }

    /// The inside of a [`Value::Object`] of this Rust type.
    #[must_use]
    pub fn payload<T: Payload>(&self) -> Option<&T> {
        match self {
            Self::Object(object) => object.get(),
            _ => None,
        }
    }

    /// Where the number literal begins that this number came from.
    #[must_use]
    pub fn literal(&self) -> Option<u32> {
        match self {
            Self::Int(origin, _) | Self::Float(origin, _) => origin.start(),
            _ => None,
        }
    }

    /// Python's `is`.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        macro_rules! same {
            ($($variant:ident),*) => {
                match (self, other) {
                    (Self::Unbound, Self::Unbound) | (Self::None, Self::None)
                    | (Self::Ellipsis, Self::Ellipsis)
                    | (Self::NotImplemented, Self::NotImplemented) => true,
                    (Self::Bool(a), Self::Bool(b)) => a == b,
                    (Self::Int(_, a), Self::Int(_, b)) => a == b,
                    (Self::Float(_, a), Self::Float(_, b)) => a.to_bits() == b.to_bits(),
                    (Self::Str(a), Self::Str(b)) => {
                        Rc::ptr_eq(a, b) || a.is_shared() && a == b
                    }
                    (Self::Native(a), Self::Native(b)) => std::ptr::eq(*a, *b),
                    (Self::Tuple(a), Self::Tuple(b)) => {
                        Rc::ptr_eq(a, b) || (a.is_empty() && b.is_empty())
                    }
                    $((Self::$variant(a), Self::$variant(b)) => Rc::ptr_eq(a, b),)*
                    _ => false,
                }
            };
        }
        same!(
            Big, Bytes, List, Dict, Set, Range, Slice, Function, Method, Class, Instance,
            Exception, Generator, Iter, Future, Module, Cell, Code, Object
        )
    }

    #[must_use]
    pub const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    #[must_use]
    pub const fn is_unbound(&self) -> bool {
        matches!(self, Self::Unbound)
    }

    /// The text of a `str` (or of an instance of a subclass of it).
    #[must_use]
    pub fn as_str(&self) -> Option<Rc<Str>> {
        match self {
            Self::Str(text) => Some(text.clone()),
            Self::Instance(instance) => match &*instance.base.borrow() {
                Self::Str(text) => Some(text.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// The native part of an instance of a subclass of a builtin, the value itself otherwise.
    #[must_use]
    pub fn unwrapped(&self) -> Self {
        match self {
            Self::Instance(instance) => match &*instance.base.borrow() {
                Self::Unbound => self.clone(),
                base => base.clone(),
            },
            _ => self.clone(),
        }
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::str(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::str(text)
    }
}
