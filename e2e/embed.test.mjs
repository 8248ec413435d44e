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

test("a low embed keeps its board and all of its player in sight", async (t) => {
  for (const width of [390, 720]) {
    const page = await open(t, "?embed=1&lesson=gather", { viewport: { width, height: 280 } });
    await ready(page);
    const [seat, slider] = await Promise.all([page.locator(".seat").boundingBox(), parts.slider(page).boundingBox()]);
    assert.ok(seat.height > 40 && slider.width > 100 && slider.y + slider.height <= 280, `at ${width} px`);
  }
  const damaged = await open(t, "?embed=1#v1:abcdef", { viewport: { width: 720, height: 300 } });
  await parts.board(damaged).waitFor();
  await assertAccessible(damaged, "a damaged link");
});

const PROGRAM = `import asyncio

async def 猫(seconds):
    await asyncio.sleep(seconds)
    if seconds > 1 and seconds < 3:
        print("long & <slow>")

async def main():
    await asyncio.gather(猫(0.5), 猫(2))

asyncio.run(main())`;

function taggedPage() {
  const escaped = PROGRAM.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const indented = escaped.replaceAll(/^(?=.)/gm, "      ");
  return `<!doctype html><html lang="en" style="color-scheme: dark"><meta charset="utf-8"><title>A tutorial</title>
    <script src="${origin()}/loop-scope.js" async></script>
    <main><h1>A tutorial</h1>
    <loop-scope id="first" title="Two cats" t="0.5"><pre><code>
${indented}
    </code></pre></loop-scope>
    <pre><code class="language-loopscope" data-theme="light" data-view="board">${escaped}</code></pre>
    <pre><code class="language-python">print("stays")</code></pre></main></html>`;
}

test("the player's buttons are seen in the frame of the snippet, however many tasks there are", async (t) => {
  for (const width of [720, 390]) {
    const height = 420;
    const page = await open(t, "?embed=1&lesson=semaphore&t=1", { viewport: { width, height } });
    await parts.board(page).waitFor();
    const player = await page.getByRole("group", { name: "Playback" }).boundingBox();
    assert.ok(player.y + player.height <= height, `${width} px: it ends at ${player.y + player.height}`);
    const lanes = await page.locator(".tl").boundingBox();
    assert.ok(lanes.y + lanes.height <= player.y, `${width} px: the timeline ends where the player begins`);
    assert.ok(lanes.height > 70, `${width} px: ${lanes.height} px of timeline`);
  }
});

