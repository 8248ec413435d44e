// The builder by mouse, touch and keyboard: each gesture, what it writes, and undo.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atTheEnd, clock, eventually, parts, paste, programAs, ready } from "./page.mjs";
import { assertAccessible, assertNoSideScroll, open, shot, TELEPHONE } from "./support.mjs";

const tree = (page) => page.getByRole("tree", { name: "Program as blocks" });
const row = (page, name) => tree(page).getByRole("treeitem", { name }).first();
const palette = (page) => page.getByRole("region", { name: "Add a block" });
const status = (page) => page.locator(".builder [role=status]");
const TABLET = { viewport: { width: 1280, height: 800 }, hasTouch: true };

const PROGRAM = `import asyncio
import time

# Seconds are written where they are used.
async def call(name, seconds):
    print(name, "starts")
    if seconds > 1:
        print("long")
    await asyncio.sleep(seconds)
    return name

async def main():
    results = await asyncio.gather(
        call("Database", 1.5),  # slow
        call("Cache", 0.5),
    )
    print(results)

asyncio.run(main())
`;

/** The program in the builder. */
async function blocks(t, program = PROGRAM, options = {}) {
  const page = await open(t, `?src=${encodeURIComponent(program)}`, options);
  await ready(page);
  if (options.viewport?.width < 760) {
    await page.getByRole("tab", { name: "Code", exact: true }).first().click();
  }
  await programAs(page, "Blocks");
  await tree(page).waitFor();
  return page;
}

/** The text behind the blocks, as the share link would carry it: the editor beside, or the tab. */
async function source(page) {
  const beside = page.locator(".code-beside textarea");
  if (await beside.count()) return beside.inputValue();
  await programAs(page, "Code");
  const text = await parts.editor(page).inputValue();
  await programAs(page, "Blocks");
  await tree(page).waitFor();
  return text;
}

async function becomes(page, wanted) {
  const patience = Date.now() + 5000;
  for (;;) {
    const text = await source(page);
    if (text === wanted) return;
    if (Date.now() > patience) assert.equal(text, wanted);
    await page.waitForTimeout(50);
  }
}

async function undone(page) {
  await page.getByRole("button", { name: "Undo" }).click();
  await becomes(page, PROGRAM);
}

const middle = async (locator) => {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

const grip = (page, name) => row(page, name).locator(".grip").first();

/** A drag with a finger: real touch events, as the browser makes them of a touch screen. */
async function swipe(page, from, to, steps = 10) {
  const client = await page.context().newCDPSession(page);
  const send = (type, points) => client.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await send("touchStart", [from]);
  for (let step = 1; step <= steps; step += 1) {
    const at = (a, b) => a + ((b - a) * step) / steps;
    await send("touchMove", [{ x: at(from.x, to.x), y: at(from.y, to.y) }]);
    await page.waitForTimeout(15);
  }
  await send("touchEnd", []);
}

const MOVED_IN = PROGRAM.replace("    await asyncio.sleep(seconds)\n", "").replace(
  '        print("long")\n',
  '        print("long")\n        await asyncio.sleep(seconds)\n',
);

/** Where a block is held to land behind the print in the `if`. */
async function insideIf(page) {
  const box = await row(page, /^print long/).boundingBox();
  return { x: box.x + 60, y: box.y + box.height };
}

test("a block is dragged into a nested suite by the mouse, and undo gives the exact text", async (t) => {
  const page = await blocks(t);
  const from = await middle(grip(page, /^await sleep/));
  const to = await insideIf(page);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  assert.equal(await page.locator(".drop-line").count(), 1, "the place is shown");
  await shot(page, "blocks-drag");
  await page.mouse.up();
  await becomes(page, MOVED_IN);
  await undone(page);
});

test("a block is dragged into a nested suite by a finger", async (t) => {
  const page = await blocks(t, PROGRAM, TABLET);
  const from = await middle(grip(page, /^await sleep/));
  await swipe(page, from, await insideIf(page));
  await becomes(page, MOVED_IN);
  await undone(page);
});

test("a finger drags a block on a phone too", async (t) => {
  const page = await blocks(t, PROGRAM, TELEPHONE);
  await row(page, /^await sleep/).scrollIntoViewIfNeeded();
  const from = await middle(grip(page, /^await sleep/));
  await swipe(page, from, await insideIf(page));
  await becomes(page, MOVED_IN);
});

test("a block is picked up, carried and dropped by keys, and each step is said", async (t) => {
  const page = await blocks(t);
  await row(page, /^await sleep/).focus();
  await page.keyboard.press("Space");
  assert.match(await status(page).innerText(), /Picked up await sleep seconds, line 9/);
  await page.keyboard.press("ArrowUp");
  assert.match(await status(page).innerText(), /at the end of if/);
  await page.keyboard.press("Escape");
  assert.match(await status(page).innerText(), /Put back/);
  await becomes(page, PROGRAM);
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await becomes(page, MOVED_IN);
  assert.match(await status(page).innerText(), /Moved await sleep/);
  const focused = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  assert.match(focused, /^await sleep/, "the focus stays on the block");
  await page.keyboard.press("Control+z");
  await becomes(page, PROGRAM);
});

test("a step of the palette is dragged into place, by mouse and by finger", async (t) => {
  for (const options of [{}, TABLET]) {
    const page = await blocks(t, PROGRAM, options);
    const from = await middle(palette(page).getByRole("button", { name: "time.sleep" }));
    const to = await insideIf(page);
    if (options.hasTouch) {
      await swipe(page, from, to, 20);
    } else {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 8 });
      await page.mouse.up();
    }
    await becomes(
      page,
      PROGRAM.replace('        print("long")\n', '        print("long")\n        time.sleep(1.0)\n'),
    );
    await undone(page);
  }
});

