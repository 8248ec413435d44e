// In front of others: predict first and then reveal, ink that vanishes, text for a whole room.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, eventually, lines, openLesson, parts, ready, sentence } from "./page.mjs";
import { assertAccessible, assertNoSideScroll, open, shot, TELEPHONE } from "./support.mjs";

const question = (page) => page.getByRole("group", { name: "Predict first" });
const answer = (page, name) => question(page).getByRole("button", { name, exact: true });

/** True where the timeline is covered: a few pixels behind the playhead there is only it. */
const isCovered = (page) =>
  page.locator(".playhead").evaluate((playhead) => {
    const cover = getComputedStyle(playhead, "::after");
    return cover.content !== "none" && cover.backgroundColor !== "rgba(0, 0, 0, 0)";
  });

for (const theme of ["dark", "light"]) {
  test(`one predicts who prints next, then sees it: ${theme}`, async (t) => {
    const page = await open(t, "", { theme });
    await openLesson(page, /^3|Gather/);
    await page.locator("body").press("p");
    await question(page).waitFor();
    assert.ok(await isCovered(page), "the future is covered");
    await assertAccessible(page, "predicting");
    const before = await clock(page);
    const told = await page.locator(".transport .step").innerText();
    assert.match(told, /^Step \d+\s+iteration \d+$/, "how much is still to come is not told");
    assert.equal(await page.locator(".axis .t").last().innerText(), "2.0 s", "the axis ends at a round time");
    assert.ok(!(await page.getByText("Think:").isVisible()), "the lesson does not answer the question");
    await shot(page, `predict-${theme}`);
    await answer(page, "Database").click();
    await question(page).getByText("No: Cache, not Database. 0 of 1 right.").waitFor();
    const after = await clock(page);
    assert.ok(after.step > before.step, "it goes on to the line");
    assert.match((await lines(page)).at(-1), /Cache ready/);
    assert.match(await sentence(page), /Cache/);
    await answer(page, "Search-Index").click();
    await question(page).getByText("Right: Search-Index. 1 of 2 right.").waitFor();
    await assertAccessible(page, "an answer");
    await page.getByRole("button", { name: "Predict first" }).click();
    await question(page).waitFor({ state: "detached" });
    assert.ok(!(await isCovered(page)), "and shown again");
  });
}

test("predicting to the end: nobody prints", async (t) => {
  const program = `import asyncio

async def main():
    print("one")
    await asyncio.sleep(1)

asyncio.run(main())
`;
  const page = await open(t, `?predict=1&step=1&src=${encodeURIComponent(program)}`);
  await ready(page);
  await answer(page, "main").click();
  await question(page).getByText("Right: main. 1 of 1 right.").waitFor();
  await answer(page, "nobody").click();
  await question(page).getByText("Right: nobody. 2 of 2 right.").waitFor();
  const { step, steps } = await clock(page);
  assert.equal(step, steps);
  assert.equal(await question(page).getByRole("button").count(), 0, "nothing is left to guess");
});

test("predicting from the start: no question yet, and the scrubber stays where it is", async (t) => {
  const page = await open(t, "?predict=1&lesson=gather&step=0");
  await ready(page);
  assert.equal(await question(page).count(), 0);
  const before = await parts.slider(page).boundingBox();
  for (let step = 1; step <= 10; step += 1) await page.keyboard.press("ArrowRight");
  assert.equal((await clock(page)).step, 10);
  assert.deepEqual(await parts.slider(page).boundingBox(), before);
});

test("by keys the answers can be given one after another; another program begins anew", async (t) => {
  const page = await open(t, "?predict=1&lesson=gather");
  await ready(page);
  await answer(page, "Cache").focus();
  await page.keyboard.press("Enter");
  await question(page).getByText("Right: Cache. 1 of 1 right.").waitFor();
  // Cache has ended at the next line: who answered is still in the strip.
  await answer(page, "Cache").press("Enter");
  await question(page).getByText("No: Search-Index, not Cache. 1 of 2 right.").waitFor();
  await page.waitForFunction(() => document.activeElement.id === "player");
  await openLesson(page, /^2|One after/);
  await question(page).getByRole("button").first().click();
  await question(page).getByText(/of 1 right/).waitFor();
});

