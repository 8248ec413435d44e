// Both themes and every size: axe finds nothing, nothing sticks out, and pictures are left to look at.
import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { board, clock, parts, programAs, ready, stepUntil, toEnd } from "./page.mjs";
import { assertAccessible, assertNoSideScroll, open, shot, TELEPHONE } from "./support.mjs";

const LESSONS = 14;
const README_PICTURE = path.join(path.dirname(fileURLToPath(import.meta.url)), "../docs/screenshot.png");

test("the README's picture", async (t) => {
  const page = await open(t);
  await ready(page);
  // Made once, and again when asked: another machine's fonts would change it at each run.
  if (!existsSync(README_PICTURE) || process.env.LOOPSCOPE_PICTURE) {
    mkdirSync(path.dirname(README_PICTURE), { recursive: true });
    await page.screenshot({ path: README_PICTURE });
  }
  assert.ok(existsSync(README_PICTURE));
});

for (const theme of ["dark", "light"]) {
  for (const lesson of ["gather", "blocking", "executor", "task_group"]) {
    test(`axe finds nothing: ${lesson}, ${theme}`, async (t) => {
      const page = await open(t, `?lesson=${lesson}`, { theme });
      await ready(page);
      await assertAccessible(page, `${lesson}, ${theme}`);
      await assertNoSideScroll(page);
      await shot(page, `${lesson}-${theme}`);
    });
  }

  test(`axe finds nothing: blocks, lessons, share and help, ${theme}`, async (t) => {
    const page = await open(t, "", { theme });
    await ready(page);
    await programAs(page, "Blocks");
    await assertAccessible(page, `blocks, ${theme}`);
    await shot(page, `blocks-${theme}`);
    await programAs(page, "Code");
    for (const [button, dialog] of [["Share", "Share this moment"], ["Keyboard help", "Keyboard help"]]) {
      await parts.button(page, button).click();
      await page.getByRole("dialog", { name: dialog }).waitFor();
      await assertAccessible(page, `${dialog}, ${theme}`);
      await page.keyboard.press("Escape");
    }
  });
}

const views = (page) => page.getByRole("tablist", { name: "Views" });

