// Programs side by side: the same work in three ways with one click, on one clock.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, parts, ready } from "./page.mjs";
import { assertAccessible, assertNoSideScroll, open, shot, TELEPHONE } from "./support.mjs";

const side = (page, name) => page.getByRole("region", { name, exact: true });
const strip = (page) => page.getByRole("region", { name: "Compare" });
const totals = (page) => page.getByRole("region", { name: "Totals" }).getByRole("listitem");

async function three(t, options) {
  const page = await open(t, "?lesson=gather", options);
  await ready(page);
  if (options?.isMobile) await parts.button(page, "More").tap();
  await parts.button(page, "Compare").click();
  await page.waitForFunction(() => document.querySelectorAll(".totals li").length === 3);
  return page;
}

test("one click shows sequential, gather and blocking of the same work", async (t) => {
  const page = await three(t);
  const words = await totals(page).allInnerTexts();
  assert.match(words[0], /Sequential\s+3\.20 s\s+saves nothing/);
  assert.match(words[1], /Gather\s+1\.50 s\s+saves 1\.70 s \(53 %\)/);
  assert.match(words[2], /Gather, but blocking\s+3\.20 s\s+saves nothing/);
  assert.match(await strip(page).innerText(), /part at 0\.00 s/);
});

test("what fails, cannot go on, or does not run is not the best", async (t) => {
  const page = await three(t);
  await parts.button(page, "Take Sequential away").click();
  await page.getByRole("slider", { name: "Clock of all programs" }).fill("1.2");
  const editor = side(page, "Gather, but blocking").getByRole("textbox");
  const text = await side(page, "Gather").getByRole("textbox").inputValue();
  const other = totals(page).nth(1);
  await editor.fill(text.replace("    return name", "    raise ValueError(name)"));
  await other.getByText("0.50 s has failed").waitFor();
  await strip(page).getByText("Gather, but blocking has failed.").waitFor();
  assert.equal(await page.locator(".cp.best h3").innerText(), "Gather");
  await editor.fill("import asyncio\n\nasync def main():\n    await asyncio.Event().wait()\n\nasyncio.run(main())\n");
  await other.getByText("0.00 s cannot go on").waitFor();
  assert.equal(await page.locator(".cp.best h3").innerText(), "Gather");
  await editor.fill("import asyncio\n\nasync def main(:\n");
  await other.waitFor({ state: "detached" });
  await strip(page).getByText("One program; add another").waitFor();
});

test("a program that is none of the three ways stands beside them", async (t) => {
  const page = await open(t, "?lesson=task_group");
  await ready(page);
  const text = await parts.editor(page).inputValue();
  await parts.button(page, "Compare").click();
  await side(page, "This program").waitFor();
  assert.equal(await side(page, "This program").getByRole("textbox").inputValue(), text);
});

test("at 390 px the programs stand below each other, with their text and lanes", async (t) => {
  const page = await three(t, TELEPHONE);
  for (const name of ["Sequential", "Gather", "Gather, but blocking"]) {
    await eventually(async () => {
      const column = await side(page, name).boundingBox();
      const lanes = await side(page, name).getByRole("grid", { name: "Timeline" }).boundingBox();
      assert.ok(lanes.y + lanes.height <= column.y + column.height + 1, `${name} is whole`);
    });
  }
  const words = await strip(page).locator("p").first().boundingBox();
  assert.ok(words.width > 250, "the sentence has the width of the page");
  await assertNoSideScroll(page);
});

test("one transport drives all: mouse, keys, the range", async (t) => {
  const page = await three(t);
  const range = page.getByRole("slider", { name: "Clock of all programs" });
  await range.fill("1.6");
  await strip(page).getByText("Gather has finished, 1.70 s before the next.").waitFor();
  assert.match(await side(page, "Gather").innerText(), /Done 4/);
  assert.match(await side(page, "Gather, but blocking").innerText(), /RUNNING\s+Cache/i);
  await page.locator(".compare h2").first().focus();
  await page.keyboard.press("End");
  await strip(page).getByText("All have finished, Gather first.").waitFor();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await parts.button(page, "Play").click();
  await parts.button(page, "Pause").waitFor();
  await page.waitForFunction(() => Number(document.querySelector(".cmp-range").value) > 0.2);
  await parts.button(page, "Pause").click();
});

