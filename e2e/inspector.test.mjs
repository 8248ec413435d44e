// The inspector: one task from the inside, by keys, mouse and touch, docked and as a sheet.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, openLesson, parts, paste, ready } from "./page.mjs";
import { assertAccessible, assertNoSideScroll, open, shot, TELEPHONE } from "./support.mjs";

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

test("the next key is not disturbed by the lane that the last one came to", async (t) => {
  const page = await open(t, "?lesson=gather&t=0.5");
  await ready(page);
  // Faster than a timer: the page has drawn what the first key asked for, and no more.
  const heading = await page.evaluate(async () => {
    const press = async (key) => {
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      for (let turn = 0; turn < 100; turn += 1) await null;
    };
    document.querySelector(".tl-grid [role=row][tabindex='0']").focus();
    await press("ArrowDown");
    await press("i");
    await new Promise((resolve) => setTimeout(resolve, 50));
    return document.activeElement.textContent;
  });
  assert.equal(heading, "Selected task");
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

test("an error has a route: who raised it, what it is, who caught it; each stage seeks", async (t) => {
  const page = await open(t);
  await paste(page, `import asyncio

async def charge(card):
    await asyncio.sleep(0.4)
    raise ValueError("declined")

async def main():
    try:
        await asyncio.create_task(charge("4242"))
    except ValueError:
        print("caught")

asyncio.run(main())
`);
  await page.getByRole("row", { name: /^4242\b/ }).locator(".who").click();
  await parts.button(page, "Last step").click();
  await parts.button(page, "Inspector").click();
  const route = inspector(page).getByRole("list", { name: /^Error route/ });
  assert.deepEqual(await route.getByRole("listitem").allInnerTexts(), [
    "4242",
    "ValueError at line 5",
    "caught by main at line 10",
  ]);
  await route.getByRole("button", { name: /^caught by main/ }).click();
  assert.equal((await clock(page)).seconds, 0.4);
  await assertAccessible(page, "the route of an error");
  await shot(page, "route");
});

const THREADS = `import asyncio

def count(n):
    total = 0
    for number in range(n):
        total += number
    return total

async def main():
    await asyncio.gather(*(asyncio.to_thread(count, 400_000) for _ in range(2)))

asyncio.run(main())
`;

test("threads take turns with the GIL; a free-threaded build has none, and links carry it", async (t) => {
  const page = await open(t, `?src=${encodeURIComponent(THREADS)}`);
  const gil = page.getByRole("row", { name: /^GIL held by: Worker 1 from 0\.00.*Worker 2/ });
  await gil.waitFor();
  const length = () => page.getByRole("row", { name: /^Event loop/ }).getAttribute("aria-label");
  const before = await length();
  await shot(page, "gil");
  await assertAccessible(page, "the lane of the GIL");
  await page.getByRole("combobox", { name: "Build of Python" }).selectOption("free-threaded, 2 cores");
  await gil.waitFor({ state: "detached" });
  // What changed is told first; the legend says again what the build means when the page is opened anew.
  await page.getByRole("status").getByText(/ends at .* was/).waitFor();
  const ends = (words) => Number(/ends at ([\d.]+) s/.exec(words)[1]);
  assert.ok(ends(await length()) < 0.7 * ends(before), "two cores take half of the time");
  await page.waitForFunction(() => location.hash.startsWith("#v1:"));
  await page.reload();
  await page.getByText("free-threaded on 2 cores").waitFor();
  assert.equal(await page.getByRole("combobox", { name: "Build of Python" }).inputValue(), "2");
  await assertAccessible(page, "a free-threaded build");
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
    const page = await open(t, "?lesson=gather&t=0.5", { ...TELEPHONE, theme });
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