test("at 390 px: tabs on one clock, the player pinned, nothing cut at the side", async (t) => {
  const page = await open(t, "", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await ready(page);
  for (const name of ["Code", "Board", "Timeline"]) {
    await views(page).getByRole("tab", { name }).tap();
    await assertNoSideScroll(page);
    await assertAccessible(page, `390 px, ${name}`);
    const player = await page.getByRole("group", { name: "Playback" }).boundingBox();
    assert.ok(player.y + player.height <= 845, "the player is in view");
    await shot(page, `mobile-${name.toLowerCase()}`);
  }
  await views(page).getByRole("tab", { name: "Board" }).tap();
  const before = await clock(page);
  await parts.button(page, "Step forward").tap();
  assert.equal((await clock(page)).step, before.step + 1);
});

for (const [width, height] of [[320, 640], [760, 1000], [1024, 768], [1280, 720], [1920, 1080]]) {
  test(`nothing sticks out at ${width} × ${height}`, async (t) => {
    const page = await open(t, "", { viewport: { width, height } });
    await ready(page);
    await assertNoSideScroll(page);
    await shot(page, `size-${width}`);
    const blocked = await open(t, "?lesson=blocking", { viewport: { width, height } });
    await ready(blocked);
    const [why, words, fix] = await Promise.all([".why", ".why p", ".why .fixes"].map((part) => blocked.locator(part).first().boundingBox()));
    assert.ok(why.y <= words.y && fix.y + fix.height <= why.y + why.height, "the sentence and its edits have room");
  });
}

test("the badge says all of it beside a lesson, and findings are whole beside their sign", async (t) => {
  const page = await open(t);
  await ready(page);
  assert.equal(await page.locator(".badge").innerText(), "Order checked against CPython 3.14");
  const blocked = await open(t, "?lesson=blocking");
  await ready(blocked);
  const chips = blocked.getByRole("list", { name: "Findings about this run" });
  const middle = await open(t, "", { viewport: { width: 768, height: 1024 } });
  await ready(middle);
  const help = await parts.button(middle, "Keyboard help").boundingBox();
  assert.ok(help.x + help.width <= 768, "the last button of the bar is in the window");
  const bar = await chips.boundingBox();
  for (const chip of await chips.getByRole("button").all()) {
    const box = await chip.boundingBox();
    assert.ok(box.x >= bar.x && box.x + box.width <= bar.x + bar.width, await chip.innerText());
  }
});

test("the first line that is read, long titles and the lane of the GIL are not cut", async (t) => {
  const isWhole = (locator) =>
    locator.evaluate((it) => it.scrollWidth <= it.clientWidth + 1 && it.scrollHeight <= it.clientHeight + 1);
  const page = await open(t);
  await ready(page);
  assert.ok(await isWhole(page.locator(".ed-marks.now .ed-copy")), "the mark leaves the text of its line alone");
  const phone = await open(t, "?lesson=executor", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await ready(phone);
  const code = await open(t, "?lesson=gather&t=0.5", TELEPHONE);
  await ready(code);
  await code.getByRole("tab", { name: "Code", exact: true }).first().tap();
  assert.ok(await isWhole(code.locator(".ed-marks.now .ed-copy")), "nor on a telephone");
  // A page at 400 % has a window as low as this one.
  const low = await open(t, "?lesson=gather", { viewport: { width: 320, height: 200 } });
  await ready(low);
  await parts.button(low, "Play").scrollIntoViewIfNeeded();
  const play = await parts.button(low, "Play").boundingBox();
  assert.ok(play.y >= 0 && play.y + play.height <= 200, "all of it can be scrolled to");
  assert.equal(await phone.locator(".lesson-button b").innerText(), "A thread for the blocking call");
  assert.ok(await isWhole(phone.locator(".lesson-button b")), "the longest title of a lesson");
  const threads = `import asyncio

def count(n):
    while n:
        n -= 1

async def main():
    await asyncio.gather(*(asyncio.to_thread(count, 400_000) for _ in range(2)))

asyncio.run(main())
`;
  const gil = await open(t, `?src=${encodeURIComponent(threads)}`);
  await ready(gil);
  const lane = await gil.getByRole("row", { name: /^GIL held by/ }).boundingBox();
  const panel = await gil.locator(".tl").boundingBox();
  assert.ok(lane.y + lane.height <= panel.y + panel.height, "seven lanes are seen without scrolling");
});

test("beside the inspector the zones keep their words inside, and so do lanes that are compared their axis", async (t) => {
  const page = await open(t, "?lesson=executor");
  await ready(page);
  await page.locator("body").press("i");
  const inside = (inner, outer) => inner.evaluateAll((all, outer) => all.filter((one) => {
    const [small, large] = [one, one.closest(outer)].map((it) => it.getBoundingClientRect());
    return small.width > 0 && (small.left < large.left - 1 || small.right > large.right + 1);
  }).map((one) => one.textContent), outer);
  assert.deepEqual(await inside(page.locator(".zone > header > *, .worker > *, .seat .dt"), ".zone"), []);
  assert.deepEqual(await inside(page.locator(".tl-ph button"), ".timeline-panel"), []);
  const [name, left] = await Promise.all(["nm", "dt"].map((part) => page.locator(`.worker.busy .${part}`).first().boundingBox()));
  assert.ok(left.y >= name.y + name.height || left.x >= name.x + name.width, "what is left stands beside the name or under it");
  const compared = await open(t, "?lesson=semaphore");
  await ready(compared);
  await parts.button(compared, "Compare").click();
  await compared.locator(".cp .tl .axis").nth(1).waitFor();
  const axes = await compared.locator(".cp").evaluateAll((all) => all.map((one) => [one.querySelector(".plate b"), one].map((it) => it.getBoundingClientRect().bottom)));
  for (const [plate, column] of axes) assert.ok(plate <= column, `${plate} is above ${column}`);
});

test("in each lesson, at each tenth of it, tokens stand below the heads of their zones and inside of them", async (t) => {
  const page = await open(t, "?lesson=coroutines");
  await ready(page);
  const outside = () => page.locator(".waits .tok, .queue .tok, .dones .tok, .worker").evaluateAll((all) => all.filter((one) => {
    const zone = one.closest(".zone");
    const [token, place, head] = [one, zone, zone.querySelector("header")].map((it) => it.getBoundingClientRect());
    const list = one.closest("ul");
    const scrolls = list.scrollHeight > list.clientHeight;
    // Two rows of those who wait have room; other lists may scroll.
    const mayScroll = !list.matches(".waits") || list.children.length > 6;
    return scrolls ? !mayScroll : token.top < head.bottom - 2 || token.bottom > place.bottom;
  }).map((one) => one.textContent));
  for (let lesson = 1; lesson <= LESSONS; lesson += 1) {
    assert.equal(await parts.button(page, "Next lesson").isDisabled(), lesson === LESSONS, `lesson ${lesson}`);
    const track = await parts.slider(page).boundingBox();
    for (let tenth = 0; tenth <= 10; tenth += 1) {
      await page.mouse.click(track.x + (track.width * tenth) / 10, track.y + track.height / 2);
      await clock(page);
      assert.deepEqual(await outside(), [], `lesson ${lesson}, at ${tenth} tenths`);
    }
    if (lesson < LESSONS) await parts.button(page, "Next lesson").click();
    await ready(page);
  }
});

test("a lane says its task's number also when it is chosen, and compared axes have several numbers", async (t) => {
  const page = await open(t);
  await ready(page);
  const head = page.getByRole("rowheader", { name: /^Search-Index/ });
  const number = head.locator("small");
  for (const chosen of [false, true]) {
    if (chosen) await head.click();
    const [outer, inner] = await Promise.all([head.boundingBox(), number.boundingBox()]);
    assert.equal(await number.innerText(), "Task-4");
    assert.ok(inner.x + inner.width <= outer.x + outer.width, "it is not cut");
  }
  await page.locator("[data-opens=compare]").click();
  const axis = page.getByRole("region", { name: "Sequential" }).locator(".axis");
  await axis.waitFor();
  assert.deepEqual(await axis.locator(".t:not(.bare) > span").allInnerTexts(), ["1", "2", "3 s"]);
});

test("a step moves the tokens, also the first one after a cut; a cut measures nothing", async (t) => {
  const page = await open(t, "?lesson=gather&step=37", { motion: "no-preference" });
  await ready(page);
  assert.equal((await clock(page)).step, 37);
  await page.evaluate(() => {
    window.asked = 0;
    const own = Element.prototype.getBoundingClientRect;
    Element.prototype.getBoundingClientRect = function () {
      if (this.matches("[data-token]")) window.asked += 1;
      return own.call(this);
    };
  });
  const moving = () =>
    page.evaluate(() => new Promise((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(() =>
        resolve([window.asked, document.querySelector(".board").getAnimations({ subtree: true }).length])));
    }));
  await parts.button(page, "Step back").click();
  const [asked, moves] = await moving();
  assert.ok(asked > 0 && moves > 0, `${asked} places, ${moves} moves`);
  await parts.button(page, "First step").click();
  await parts.button(page, "Last step").click();
  assert.deepEqual(await moving(), [asked, 0]);
});

test("who is next is whole, also where the ready queue has three rows", async (t) => {
  const program = `import asyncio

async def job(name):
    await asyncio.sleep(0.3)

async def main():
    await asyncio.gather(*(job(f"job_{number:02}") for number in range(6)))

asyncio.run(main())
`;
  const page = await open(t, `?src=${encodeURIComponent(program)}`);
  await ready(page);
  await stepUntil(page, "five are behind the first", async () => (await board(page)).ready.length === 5);
  const inside = await page.getByRole("list", { name: /^Ready,/ }).evaluate((list) => {
    const { top, bottom } = list.getBoundingClientRect();
    return [...list.querySelectorAll(".tok")].map((token) => {
      const place = token.getBoundingClientRect();
      return place.top >= top && place.bottom <= bottom;
    });
  });
  assert.deepEqual(inside, [true, true, true, true, true]);
});

test("at 390 px a name that is cut keeps its number, whatever stands before it", async (t) => {
  const program = `import asyncio

async def download(url):
    await asyncio.sleep(0.3)

async def main():
    await asyncio.gather(*(download(f"https://example.com/chapter/{number}") for number in range(3)))

asyncio.run(main())
`;
  const page = await open(t, `?src=${encodeURIComponent(program)}`, TELEPHONE);
  await ready(page);
  await stepUntil(page, "all are ready", async () => (await board(page)).ready.length === 3);
  const ends = await page.getByRole("list", { name: /^Ready,/ }).evaluate((list) =>
    [...list.querySelectorAll(".nm")].map((name) => {
      const number = name.querySelector(".no");
      const right = name.getBoundingClientRect().right;
      return [number.textContent, number.getBoundingClientRect().right <= right + 0.5];
    }),
  );
  assert.deepEqual(ends, [["/0", true], ["/1", true], ["/2", true]]);
});

/** The words of the page that are cut, of those that say who a task is and what it does. */
const cutWords = (page) =>
  page.evaluate(() => {
    const words = ".zone > header .sub, .tok:not(.callback) :is(.stem, .num), .seat .stem, .worker .job, .group :is(.nt, .times), .tl-ph .sub";
    const parts = [...document.querySelectorAll(words)];
    return parts.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.textContent);
  });

