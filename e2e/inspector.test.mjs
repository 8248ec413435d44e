// The inspector: one task from the inside, by keys, mouse and touch, docked and as a sheet.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, openLesson, parts, paste, ready } from "./page.mjs";
import { assertAccessible, assertNoSideScroll, open, shot } from "./support.mjs";

const inspector = (page) => page.getByRole("region", { name: /^(Selected task|Whole program)$/ });
const part = (page, name) => inspector(page).locator(".insp-part", { has: page.getByRole("heading", { name }) });

const CANCEL = `import asyncio

async def reserve(seat):
    try:
        await asyncio.sleep(2.0)
    finally:
        print("released", seat)

async def main():
    lock = asyncio.Lock()
    permits = asyncio.Semaphore(2)
    async with lock, permits:
        try:
            await asyncio.wait_for(reserve("12A"), 0.8)
        except TimeoutError:
            print("too late")

asyncio.run(main())
`;

test("keys open it for a task, with stack, variables and links; Escape gives the focus back", async (t) => {
  const page = await open(t, "?lesson=gather&t=0.5");
  await ready(page);
  const lane = page.getByRole("row", { name: /^Database\b/ });
  await page.getByRole("row", { name: /^Event loop\b/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label")?.startsWith("Database"));
  await page.keyboard.press("i");
  await page.waitForFunction(() => document.activeElement?.textContent === "Selected task");
  await part(page, "Locals").getByText("'Database'").waitFor();
  assert.match(await part(page, "Await stack").innerText(), /call\(\)\s*line 5/);
  assert.match(await part(page, "Links").innerText(), /woken by\s*the clock at 1\.50 s/);
  assert.match(await part(page, "Links").innerText(), /waited on by\s*main/);
  const sum = await part(page, "Time").locator(".sum").innerText();
  const [busy, waiting, late, whole] = sum.match(/\d+\.\d+/g).map(Number);
  assert.ok(Math.abs(busy + waiting + late - whole) < 0.011, sum);
  await page.keyboard.press("Escape");
  await inspector(page).waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "row");
  assert.equal(await lane.getAttribute("aria-selected"), "true");
});

test("links lead from task to task, and the tree shows who awaits whom", async (t) => {
  const page = await open(t, "?lesson=gather&t=0.5");
  await ready(page);
  await parts.button(page, "Inspector").click();
  const tree = part(page, "Await tree").getByRole("listitem");
  await page.waitForFunction(() => document.querySelectorAll(".await-tree [style*='--depth:1']").length === 3 ||
    document.querySelectorAll(".await-tree [style*='--depth: 1']").length === 3);
  assert.match(await tree.first().innerText(), /^main/);
  await tree.nth(1).getByRole("button").click();
  await part(page, "Links").getByRole("button", { name: "main" }).click();
  assert.match(await inspector(page).innerText(), /gather, 0 of 3 done/);
});

test("a cancel is a journey whose stages seek; locks and permits are drawn", async (t) => {
  const page = await open(t);
  await paste(page, CANCEL);
  await ready(page);
  await page.getByRole("row", { name: /^main\b/ }).locator(".who").click();
  await parts.button(page, "Inspector").click();
  const stages = page.getByRole("list").filter({ hasText: "CancelledError is raised" }).getByRole("button");
  await stages.first().waitFor();
  assert.equal(await stages.count(), 5);
  await stages.filter({ hasText: "CancelledError is raised at line 5" }).click();
  assert.equal((await clock(page)).seconds, 0.8);
  assert.match(await part(page, "Shared things").innerText(), /1 of 2 permits taken/);
  assert.match(await part(page, "Shared things").innerText(), /held by main/);
  await stages.filter({ hasText: "finally runs at line 7" }).click();
  assert.match(await page.locator('.stages [aria-current="step"]').first().innerText(), /finally|raised/);
});

test("a wait's number is stepped by keys and buttons, as one edit each", async (t) => {
  const page = await open(t, "?lesson=gather&t=0.5");
  await ready(page);
  await page.getByRole("row", { name: /^Cache\b/ }).locator(".who").click();
  await parts.button(page, "Inspector").click();
  const number = part(page, "Time").getByRole("spinbutton");
  await number.focus();
  await page.keyboard.press("ArrowUp");
  await page.waitForFunction(() => document.querySelector("textarea").value.includes('call("Cache", 0.6)'));
  await page.keyboard.press("Shift+ArrowDown");
  await page.waitForFunction(() => document.querySelector("textarea").value.includes('call("Cache", 0.59)'));
  await part(page, "Time").getByRole("button", { name: /^Longer/, includeHidden: true }).click();
  await page.waitForFunction(() => document.querySelector("textarea").value.includes('call("Cache", 0.69)'));
});

for (const theme of ["dark", "light"]) {
  test(`docked it breaks no rule: ${theme}`, async (t) => {
    const page = await open(t, "?lesson=gather&t=0.5", { theme });
    await ready(page);
    await page.getByRole("row", { name: /^Database\b/ }).locator(".who").click();
    await parts.button(page, "Inspector").click();
    await part(page, "Locals").waitFor();
    await assertAccessible(page, "the inspector");
    await shot(page, `inspector-${theme}`);
  });

  test(`as a sheet on a telephone it breaks no rule: ${theme}`, async (t) => {
    const page = await open(t, "?lesson=gather&t=0.5", {
      theme,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await ready(page);
    await page.getByRole("list", { name: /^Waiting/ }).getByRole("button").first().tap();
    await parts.button(page, "More").tap();
    await parts.button(page, "Inspector").tap();
    await part(page, "Await stack").waitFor();
    await assertAccessible(page, "the sheet");
    await assertNoSideScroll(page);
    await shot(page, `inspector-sheet-${theme}`);
  });
}

test("every lesson can be looked into", async (t) => {
  const page = await open(t, "?lesson=semaphore");
  await ready(page);
  await parts.button(page, "Inspector").click();
  await page.locator(".await-tree").waitFor();
  await openLesson(page, /cancel/i);
  await page.locator(".await-tree").waitFor();
});
