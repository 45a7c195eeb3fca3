import { sizeOf } from "../../core/shape.ts";
import { formatValue } from "../../plots/format_value.ts";
import { createElement } from "../controls/create_element.ts";
import { svgElement } from "../controls/svg_element.ts";
import type { ExampleForm } from "../model/example_form.ts";
import type { ExampleView, ExampleViewOptions } from "./example_view.ts";

/** The largest number of points of a curve: more than a page has pixels for are passed over. */
const POINTS = 400;

/** Shows long vectors as curves, each in place of the last; a reconstruction lies over its original. */
export function createCurveView(
  { shape, unit }: ExampleForm,
  { examples = [], onEdit }: ExampleViewOptions,
): ExampleView {
  const size = sizeOf(shape), stride = Math.ceil(size / POINTS);
  let low = Infinity, high = -Infinity;
  /** Makes room for values: the axis never shrinks, so that curves which follow compare. */
  const include = (values: ArrayLike<number>) => {
    for (let i = 0; i < values.length; i++) {
      if (values[i] < low) low = values[i];
      if (values[i] > high) high = values[i];
    }
  };
  include(examples);
  const drawing = svgElement("svg", {
    viewBox: "0 0 1 1",
    preserveAspectRatio: "none",
    role: "img",
  });
  const [before, curve] = ["curve-original", "curve-line"].map((part) => {
    const path = svgElement("path", { class: part, part });
    drawing.append(path);
    return path;
  });
  const draw = (path: Element, values: Float32Array) => {
    let d = "", isDown = false;
    for (let i = 0; i < size; i += stride) {
      const down = (high - values[i]) / ((high - low) || 1), isDrawable = Number.isFinite(down);
      // What is no number leaves a gap.
      if (isDrawable) {
        d += `${isDown ? "L" : "M"}${(i / (size - 1 || 1)).toFixed(4)} ${down.toFixed(4)}`;
      }
      isDown = isDrawable;
    }
    path.setAttribute("d", d);
  };
  const [top, bottom] = [0, 0].map(() => createElement("span"));
  const places = createElement("span", { part: "curve-places", text: `places 1 to ${size}` });
  const legend = createElement("p", { part: "note", text: "Dashed: the reconstruction." });
  return {
    root: createElement("div", {
      part: "curve-view",
      children: [top, drawing, bottom, places, ...onEdit ? [legend] : []],
    }),
    show(values, { label, original }) {
      include(values);
      if (original) include(original);
      draw(curve, values);
      if (original) draw(before, original);
      top.textContent = formatValue(high / unit);
      bottom.textContent = formatValue(low / unit);
      drawing.setAttribute("aria-label", label);
    },
  };
}
