"""vloop: a deterministic, virtual-time oracle for asyncio programs.

Runs ONE Python program (source text) on the CPython that imports this module
(3.11 or later; 3.14 under Pyodide is the reference) and returns a canonical
schedule log as a list of JSON lines.  Nothing of the scheduling itself is
re-implemented here: `BaseEventLoop._run_once`, `tasks.Task` (the pure-Python
one), `gather`, `wait`, locks, queues ... are CPython's own code.  Only these
things are replaced, see README.md for the reasons:

  clock      an integer number of virtual nanoseconds, starting at 0
  selector   `select(timeout)` advances the clock instead of waiting
  timers     equal deadlines are ordered by the instant loop.time() was read
  sets       sets of tasks iterate in insertion order instead of address order
  threads    ThreadPoolExecutor / to_thread / threading.Thread are simulated
  Task       a subclass of the pure-Python Task which logs

Public entry point: run_program(source, filename, mode='py') -> list[str]
"""

import ast
import builtins
import concurrent.futures
import concurrent.futures._base
import contextvars
import datetime as _datetime_mod
import gc
import heapq
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import io
import itertools
import json
import linecache
import logging
import math
import os
import random
import signal
import sys
import threading
import time
import traceback
import types
import warnings
import weakref

PY = sys.version_info

MAX_STEPS = int(os.environ.get("VLOOP_MAX_STEPS", "200000"))
MAX_SELECTS = 1_000_000
MAX_RECORDS = 600_000
MAX_WALL = float(os.environ.get("VLOOP_MAX_WALL", "20"))
POOL_WORKERS = int(os.environ.get("VLOOP_POOL", "32"))  # default executor size
CPU_COUNT = max(1, POOL_WORKERS - 4)                    # so min(32, cpus+4) agrees

_real_perf = time.perf_counter
_real_gmtime = time.gmtime
_real_strftime = time.strftime
_real_asctime = time.asctime

COLLECT_EVERY = 1       # programs between two collections of garbage, and between two fresh
                        # copies of asyncio; more is faster
_copy = {}              # the modules of the copy in use
_programs = itertools.count()


# ---------------------------------------------------------------- stop signal

class Stop(SystemExit):
    """Unwinds the simulated program.  A SystemExit so that Task.__step and
    Handle._run re-raise it instead of storing it in a future."""


class Unsupported(Exception):
    pass


# ------------------------------------------------- insertion-ordered sets

_NUM = (int, float)


def _numeric(x):
    if isinstance(x, _NUM):
        return True
    if type(x) in (tuple, frozenset):
        return all(_numeric(y) for y in x)
    return False


class HybridSet(set):
    """A set that iterates in insertion order, unless every element is a
    number (or a tuple of numbers): those hash the same in every CPython
    process, so the real set order is kept for them."""

    __slots__ = ("_order", "_nonnum")

    def __init__(self, iterable=()):
        set.__init__(self)
        self._order = {}
        self._nonnum = 0
        for x in iterable:
            self.add(x)

    def add(self, x):
        if x not in self._order:
            set.add(self, x)
            self._order[x] = None
            if not _numeric(x):
                self._nonnum += 1

    def discard(self, x):
        if x in self._order:
            set.discard(self, x)
            del self._order[x]
            if not _numeric(x):
                self._nonnum -= 1

    def remove(self, x):
        if x not in self._order:
            raise KeyError(x)
        self.discard(x)

    def pop(self):
        if not self._order:
            raise KeyError("pop from an empty set")
        if self._nonnum:
            x = next(iter(self._order))
            self.discard(x)
        else:
            x = set.pop(self)
            del self._order[x]
        return x

    def clear(self):
        set.clear(self)
        self._order.clear()
        self._nonnum = 0

    def _walk(self):
        n = len(self._order)
        it = iter(self._order)
        while True:
            if len(self._order) != n:
                raise RuntimeError("Set changed size during iteration")
            try:
                x = next(it)
            except StopIteration:
                return
            yield x

    def __iter__(self):
        if self._nonnum:
            return self._walk()
        return set.__iter__(self)

    def __repr__(self):
        if not self._order:
            return "set()"
        return "{" + ", ".join(repr(x) for x in self) + "}"

    def __reduce__(self):
        return (HybridSet, (list(self),))

    def update(self, *others):
        for o in others:
            for x in list(o):
                self.add(x)

    def copy(self):
        return HybridSet(self)

    __copy__ = copy

    def union(self, *others):
        r = HybridSet(self)
        for o in others:
            for x in o:
                r.add(x)
        return r

    def intersection(self, *others):
        os_ = [o if isinstance(o, (builtins.set, frozenset, dict)) else builtins.set(o)
               for o in others]
        return HybridSet(x for x in self if all(x in o for o in os_))

    def difference(self, *others):
        os_ = [o if isinstance(o, (builtins.set, frozenset, dict)) else builtins.set(o)
               for o in others]
        return HybridSet(x for x in self if not any(x in o for o in os_))

    def symmetric_difference(self, other):
        other = HybridSet(other)
        return HybridSet(itertools.chain((x for x in self if x not in other),
                                         (x for x in other if x not in self)))

    def intersection_update(self, *others):
        keep = self.intersection(*others)
        for x in list(self._order):
            if x not in keep:
                self.discard(x)

    def difference_update(self, *others):
        for o in others:
            for x in list(o):
                self.discard(x)

    def symmetric_difference_update(self, other):
        for x in list(HybridSet(other)):
            if x in self._order:
                self.discard(x)
            else:
                self.add(x)

    @staticmethod
    def _isset(o):
        return isinstance(o, (builtins.set, frozenset)) or hasattr(o, "isdisjoint")

    def __or__(self, o):
        return self.union(o) if self._isset(o) else NotImplemented

    def __ror__(self, o):
        return HybridSet(o).union(self) if self._isset(o) else NotImplemented

    def __and__(self, o):
        return self.intersection(o) if self._isset(o) else NotImplemented

    def __rand__(self, o):
        return HybridSet(o).intersection(self) if self._isset(o) else NotImplemented

    def __sub__(self, o):
        return self.difference(o) if self._isset(o) else NotImplemented

    def __rsub__(self, o):
        return HybridSet(o).difference(self) if self._isset(o) else NotImplemented

    def __xor__(self, o):
        return self.symmetric_difference(o) if self._isset(o) else NotImplemented

    __rxor__ = __xor__

    def __ior__(self, o):
        self.update(o)
        return self

    def __iand__(self, o):
        self.intersection_update(o)
        return self

    def __isub__(self, o):
        self.difference_update(o)
        return self

    def __ixor__(self, o):
        self.symmetric_difference_update(o)
        return self


