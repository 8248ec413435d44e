// The whole page by keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, parts, ready } from "./page.mjs";
import { open } from "./support.mjs";

const shown = (page, name) =>
  page
    .getByRole("tablist", { name: "Program as" })
    .getByRole("tab", { name, selected: true })
    .waitFor();

test("the keys of the map do what the help says", async (t) => {
  const page = await open(t);
  await ready(page);
  await page.keyboard.press("Home");
  assert.equal((await clock(page)).step, 0);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("PageDown");
  assert.equal((await clock(page)).step, 2);
  await page.keyboard.press("ArrowLeft");
  assert.equal((await clock(page)).step, 1);
  await page.keyboard.press("End");
  const end = await clock(page);
  assert.equal(end.step, end.steps);
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  await parts.button(page, "Pause").waitFor();
  await page.keyboard.press("Space");
  await parts.button(page, "Play").waitFor();
  await page.keyboard.press("2");
  await page.getByText("One after another").first().waitFor();
  await page.keyboard.press("b");
  await shown(page, "Blocks");
  await page.keyboard.press("c");
  await shown(page, "Code");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard help" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Keyboard help" }).waitFor({ state: "hidden" });
});

test("Tab reaches the lessons, the editor, the board, the timeline and the player, each with a ring", async (t) => {
  const page = await open(t);
  await ready(page);
  const reached = new Set();
  const unnamed = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) return null;
      if (element.tagName === "TEXTAREA") element.blur();
      const style = getComputedStyle(element);
      return {
        name: element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 40),
        place: element.closest("[aria-label]")?.parentElement?.closest("[aria-label]")?.getAttribute("aria-label"),
        ring: style.outlineStyle !== "none" || style.boxShadow !== "none" || element.tagName === "TEXTAREA",
      };
    });
    if (!focus) continue;
    reached.add(focus.name);
    if (!focus.name || !focus.ring) unnamed.push(focus);
  }
  const names = [...reached].join(" | ");
  for (const wanted of [/Next lesson/, /^Program$|\| Program/, /Cache/, /Play/, /Step forward/, /Speed/]) {
    assert.match(names, wanted);
  }
  assert.deepEqual(unnamed, []);
});

test("arrows walk the tokens of the board, and the letters stay out of the editor", async (t) => {
  const page = await open(t);
  await ready(page);
  await parts.editor(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# b ");
  assert.match(await parts.editor(page).inputValue(), /^# b /);
  await shown(page, "Code");
  await page.keyboard.press("Control+Z");
  await ready(page);
  await parts.editor(page).blur();
  await page.keyboard.press("End");
  const before = await clock(page);
  await parts.board(page).getByRole("button", { name: /^Cache,/ }).focus();
  await page.keyboard.press("ArrowUp");
  const pressed = parts.board(page).locator('[aria-pressed="true"]');
  assert.equal(await pressed.count(), 1);
  assert.deepEqual(await clock(page), before);
});
