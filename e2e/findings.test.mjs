// Findings: named in a chip, explained, mended by an edit that is seen before it is made.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atTheEnd, clock, lines, parts, paste, ready } from "./page.mjs";
import { assertAccessible, open, shot } from "./support.mjs";

const chip = (page, name) => page.getByRole("list", { name: "Findings about this run" }).getByRole("button", { name });
const panel = (page) => page.getByRole("dialog");
const text = (page) => parts.editor(page).inputValue();

const LOST = `import asyncio, time

async def call(name, seconds):
    await asyncio.sleep(seconds)
    return name

async def main():
    asyncio.create_task(call("background", 2))
    call("forgotten", 1)
    time.sleep(0.5)
    a = await call("a", 0.5)
    b = await call("b", 0.5)
    print(a, b)

asyncio.run(main())
`;

test("each finding opens at its place, and its edit is previewed, made and taken back", async (t) => {
  const page = await open(t);
  await paste(page, LOST);
  const fixes = [
    ["loop blocked", /\+ +await asyncio\.sleep\(0\.5\)/],
    ["never awaited", /\+ +await call\("forgotten", 1\)/],
    ["cancelled at exit", /\+ +task = asyncio\.create_task/],
    ["could overlap", /\+ +a, b = await asyncio\.gather\(/],
  ];
  for (const [name, change] of fixes) {
    await chip(page, name).click();
    await panel(page).waitFor();
    assert.match(await panel(page).locator(".diff").innerText(), change, name);
    const sentences = await panel(page).locator("p").nth(1).innerText();
    assert.equal(sentences.match(/\. /g)?.length, 1, sentences);
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "detached" });
  }
  await chip(page, "never awaited").click();
  await parts.button(page, "Apply this edit").click();
  await chip(page, "never awaited").waitFor({ state: "detached" });
  assert.match(await text(page), /    await call\("forgotten", 1\)\n/);
  await page.getByRole("region", { name: "Board" }).click({ position: { x: 4, y: 4 } });
  await page.keyboard.press("Control+z");
  await chip(page, "never awaited").waitFor();
  assert.equal(await text(page), LOST);
});

test("a mended loop is compared with the one before", async (t) => {
  const page = await open(t, "?lesson=blocking");
  await ready(page);
  await chip(page, "loop blocked").click();
  await parts.button(page, "Compare before and after").click();
  await page.getByRole("region", { name: "Before" }).waitFor();
  await page.getByRole("region", { name: "After" }).waitFor();
});

test("a request that holds the loop is given to a thread by one click", async (t) => {
  const program = `import asyncio
import requests

async def fetch(number):
    return requests.get(f"https://example.com/{number}").status_code

async def main():
    print(await asyncio.gather(fetch(1), fetch(2), fetch(3)))

asyncio.run(main())
`;
  const page = await open(t, `?t=0.7#src=${encodeURIComponent(program)}`);
  await ready(page);
  await parts.button(page, 'await asyncio.to_thread(requests.get, f"https://example.com/{number}")').click();
  await atTheEnd(page, async () => assert.equal((await clock(page)).seconds, 0.5));
  const source = await parts.editor(page).inputValue();
  assert.match(source, /return \(await asyncio\.to_thread\(requests\.get, f"[^"]+"\)\)\.status_code\n/);
  assert.match((await lines(page)).at(-1), /\[200, 200, 200\]/);
});

for (const theme of ["dark", "light"]) {
  test(`a finding breaks no rule: ${theme}`, async (t) => {
    const page = await open(t, "?lesson=blocking", { theme });
    await ready(page);
    await chip(page, "loop blocked").click();
    await panel(page).waitFor();
    await assertAccessible(page, "a finding");
    await shot(page, `finding-${theme}`);
  });
}

test("a tutorial for an older Python is brought up to date by one click", async (t) => {
  const page = await open(t);
  const classic = LOST.replace(
    "asyncio.run(main())\n",
    "if __name__ == '__main__':\n    loop = asyncio.get_event_loop()\n    loop.run_until_complete(main())\n    loop.close()\n",
  );
  await paste(page, classic);
  await chip(page, "older Python").click();
  await panel(page).getByText("Since Python 3.14 asyncio.get_event_loop makes no loop.").waitFor();
  await parts.button(page, "Apply this edit").click();
  await chip(page, "older Python").waitFor({ state: "detached" });
  assert.match(await text(page), /if __name__ == '__main__':\n    asyncio\.run\(main\(\)\)\n$/);
  await chip(page, "loop blocked").waitFor();
});