HybridSet.__name__ = HybridSet.__qualname__ = "set"
HybridSet.__module__ = "builtins"


class OrderedWeakSet:
    """weakref.WeakSet with insertion order (used inside asyncio only)."""

    def __init__(self, data=()):
        self._d = {}
        for x in data:
            self.add(x)

    def _drop(self, ref, _self=None):
        self._d.pop(ref, None)

    def add(self, item):
        r = weakref.ref(item, self._drop)
        self._d.setdefault(r, None)

    def discard(self, item):
        self._d.pop(weakref.ref(item), None)

    def remove(self, item):
        del self._d[weakref.ref(item)]

    def clear(self):
        self._d.clear()

    def __iter__(self):
        for r in list(self._d):
            x = r()
            if x is not None:
                yield x

    def __len__(self):
        return sum(1 for _ in self)

    def __contains__(self, item):
        try:
            return weakref.ref(item) in self._d
        except TypeError:
            return False


class _SetRewrite(ast.NodeTransformer):
    """{a, b} -> __oset__([a, b]);  {f(x) for x in y} -> __oset__([...])"""

    def visit_Set(self, node):
        self.generic_visit(node)
        lst = ast.List(elts=node.elts, ctx=ast.Load())
        return self._call(node, lst)

    def visit_SetComp(self, node):
        self.generic_visit(node)
        return self._call(node, ast.ListComp(elt=node.elt, generators=node.generators))

    @staticmethod
    def _call(node, arg):
        new = ast.Call(func=ast.Name(id="__oset__", ctx=ast.Load()), args=[arg], keywords=[])
        ast.copy_location(new, node)
        ast.copy_location(arg, node)
        return ast.fix_missing_locations(new)


class _WeakSetRewrite(ast.NodeTransformer):
    def visit_Attribute(self, node):
        self.generic_visit(node)
        if node.attr == "WeakSet" and isinstance(node.value, ast.Name) and node.value.id == "weakref":
            return ast.copy_location(ast.Name(id="__oweakset__", ctx=node.ctx), node)
        return node


# -------------------------------------------- a private, pure-Python asyncio

_code_cache = {}

# where the pure-Python Future words an error differently from the C one, or keeps the traceback
# that the C one gives away with the first result()
_C_MESSAGES = {
    "asyncio.futures": [
        ("'Result is not ready.'", "'Result is not set.'"),
        ("f'{self._state}: {self!r}'", "'invalid state'"),
        ("raise self._exception.with_traceback(self._exception_tb)",
         "tb, self._exception_tb = self._exception_tb, None; "
         "raise self._exception.with_traceback(tb)"),
        ("class Future:", "class Future(metaclass=__in_c__):"),
    ],
}


class _AsyncioLoader(importlib.abc.Loader):
    def __init__(self, inner):
        self.inner = inner

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        name = module.__name__
        code = _code_cache.get(name)
        if code is None:
            src = self.inner.get_source(name)
            for old, new in _C_MESSAGES.get(name, ()):
                src = src.replace(old, new)
            tree = ast.parse(src)
            tree = _SetRewrite().visit(_WeakSetRewrite().visit(tree))
            ast.fix_missing_locations(tree)
            code = compile(tree, module.__spec__.origin or name, "exec", dont_inherit=True)
            _code_cache[name] = code
        d = module.__dict__
        d["__in_c__"] = _InC
        d["set"] = d["__oset__"] = HybridSet
        d["__oweakset__"] = OrderedWeakSet
        exec(code, d)


class _AsyncioFinder(importlib.abc.MetaPathFinder):
    """Loads `asyncio.*` from source with sets made insertion-ordered."""

    found = {}          # name -> spec: finding one in a zip file compiles the module each time

    def find_spec(self, fullname, path=None, target=None):
        if fullname != "asyncio" and not fullname.startswith("asyncio."):
            return None
        spec = self.found.get(fullname)
        if spec is None:
            spec = importlib.machinery.PathFinder.find_spec(fullname, path)
            self.found[fullname] = spec
        if spec is None or not hasattr(spec.loader, "get_source"):
            return None
        pkg = spec.submodule_search_locations
        new = importlib.util.spec_from_loader(
            fullname, _AsyncioLoader(spec.loader), origin=spec.origin,
            is_package=pkg is not None)
        if pkg is not None:
            new.submodule_search_locations = list(pkg)
        return new


def _take_asyncio():
    saved = {k: v for k, v in sys.modules.items()
             if k == "asyncio" or k.startswith("asyncio.")}
    for k in saved:
        del sys.modules[k]
    return saved


def _fresh_asyncio():
    finder = _AsyncioFinder()
    missing = object()
    old_c = sys.modules.get("_asyncio", missing)
    sys.modules["_asyncio"] = None          # no C accelerator: pure-Python Task/Future
    sys.meta_path.insert(0, finder)
    try:
        return importlib.import_module("asyncio")
    finally:
        sys.meta_path.remove(finder)
        if old_c is missing:
            sys.modules.pop("_asyncio", None)
        else:
            sys.modules["_asyncio"] = old_c


# ------------------------------------------------------------------- clock

class VTime(float):
    """What loop.time() returns: a float that remembers *when it was read*.

    On a real clock two reads never give the same value, so two
    call_later(1, ..) made one after the other never tie.  On a frozen virtual
    clock they would, and heapq (not a stable structure) would then order them
    arbitrarily.  `seq` stands for the nanoseconds that pass between two reads:
    it only ever breaks ties between equal deadlines of timers."""

    __slots__ = ("seq",)

    def __new__(cls, value, seq=0):
        self = float.__new__(cls, value)
        self.seq = seq
        return self

    def __add__(self, other):
        r = float.__add__(self, other) if isinstance(other, (int, float)) else NotImplemented
        return r if r is NotImplemented else VTime(r, self.seq)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, VTime):
            return float.__sub__(self, other)
        r = float.__sub__(self, other) if isinstance(other, (int, float)) else NotImplemented
        return r if r is NotImplemented else VTime(r, self.seq)

    def __reduce__(self):
        return (float, (float(self),))


VTime.__name__ = VTime.__qualname__ = "float"
VTime.__module__ = "builtins"


