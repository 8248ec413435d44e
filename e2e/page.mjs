// The page as its tests speak of it: the parts by role and name, and what they say.
import assert from "node:assert/strict";

export const parts = {
  why: (page) => page.getByRole("region", { name: "Why" }),
  board: (page) => page.getByRole("region", { name: "Board" }),
  console: (page) => page.getByRole("log"),
  editor: (page) => page.getByRole("textbox", { name: "Program" }),
  slider: (page) => page.getByRole("slider", { name: "Step", exact: true }),
  button: (page, name) => page.getByRole("button", { name, exact: true }),
};

/** Where the clock is, as the scrubber tells a screen reader. */
export async function clock(page) {
  const [text, steps] = await parts.slider(page).evaluate(async (slider) => {
    // What was pressed just before is drawn in the next frame.
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    return [slider.getAttribute("aria-valuetext") ?? "", Number(slider.getAttribute("aria-valuemax"))];
  });
  const found = /^Step (\d+)(?: of \d+)?, ([\d.]+) seconds, iteration (\d+)$/.exec(text);
  assert.ok(found, `the scrubber says ${JSON.stringify(text)}`);
  const [step, seconds, iteration] = found.slice(1).map(Number);
  return { step, steps, seconds, iteration };
}

/** The sentence that says why. */
export const sentence = (page) => parts.why(page).locator("p").first().innerText();

/** The lines of the console up to the cursor: `["0.50 Cache ready", …]`. */
export async function lines(page) {
  const rows = await parts.console(page).getByRole("listitem").all();
  return Promise.all(
    rows.map(async (row) => {
      const [time, text] = await Promise.all([
        row.locator("time").innerText(),
        row.locator(".txt").innerText(),
      ]);
      return `${time} ${text}`;
    }),
  );
}

/** Names of the tasks in a zone of the board, in its order: "Ready", "Running", "Waiting", "Done". */
export async function zone(page, name) {
  const tokens = parts.board(page).getByRole("list", { name: new RegExp(`^${name},`) });
  const labels = await tokens.getByRole("button").evaluateAll((buttons) =>
    buttons.map((button) => button.getAttribute("aria-label") ?? button.textContent),
  );
  return labels.map((label) => label.split(",")[0]);
}

export async function board(page) {
  const [ready, running, waiting, done] = await Promise.all(
    ["Ready", "Running", "Waiting", "Done"].map((name) => zone(page, name)),
  );
  return { ready, running, waiting, done };
}

/** Waits until the program in the editor has run and its steps can be walked. */
export async function ready(page) {
  await page.waitForFunction(() => {
    const slider = document.querySelector('[role="slider"][aria-label="Step"]');
    return slider !== null && Number(slider.getAttribute("aria-valuemax")) > 0;
  });
}

/** Puts a text into the editor as a paste does; its run comes a moment later. */
export async function paste(page, text) {
  await parts.editor(page).click();
  await page.keyboard.press("Control+A");
  await page.evaluate((content) => navigator.clipboard.writeText(content), text);
  await page.keyboard.press("Control+V");
}

/** Opens a lesson by its title, from the list of lessons. */
export async function openLesson(page, title) {
  await page.getByRole("navigation", { name: "Lessons" }).locator("button[aria-haspopup]").click();
  await page.getByRole("dialog", { name: "Lessons" }).getByRole("button", { name: title }).click();
  await ready(page);
}

export const toEnd = (page) => parts.button(page, "Last step").click();
export const toStart = (page) => parts.button(page, "First step").click();

/** Steps forward until `reached(page)` holds; fails at the end of the run. */
export async function stepUntil(page, what, reached) {
  for (;;) {
    if (await reached(page)) return;
    const { step, steps } = await clock(page);
    assert.ok(step < steps, `the run ended before: ${what}`);
    await parts.button(page, "Step forward").click();
  }
}

/** Shows the program as "Code" or as "Blocks". */
export const programAs = (page, name) =>
  page.getByRole("tablist", { name: "Program as" }).getByRole("tab", { name }).click();

/** Tries `check` again and again until it holds: what a person would wait for before they judge. */
export async function eventually(check) {
  const patience = Date.now() + 10_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > patience) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Goes to the end of the run, again and again, until `check` holds there: an edit runs a moment later. */
export const atTheEnd = (page, check) =>
  eventually(async () => {
    await toEnd(page);
    return check();
  });