test("Escape leads back to where it was opened", async (t) => {
  const page = await three(t);
  await page.keyboard.press("Escape");
  await ready(page);
  await page.waitForFunction(() => document.activeElement?.dataset.opens === "compare");
});

test("a group of the builder has its own button", async (t) => {
  const page = await open(t, "?lesson=gather&view=blocks");
  await ready(page);
  await parts.button(page, "Compare three ways to run it").first().click();
  await totals(page).nth(2).waitFor();
});

test("each can be edited, exchanged, taken away, and taken over", async (t) => {
  const page = await three(t);
  const editor = side(page, "Gather").getByRole("textbox", { name: "Program of Gather" });
  await editor.fill((await editor.inputValue()).replace("1.5", "2.5"));
  await totals(page).nth(1).getByText("2.50 s").waitFor();
  await parts.button(page, "Take Sequential away").click();
  assert.equal(await totals(page).count(), 2);
  await parts.button(page, "Add a program").click();
  await side(page, "Gather, but blocking, changed").waitFor();
  await page.getByRole("combobox", { name: "Program instead of Gather, but blocking, changed" })
    .selectOption({ label: "This program" });
  await side(page, "This program").waitFor();
  await side(page, "Gather").getByRole("button", { name: "Open it" }).click();
  await ready(page);
  assert.match(await parts.editor(page).inputValue(), /2\.5/);
});

test("a link brings a comparison back: its programs, its clock, and the program of the page behind it", async (t) => {
  const page = await three(t);
  const editor = (page) => side(page, "Gather").getByRole("textbox", { name: "Program of Gather" });
  await editor(page).fill((await editor(page).inputValue()).replace("1.5", "2.5"));
  await totals(page).nth(1).getByText("2.50 s").waitFor();
  await parts.button(page, "Take Sequential away").click();
  await page.getByRole("slider", { name: "Clock of all programs" }).fill("1.6");
  await parts.button(page, "Share").click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();

  const other = await open(t, link);
  await totals(other).nth(1).waitFor();
  assert.equal(await totals(other).count(), 2);
  await totals(other).nth(0).getByText("2.50 s").waitFor();
  assert.match(await editor(other).inputValue(), /"Database", 2\.5/);
  assert.equal(await other.getByRole("slider", { name: "Clock of all programs" }).inputValue(), "1.6");
  await parts.button(other, "Back to the program").click();
  await ready(other);
  assert.match(await parts.editor(other).inputValue(), /"Database", 1\.5/);
});

for (const theme of ["dark", "light"]) {
  test(`side by side breaks no rule: ${theme}`, async (t) => {
    const page = await three(t, { theme });
    await page.getByRole("slider", { name: "Clock of all programs" }).fill("1.6");
    await assertAccessible(page, "three programs");
    await shot(page, `compare-${theme}`);
  });
}

test("on a telephone the programs stand under each other", async (t) => {
  const page = await three(t, TELEPHONE);
  await assertNoSideScroll(page);
  // Nothing of a program is cut off: each shows its lanes, one program under the other.
  for (const lanes of await page.getByRole("grid", { name: "Timeline" }).all()) {
    const [lane, card] = await lanes.evaluate((grid) => {
      const bottom = (element) => element.getBoundingClientRect().bottom;
      return [bottom(grid.closest(".tl")), bottom(grid.closest(".cp"))];
    });
    assert.ok(lane <= card + 1, `lanes end at ${lane} px, their card at ${card} px`);
  }
  await assertAccessible(page, "three programs on a telephone");
  await shot(page, "compare-telephone");
  await page.keyboard.press("Escape");
  await ready(page);
});