def _timer_lt(self, other):
    a, b = self._when, other._when
    if a == b:
        return getattr(a, "seq", 0) < getattr(b, "seq", 0)
    return a < b


def to_ns(seconds):
    return int(round(float(seconds) * 1e9))


class ThreadCtx:
    """The thread-local clock of one simulated thread run."""

    __slots__ = ("now", "thread", "deferred", "partial")

    def __init__(self, now, thread, deferred):
        self.now = now
        self.thread = thread
        self.deferred = deferred
        self.partial = ""


class Sim:
    def __init__(self, mode):
        self.mode = mode
        self.now = 0                 # main thread's clock, ns
        self.ctx = None              # ThreadCtx while a simulated thread runs
        self.events = []             # heap of (ns, seq, fn, daemon)
        self.seq = itertools.count(1)
        self.tick = 0                # provenance counter of VTime
        self.records = []
        self.frozen = False
        self.how = None
        self.live = set()            # strong refs to pending tasks (asyncio's are weak)
        self.steps = 0
        self.selects = 0
        self.partial = ""
        self.t0 = _real_perf()
        self.events_mod = None       # asyncio.events in use
        self.pools = []
        self.threads = []            # those that live, beside the main thread
        self.atexit = []

    # -- clock
    def cur(self):
        return self.now if self.ctx is None else self.ctx.now

    def seconds(self):
        return self.cur() / 1e9

    def vtime(self):
        self.tick += 1
        return VTime(self.cur() / 1e9, self.tick)

    def push(self, ns, fn, daemon=False):
        heapq.heappush(self.events, (ns, next(self.seq), fn, daemon))

    def advance_to(self, ns):
        """Move the main clock to ns, running thread events that are due."""
        while self.events and self.events[0][0] <= ns:
            t, _, fn, _ = heapq.heappop(self.events)
            if t > self.now:
                self.now = t
            fn()
        if ns > self.now:
            self.now = ns

    def poll(self):
        self.advance_to(self.now)

    # -- limits
    def stop(self, how):
        if not self.frozen:
            self.how = how
            self.frozen = True
        raise Stop(how)

    def check(self):
        if self.frozen:
            raise Stop(self.how)
        if _real_perf() - self.t0 > MAX_WALL:
            self.stop("limit")

    # -- recording
    def log(self, **rec):
        if self.frozen:
            return
        ctx = self.ctx
        if ctx is not None and ctx.now > self.now:
            t = ctx.now
            self.push(t, lambda: self._append(t, rec), ctx.thread.daemon)
        else:
            self._append(self.cur(), rec)

    def _append(self, t, rec):
        if self.frozen:
            return
        self.records.append((t, rec))
        if len(self.records) > MAX_RECORDS:
            self.stop("limit")

    def write(self, s):
        holder = self if self.ctx is None else self.ctx
        text = holder.partial + s
        if "\n" in text:
            *lines, text = text.split("\n")
            for line in lines:
                self.log(k="out", text=line)
        holder.partial = text

    def flush_partial(self, holder):
        if holder.partial:
            self.log(k="out", text=holder.partial)
            holder.partial = ""

    # -- blocking calls
    def sleep(self, secs):
        if self.frozen:
            raise Stop(self.how)
        if not isinstance(secs, (int, float)):
            secs = float(secs) if hasattr(secs, "__float__") else secs
            if not isinstance(secs, float):
                raise TypeError(f"'{type(secs).__name__}' object cannot be interpreted as an integer")
        if secs < 0:
            raise ValueError("sleep length must be non-negative")
        if self.ctx is not None:
            self.ctx.now += to_ns(secs)
        else:
            self.advance_to(self.now + to_ns(secs))
        self.check()

    def block_until(self, pred, timeout=None):
        """The calling thread blocks.  True when pred() holds, False on timeout."""
        if pred():
            return True
        if self.ctx is not None:
            self.stop("exception:OracleUnsupported: a simulated thread blocks on something "
                      "that is not time.sleep")
        deadline = None if timeout is None else self.now + to_ns(max(0, timeout))
        while not pred():
            self.check()
            nxt = self.events[0][0] if self.events else None
            if nxt is not None and (deadline is None or nxt <= deadline):
                self.advance_to(nxt)
            elif deadline is not None:
                self.advance_to(deadline)
                return pred()
            else:
                self.stop("deadlock")
        return True

    # -- simulated threads
    def run_thread(self, start_ns, fn, thread, deferred=True):
        """Run fn() to its end at once, on a thread-local clock; return end ns."""
        ev = self.events_mod
        saved_ctx = self.ctx
        saved_loop = ev._get_running_loop() if ev else None
        policy = getattr(ev, "_event_loop_policy", None) if ev else None
        local = getattr(policy, "_local", None)
        saved_local = dict(local.__dict__) if local is not None else None
        ctx = self.ctx = ThreadCtx(start_ns, thread, deferred)
        try:
            if ev:
                ev._set_running_loop(None)
            if local is not None:
                local.__dict__.clear()
            contextvars.Context().run(fn)
            self.flush_partial(ctx)
        finally:
            self.ctx = saved_ctx
            if ev:
                ev._set_running_loop(saved_loop)
            if local is not None:
                local.__dict__.clear()
                local.__dict__.update(saved_local)
        return ctx.now

    def drain(self):
        """Process exit: non-daemon threads are joined, daemon ones dropped."""
        while any(not d for *_, d in self.events):
            self.check()
            self.advance_to(self.events[0][0])


# ------------------------------------------------------------------- stdout

class _Out(io.TextIOBase):
    encoding = "utf-8"
    errors = "strict"
    name = "<stdout>"
    mode = "w"

    def __init__(self, sim):
        self.sim = sim

    def writable(self):
        return True

    def write(self, s):
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {type(s).__name__}")
        self.sim.write(s)
        return len(s)

    def flush(self):
        pass

    def isatty(self):
        return False

    def fileno(self):
        raise io.UnsupportedOperation("fileno")

    def close(self):
        pass

    def __del__(self):
        pass


class _Null(_Out):
    name = "<stderr>"

    def write(self, s):
        return len(s)


class _Err(_Out):
    """Keeps what is written, for run_stderr."""

    name = "<stderr>"

    def __init__(self, sim, kept):
        super().__init__(sim)
        self.kept = kept

    def write(self, s):
        if not self.sim.frozen:
            self.kept.append(s)
        return len(s)


# ----------------------------------------------------------------- the loop

