// Players in a page of yours:
//
//   <script src="https://…/loop-scope.js" async></script>
//   <loop-scope t="0.5" theme="dark"><pre><code>import asyncio …</code></pre></loop-scope>
//
// The program is the element's text, readable where no script runs, or its `src`; its attributes are the parameters of
// a player's address. Blocks of code become players too: see docs/embed.md.
// A module script has no current script.
const PAGE = (document.currentScript ?? document.querySelector('script[src*="loop-scope.js"]')).src;
const PARAMETERS = ["lesson", "view", "step", "t", "autoplay", "predict", "speed", "readonly", "controls"];
const HEIGHT = 460;

class LoopScope extends HTMLElement {
  static observedAttributes = ["theme"];
  #frame = null;

  connectedCallback() {
    if (document.readyState === "loading") {
      // Its text is not all there yet.
      document.addEventListener("DOMContentLoaded", () => this.#show(), { once: true });
    } else {
      this.#show();
    }
  }

  attributeChangedCallback() {
    this.#post("theme", { theme: this.#theme() });
  }

  /** Moves the player to `{ t: seconds }` or `{ step: number }`. */
  seek(moment) {
    this.#post("seek", moment);
  }

  play() {
    this.#post("play");
  }

  pause() {
    this.#post("pause");
  }

  /** Another program, from its beginning. */
  load(src) {
    this.#post("load", { src });
  }

  /** The moment as a picture, `"svg"` or `"png"`, comes as `loopscope:exported`. */
  export(format) {
    this.#post("export", { format });
  }

  #show() {
    if (this.#frame || !this.isConnected) return;
    const frame = document.createElement("iframe");
    frame.title = this.title || "Loopscope: a program of asyncio, step by step";
    frame.loading = "lazy";
    frame.allow = "clipboard-write";
    const height = Number(this.getAttribute("height"));
    const size = { display: "block", width: "100%", height: `${height || HEIGHT}px` };
    Object.assign(frame.style, size, { border: "0", borderRadius: "10px" });
    frame.src = this.#address();
    window.addEventListener("message", (event) => {
      if (event.source !== frame.contentWindow) return;
      const { type, v, ...detail } = Object(event.data);
      if (v !== 1 || !String(type).startsWith("loopscope:")) return;
      if (type === "loopscope:resize" && !height) frame.style.height = `${Number(detail.height) || HEIGHT}px`;
      this.dispatchEvent(new CustomEvent(type, { detail }));
    });
    this.style.display ||= "block";
    this.style.marginBlock ||= "1em";
    this.attachShadow({ mode: "open" }).append(frame);
    this.#frame = frame;
  }

  #address() {
    const address = new URL("./?embed=1", PAGE);
    const theme = this.#theme();
    if (theme !== "auto") address.searchParams.set("theme", theme);
    for (const name of [...PARAMETERS, "height"]) {
      // An attribute without a value says yes.
      if (this.hasAttribute(name)) address.searchParams.set(name, this.getAttribute(name) || "1");
    }
    // Beside the code, generators put buttons and names.
    const program = this.getAttribute("src") ?? dedented(textOf(this.querySelector("pre") ?? this));
    if (program.trim()) address.hash = `src=${encodeURIComponent(program)}`;
    return address.href;
  }

  /** Its own, or that of the page around, which a frame of another site does not see. */
  #theme() {
    const own = this.getAttribute("theme");
    if (own) return own;
    const scheme = getComputedStyle(this).colorScheme;
    return scheme === "dark" || scheme === "light" ? scheme : "auto";
  }

  #post(kind, fields) {
    this.#frame?.contentWindow?.postMessage({ type: `loopscope:${kind}`, v: 1, ...fields }, new URL(PAGE).origin);
  }
}

/** Some code has `<br>` for the ends of its lines. */
function textOf(code) {
  const copy = code.cloneNode(true);
  copy.querySelectorAll("br").forEach((end) => end.replaceWith("\n"));
  return copy.textContent;
}

/** Without the empty lines around, and the spaces that every line begins with. */
function dedented(text) {
  const lines = text.replace(/^\s*\n/, "").trimEnd().split("\n");
  const depths = lines.filter((line) => line.trim()).map((line) => line.search(/\S/));
  const depth = Math.min(...depths, 80);
  return `${lines.map((line) => line.slice(depth)).join("\n")}\n`;
}

/** Generators put a block's language, or its class, on the code or around it. */
function upgrade() {
  for (const block of document.querySelectorAll(".loopscope, .language-loopscope, .highlight-loopscope")) {
    const pre = block.closest("pre") ?? block.querySelector("pre");
    // It is a piece of a line, or lies in a block that was replaced already.
    if (!pre?.isConnected) continue;
    const code = pre.querySelector("code") ?? pre;
    const player = document.createElement("loop-scope");
    Object.entries({ ...block.dataset, ...code.dataset }).forEach(([name, value]) => player.setAttribute(name, value));
    player.textContent = textOf(code);
    (block.contains(pre) ? block : pre).replaceWith(player);
  }
}

customElements.define("loop-scope", LoopScope);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", upgrade);
else upgrade();