test("the palette is searched from anywhere with /, and Enter adds", async (t) => {
  const page = await blocks(t);
  await row(page, /^await sleep/).focus();
  await page.keyboard.press("/");
  await page.keyboard.type("shield");
  assert.equal(await palette(page).getByRole("button").count(), 1);
  await page.keyboard.press("Enter");
  const text = await source(page);
  assert.match(text, /task = asyncio\.create_task\(call\("Task 1", 1\.0\)\)\n {4}await asyncio\.shield\(task\)/);
  await undone(page);
});

test("blocks are duplicated and deleted by keys and by their buttons", async (t) => {
  const page = await blocks(t);
  const twice = PROGRAM.replace("    await asyncio.sleep(seconds)\n", (line) => line + line);
  await row(page, /^await sleep/).focus();
  await page.keyboard.press("Control+d");
  await becomes(page, twice);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Delete");
  await becomes(page, PROGRAM);
  await row(page, /^await sleep/).click({ position: { x: 300, y: 8 } });
  await row(page, /^await sleep/).getByRole("button", { name: "Duplicate", includeHidden: true }).click();
  await becomes(page, twice);
  await undone(page);
  await row(page, /^print Text|^print name/).click({ position: { x: 400, y: 8 } });
  await row(page, /^print name/).getByRole("button", { name: "Delete", includeHidden: true }).click();
  await becomes(page, PROGRAM.replace('    print(name, "starts")\n', ""));
  await undone(page);
});

const wraps = {
  "in try": [
    /^await sleep/,
    PROGRAM.replace(
      "    await asyncio.sleep(seconds)\n",
      '    try:\n        await asyncio.sleep(seconds)\n    except Exception as error:\n        print("failed:", error)\n',
    ),
  ],
  "in timeout": [
    /^await sleep/,
    PROGRAM.replace(
      "    await asyncio.sleep(seconds)\n",
      "    async with asyncio.timeout(1.0):\n        await asyncio.sleep(seconds)\n",
    ),
  ],
  "in semaphore": [
    /^await sleep/,
    PROGRAM.replace(
      "    await asyncio.sleep(seconds)\n",
      "    async with semaphore:\n        await asyncio.sleep(seconds)\n",
    ).replace("async def main", "semaphore = asyncio.Semaphore(2)\n\nasync def main"),
  ],
};

for (const [label, [name, after]] of Object.entries(wraps)) {
  test(`a block is put ${label} and taken out again`, async (t) => {
    const page = await blocks(t);
    await row(page, name).click({ position: { x: 300, y: 8 } });
    await row(page, name).getByRole("button", { name: "Wrap", exact: true, includeHidden: true }).click();
    await shot(page, "blocks-wrap");
    await row(page, name).getByRole("button", { name: label }).click();
    await becomes(page, after);
    // The frame has the focus: U takes it away again.
    await page.keyboard.press("u");
    await becomes(page, after.includes("semaphore =")
      ? PROGRAM.replace("async def main", "semaphore = asyncio.Semaphore(2)\n\nasync def main")
      : PROGRAM);
  });
}

