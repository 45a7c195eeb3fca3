/// <reference lib="dom" />
import type { CurvePlot } from "./curve_plot.ts";

/** A drag of fewer pixels of the drawing is a click; one that is not as high takes its height from the values. */
const LEAST_WIDTH = 8, LEAST_HEIGHT = 28;

/** The part of the ends that a key leaves. */
const CLOSER = 0.6;

/** Lets a plot hear the pointer and the keyboard: values where it points, a drag to a part, and back. */
export function hearGestures(plot: CurvePlot): void {
  const { root } = plot;
  hearPointer(plot);
  root.addEventListener("dblclick", () => plot.zoom());
  root.addEventListener("blur", () => plot.point());
  root.addEventListener("keydown", (event) => {
    const deed = keyDeeds(plot)[event.key];
    if (!deed || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    deed();
  });
}

function keyDeeds(plot: CurvePlot): Readonly<Record<string, () => void>> {
  const scale = (by: number) => {
    const { xAt, left, right } = plot.area(), middle = (left + right) / 2;
    const half = by * (right - left) / 2;
    plot.zoom({ x: [xAt(middle - half), xAt(middle + half)] });
  };
  return {
    ArrowLeft: () => plot.move(-1),
    ArrowRight: () => plot.move(1),
    "+": () => scale(CLOSER),
    "-": () => plot.isZoomed() && scale(1 / CLOSER),
    Escape: () => plot.zoom(),
    l: () => plot.setLogarithmic(!plot.isLogarithmic()),
  };
}

function hearPointer(plot: CurvePlot): void {
  const { root } = plot, band = root.querySelector<HTMLElement>(".band")!;
  let from: readonly [number, number] | undefined;
  band.hidden = true;
  root.addEventListener("pointerdown", (event) => {
    const [x, y] = plot.placeOf(event), { left, right, top, bottom } = plot.area();
    if (event.button !== 0 || x < left || x > right || y < top || y > bottom) return;
    from = [x, y];
    root.setPointerCapture(event.pointerId);
  });
  root.addEventListener("pointermove", (event) => {
    const [x, y] = plot.placeOf(event), { left, right, xAt } = plot.area();
    plot.point(xAt(Math.min(right, Math.max(left, x))));
    if (from) showBand(band, boxOf(from, [x, y], plot), plot);
  });
  root.addEventListener("pointerup", (event) => {
    const start = from;
    from = undefined;
    band.hidden = true;
    if (!start) return;
    const { x, y } = boxOf(start, plot.placeOf(event), plot), { xAt, yAt } = plot.area();
    if (x[1] - x[0] < LEAST_WIDTH) return;
    plot.zoom({ x: [xAt(x[0]), xAt(x[1])], ...(y && { y: [yAt(y[1]), yAt(y[0])] }) });
  });
  root.addEventListener("pointercancel", () => {
    from = undefined;
    band.hidden = true;
  });
  root.addEventListener("pointerleave", () => plot.point());
}

/** A box within the axes, from the left and from above. */
interface Box {
  readonly x: readonly [number, number];
  /** Absent where it has the height of the axes. */
  readonly y?: readonly [number, number];
}

function boxOf(
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  plot: CurvePlot,
): Box {
  const { left, right, top, bottom } = plot.area();
  const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
  const order = (a: number, b: number): [number, number] => [Math.min(a, b), Math.max(a, b)];
  const x = order(within(x0, left, right), within(x1, left, right));
  const y = order(within(y0, top, bottom), within(y1, top, bottom));
  return { x, ...(y[1] - y[0] >= LEAST_HEIGHT && { y }) };
}

function showBand(band: HTMLElement, { x, y }: Box, plot: CurvePlot): void {
  const { top, bottom } = plot.area(), [high, low] = y ?? [top, bottom];
  const { width, height } = plot.root.querySelector("svg")!.viewBox.baseVal;
  band.hidden = x[1] - x[0] < LEAST_WIDTH;
  band.style.left = `${100 * x[0] / width}%`;
  band.style.width = `${100 * (x[1] - x[0]) / width}%`;
  band.style.top = `${100 * high / height}%`;
  band.style.height = `${100 * (low - high) / height}%`;
}
