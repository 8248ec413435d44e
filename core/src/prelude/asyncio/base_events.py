"""The event loop object. What runs in it is decided in Rust; this is what programs call."""

from _asyncio import (
    _is_coroutine_function,
    _call_at,
    _call_soon,
    _forgive,
    _get_running_loop,
    _keep_running,
    _loop_begin,
    _loop_close,
    _loop_end,
    _loop_debug,
    _loop_has_factory,
    _loop_is_closed,
    _loop_is_running,
    _loop_stop,
    _module,
    _new_future,
    _new_loop,
    _now,
    _open_generators,
    _run_loop,
    _stop_when_done,
    _traceback,
    _write_error,
    Task,
    ensure_future,
    iscoroutine,
    isfuture,
)
from asyncio.events import AbstractEventLoop


def _to_stderr(text):
    sys = _module("sys")
    (_write_error if sys is None else sys.stderr.write)(text)


def _log(
    level,
    text,
    exception=None,
    logger="asyncio",
    line=1875,
    function="default_exception_handler",
    module="asyncio/base_events",
):
    """To the program's logging where it has one, else to stderr; records tell CPython's place."""
    logging = _module("logging")
    if logging is not None:
        logging._place = f"/usr/lib/python3.14/{module}.py", line, function
        getattr(logging.getLogger(logger), level)(text, exc_info=exception)
        logging._place = None
    elif level != "debug":
        _to_stderr(f"{text}\n{'' if exception is None else _traceback(exception)}")


def _turns():
    """Turns of the loop are as deep in calls as in CPython, and recursion ends as soon."""
    return _turn()


def _turn():
    return _run_loop()


def _set_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


