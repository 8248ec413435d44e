// Random asyncio programs, to hunt for differences with: the same seed gives the same text.
//
// Workers w0, w1 … share locks, an event, a condition, queues, a barrier, futures and a list of
// tasks. A worker only uses workers with a higher number, and every loop is bounded, so a program
// ends, or stands still in a deadlock, which is an end too. Durations come from a short list, so
// that deadlines often fall together. Each program uses only some of the kinds of statements: what
// two features do to one another shows best when there are few of them.

const IMPORTS = [
  "import asyncio", "import contextlib", "import contextvars", "import time", "import traceback", "import types",
  "from concurrent.futures import ThreadPoolExecutor",
];
const VARIABLES = [
  "tasks = []", "futures = []", 'state = {"n": 0}', 'var = contextvars.ContextVar("var", default="-")',
];
const DEFINITIONS = `\
def log(*parts):
    text = " ".join(map(str, parts)).split("<Task")[0]
    print(f"{asyncio.get_running_loop().time():.2f}", text)


def story(error):
    if error is None:
        return "nothing"
    frames = [f"{frame.name} {frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)
              if frame.filename == story.__code__.co_filename]
    parts = [story(part) for part in error.exceptions] if isinstance(error, BaseExceptionGroup) else ""
    context = "hidden" if error.__suppress_context__ else story(error.__context__)
    return f"{type(error).__name__} at {frames} {parts} from {story(error.__cause__)} during {context}"


def tick(modulus):
    state["n"] += 1
    return state["n"] % modulus == 0


def block(seconds, text):
    time.sleep(seconds)
    return text


def block_and_fail(seconds, text):
    time.sleep(seconds)
    raise KeyError(text)


def fail(text):
    raise ValueError(text)


def ended(task):
    log("ended", task.cancelled(), task.cancelled() or repr(task.exception()))


def handled(loop, context):
    # When something dies that nobody asked or closed is up to the collector.
    if not {"future", "task", "asyncgen"} & set(context):
        log("handler", sorted(context), context["message"], repr(context.get("exception")))


def tell(loop, seconds, callback, *args):
    time.sleep(seconds)
    loop.call_soon_threadsafe(callback, *args)
    return seconds


def ask(loop, seconds, function):
    time.sleep(seconds)
    asyncio.run_coroutine_threadsafe(function(), loop)
    return seconds


def settle(future, text):
    if not future.done():
        future.set_result(text)


async def count(to, pause):
    try:
        for n in range(to):
            got = yield n
            if got:
                log("count got", got)
            await asyncio.sleep(pause)
    finally:
        log("count ends")


async def careful(to, pause):
    try:
        for n in range(to):
            yield n
            await asyncio.sleep(pause)
    finally:
        await asyncio.sleep(pause)
        log("careful ends")


@contextlib.asynccontextmanager
async def managed(text, pause):
    await asyncio.sleep(pause)
    try:
        yield text
    except ValueError as error:
        log("managed saw", error)
    finally:
        await asyncio.sleep(pause)
        log("managed ends", text)


async def drain(queue, limit):
    got = []
    try:
        while len(got) < limit:
            got.append(await queue.get())
            queue.task_done()
    except asyncio.QueueShutDown:
        log("shut down")
    finally:
        log("drained", got)
    return got


@types.coroutine
def relay(hops, pause):
    for _ in range(hops):
        yield
    return (yield from asyncio.sleep(pause, hops))


class Hops:
    def __init__(self, hops):
        self.hops = hops

    def __await__(self):
        for _ in range(self.hops):
            yield
        return self.hops`.split("\n\n\n");

/** Those that a text uses, with what they use themselves: the later ones may use the earlier. */
function used(helpers, text) {
  const kept = [];
  for (const helper of helpers.toReversed()) {
    const [, name] = helper.match(/^(?:(?:async )?def |class |(?:from \S+ )?import )?(\w+)/m);
    if (new RegExp(`\\b${name}\\b`).test([...kept, text].join("\n"))) kept.unshift(helper);
  }
  return kept;
}

