// Hands on the timeline: numbers are dragged, tasks are bent by a menu, the old future stays behind.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, parts, paste, ready } from "./page.mjs";
import { assertAccessible, open, shot, TELEPHONE } from "./support.mjs";

const grip = (page, name) =>
  page.getByRole("row", { name }).getByRole("spinbutton", { name: /^End of/, includeHidden: true });
const text = (page) => parts.editor(page).inputValue();
const changed = (page) => page.locator(".changed");

/** A finger goes through these places and is lifted. */
async function swipe(page, [first, ...others]) {
  const session = await page.context().newCDPSession(page);
  const touch = (type, ...touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", first);
  for (const place of others) await touch("touchMove", place);
  await touch("touchEnd");
}

async function middle(locator) {
  const box = await locator.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Pixels of a second on the timeline: the ends of two waits are 0.3 s apart. */
async function secondPx(page) {
  const [database, index] = await Promise.all([
    middle(grip(page, /^Database\b/)),
    middle(grip(page, /^Search-Index\b/)),
  ]);
  return (database.x - index.x) / 0.3;
}

test("the end of a wait is dragged by the mouse: the number changes live, one undo takes it back", async (t) => {
  const page = await open(t, "?lesson=gather&t=0.2");
  await ready(page);
  const before = await text(page);
  const px = await secondPx(page);
  const from = await middle(grip(page, /^Database\b/));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - px * 0.52, from.y, { steps: 6 });
  await page.waitForFunction(() => document.querySelector("textarea").value.includes('call("Database", 1.0)'));
  // Live: the run is the new one while the button is still down.
  await page.waitForFunction(() => document.querySelector(".changed")?.textContent.includes("ends at 1.20 s, was 1.50 s"));
  await page.mouse.up();
  assert.match(await changed(page).innerText(), /Database now before Search-Index/);
  assert.ok((await page.locator(".was").count()) > 0, "the old future is drawn");
  assert.equal((await clock(page)).seconds, 0.2, "the clock stays where it was");
  await page.keyboard.press("Control+z");
  await page.waitForFunction((old) => document.querySelector("textarea").value === old, before);
});

test("with Shift it goes by hundredths", async (t) => {
  const page = await open(t, "?lesson=gather&t=0.2");
  await ready(page);
  const px = await secondPx(page);
  const from = await middle(grip(page, /^Cache\b/));
  await page.keyboard.down("Shift");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + px * 0.13, from.y, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
  const found = /call\("Cache", (0\.\d+)\)/.exec(await text(page));
  assert.ok(Math.abs(Number(found[1]) - 0.63) < 0.021, found[0]);
});

test("keys step the end of a selected lane's wait", async (t) => {
  const page = await open(t, "?lesson=gather&t=0.2");
  await ready(page);
  await page.getByRole("row", { name: /^Cache\b/ }).locator(".who").click();
  // The handle can be reached by Tab once its lane is selected.
  await grip(page, /^Cache\b/).and(page.locator("[tabindex='0']")).waitFor();
  await grip(page, /^Cache\b/).focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.querySelector("textarea").value.includes('call("Cache", 0.6)'));
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => document.querySelector("textarea").value.includes('call("Cache", 0.5)'));
});

test("a finger drags it too", async (t) => {
  const page = await open(t, "?lesson=gather&t=0.2", TELEPHONE);
  await ready(page);
  await page.getByRole("tab", { name: "Timeline" }).tap();
  await grip(page, /^Database\b/).waitFor();
  const px = await secondPx(page);
  const from = await middle(grip(page, /^Database\b/));
  await swipe(page, [0, 1, 2, 3, 4, 5].map((part) => ({ x: from.x - (px * 0.5 * part) / 5, y: from.y })));
  await changed(page).getByText("ends at 1.20 s, was 1.50 s").waitFor();
  await page.getByRole("tab", { name: "Code" }).tap();
  assert.match(await text(page), /call\("Database", 1\.0\)/);
});