for (const [moment, options] of [
  ["?lesson=executor", {}],
  ["?lesson=executor&step=10", {}],
  ["?lesson=gather&step=13", {}],
  ["?lesson=faults&step=11", {}],
  ["?lesson=semaphore", {}],
  ["?lesson=semaphore&step=30", {}],
  ["?lesson=semaphore", { viewport: { width: 1280, height: 720 } }],
  ["?lesson=gather&step=5", { viewport: { width: 1280, height: 720 } }],
  ["?lesson=gather&step=5", TELEPHONE],
  ["?lesson=faults&step=11", TELEPHONE],
  ["?lesson=executor&step=3", TELEPHONE],
  ["?lesson=executor&step=15", TELEPHONE],
]) {
  test(`no name and no head is cut: ${moment}, ${options.viewport?.width ?? 1280} × ${options.viewport?.height ?? 800}`, async (t) => {
    const page = await open(t, moment, options);
    await ready(page);
    assert.deepEqual(await cutWords(page), []);
  });
}

test("groups of many tasks say where they wait and until when", async (t) => {
  const program = `import asyncio

async def fetch(number):
    await asyncio.sleep(0.5 + number / 100)

async def main():
    await asyncio.gather(*(fetch(number) for number in range(80)))

asyncio.run(main())
`;
  const page = await open(t, `?t=0.7#src=${encodeURIComponent(program)}`);
  await ready(page);
  assert.match(await parts.board(page).locator(".z-wait .times").innerText(), /^next 0\.71 s, last 1\.29 s$/);
  assert.deepEqual(await cutWords(page), []);
});

