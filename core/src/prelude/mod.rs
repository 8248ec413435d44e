//! Modules of the standard library that are written in Python, as text: by us, over what the
//! native modules give. The machine compiles each when it is first imported.

/// Name and text of every module, packages before what is in them.
static MODULES: &[(&str, &str)] = &[
    ("asyncio", include_str!("asyncio/__init__.py")),
    (
        "asyncio.base_events",
        include_str!("asyncio/base_events.py"),
    ),
    ("asyncio.coroutines", include_str!("asyncio/coroutines.py")),
    ("asyncio.events", include_str!("asyncio/events.py")),
    ("asyncio.exceptions", include_str!("asyncio/exceptions.py")),
    ("asyncio.futures", include_str!("asyncio/futures.py")),
    ("asyncio.graph", include_str!("asyncio/graph.py")),
    ("asyncio.locks", include_str!("asyncio/locks.py")),
    ("asyncio.mixins", include_str!("asyncio/mixins.py")),
    ("asyncio.queues", include_str!("asyncio/queues.py")),
    ("asyncio.runners", include_str!("asyncio/runners.py")),
    ("asyncio.taskgroups", include_str!("asyncio/taskgroups.py")),
    ("asyncio.tasks", include_str!("asyncio/tasks.py")),
    ("asyncio.threads", include_str!("asyncio/threads.py")),
    ("asyncio.timeouts", include_str!("asyncio/timeouts.py")),
    (
        "asyncio.unix_events",
        include_str!("asyncio/unix_events.py"),
    ),
    ("concurrent", include_str!("concurrent/__init__.py")),
    ("concurrent.futures", include_str!("concurrent/futures.py")),
    ("_anext", include_str!("_anext.py")),
    ("_bytearray", include_str!("_bytearray.py")),
    ("atexit", include_str!("atexit.py")),
    ("bisect", include_str!("bisect.py")),
    ("collections", include_str!("collections.py")),
    ("copy", include_str!("copy.py")),
    ("functools", include_str!("functools.py")),
    ("heapq", include_str!("heapq.py")),
    ("keyword", include_str!("keyword.py")),
    ("reprlib", include_str!("reprlib.py")),
    ("abc", include_str!("abc.py")),
    ("signal", include_str!("signal.py")),
    ("io", include_str!("io.py")),
    ("pprint", include_str!("pprint.py")),
    ("string", include_str!("string.py")),
    ("textwrap", include_str!("textwrap.py")),
    ("timeit", include_str!("timeit.py")),
    ("threading", include_str!("threading.py")),
    ("json", include_str!("json.py")),
    ("collections.abc", include_str!("collections_abc.py")),
    ("contextlib", include_str!("contextlib.py")),
    ("dataclasses", include_str!("dataclasses.py")),
    ("datetime", include_str!("datetime.py")),
    ("enum", include_str!("enum.py")),
    ("inspect", include_str!("inspect.py")),
    ("logging", include_str!("logging.py")),
    ("os", include_str!("os.py")),
    ("sys", include_str!("sys.py")),
    ("traceback", include_str!("traceback.py")),
    ("types", include_str!("types.py")),
    ("typing", include_str!("typing.py")),
    ("warnings", include_str!("warnings.py")),
    ("weakref", include_str!("weakref.py")),
    ("time", include_str!("time.py")),
    ("_network", include_str!("_network.py")),
    ("_waiting", include_str!("_waiting.py")),
    ("aiohttp", include_str!("aiohttp.py")),
    ("http", include_str!("http.py")),
    ("httpx", include_str!("httpx.py")),
    ("queue", include_str!("queue.py")),
    ("requests", include_str!("requests.py")),
    ("statistics", include_str!("statistics.py")),
    ("urllib", include_str!("urllib/__init__.py")),
    ("urllib.error", include_str!("urllib/error.py")),
    ("urllib.parse", include_str!("urllib/parse.py")),
    ("urllib.request", include_str!("urllib/request.py")),
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