test("a tag makes a player of the program in it, which the page around can lead", async (t) => {
  const host = await serve({ folder: "/nowhere", pages: { "/tutorial.html": taggedPage(), "/favicon.ico": "" } });
  t.after(() => host.close());
  const page = await open(t, `${host.origin}/tutorial.html`, { viewport: { width: 800, height: 1400 } });
  const players = page.locator("loop-scope");
  assert.equal(await players.count(), 2);
  assert.equal(await page.getByText("stays").count(), 1);
  const [first, second] = [0, 1].map((at) => players.nth(at).locator("iframe").contentFrame());
  await parts.board(first).waitFor();
  await parts.board(second).waitFor();
  assert.equal(await players.first().locator("iframe").getAttribute("title"), "Two cats");
  assert.equal(await second.getByRole("grid", { name: "Timeline" }).count(), 0, "data-view of the code");
  const theme = (frame) => frame.locator("html").getAttribute("data-theme");
  assert.deepEqual([await theme(first), await theme(second)], ["dark", "light"], "the page's, and its own");

  assert.equal((await clock(first)).seconds, 0.5);
  const tell = (act) => players.first().evaluate(act);
  await tell((player) => {
    window.heard = [];
    for (const kind of ["step", "change", "shareUrl", "exported"]) {
      player.addEventListener(`loopscope:${kind}`, ({ detail }) => window.heard.push([kind, detail]));
    }
    player.seek({ t: 2 });
  });
  const heard = (kind) =>
    page.waitForFunction((kind) => window.heard.findLast(([name]) => name === kind)?.[1], kind).then((found) => found.jsonValue());
  assert.equal((await heard("step")).t, 2);
  assert.equal((await clock(first)).seconds, 2);
  await tell((player) => player.seek({ step: 1 }));
  await page.waitForFunction(() => window.heard.at(-1)[1].step === 1);
  await tell((player) => player.play());
  await page.waitForFunction(() => window.heard.at(-1)[1].step > 2);
  await tell((player) => player.pause());
  await parts.button(first, "Play").waitFor();

  await tell((player) => player.load("import asyncio\n\nasync def main():\n    await asyncio.sleep(7)\n\nasyncio.run(main())\n"));
  assert.match((await heard("change")).src, /sleep\(7\)/);
  await tell((player) => player.seek({ t: 7 }));
  await page.waitForFunction(() => window.heard.at(-1)[1].t === 7);
  await tell((player) => player.export("svg"));
  assert.match((await heard("exported")).data, /^<svg [^]*<metadata>http[^<]*#v1:[^]*>sleep 7\.0 s</);
  await tell((player) => player.export("png"));
  await page.waitForFunction(() => window.heard.at(-1)[1].format === "png");
  assert.match((await heard("exported")).data, /^data:image\/png;base64,iVBORw0KGgo/);
  await tell((player) => player.setAttribute("theme", "light"));
  await first.locator("html[data-theme=light]").waitFor();
  assert.deepEqual((await clock(second)).seconds, 0, "the other one stays");
  await shot(page, "embed-tags");
});

test("the script may be a module, and a name of nine letters has room in its seat", async (t) => {
  const program = `import asyncio

async def heartbeat():
    await asyncio.sleep(1)

async def main():
    await asyncio.create_task(heartbeat())

asyncio.run(main())
`;
  const html = `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,"><script src="${origin()}/loop-scope.js" type="module"></script>
<loop-scope t="1"><pre><code>${program}</code></pre></loop-scope>`;
  // The page itself would still be loading when it is left.
  const page = await open(t, "loop-scope.js", { viewport: { width: 740, height: 800 } });
  // A module of another site would need its leave.
  await page.route("**/page.html", (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto(`${origin()}/page.html`);
  const player = page.locator("loop-scope iframe").contentFrame();
  const name = player.locator(".seat .stem");
  assert.equal(await name.innerText(), "heartbeat");
  assert.ok(await name.evaluate((stem) => stem.scrollWidth <= stem.clientWidth));
});

test("blocks of code as generators of sites write them become players", async (t) => {
  // Each with a number of its own, in the markup of MkDocs, Material, Sphinx, Docusaurus, VitePress.
  const line = (number) => `<span class="n">asyncio</span><span>.run(asyncio.sleep(${number}))</span>`;
  const head = "<span>import</span> asyncio";
  const blocks = [
    `<pre><code class="language-loopscope">${head}\n${line(1)}</code></pre>`,
    `<pre class="loopscope"><code class="language-python" data-t="0.5">${head}\n${line(2)}</code></pre>`,
    `<div class="loopscope highlight" data-t="0.5"><pre><span></span><code>${head}\n${line(3)}\n</code></pre></div>`,
    `<div class="loopscope highlight-python notranslate"><div class="highlight"><pre><span></span>${head}\n${line(4)}\n</pre></div></div>`,
    `<div class="highlight-loopscope notranslate"><div class="highlight"><pre><span></span>${head}\n${line(5)}\n</pre></div></div>`,
    `<div class="language-loopscope"><div><pre class="language-loopscope"><code>${head}<br>${line(6)}<br></code></pre><button>Copy</button></div></div>`,
    `<loop-scope t="0.5"><div class="language-python"><button>Copy</button><span>python</span><pre><code>${head}\n${line(7)}</code></pre></div></loop-scope>`,
  ];
  const html = `<!doctype html><html lang="en"><title>A site</title><script src="${origin()}/loop-scope.js" async></script>
    <p>About <code class="language-loopscope">asyncio</code></p><pre><code class="language-python">print(1)</code></pre>
    ${blocks.join("\n")}</html>`;
  const host = await serve({ folder: "/nowhere", pages: { "/tutorial.html": html, "/favicon.ico": "" } });
  t.after(() => host.close());
  const page = await open(t, `${host.origin}/tutorial.html`, { viewport: { width: 800, height: 800 } });
  const frames = page.locator("loop-scope iframe");
  await frames.nth(blocks.length - 1).waitFor();
  const addresses = await frames.evaluateAll((all) => all.map(({ src }) => decodeURIComponent(new URL(src).hash)));
  const expected = blocks.map((_, at) => `#src=import asyncio\nasyncio.run(asyncio.sleep(${at + 1}))\n`);
  assert.deepEqual(addresses, expected);
  const moments = await frames.evaluateAll((all) => all.map(({ src }) => new URL(src).searchParams.get("t")));
  assert.deepEqual(moments, [null, "0.5", "0.5", null, null, null, "0.5"]);
  assert.equal(await page.locator("code.language-loopscope, code.language-python").count(), 2, "pieces of lines and other code stay");
});

test("a damaged link tells so in a player, too", async (t) => {
  const page = await open(t, "?embed=1#v1:AAAA", { viewport: { width: 720, height: 460 } });
  await page.getByRole("alert").getByText("This link is damaged").waitFor();
  await assertAccessible(page, "a damaged link");
});

test("a low player keeps its controls in sight", async (t) => {
  const page = await open(t, "?embed=1&lesson=gather&height=300", { viewport: { width: 720, height: 300 } });
  await ready(page);
  const play = await parts.button(page, "Play").boundingBox();
  assert.ok(play.y + play.height <= 300, `Play ends at ${play.y + play.height} px`);
});

test("a program that is refused is told to the page around, and strangers are not heard", async (t) => {
  const pages = {
    "/tutorial.html": `<!doctype html><html lang="en"><title>A tutorial</title><loop-scope>import socket</loop-scope>
      <script>
        window.heard = [];
        document.querySelector("loop-scope").addEventListener("loopscope:error", ({ detail }) => heard.push(detail));
      </script>
      <script src="${origin()}/loop-scope.js"></script></html>`,
    "/favicon.ico": "",
  };
  const host = await serve({ folder: "/nowhere", pages });
  t.after(() => host.close());
  const page = await open(t, `${host.origin}/tutorial.html`, { viewport: { width: 800, height: 800 } });
  await page.waitForFunction(() => window.heard.length > 0);
  const [{ message }] = await page.evaluate(() => window.heard);
  assert.match(message, /socket/);
  const frame = page.locator("iframe").contentFrame();
  await frame.locator("main").evaluate(() => {
    // From the frame itself, which is not the page around.
    window.postMessage({ type: "loopscope:theme", v: 1, theme: "dark" });
    return new Promise((resolve) => setTimeout(resolve, 100));
  });
  assert.equal(await frame.locator("html").getAttribute("data-theme"), null);
});
