import type { CodeRange } from "../../generation/mod.ts";
import { createElement } from "../controls/create_element.ts";
import { moveByKey } from "./pad_keys.ts";

/** The inputs that keys and screen readers move: a slider for each of the two values of a code. */
export interface PadAxes {
  readonly roots: readonly HTMLElement[];
  /** Takes over a code [2] and the words for it. */
  show(code: Float32Array, text: string): void;
  /** Takes the focus, as a pointer does. */
  focus(): void;
}

/**
 * Lays two range inputs over a pad, unseen.
 *
 * No role stands for a control of two dimensions. One `slider` holds one number: a screen reader on a
 * touch screen would move the first value only, and speech could not name the second. Two native ranges
 * are each what they claim, and are moved by swipes and speech without further code. They act as one: a
 * single stop of the Tab key, arrows that move either value from both, and a text that says both; the
 * focus goes to the axis that moves, so that its value is what is spoken.
 */
export function createPadAxes(
  { range, home, onCode }: {
    readonly range: CodeRange;
    /** The goal of the key Home, [2]. */
    readonly home: ArrayLike<number>;
    readonly onCode: (code: Float32Array) => void;
  },
): PadAxes {
  let current = Float32Array.of(home[0], home[1]);
  const move = (code: Float32Array<ArrayBuffer>, axis: 0 | 1): void => {
    onCode(code);
    inputs.forEach((input, i) => input.tabIndex = i === axis ? 0 : -1);
    inputs[axis].focus({ preventScroll: true });
  };
  const onKey = (event: Event): void => {
    const { ctrlKey, altKey, metaKey } = event as KeyboardEvent;
    if (ctrlKey || altKey || metaKey) return;
    const moved = moveByKey(current, { key: event as KeyboardEvent, range, home });
    if (moved === undefined) return;
    event.preventDefault();
    move(moved.code, moved.axis);
  };
  const onInput = (axis: 0 | 1): void => {
    const code = current.slice();
    code[axis] = inputs[axis].valueAsNumber;
    move(code, axis);
  };
  const inputs = (["First value", "Second value"] as const).map((label, axis) =>
    createElement("input", {
      part: "pad-axis",
      attributes: {
        type: "range",
        min: range[axis][0],
        max: range[axis][1],
        step: "any",
        tabindex: axis === 0 ? 0 : -1,
        "aria-label": label,
        "aria-roledescription": "two-dimensional slider",
        "aria-orientation": axis === 0 ? "horizontal" : "vertical",
      },
      on: { keydown: onKey, input: () => onInput(axis === 0 ? 0 : 1) },
    })
  );
  return {
    roots: inputs,
    show: (code, text) => {
      current = Float32Array.of(code[0], code[1]);
      inputs.forEach((input, axis) => {
        input.value = String(code[axis]);
        input.setAttribute("aria-valuetext", text);
      });
    },
    focus: () => inputs.find((input) => input.tabIndex === 0)?.focus({ preventScroll: true }),
  };
}
