//! The builtin classes, and which class a value has.

use super::World;
use super::dict::Dict;
use super::frame::GeneratorKind;
use super::iter::IterState;
use super::value::{Class, Hooks, Layout, Lookups, Str, Value};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

macro_rules! types {
    ($($field:ident = $name:literal $layout:ident),* $(,)?) => {
        /// One field for each builtin class that is no exception.
        pub struct Types {
            pub object: Rc<Class>,
            pub type_: Rc<Class>,
            pub bool: Rc<Class>,
            $(pub $field: Rc<Class>,)*
            exceptions: HashMap<&'static str, Rc<Class>>,
            /// Classes of the less common iterators, made when first asked for.
            iterators: RefCell<HashMap<&'static str, Rc<Class>>>,
        }

        impl Types {
            fn plain(object: Rc<Class>, type_: Rc<Class>) -> Self {
                Self {
                    bool: object.clone(),
                    $($field: builtin($name, "builtins", std::slice::from_ref(&object), Layout::$layout),)*
                    object,
                    type_,
                    exceptions: HashMap::new(),
                    iterators: RefCell::default(),
                }
            }

            /// Every class that has a field here.
            pub fn all(&self) -> Vec<Rc<Class>> {
                vec![self.object.clone(), self.type_.clone(), self.bool.clone(), $(self.$field.clone(),)*]
            }
        }
    };
}

types! {
    none = "NoneType" Final, ellipsis = "ellipsis" Final,
    not_implemented = "NotImplementedType" Final,
    int = "int" Native, float = "float" Native, str = "str" Native, bytes = "bytes" Native,
    tuple = "tuple" Native, list = "list" Native, dict = "dict" Native, set = "set" Native,
    frozenset = "frozenset" Native,
    dict_keys = "dict_keys" Final, dict_values = "dict_values" Final, dict_items = "dict_items" Final,
    range = "range" Final, slice = "slice" Final, function = "function" Final,
    builtin_function = "builtin_function_or_method" Final, method = "method" Final,
    method_descriptor = "method_descriptor" Final,
    module = "module" Plain, generator = "generator" Final, coroutine = "coroutine" Final,
    async_generator = "async_generator" Final, iterator = "iterator" Final, cell = "cell" Final,
    code = "code" Final, property = "property" Plain, classmethod = "classmethod" Plain,
    staticmethod = "staticmethod" Plain, super_ = "super" Final, traceback = "traceback" Final,
    frame = "frame" Final, generic_alias = "GenericAlias" Final, type_var = "TypeVar" Final,
    union = "Union" Final, mapping_proxy = "mappingproxy" Final,
    coroutine_wrapper = "coroutine_wrapper" Final, member = "member_descriptor" Final,
    future = "Future" Future, task = "Task" Future,
}

