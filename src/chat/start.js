// How a page of the chat comes to life. It is whole without its client, which starts when a person turns to the page, when
// there is something live on it ("begin" says so), or else a while later: nobody waits for it to read.
{
  const { client, wasm, tools } = FILES;
  // In ms: after a failure; for a person.
  const [RETRY_AFTER, WAITS_FOR] = [3000, 5000];
  const written = new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
  const missed = [];
  let brought, isStarted, isThere, hasTurned;
  let tries = 0;
  // A page that is left meanwhile is no error. Browsers remember that a script could not be loaded, by its address.
  const failed = (error) => {
    tries++;
    setTimeout(() => {
      brought = hasTurned = undefined;
      reportError(error);
    }, RETRY_AFTER);
  };
  const again = (address) => (tries ? `${address}?${tries}` : address);
  // Compiled beside the page, as it comes.
  const bring = () =>
    (brought ??= Promise.all([import(again(client)), WebAssembly.compileStreaming(fetch(wasm)), written]).catch(failed));
  const start = async () => {
    const parts = client && !isStarted && (await bring());
    if (!parts || isStarted) return;
    isStarted = true;
    const [{ default: begin, hydrate }, module_or_path] = parts;
    await begin({ module_or_path });
    hydrate();
    isThere = true;
    // When all that the client does first is done.
    setTimeout(() => missed.forEach((button) => button.click()));
  };
  const turn = () => {
    if (hasTurned) return;
    hasTurned = true;
    if (tools) import(again(tools)).catch(failed);
    start();
  };
  for (const sign of ["pointermove", "pointerdown", "wheel", "keydown", "focusin", "dragenter"]) addEventListener(sign, turn, { passive: true });
  addEventListener("begin", start);
  if (client) {
    // A style sheet shows the buttons that only the client knows; what is pressed before it is there is pressed then.
    document.documentElement.dataset.live = "";
    const miss = (event) => {
      const button = !isThere && event.target.closest(".thread button[type=button]");
      if (!button) return;
      missed.push(button);
      turn();
    };
    addEventListener("click", miss, true);
    written.then(() => document.querySelector(".reply[aria-busy=true]") && start());
    // After the first picture: what is looked at comes before it. A frame is only the beginning of one (src/ui/assets.rs).
    addEventListener("load", () =>
      new PerformanceObserver((seen, observer) => {
        if (!seen.getEntriesByName("first-contentful-paint").length) return;
        observer.disconnect();
        bring();
        setTimeout(start, WAITS_FOR);
      }).observe({ type: "paint", buffered: true }),
    );
  }
  // Something of the person's is to be brought back, or another key sends.
  try {
    if (localStorage.length || document.documentElement.dataset.send) turn();
  } catch {}
}
