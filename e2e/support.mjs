// What the browser tests share: one browser a file, a page a test that fails on any console error,
// and the words by which the page's parts are found (roles and accessible names, as a screen
// reader finds them).
import { after, before } from "node:test";
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
/** The release page, or another folder to try the tests on while working: `LOOPSCOPE_PAGE=dist`. */
const PAGE = path.resolve(ROOT, process.env.LOOPSCOPE_PAGE ?? "target/site");
export const SHOTS = path.join(ROOT, "target", "screenshots");

/** Quiet, without GPU, and without anything that calls home. */
const BROWSER_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * How many times slower than the machine the page is made: `LOOPSCOPE_SLOW=5` finds tests, and
 * parts of the page, that win only by being fast.
 */
const SLOWER = Number(process.env.LOOPSCOPE_SLOW ?? 1);

/** A window as telephones have it, touched by fingers. */
export const TELEPHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Long enough for a slow machine to compile the page; a test that waits this long fails. */
const PATIENCE_MS = 15_000 * SLOWER;

let browser;
let site;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.LOOPSCOPE_CHROMIUM ?? "/usr/bin/chromium",
    args: BROWSER_ARGS,
  });
  site = await serve({ folder: PAGE });
});

after(async () => {
  await browser?.close();
  await site?.close();
});

export const origin = () => site.origin;

/**
 * A fresh browser context and page, at `address` (relative to the built page), with a list of
 * everything that went wrong on its console. The test's end closes it and demands an empty list.
 */
export async function open(t, address = "", options = {}) {
  const { viewport = { width: 1280, height: 800 }, theme = "dark", motion = "reduce", ...rest } = options;
  const context = await browser.newContext({
    viewport,
    colorScheme: theme,
    reducedMotion: motion,
    permissions: ["clipboard-read", "clipboard-write"],
    ...rest,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  if (SLOWER > 1) {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  }
  const errors = watch(page);
  t.after(async () => {
    await context.close();
    assert.deepEqual(errors, [], "the console stays free of errors");
  });
  await page.goto(address.startsWith("http") ? address : `${site.origin}/${address}`);
  return page;
}

function watch(page) {
  const errors = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("requestfailed", (request) => errors.push(`failed: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`);
  });
  return errors;
}

/** A picture in target/screenshots, for people to look at after a run. */
export async function shot(page, name) {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
}

/** No rule of WCAG 2.2 A and AA, as far as axe can tell, is broken. */
export async function assertAccessible(page, what) {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0].html.slice(0, 160)})`);
  assert.deepEqual(found, [], what);
}

/** Nothing of the page sticks out of the window sideways. */
export async function assertNoSideScroll(page) {
  const [content, width] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(content <= width, `the page is ${content} px wide in a window of ${width} px`);
}