/// Exception classes with their bases, in an order in which bases come first, and which
/// `__subclasses__()` shows.
const EXCEPTIONS: &[(&str, &[&str])] = &[
    ("BaseException", &[]),
    ("BaseExceptionGroup", &["BaseException"]),
    ("Exception", &["BaseException"]),
    ("GeneratorExit", &["BaseException"]),
    ("KeyboardInterrupt", &["BaseException"]),
    ("SystemExit", &["BaseException"]),
    ("CancelledError", &["BaseException"]),
    ("ArithmeticError", &["Exception"]),
    ("FloatingPointError", &["ArithmeticError"]),
    ("OverflowError", &["ArithmeticError"]),
    ("ZeroDivisionError", &["ArithmeticError"]),
    ("AssertionError", &["Exception"]),
    ("AttributeError", &["Exception"]),
    ("BufferError", &["Exception"]),
    ("EOFError", &["Exception"]),
    ("ImportError", &["Exception"]),
    ("ModuleNotFoundError", &["ImportError"]),
    ("LookupError", &["Exception"]),
    ("IndexError", &["LookupError"]),
    ("KeyError", &["LookupError"]),
    ("MemoryError", &["Exception"]),
    ("NameError", &["Exception"]),
    ("UnboundLocalError", &["NameError"]),
    ("OSError", &["Exception"]),
    ("BlockingIOError", &["OSError"]),
    ("ChildProcessError", &["OSError"]),
    ("ConnectionError", &["OSError"]),
    ("BrokenPipeError", &["ConnectionError"]),
    ("ConnectionAbortedError", &["ConnectionError"]),
    ("ConnectionRefusedError", &["ConnectionError"]),
    ("ConnectionResetError", &["ConnectionError"]),
    ("FileExistsError", &["OSError"]),
    ("FileNotFoundError", &["OSError"]),
    ("InterruptedError", &["OSError"]),
    ("IsADirectoryError", &["OSError"]),
    ("NotADirectoryError", &["OSError"]),
    ("PermissionError", &["OSError"]),
    ("ProcessLookupError", &["OSError"]),
    ("TimeoutError", &["OSError"]),
    ("ReferenceError", &["Exception"]),
    ("RuntimeError", &["Exception"]),
    ("NotImplementedError", &["RuntimeError"]),
    ("RecursionError", &["RuntimeError"]),
    ("StopAsyncIteration", &["Exception"]),
    ("StopIteration", &["Exception"]),
    ("SyntaxError", &["Exception"]),
    ("IndentationError", &["SyntaxError"]),
    ("TabError", &["IndentationError"]),
    ("SystemError", &["Exception"]),
    ("TypeError", &["Exception"]),
    ("ValueError", &["Exception"]),
    ("UnicodeError", &["ValueError"]),
    ("UnicodeDecodeError", &["UnicodeError"]),
    ("UnicodeEncodeError", &["UnicodeError"]),
    ("Warning", &["Exception"]),
    ("BytesWarning", &["Warning"]),
    ("DeprecationWarning", &["Warning"]),
    ("EncodingWarning", &["Warning"]),
    ("FutureWarning", &["Warning"]),
    ("ImportWarning", &["Warning"]),
    ("PendingDeprecationWarning", &["Warning"]),
    ("ResourceWarning", &["Warning"]),
    ("RuntimeWarning", &["Warning"]),
    ("SyntaxWarning", &["Warning"]),
    ("UnicodeWarning", &["Warning"]),
    ("UserWarning", &["Warning"]),
    ("ExceptionGroup", &["BaseExceptionGroup", "Exception"]),
    ("InvalidStateError", &["Exception"]),
];

/// Exception classes that live in a module other than `builtins`.
const OF_ASYNCIO: &[&str] = &["CancelledError", "InvalidStateError"];

pub fn builtin(name: &str, module: &str, bases: &[Rc<Class>], layout: Layout) -> Rc<Class> {
    let mut mro: Vec<Rc<Class>> = Vec::new();
    for base in bases {
        for class in base.lineage() {
            mro.retain(|known| !Rc::ptr_eq(known, class));
            mro.push(class.clone());
        }
    }
    let name = Str::new(name);
    let class = Rc::new(Class {
        qualname: RefCell::new(name.clone()),
        name: RefCell::new(name),
        module: RefCell::new(Str::new(module)),
        bases: bases.to_vec(),
        mro,
        dict: Dict::new(),
        layout,
        native_base: None,
        metaclass: None,
        hooks: Cell::new(Hooks::default()),
        construct: Cell::new(None),
        lookups: Lookups::default(),
        initialiser: Cell::default(),
        subclasses: RefCell::default(),
    });
    class.tell_bases();
    class
}

impl Types {
    #[must_use]
    pub fn new() -> Self {
        let object = builtin("object", "builtins", &[], Layout::Plain);
        object.hooks.set(Hooks {
            slots_only: true,
            ..Hooks::default()
        });
        let type_ = builtin(
            "type",
            "builtins",
            std::slice::from_ref(&object),
            Layout::Plain,
        );
        let mut types = Self::plain(object.clone(), type_);
        types.bool = builtin("bool", "builtins", &[types.int.clone()], Layout::Final);
        types.task = builtin("Task", "_asyncio", &[types.future.clone()], Layout::Future);
        for (name, bases) in EXCEPTIONS {
            let bases: Vec<_> = if bases.is_empty() {
                vec![object.clone()]
            } else {
                bases.iter().map(|base| types.exception(base)).collect()
            };
            let module = if OF_ASYNCIO.contains(name) {
                "asyncio.exceptions"
            } else {
                "builtins"
            };
            let class = builtin(name, module, &bases, Layout::Exception);
            types.exceptions.insert(name, class);
        }
        for (class, module) in [(&types.future, "_asyncio"), (&types.task, "_asyncio")] {
            *class.module.borrow_mut() = Str::new(module);
        }
        types
    }

