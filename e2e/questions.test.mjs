// Ten questions that interviews ask, each built from an empty page without a line of typed code, and
// what the finished program shows. A gesture is a press, a choice, or a word put into a field.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atTheEnd, clock, lines, parts, programAs, ready } from "./page.mjs";
import { open } from "./support.mjs";

const tree = (page) => page.getByRole("tree", { name: "Program as blocks" });
const row = (page, name) => tree(page).getByRole("treeitem", { name });
const source = (page) => page.locator(".code-beside textarea").inputValue();

/** An empty page, and hands that count what they do. */
async function start(t) {
  const page = await open(t);
  await ready(page);
  await parts.button(page, "New").click();
  const began = Date.now();
  let gestures = 0;
  const does = async (action) => {
    gestures += 1;
    await action;
  };
  const hands = {
    does,
    press: (key) => does(page.keyboard.press(key)),
    type: (words) => does(page.keyboard.type(words)),
    /** The table: a row is a name, a kind, seconds, and whether it fails. */
    async scenario(rows, way) {
      await parts.button(page, "Build with blocks").click();
      await hands.press("n");
      const table = page.getByRole("dialog", { name: "New scenario" });
      await table.waitFor();
      // Two rows are there to begin with.
      for (let extra = rows.length; extra < 2; extra += 1) {
        await does(table.getByRole("button", { name: "Remove task 2" }).click());
      }
      for (const [index, [name, kind, seconds, fails]] of rows.entries()) {
        const nth = index + 1;
        if (index > 1) await does(table.getByRole("button", { name: "Add a row" }).click());
        await does(table.getByLabel(`Name of task ${nth}`).fill(name));
        if (kind) await does(table.getByLabel(`Kind of task ${nth}`).selectOption(kind));
        await does(table.getByLabel(`Seconds of task ${nth}`).fill(seconds));
        if (fails) await does(table.getByLabel(`Task ${nth} fails`).check());
      }
      if (way) await does(table.getByLabel(way, { exact: true }).check());
      await hands.press("Control+Enter");
      await ready(page);
      if (!(await tree(page).count())) await programAs(page, "Blocks");
      await tree(page).waitFor();
    },
    add: (label) =>
      does(page.getByRole("region", { name: "Add a block" }).getByRole("button", { name: label, exact: true }).click()),
    way: (name) => does(tree(page).getByRole("radio", { name, exact: true }).click()),
    told(what) {
      t.diagnostic(`${what}: ${gestures} gestures, ${((Date.now() - began) / 1000).toFixed(1)} s`);
    },
  };
  return { page, hands };
}

/** The lines of the whole run, without their times. */
async function printed(page, check) {
  await atTheEnd(page, async () => check(await lines(page), (await clock(page)).seconds));
}

test("1: one after another, then at the same time", async (t) => {
  const { page, hands } = await start(t);
  await hands.scenario([["Users", null, "1.0"], ["Orders", null, "0.5"]], "One after another");
  await printed(page, (_, seconds) => assert.equal(seconds, 1.5));
  await hands.way("gather");
  await printed(page, (_, seconds) => assert.equal(seconds, 1));
  await hands.way("create_task");
  await printed(page, (_, seconds) => assert.equal(seconds, 1));
  hands.told("await, gather and create_task");
});

test("3: asyncio.sleep and time.sleep", async (t) => {
  const { page, hands } = await start(t);
  await hands.scenario([["Report", "blocks", "2.0"], ["Heartbeat", null, "0.5"]]);
  await printed(page, (found, seconds) => {
    assert.equal(seconds, 2.5, "the heartbeat waits for the report, then for itself");
    assert.ok(found.includes("2.00 Heartbeat starts"), found.join("\n"));
  });
  hands.told("a blocking call in a coroutine");
});

test("6: gather gives results in the order of the calls", async (t) => {
  const { page, hands } = await start(t);
  await hands.scenario([["Slow", null, "1.0"], ["Fast", null, "0.2"]]);
  await printed(page, (found) => {
    assert.ok(found.indexOf("0.20 Fast ends") < found.indexOf("1.00 Slow ends"));
    assert.equal(found.at(-1), "1.00 ['Slow', 'Fast']");
  });
});