class _Selector:
    """What a selector is to BaseEventLoop: select(timeout) -> events."""

    def __init__(self, sim, loop):
        self.sim = sim
        self.loop = loop

    def select(self, timeout):
        sim = self.sim
        if sim.frozen:
            raise Stop(sim.how)
        sim.selects += 1
        if sim.selects > MAX_SELECTS:
            sim.stop("limit")
        if not sim.selects & 63:
            sim.check()
        if timeout is not None and timeout <= 0:
            if sim.ctx is None:
                sim.poll()
            return ()
        target = None
        if timeout is not None:
            when = self.loop._scheduled[0]._when
            if not math.isinf(when):
                target = to_ns(when)
                cap = sim.cur() + to_ns(timeout)
                if target > cap + 1000:          # MAXIMUM_SELECT_TIMEOUT (24 h)
                    target = cap
        if sim.ctx is not None:                  # a loop inside a simulated thread
            if target is None:
                sim.stop("exception:OracleUnsupported: an event loop in a simulated thread waits "
                         "for another thread")
            sim.ctx.now = max(sim.ctx.now, target)
            return ()
        if sim.events and (target is None or sim.events[0][0] <= target):
            sim.advance_to(sim.events[0][0])
        elif target is not None:
            sim.advance_to(target)
        else:
            sim.stop("deadlock")
        return ()

    def close(self):
        pass

    def get_map(self):
        return {}


def make_loop_class(sim, aio):
    base_events = aio.base_events
    events = aio.events
    futures = aio.futures
    timeouts = aio.timeouts
    names = itertools.count(1)

    class VirtualEventLoop(base_events.BaseEventLoop):
        def __init__(self, selector=None):
            super().__init__()
            self._clock_resolution = 1e-9
            self._selector = _Selector(sim, self)
            base_events.logger.debug("Using selector: %s", "EpollSelector")

        def time(self):
            return sim.vtime()

        def call_at(self, when, callback, *args, context=None):
            # the clock counts whole nanoseconds; keep deadlines on that grid
            if isinstance(when, (int, float)) and not (when != when):
                seq = getattr(when, "seq", 0)
                when = VTime(round(float(when), 9), seq)
            return super().call_at(when, callback, *args, context=context)

        def call_soon_threadsafe(self, callback, *args, context=None):
            ctx = sim.ctx
            if ctx is None or not ctx.deferred or self._thread_id is None:
                return super().call_soon_threadsafe(callback, *args, context=context)
            # from a simulated thread: arrives when the main clock gets there
            self._check_closed()
            handle = events.Handle(callback, args, self, context)

            def deliver():
                if not handle._cancelled and not self._closed:
                    self._ready.append(handle)
            sim.push(ctx.now, deliver, ctx.thread.daemon)
            return handle

        if sim.mode == "c":        # the C name counter cannot be restarted
            def create_task(self, coro, **kwargs):
                if kwargs.get("name") is None and aio.iscoroutine(coro):
                    kwargs["name"] = f"Task-{next(names)}"
                return super().create_task(coro, **kwargs)

        def _write_to_self(self):
            pass

        def _process_events(self, event_list):
            pass

        def add_signal_handler(self, sig, callback, *args):
            pass

        def remove_signal_handler(self, sig):
            return False

        async def shutdown_asyncgens(self):
            # A finished generator may still be referenced (tracebacks, cycles);
            # closing it does nothing, but would make a Task.  Not logged.
            for agen in list(self._asyncgens):
                if agen.ag_frame is None:
                    self._asyncgens.discard(agen)
            await super().shutdown_asyncgens()

        async def shutdown_default_executor(self, timeout=None):
            self._executor_shutdown_called = True
            pool = self._default_executor
            if pool is None:
                return
            pool.shutdown(wait=False)
            idle = getattr(pool, "_sim_when_idle", None)
            if idle is None:
                return
            fut = self.create_future()
            if idle(lambda: self.is_closed() or self.call_soon_threadsafe(
                    futures._set_result_unless_cancelled, fut, None)):
                try:
                    async with timeouts.timeout(timeout):
                        await fut
                except TimeoutError:
                    pass

    VirtualEventLoop.__module__ = "asyncio.unix_events"
    VirtualEventLoop.__name__ = VirtualEventLoop.__qualname__ = "_UnixSelectorEventLoop"
    return VirtualEventLoop


# ----------------------------------------------------------------- the task

HOUSEKEEPING = ("shutdown_asyncgens", "shutdown_default_executor")


def make_task_class(sim, aio):
    Base = aio.tasks.Task
    cancelled_state = aio.futures._CANCELLED

    def qualname(coro):
        return getattr(coro, "__qualname__", None) or type(coro).__name__

    def is_housekeeping(coro):
        code = getattr(coro, "cr_code", None)
        return (code is not None and code.co_name in HOUSEKEEPING
                and (qualname(coro).startswith("BaseEventLoop.")
                     or "VirtualEventLoop." in qualname(coro)))

    class Task(Base):
        def __init__(self, coro, **kwargs):
            self._rec = 0
            super().__init__(coro, **kwargs)
            self._rec_create()

        def _rec_create(self):
            if self._rec == 0:
                self._rec = 2 if is_housekeeping(self._coro) else 1
                if not self.done():
                    sim.live.add(self)
                if self._rec == 1:
                    sim.log(k="create", task=self._name, coro=qualname(self._coro))

        def _rec_step(self):
            if sim.frozen:
                raise Stop(sim.how)
            if self._rec == 1:
                sim.steps += 1
                if sim.steps > MAX_STEPS:
                    sim.stop("limit")
                if not sim.steps & 255:
                    sim.check()
                sim.log(k="step", task=self._name)

        if PY >= (3, 12):
            def _Task__eager_start(self):
                self._rec_create()
                super()._Task__eager_start()

            def _Task__step_run_and_handle_result(self, exc):
                self._rec_step()
                try:
                    super()._Task__step_run_and_handle_result(exc)
                finally:
                    self = None      # the frame may live on with an exception's traceback
        else:
            def _Task__step(self, exc=None):
                if not self.done():
                    self._rec_step()
                super()._Task__step(exc)

        def _Task__wakeup(self, future):
            # As in C: what woke a task is not being handled while it steps, so it is no context
            # of what the step raises.
            raised = None
            try:
                future.result()
            except BaseException as error:
                raised = error
            try:
                self._Task__step(raised)
            finally:
                self = future = raised = None

        def _Future__schedule_callbacks(self):
            sim.live.discard(self)
            if self._rec == 1:
                if self._state == cancelled_state:
                    how = "cancelled"
                elif self._exception is not None:
                    how = "exception:" + type(self._exception).__name__
                else:
                    how = "result"
                sim.log(k="done", task=self._name, how=how)
            super()._Future__schedule_callbacks()

    Task.__qualname__ = "Task"
    Task.__module__ = "_asyncio"
    return Task


