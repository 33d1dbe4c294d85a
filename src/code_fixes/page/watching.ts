// An answer as it is written; when it has ended the page shows what became of it.

/** Stands before what the model writes when it is asked again (src/code_fixes/model.rs). */
const ASKED_AGAIN = "\u001e";

/** Follows the answer to its end. The browser connects again by itself where it was. */
export function watch(id: string) {
  const place = document.getElementById("code-answer");
  const events = new EventSource(`/api/v1/code-fixes/${id}/events`);
  let text = "";
  let frame = 0;
  const show = () => {
    frame = 0;
    if (!place) return;
    const isAtEnd = place.scrollHeight - place.scrollTop - place.clientHeight < 40;
    place.textContent = text;
    if (isAtEnd) place.scrollTop = place.scrollHeight;
  };
  const end = () => {
    events.close();
    location.reload();
  };
  events.addEventListener("delta", (event) => {
    text += (JSON.parse(event.data) as { text: string }).text.replace(ASKED_AGAIN, "\n\n");
    frame ||= requestAnimationFrame(show);
  });
  events.addEventListener("done", end);
  events.addEventListener("error", (event) => {
    // Those of the connection have no data, and are mended by the browser as long as it can.
    if (event instanceof MessageEvent || events.readyState === EventSource.CLOSED) end();
  });
}
