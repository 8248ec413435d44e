//! Everything that one run owns: values, frames, clock, trace, limits.
//!
//! In: what the machine (`vm`), the builtins and the executor do. Out: the trace, which only
//! [`World::emit`] writes. A world knows no opcode and no rule of the event loop.

pub mod class;
pub mod dict;
pub mod drops;
pub mod frame;
pub mod future;
pub mod iter;
pub mod limits;
pub mod table;
pub mod teardown;
pub mod types;
pub mod value;

use crate::diagnostic::{Code as DiagnosticCode, Diagnostic};
use crate::executor::Executor;
use crate::sentence::grouped;
use crate::source::{Source, Span};
use crate::trace::{Actor, Event, Nanos, Record, Stream, TextId, Trace};
use dict::Dict;
use drops::Finalisers;
use frame::Frame;
use limits::Limits;
use std::collections::HashMap;
use std::rc::{Rc, Weak};
use types::Types;
use value::{Exception, Module, Raise, Str, Value};

/// One run's whole state.
pub struct World {
    pub source: Rc<Source>,
    pub limits: Limits,
    pub types: Types,
    /// The namespace behind every module's globals.
    pub builtins: Rc<Dict>,
    /// Imported modules, by full name: `sys.modules`.
    pub modules: HashMap<Rc<str>, Rc<Module>>,
    /// The Python call stack, outermost first.
    pub frames: Vec<Box<Frame>>,
    /// The exception being handled, one entry for the base and one for every running generator.
    pub handled: Vec<Option<Rc<Exception>>>,
    pub finalisers: Rc<Finalisers>,
    pub trace: Trace,
    pub executor: Executor,
    /// Python's `random`, seeded with 0.
    pub random: crate::builtins::random::Twister,
    /// Who acts now, for the records.
    pub actor: Actor,
    /// Why the run was ended from outside of Python; [`Raise::Halt`] is on its way up.
    pub halted: Option<Diagnostic>,
    /// Finished frames, kept for the next call.
    pub spare_frames: Vec<Box<Frame>>,
    /// The place of what runs now, in the program's own text.
    pub place: Span,
    /// Operations left until the machine looks up; see `vm::fuel`.
    pub fuel: u64,
    pub meter: crate::vm::fuel::Meter,
    /// Rust calls of the machine inside each other (a native that called Python back).
    pub depth: u32,
    /// Code and arguments of the innermost such calls, where they nest nearly too deep.
    pub rounds: Vec<(Rc<frame::Linked>, Vec<Value>)>,
    /// Names used so often that they are made once.
    pub names: Names,
    /// `Reraise` is at work: the frame gets no second line in the traceback.
    pub reraised: bool,
    /// Exceptions that keep what leads back to them.
    pub rings: Vec<Weak<Exception>>,
    /// Exceptions that have a number in the trace.
    pub exceptions: u32,
    /// Next number for `id()` of values that have no address of their own here.
    pub serial: u64,
    /// Made-up addresses of objects, for `repr` and `id()`.
    pub identities: crate::vm::format::identity::Identities,
    /// What a `print` has gathered and not written yet.
    pub unwritten: String,
    output_bytes: usize,
    /// The machine pauses as soon as there are this many records.
    pause_at: usize,
    /// Records are just written until there are this many.
    quiet_until: usize,
}

macro_rules! names {
    ($($field:ident = $text:literal),* $(,)?) => {
        /// Attribute names that the machine looks up itself.
        pub struct Names { $(pub $field: Rc<Str>,)* }
        impl Default for Names {
            fn default() -> Self {
                Self { $($field: Str::new($text),)* }
            }
        }
    };
}

names! {
    init = "__init__", new = "__new__", call = "__call__", del = "__del__", name = "__name__",
    qualname = "__qualname__", module = "__module__", doc = "__doc__", dict = "__dict__",
    class = "__class__", repr = "__repr__", str = "__str__", format = "__format__",
    hash = "__hash__", eq = "__eq__", ne = "__ne__", lt = "__lt__", le = "__le__", gt = "__gt__",
    ge = "__ge__", bool = "__bool__", len = "__len__", iter = "__iter__", next = "__next__",
    aiter = "__aiter__", anext = "__anext__", await_ = "__await__", enter = "__enter__",
    exit = "__exit__", aenter = "__aenter__", aexit = "__aexit__", getitem = "__getitem__",
    setitem = "__setitem__", delitem = "__delitem__", contains = "__contains__", get = "__get__",
    set = "__set__", delete = "__delete__", getattr = "__getattr__",
    getattribute = "__getattribute__", setattr = "__setattr__", delattr = "__delattr__",
    set_name = "__set_name__", init_subclass = "__init_subclass__", slots = "__slots__",
    missing = "__missing__", index = "__index__", int = "__int__", float = "__float__",
    instancecheck = "__instancecheck__", class_getitem = "__class_getitem__",
    match_args = "__match_args__", annotations = "__annotations__", notes = "__notes__",
    value = "value", send = "send", throw = "throw", close = "close", args = "args",
    bases = "__bases__", mro = "__mro__", reversed = "__reversed__", wrapped = "__wrapped__",
    abstract_methods = "__abstractmethods__", isabstract = "__isabstractmethod__",
    queue_items = "_queue", queue_maxsize = "_maxsize", queue_qsize = "qsize",
}

