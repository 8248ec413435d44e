// The link is the document.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { clock, lines, paste, parts, ready, toEnd } from "./page.mjs";
import { open, origin } from "./support.mjs";

const WORLD = `import asyncio


async def приветствие(имя):
    await asyncio.sleep(0.5)
    print("こんにちは", имя, "☕ 𝄞 é")


asyncio.run(приветствие("Ада"))
`;

test("a shared link with letters of any script opens the same program at the same moment", async (t) => {
  const page = await open(t);
  await ready(page);
  await paste(page, WORLD);
  await toEnd(page);
  await parts.button(page, "Step back").click();
  const moment = await clock(page);
  await parts.button(page, "Share").click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  assert.match(link, /#v1:[\w-]+$/);
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("The link is copied.").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);

  const other = await open(t, link);
  await ready(other);
  assert.equal(await parts.editor(other).inputValue(), WORLD);
  assert.deepEqual(await clock(other), moment);
  await toEnd(other);
  assert.deepEqual(await lines(other), ["0.50 こんにちは Ада ☕ 𝄞 é"]);
});

for (const [name, fragment] of [
  ["cut", "#v1:rVRNb9swDL37VxD"],
  ["of other letters", "#v1:%%%%"],
  ["of a later version", "#v1:AAAA"],
]) {
  test(`a damaged link (${name}) gives a message and a page that works`, async (t) => {
    const page = await open(t, fragment);
    await page.getByRole("alert").getByText(/damaged/).waitFor();
    await page.keyboard.press("2");
    await ready(page);
    await toEnd(page);
    assert.equal((await clock(page)).seconds, 2);
  });
}

test("?lesson= and ?src= open what they name", async (t) => {
  const page = await open(t, "?lesson=shield&t=0.5");
  await ready(page);
  assert.equal((await clock(page)).seconds, 0.5);
  const source = "print('from the address', 1 + 1)\n";
  const other = await open(t, `?src=${encodeURIComponent(source)}`);
  await ready(other);
  assert.equal(await parts.editor(other).inputValue(), source);
  await toEnd(other);
  assert.deepEqual(await lines(other), ["0.00 from the address 2"]);
});

test("the snippet is a frame of this page", async (t) => {
  const page = await open(t);
  await ready(page);
  await parts.button(page, "Share").click();
  const snippet = await page.getByRole("textbox", { name: "Snippet for a page" }).inputValue();
  assert.ok(snippet.startsWith("<iframe") && snippet.includes(`${origin()}/`) && snippet.includes("embed=1"), snippet);
});

test("the run is downloaded as a trace that Perfetto and speedscope read", async (t) => {
  const page = await open(t, "?lesson=blocking");
  await ready(page);
  await parts.button(page, "Share").click();
  const asked = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the run as a trace" }).click();
  const download = await asked;
  assert.equal(download.suggestedFilename(), "loopscope-trace.json");
  const { traceEvents } = JSON.parse(await readFile(await download.path(), "utf8"));
  const names = (phase) => traceEvents.filter(({ ph }) => ph === phase).map(({ name, args }) => args?.name ?? name);
  for (const name of ["Event loop", "main", "Heartbeat", "report"]) {
    assert.ok(names("M").includes(name), `a thread ${name}`);
  }
  for (const name of ["ready", "running", "waiting: sleep", "blocks the loop", "late", "idle"]) {
    assert.equal(names("X").includes(name), name !== "idle", `slices ${name}: the loop is never idle here`);
  }
  const blocked = traceEvents.find(({ name }) => name === "blocks the loop");
  assert.ok(Math.abs(blocked.dur - 2e6) < 10, "two seconds of virtual time, in microseconds");
});
