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

/** Lets a file fall on the page. */
async function drop(page, name, bytes) {
  const transfer = await page.evaluateHandle(
    ([name, base64]) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
      return transfer;
    },
    [name, Buffer.from(bytes).toString("base64")],
  );
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

async function saved(page, kind) {
  const asked = page.waitForEvent("download");
  await page.getByRole("button", { name: `Save as ${kind}` }).click();
  const download = await asked;
  assert.equal(download.suggestedFilename(), `loopscope.${kind.toLowerCase()}`);
  return readFile(await download.path());
}

test("a moment is saved as a picture that opens again", async (t) => {
  const page = await open(t);
  await ready(page);
  await paste(page, WORLD);
  // The lane tells that the run is the one of this text.
  const lane = (page) => page.getByRole("row", { name: /^Ада/ });
  await lane(page).waitFor();
  await toEnd(page);
  await parts.button(page, "Step back").click();
  const moment = await clock(page);
  await parts.button(page, "Share").click();
  const svg = await saved(page, "SVG");
  const png = await saved(page, "PNG");
  const [texts, sizes] = await page.evaluate(
    async ([svg, png]) => {
      const picture = new DOMParser().parseFromString(svg, "image/svg+xml");
      const texts = [...picture.querySelectorAll("text")].map((text) => text.textContent);
      const width = picture.documentElement.getAttribute("width");
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      return [texts, [Number(width), image.naturalWidth]];
    },
    [svg.toString(), png.toString("base64")],
  );
  assert.ok(texts.includes("sleep 0.5 s"), texts.join("\n"));
  assert.ok(texts.includes("async def приветствие(имя):"), texts.join("\n"));
  assert.deepEqual(sizes, [1000, 2000], "a PNG is sharp on screens of two dots a pixel");

  for (const [name, picture] of [["moment.svg", svg], ["moment.png", png]]) {
    const other = await open(t);
    await ready(other);
    await drop(other, name, picture);
    await lane(other).waitFor();
    assert.equal(await parts.editor(other).inputValue(), WORLD);
    assert.deepEqual(await clock(other), moment, name);
  }
});

test("a Python file is opened, dropped or chosen, and what is none is told", async (t) => {
  const page = await open(t);
  await ready(page);
  const before = await parts.editor(page).inputValue();
  await drop(page, "photo.png", [0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]);
  await page.getByRole("alert").getByText("photo.png holds no program.").waitFor();
  assert.equal(await parts.editor(page).inputValue(), before);

  await drop(page, "windows.py", "\ufeffprint('dropped')\r\nprint(2)\r\n");
  await toEnd(page);
  assert.equal(await parts.editor(page).inputValue(), "print('dropped')\nprint(2)\n");
  assert.deepEqual(await lines(page), ["0.00 dropped", "0.00 2"]);

  await page.locator("[data-opens=lessons]").click();
  const asked = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).click();
  const chooser = await asked;
  await chooser.setFiles({ name: "chosen.py", mimeType: "text/x-python", buffer: Buffer.from("print('chosen')\n") });
  await page.waitForFunction(() => document.querySelector("textarea").value === "print('chosen')\n");
  await toEnd(page);
  assert.deepEqual(await lines(page), ["0.00 chosen"]);
  await page.keyboard.press("Control+z");
  await toEnd(page);
  assert.deepEqual(await lines(page), ["0.00 dropped", "0.00 2"], "undo brings the text before back");

  // As it is with a folder, or a file that is gone.
  await page.evaluate(() => (Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotFoundError"))));
  await drop(page, "folder", "");
  await page.getByRole("alert").getByText("folder holds no program.").waitFor();
});