impl World {
    #[must_use]
    pub fn new(source: Rc<Source>, limits: Limits) -> Self {
        let types = Types::new();
        let mut world = Self {
            source,
            limits,
            types,
            builtins: Dict::new(),
            modules: HashMap::new(),
            frames: Vec::new(),
            handled: vec![None],
            finalisers: Rc::default(),
            trace: Trace::default(),
            executor: Executor::default(),
            random: crate::builtins::random::Twister::seeded(0),
            actor: Actor::Loop,
            halted: None,
            spare_frames: Vec::new(),
            place: Span::default(),
            fuel: 0,
            meter: crate::vm::fuel::Meter::default(),
            depth: 0,
            rounds: Vec::new(),
            names: Names::default(),
            reraised: false,
            rings: Vec::new(),
            exceptions: 0,
            serial: 0,
            identities: crate::vm::format::identity::Identities::default(),
            unwritten: String::new(),
            output_bytes: 0,
            pause_at: usize::MAX,
            quiet_until: 0,
        };
        world.plan_look();
        crate::builtins::install(&mut world);
        world
    }

    /// The virtual time of whoever runs: the loop's thread, or a worker's job.
    #[must_use]
    pub fn now(&self) -> Nanos {
        self.executor.now()
    }

    /// Writes one record with the present time, place and actor.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn emit(&mut self, event: Event) {
        let span = self.here();
        self.emit_at(span, event);
    }

    /// Writes one record with a place of its own (empty for what the loop does by itself).
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn emit_at(&mut self, span: Span, event: Event) {
        match self.executor.clock.alone() {
            Some(at) if self.trace.len() < self.quiet_until => {
                self.trace.push_parts(Nanos(at), span, self.actor, &event);
            }
            _ => self.emit_carefully(span, event),
        }
    }

    #[cold]
    fn emit_carefully(&mut self, span: Span, event: Event) {
        let record = Record {
            at: self.now(),
            span,
            by: self.actor,
            event,
        };
        if self.executor.is_ahead() {
            self.executor.hold_back(record);
        } else {
            self.write(&record);
        }
    }

    /// Writes a record, or one that a worker's clock had held back until its moment came.
    pub fn write(&mut self, record: &Record) {
        if self.trace.len() >= self.quiet_until {
            return self.write_and_look(record);
        }
        self.trace.push(record);
    }

    /// The machine pauses as soon as there are this many records.
    pub fn pause_at(&mut self, records: usize) {
        self.pause_at = records;
        self.plan_look();
    }

    /// Says which record is the next one that has consequences.
    fn plan_look(&mut self) {
        let stops = [self.pause_at, self.limits.events].into_iter();
        let next = stops.filter(|stop| *stop > self.trace.len()).min();
        self.quiet_until = match self.halted {
            Some(_) => 0,
            None => next.unwrap_or(usize::MAX) - 1,
        };
    }

    #[cold]
    fn write_and_look(&mut self, record: &Record) {
        if self.halted.is_some() && !matches!(record.event, Event::RunEnded { .. }) {
            return;
        }
        self.trace.push(record);
        self.plan_look();
        if self.trace.len() == self.pause_at {
            self.begin_slice(0);
            self.look_up_soon();
        }
        if self.trace.len() == self.limits.events {
            let message = format!("The run made {} events", grouped(self.limits.events as u64));
            self.halt(Diagnostic::new(DiagnosticCode::Limit, self.caller(), message).with_help(
                "Does it go on for ever? Fewer tasks, or `for _ in range(10)` for `while True`, show \
                 the same; the trace up to here is kept.",
            ));
        }
    }

    pub fn text(&mut self, text: &str) -> TextId {
        self.trace.texts.intern(text)
    }

    /// The place of the operation that runs now: of the innermost frame of the program's own.
    #[must_use]
    pub const fn here(&self) -> Span {
        self.place
    }

    /// The place of the innermost frame of the program's own, which waits for the loop, say.
    pub fn caller(&self) -> Span {
        let frame = self.frames.iter().rev().find(|frame| !frame.code.hidden);
        frame.map_or(self.place, |frame| frame.span())
    }

    /// Ends the run from outside of Python; the first reason stays.
    pub fn halt(&mut self, diagnostic: Diagnostic) -> Raise {
        if self.halted.is_none() {
            self.halted = Some(diagnostic);
            self.fuel = 0;
            self.plan_look();
        }
        Raise::Halt
    }

    /// Something that could not be seen before the run is not supported.
    pub fn unsupported(&mut self, message: impl Into<String>, help: &str) -> Raise {
        let span = self.here();
        self.halt(
            Diagnostic::new(DiagnosticCode::Unsupported, span, message.into()).with_help(help),
        )
    }

    /// Must be asked before `items` elements (characters, bytes …) are made in one go.
    ///
    /// # Errors
    /// Halts the run when its memory limit would be passed.
    pub fn reserve(&mut self, items: usize) -> Result<(), Raise> {
        if items <= self.limits.items {
            return Ok(());
        }
        let span = self.here();
        let message = format!(
            "One object of {items} items is more than {}",
            self.limits.items
        );
        Err(self.halt(
            Diagnostic::new(DiagnosticCode::Limit, span, message)
                .with_help("Use a smaller size: the schedule is the same."),
        ))
    }

    /// What `print` and tracebacks write; split at line breaks into pieces.
    pub fn write_output(&mut self, text: &str, stream: Stream) {
        let before = std::mem::take(&mut self.unwritten);
        for (text, stream) in [(&*before, Stream::Stdout), (text, stream)] {
            self.write_lines(text, stream);
        }
    }

    fn write_lines(&mut self, text: &str, stream: Stream) {
        self.output_bytes += text.len();
        if self.output_bytes > self.limits.output_bytes {
            let span = self.here();
            let message = format!("The program printed {} bytes", self.limits.output_bytes);
            self.halt(
                Diagnostic::new(DiagnosticCode::Limit, span, message)
                    .with_help("Print less; what was printed up to here is kept."),
            );
            return;
        }
        for piece in text.split_inclusive('\n') {
            let line = piece.strip_suffix('\n');
            let text = self.text(line.unwrap_or(piece));
            self.emit(Event::Output {
                text,
                stream,
                ends_line: line.is_some(),
            });
        }
    }

    /// A number for `id()`, never given twice.
    pub fn next_serial(&mut self) -> u64 {
        self.serial += 1;
        self.serial
    }

    /// An exception of a builtin class, by the class's name.
    pub fn error(&mut self, class: &str, message: impl Into<String>) -> Raise {
        let class = self.types.exception(class);
        let message: String = message.into();
        self.raise_class(&class, vec![Value::str(message)])
    }

    pub fn type_error(&mut self, message: impl Into<String>) -> Raise {
        self.error("TypeError", message)
    }

    pub fn value_error(&mut self, message: impl Into<String>) -> Raise {
        self.error("ValueError", message)
    }

    pub fn runtime_error(&mut self, message: impl Into<String>) -> Raise {
        self.error("RuntimeError", message)
    }

    pub fn attribute_error(&mut self, message: impl Into<String>) -> Raise {
        self.error("AttributeError", message)
    }

    pub fn index_error(&mut self, message: impl Into<String>) -> Raise {
        self.error("IndexError", message)
    }

    /// `KeyError(key)`.
    pub fn key_error(&mut self, key: Value) -> Raise {
        let class = self.types.exception("KeyError");
        self.raise_class(&class, vec![key])
    }

    /// An exception object of an exception class, without calling code of the program.
    pub fn make_exception(&mut self, class: &Rc<value::Class>, args: Vec<Value>) -> Rc<Exception> {
        Rc::new(Exception {
            class: class.clone(),
            args: std::cell::RefCell::new(Rc::new(value::Tuple(args.into()))),
            dict: Dict::new(),
            cause: std::cell::RefCell::default(),
            context: std::cell::RefCell::default(),
            suppress_context: std::cell::Cell::new(false),
            traceback: std::cell::RefCell::default(),
            kept: std::cell::RefCell::default(),
            id: std::cell::Cell::new(None),
        })
    }

    /// As [`World::make_exception`], ready to be returned as an error.
    pub fn raise_class(&mut self, class: &Rc<value::Class>, args: Vec<Value>) -> Raise {
        Raise::Exception(self.make_exception(class, args))
    }
}

impl Frame {
    /// The place of the operation that runs now.
    #[must_use]
    pub fn span(&self) -> Span {
        let at = self
            .pc
            .saturating_sub(1)
            .min(self.code.code.spans.len().saturating_sub(1));
        self.code.code.spans.get(at).copied().unwrap_or_default()
    }
}