/** A program with the helpers that it uses, and no others. */
function withHelpers(body) {
  const program = [...used(DEFINITIONS, body), body].join("\n\n\n");
  const variables = used(VARIABLES, program);
  const imports = used(IMPORTS, [...variables, program].join("\n"));
  const head = [imports, variables].filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${head.join("\n\n")}\n\n\n${program}\n`;
}

const DURATIONS = [
  ["0", "0", "0.1"],
  ["0.1", "0.1", "0.2"],
  ["0", "0.1", "0.1", "0.2", "0.2", "0.3", "0.5"],
  ["0.1", "0.2", "0.3", "0.25", "0.15"],
  ["0.5", "1", "0.5", "0"],
];

/** A small generator of random numbers (mulberry32), seeded with a whole number. */
function numbers(seed) {
  let a = (seed * 2654435761) >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

class Writer {
  constructor(seed) {
    this.next = numbers(seed);
    this.lines = [];
    this.labels = 0;
    this.workers = this.int(2, 5);
    this.durations = this.pick(DURATIONS);
    this.plain = PLAIN.filter(() => this.chance(0.55)).concat([sleep, say, spawn]);
    this.nested = NESTED.filter(() => this.chance(0.55));
    if (this.nested.length === 0) this.nested = [wrapped];
    this.failing = this.chance(0.7);
    this.stories = this.chance(0.3);
  }

  chance(p) { return this.next() < p; }
  int(from, to) { return from + Math.floor(this.next() * (to - from + 1)); }
  pick(list) { return list[Math.floor(this.next() * list.length)]; }
  put(depth, text) { this.lines.push("    ".repeat(depth) + text); }

  /** A text that stands once in the program. */
  label() {
    this.labels += 1;
    return `"${String.fromCharCode(97 + ((this.labels - 1) % 26))}${this.labels}"`;
  }

  duration() { return this.pick(this.durations); }
  task() { return `tasks[${this.int(-3, 3)} % len(tasks)]`; }

  /** A coroutine: a later worker, or something short where there is none. */
  call(worker) {
    if (worker + 1 < this.workers && this.chance(0.75)) return `w${this.int(worker + 1, this.workers - 1)}()`;
    return this.pick([
      () => `asyncio.sleep(${this.duration()}, ${this.label()})`,
      () => `asyncio.sleep(${this.duration()}, ${this.label()})`,
      () => "event.wait()",
      () => "queue.get()",
      () => `queue.put(${this.label()})`,
      () => `asyncio.to_thread(block, ${this.duration()}, ${this.label()})`,
    ])();
  }

  /** Something to await: a coroutine, or a future made of others. */
  awaitable(worker, depth = 0) {
    if (depth > 1 || !this.chance(0.2)) return this.call(worker);
    const inner = () => this.awaitable(worker, depth + 1);
    return this.pick([
      () => `asyncio.gather(${inner()}, ${inner()}${this.pick(["", ", return_exceptions=True"])})`,
      () => `asyncio.shield(${inner()})`,
      () => `asyncio.wait_for(${inner()}, ${this.duration()})`,
      () => `asyncio.ensure_future(${inner()})`,
      () => `asyncio.create_task(${this.call(worker)})`,
      () => `drain(queue, ${this.int(1, 3)})`,
    ])();
  }

  /** Several of them, as arguments. */
  calls(worker, from, to) {
    return Array.from({ length: this.int(from, to) }, () => this.awaitable(worker)).join(", ");
  }

  body(depth, worker, budget) {
    const length = this.int(1, 4);
    for (let i = 0; i < length && budget > 0; i += 1) {
      this.statement(depth, worker, budget);
      budget -= 1;
    }
    this.put(depth, `log(${this.label()})`);
  }

  statement(depth, worker, budget) {
    const nested = budget >= 2 && depth < 5 && this.chance(0.5);
    this.pick(nested ? this.nested : this.plain)(this, depth, worker, budget);
  }

  /** How the program is run: mostly once, sometimes twice, on one loop or on two. */
  ending() {
    if (this.chance(0.85)) {
      this.put(0, "asyncio.run(main())");
    } else if (this.chance(0.5)) {
      this.put(0, "asyncio.run(main())");
      this.put(0, "asyncio.run(main())");
    } else {
      this.put(0, "with asyncio.Runner() as runner:");
      this.put(1, "runner.run(main())");
      this.put(1, "runner.run(main())");
    }
  }

  /** `try:` around lines, with an except clause that says what came. */
  guarded(depth, classes, lines) {
    this.put(depth, "try:");
    lines.forEach((line) => this.put(depth + 1, line));
    this.put(depth, `except ${classes} as error:`);
    this.put(depth + 1, `log(${this.label()}, ${this.told("error")})`);
  }

  /** What is said of an error: what it is, or also how it came about. */
  told(error) { return `${this.stories && this.chance(0.5) ? "story" : "repr"}(${error})`; }
}

// ------------------------------------------------------------------ statements without a body

const sleep = (w, d) => w.put(d, `await asyncio.sleep(${w.duration()})`);
const say = (w, d) => w.put(d, `log(${w.label()}, asyncio.current_task().get_name())`);

function spawn(w, d, worker) {
  const name = w.chance(0.25) ? `, name=${w.label()}` : "";
  w.put(d, `tasks.append(asyncio.create_task(${w.call(worker)}${name}))`);
}

const eager = (w, d, worker) =>
  w.put(d, worker + 1 < w.workers
    ? `tasks.append(asyncio.create_task(w${w.int(worker + 1, w.workers - 1)}(), eager_start=True))`
    : `await Hops(${w.int(0, 3)})`);

const yields = (w, d) => w.put(d, w.pick([
  "await asyncio.sleep(0)", `log(await Hops(${w.int(0, 4)}))`, `log(await relay(${w.int(0, 2)}, ${w.duration()}))`,
]));

const events = (w, d) => w.put(d, w.pick([
  "event.set()", "event.clear()", "await event.wait()", "log(event.is_set())",
]));

function eventInTime(w, d) {
  w.guarded(d, "TimeoutError", [`log(await asyncio.wait_for(event.wait(), ${w.duration()}))`]);
}

function queues(w, d) {
  const queue = w.pick(["queue", "queue", "heap", "stack"]);
  const item = w.int(0, 9);
  w.pick([
    () => w.put(d, `await ${queue}.put(${item})`),
    () => w.put(d, `log("got", await ${queue}.get())`),
    () => w.guarded(d, "(asyncio.QueueFull, asyncio.QueueShutDown)", [`${queue}.put_nowait(${item})`]),
    () => w.guarded(d, "(asyncio.QueueEmpty, asyncio.QueueShutDown)", [`log(${queue}.get_nowait())`]),
    () => w.guarded(d, "ValueError", [`${queue}.task_done()`]),
    () => w.guarded(d, "TimeoutError", [`log(await asyncio.wait_for(${queue}.get(), ${w.duration()}))`]),
    () => w.guarded(d, "TimeoutError", [`await asyncio.wait_for(${queue}.put(${item}), ${w.duration()})`]),
    () => w.guarded(d, "TimeoutError", [`await asyncio.wait_for(${queue}.join(), ${w.duration()})`]),
    () => w.put(d, `log(${queue}.qsize(), ${queue}.full(), ${queue}.empty())`),
  ])();
}

function shutdown(w, d) {
  w.put(d, `if tick(${w.int(1, 3)}):`);
  w.put(d + 1, `queue.shutdown(${w.pick(["", "immediate=True"])})`);
}

function cancel(w, d) {
  const message = w.chance(0.3) ? w.label() : "";
  w.put(d, "if tasks:");
  w.put(d + 1, `log("cancel", ${w.task()}.cancel(${message}))`);
}

function cancelLater(w, d) {
  w.put(d, "if tasks:");
  const when = w.pick([() => "call_soon(", () => `call_later(${w.duration()}, `])();
  w.put(d + 1, `asyncio.get_running_loop().${when}${w.task()}.cancel)`);
}

function cancelSelf(w, d) {
  w.put(d, `if tick(${w.int(2, 4)}):`);
  w.put(d + 1, "asyncio.current_task().cancel()");
  if (w.chance(0.3)) w.put(d + 1, "log(asyncio.current_task().uncancel())");
}

function awaitTask(w, d) {
  w.put(d, "if tasks:");
  const task = w.pick([`await ${w.task()}`, `await asyncio.shield(${w.task()})`,
    `await asyncio.wait_for(${w.task()}, ${w.duration()})`]);
  w.guarded(d + 1, "(Exception, asyncio.CancelledError)", [`log("task gave", ${task})`]);
}

function lookAtTask(w, d) {
  w.put(d, "if tasks:");
  w.put(d + 1, `task = ${w.task()}`);
  w.put(d + 1, "log(task.get_name(), task.done(), task.cancelled(), min(task.cancelling(), 9))");
}

function callback(w, d) {
  const loop = "asyncio.get_running_loop()";
  w.pick([
    () => w.put(d, `${loop}.call_soon(log, ${w.label()})`),
    () => w.put(d, `${loop}.call_later(${w.duration()}, log, ${w.label()})`),
    () => w.put(d, `${loop}.call_at(${loop}.time() + ${w.duration()}, log, ${w.label()})`),
    () => w.put(d, `${loop}.call_later(${w.duration()}, event.set)`),
    () => {
      w.put(d, `timer = ${loop}.call_later(${w.duration()}, log, ${w.label()})`);
      w.put(d, `await asyncio.sleep(${w.duration()})`);
      w.put(d, "timer.cancel()");
    },
    () => {
      w.put(d, "if tasks:");
      w.put(d + 1, `${w.task()}.add_done_callback(ended)`);
      if (w.chance(0.3)) w.put(d + 1, `log(${w.task()}.remove_done_callback(ended))`);
    },
    () => {
      w.put(d, "if tasks:");
      w.put(d + 1, `${w.task()}.add_done_callback(lambda task: tasks[-1].cancel())`);
    },
  ])();
}

function byHand(w, d) {
  const loop = "asyncio.get_running_loop()";
  w.pick([
    () => {
      w.put(d, `futures.append(${loop}.create_future())`);
      w.put(d, `${loop}.call_later(${w.duration()}, settle, futures[-1], ${w.label()})`);
    },
    () => {
      w.put(d, "if futures:");
      w.guarded(d + 1, "(asyncio.InvalidStateError, ValueError)", [
        w.pick([`futures[${w.int(0, 5)} % len(futures)].set_result(${w.label()})`,
          `futures[${w.int(0, 5)} % len(futures)].set_exception(ValueError(${w.label()}))`,
          `log(futures[${w.int(0, 5)} % len(futures)].cancel())`,
          `log(futures[${w.int(0, 5)} % len(futures)].result())`]),
      ]);
    },
    () => {
      w.put(d, "if futures:");
      w.guarded(d + 1, "(ValueError, TimeoutError, asyncio.CancelledError)", [
        w.pick([`log(await futures[${w.int(0, 5)} % len(futures)])`,
          `log(await asyncio.wait_for(asyncio.shield(futures[-1]), ${w.duration()}))`,
          `log(await asyncio.wait_for(futures[-1], ${w.duration()}))`]),
      ]);
    },
  ])();
}

function threads(w, d) {
  const job = w.pick(["block", "block", "block", "block_and_fail"]);
  const pool = w.pick(["None", "pool", "pool"]);
  const call = w.pick([
    `asyncio.to_thread(${job}, ${w.duration()}, ${w.label()})`,
    `asyncio.get_running_loop().run_in_executor(${pool}, ${job}, ${w.duration()}, ${w.label()})`,
  ]);
  w.guarded(d, "KeyError", [`log(await ${call})`]);
}

function fromThread(w, d, worker) {
  const loop = "asyncio.get_running_loop()";
  const told = w.pick([
    `tell, ${loop}, ${w.duration()}, event.set`,
    `tell, ${loop}, ${w.duration()}, log, ${w.label()}`,
    `tell, ${loop}, ${w.duration()}, asyncio.current_task().cancel`,
    worker + 1 < w.workers
      ? `ask, ${loop}, ${w.duration()}, w${w.int(worker + 1, w.workers - 1)}`
      : `tell, ${loop}, ${w.duration()}, fail, ${w.label()}`,
  ]);
  w.put(d, w.pick([`log(await asyncio.to_thread(${told}))`, `${loop}.run_in_executor(pool, ${told})`]));
}

function handlers(w, d) {
  const loop = "asyncio.get_running_loop()";
  w.put(d, w.pick([
    `${loop}.set_exception_handler(handled)`,
    `${loop}.set_exception_handler(handled)`,
    `${loop}.set_exception_handler(None)`,
    `${loop}.call_exception_handler({"message": ${w.label()}})`,
    `${loop}.call_soon(fail, ${w.label()})`,
    `${loop}.call_later(${w.duration()}, fail, ${w.label()})`,
  ]));
}

/** All tasks start at once from now on, or no longer. */
const factory = (w, d) =>
  w.put(d, `asyncio.get_running_loop().set_task_factory(${w.pick(["asyncio.eager_task_factory", "asyncio.eager_task_factory", "None"])})`);

function shared(w, d) {
  const some = `tasks[${w.pick(["-1:", "-2:", "-3:", ":2", ":"])}]`;
  w.put(d, `if ${some}:`);
  w.guarded(d + 1, "(Exception, asyncio.CancelledError)", [w.pick([
    `log(await asyncio.gather(*${some}, return_exceptions=True))`,
    `log(await asyncio.gather(*${some}))`,
    `log([len(part) for part in await asyncio.wait(${some}, timeout=${w.duration()})])`,
    `log([len(part) for part in await asyncio.wait(${some}, return_when=asyncio.FIRST_COMPLETED)])`,
    `log([await each for each in asyncio.as_completed(${some})])`,
    "log(len(asyncio.all_tasks()))",
  ])]);
}

const blocks = (w, d) => w.put(d, `time.sleep(${w.duration()})`);

function condition(w, d) {
  w.put(d, "async with condition:");
  w.pick([
    () => w.put(d + 1, "await condition.wait()"),
    () => w.put(d + 1, `condition.notify(${w.int(1, 3)})`),
    () => w.put(d + 1, "condition.notify_all()"),
    () => w.guarded(d + 1, "TimeoutError", [`await asyncio.wait_for(condition.wait(), ${w.duration()})`]),
    () => {
      w.put(d + 1, 'state["n"] += 1');
      w.put(d + 1, "condition.notify_all()");
    },
    () => w.put(d + 1, `log(await condition.wait_for(lambda: state["n"] > ${w.int(1, 6)}))`),
  ])();
}

function barriers(w, d) {
  w.guarded(d, "(asyncio.BrokenBarrierError, TimeoutError)", [w.pick([
    'log("barrier", await barrier.wait())',
    `log("barrier", await asyncio.wait_for(barrier.wait(), ${w.duration()}))`,
    "await barrier.reset()",
    "log(barrier.n_waiting, barrier.broken)",
    "await barrier.abort()",
  ])]);
}

function context(w, d) {
  w.put(d, w.pick([
    `var.set(${w.label()})`, "log(var.get())", "asyncio.get_running_loop().call_soon(lambda: log(var.get()))",
    `asyncio.create_task(asyncio.sleep(${w.duration()}), context=contextvars.copy_context())`,
    `log(contextvars.copy_context().run(var.set, ${w.label()}).old_value)`,
  ]));
}

function lateAcquire(w, d) {
  const lock = w.pick(["lock", "semaphore"]);
  w.put(d, "try:");
  w.put(d + 1, `await asyncio.wait_for(${lock}.acquire(), ${w.duration()})`);
  w.put(d, "except TimeoutError:");
  w.put(d + 1, `log(${w.label()}, "no ${lock}")`);
  w.put(d, "else:");
  w.put(d + 1, `await asyncio.sleep(${w.duration()})`);
  w.put(d + 1, `${lock}.release()`);
}

function raises(w, d, worker) {
  if (worker < 0 || !w.failing) return say(w, d);
  w.put(d, `if ${w.pick([`tick(${w.int(2, 4)})`, "len(tasks) % 2", "queue.empty()", "event.is_set()"])}:`);
  w.put(d + 1, `raise ${w.pick(["ValueError", "ValueError", "KeyError", "asyncio.CancelledError", "TimeoutError"])}(${w.label()})`);
  return undefined;
}

// ------------------------------------------------------------------ statements with a body

function locked(w, d, worker, budget) {
  w.put(d, `async with ${w.pick(["lock", "lock", "semaphore", "bounded", "condition"])}:`);
  w.body(d + 1, worker, budget - 1);
}

function timed(w, d, worker, budget) {
  w.put(d, "try:");
  const now = "asyncio.get_running_loop().time()";
  const kind = w.int(0, 4);
  if (kind === 0) w.put(d + 1, `async with asyncio.timeout_at(${now} + ${w.duration()}) as limit:`);
  else w.put(d + 1, `async with asyncio.timeout(${w.chance(0.1) ? "None" : w.duration()}) as limit:`);
  if (kind === 1) w.put(d + 2, `limit.reschedule(${now} + ${w.duration()})`);
  w.body(d + 2, worker, budget - 1);
  w.put(d, "except TimeoutError:");
  w.put(d + 1, `log(${w.label()}, limit.expired(), asyncio.current_task().cancelling())`);
}

function waitFor(w, d, worker) {
  w.guarded(d, "(TimeoutError, ValueError, KeyError)", [`log(await asyncio.wait_for(${w.awaitable(worker)}, ${w.duration()}))`]);
}

function gather(w, d, worker) {
  const flag = w.pick(["", ", return_exceptions=True"]);
  const call = `asyncio.gather(${w.calls(worker, 2, 4)}${flag})`;
  if (w.chance(0.25)) {
    w.put(d, `both = ${call}`);
    w.put(d, `asyncio.get_running_loop().call_later(${w.duration()}, both.cancel)`);
    w.guarded(d, "(Exception, asyncio.CancelledError)", ["log(await both)"]);
  } else {
    w.guarded(d, "Exception", [`log(await ${w.chance(0.2) ? `asyncio.shield(${call})` : call})`]);
  }
}

function group(w, d, worker, budget) {
  w.put(d, "try:");
  w.put(d + 1, "async with asyncio.TaskGroup() as group:");
  const children = w.int(1, 3);
  for (let i = 0; i < children; i += 1) {
    const made = `group.create_task(${w.call(worker)})`;
    w.put(d + 2, w.chance(0.3) ? `tasks.append(${made})` : made);
  }
  if (w.chance(0.5)) w.body(d + 2, worker, budget - 2);
  w.put(d, "except* Exception as errors:");
  w.put(d + 1, `log(${w.label()}, [${w.told("error")} for error in errors.exceptions], asyncio.current_task().cancelling())`);
}

function wait(w, d, worker) {
  const made = Array.from({ length: w.int(2, 3) }, () => `asyncio.ensure_future(${w.awaitable(worker)})`).join(", ");
  const when = w.pick(["ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION"]);
  const limit = w.chance(0.4) ? `, timeout=${w.duration()}` : "";
  w.put(d, `done, pending = await asyncio.wait([${made}], return_when=asyncio.${when}${limit})`);
  w.put(d, `log(${w.label()}, len(done), len(pending))`);
  if (w.chance(0.6)) {
    w.put(d, "for task in pending:");
    w.put(d + 1, "task.cancel()");
    if (w.chance(0.4)) w.put(d, "log(len(await asyncio.gather(*pending, return_exceptions=True)))");
  }
}

function completed(w, d, worker) {
  const limit = w.chance(0.4) ? `, timeout=${w.duration()}` : "";
  w.put(d, "try:");
  const asynchronous = w.chance(0.5);
  w.put(d + 1, `${asynchronous ? "async for" : "for"} next_done in asyncio.as_completed([${w.calls(worker, 2, 4)}]${limit}):`);
  w.put(d + 2, "try:");
  w.put(d + 3, "log(await next_done)");
  if (w.chance(0.2)) w.put(d + 3, "break");
  w.put(d + 2, "except (ValueError, KeyError) as error:");
  w.put(d + 3, `log(${w.label()}, ${w.told("error")})`);
  w.put(d, "except TimeoutError as error:");
  w.put(d + 1, `log(${w.label()}, repr(error))`);
}

function shield(w, d, worker) {
  const inner = `asyncio.shield(${w.awaitable(worker)})`;
  const outer = w.chance(0.5) ? `asyncio.wait_for(${inner}, ${w.duration()})` : inner;
  w.guarded(d, w.pick(["Exception", "(Exception, asyncio.CancelledError)"]), [`log(await ${outer})`]);
}

function generator(w, d, worker, budget) {
  const source = w.pick(["count", "count", "careful"]);
  const made = `${source}(${w.int(1, 4)}, ${w.duration()})`;
  w.pick([
    () => {
      w.put(d, `async for n in ${made}:`);
      w.body(d + 1, worker, budget - 2);
      if (w.chance(0.5)) {
        w.put(d + 1, `if n == ${w.int(0, 2)}:`);
        w.put(d + 2, "break");
      }
    },
    () => w.put(d, `log([n async for n in ${made} if n % 2 == 0])`),
    () => {
      w.put(d, `async with contextlib.aclosing(${made}) as items:`);
      w.put(d + 1, "async for n in items:");
      w.put(d + 2, `log(${w.label()}, n)`);
      w.put(d + 2, "break");
    },
    () => {
      w.put(d, `items = ${made}`);
      w.guarded(d, "(StopAsyncIteration, RuntimeError, ValueError)", [
        "log(await anext(items))",
        w.pick([`log(await items.asend(${w.label()}))`, `await items.athrow(ValueError(${w.label()}))`, "await items.aclose()"]),
      ]);
      // The judge's pure-Python futures keep the frames of errors alive longer than the C ones do.
      w.put(d, "finally:");
      w.put(d + 1, "del items");
    },
  ])();
}

function managed(w, d, worker, budget) {
  if (w.chance(0.7)) {
    w.put(d, `async with managed(${w.label()}, ${w.duration()}) as name:`);
    w.body(d + 1, worker, budget - 1);
    return;
  }
  w.put(d, "async with contextlib.AsyncExitStack() as stack_of_two:");
  w.put(d + 1, `await stack_of_two.enter_async_context(managed(${w.label()}, ${w.duration()}))`);
  w.put(d + 1, `stack_of_two.push_async_callback(asyncio.sleep, ${w.duration()})`);
  w.body(d + 1, worker, budget - 2);
}

function wrapped(w, d, worker, budget) {
  w.put(d, "try:");
  w.body(d + 1, worker, budget - 1);
  if (w.chance(0.6)) {
    w.put(d, `except ${w.pick(["asyncio.CancelledError", "asyncio.CancelledError", "ValueError", "(KeyError, TimeoutError)"])}:`);
    w.put(d + 1, `log(${w.label()})`);
    if (w.chance(0.3)) w.put(d + 1, `await asyncio.sleep(${w.duration()})`);
    if (w.chance(0.7)) w.put(d + 1, "raise");
  }
  w.put(d, "finally:");
  w.put(d + 1, w.pick([() => `await asyncio.sleep(${w.duration()})`, () => `log(${w.label()}, asyncio.current_task().cancelling())`])());
}

function repeated(w, d, worker, budget) {
  w.put(d, `for turn in range(${w.int(2, 3)}):`);
  w.body(d + 1, worker, Math.min(2, budget - 1));
}

const PLAIN = [
  eager, yields, events, events, eventInTime, queues, queues, queues, shutdown, cancel, cancel, cancelLater,
  cancelSelf, awaitTask, awaitTask, lookAtTask, callback, callback, byHand, byHand, threads, blocks, condition,
  condition, barriers, context, lateAcquire, raises, raises, fromThread, handlers, handlers, factory, shared, shared,
];
const NESTED = [
  locked, locked, timed, timed, waitFor, gather, gather, group, group, wait, completed, shield, generator,
  managed, wrapped, repeated,
];

// ------------------------------------------------------------------ the whole

function worker(w, number) {
  w.put(0, `async def w${number}():`);
  if (w.chance(0.35)) {
    w.body(1, number, 6);
  } else {
    w.put(1, "try:");
    w.body(2, number, 6);
    w.put(1, "except asyncio.CancelledError as error:");
    w.put(2, `log("w${number} cancelled", ${w.told("error")})`);
    if (w.chance(0.25)) w.put(2, `await asyncio.sleep(${w.duration()})`);
    w.put(2, w.chance(0.85) ? "raise" : `return "w${number} stays"`);
    w.put(1, "finally:");
    w.put(2, `log("w${number} ends")`);
  }
  w.put(1, `return "w${number}"`);
  w.put(0, "");
  w.put(0, "");
}

/** The program of a seed. */
export function program(seed) {
  const w = new Writer(seed);
  for (let number = 0; number < w.workers; number += 1) worker(w, number);
  w.put(0, "async def main():");
  w.put(1, "global lock, semaphore, bounded, event, condition, queue, heap, stack, barrier, pool");
  w.put(1, "lock, event = asyncio.Lock(), asyncio.Event()");
  w.put(1, `condition = asyncio.Condition(${w.pick(["", "", "lock"])})`);
  w.put(1, `semaphore, bounded = asyncio.Semaphore(${w.int(1, 3)}), asyncio.BoundedSemaphore(2)`);
  w.put(1, `queue, heap, stack = asyncio.Queue(${w.int(0, 2)}), asyncio.PriorityQueue(2), asyncio.LifoQueue()`);
  w.put(1, `barrier, pool = asyncio.Barrier(${w.int(1, 3)}), ThreadPoolExecutor(${w.int(1, 2)})`);
  w.put(1, "asyncio.get_running_loop().call_later(2, event.set)");
  w.put(1, "try:");
  w.put(2, "async with asyncio.timeout(4):");
  const statements = w.int(2, 5);
  for (let i = 0; i < statements; i += 1) w.statement(3, -1, 4);
  w.put(3, "log(await asyncio.gather(w0(), *tasks, return_exceptions=True))");
  w.put(1, "except TimeoutError:");
  w.put(2, 'log("main timed out")');
  w.put(0, "");
  w.put(0, "");
  w.ending();
  return withHelpers(w.lines.join("\n"));
}
