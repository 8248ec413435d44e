// Time goes both ways: stepping, iterations, the scrubber, playing, the timeline and the console.
import assert from "node:assert/strict";
import { test } from "node:test";
import { board, clock, lines, parts, ready, sentence, stepUntil, toEnd, toStart } from "./page.mjs";
import { open, TELEPHONE } from "./support.mjs";

/** Goes on until a clock of three digits, in steps of three digits. */
const LONG = `import asyncio

async def main():
    for _ in range(60):
        await asyncio.sleep(2.5)

asyncio.run(main())
`;

async function everything(page) {
  return { ...(await clock(page)), ...(await board(page)), why: await sentence(page), lines: await lines(page) };
}

test("each step back shows exactly what was there before the step forward", async (t) => {
  const page = await open(t);
  await ready(page);
  await toStart(page);
  const { steps } = await clock(page);
  const seen = [await everything(page)];
  for (let step = 1; step <= steps; step += 1) {
    await parts.button(page, "Step forward").click();
    seen.push(await everything(page));
    assert.equal(seen[step].step, step);
  }
  for (let step = steps - 1; step >= 0; step -= 1) {
    await parts.button(page, "Step back").click();
    assert.deepEqual(await everything(page), seen[step], `step ${step}`);
  }
});

test("the scrubber keeps its place and size however many digits the step and the clock have", async (t) => {
  const page = await open(t, `#src=${encodeURIComponent(LONG)}`);
  await ready(page);
  await toStart(page);
  const box = await parts.slider(page).boundingBox();
  const { steps } = await clock(page);
  assert.ok(steps > 100);
  for (const key of ["End", "Home"]) {
    await page.keyboard.press(key);
    assert.deepEqual(await parts.slider(page).boundingBox(), box, key);
  }
  await toEnd(page);
  assert.equal((await clock(page)).seconds, 150);
  assert.deepEqual(await parts.slider(page).boundingBox(), box);
});

test("in a run of milliseconds each moment has a time of its own, and nothing moves", async (t) => {
  const program = `import asyncio

async def blink(name, delay):
    await asyncio.sleep(delay)
    print(name)

async def main():
    await asyncio.gather(blink("a", 0.0000123), blink("b", 0.001), blink("c", 0.0025))

asyncio.run(main())
`;
  const page = await open(t, `?t=0.001#src=${encodeURIComponent(program)}`);
  await ready(page);
  assert.match(await sentence(page), /^b runs because its 0\.001 s sleep ended at 0\.001 s\./);
  const box = await parts.slider(page).boundingBox();
  await toEnd(page);
  assert.equal((await clock(page)).seconds, 0.0025);
  assert.deepEqual(await lines(page), ["0.000012 a", "0.001 b", "0.0025 c"]);
  assert.deepEqual(await page.locator(".scrub .lb").allInnerTexts(), ["0.00 s", "0.000012", "0.001", "0.0025"]);
  await toStart(page);
  assert.deepEqual(await parts.slider(page).boundingBox(), box);
});

test("a long calculation is one step, of its whole length", async (t) => {
  const program = "import asyncio\n\nasync def main():\n    for number in range(2_000_000):\n        pass\n\nasyncio.run(main())\n";
  const page = await open(t, `#src=${encodeURIComponent(program)}`);
  await ready(page);
  assert.ok((await clock(page)).steps < 10);
  await stepUntil(page, "the loop is held", async () => (await sentence(page)).startsWith("main holds the only thread."));
  await parts.button(page, "Step forward").click();
  assert.equal(await sentence(page), "main goes on because its CPU work is done.");
  const { seconds } = await clock(page);
  assert.ok(seconds > 0.3, `${seconds} s`);
});

test("the scrubber goes where it is dragged, and the ends are the ends", async (t) => {
  const page = await open(t);
  await ready(page);
  const box = await parts.slider(page).boundingBox();
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.5, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 1, middle, { steps: 8 });
  const end = await clock(page);
  assert.equal(end.step, end.steps);
  await page.mouse.move(box.x + 1, middle, { steps: 8 });
  await page.mouse.up();
  assert.equal((await clock(page)).step, 0);
  assert.deepEqual(await lines(page), []);
});

test("iterations are visited one by one, both ways", async (t) => {
  const page = await open(t);
  await ready(page);
  await toStart(page);
  await parts.slider(page).focus();
  const visited = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await page.keyboard.press("Shift+ArrowRight");
    visited.push((await clock(page)).iteration);
  }
  assert.deepEqual(visited, [1, 2, 3, 4]);
  await page.keyboard.press("Shift+ArrowLeft");
  assert.equal((await clock(page)).iteration, 3);
});

test("playing walks to the end and stops there; pausing holds the clock", async (t) => {
  const page = await open(t);
  await ready(page);
  await toStart(page);
  await page.keyboard.press("]");
  await page.keyboard.press("]");
  await page.keyboard.press("]");
  await parts.button(page, "Play").click();
  await page.waitForFunction(() => Number(document.querySelector('[role="slider"]').getAttribute("aria-valuenow")) > 3);
  await parts.button(page, "Pause").click();
  const held = await clock(page);
  await page.waitForTimeout(300);
  assert.deepEqual(await clock(page), held);
  await parts.button(page, "Play").click();
  await parts.button(page, "Play").waitFor({ timeout: 30_000 });
  const end = await clock(page);
  assert.equal(end.step, end.steps);
  assert.equal(end.seconds, 1.5);
});

test("a console line seeks to its moment", async (t) => {
  const page = await open(t);
  await ready(page);
  await toEnd(page);
  await parts.console(page).getByRole("button", { name: "Search-Index ready" }).click();
  assert.equal((await clock(page)).seconds, 1.2);
  assert.equal((await lines(page)).at(-1), "1.20 Search-Index ready");
});

test("the timeline has a lane for each task, in words, and a click on it seeks", async (t) => {
  const page = await open(t);
  await ready(page);
  const grid = page.getByRole("grid", { name: "Timeline" });
  for (const name of ["main", "Database", "Cache", "Search-Index"]) {
    assert.equal(await grid.getByRole("row", { name: new RegExp(`^${name}\\b`) }).count(), 1, name);
  }
  const lane = grid.getByRole("row", { name: /^Database\b/ }).getByRole("gridcell");
  const box = await lane.boundingBox();
  await page.mouse.click(box.x + box.width * 0.9, box.y + box.height / 2);
  const { seconds } = await clock(page);
  assert.ok(seconds >= 1.2 && seconds <= 1.5, `${seconds}`);
});

for (const [name, options] of [["1280 px", {}], ["390 px", TELEPHONE]]) {
  test(`the board stays in its place from step to step, whatever the sentence says: ${name}`, async (t) => {
    const page = await open(t, "?lesson=gather", options);
    await ready(page);
    await page.keyboard.press("Home");
    const { steps } = await clock(page);
    const places = new Set();
    for (let step = 0; step <= steps; step += 1) {
      places.add((await parts.board(page).boundingBox()).y);
      await page.keyboard.press("ArrowRight");
    }
    assert.equal((await clock(page)).step, steps);
    assert.equal(places.size, 1, [...places].join(", "));
  });
}
