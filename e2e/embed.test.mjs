// Two players on a plain page of another origin, as a tutorial has them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, parts, ready } from "./page.mjs";
import { serve } from "./server.mjs";
import { assertAccessible, open, origin, shot } from "./support.mjs";

function hostPage() {
  const frame = (title, query, height) =>
    `<iframe title="${title}" src="${origin()}/?embed=1&${query}" width="720" height="${height}" allow="clipboard-write"></iframe>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>A tutorial</title>
    <main><h1>A tutorial</h1>
    <p>First, together:</p>${frame("gather", "lesson=gather&theme=light", 480)}
    <p>Then, blocked:</p>${frame("blocked", "lesson=blocking&theme=dark&t=1.4", 480)}</main></html>`;
}

test("two embeds on a foreign page each show their moment and step alone", async (t) => {
  const host = await serve({ folder: "/nowhere", pages: { "/tutorial.html": hostPage(), "/favicon.ico": "" } });
  t.after(() => host.close());
  const page = await open(t, `${host.origin}/tutorial.html`, { viewport: { width: 800, height: 1200 } });
  const frames = page.locator("iframe");
  const first = frames.nth(0).contentFrame();
  const second = frames.nth(1).contentFrame();
  await parts.board(first).waitFor();
  await parts.board(second).waitFor();
  assert.equal(await parts.editor(first).count(), 0, "no program chrome");
  assert.equal((await clock(first)).seconds, 0.5);
  const before = await clock(second);
  await parts.button(first, "Step forward").click();
  await parts.button(first, "Step forward").click();
  assert.deepEqual(await clock(second), before, "the other one stays");
  const colours = await Promise.all(
    [first, second].map((frame) =>
      frame.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor),
    ),
  );
  assert.notEqual(colours[0], colours[1], "each has its theme");
  const stored = await second.locator("body").evaluate(() => {
    try {
      return localStorage.length;
    } catch {
      return 0;
    }
  });
  assert.equal(stored, 0, "an embed stores nothing");
  const link = await first.getByRole("link", { name: /Open in Loopscope/ }).getAttribute("href");
  assert.match(link, /#v1:/);
  await shot(page, "embeds");
});

test("view=, step= and controls= choose what an embed shows", async (t) => {
  const page = await open(t, "?embed=1&lesson=gather&view=board&step=3&controls=0", { viewport: { width: 720, height: 420 } });
  await parts.board(page).waitFor();
  assert.equal(await page.getByRole("grid", { name: "Timeline" }).count(), 0);
  assert.equal(await page.getByRole("group", { name: "Playback" }).count(), 0);
  await assertAccessible(page, "embed");
});

test("an embed is usable at 390 px", async (t) => {
  const page = await open(t, "?embed=1&lesson=gather", { viewport: { width: 390, height: 540 } });
  await parts.board(page).waitFor();
  await ready(page);
  await parts.button(page, "Step forward").click();
  await shot(page, "embed-390");
});