test("7: an error in gather, and the siblings go on", async (t) => {
  const { page, hands } = await start(t);
  await hands.scenario([["Bad", null, "0.2", true], ["Good", null, "1.0"]]);
  await printed(page, (found) => {
    assert.match(found.join("\n"), /RuntimeError: Bad failed/);
    assert.ok(!found.join("\n").includes("Good ends"), "asyncio.run cancels what is left");
  });
});

test("8: return_exceptions puts the exception into its place", async (t) => {
  const { page, hands } = await start(t);
  await hands.scenario([["Bad", null, "0.2", true], ["Good", null, "1.0"]]);
  await hands.does(tree(page).getByRole("button", { name: "return_exceptions" }).click());
  await printed(page, (found) => assert.equal(found.at(-1), "1.00 [RuntimeError('Bad failed'), 'Good']"));
});

test("9: a TaskGroup cancels the siblings", async (t) => {
  const { page, hands } = await start(t);
  await hands.scenario([["Bad", null, "0.2", true], ["Good", null, "1.0"]], "TaskGroup");
  await printed(page, (found, seconds) => {
    assert.equal(seconds, 0.2);
    assert.match(found.join("\n"), /ExceptionGroup: unhandled errors in a TaskGroup/);
  });
});

test("11: as_completed gives results as they come", async (t) => {
  const { page, hands } = await start(t);
  await hands.scenario([["Slow", null, "1.0"], ["Fast", null, "0.2"]], "as_completed");
  await printed(page, (found) => assert.equal(found.at(-1), "1.00 ['Fast', 'Slow']"));
});

test("12: a timeout cancels, and the caller gets TimeoutError", async (t) => {
  const { page, hands } = await start(t);
  await hands.scenario([["Slow", null, "5.0"]]);
  await hands.does(row(page, /^call Slow/).focus());
  await hands.press("w");
  await page.waitForFunction(() => document.activeElement.closest(".wrap-menu") !== null);
  await hands.press("Tab");
  await hands.press("Enter");
  assert.match(await source(page), /asyncio\.wait_for\(call\("Slow", 5\.0\), timeout=1\.0\)/);
  await printed(page, (found, seconds) => {
    assert.equal(seconds, 1);
    assert.match(found.join("\n"), /TimeoutError/);
  });
  hands.told("wait_for around a call");
});

test("13: a cancellation lands at the await, and finally runs", async (t) => {
  const { page, hands } = await start(t);
  await hands.scenario([["Setup", null, "0.1"]], "One after another");
  await hands.does(row(page, /^One after another/).focus());
  await hands.add("create_task");
  await hands.add("await sleep");
  await hands.type("0.5");
  await hands.press("Enter");
  await hands.add("cancel");
  await hands.add("await task");
  // The wait of the function itself, with a cleanup behind it.
  await hands.does(row(page, /^await sleep seconds/).focus());
  await hands.add("try / finally");
  await hands.does(row(page, /^await sleep seconds/).focus());
  await hands.press("Delete");
  await printed(page, (found) => {
    assert.ok(found.filter((line) => line.endsWith("cleanup")).length === 2, found.join("\n"));
    assert.match(found.join("\n"), /CancelledError/);
  });
  hands.told("cancel a task, clean up in finally");
});

test("17: no more than two at a time", async (t) => {
  const { page, hands } = await start(t);
  const tasks = ["A", "B", "C", "D"].map((name) => [name, null, "1.0"]);
  await hands.scenario(tasks, "Semaphore");
  await printed(page, (found, seconds) => {
    assert.equal(seconds, 2);
    assert.ok(found.includes("1.00 C starts"));
  });
});

test("23: blocking calls, each in a thread", async (t) => {
  const { page, hands } = await start(t);
  await hands.scenario([["Report", "blocks", "2.0"], ["Export", "blocks", "1.0"]], "to_thread");
  await printed(page, (_, seconds) => assert.equal(seconds, 2));
  await hands.way("Blocking");
  await printed(page, (_, seconds) => assert.equal(seconds, 3));
});
