/// <reference lib="dom" />
import { createElement } from "./create_element.ts";
import { formatValue } from "./format_value.ts";
import { coordinateText, formatShare, SLIDER_RANGE, type SliderScale } from "./slider_scale.ts";

/** One slider with its name, its number and a button that brings it back. */
export interface SliderRow {
  readonly root: HTMLElement;
  /** Takes over a coordinate; one beyond the ends is marked at the nearer of them. */
  show(coordinate: number): void;
}

/** How far apart the coordinates are at which a slider halts. */
const STEP = 0.05;

/** Makes the slider of one direction. */
export function createSliderRow(
  { label, share, unit, range = SLIDER_RANGE, onMove }: SliderScale & {
    readonly label: string;
    /** How much of the variance of codes lies along it. */
    readonly share?: number;
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

const TRACK = `
  block-size: 4px;
  border-radius: 2px;
  background: linear-gradient(
    to right,
    var(--line) calc(var(--from) * 100%),
    var(--accent) calc(var(--from) * 100%) calc(var(--to) * 100%),
    var(--line) calc(var(--to) * 100%)
  );
`;

const THUMB = `
  box-sizing: border-box;
  inline-size: 18px;
  block-size: 18px;
  border: 3px solid var(--accent);
  border-radius: 50%;
  background: var(--surface);
  box-shadow: 0 1px 3px rgb(0 0 0 / 0.3);
`;

/** The rules of a slider. */
export const sliderRowCss = `
.slider {
  display: grid;
  grid-template-columns: 1fr 28px auto;
  align-items: center;
}
.slider-name {
  display: flex;
  gap: 8px;
  align-items: baseline;
  min-inline-size: 0;
}
.slider-share {
  color: var(--muted);
  font-size: 0.8125em;
}
.slider-readout {
  min-inline-size: 3.2em;
  text-align: end;
  font-variant-numeric: tabular-nums;
}
.slider-reset {
  inline-size: 28px;
  block-size: 28px;
  padding: 0;
  border: 0;
  border-radius: var(--radius);
  background: none;
  color: var(--muted);
  font: inherit;
  cursor: pointer;
}
.slider-reset:hover {
  background: var(--raised);
  color: var(--ink);
}
.slider-reset.is-resting {
  visibility: hidden;
}
.slider-input {
  grid-column: 1 / -1;
  inline-size: 100%;
  block-size: 24px;
  margin: 0;
  border-radius: var(--radius);
  appearance: none;
  background: none;
  cursor: pointer;
  touch-action: pan-y;
}
.slider-input::-webkit-slider-runnable-track {${TRACK}}
.slider-input::-moz-range-track {${TRACK}}
.slider-input::-webkit-slider-thumb {
  margin-block-start: -7px;
  appearance: none;
${THUMB}}
.slider-input::-moz-range-thumb {${THUMB}}
.slider-input:focus-visible, .slider-reset:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 1px;
}
@media (forced-colors: active) {
  .slider-input {
    appearance: auto;
  }
}
`;