test("a quick drag of a finger over the lanes does not swallow the next tap", async (t) => {
  const page = await open(t, "?lesson=gather&t=0.2", TELEPHONE);
  await ready(page);
  await page.getByRole("tab", { name: "Timeline" }).tap();
  const lane = await page.getByRole("row", { name: /^Cache\b/ }).locator(".track").boundingBox();
  await swipe(page, [0.9, 0.7, 0.5, 0.3].map((part) => ({ x: lane.x + lane.width * part, y: lane.y + 20 })));
  await page.getByRole("tab", { name: "Code" }).tap();
  await page.getByRole("textbox", { name: "Program" }).waitFor();
});

test("the deadline of a timeout is dragged: its number changes, and so does what it cuts", async (t) => {
  const page = await open(t);
  await paste(page, `import asyncio

async def main():
    try:
        async with asyncio.timeout(0.5):
            await asyncio.sleep(2)
    except TimeoutError:
        print("too late")
    await asyncio.wait_for(asyncio.sleep(0.2), timeout=1)

asyncio.run(main())
`);
  const deadline = page.getByRole("spinbutton", { name: "Deadline of the 0.5 s timeout of main", includeHidden: true });
  const from = await middle(deadline);
  const end = await middle(page.getByRole("spinbutton", { name: "End of the 0.2 s of main", includeHidden: true }));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + end.x - from.x, from.y, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction(() => document.querySelector("textarea").value.includes("asyncio.timeout(0.7)"));
  await changed(page).getByText("ends at 0.90 s, was 0.70 s").waitFor();
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector("textarea").value.includes("asyncio.timeout(0.5)"));
});

test("a blocking call is dragged, and a computed length has no handle but a reason", async (t) => {
  const page = await open(t);
  await paste(page, `import asyncio, time

async def main():
    time.sleep(2)
    await asyncio.sleep(1 + 0.5)

asyncio.run(main())
`);
  await page.getByRole("row", { name: /^main\b/ }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll("[data-grip]").length === 1);
  const from = await middle(grip(page, /^main\b/));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 60, from.y, { steps: 4 });
  await page.mouse.up();
  assert.match(await text(page), /time\.sleep\([01]\.?\d?\)/);
  await page.getByRole("row", { name: /^main\b/ }).locator(".who").click();
  await parts.button(page, "Inspector").click();
  await page.getByText("No number to drag: it is computed").waitFor();
  // The reason is said at the place, too.
  await page.getByRole("img", { name: /^No number to drag for main: it is computed/ }).waitFor();
});

test("the menu of a lane makes a task fail, by mouse and by keys", async (t) => {
  const page = await open(t, "?lesson=gather&t=0.2");
  await ready(page);
  await page.getByRole("row", { name: /^Cache\b/ }).click({ button: "right", position: { x: 40, y: 10 } });
  const menu = page.getByRole("menu");
  await menu.waitFor();
  await assertAccessible(page, "the menu of a task");
  await shot(page, "menu");
  await menu.getByRole("menuitem", { name: "Make it fail" }).click();
  await changed(page).getByText("Cache now fails").waitFor();
  assert.match(await text(page), /if name == "Cache":\n        raise RuntimeError/);
  await page.getByRole("row", { name: /^Cache\b/ }).focus();
  await page.keyboard.press("Shift+F10");
  await menu.waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.matches("[data-task]"));
});

test("the menu of a token makes a wait blocking, puts a timeout around it, adds a task", async (t) => {
  const page = await open(t, "?lesson=gather&t=0.2");
  await ready(page);
  const before = await text(page);
  for (const [name, expected] of [
    ["Make it blocking", /    time\.sleep\(seconds\)/],
    ["Wrap in a timeout here", /async with asyncio\.timeout\(1\.0\):\n        await asyncio\.sleep/],
    ["Add a task like this", /call\("Database", 1\.5\),\s+call\("Database 2", 1\.5\)/],
  ]) {
    await page.getByRole("list", { name: /^Waiting/ }).getByRole("button", { name: /^Database,/ }).click({ button: "right" });
    await page.getByRole("menuitem", { name }).click();
    assert.match(await text(page), expected, name);
    await page.getByRole("region", { name: "Board" }).click({ position: { x: 4, y: 4 } });
    await page.keyboard.press("Control+z");
    await page.waitForFunction((old) => document.querySelector("textarea").value === old, before);
    await page.getByRole("list", { name: /^Waiting/ }).getByRole("button", { name: /^Database,/ }).waitFor();
  }
});