# ------------------------------------------------------ simulated executors

def make_pools(sim):
    _base = concurrent.futures._base
    Future = _base.Future

    class _Worker:
        __slots__ = ("thread", "free_since")

        def __init__(self, thread):
            self.thread = thread
            self.free_since = None

    class _SimPool(_base.Executor):
        _counter = itertools.count().__next__
        _kind = "ThreadPoolExecutor"

        def __init__(self, max_workers=None, *, initializer=None, initargs=(), prefix=None, **_kw):
            if max_workers is None:
                max_workers = POOL_WORKERS if self._kind == "ThreadPoolExecutor" else CPU_COUNT
            if max_workers <= 0:
                raise ValueError("max_workers must be greater than 0")
            if initializer is not None and not callable(initializer):
                raise TypeError("initializer must be a callable")
            self._max_workers = max_workers
            self._initializer = initializer
            self._initargs = initargs
            self._prefix = prefix
            self._threads = []
            self._broken = False
            self._idle = []
            self._backlog = []
            self._busy = 0
            self._shutdown = False
            self._idle_cbs = []
            sim.pools.append(self)

        def submit(self, fn, /, *args, **kwargs):
            if self._broken:
                raise self.BROKEN(self._words)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            f = Future()
            job = (f, fn, args, kwargs)
            ctx = sim.ctx
            if ctx is not None and ctx.deferred and ctx.now > sim.now:
                sim.push(ctx.now, lambda: self._enqueue(job))
            else:
                self._enqueue(job)
            return f

        def _enqueue(self, job):
            if self._idle:
                self._start(self._idle.pop(0), job)
            elif len(self._threads) < self._max_workers:
                w = _Worker(self._new_thread(len(self._threads)))
                self._threads.append(w)
                self._start(w, job, first=True)
            else:
                self._backlog.append(job)

        def _new_thread(self, n):
            t = threading.Thread(name=self._thread_name(n))
            t._ident = 1000000 + next(sim.seq)
            if self._kind == "ThreadPoolExecutor":
                sim.threads.append(t)
            return t

        def _dismiss(self):
            for worker in self._idle:
                if worker.thread in sim.threads:
                    sim.threads.remove(worker.thread)

        def _thread_name(self, n):
            return f"{self._prefix}_{n}"

        def _start(self, worker, job, first=False):
            f, fn, args, kwargs = job
            if not f.set_running_or_notify_cancel():
                self._next(worker)
                return
            box = []

            def body():
                try:
                    if first and self._initializer is not None:
                        try:
                            self._initializer(*self._initargs)
                        except BaseException:
                            _base.LOGGER.critical("Exception in initializer:", exc_info=True)
                            box.append((False, self.BROKEN(self._words)))
                            return
                    box.append((True, fn(*args, **kwargs)))
                except Stop:
                    raise
                except BaseException as exc:
                    box.append((False, exc))
            self._busy += 1
            end = sim.run_thread(sim.cur(), body, worker.thread)

            def finish():
                def deliver():
                    ok, value = box[0]
                    if ok:
                        f.set_result(value)
                    else:
                        f.set_exception(value)
                sim.run_thread(end, deliver, worker.thread, deferred=False)
                self._broken = self._broken or type(box[0][1]) is self.BROKEN
                while self._broken and self._backlog:
                    self._backlog.pop(0)[0].set_exception(self.BROKEN(self._words))
                self._busy -= 1
                self._next(worker)
            sim.push(end, finish)

        def _next(self, worker):
            if self._backlog:
                self._start(worker, self._backlog.pop(0))
            else:
                self._idle.append(worker)
                if self._shutdown:
                    self._dismiss()
                if not self._busy:
                    cbs, self._idle_cbs = self._idle_cbs, []
                    for cb in cbs:
                        cb()

        def _sim_when_idle(self, cb):
            """Call cb when no job is left; False when that is already so."""
            if not self._busy:
                return False
            self._idle_cbs.append(cb)
            return True

        def shutdown(self, wait=True, *, cancel_futures=False):
            self._shutdown = True
            if cancel_futures:
                jobs, self._backlog = self._backlog, []
                for job in jobs:
                    job[0].cancel()
            self._dismiss()
            if wait:
                sim.block_until(lambda: not self._busy and not self._backlog)

    class ThreadPoolExecutor(_SimPool):
        BROKEN = type("BrokenThreadPool", (_base.BrokenExecutor,),
                      {"__module__": "concurrent.futures.thread"})
        _words = "A thread initializer failed, the thread pool is not usable anymore"

        def __init__(self, max_workers=None, thread_name_prefix="", initializer=None,
                     initargs=(), **ctxkwargs):
            super().__init__(max_workers, initializer=initializer, initargs=initargs,
                             prefix=thread_name_prefix or
                             ("ThreadPoolExecutor-%d" % ThreadPoolExecutor._counter()))

    class ProcessPoolExecutor(_SimPool):
        BROKEN = type("BrokenProcessPool", (_base.BrokenExecutor,),
                      {"__module__": "concurrent.futures.process"})
        _words = ("A process in the process pool was terminated abruptly while the future was "
                  "running or pending.")
        _kind = "ProcessPoolExecutor"

        def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(),
                     *, max_tasks_per_child=None):
            super().__init__(max_workers, initializer=initializer, initargs=initargs)

        def _thread_name(self, n):
            return "MainThread"

    class InterpreterPoolExecutor(ThreadPoolExecutor):
        pass

    for c in (ThreadPoolExecutor, ProcessPoolExecutor, InterpreterPoolExecutor):
        c.__qualname__ = c.__name__
    ThreadPoolExecutor.__module__ = "concurrent.futures.thread"
    ProcessPoolExecutor.__module__ = "concurrent.futures.process"
    InterpreterPoolExecutor.__module__ = "concurrent.futures.interpreter"

    done_states = (_base.CANCELLED, _base.CANCELLED_AND_NOTIFIED, _base.FINISHED)
    orig_result, orig_exception = Future.result, Future.exception

    def _await(f, timeout):
        if not sim.block_until(lambda: f._state in done_states, timeout):
            raise TimeoutError()

    def result(self, timeout=None):
        _await(self, timeout)
        return orig_result(self)

    def exception(self, timeout=None):
        _await(self, timeout)
        return orig_exception(self)

    def wait(fs, timeout=None, return_when=_base.ALL_COMPLETED):
        fs = HybridSet(fs)

        def done():
            return [f for f in fs if f._state in done_states]

        def ready():
            d = done()
            if return_when == _base.FIRST_COMPLETED and d:
                return True
            if return_when == _base.FIRST_EXCEPTION and any(
                    f._state == _base.FINISHED and f._exception is not None for f in d):
                return True
            return len(d) == len(fs)
        sim.block_until(ready, timeout)
        d = HybridSet(done())
        return _base.DoneAndNotDoneFutures(d, fs - d)

    def as_completed(fs, timeout=None):
        fs = HybridSet(fs)
        queue = [f for f in fs if f._state in done_states]
        for f in fs:
            if f not in queue:
                f.add_done_callback(queue.append)
        deadline = None if timeout is None else sim.cur() + to_ns(timeout)
        for n in range(len(fs)):
            left = None if deadline is None else (deadline - sim.cur()) / 1e9
            if not sim.block_until(lambda: bool(queue), left):
                raise TimeoutError("%d (of %d) futures unfinished" % (len(fs) - n, len(fs)))
            yield queue.pop(0)

    return {
        "classes": {"ThreadPoolExecutor": ThreadPoolExecutor,
                    "ProcessPoolExecutor": ProcessPoolExecutor,
                    "InterpreterPoolExecutor": InterpreterPoolExecutor},
        "funcs": {"wait": wait, "as_completed": as_completed},
        "future": {"result": result, "exception": exception},
    }


