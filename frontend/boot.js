// Starts the page. A file of its own, so that a site whose content security policy allows only
// 'self' and 'wasm-unsafe-eval' can show it: an inline script would be blocked there.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const address = (name) => new URL(name, document.baseURI);
try {
  await new Promise((loaded, failed) => {
    const glue = Object.assign(document.createElement("script"), { src: address(js), onload: loaded });
    glue.onerror = () => failed(new Error(`${glue.src} was not loaded`));
    document.head.append(glue);
  });
  // What the glue declares.
  await wasm_bindgen({ module_or_path: address(wasm) });
} catch (error) {
  document.querySelector(".loading")?.replaceChildren(
    `Loopscope could not start in this browser (${error}). Reload the page to try again.`,
  );
  throw error;
}
