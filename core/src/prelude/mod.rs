//! Modules of the standard library that are written in Python, as text: by us, over what the
//! native modules give. The machine compiles each when it is first imported.

/// The text of a file of this folder, as the build script made it small.
macro_rules! text {
    ($path:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/prelude/", $path))
    };
}

/// Name and text of every module, packages before what is in them.
static MODULES: &[(&str, &str)] = &[
    ("asyncio", text!("asyncio/__init__.py")),
    ("asyncio.base_events", text!("asyncio/base_events.py")),
    ("asyncio.coroutines", text!("asyncio/coroutines.py")),
    ("asyncio.events", text!("asyncio/events.py")),
    ("asyncio.exceptions", text!("asyncio/exceptions.py")),
    ("asyncio.futures", text!("asyncio/futures.py")),
    ("asyncio.graph", text!("asyncio/graph.py")),
    ("asyncio.locks", text!("asyncio/locks.py")),
    ("asyncio.mixins", text!("asyncio/mixins.py")),
    ("asyncio.queues", text!("asyncio/queues.py")),
    ("asyncio.runners", text!("asyncio/runners.py")),
    ("asyncio.taskgroups", text!("asyncio/taskgroups.py")),
    ("asyncio.tasks", text!("asyncio/tasks.py")),
    ("asyncio.threads", text!("asyncio/threads.py")),
    ("asyncio.timeouts", text!("asyncio/timeouts.py")),
    ("asyncio.unix_events", text!("asyncio/unix_events.py")),
    ("concurrent", text!("concurrent/__init__.py")),
    ("concurrent.futures", text!("concurrent/futures.py")),
    (
        "concurrent.futures.thread",
        "from concurrent.futures import BrokenThreadPool, ThreadPoolExecutor",
    ),
    (
        "concurrent.futures.process",
        "from concurrent.futures import BrokenProcessPool, ProcessPoolExecutor",
    ),
    ("_anext", text!("_anext.py")),
    ("_bytearray", text!("_bytearray.py")),
    ("argparse", text!("argparse.py")),
    ("atexit", text!("atexit.py")),
    ("bisect", text!("bisect.py")),
    ("collections", text!("collections.py")),
    ("copy", text!("copy.py")),
    ("functools", text!("functools.py")),
    ("heapq", text!("heapq.py")),
    ("keyword", text!("keyword.py")),
    ("reprlib", text!("reprlib.py")),
    ("abc", text!("abc.py")),
    ("signal", text!("signal.py")),
    ("io", text!("io.py")),
    ("pprint", text!("pprint.py")),
    ("string", text!("string.py")),
    ("textwrap", text!("textwrap.py")),
    ("timeit", text!("timeit.py")),
    ("threading", text!("threading.py")),
    ("json", text!("json.py")),
    ("collections.abc", text!("collections_abc.py")),
    ("contextlib", text!("contextlib.py")),
    ("dataclasses", text!("dataclasses.py")),
    ("datetime", text!("datetime.py")),
    ("enum", text!("enum.py")),
    ("inspect", text!("inspect.py")),
    ("logging", text!("logging.py")),
    ("logging.handlers", text!("logging_handlers.py")),
    ("os", text!("os.py")),
    ("os.path", text!("os_path.py")),
    ("sys", text!("sys.py")),
    ("traceback", text!("traceback.py")),
    ("types", text!("types.py")),
    ("typing", text!("typing.py")),
    ("warnings", text!("warnings.py")),
    ("weakref", text!("weakref.py")),
    ("time", text!("time.py")),
    ("_network", text!("_network.py")),
    ("_waiting", text!("_waiting.py")),
    ("aiohttp", text!("aiohttp.py")),
    ("graphlib", text!("graphlib.py")),
    ("http", text!("http.py")),
    ("httpx", text!("httpx.py")),
    ("multiprocessing", text!("multiprocessing.py")),
    ("numbers", text!("numbers.py")),
    ("platform", text!("platform.py")),
    ("queue", text!("queue.py")),
    ("requests", text!("requests.py")),
    ("requests.exceptions", text!("requests_exceptions.py")),
    ("sched", text!("sched.py")),
    ("secrets", text!("secrets.py")),
    ("statistics", text!("statistics.py")),
    ("uuid", text!("uuid.py")),
    ("urllib", text!("urllib/__init__.py")),
    ("urllib.error", text!("urllib/error.py")),
    ("urllib.parse", text!("urllib/parse.py")),
    ("urllib.request", text!("urllib/request.py")),
];

/// The text of a module, by its full name.
#[must_use]
pub fn source(name: &str) -> Option<&'static str> {
    MODULES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// The full names of all modules.
pub fn names() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|(name, _)| *name)
}
