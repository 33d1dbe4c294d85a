// How a page of the chat comes to life. It is whole without a script: the client starts when a person turns to the page, when
// there is something live on it, or else a while later, so that nobody waits for it to read.
{
  const { client, wasm, tools } = FILES;
  const signs = ["pointermove", "pointerdown", "keydown", "focusin", "dragenter", "begin"];
  const started = new AbortController();
  const written = new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
  let brought;
  // Compiled beside the page, as it comes; what could not be loaded is asked for again at the next sign.
  const bring = () =>
    (brought ??= Promise.all([import(client), WebAssembly.compileStreaming(fetch(wasm)), written]).catch(() => (brought = undefined)));
  const take = ([{ default: begin, hydrate }, module_or_path]) => begin({ module_or_path }).then(hydrate);
  const start = async () => {
    if (tools) import(tools).catch(() => {});
    if (!client) return started.abort();
    const parts = await bring();
    if (!parts || started.signal.aborted) return;
    started.abort();
    take(parts);
  };
  for (const sign of signs) addEventListener(sign, start, { signal: started.signal, passive: true });
  written.then(() => document.querySelector(".reply[aria-busy=true]") && start());
  // Something of the person's is to be brought back, or another key sends.
  try {
    if (localStorage.length || document.documentElement.dataset.send) start();
  } catch {}
  // After the first picture: what is looked at comes before it.
  if (client) addEventListener("load", () => requestAnimationFrame(() => setTimeout(() => {
    bring();
    setTimeout(start, 5000);
  }, 100)));
}
