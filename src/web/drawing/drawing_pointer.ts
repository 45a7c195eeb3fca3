import type { Painting } from "./painting.ts";
import type { Place } from "./stroke.ts";

/** Lets mouse, pen and finger draw on the canvas of a painting, and beyond it once pressed. */
export function followDrawingPointer(canvas: HTMLCanvasElement, painting: Painting): void {
  const { height, width } = painting.size;
  const place = ({ clientX, clientY }: PointerEvent, box: DOMRect): Place => [
    (clientX - box.left) / box.width * width,
    (clientY - box.top) / box.height * height,
  ];
  canvas.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0) return;
    painting.lift();
    canvas.setPointerCapture(event.pointerId);
    painting.begin(place(event, canvas.getBoundingClientRect()));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!event.isPrimary || !canvas.hasPointerCapture(event.pointerId)) return;
    const box = canvas.getBoundingClientRect();
    const events = event.getCoalescedEvents?.() ?? [];
    painting.extend((events.length > 0 ? events : [event]).map((each) => place(each, box)));
  });
  for (const type of ["pointerup", "pointercancel", "blur"]) {
    canvas.addEventListener(type, painting.lift);
  }
}
