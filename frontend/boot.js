// Starts the page. A file of its own, so that a site whose content security policy allows only
// 'self' and 'wasm-unsafe-eval' can show it: an inline script would be blocked there.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const address = (name) => new URL(name, document.baseURI);
try {
  const { default: start } = await import(address(js));
  await start({ module_or_path: address(wasm) });
} catch (error) {
  document.querySelector(".loading")?.replaceChildren(
    `Loopscope could not start in this browser (${error}). Reload the page to try again.`,
  );
  throw error;
}