    /// A builtin exception class.
    #[must_use]
    pub fn exception(&self, name: &str) -> Rc<Class> {
        match self.exceptions.get(name) {
            Some(class) => class.clone(),
            None => unreachable!("{name} is not in the table of exceptions"),
        }
    }

    /// All builtin exception classes, with their names.
    pub fn exceptions(&self) -> impl Iterator<Item = (&'static str, &Rc<Class>)> {
        self.exceptions.iter().map(|(name, class)| (*name, class))
    }

    /// The class of an iterator, by its type's name.
    #[must_use]
    pub fn iterator(&self, name: &'static str) -> Rc<Class> {
        let make = || {
            builtin(
                name,
                "builtins",
                std::slice::from_ref(&self.iterator),
                Layout::Final,
            )
        };
        self.iterators
            .borrow_mut()
            .entry(name)
            .or_insert_with(make)
            .clone()
    }
}

impl Default for Types {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// Python's `type(value)`.
    #[must_use]
    pub fn class_of(&self, value: &Value) -> Rc<Class> {
        let types = &self.types;
        match value {
            Value::None => &types.none,
            Value::Unbound => unreachable!("programs never see an unbound value"),
            Value::Ellipsis => &types.ellipsis,
            Value::NotImplemented => &types.not_implemented,
            Value::Bool(_) => &types.bool,
            Value::Int(..) | Value::Big(_) => &types.int,
            Value::Float(..) => &types.float,
            Value::Str(_) => &types.str,
            Value::Bytes(_) => &types.bytes,
            Value::Tuple(_) => &types.tuple,
            Value::List(_) => &types.list,
            Value::Dict(_) => &types.dict,
            Value::Set(set) => set.class(&types.set, &types.frozenset),
            Value::Range(_) => &types.range,
            Value::Slice(_) => &types.slice,
            Value::Function(_) => &types.function,
            Value::Native(_) => &types.builtin_function,
            Value::Method(method) => match method.function {
                Value::Native(_) => &types.builtin_function,
                _ => &types.method,
            },
            Value::Class(class) => class.metaclass.as_ref().unwrap_or(&types.type_),
            Value::Instance(instance) => return instance.class.borrow().clone(),
            Value::Exception(exception) => &exception.class,
            Value::Generator(generator) => match generator.kind {
                GeneratorKind::Generator => &types.generator,
                GeneratorKind::Coroutine => &types.coroutine,
                GeneratorKind::AsyncGenerator => &types.async_generator,
            },
            Value::Iter(iter) => {
                let name = match iter.state.try_borrow() {
                    Ok(state) => state.type_name(),
                    Err(_) => "iterator",
                };
                return types.iterator(name);
            }
            Value::Future(future) => &future.class,
            Value::Module(_) => &types.module,
            Value::Cell(_) => &types.cell,
            Value::Code(_) => &types.code,
            Value::Object(object) => &object.class,
        }
        .clone()
    }

    /// The name of a value's class, for messages.
    #[must_use]
    pub fn type_name(&self, value: &Value) -> Rc<Str> {
        self.class_of(value).told_name()
    }

    /// `type(value).__name__`.
    #[must_use]
    pub fn class_name(&self, value: &Value) -> Rc<Str> {
        self.class_of(value).name.borrow().clone()
    }
}

impl IterState {
    /// What `type(iterator).__name__` shows.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Done | Self::Busy | Self::Index { .. } => "iterator",
            Self::List { .. } => "list_iterator",
            Self::ListReversed { .. } => "list_reverseiterator",
            Self::Tuple { .. } => "tuple_iterator",
            Self::Range { .. } => "range_iterator",
            Self::Str { text, .. } if text.as_str().is_ascii() => "str_ascii_iterator",
            Self::Str { .. } => "str_iterator",
            Self::Bytes { .. } => "bytes_iterator",
            Self::Dict { part, .. } => match part {
                super::iter::DictPart::Keys => "dict_keyiterator",
                super::iter::DictPart::Values => "dict_valueiterator",
                super::iter::DictPart::Items => "dict_itemiterator",
            },
            Self::DictReversed { .. } => "dict_reversekeyiterator",
            Self::Set { .. } => "set_iterator",
            Self::Call { .. } => "callable_iterator",
            Self::Enumerate { .. } => "enumerate",
            Self::Lazy(lazy) => lazy.type_name(),
        }
    }
}
