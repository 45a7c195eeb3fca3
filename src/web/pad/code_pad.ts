import type { NdArray } from "../../core/nd_array.ts";
import { createElement } from "../controls/create_element.ts";
import { formatValue } from "../controls/format_value.ts";
import { createPadAxes } from "./pad_axes.ts";
import {
  codeAtPlace,
  nearestPlace,
  type PadPlace,
  padRange,
  placeOfCode,
  placesOfCodes,
} from "./pad_geometry.ts";
import { createPadLegend } from "./pad_legend.ts";
import { createPadMap } from "./pad_map.ts";
import { followPointer } from "./pad_pointer.ts";
import { createPadPreview } from "./pad_preview.ts";

/** The content of a pad, and its callbacks. */
export interface CodePadOptions {
  /** Training codes [N, 2], drawn as a map, and the class of each. */
  readonly points?: { readonly codes: NdArray; readonly labels?: ArrayLike<number> };
  /** The names of the classes, their numbers unless given. */
  readonly classNames?: readonly string[];
  /** The code that the key Home goes to, [2]: the middle of the pad unless given. */
  readonly home?: ArrayLike<number>;
  /** Decodes a training code [2] and draws it small; without it none are shown under the pointer. */
  readonly thumbnail?: (code: Float32Array) => Promise<HTMLElement>;
  /** Takes the code [2] at each move by hand. */
  readonly onCode: (code: Float32Array) => void;
}

/** A square on the page whose places are the codes of two values. */
export interface CodePad {
  readonly root: HTMLElement;
  /** Takes over a code [2]; one beyond the pad is marked at its edge. */
  show(code: Float32Array): void;
  /** Leaves nothing listening outside its own elements. */
  dispose(): void;
}

/**
 * The reach of a pointer for a training code, in CSS pixels, and the distance that "near" is, in
 * pads.
 */
const REACH = 14, NEAR = 0.04;

/** Makes a pad; it starts at the code of the key Home. */
export function createCodePad(
  { points, home, onCode, thumbnail, ...options }: CodePadOptions,
): CodePad {
  const range = padRange(points?.codes);
  const places = points && placesOfCodes(points.codes, range);
  const classNames = points?.labels && (options.classNames ?? namesOf(points.labels));
  const start = home ?? codeAtPlace([0.5, 0.5], range);
  const nameOf = (point: number): string | undefined =>
    points?.labels && classNames?.[points.labels[point]];

  const map = createPadMap({ range, places, labels: points?.labels });
  const cursor = ["pad-line", "pad-line is-level", "pad-ring"].map((part) =>
    createElement("span", { part })
  );
  const preview = thumbnail && places && createPadPreview(thumbnail);
  const move = (code: Float32Array): void => {
    show(code);
    onCode(code);
  };
  const axes = createPadAxes({ range, home: start, onCode: move });
  const plane = createElement("div", {
    part: "pad-plane",
    attributes: { role: "group", "aria-label": "Code" },
    children: [map.canvas, ...cursor, ...axes.roots, ...preview ? [preview.root] : []],
  });
  const readout = createElement("div", {
    part: "pad-readout",
    attributes: { "aria-hidden": "true" },
  });
  const legend = classNames && createPadLegend({ classNames, onHighlight: map.highlight });

  const show = (code: Float32Array): void => {
    const [right, down] = placeOfCode(code, range).map((share) => Math.min(1, Math.max(0, share)));
    plane.style.setProperty("--right", right.toFixed(4));
    plane.style.setProperty("--down", down.toFixed(4));
    const near = places && nearestPlace(places, { to: placeOfCode(code, range), within: NEAR });
    const className = near === undefined ? undefined : nameOf(near);
    const nearby = className === undefined ? "" : `, near class ${className}`;
    const [first, second] = Array.from(code, formatValue);
    readout.textContent = `${first}, ${second}${nearby}`;
    axes.show(code, `first value ${first}, second value ${second}${nearby}`);
  };
  const hover = (place: PadPlace | undefined): void => {
    if (!preview || !points || !places) return;
    const within = REACH / map.canvas.clientWidth;
    const point = place && nearestPlace(places, { to: place, within });
    preview.show(
      point === undefined ? undefined : {
        point,
        code: points.codes.values.slice(2 * point, 2 * point + 2),
        place: [places[2 * point], places[2 * point + 1]],
        className: nameOf(point),
      },
    );
  };
  followPointer(map.canvas, {
    onPress: () => {
      axes.focus();
      plane.classList.add("is-pointed");
    },
    onMove: (place) => move(codeAtPlace(place, range)),
    onHover: hover,
  });
  // A browser shows where the focus is after any call that moved it; only keys should.
  for (const type of ["keydown", "focusout"]) {
    plane.addEventListener(type, () => plane.classList.remove("is-pointed"));
  }
  show(Float32Array.from(start));
  return {
    root: createElement("div", {
      part: "pad",
      children: [plane, readout, ...legend ? [legend.root] : []],
    }),
    show,
    dispose: map.dispose,
  };
}

function namesOf(labels: ArrayLike<number>): string[] {
  return Array.from({ length: Math.max(-1, ...Array.from(labels)) + 1 }, (_, label) => `${label}`);
}
