// The numbers of the built page behind `cargo xtask bench`: how long a keystroke takes until the new
// picture is on the screen, how smoothly many tasks play, and how long a seek takes in a long run.
// Prints a `key value` line each. The Chromium is the one of LOOPSCOPE_CHROMIUM; it draws without a GPU.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../../e2e/server.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const KEYSTROKES = 30;
const SEEKS = 30;
const PLAYED_MS = 4000;
/** A keystroke and a seek are over, with all that they set off, after this time. */
const QUIET_MS = 400;

/** Each task sleeps and runs a few times, and many are due at the same instant. */
const crowd = (tasks) => `import asyncio

async def worker(number):
    for _ in range(3):
        await asyncio.sleep(0.1 + number % 10 / 10)

async def main():
    await asyncio.gather(*(worker(number) for number in range(${tasks})))

asyncio.run(main())
`;
const program = (name) => readFileSync(path.join(HERE, `${name}.py`), "utf8");
const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const site = await serve({ folder: path.join(HERE, "..", "..", "target", "site") });
const browser = await chromium.launch({
  executablePath: process.env.LOOPSCOPE_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  await keystrokes();
  for (const tasks of [1000, 10_000]) await playing(tasks);
  await seeking();
} finally {
  await browser.close();
  await site.close();
}

/** The page with a program that has run. */
async function open(source, motion) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: motion });
  const page = await context.newPage();
  await page.goto(`${site.origin}/?t=0#src=${encodeURIComponent(source)}`);
  // A long run is shown when it is over.
  const isShown = () => Number(document.querySelector('[role="slider"]')?.getAttribute("aria-valuemax")) > 1;
  await page.waitForFunction(isShown, null, { timeout: 60_000 });
  await page.waitForTimeout(2 * QUIET_MS);
  return page;
}

/** Milliseconds from an input to the first frame that shows another timeline. */
async function response(page, type, act) {
  await page.evaluate((type) => {
    const timeline = document.querySelector('section[aria-label="Timeline"]');
    window.response = new Promise((resolve) => {
      const begun = (event) => {
        const changed = new MutationObserver(() => {
          changed.disconnect();
          // A message that is sent before a frame is drawn arrives after it.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - event.timeStamp);
          requestAnimationFrame(() => port2.postMessage(null));
        });
        const everything = { subtree: true, childList: true, attributes: true, characterData: true };
        changed.observe(timeline, everything);
      };
      addEventListener(type, begun, { once: true, capture: true });
    });
  }, type);
  await act();
  const milliseconds = await page.evaluate(() => window.response);
  await page.waitForTimeout(QUIET_MS);
  return milliseconds;
}

async function keystrokes() {
  const page = await open(program("order_service"), "reduce");
  const editor = page.getByRole("textbox", { name: "Program" });
  await editor.evaluate((editor) => {
    const duration = "sleep(0.3";
    const at = editor.value.indexOf(duration) + duration.length;
    editor.focus();
    editor.setSelectionRange(at, at);
  });
  const times = [];
  for (let count = 0; count < KEYSTROKES; count += 1) {
    const key = count % 2 ? "Backspace" : "5";
    times.push(await response(page, "keydown", () => page.keyboard.press(key)));
  }
  console.log(`keystroke_ms_median ${middle(times)}`);
  console.log(`keystroke_ms_worst ${Math.max(...times)}`);
  await page.context().close();
}

async function playing(tasks) {
  const page = await open(crowd(tasks), "no-preference");
  await page.evaluate(() => {
    window.longest = 0;
    window.frames = [];
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
    });
    tasks.observe({ type: "longtask" });
    const frame = (now) => {
      window.frames.push(now);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await page.keyboard.press("Space");
  await page.waitForTimeout(PLAYED_MS);
  const { frames, longest } = await page.evaluate(() => ({ frames: window.frames, longest: window.longest }));
  const seconds = (frames.at(-1) - frames[0]) / 1000;
  console.log(`playing_${tasks}_frames_per_second ${(frames.length - 1) / seconds}`);
  // Shorter ones than 50 ms are not told.
  console.log(`playing_${tasks}_longest_task_ms ${longest}`);
  await page.context().close();
}

async function seeking() {
  const page = await open(program("thousand_tasks"), "reduce");
  const slider = page.getByRole("slider", { name: "Step", exact: true });
  const { x, y, width, height } = await slider.boundingBox();
  const times = [];
  for (let seek = 1; seek <= SEEKS; seek += 1) {
    // 7919 is prime, so the places come in an order without a pattern.
    const at = x + (width * ((seek * 7919) % 997)) / 997;
    times.push(await response(page, "pointerdown", () => page.mouse.click(at, y + height / 2)));
  }
  console.log(`page_seek_ms_median ${middle(times)}`);
  console.log(`page_seek_ms_worst ${Math.max(...times)}`);
  await page.context().close();
}
