import type { Shape } from "../../core/shape.ts";
import { codeLayout } from "../model/code_layout.ts";
import { codeWords } from "./code_words.ts";
import { createElement } from "../controls/create_element.ts";
import { svgElement } from "../controls/svg_element.ts";

/** A picture of a code. */
export interface CodeView {
  /** The element to put into the page. */
  readonly root: HTMLElement;
  /** Draws a code: bars for one of up to 64 values, a map of colours for larger and spatial ones. */
  show(code: Float32Array, codeShape: Shape): void;
}

const MOST_BARS = 64;
/** Red, green and blue of the largest values above and below 0. */
const ABOVE = [231, 99, 0], BELOW = [63, 144, 218];

/** Makes a view of codes. */
export function createCodeView(): CodeView {
  const canvas = createElement("canvas", { part: "code-map", attributes: { hidden: true } });
  const bars = svgElement("svg", { viewBox: "0 -1.02 1 2.04", preserveAspectRatio: "none" });
  bars.classList.add("code-bars");
  const [above, below, zero] = ["code-above", "code-below", "code-zero"].map((name) => {
    const path = svgElement("path", { class: name, part: name });
    bars.append(path);
    return path;
  });
  const picture = createElement("div", {
    part: "code-picture",
    attributes: { role: "img", "aria-label": "No code yet" },
    children: [bars, canvas],
  });
  const words = createElement("p", { part: "note", attributes: { "aria-hidden": "true" } });

  function showBars(code: Float32Array, most: number) {
    const paths = ["", ""];
    code.forEach((value, i) => {
      paths[Number(value < 0)] += `M${i + 0.12} 0v${-value / most}h.76V0z`;
    });
    bars.setAttribute("viewBox", `0 -1.02 ${code.length} 2.04`);
    above.setAttribute("d", paths[0]);
    below.setAttribute("d", paths[1]);
    zero.setAttribute("d", `M0 0H${code.length}`);
  }

  function showMap(code: Float32Array, { codeShape, most }: { codeShape: Shape; most: number }) {
    const map = codeLayout(codeShape);
    canvas.width = map.width;
    canvas.height = map.height;
    const image = new ImageData(map.width, map.height);
    code.forEach((value, i) => {
      image.data.set(value < 0 ? BELOW : ABOVE, 4 * map.at(i));
      // Small values would hardly be seen in proportion.
      image.data[4 * map.at(i) + 3] = 24 + 231 * Math.sqrt(Math.abs(value) / most);
    });
    canvas.getContext("2d")?.putImageData(image, 0, 0);
  }

  return {
    root: createElement("div", { part: "code", children: [picture, words] }),
    show(code, codeShape) {
      const most = code.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
      const asMap = codeShape.length === 3 || code.length > MOST_BARS;
      canvas.hidden = !asMap;
      bars.classList.toggle("hidden", asMap);
      if (asMap) showMap(code, { codeShape, most });
      else showBars(code, most);
      words.textContent = codeWords(code);
      picture.setAttribute("aria-label", `Code: ${words.textContent}`);
    },
  };
}
