import { createElement } from "../controls/create_element.ts";
import { formatValue } from "../controls/format_value.ts";
import { coordinateText, formatShare, SLIDER_RANGE, type SliderScale } from "./slider_scale.ts";

/** One slider with its name, its number and a button that brings it back. */
export interface SliderRow {
  readonly root: HTMLElement;
  /** Takes over a coordinate; one beyond the ends is marked at the nearer of them. */
  show(coordinate: number): void;
}

/** The distance between the coordinates at which a slider halts. */
const STEP = 0.05;

/** Makes the slider of one direction. */
export function createSliderRow(
  { label, share, unit, range = SLIDER_RANGE, onMove }: SliderScale & {
    readonly label: string;
    /** The share of the variance of codes along it. */
    readonly share?: number | undefined;
    /** Takes the coordinate at each move by hand. */
    readonly onMove: (coordinate: number) => void;
  },
): SliderRow {
  const [low, high] = range, rest = Math.min(high, Math.max(low, 0));
  const input = createElement("input", {
    part: "slider-input",
    attributes: { type: "range", min: low, max: high, step: STEP, "aria-label": label },
    on: { input: () => onMove(input.valueAsNumber), dblclick: () => onMove(rest) },
  });
  const readout = createElement("span", { part: "slider-readout" });
  const reset = createElement("button", {
    part: "slider-reset",
    text: "↺",
    attributes: { type: "button", "aria-label": `Reset ${label}`, title: `Reset ${label}` },
    on: {
      click: () => {
        // The button hides at rest, and would take the focus with it.
        input.focus();
        onMove(rest);
      },
    },
  });
  const place = (value: number): string =>
    ((Math.min(high, Math.max(low, value)) - low) / (high - low)).toFixed(4);
  const show = (coordinate: number): void => {
    input.value = String(coordinate);
    input.setAttribute("aria-valuetext", coordinateText(coordinate, unit));
    const [from, to] = [place(Math.min(coordinate, rest)), place(Math.max(coordinate, rest))];
    input.style.setProperty("--from", from);
    input.style.setProperty("--to", to);
    readout.textContent = formatValue(coordinate);
    reset.classList.toggle("is-resting", Math.abs(coordinate - rest) < 0.005);
  };
  const name = createElement("span", {
    part: "slider-name",
    children: [
      createElement("span", { text: label }),
      ...share === undefined ? [] : [createElement("span", {
        part: "slider-share",
        text: formatShare(share),
        attributes: { title: "Share of the variance of codes" },
      })],
    ],
  });
  const root = createElement("div", { part: "slider", children: [name, reset, readout, input] });
  return { root, show };
}