test("W opens the choice by keyboard, and a blocking call goes to a thread", async (t) => {
  const program = PROGRAM.replace("await asyncio.sleep(seconds)", "time.sleep(seconds)");
  const page = await blocks(t, program);
  await row(page, /^time.sleep/).focus();
  await page.keyboard.press("w");
  for (let turn = 0; turn < 3; turn += 1) await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "in to_thread");
  await page.keyboard.press("Enter");
  await becomes(page, program.replace("time.sleep(seconds)", "await asyncio.to_thread(time.sleep, seconds)"));
});

test("durations are typed, nudged and scrubbed", async (t) => {
  const page = await blocks(t);
  const field = tree(page).getByRole("spinbutton").first();
  await field.fill("2.5");
  await field.press("Enter");
  await becomes(page, PROGRAM.replace("1.5", "2.5"));
  await field.press("ArrowDown");
  await becomes(page, PROGRAM.replace("1.5", "2.4"));
  await field.press("Shift+ArrowUp");
  await becomes(page, PROGRAM.replace("1.5", "2.41"));
  const unit = await middle(row(page, /^call Cache/).locator(".unit"));
  await page.mouse.move(unit.x, unit.y);
  await page.mouse.down();
  await page.mouse.move(unit.x + 31, unit.y, { steps: 5 });
  await page.mouse.up();
  await becomes(page, PROGRAM.replace("1.5", "2.41").replace("0.5", "1.0"));
});

test("a duration is scrubbed and a bar is drawn longer by a finger", async (t) => {
  const page = await blocks(t, PROGRAM, TABLET);
  const unit = await middle(row(page, /^call Cache/).locator(".unit"));
  await swipe(page, unit, { x: unit.x + 32, y: unit.y });
  await becomes(page, PROGRAM.replace("0.5", "1.0"));
  const handle = await middle(row(page, /^call Cache/).locator(".lane2 i b"));
  await swipe(page, handle, { x: handle.x - 40, y: handle.y });
  const text = await source(page);
  const seconds = Number(/"Cache", ([\d.]+)/.exec(text)[1]);
  assert.ok(seconds < 1.0 && seconds > 0.1, `the bar says ${seconds}`);
});

test("a new name is taken everywhere, within its function only", async (t) => {
  const page = await blocks(t);
  const name = page.getByRole("textbox", { name: "Name of the function" }).first();
  await name.fill("fetch");
  await name.press("Enter");
  await becomes(page, PROGRAM.replaceAll("call(", "fetch("));
  const parameters = page.getByRole("textbox", { name: "Parameters of fetch" });
  await parameters.fill("name, delay");
  await parameters.press("Enter");
  await becomes(page, PROGRAM.replaceAll("call(", "fetch(").replace("name, seconds", "name, delay")
    .replace("seconds > 1", "delay > 1").replace("sleep(seconds)", "sleep(delay)"));
});

test("a group runs in all eight ways and back, by mouse and by keyboard", async (t) => {
  const page = await blocks(t);
  const way = (name) => tree(page).getByRole("radio", { name, exact: true });
  const seconds = { "One after another": 2, create_task: 1.5, TaskGroup: 1.5, as_completed: 1.5, Semaphore: 1.5, to_thread: 1.5, Blocking: 2 };
  for (const [name, wanted] of Object.entries(seconds)) {
    await way(name).click();
    await way(name).and(page.locator("[aria-checked=true]")).waitFor();
    await atTheEnd(page, async () => assert.equal((await clock(page)).seconds, wanted, name));
    assert.match(await source(page), /"Database", 1\.5\)+,?  # slow/, `${name} keeps the comment`);
  }
  await way("gather").click();
  await becomes(page, PROGRAM);
  await way("gather").focus();
  await page.keyboard.press("ArrowLeft");
  await way("One after another").and(page.locator("[aria-checked=true]")).waitFor();
  const focused = await page.evaluate(() => document.activeElement.textContent);
  assert.equal(focused, "One after another", "the focus follows the choice");
  await page.keyboard.press("ArrowRight");
  await becomes(page, PROGRAM);
});

