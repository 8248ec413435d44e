import { chromium } from "playwright-core";
import { serve } from "./server.mjs";
const site = await serve({ folder: "target/site" });
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu"] });
const rates = [1,2,4,8,1,3,6,1,1,1];
for (let n = 0; n < 60; n++) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: "dark", reducedMotion: "reduce" });
  context.setDefaultTimeout(6000);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const rate = rates[n % rates.length];
  await cdp.send("Emulation.setCPUThrottlingRate", { rate });
  await page.goto(`${site.origin}/?lesson=gather&t=0.2`);
  const grip = page.getByRole("row", { name: /^Cache\b/ }).getByRole("spinbutton", { name: /^End of/, includeHidden: true });
  try {
    await page.waitForFunction(() => { const s = document.querySelector('[role="slider"][aria-label="Step"]'); return s !== null && Number(s.getAttribute("aria-valuemax")) > 0; });
    await page.getByRole("row", { name: /^Cache\b/ }).locator(".who").click();
    await grip.and(page.locator("[tabindex='0']")).waitFor();
    await grip.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector("textarea").value.includes('call("Cache", 0.6)'));
    await page.keyboard.press("ArrowLeft");
    await page.waitForFunction(() => document.querySelector("textarea").value.includes('call("Cache", 0.5)'));
    console.log(n, rate, "ok");
  } catch (e) {
    const what = await page.evaluate(() => ({ active: document.activeElement.outerHTML.slice(0, 300), text: /call\("Cache".*\)/.exec(document.querySelector("textarea").value)?.[0], clock: document.querySelector(".clock")?.textContent, step: document.querySelector('[role="slider"][aria-label="Step"]').getAttribute("aria-valuenow"), grips: [...document.querySelectorAll("[data-grip]")].map(g => g.outerHTML.slice(0,150)) }));
    console.log(n, rate, e.message.split("\n")[0], JSON.stringify(what, null, 1));
    await page.screenshot({ path: `/tmp/zz${n}.png` });
  }
  await context.close();
}
await browser.close(); await site.close();