test("in a window of 1000 px the timeline has room for several lanes", async (t) => {
  const page = await open(t, "?lesson=blocking", { viewport: { width: 1000, height: 800 } });
  await ready(page);
  const seen = await page.getByRole("grid", { name: "Timeline" }).evaluate((grid) => {
    const end = grid.querySelector(".axis").getBoundingClientRect().top;
    return [...grid.querySelectorAll(".lane")].filter((lane) => lane.getBoundingClientRect().top + 12 < end).length;
  });
  assert.ok(seen >= 4, `${seen} lanes`);
});

test("at 390 px: what the badge means opens inside of the window", async (t) => {
  const page = await open(t, "", TELEPHONE);
  await ready(page);
  await parts.button(page, "More").tap();
  await parts.button(page, "Order checked against CPython 3.14").tap();
  const box = await page.getByRole("note").boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 390, JSON.stringify(box));
});

test("the theme button goes through system, light and dark, and a reload remembers it", async (t) => {
  const page = await open(t);
  await ready(page);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await page.getByRole("button", { name: /^Theme/ }).click();
  const light = await background();
  assert.notEqual(light, dark);
  await page.waitForTimeout(1000);
  await page.reload();
  await ready(page);
  assert.equal(await background(), light);
});

test("a low window shows every zone of the board and the player", async (t) => {
  for (const viewport of [{ width: 1366, height: 625 }, { width: 844, height: 390 }]) {
    const size = `${viewport.width} × ${viewport.height}`;
    const page = await open(t, "?lesson=executor&t=0.5", { viewport });
    await ready(page);
    const player = await page.getByRole("group", { name: "Playback" }).boundingBox();
    assert.ok(player.y + player.height <= viewport.height, `${size}: the player is in sight`);
    for (const zone of [".z-ready", ".z-run", ".z-wait", ".z-done", ".z-threads"]) {
      const { y, height } = await page.locator(zone).boundingBox();
      assert.ok(y + Math.min(height, 60) < player.y, `${size}: ${zone} is in sight`);
    }
    await assertNoSideScroll(page);
    await assertAccessible(page, size);
    await shot(page, `low-${viewport.width}`);
  }
});

test("a low window of threads alone can be scrolled by keyboard", async (t) => {
  const program = `import threading, time

threads = [threading.Thread(target=time.sleep, args=(number,)) for number in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
`;
  const page = await open(t, `?src=${encodeURIComponent(program)}`, { viewport: { width: 844, height: 390 } });
  await ready(page);
  await toEnd(page);
  await assertAccessible(page, "threads alone, 844 × 390");
  await page.setViewportSize({ width: 390, height: 844 });
  // On a telephone the threads have a row of their own, as soon as the page is laid out anew.
  await page.waitForFunction(() => {
    const [above, below] = [".z-wait", ".z-threads"].map((zone) => document.querySelector(zone).getBoundingClientRect());
    return above.width > 300 && above.bottom <= below.top;
  });
});
