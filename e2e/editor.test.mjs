// The text: pasting, mistakes, programs that are refused, fail, stand still or never end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atTheEnd, clock, eventually, lines, paste, parts, programAs, ready, sentence, stepUntil, toEnd } from "./page.mjs";
import { open, shot } from "./support.mjs";

const HELLO = `import asyncio


async def greet(name, seconds):
    await asyncio.sleep(seconds)
    print("hello", name)


async def main():
    await asyncio.gather(greet("Ada", 0.25), greet("Grace", 0.75))


asyncio.run(main())
`;

const says = (page, words) =>
  page.waitForFunction(
    (text) => document.querySelector('[aria-label="Why"] p')?.textContent.toLowerCase().includes(text),
    words.toLowerCase(),
  );

test("a pasted program runs at once", async (t) => {
  const page = await open(t);
  await ready(page);
  await paste(page, HELLO);
  await page.waitForFunction(() => document.querySelector('[role="slider"]').getAttribute("aria-valuemax") !== "0");
  await toEnd(page);
  assert.deepEqual(await lines(page), ["0.25 hello Ada", "0.75 hello Grace"]);
  assert.equal((await clock(page)).seconds, 0.75);
});

test("a changed number changes the future, and undo brings it back", async (t) => {
  const page = await open(t);
  await ready(page);
  await paste(page, HELLO);
  await paste(page, HELLO.replace("0.75", "2.5"));
  await atTheEnd(page, async () => assert.equal((await lines(page)).at(-1), "2.50 hello Grace"));
  await parts.editor(page).focus();
  await page.keyboard.press("Control+Z");
  await atTheEnd(page, async () => assert.equal((await lines(page)).at(-1), "0.75 hello Grace"));
});

test("a syntax error is told with its line, and the text stays", async (t) => {
  const page = await open(t);
  await ready(page);
  const broken = HELLO.replace("seconds):", "seconds)");
  await paste(page, broken);
  await says(page, "line 4");
  assert.equal(await parts.editor(page).inputValue(), broken);
  assert.equal(await parts.editor(page).getAttribute("aria-invalid"), "true");
  await shot(page, "syntax-error");
  await paste(page, HELLO);
  await says(page, "");
  await atTheEnd(page, async () => assert.equal((await lines(page)).length, 2));
});

test("a program with numpy is refused, with what to write instead", async (t) => {
  const page = await open(t);
  await ready(page);
  await paste(page, `import numpy\n${HELLO}`);
  await says(page, "numpy");
  assert.match(await sentence(page), /Line 1/);
  const strip = await page.getByRole("region", { name: "Why" }).innerText();
  assert.match(strip, /Use lists and the modules math and statistics\./);
  assert.match(strip, /Board and timeline show the last text that ran\./);
  await shot(page, "refused");
});

test("an error hides neither its line nor the lines below, and opens when it is pressed", async (t) => {
  const page = await open(t);
  await ready(page);
  await paste(page, `import numpy\n${HELLO}`);
  await says(page, "numpy");
  await page.locator(".editor").evaluate((editor) => editor.scrollTo(0, 0));
  // How many of the first lines have something of the message over their text?
  const covered = () =>
    page.evaluate(() => {
      const places = [...document.querySelectorAll(".ed-lines .ln")].slice(0, 6).flatMap((line) => {
        const range = document.createRange();
        range.selectNodeContents(line);
        const { left, right, top, height } = range.getBoundingClientRect();
        return right > left ? [[left + 2, right - 2, top + height / 2]] : [];
      });
      return places.filter(([left, right, y]) =>
        [left, (left + right) / 2, right].some((x) => document.elementFromPoint(x, y).closest(".ed-error")),
      ).length;
    });
  assert.equal(await covered(), 0);
  const message = page.locator(".ed-error");
  assert.ok(await message.locator("summary span").isVisible());
  const { x, y } = await message.locator("summary span").boundingBox();
  await page.mouse.click(x + 5, y + 5);
  await message.getByText("Use lists and the modules math and statistics.").waitFor();
  await page.mouse.click(x + 5, y + 5);
  assert.equal(await covered(), 0);
});