class BaseEventLoop(AbstractEventLoop):
    """An event loop."""

    def __init_subclass__(cls):
        for name in ("call_at", "call_later", "call_soon", "create_future", "stop", "time"):
            if name in cls.__dict__:
                raise NotImplementedError(f"nobody calls {name} of a loop of your own here")

    def __init__(self):
        self._number = _new_loop(self)
        os = _module("os")
        self.set_debug(os is not None and bool(os.environ.get("PYTHONASYNCIODEBUG")))
        self._exception_handler = None
        self._signal_handlers = {}
        self.set_task_factory(None)
        self._default_executor = None
        self._executor_shutdown_called = False
        self._asyncgens_shutdown_called = False
        self.slow_callback_duration = 0.1
        _log(
            "debug",
            "Using selector: EpollSelector",
            line=64,
            function="__init__",
            module="asyncio/selector_events",
        )

    def __repr__(self):
        return (
            f"<{self.__class__.__name__} running={self.is_running()} "
            f"closed={self.is_closed()} debug={self.get_debug()}>"
        )

    # Running and stopping.

    def is_running(self):
        """True while the loop runs."""
        return _loop_is_running(self._number)

    def is_closed(self):
        """True once the loop was closed."""
        return _loop_is_closed(self._number)

    def _check_closed(self):
        if _loop_is_closed(self._number):
            raise RuntimeError("Event loop is closed")

    def _check_running(self):
        if _loop_is_running(self._number):
            raise RuntimeError("This event loop is already running")
        if _get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def run_forever(self):
        """Run until `stop` is called."""
        self._check_closed()
        self._check_running()
        _loop_begin(self._number)
        try:
            while _turns():
                pass
        finally:
            _loop_end(self._number)

    def run_until_complete(self, future):
        """Run until the future is done; give its result."""
        self._check_closed()
        self._check_running()
        is_own = not isfuture(future)
        future = ensure_future(future, loop=self)
        if is_own:
            _forgive(future)
        _stop_when_done(future)
        try:
            self.run_forever()
        except:
            if is_own and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            _keep_running(future)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        try:
            return future.result()
        except BaseException as error:
            # The traceback holds this frame, and its future holds the exception.
            if not future.cancelled():
                from asyncio.tasks import _rings

                _rings.append(error)
            raise

    def stop(self):
        """Stop after the present iteration."""
        _loop_stop(self._number)

    def close(self):
        """Forget everything that is queued; the loop cannot run again."""
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self.is_closed():
            return
        if self._debug:
            _log("debug", f"Close {self!r}", line=742, function="close")
        for sig in list(self._signal_handlers):
            self.remove_signal_handler(sig)
        _loop_close(self._number)
        self._executor_shutdown_called = True
        pool, self._default_executor = self._default_executor, None
        if pool is not None:
            pool.shutdown(wait=False)

    # Time and callbacks.

    def time(self):
        """Seconds on the loop's clock."""
        return _now()

    def _check_callback(self, callback, method):
        is_foreign = self.is_running() and _get_running_loop() is not self
        if is_foreign and method in ("call_soon", "call_at"):
            raise RuntimeError(
                "Non-thread-safe operation invoked on an event loop other than the current one"
            )
        if iscoroutine(callback) or _is_coroutine_function(callback):
            raise TypeError(f"coroutines cannot be used with {method}()")
        if not callable(callback):
            raise TypeError(f"a callable object was expected by {method}(), got {callback!r}")

    def call_soon(self, callback, *args, context=None):
        """Call in the next iteration, first come first served."""
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon")
        return _call_soon(self._number, callback, args, context, False)

    def call_soon_threadsafe(self, callback, *args, context=None):
        """As `call_soon`, from another thread."""
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon_threadsafe")
        return _call_soon(self._number, callback, args, context, True)

    def call_later(self, delay, callback, *args, context=None):
        """Call after so many seconds."""
        if delay is None:
            raise TypeError("delay must not be None")
        return self.call_at(_now() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        """Call when the loop's clock shows this time."""
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_at")
        return _call_at(self._number, when, callback, args, context, False)

    # Futures and tasks.

    def create_future(self):
        """A future of this loop."""
        return _new_future(self._number, True)

    def create_task(self, coro, **kwargs):
        """Schedule a coroutine."""
        self._check_closed()
        factory = self._task_factory
        if factory is None:
            return Task(coro, loop=self, **kwargs)
        return factory(self, coro, **kwargs)

    def set_task_factory(self, factory):
        """Let tasks be made by `factory(loop, coro, **kwargs)`."""
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory
        is_own = type(self).create_task is not BaseEventLoop.create_task
        _loop_has_factory(self._number, is_own or factory is not None)

    def get_task_factory(self):
        """The factory, or None."""
        return self._task_factory

    # Threads.

    def run_in_executor(self, executor, func, *args):
        """Run a function on a worker thread."""
        from asyncio.futures import wrap_future

        self._check_closed()
        if self._debug:
            self._check_callback(func, "run_in_executor")
        if executor is None:
            executor = self._default_pool()
        return wrap_future(executor.submit(func, *args), loop=self)

    def _default_pool(self):
        if self._executor_shutdown_called:
            raise RuntimeError("Executor shutdown has been called")
        if self._default_executor is None:
            from concurrent.futures import ThreadPoolExecutor

            self._default_executor = ThreadPoolExecutor(thread_name_prefix="asyncio")
        return self._default_executor

    def set_default_executor(self, executor):
        """The pool of `run_in_executor(None, …)`."""
        from concurrent.futures import ThreadPoolExecutor

        if not isinstance(executor, ThreadPoolExecutor):
            raise TypeError("executor must be ThreadPoolExecutor instance")
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout=None):
        """Wait until the default pool has nothing to do."""
        self._executor_shutdown_called = True
        pool = self._default_executor
        if pool is None:
            return
        pool.shutdown(wait=False)
        done = _new_future(self._number, False)

        def tell():
            if not self.is_closed():
                self.call_soon_threadsafe(_set_unless_cancelled, done, None)

        if pool._when_idle(tell):
            from asyncio.timeouts import timeout as limit

            try:
                async with limit(timeout):
                    await done
            except TimeoutError:
                pass

    # Async generators.

    async def shutdown_asyncgens(self):
        """Close the async generators that are still open."""
        self._asyncgens_shutdown_called = True
        generators = _open_generators(self._number)
        if not generators:
            return
        from asyncio.tasks import _gather

        closing = tuple([generator.aclose() for generator in generators])
        results = await _gather(closing, True, True)
        for result, generator in zip(results, generators):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    "message": "an error occurred during closing of asynchronous generator "
                               f"{generator!r}",
                    "exception": result,
                    "asyncgen": generator,
                })

    # Errors.

    def get_exception_handler(self):
        """The handler that was set, or None."""
        return self._exception_handler

    def set_exception_handler(self, handler):
        """Let `handler(loop, context)` hear of exceptions that nobody else gets."""
        if handler is not None and not callable(handler):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Write the message, what it is about, and the traceback."""
        lines = [context.get("message") or "Unhandled exception in event loop"]
        for key in sorted(context):
            if key not in ("message", "exception"):
                lines.append(f"{key}: {context[key]!r}")
        _log("error", "\n".join(lines), context.get("exception"))

    def call_exception_handler(self, context):
        """Tell the handler of an exception that nobody else gets."""
        if self._exception_handler is None:
            try:
                self.default_exception_handler(context)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:
                _log("error", "Exception in default exception handler", error)
            return
        try:
            self._call_handler(context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._handler_failed(context, error)

    def _call_handler(self, context):
        thing = context.get("task") or context.get("future") or context.get("handle")
        inside = thing.get_context() if hasattr(thing, "get_context") else None
        if inside is not None and hasattr(inside, "run"):
            inside.run(self._exception_handler, self, context)
        else:
            self._exception_handler(self, context)

    def _handler_failed(self, context, error):
        try:
            self.default_exception_handler({
                "message": "Unhandled error in exception handler",
                "exception": error,
                "context": context,
            })
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as second:
            _log(
                "error",
                "Exception in default exception handler while handling an unexpected error in "
                "custom exception handler",
                second,
            )

    # Signals: the program sends them to itself.

    def add_signal_handler(self, sig, callback, *args):
        """Call back two turns after the signal, as CPython does."""
        import signal

        if iscoroutine(callback) or _is_coroutine_function(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")

        def handler(*_):
            if _get_running_loop() is self:
                self.call_later(0, self.call_soon, callback, *args)
            else:
                self.call_soon_threadsafe(callback, *args)

        signal.signal(sig, handler)
        self._signal_handlers[sig] = callback

    def remove_signal_handler(self, sig):
        """Whether a handler was there."""
        import signal

        if self._signal_handlers.pop(sig, None) is None:
            return False
        signal.signal(sig, signal.default_int_handler if sig == 2 else signal.SIG_DFL)
        return True

    # Debug mode.

    def get_debug(self):
        """True in debug mode."""
        return self._debug

    def set_debug(self, enabled):
        """Switch debug mode on or off: callbacks are checked when they are given."""
        self._debug = enabled
        _loop_debug(self._number, enabled)

    def _warn_if_slow(self, handle, took):
        if took < self.slow_callback_duration:
            return
        text = f"Executing {handle} took {took:.3f} seconds"
        _log("warning", text, line=2041, function="_run_once")
