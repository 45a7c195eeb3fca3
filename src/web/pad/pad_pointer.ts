import type { PadPlace } from "./pad_geometry.ts";

/** The callbacks of a pointer on a pad. */
export interface PadPointer {
  /** A press begins. */
  readonly onPress: () => void;
  /** A pressed pointer is at a place, maybe beyond the pad. */
  readonly onMove: (place: PadPlace) => void;
  /** A mouse without a pressed button is at a place, or has left. */
  readonly onHover: (place: PadPlace | undefined) => void;
}

/** Follows mouse, pen and finger over a pad's canvas, and beyond it once pressed. */
export function followPointer(canvas: HTMLElement, { onPress, onMove, onHover }: PadPointer): void {
  const placeOf = ({ clientX, clientY }: PointerEvent): PadPlace => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return [(clientX - left) / width, (clientY - top) / height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    onHover(undefined);
    onPress();
    onMove(placeOf(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (canvas.hasPointerCapture(event.pointerId)) onMove(placeOf(event));
    else if (event.pointerType === "mouse" && event.buttons === 0) onHover(placeOf(event));
  });
  canvas.addEventListener("pointerleave", () => onHover(undefined));
  // A press would take the focus away from what onPress gave it to.
  canvas.addEventListener("mousedown", (event) => event.preventDefault());
}