test("behind a long line the sign of an error stands at the edge, beside the mark of its task", async (t) => {
  const page = await open(t);
  await ready(page);
  const calls = Array.from({ length: 6 }, (_, n) => `waits(${n})`).join(", ");
  await paste(page, `import asyncio

async def waits(n):
    await asyncio.Event().wait()

async def main():
    await asyncio.gather(${calls}, asyncio.sleep(1), asyncio.sleep(2))

asyncio.run(main())
`);
  await page.locator(".ed-error details").waitFor();
  await page.locator("body").press("Escape");
  const sign = await page.locator(".ed-error details").first().boundingBox();
  const marks = page.locator(".ed-marks", { has: page.locator(`.ed-copy:text-matches("gather")`) }).locator(".at");
  const mark = await marks.first().boundingBox();
  const gap = mark.x - (sign.x + sign.width);
  assert.ok(gap >= 0 && gap < 40, `${gap} px between the sign and the mark`);
});

test("an exception out of main ends the run, with a traceback in the console", async (t) => {
  const page = await open(t);
  await ready(page);
  await paste(page, HELLO.replace('    print("hello", name)', "    raise ValueError(name)"));
  await toEnd(page);
  const printed = (await lines(page)).join("\n");
  assert.match(printed, /Traceback \(most recent call last\):/);
  assert.match(printed, /ValueError: Ada/);
});

test("a deadlock is named", async (t) => {
  const page = await open(t);
  await ready(page);
  await paste(page, "import asyncio\n\nasync def main():\n    await asyncio.Event().wait()\n\nasyncio.run(main())\n");
  await toEnd(page);
  assert.match(await sentence(page), /deadlock|nothing can|never/i);
});

for (const [name, loop] of [
  ["a loop that never gives way", "    while True:\n        pass\n"],
  ["a loop of sleep(0)", "    while True:\n        await asyncio.sleep(0)\n"],
]) {
  test(`${name} ends in a message, the page stays alive and the text is kept`, async (t) => {
    const page = await open(t);
    await ready(page);
    const endless = `import asyncio\n\nasync def main():\n${loop}\nasyncio.run(main())\n`;
    await paste(page, endless);
    await page.waitForFunction(
      () => /limit|operations|steps|events/i.test(document.querySelector('[aria-label="Findings about this run"]')?.textContent ?? "")
        || /limit/i.test(document.querySelector('[aria-label="Why"] p')?.textContent ?? "")
        || document.querySelector('[role="slider"]').getAttribute("aria-valuemax") !== "0",
      null,
      { timeout: 60_000 },
    );
    assert.equal(await parts.editor(page).inputValue(), endless);
    await paste(page, HELLO);
    await page.waitForFunction(() => document.querySelector('[role="slider"]').getAttribute("aria-valuetext").length > 0);
    await atTheEnd(page, async () => assert.equal((await lines(page)).at(-1), "0.75 hello Grace"));
  });
}

test("of a program that goes on for ever the timeline shows the beginning first", async (t) => {
  const page = await open(t);
  await ready(page);
  await paste(page, "import asyncio\n\nasync def main():\n    while True:\n        print('tick')\n        await asyncio.sleep(1)\n\nasyncio.run(main())\n");
  await page.getByLabel("Why").getByText(/go on for ever/).waitFor({ timeout: 60_000 });
  const lastTick = async () => {
    const ticks = await page.getByRole("grid", { name: "Timeline" }).locator(".t").allTextContents();
    return parseFloat(ticks.at(-1));
  };
  const beginning = await lastTick();
  assert.ok(beginning > 5 && beginning < 100, `the last tick is at ${beginning} s`);
  await page.getByRole("button", { name: "Show the whole run" }).click();
  assert.ok(await lastTick() > 10_000);
});