# ------------------------------------------------------------------ patches

class Patches:
    def __init__(self):
        self.undo = []

    def set(self, obj, name, value):
        d = obj.__dict__
        had = name in d
        self.undo.append((obj, name, had, d.get(name)))
        setattr(obj, name, value)

    def restore(self):
        for obj, name, had, old in reversed(self.undo):
            if had:
                setattr(obj, name, old)
            else:
                try:
                    delattr(obj, name)
                except AttributeError:
                    pass
        self.undo.clear()


def patch_time(p, sim):
    def secs():
        return sim.cur() / 1e9

    def ns():
        return sim.cur()

    def localtime(s=None):
        return _real_gmtime(secs() if s is None else s)

    def strftime(fmt, t=None):
        return _real_strftime(fmt, localtime() if t is None else t)

    def ctime(s=None):
        return _real_asctime(localtime(s))

    def asctime(t=None):
        return _real_asctime(localtime() if t is None else t)

    for n in ("time", "monotonic", "perf_counter"):
        p.set(time, n, secs)
        p.set(time, n + "_ns", ns)
    for n in ("process_time", "thread_time"):
        p.set(time, n, lambda: 0.0)
        p.set(time, n + "_ns", lambda: 0)
    p.set(time, "sleep", sim.sleep)
    p.set(time, "localtime", localtime)
    p.set(time, "gmtime", localtime)
    p.set(time, "strftime", strftime)
    p.set(time, "ctime", ctime)
    p.set(time, "asctime", asctime)
    tm = sys.modules.get("timeit")
    if tm is not None:
        p.set(tm, "default_timer", secs)

    real_dt = _datetime_mod.datetime
    real_date = _datetime_mod.date
    epoch = real_dt(1970, 1, 1)

    class Named(_InC):
        def __instancecheck__(cls, value):
            # A datetime is a date, in whichever of the two worlds it was made.
            is_own = cls.__base__ in (real_dt, real_date)
            return isinstance(value, cls.__base__) if is_own else type.__instancecheck__(cls, value)

    def in_place_of(real, own):
        own.update(__module__="datetime", __qualname__=real.__name__, __slots__=())
        return Named(f"datetime.{real.__name__}", (real,), own)

    def now(cls, tz=None):
        d = epoch + _datetime_mod.timedelta(microseconds=sim.cur() // 1000)
        if tz is not None:
            return real_dt.fromtimestamp(secs(), tz)
        return cls(d.year, d.month, d.day, d.hour, d.minute, d.second, d.microsecond)

    def utcnow(cls):
        message = (
            "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future "
            "version. Use timezone-aware objects to represent datetimes in UTC: "
            "datetime.datetime.now(datetime.UTC)."
        )
        warnings.warn(message, DeprecationWarning, stacklevel=2)
        return now(cls)

    def today(cls):
        d = epoch + _datetime_mod.timedelta(microseconds=sim.cur() // 1000)
        return cls(d.year, d.month, d.day)

    datetime = in_place_of(
        real_dt,
        {
            "now": classmethod(now),
            "utcnow": classmethod(utcnow),
            "today": classmethod(lambda cls: now(cls)),
        },
    )
    date = in_place_of(real_date, {"today": classmethod(today)})
    p.set(_datetime_mod, "datetime", datetime)
    p.set(_datetime_mod, "date", date)


def patch_threads(p, sim, pools):
    cf = concurrent.futures
    for n, c in pools["classes"].items():
        p.set(cf, n, c)
    for n, f in pools["funcs"].items():
        p.set(cf, n, f)
    for n, f in pools["future"].items():
        p.set(cf._base.Future, n, f)
    for modname, cls in (("concurrent.futures.thread", "ThreadPoolExecutor"),
                         ("concurrent.futures.process", "ProcessPoolExecutor")):
        m = sys.modules.get(modname)
        if m is not None:
            p.set(m, cls, pools["classes"][cls])

    p.set(threading, "_counter", itertools.count(1).__next__)
    real_current, real_ident = threading.current_thread, threading.get_ident
    main = threading.main_thread()

    def current_thread():
        return main if sim.ctx is None else sim.ctx.thread

    def get_ident():
        return real_ident() if sim.ctx is None else sim.ctx.thread._ident

    def start(self):
        if getattr(self, "_sim_state", None):
            raise RuntimeError("threads can only be started once")
        self._sim_state = "running"
        self._ident = 1000000 + next(sim.seq)
        sim.threads.append(self)

        def body():
            try:
                self.run()
            except Stop:
                raise
            except SystemExit:
                pass
            except BaseException:
                pass                      # threading.excepthook -> stderr
        end = sim.run_thread(sim.cur(), body, self)

        def finish():
            self._sim_state = "ended"
            sim.threads.remove(self)
        sim.push(end, finish, self.daemon)

    def join(self, timeout=None):
        st = getattr(self, "_sim_state", None)
        if st is None:
            raise RuntimeError("cannot join thread before it is started")
        sim.block_until(lambda: self._sim_state == "ended", timeout)

    def is_alive(self):
        return self is main or getattr(self, "_sim_state", None) == "running"

    p.set(threading.Thread, "start", start)
    p.set(threading.Thread, "join", join)
    p.set(threading.Thread, "is_alive", is_alive)
    p.set(threading, "current_thread", current_thread)
    p.set(threading, "get_ident", get_ident)
    p.set(threading, "get_native_id", get_ident)
    p.set(threading, "enumerate", lambda: [main, *sim.threads])
    p.set(threading, "active_count", lambda: 1 + len(sim.threads))

    def event_wait(self, timeout=None):
        if self._flag:
            return True
        if sim.ctx is not None and timeout is not None:
            sim.sleep(timeout)
            return self._flag
        sim.block_until(lambda: self._flag, timeout)
        return self._flag
    p.set(threading.Event, "wait", event_wait)

    p.set(os, "cpu_count", lambda: CPU_COUNT)
    p.set(os, "process_cpu_count", lambda: CPU_COUNT)


def patch_random(p):
    random.seed(0)
    gen = random.Random(12345)

    def urandom(n):
        return bytes(gen.getrandbits(8) for _ in range(n))
    p.set(os, "urandom", urandom)
    p.set(random, "_urandom", urandom)


class _InC(type):
    """The classes that messages name with their module, since CPython has them in C."""

    __name__ = property(lambda cls: _class_name.__get__(cls).rpartition(".")[2],
                        lambda cls, name: _class_name.__set__(cls, name))


_class_name = type.__dict__["__name__"]


def tell_as_in_c(cls, module):
    _class_name.__set__(cls, f"{module}.{cls.__name__}")


def patch_asyncio(p, sim, aio, mode):
    """Make `aio` (an asyncio package) use the virtual loop and, in mode 'py',
    the logging Task."""
    Loop = make_loop_class(sim, aio)
    if mode == "py":
        Task = make_task_class(sim, aio)
        p.set(aio.tasks, "Task", Task)
        p.set(aio, "Task", Task)
        if hasattr(aio.tasks, "create_eager_task_factory"):
            f = aio.tasks.create_eager_task_factory(Task)
            p.set(aio.tasks, "eager_task_factory", f)
            p.set(aio, "eager_task_factory", f)
        for cls in (aio.Future,):
            p.set(cls, "__module__", "_asyncio")
        for cls in (aio.Future, Task):
            tell_as_in_c(cls, "_asyncio")
    p.set(aio.events.TimerHandle, "__lt__", _timer_lt)
    ue = aio.unix_events
    for n in ("SelectorEventLoop", "EventLoop", "_UnixSelectorEventLoop"):
        if hasattr(ue, n):
            p.set(ue, n, Loop)
        if hasattr(aio, n):
            p.set(aio, n, Loop)
    pol = getattr(ue, "_DefaultEventLoopPolicy", None) or ue.DefaultEventLoopPolicy
    p.set(pol, "_loop_factory", Loop)
    p.set(aio.events, "_event_loop_policy", pol())
    if mode == "c":
        new_event_loop = lambda: Loop()  # noqa: E731
        p.set(aio.events, "new_event_loop", new_event_loop)
        p.set(aio, "new_event_loop", new_event_loop)
        if hasattr(aio.tasks, "_task_name_counter"):
            p.set(aio.tasks, "_task_name_counter", itertools.count(1).__next__)


_levels = dict(logging._levelToName), dict(logging._nameToLevel)
_converter = logging.Formatter.converter


def reset_logging():
    for names, kept in zip((logging._levelToName, logging._nameToLevel), _levels):
        names.clear()
        names.update(kept)
    logging.setLoggerClass(logging.Logger)
    logging.Formatter.converter = _converter
    root = logging.getLogger()
    for h in list(root.handlers):
        root.removeHandler(h)
    root.setLevel(logging.WARNING)
    logging.disable(logging.NOTSET)
    keep = {k: v for k, v in logging.Logger.manager.loggerDict.items()
            if k in ("asyncio", "concurrent", "concurrent.futures")}
    logging.Logger.manager.loggerDict.clear()
    logging.Logger.manager.loggerDict.update(keep)
    for lg in keep.values():
        if isinstance(lg, logging.Logger):
            for h in list(lg.handlers):
                lg.removeHandler(h)
            lg.setLevel(logging.NOTSET)
            lg.propagate = True
            lg.disabled = False


# modules that are always there, so that programs share their (harmless) state
for _m in ("typing dataclasses enum functools collections contextlib abc string re textwrap "
           "traceback inspect statistics queue copy operator uuid hashlib warnings timeit "
           "collections.abc concurrent.futures.thread json logging.handlers itertools decimal "
           "fractions argparse urllib.parse pprint atexit bisect zlib tempfile selectors "
           "socket subprocess").split():
    try:
        importlib.import_module(_m)
    except Exception:
        pass
del _m


def compile_program(source, filename):
    tree = ast.parse(source, filename)
    tree = ast.fix_missing_locations(_SetRewrite().visit(tree))
    return compile(tree, filename, "exec", dont_inherit=True)


def describe(exc):
    name = type(exc).__name__
    try:
        msg = str(exc)
    except Exception:
        msg = ""
    return f"exception:{name}: {msg}" if msg else f"exception:{name}"


def own_traceback(exc, filename):
    """The traceback as CPython prints it, without the frames of the library and of this file."""
    todo = [traceback.TracebackException.from_exception(exc)]
    whole = todo[0]
    while todo:
        part = todo.pop()
        part.stack[:] = [frame for frame in part.stack if frame.filename == filename]
        todo += [p for p in (part.__cause__, part.__context__, *(part.exceptions or ())) if p]
    return "".join(whole.format())


def without_library_frames(text, filename):
    """The same for a traceback that the library itself has printed."""
    kept, skipping = [], False
    for line in text.splitlines(keepends=True):
        if line.startswith('  File "'):
            skipping = not line.startswith(f'  File "{filename}"')
        elif not line.startswith("    "):
            skipping = False
        if not skipping:
            kept.append(line)
    return "".join(kept)


def run_stderr(source, filename="program.py"):
    """Run one program; return what it leaves on stderr, the last traceback included."""
    lines = source.splitlines(keepends=True)
    linecache.cache[filename] = (len(source), None, lines, filename)
    kept = []
    run_program(source, filename, stderr=kept)
    return without_library_frames("".join(kept), filename) or "nothing\n"


def run_program(source, filename="prog.py", mode="py", stderr=None):
    """Run one program; return its log as a list of JSON lines.

    stderr: a list that gets what is written to stderr, and the traceback of an exception that
    leaves the program.

    mode 'py': pure-Python asyncio copy, everything is logged.
    mode 'c' : the interpreter's own asyncio with C tasks on the same virtual
               loop; only `out` and `end` records (for cross-checking)."""
    sim = Sim(mode)
    p = Patches()
    saved_std = sys.stdout, sys.stderr, sys.stdin, sys.argv
    saved_main = sys.modules.get("__main__")
    saved_mods = set(sys.modules)
    saved_asyncio = {}
    saved_hooks = sys.get_asyncgen_hooks()
    saved_excepthook, saved_unraisable = sys.excepthook, sys.unraisablehook
    saved_path, saved_depth = list(sys.path), sys.getrecursionlimit()
    saved_warn = list(warnings.filters), warnings.showwarning
    saved_sig = None
    saved_running = None
    orig_asyncio = None
    gc_was = gc.isenabled()
    collects = next(_programs) % COLLECT_EVERY == 0
    if collects:
        gc.collect()
    gc.disable()
    reset_logging()
    import atexit as _atexit

    def on_int(signum, frame):
        sim.stop("limit")

    armed = False
    try:
        try:
            saved_sig = signal.signal(signal.SIGINT, on_int)
        except (ValueError, OSError):
            pass
        if mode == "py":
            saved_asyncio = _take_asyncio()
            if collects or not _copy:
                aio = _fresh_asyncio()
            else:
                sys.modules.update(_copy)
                aio = _copy["asyncio"]
                p.set(aio.tasks, "_task_name_counter", itertools.count(1).__next__)
                aio.tasks._scheduled_tasks.clear()
                aio.tasks._eager_tasks.clear()
                aio.tasks._current_tasks.clear()
        else:
            import asyncio as aio
            orig_asyncio = aio
            saved_running = aio.events._get_running_loop()
            aio.events._set_running_loop(None)
        sim.events_mod = aio.events
        # order matters: asyncio imports `time` functions by module attribute
        patch_time(p, sim)
        patch_threads(p, sim, make_pools(sim))
        patch_random(p)
        patch_asyncio(p, sim, aio, mode)
        p.set(_atexit, "register", lambda f, *a, **k: (sim.atexit.append((f, a, k)), f)[1])
        main = types.ModuleType("__main__")
        main.__file__ = filename
        main.__dict__["__builtins__"] = builtins
        main.__dict__["set"] = main.__dict__["__oset__"] = HybridSet
        sys.modules["__main__"] = main
        err = _Null(sim) if stderr is None else _Err(sim, stderr)
        sys.stdout, sys.stderr, sys.stdin = _Out(sim), err, io.StringIO("")
        sys.argv = [filename]
        if hasattr(signal, "setitimer"):
            try:
                signal.signal(signal.SIGALRM, on_int)
                signal.setitimer(signal.ITIMER_REAL, MAX_WALL + 1, 1.0)
                armed = True
            except (ValueError, OSError, AttributeError):
                pass
        how = "ok"
        try:
            try:
                code = compile_program(source, filename)
                contextvars.Context().run(exec, code, main.__dict__)
            except Stop:
                raise
            except SystemExit as exc:
                how = "ok" if exc.code in (None, 0) else f"exception:SystemExit: {exc.code}"
            except BaseException as exc:
                how = describe(exc)
                if stderr is not None:
                    stderr.append(own_traceback(exc, filename))
                exc.__traceback__ = None
                del exc
            sim.drain()
            for f, a, k in reversed(sim.atexit):
                try:
                    f(*a, **k)
                except Stop:
                    raise
                except BaseException:
                    pass
            sim.flush_partial(sim)
        except Stop:
            how = sim.how or how
        except BaseException as exc:          # raised while draining
            how = describe(exc)
        if sim.frozen:
            how = sim.how
            if sim.partial:
                sim.records.append((sim.now, {"k": "out", "text": sim.partial}))
        sim.frozen = True
        sim.how = how
        end_t = sim.now
    finally:
        sim.frozen = True
        if armed:
            signal.setitimer(signal.ITIMER_REAL, 0)
        p.restore()
        sys.stdout, sys.stderr, sys.stdin, sys.argv = saved_std
        sys.excepthook, sys.unraisablehook = saved_excepthook, saved_unraisable
        sys.setrecursionlimit(saved_depth)
        sys.path[:] = saved_path
        warnings.filters[:] = saved_warn[0]
        warnings.showwarning = saved_warn[1]
        if mode != "py" and orig_asyncio is not None:
            orig_asyncio.events._set_running_loop(saved_running)
        # break what is left of the program while its output is still ignored
        out, err = sys.stdout, sys.stderr
        sys.stderr = _Null(sim)
        sys.stdout = _Null(sim)
        try:
            sim.live.clear()
            sim.events.clear()
            try:
                main.__dict__.clear()
            except NameError:
                pass
            main = None
            if mode == "py":
                _copy.clear()
                _copy.update(_take_asyncio())
                sys.modules.update(saved_asyncio)
            for k in set(sys.modules) - saved_mods:
                if not k.startswith(("encodings", "_", "asyncio", "concurrent", "multiprocessing")):
                    sys.modules.pop(k, None)
            if saved_main is not None:
                sys.modules["__main__"] = saved_main
            sys.set_asyncgen_hooks(*saved_hooks)
            if collects:
                gc.collect()
        finally:
            sys.stdout, sys.stderr = out, err
            if saved_sig is not None:
                try:
                    signal.signal(signal.SIGINT, saved_sig)
                except (ValueError, OSError):
                    pass
        reset_logging()
        if gc_was:
            gc.enable()
    lines = []
    dumps = json.dumps
    for t, rec in sim.records:
        lines.append(dumps({"t": round(t / 1e9, 9), **rec}, ensure_ascii=False))
    lines.append(dumps({"t": round(end_t / 1e9, 9), "k": "end", "how": how}, ensure_ascii=False))
    return lines
