// A frame of another origin without a network, in which code runs, and what it tells below it.

import { button, element } from "../../../ui/elements";
import { type Texts, fenced, propose } from "../page";
import { Console } from "./console";
import type { Kind } from "./runtime";
import { vendored } from "./vendor";
import { mayReachNetwork, warning } from "./warning";

/** Characters of code that are run at most. */
const CODE_MAX = 1_000_000;
/** How often code is asked whether it still goes on, in ms, and how many times it may be silent. */
const PULSE = 1000;
const SILENCE_MAX = 5;
/** How long Python may take, which answers nobody while it works, and how long it may take to begin, in ms. */
const PYTHON_MAX = 60_000;
const PYTHON_START_MAX = 120_000;
/** How high the frame may become by itself, in pixels. */
const HEIGHT_MAX = 560;

/** What is run. */
export interface Source {
  kind: Kind;
  code: string;
  /** What a model is told of when it is to be mended. */
  asked: string;
  /** The word of its language. */
  language: string;
}

/** Runs code, and gives what shows it: a frame and a console, with buttons to stop, run again and close. */
export function run(source: Source, words: Texts): HTMLElement {
  const state = element("span", { class: "run-state", role: "status" });
  const shown = new Console(words);
  const place = element("div", { class: "run-place" });
  const box = element("section", { class: "run", "aria-label": words.run_result });
  let running: Running | undefined;
  const stop = button(words.run_stop, "text-button", () => running?.stop(words.run_stopped));
  const again = button(words.run_again, "text-button", () => start());
  const close = button(words.close, "text-button", () => {
    running?.stop("");
    const back = box.previousElementSibling?.querySelector<HTMLElement>(".code-button");
    box.remove();
    back?.focus();
  });
  // What code has told may be meant for the model and not for the person, who reads it before it is sent.
  const fix = button(words.run_fix, "button is-quiet", () => {
    propose(`${words.ask_fix}\n\n${fenced(source.asked, source.language)}\n\n${fenced(shown.errors(), "")}`);
  });
  const start = () => {
    if (mayReachNetwork(source.kind)) {
      stop.hidden = again.hidden = fix.hidden = true;
      place.replaceChildren(warning(words, start, () => close.click()));
      return;
    }
    again.hidden = false;
    running?.stop("");
    shown.clear();
    fix.hidden = true;
    stop.hidden = false;
    running = new Running(source, words, place, shown, (text, isOver) => {
      state.textContent = text;
      if (isOver) stop.hidden = true;
    });
  };
  shown.onError = () => (fix.hidden = false);
  box.append(element("div", { class: "run-head" }, element("b", {}, words.run_result), state, stop, again, close), place, shown.list, fix);
  start();
  return box;
}

/** One run, until it is over or stopped. */
class Running {
  private readonly frame: HTMLIFrameElement;
  private timers: ReturnType<typeof setTimeout>[] = [];
  private isStopped = false;

  constructor(
    private readonly source: Source,
    private readonly words: Texts,
    place: HTMLElement,
    private readonly shown: Console,
    private readonly tell: (text: string, isOver: boolean) => void,
  ) {
    // Without `allow-same-origin`: whatever runs in it is a stranger to this page.
    this.frame = element("iframe", { class: "run-frame", sandbox: "allow-scripts", src: "/sandbox", title: words.run_result });
    this.frame.classList.toggle("is-page", source.kind === "page" || source.kind === "style");
    this.frame.hidden = source.kind === "script" || source.kind === "python";
    tell(source.kind === "python" ? words.run_python_starting : words.run_starting, false);
    if (source.code.length > CODE_MAX) {
      tell(words.run_too_long, true);
      return;
    }
    const ready = new Promise((resolve) => this.frame.addEventListener("load", resolve, { once: true }));
    place.replaceChildren(this.frame);
    Promise.all([vendored(source.kind), ready]).then(
      ([files]) => this.begin(files),
      () => this.stop(words.run_unavailable),
    );
  }

  private begin(files: Record<string, ArrayBuffer>): void {
    if (this.isStopped) return;
    const { kind, code } = this.source;
    // Only what comes through these is listened to; whatever else is posted to the page is nobody's.
    const [lines, pulse] = [new MessageChannel(), new MessageChannel()];
    lines.port1.onmessage = ({ data }) => this.hear(data, lines.port1);
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    // A page of an opaque origin has no origin to name; what is handed over is no secret.
    this.frame.contentWindow?.postMessage({ kind, code, files, dark }, "*", [lines.port2, pulse.port2]);
    if (kind === "python") {
      this.timers.push(setTimeout(() => this.stop(this.words.run_unavailable), PYTHON_START_MAX));
      return;
    }
    this.tell(this.words.run_running, false);
    let silence = 0;
    pulse.port1.onmessage = () => (silence = 0);
    const beat = () => {
      if (silence >= SILENCE_MAX) {
        this.stop(this.words.run_hung);
        return;
      }
      silence += 1;
      pulse.port1.postMessage("");
      this.timers.push(setTimeout(beat, PULSE));
    };
    beat();
  }

  /** Something that the sandbox says, which may be anything. */
  private hear(said: unknown, port: MessagePort): void {
    if (this.isStopped || typeof said !== "object" || said === null) return;
    const { state, level, text, height } = said as Record<string, unknown>;
    if (typeof text === "string") {
      // More than that is not even listened to.
      if (!this.shown.add(level === "error" || level === "warn" ? level : "log", text)) port.onmessage = null;
      if (level === "error") this.tell(this.words.run_failed, false);
    } else if (state === "started") {
      this.quiet();
      this.tell(this.words.run_running, false);
      this.timers.push(setTimeout(() => this.stop(this.words.run_too_slow), PYTHON_MAX));
    } else if (state === "done" || state === "failed") {
      if (typeof height === "number" && height > 0) this.frame.style.blockSize = `${Math.min(height, HEIGHT_MAX)}px`;
      const isOver = this.source.kind === "python" || state === "failed";
      if (isOver) this.quiet();
      this.tell(state === "failed" || this.shown.errors() ? this.words.run_failed : this.words.run_done, isOver);
    }
  }

  /** Ends it, with all that runs in it. */
  stop(why: string): void {
    this.isStopped = true;
    this.quiet();
    this.frame.remove();
    this.tell(why, true);
  }

  private quiet(): void {
    this.timers.forEach(clearTimeout);
    this.timers = [];
  }
}