test("a million tasks, a thousand brackets and two megabytes end in a message too", async (t) => {
  const page = await open(t);
  await ready(page);
  const texts = [
    `x = ${"(".repeat(1000)}${")".repeat(1000)}\n`,
    `# ${"a".repeat(2_100_000)}\n`,
    "import asyncio\n\nasync def main():\n    for n in range(1_000_000):\n        asyncio.create_task(asyncio.sleep(n))\n\nasyncio.run(main())\n",
  ];
  for (const text of texts) {
    await paste(page, text);
    await page.waitForFunction(
      () => /nested|bytes|large|limit/i.test(document.querySelector('[aria-label="Why"]')?.textContent ?? ""),
      null,
      { timeout: 60_000 },
    );
  }
  await paste(page, HELLO);
  await atTheEnd(page, async () => assert.equal((await lines(page)).at(-1), "0.75 hello Grace"));
});

test("a reload brings the text and the moment back", async (t) => {
  const page = await open(t);
  await ready(page);
  await paste(page, HELLO);
  await toEnd(page);
  await parts.button(page, "Step back").click();
  const before = await clock(page);
  // The address follows the last change after a short rest.
  await page.waitForTimeout(1500);
  await page.reload();
  await ready(page);
  assert.equal(await parts.editor(page).inputValue(), HELLO);
  assert.deepEqual(await clock(page), before);
});

test("an empty program offers ways to begin", async (t) => {
  const page = await open(t);
  await ready(page);
  await parts.button(page, "New").click();
  await says(page, "no program yet");
  assert.ok(await page.getByRole("button", { name: "Build with blocks" }).isVisible());
  assert.ok(await page.getByRole("button", { name: "Open a lesson" }).isVisible());
  await shot(page, "empty");
});

test("the code follows what the sentence tells, also where nobody runs", async (t) => {
  const far = "\n".repeat(60);
  const program = `import asyncio

async def sleeper():${far}    await asyncio.sleep(0.5)

asyncio.run(sleeper())
`;
  const page = await open(t, `?src=${encodeURIComponent(program)}`);
  await ready(page);
  await stepUntil(page, "the sleep has begun", async () => /waits/.test(await sentence(page)));
  const line = page.locator(".ln", { hasText: "asyncio.sleep" });
  await eventually(async () => {
    const [panel, place] = await Promise.all([page.locator(".editor").boundingBox(), line.boundingBox()]);
    assert.ok(place.y >= panel.y && place.y + place.height <= panel.y + panel.height);
  });
});

test("Tab indents in the editor, and Escape lets it leave", async (t) => {
  const page = await open(t);
  await ready(page);
  await parts.button(page, "New").click();
  await programAs(page, "Code");
  const editor = parts.editor(page);
  await editor.focus();
  await page.keyboard.type("if True:");
  await page.keyboard.press("Enter");
  await page.keyboard.type("print(1)");
  assert.equal(await editor.inputValue(), "if True:\n    print(1)");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("x");
  assert.match(await editor.inputValue(), /\n {8}x$/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "TEXTAREA");
});

test("that the network is simulated is told, and not as an error", async (t) => {
  const page = await open(t);
  await ready(page);
  await paste(page, "import requests\n\nprint(requests.get('https://example.com').status_code)\n");
  await page.locator(".console .note").getByText(/^The network is simulated/).waitFor();
  assert.equal(await page.locator(".console .err").count(), 0);
});

test("taking back that a line moved left selects nothing", async (t) => {
  const page = await open(t);
  await ready(page);
  await paste(page, HELLO);
  await parts.editor(page).evaluate((area) => area.setSelectionRange(area.value.indexOf("    "), area.value.indexOf("    ")));
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Control+Z");
  assert.equal(await parts.editor(page).inputValue(), HELLO);
  assert.equal(await parts.editor(page).evaluate((area) => area.selectionEnd - area.selectionStart), 0);
});
