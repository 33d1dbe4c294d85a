// The sidebar of a narrow page: a finger draws it from the edge and pushes it back. Without this script its button does.

/** A finger that begins so near the edge draws it out, in px. */
const EDGE = 28;
/** A finger that has gone less has not said yet what it wants, in px. */
const SLACK = 8;
/** One that goes faster at its end means what it does, in px per ms. */
const FLING = 0.4;

/** A finger that moves the drawer. */
interface Drag {
  side: HTMLElement;
  shade: HTMLElement;
  id: number;
  start: { x: number; y: number };
  wasOpen: boolean;
  /** Whether it moves the drawer, and does not scroll. */
  isTaken: boolean;
  last: { x: number; at: number };
  speed: number;
}

let drag: Drag | undefined;

export function offerSwipe(): void {
  const passive = { passive: true };
  document.addEventListener("touchstart", begin, passive);
  document.addEventListener("touchmove", move, passive);
  document.addEventListener("touchend", end, passive);
  document.addEventListener("touchcancel", end, passive);
}

/** The checkbox that opens it (src/ui/menu_button.rs); none on a wide page, where it is not a drawer. */
function drawer(): HTMLInputElement | undefined {
  const found = document.querySelector<HTMLInputElement>("#drawer");
  return found?.checkVisibility() ? found : undefined;
}

function begin({ touches, target }: TouchEvent): void {
  const [touch, ...others] = touches;
  const open = drawer();
  const [side, shade] = [".side", ".drawer-shade"].map((part) => document.querySelector<HTMLElement>(part));
  drag = undefined;
  if (!touch || others.length > 0 || !open || !side || !shade) return;
  const isAtEdge = isMirrored() ? innerWidth - touch.clientX < EDGE : touch.clientX < EDGE;
  // A field that is written in has swipes of its own.
  if (open.checked ? target instanceof HTMLInputElement : !isAtEdge) return;
  const { clientX: x, clientY: y } = touch;
  const last = { x, at: performance.now() };
  drag = { side, shade, id: touch.identifier, start: { x, y }, wasOpen: open.checked, isTaken: false, last, speed: 0 };
}

function move({ touches }: TouchEvent): void {
  const touch = [...touches].find(({ identifier }) => identifier === drag?.id);
  if (!drag || !touch) return;
  const [x, y] = [touch.clientX - drag.start.x, touch.clientY - drag.start.y];
  if (!drag.isTaken) {
    if (Math.hypot(x, y) < SLACK) return;
    if (Math.abs(y) > Math.abs(x)) {
      drag = undefined;
      return;
    }
    drag.isTaken = true;
    drag.side.classList.add("is-dragged");
    drag.shade.classList.add("is-dragged");
  }
  note(drag, touch);
  follow(drag);
}

/** Notes where the finger is, and how fast it came there. */
function note(drag: Drag, { clientX: x }: Touch): void {
  const at = performance.now();
  drag.speed = (outward(x) - outward(drag.last.x)) / Math.max(1, at - drag.last.at);
  drag.last = { x, at };
}

/** How far a place is from the edge that the drawer comes from. */
function outward(x: number): number {
  return isMirrored() ? innerWidth - x : x;
}

function isMirrored(): boolean {
  return document.dir === "rtl";
}

/** How much of the drawer is seen, from 0 to 1. */
function shown({ side, start, wasOpen, last }: Drag): number {
  const moved = (outward(last.x) - outward(start.x)) / side.offsetWidth;
  return Math.min(1, Math.max(0, (wasOpen ? 1 : 0) + moved));
}

function follow(drag: Drag): void {
  const part = shown(drag);
  drag.side.style.translate = `${(isMirrored() ? 1 : -1) * (1 - part) * 100}% 0`;
  drag.shade.style.opacity = String(part);
}

function end(event: TouchEvent): void {
  const ended = drag;
  if (!ended || [...event.touches].some(({ identifier }) => identifier === ended.id)) return;
  drag = undefined;
  if (!ended.isTaken) return;
  // A busy browser drops the last moves.
  const lifted = [...event.changedTouches].find(({ identifier }) => identifier === ended.id);
  if (lifted && lifted.clientX !== ended.last.x) note(ended, lifted);
  const isFlung = Math.abs(ended.speed) > FLING;
  const opens = event.type === "touchcancel" ? ended.wasOpen : isFlung ? ended.speed > 0 : shown(ended) > 0.5;
  for (const part of [ended.side, ended.shade]) {
    part.classList.remove("is-dragged");
    part.style.translate = part.style.opacity = "";
  }
  const open = drawer();
  if (open) open.checked = opens;
}
