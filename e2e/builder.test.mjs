// The three scenarios, built from an empty page without typing code, and the text behind them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atTheEnd, board, clock, lines, paste, parts, programAs, ready, stepUntil, toEnd } from "./page.mjs";
import { open, shot } from "./support.mjs";

const tree = (page) => page.getByRole("tree", { name: "Program as blocks" });
const form = (page) => page.getByRole("form", { name: "Add a task" });

/** An empty program with the builder open, as the New button and the first offer lead to it. */
async function empty(t) {
  const page = await open(t);
  await ready(page);
  await parts.button(page, "New").click();
  await page.getByRole("button", { name: "Build with blocks" }).click();
  return page;
}

async function addTask(page, name, seconds, kind) {
  await form(page).getByRole("textbox", { name: "Name" }).fill(name);
  await form(page).getByRole("spinbutton", { name: "Seconds" }).fill(seconds);
  if (kind) await form(page).getByRole("combobox", { name: "Kind" }).selectOption(kind);
  await form(page).getByRole("button", { name: "Add a task" }).click();
  await tree(page).getByRole("textbox").first().waitFor();
}

async function sourceOf(page) {
  await programAs(page, "Code");
  const source = await parts.editor(page).inputValue();
  await programAs(page, "Blocks");
  return source;
}

test("sequential awaits, from an empty page", async (t) => {
  const page = await empty(t);
  await page.getByRole("radio", { name: /^One after another/ }).click();
  await addTask(page, "Users", "1.0");
  await addTask(page, "Orders", "1.0");
  await atTheEnd(page, async () => assert.equal((await clock(page)).seconds, 2));
  await shot(page, "built-sequential");
});

test("gather, from an empty page", async (t) => {
  const page = await empty(t);
  await page.getByRole("radio", { name: /^gather/ }).click();
  await addTask(page, "Database", "1.5");
  await addTask(page, "Cache", "0.5");
  await addTask(page, "Search-Index", "1.2");
  await atTheEnd(page, async () => assert.equal((await clock(page)).seconds, 1.5));
  const source = await sourceOf(page);
  assert.match(source, /asyncio\.gather\(/);
  assert.match(source, /"Search-Index"/);
  await shot(page, "built-gather");
});

test("a blocking call, from an empty page: the others are late", async (t) => {
  const page = await empty(t);
  await page.getByRole("radio", { name: /^A blocking call/ }).click();
  await addTask(page, "Report", "2.0");
  await addTask(page, "Heartbeat", "0.5", "waits");
  await ready(page);
  await toEnd(page);
  const source = await sourceOf(page);
  assert.match(source, /time\.sleep\(/);
  assert.ok((await clock(page)).seconds >= 2);
  await parts.button(page, "First step").click();
  await stepUntil(page, "the loop is blocked", async () =>
    /holds the only thread|keeps the seat|holds/.test(await parts.why(page).innerText()),
  );
  await shot(page, "built-blocking");
});

test("the pattern of a group is switched in place, and the clock follows", async (t) => {
  const page = await open(t);
  await ready(page);
  await programAs(page, "Blocks");
  const radio = (name) => tree(page).getByRole("radio", { name, exact: true });
  const takes = (wanted) =>
    atTheEnd(page, async () => assert.equal((await clock(page)).seconds, wanted));
  await radio("One after another").click();
  await takes(3.2);
  await radio("TaskGroup").click();
  await takes(1.5);
  assert.match(await sourceOf(page), /async with asyncio\.TaskGroup\(\)/);
  await radio("create_task").click();
  await takes(1.5);
  await radio("gather").click();
  await takes(1.5);
  assert.match(await sourceOf(page), /asyncio\.gather\(/);
});

test("names and durations are edited in place, calls are deleted, and undo takes it back", async (t) => {
  const page = await open(t);
  await ready(page);
  await programAs(page, "Blocks");
  const seconds = tree(page).getByRole("spinbutton").first();
  await seconds.fill("2.5");
  await seconds.press("Enter");
  const takes = (wanted) =>
    atTheEnd(page, async () => assert.equal((await clock(page)).seconds, wanted));
  await takes(2.5);
  await seconds.press("ArrowUp");
  await takes(2.6);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await takes(1.5);
  const call = tree(page).getByRole("treeitem", { name: /Cache/ });
  await call.focus();
  await page.keyboard.press("Delete");
  await programAs(page, "Code");
  await atTheEnd(page, async () => {
    assert.ok(!(await lines(page)).join().includes("Cache"));
    assert.equal((await board(page)).done.length, 3);
  });
});

test("a comment and a statement that blocks do not know are never lost", async (t) => {
  const page = await open(t);
  await ready(page);
  const source = `import asyncio


# Prices are in cents.
async def call(name, seconds):
    total = sum(len(part) ** 2 for part in name.split("-"))  # kept
    await asyncio.sleep(seconds)
    return total


async def main():
    results = await asyncio.gather(
        call("Database", 1.5),  # the slow one
        call("Cache", 0.5),
    )
    print(results)


asyncio.run(main())
`;
  await paste(page, source);
  await programAs(page, "Blocks");
  const seconds = tree(page).getByRole("spinbutton").first();
  await seconds.fill("0.7");
  await seconds.press("Enter");
  const changed = await sourceOf(page);
  assert.equal(changed, source.replace("1.5", "0.7"));
});

test("the builder can be used by keyboard alone", async (t) => {
  const page = await empty(t);
  await page.getByRole("radio", { name: /^gather/ }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.type("Database");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("1.5");
  await page.keyboard.press("Enter");
  await tree(page).waitFor();
  // The next name is typed where the last one was, once the field is there again.
  await page.waitForFunction(() => document.activeElement.matches("input") && document.activeElement.value === "");
  await page.keyboard.type("Cache");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await atTheEnd(page, async () => assert.equal((await clock(page)).seconds, 1.5));
  assert.match(await sourceOf(page), /"Cache"/);
});

test("by keys alone: the builder has the focus, and the field of the next task is in sight", async (t) => {
  const page = await open(t);
  await ready(page);
  await parts.button(page, "New").press("Enter");
  await page.keyboard.press("b");
  await page.waitForFunction(() => document.activeElement.id === "choice-1");
  await page.keyboard.press("ArrowRight");
  for (const [name, seconds] of [["Report", "2"], ["Heartbeat", "0.5"]]) {
    if (name === "Report") await page.keyboard.press("Tab");
    await page.keyboard.type(name);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Control+A");
    await page.keyboard.type(seconds);
    await page.keyboard.press("Enter");
    await tree(page).getByRole("treeitem", { name: new RegExp(name) }).waitFor();
    await page.waitForFunction(() => document.activeElement.matches("[data-first]") && document.activeElement.value === "");
  }
  const [field, canvas] = await Promise.all([page.locator("[data-first]").boundingBox(), page.locator(".canvas").boundingBox()]);
  assert.ok(field.y >= canvas.y && field.y + field.height <= canvas.y + canvas.height);
});