test("a finger switches the pattern", async (t) => {
  const page = await blocks(t, PROGRAM, TELEPHONE);
  await tree(page).getByRole("radio", { name: "TaskGroup" }).tap();
  await tree(page).getByRole("radio", { name: "TaskGroup" }).and(page.locator("[aria-checked=true]")).waitFor();
  assert.match(await source(page), /async with asyncio\.TaskGroup\(\) as group/);
});

test("each call of a group shows the variable that takes its result, and a new name is taken everywhere", async (t) => {
  const program = PROGRAM.replace("results = await", "a, b = await").replace("print(results)", "print(a, b)");
  const page = await blocks(t, program);
  const name = tree(page).getByRole("textbox", { name: /takes the result/i }).nth(1);
  assert.equal(await name.inputValue(), "b");
  await name.fill("cached");
  await name.press("Enter");
  const renamed = program.replace("a, b = await", "a, cached = await").replace("print(a, b)", "print(a, cached)");
  await becomes(page, renamed);
  await tree(page).getByRole("radio", { name: "One after another", exact: true }).click();
  await eventually(async () => {
    assert.match(await source(page), /^    a = await call\("Database", 1\.5\)  # slow\n    cached = await call\("Cache", 0\.5\)$/m);
    const names = await tree(page).getByRole("textbox", { name: /takes the result/i }).evaluateAll((all) => all.map((one) => one.value));
    assert.deepEqual(names, ["a", "cached"]);
  });
});

test("a way that a group cannot have says why", async (t) => {
  const program = PROGRAM.replace("results = await", "a, b = await").replace("print(results)", "print(a, b)");
  const page = await blocks(t, program);
  const way = tree(page).getByRole("radio", { name: "as_completed" });
  assert.equal(await way.getAttribute("aria-disabled"), "true");
  assert.match(await way.getAttribute("title"), /each result has a name/);
  await way.click({ force: true });
  await page.getByText(/Each result has a name/).waitFor();
  await becomes(page, program);
});

test("return_exceptions is one press", async (t) => {
  const page = await blocks(t);
  await tree(page).getByRole("button", { name: "return_exceptions" }).click();
  await becomes(page, PROGRAM.replace('"Cache", 0.5),\n', '"Cache", 0.5),\n        return_exceptions=True,\n'));
  await tree(page).getByRole("button", { name: "return_exceptions" }).click();
  await becomes(page, PROGRAM);
});

test("undo goes over Code and Blocks in one history", async (t) => {
  const page = await blocks(t);
  await row(page, /^await sleep/).focus();
  await page.keyboard.press("Delete");
  const deleted = PROGRAM.replace("    await asyncio.sleep(seconds)\n", "");
  await becomes(page, deleted);
  await programAs(page, "Code");
  await parts.editor(page).press("Control+End");
  await page.keyboard.type("# end");
  await programAs(page, "Blocks");
  await becomes(page, `${deleted}# end`);
  await row(page, /^import asyncio/).focus();
  for (let turn = 0; turn < 6 && (await source(page)) !== deleted; turn += 1) await page.keyboard.press("Control+z");
  await becomes(page, deleted);
  await page.keyboard.press("Control+z");
  await becomes(page, PROGRAM);
  await page.keyboard.press("Control+Shift+z");
  await becomes(page, deleted);
});

test("with readonly nothing can be changed, by no hand", async (t) => {
  const page = await open(t, `?readonly=1&src=${encodeURIComponent(PROGRAM)}`);
  await ready(page);
  await programAs(page, "Blocks");
  await tree(page).waitFor();
  assert.equal(await palette(page).count(), 0);
  assert.equal(await page.getByRole("button", { name: /^New/ }).count(), 0);
  // To look at the group in another way changes nothing.
  const buttons = tree(page).getByRole("button").and(page.locator(":not([aria-label^=Compare])"));
  assert.equal(await buttons.count(), 0);
  for (const field of await tree(page).getByRole("textbox").all()) {
    assert.notEqual(await field.getAttribute("readonly"), null);
  }
  await row(page, /^await sleep/).focus();
  for (const key of ["Delete", "Control+d", "Alt+ArrowUp", "F2", "u", "Space"]) await page.keyboard.press(key);
  await tree(page).getByRole("spinbutton").first().press("ArrowUp");
  await tree(page).getByRole("radio", { name: "TaskGroup" }).click({ force: true });
  await becomes(page, PROGRAM);
  await assertAccessible(page, "blocks that can only be looked at");
});

test("a new scenario by keyboard alone", async (t) => {
  const page = await open(t);
  await ready(page);
  const began = Date.now();
  let keys = 0;
  const press = async (key) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  const type = async (text) => {
    keys += text.length;
    await page.keyboard.type(text);
  };
  await press("n");
  await page.getByRole("dialog", { name: "New scenario" }).waitFor();
  await assertAccessible(page, "the table of a scenario");
  await type("Users");
  await press("Tab");
  await press("Tab");
  await type("2");
  await press("Enter");
  await type("Report");
  await press("Tab");
  await type("b");
  await press("Tab");
  await type("0.5");
  await press("Tab");
  await press("Space");
  await shot(page, "scenario");
  await press("Control+Enter");
  await ready(page);
  t.diagnostic(`three tasks: ${keys} keys, ${Date.now() - began} ms`);
  assert.equal(
    await parts.editor(page).inputValue(),
    `import asyncio
import time

async def call(name, seconds):
    print(name, "starts")
    await asyncio.sleep(seconds)
    print(name, "ends")
    return name

async def block_and_fail(name, seconds):
    print(name, "starts")
    time.sleep(seconds)
    raise RuntimeError(f"{name} failed")

async def main():
    results = await asyncio.gather(
        call("Users", 2.0),
        call("Cache", 0.5),
        block_and_fail("Report", 0.5),
    )
    print(results)

asyncio.run(main())
`,
  );
});

const EVERYTHING = `import asyncio
import time

queue = asyncio.Queue()
event = asyncio.Event()
lock = asyncio.Lock()
count = 0

def crunch(seconds):
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass

async def call(name, seconds):
    global count
    count += 1
    async with lock:
        await queue.put(name)
    for number in range(3):
        if number == 1:
            continue
        await asyncio.sleep(seconds)
    return name

async def main():
    task = asyncio.create_task(call("A", 0.5))
    try:
        async with asyncio.timeout(2.0):
            await asyncio.wait_for(call("B", 0.1), timeout=1.0)
            await asyncio.shield(task)
            done, pending = await asyncio.wait([task])
    except TimeoutError as error:
        print("late:", error)
        task.cancel()
    finally:
        item = await queue.get()
        queue.task_done()
        event.set()
        await event.wait()
    await asyncio.to_thread(crunch, 0.2)
    await asyncio.get_running_loop().run_in_executor(None, crunch, 0.2)
    result = await task

asyncio.run(main())
`;

test("every construct is a block with fields, at every width and in both themes", async (t) => {
  for (const theme of ["dark", "light"]) {
    for (const options of [{ viewport: { width: 1280, height: 800 } }, TELEPHONE]) {
      const page = await blocks(t, EVERYTHING, { ...options, theme });
      const names = await tree(page).getByRole("treeitem").evaluateAll((rows) =>
        rows.filter((row) => row.classList.contains("code-row")).map((row) => row.getAttribute("aria-label")));
      assert.deepEqual(names, ["global count, line 15"], "what stays code");
      await assertAccessible(page, `the blocks, ${theme}, ${options.viewport.width} px`);
      await assertNoSideScroll(page);
      await shot(page, `blocks-${theme}-${options.viewport.width}`);
    }
  }
});

test("by touch a block is duplicated, wrapped and deleted", async (t) => {
  const page = await blocks(t, PROGRAM, TELEPHONE);
  const sleep = row(page, /^await sleep/);
  const tap = async (name, exact = true) => {
    await sleep.getByRole("button", { name, exact, includeHidden: true }).first().tap();
  };
  await sleep.locator(".hd, .grip").first().scrollIntoViewIfNeeded();
  await sleep.tap({ position: { x: 40, y: 12 } });
  await tap("Duplicate");
  await becomes(page, PROGRAM.replace("    await asyncio.sleep(seconds)\n", (line) => line + line));
  await page.getByRole("button", { name: "Undo" }).tap();
  await becomes(page, PROGRAM);
  await sleep.tap({ position: { x: 40, y: 12 } });
  await tap("Wrap");
  await tap("in timeout");
  await becomes(page, wraps["in timeout"][1]);
  await page.getByRole("button", { name: "Undo" }).tap();
  await becomes(page, PROGRAM);
  await sleep.tap({ position: { x: 40, y: 12 } });
  await tap("Delete");
  await becomes(page, PROGRAM.replace("    await asyncio.sleep(seconds)\n", ""));
});
