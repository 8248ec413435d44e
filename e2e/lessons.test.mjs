// What the lessons promise is seen on the page: times, orders, who waits and who is blocked.
import assert from "node:assert/strict";
import { test } from "node:test";
import { board, clock, lines, openLesson, parts, ready, sentence, stepUntil, toEnd } from "./page.mjs";
import { open, shot } from "./support.mjs";

const at = (seconds) => async (page) => (await clock(page)).seconds >= seconds;

test("the first visit opens gather half a second in, paused", async (t) => {
  const page = await open(t);
  await ready(page);
  assert.equal((await clock(page)).seconds, 0.5);
  assert.match(await sentence(page), /^Cache runs because its 0\.5 s sleep ended at 0\.50 s\./);
  const { running, waiting, done } = await board(page);
  assert.deepEqual(running, ["Cache"]);
  assert.deepEqual([...waiting].sort(), ["Database", "Search-Index", "main"]);
  assert.deepEqual(done, []);
  await shot(page, "gather-dark");
});

test("three services under gather take 1.50 s, with results in the order of the arguments", async (t) => {
  const page = await open(t);
  await ready(page);
  await toEnd(page);
  assert.equal((await clock(page)).seconds, 1.5);
  const printed = await lines(page);
  assert.equal(printed.at(-1), "1.50 ['Database', 'Cache', 'Search-Index']");
  assert.deepEqual(printed.slice(3, 6), ["0.50 Cache ready", "1.20 Search-Index ready", "1.50 Database ready"]);
  assert.equal((await board(page)).done.length, 4);
});

test("two services one after another take 2.00 s", async (t) => {
  const page = await open(t, "?lesson=sequential");
  await ready(page);
  await toEnd(page);
  assert.equal((await clock(page)).seconds, 2);
  assert.equal((await lines(page)).at(-1), "2.00 ['Users', 'Orders'] in 2.00 s");
});

test("return_exceptions gives the error as a value, and wait_for cancels the slow call", async (t) => {
  const page = await open(t, "?lesson=faults");
  await ready(page);
  await toEnd(page);
  const printed = await lines(page);
  assert.ok(printed.includes("0.10 Slow report: cancelled"));
  assert.deepEqual(printed.slice(-3), [
    "0.50 'Users ok'",
    "0.50 ConnectionError('Payments is down')",
    "0.50 TimeoutError()",
  ]);
});

test("time.sleep(2) freezes all others, and the page says who is late", async (t) => {
  const page = await open(t, "?lesson=blocking");
  await ready(page);
  assert.match(await sentence(page), /holds the only thread/);
  const { running, waiting } = await board(page);
  assert.deepEqual(running, ["report"]);
  assert.deepEqual([...waiting].sort(), ["Alerts", "Heartbeat", "main"]);
  await shot(page, "blocking-dark");
  await toEnd(page);
  const printed = await lines(page);
  assert.ok(printed.includes("2.00 Heartbeat tick") && printed.includes("2.00 Alerts tick"), printed.join("; "));
});

test("a fix of the blocked loop is one click, and everybody is on time", async (t) => {
  const page = await open(t, "?lesson=blocking");
  await ready(page);
  await page.getByRole("button", { name: "await asyncio.sleep(2)" }).click();
  await ready(page);
  await toEnd(page);
  const printed = await lines(page);
  assert.ok(printed.includes("0.50 Heartbeat tick") && printed.includes("1.00 Alerts tick"), printed.join("; "));
});

test("run_in_executor leaves the loop free: the heartbeat is in time, the third job waits its turn", async (t) => {
  const page = await open(t, "?lesson=executor");
  await ready(page);
  await expectThreads(page);
  await shot(page, "executor-dark");
  await toEnd(page);
  const printed = await lines(page);
  for (const beat of ["0.00 0.0 s: heartbeat", "0.50 0.5 s: heartbeat", "1.00 1.0 s: heartbeat"]) {
    assert.ok(printed.includes(beat), beat);
  }
  assert.equal(printed.at(-1), "2.00 ['sales report', 'stock report', 'staff report']");
});

async function expectThreads(page) {
  const workers = parts.board(page).getByRole("list", { name: /^Worker threads/ });
  await workers.waitFor();
  assert.equal(await workers.getByRole("listitem").count(), 2);
}

test("every lesson opens at its moment, tells its question, and runs to its end", async (t) => {
  const page = await open(t);
  await ready(page);
  const next = parts.button(page, "Next lesson");
  await openLesson(page, /not a task/);
  for (let lesson = 1; ; lesson += 1) {
    await ready(page);
    assert.ok((await sentence(page)).length > 10, `lesson ${lesson} has a sentence`);
    assert.ok(await page.getByText("Think:").isVisible(), `lesson ${lesson} asks`);
    await toEnd(page);
    const { step, steps } = await clock(page);
    assert.equal(step, steps);
    assert.ok((await lines(page)).length > 0, `lesson ${lesson} prints`);
    if (await next.isDisabled()) {
      assert.ok(lesson >= 12, `there are ${lesson} lessons`);
      return;
    }
    await next.click();
  }
});

test("stepping through gather visits each place of the board", async (t) => {
  const page = await open(t);
  await ready(page);
  await parts.button(page, "First step").click();
  await stepUntil(page, "three tasks are ready", async () => (await board(page)).ready.length === 3);
  assert.deepEqual((await board(page)).ready, ["Database", "Cache", "Search-Index"]);
  await stepUntil(page, "0.50 s", at(0.5));
  await stepUntil(page, "Cache is done", async () => (await board(page)).done.includes("Cache"));
  await stepUntil(page, "1.20 s", at(1.2));
  assert.equal((await clock(page)).seconds, 1.2);
});
