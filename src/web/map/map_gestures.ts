import type { ViewPlace } from "./points/view.ts";

/** The callbacks of mouse, pen and fingers on a map; places are from its upper left corner. */
export interface MapGestures {
  /** The content is dragged by so many pixels. */
  readonly onPan: (by: ViewPlace) => void;
  /** It is enlarged by a factor, around a place. */
  readonly onZoom: (factor: number, at: ViewPlace) => void;
  /** A mouse is at a place without a pressed button, or has left. */
  readonly onHover: (at: ViewPlace | undefined) => void;
  /** A place was pressed without any movement. */
  readonly onPress: (at: ViewPlace) => void;
  /** A frame is drawn from one corner to another; `isDone` when the pointer is let go. */
  readonly onFrame: (from: ViewPlace, to: ViewPlace, isDone: boolean) => void;
  /** True where a drag draws a frame also without Shift. */
  readonly framesAlways: () => boolean;
}

/** The factors of a turn of the wheel by a pixel, of a pinch of a touchpad, and of two presses. */
const WHEEL = 0.0015, TOUCHPAD = 0.01, DOUBLE = 2;

/** The pixels of a line of the wheel. */
const LINE = 30;

/** The pixels within which a pressed pointer does not yet move the map. */
const STILL = 4;

/** Follows pointers and the wheel on a map. */
export function followGestures(target: HTMLElement, gestures: MapGestures): void {
  const placeOf = ({ clientX, clientY }: MouseEvent): ViewPlace => {
    const { left, top } = target.getBoundingClientRect();
    return { left: clientX - left, top: clientY - top };
  };
  const pressed = new Map<number, ViewPlace>();
  let start: ViewPlace | undefined, kind: "press" | "pan" | "frame" = "press";

  target.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    target.setPointerCapture(event.pointerId);
    pressed.set(event.pointerId, placeOf(event));
    start = placeOf(event);
    kind = event.shiftKey || gestures.framesAlways() ? "frame" : "press";
    if (pressed.size > 1) kind = "pan";
  });
  target.addEventListener("pointermove", (event) => {
    const at = placeOf(event), before = pressed.get(event.pointerId);
    if (before === undefined) {
      if (event.pointerType === "mouse" && event.buttons === 0) gestures.onHover(at);
      return;
    }
    if (pressed.size === 1 && kind === "frame") gestures.onFrame(start!, at, false);
    if (kind === "press" && distance(start!, at) > STILL) {
      kind = "pan";
      gestures.onHover(undefined);
    }
    if (kind !== "pan") return;
    const others = [...pressed].filter(([id]) => id !== event.pointerId).map(([, each]) => each);
    if (others.length === 0) {
      gestures.onPan({ left: at.left - before.left, top: at.top - before.top });
    } else {
      const [other] = others;
      const factor = distance(other, at) / Math.max(1, distance(other, before));
      const middle = between(other, at), middleBefore = between(other, before);
      gestures.onPan({
        left: middle.left - middleBefore.left,
        top: middle.top - middleBefore.top,
      });
      gestures.onZoom(factor, middle);
    }
    pressed.set(event.pointerId, at);
  });
  const release = (event: PointerEvent, isCancelled: boolean): void => {
    if (!pressed.delete(event.pointerId)) return;
    if (isCancelled) return;
    if (kind === "press") gestures.onPress(placeOf(event));
    if (kind === "frame") gestures.onFrame(start!, placeOf(event), true);
    // A finger that stays on the map goes on moving it.
    kind = "pan";
  };
  target.addEventListener("pointerup", (event) => release(event, false));
  target.addEventListener("pointercancel", (event) => release(event, true));
  target.addEventListener("pointerleave", (event) => {
    // A finger leaves whenever it is lifted, and what it pressed is to stay.
    if (event.pointerType === "mouse") gestures.onHover(undefined);
  });
  target.addEventListener("dblclick", (event) => gestures.onZoom(DOUBLE, placeOf(event)));
  target.addEventListener("wheel", (event) => {
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === 0 ? 1 : LINE);
    gestures.onZoom(Math.exp(-pixels * (event.ctrlKey ? TOUCHPAD : WHEEL)), placeOf(event));
  }, { passive: false });
}

function distance(a: ViewPlace, b: ViewPlace): number {
  return Math.hypot(a.left - b.left, a.top - b.top);
}

function between(a: ViewPlace, b: ViewPlace): ViewPlace {
  return { left: (a.left + b.left) / 2, top: (a.top + b.top) / 2 };
}
