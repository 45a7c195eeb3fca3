import { alongDirections, moveAlong } from "../../generation/mod.ts";
import { createElement } from "../controls/create_element.ts";
import { createCodePad } from "../pad/code_pad.ts";
import { createExampleView } from "../picture/create_example_view.ts";
import type { Session } from "../model/session.ts";
import { createCodeSliders } from "../sliders/code_sliders.ts";
import { valueSliders, varianceShares } from "../sliders/slider_scale.ts";

/** A control that shows a code and lets one move it. */
export interface CodeControl {
  readonly root: HTMLElement;
  /** Takes over a code. */
  show(code: Float32Array): void;
  /** Leaves nothing running. */
  dispose?(): void;
}

/** Values up to which a code of unknown spread has a slider for each. */
const MOST_VALUES = 16;

/** True where somebody can move a code by hand: it is small, or the folder says how codes vary. */
export function canMoveCode({ decoder: { codeSize }, space }: Session["model"]): boolean {
  return codeSize <= MOST_VALUES || space?.spread !== undefined;
}

/**
 * A pad for codes of two values, else sliders along the directions in which codes vary, or over values;
 * `session` tells which model stands, `onCode` takes each code that a visitor moves to.
 */
export function createCodeControl(
  session: () => Session,
  onCode: (code: Float32Array) => void,
): CodeControl {
  const { model: { decoder: { codeSize }, form, space } } = session();
  const spread = space?.spread;
  if (codeSize === 2) {
    return createCodePad({
      ...space?.points && { points: space.points },
      ...space?.classNames && { classNames: space.classNames },
      ...spread && { home: spread.mean },
      // Rows and words are too many to be read at this size.
      ...(form.kind === "images" || form.kind === "vectors") && {
        async thumbnail(code: Float32Array) {
          const { values } = await session().decode(Float32Array.from(code));
          const { root, show } = createExampleView(form);
          show(values, { label: "" });
          return root;
        },
      },
      onCode,
    });
  }
  if (spread) {
    const { mean, deviations, totalVariance } = spread;
    return createCodeSliders({
      labels: Array.from(deviations, (_, k) => `Direction ${k + 1}`),
      shares: varianceShares(deviations, totalVariance),
      unit: "standard deviations",
      coordinates: (code) => alongDirections(spread, code),
      move: (code, direction, to) => moveAlong(spread, code, { direction, to }),
      mean,
      onCode,
    });
  }
  if (canMoveCode(session().model)) {
    const mean = new Float32Array(codeSize);
    return createCodeSliders({ ...valueSliders({ codeSize }), mean, onCode });
  }
  return {
    root: createElement("p", {
      part: "no-control",
      text:
        `A code of ${codeSize.toLocaleString("en")} values, of whose spread the model's folder ` +
        `says nothing: there are no sliders for it.`,
    }),
    show() {},
  };
}