test("predicting by finger at 390 px", async (t) => {
  const page = await open(t, "?lesson=gather", TELEPHONE);
  await ready(page);
  await page.getByRole("button", { name: "More" }).tap();
  await page.getByRole("button", { name: "Predict first" }).tap();
  await answer(page, "Cache").tap();
  await question(page).getByText("Right: Cache.").waitFor();
  await assertNoSideScroll(page);
  await shot(page, "predict-390");
});

test("ink is drawn over the page, the keys go on working, and the ink vanishes", async (t) => {
  const page = await open(t);
  await ready(page);
  await page.locator("body").press("d");
  const lines = page.locator(".ink polyline");
  await page.mouse.move(300, 300);
  await page.mouse.down();
  await page.mouse.move(500, 350, { steps: 5 });
  await page.mouse.up();
  assert.equal(await lines.count(), 1);
  const { step } = await clock(page);
  await page.keyboard.press("ArrowRight");
  assert.equal((await clock(page)).step, step + 1);
  await lines.waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.locator(".ink").waitFor({ state: "detached" });
});

for (const [scheme, address] of [["dark", "?lesson=blocking"], ["light", "?lesson=blocking&theme=dark"]]) {
  test(`paper is light, whatever the screen is: ${scheme} ${address}`, async (t) => {
    const page = await open(t, address, { theme: scheme });
    await ready(page);
    const background = () => parts.board(page).evaluate((board) => getComputedStyle(board).backgroundColor);
    assert.equal(await background(), "rgb(21, 26, 31)");
    await page.emulateMedia({ media: "print", colorScheme: scheme });
    assert.equal(await background(), "rgb(255, 255, 255)");
    assert.equal(await parts.button(page, "Play").isVisible(), false, "there is nothing to press on paper");
    const below = await parts.board(page).evaluate((board) => [...board.querySelectorAll(".tok")].filter((token) => {
      const zone = token.closest(".zone").getBoundingClientRect();
      return token.getBoundingClientRect().bottom > zone.bottom;
    }).length);
    assert.equal(below, 0, "every task is on the paper");
    await page.emulateMedia({ media: "screen", colorScheme: scheme });
  });
}

for (const [name, viewport] of [["1280 px", { width: 1280, height: 800 }], ["1920 px", { width: 1920, height: 1080 }]]) {
  test(`larger text is the page of a smaller window, with lanes that still know their time: ${name}`, async (t) => {
    const page = await open(t, "?lesson=gather&t=0.5", { viewport });
    await ready(page);
    // A key's state is drawn a moment later.
    const grows = (to) => eventually(async () =>
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), to));
    const one = page.locator(".tl .axis .t", { hasText: /^1\.0/ });
    await page.keyboard.press("t");
    await grows("20px");
    await parts.button(page, "Keyboard help").click();
    const sizes = page.getByRole("group", { name: "Size of text" });
    await sizes.getByRole("button", { name: "150 %" }).click();
    await grows("24px");
    assert.equal(await sizes.getByRole("button", { pressed: true }).innerText(), "150 %");
    await assertAccessible(page, "help in larger text");
    await page.keyboard.press("Escape");
    await assertNoSideScroll(page);
    await assertAccessible(page, "larger text");
    const tick = await eventually(async () => {
      const box = await one.locator("span").boundingBox();
      assert.ok(box !== null && box.height >= 16, "the axis has grown, too");
      return box;
    });
    const lane = await page.getByRole("row", { name: /^Event loop/ }).boundingBox();
    await page.mouse.click(tick.x + tick.width / 2, lane.y + lane.height / 2);
    const { seconds } = await clock(page);
    assert.ok(Math.abs(seconds - 1) <= 0.02, `a click over the tick of 1.0 s came to ${seconds} s`);
    const plate = await page.locator(".tl .plate b").boundingBox();
    assert.ok(Math.abs(plate.x + plate.width / 2 - tick.x - tick.width / 2) <= 3, "the playhead stands where the click was");
    // The sizes of parts that depend on the width of the page are those of large text after a reload, too.
    const parts_of = () => page.evaluate(() => [".main", ".board", ".transport"].map((part) => {
      const found = document.querySelector(part);
      return found && getComputedStyle(found).gridTemplateColumns;
    }));
    const before = await parts_of();
    await page.reload();
    await ready(page);
    await grows("24px");
    assert.deepEqual(await parts_of(), before);
    await page.keyboard.press("t");
    await grows("16px");
  });
}
