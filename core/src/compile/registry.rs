//! The modules that there are, with the names of each. A name that is not listed is refused
//! before the run.

use super::supported::{Attributes, Modules};

/// The modules of the page.
#[derive(Clone, Copy, Debug, Default)]
pub struct StandardModules;

impl Modules for StandardModules {
    fn attributes(&self, module: &str) -> Option<Attributes<'_>> {
        let found = MODULES.iter().find(|(name, _)| *name == module);
        found.map(|(_, attributes)| *attributes)
    }
}

#[rustfmt::skip]
const MODULES: &[(&str, Attributes<'static>)] = &[
    ("__future__", Attributes::Any),
    ("abc", Attributes::Only(&[
        "ABC", "ABCMeta", "abstractmethod", "abstractproperty",
    ])),
    ("asyncio", Attributes::Only(&[
        "ALL_COMPLETED", "AbstractEventLoop", "Barrier", "BoundedSemaphore", "BrokenBarrierError",
        "CancelledError", "Condition", "Event", "FIRST_COMPLETED", "FIRST_EXCEPTION", "Future",
        "Handle", "InvalidStateError", "LifoQueue", "Lock", "PriorityQueue", "Queue",
        "QueueEmpty", "QueueFull", "QueueShutDown", "Runner", "Semaphore", "Task", "TaskGroup",
        "Timeout", "TimeoutError", "TimerHandle", "all_tasks", "as_completed", "create_task",
        "current_task", "eager_task_factory", "ensure_future", "gather", "get_event_loop",
        "get_running_loop", "iscoroutine", "iscoroutinefunction", "isfuture", "new_event_loop",
        "run", "run_coroutine_threadsafe", "set_event_loop", "shield", "sleep", "timeout",
        "timeout_at", "to_thread", "wait", "wait_for", "wrap_future",
    ])),
    ("bisect", Attributes::Only(&[
        "bisect", "bisect_left", "bisect_right", "insort", "insort_left", "insort_right",
    ])),
    ("collections", Attributes::Only(&[
        "ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "abc",
        "defaultdict", "deque", "namedtuple",
    ])),
    ("collections.abc", Attributes::Only(&[
        "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable", "Callable", "Collection",
        "Container", "Coroutine", "Generator", "Hashable", "ItemsView", "Iterable", "Iterator",
        "KeysView", "Mapping", "MappingView", "MutableMapping", "MutableSequence", "MutableSet",
        "Reversible", "Sequence", "Set", "Sized", "ValuesView",
    ])),
    ("concurrent", Attributes::Only(&[
        "futures",
    ])),
    ("concurrent.futures", Attributes::Only(&[
        "ALL_COMPLETED", "BrokenExecutor", "CancelledError", "Executor", "FIRST_COMPLETED",
        "FIRST_EXCEPTION", "Future", "InvalidStateError", "ProcessPoolExecutor",
        "ThreadPoolExecutor", "TimeoutError", "as_completed", "wait",
    ])),
    ("contextlib", Attributes::Only(&[
        "AbstractAsyncContextManager", "AbstractContextManager", "AsyncContextDecorator",
        "AsyncExitStack", "ContextDecorator", "ExitStack", "aclosing", "asynccontextmanager",
        "closing", "contextmanager", "nullcontext", "redirect_stdout", "suppress",
    ])),
    ("contextvars", Attributes::Only(&[
        "Context", "ContextVar", "Token", "copy_context",
    ])),
    ("copy", Attributes::Only(&[
        "copy", "deepcopy", "replace",
    ])),
    ("dataclasses", Attributes::Only(&[
        "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "asdict", "astuple",
        "dataclass", "field", "fields", "is_dataclass", "make_dataclass", "replace",
    ])),
    ("datetime", Attributes::Only(&[
        "MAXYEAR", "MINYEAR", "UTC", "date", "datetime", "time", "timedelta", "timezone",
        "tzinfo",
    ])),
    ("enum", Attributes::Only(&[
        "Enum", "EnumMeta", "EnumType", "Flag", "IntEnum", "IntFlag", "StrEnum", "UNIQUE", "auto",
        "member", "nonmember", "unique", "verify",
    ])),
    ("functools", Attributes::Only(&[
        "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "cache", "cached_property", "cmp_to_key",
        "lru_cache", "partial", "partialmethod", "reduce", "singledispatch", "total_ordering",
        "update_wrapper", "wraps",
    ])),
    ("heapq", Attributes::Only(&[
        "heapify", "heappop", "heappush", "heappushpop", "heapreplace", "merge", "nlargest",
        "nsmallest",
    ])),
    ("inspect", Attributes::Only(&[
        "CORO_CLOSED", "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "Parameter", "Signature",
        "getcoroutinestate", "getdoc", "isasyncgen", "isasyncgenfunction", "isawaitable",
        "isbuiltin", "isclass", "iscoroutine", "iscoroutinefunction", "isfunction", "isgenerator",
        "isgeneratorfunction", "ismethod", "markcoroutinefunction", "signature",
    ])),
    ("itertools", Attributes::Only(&[
        "accumulate", "batched", "chain", "combinations", "combinations_with_replacement",
        "compress", "count", "cycle", "dropwhile", "filterfalse", "groupby", "islice", "pairwise",
        "permutations", "product", "repeat", "starmap", "takewhile", "tee", "zip_longest",
    ])),
    ("json", Attributes::Only(&[
        "JSONDecodeError", "JSONDecoder", "JSONEncoder", "dumps", "loads",
    ])),
    ("logging", Attributes::Only(&[
        "CRITICAL", "DEBUG", "ERROR", "FATAL", "Filter", "Formatter", "Handler", "INFO",
        "LogRecord", "Logger", "LoggerAdapter", "NOTSET", "NullHandler", "StreamHandler", "WARN",
        "WARNING", "addLevelName", "basicConfig", "captureWarnings", "critical", "debug",
        "disable", "error", "exception", "fatal", "getLevelName", "getLogger", "info", "log",
        "root", "warn", "warning",
    ])),
    ("math", Attributes::Only(&[
        "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "ceil", "comb", "copysign",
        "cos", "cosh", "degrees", "dist", "e", "erf", "erfc", "exp", "exp2", "expm1", "fabs",
        "factorial", "floor", "fmod", "frexp", "fsum", "gamma", "gcd", "hypot", "inf", "isclose",
        "isfinite", "isinf", "isnan", "isqrt", "lcm", "ldexp", "lgamma", "log", "log10", "log1p",
        "log2", "modf", "nan", "perm", "pi", "pow", "prod", "radians", "remainder", "sin", "sinh",
        "sqrt", "sumprod", "tan", "tanh", "tau", "trunc",
    ])),
    ("operator", Attributes::Only(&[
        "add", "and_", "attrgetter", "concat", "contains", "countOf", "delitem", "eq", "floordiv",
        "ge", "getitem", "gt", "iadd", "iand", "ifloordiv", "imod", "imul", "index", "indexOf",
        "inv", "invert", "ior", "ipow", "is_", "is_not", "isub", "itemgetter", "itruediv", "ixor",
        "le", "lshift", "lt", "matmul", "methodcaller", "mod", "mul", "ne", "neg", "not_", "or_",
        "pos", "pow", "rshift", "setitem", "sub", "truediv", "truth", "xor",
    ])),
    ("os", Attributes::Only(&[
        "cpu_count", "environ", "getenv", "getpid", "name", "process_cpu_count", "urandom",
    ])),
    ("queue", Attributes::Only(&[
        "Empty", "Full", "LifoQueue", "PriorityQueue", "Queue", "ShutDown", "SimpleQueue",
    ])),
    ("random", Attributes::Only(&[
        "Random", "betavariate", "choice", "choices", "expovariate", "gauss", "getrandbits",
        "normalvariate", "randbytes", "randint", "random", "randrange", "sample", "seed",
        "shuffle", "triangular", "uniform",
    ])),
    ("statistics", Attributes::Only(&[
        "fmean", "geometric_mean", "harmonic_mean", "mean", "median", "median_high", "median_low",
        "mode", "multimode", "pstdev", "pvariance", "quantiles", "stdev", "variance",
    ])),
    ("string", Attributes::Only(&[
        "Formatter", "Template", "ascii_letters", "ascii_lowercase", "ascii_uppercase",
        "capwords", "digits", "hexdigits", "octdigits", "printable", "punctuation", "whitespace",
    ])),
    ("sys", Attributes::Only(&[
        "_is_gil_enabled", "argv", "byteorder", "exc_info", "executable", "exit", "float_info",
        "getrecursionlimit", "getsizeof", "hexversion", "implementation", "intern", "maxsize",
        "modules", "platform", "setrecursionlimit", "stderr", "stdout", "version", "version_info",
    ])),
    ("threading", Attributes::Only(&[
        "Barrier", "BoundedSemaphore", "Condition", "Event", "Lock", "RLock", "Semaphore",
        "Thread", "Timer", "active_count", "current_thread", "enumerate", "get_ident", "local",
        "main_thread",
    ])),
    ("time", Attributes::Only(&[
        "gmtime", "localtime", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns",
        "process_time", "process_time_ns", "sleep", "strftime", "thread_time", "time", "time_ns",
    ])),
    ("traceback", Attributes::Only(&[
        "TracebackException", "extract_stack", "format_exc", "format_exception",
        "format_exception_only", "format_stack", "format_tb", "print_exc", "print_exception",
        "print_stack", "print_tb",
    ])),
    ("types", Attributes::Only(&[
        "AsyncGeneratorType", "BuiltinFunctionType", "CoroutineType", "FunctionType",
        "GeneratorType", "GenericAlias", "LambdaType", "MappingProxyType", "MethodType",
        "ModuleType", "NoneType", "SimpleNamespace", "TracebackType", "UnionType", "coroutine",
    ])),
    ("typing", Attributes::Any),
    ("warnings", Attributes::Only(&[
        "catch_warnings", "filterwarnings", "simplefilter", "warn",
    ])),
];
