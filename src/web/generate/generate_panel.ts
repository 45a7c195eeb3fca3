/// <reference lib="dom" />
import { alongDirections, moveAlong } from "../../generation/mod.ts";
import { createClassChoice } from "./class_choice.ts";
import { createCodePad } from "../pad/code_pad.ts";
import { createCodeSliders } from "../sliders/code_sliders.ts";
import { createElement } from "../create_element.ts";
import { formatValue } from "../format_value.ts";
import { createImageView, imageCanvas } from "../picture/image_view.ts";
import type { DecodedImage, Session } from "../session.ts";
import { valueSliders, varianceShares } from "../sliders/slider_scale.ts";
import { createWalk } from "./walk.ts";

/** What a panel stands on. */
export interface PanelOptions {
  /** The model that stands now: the same one on another engine may take its place. */
  readonly session: () => Session;
  /** A visitor moved the code or chose a class. */
  readonly onCode: () => void;
  readonly onError: (error: unknown) => void;
}

/** What moves the code of a model, beside the image that its decoder makes of it. */
export interface GeneratePanel {
  readonly root: HTMLElement;
  /** Shows an image, and the code that it was made of. */
  show(decoded: DecodedImage): void;
  /** Moves to a random code. */
  sample(): void;
  /** Walks from the present code to a random one. */
  interpolate(): void;
  /** Leaves nothing running. */
  dispose(): void;
}

/** What shows a code and lets one move it. */
interface CodeControl {
  readonly root: HTMLElement;
  show(code: Float32Array): void;
  dispose?(): void;
}

/** Values up to which a code of unknown spread has a slider for each. */
const MOST_VALUES = 16;

export const generatePanelCss = `
.generate { display: grid; gap: calc(1.5 * var(--gap)); align-items: start;
  grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr)); }
.generate-image { display: grid; gap: var(--gap); justify-items: center; }
.generate-image > .image-view { inline-size: min(100%, 320px); }
.actions { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; justify-content: center; }
.no-control { margin: 0; color: var(--muted); }
`;

/** Steps of a walk from one code to another. */
const WALK_STEPS = 121;

/** Makes the panel of a model whose decoder reads codes alone. */
export function createGeneratePanel(options: PanelOptions): GeneratePanel {
  const { session, onCode } = options, { model: { decoder, space }, canDraw } = session();
  const { preprocessor, classes } = decoder;
  const view = createImageView(preprocessor);
  const move = (code: Float32Array) => {
    session().show(Float32Array.from(code));
    onCode();
  };
  const control = createControl(options, (code) => {
    walk.stop();
    move(code);
  });
  const walk = createWalk({
    onCode(code) {
      control.show(code);
      move(code);
    },
  });
  const sample = () => {
    walk.stop();
    const code = session().draw();
    control.show(code);
    move(code);
  };
  const interpolate = () => {
    const { code, draw, path } = session();
    walk.start(path(code, draw(), WALK_STEPS));
  };
  const button = (text: string, click: () => void) =>
    createElement("button", {
      text,
      part: "button",
      attributes: { type: "button" },
      on: { click },
    });
  const choice = classes !== undefined && createClassChoice({
    classes,
    ...(space?.classNames && { names: space.classNames }),
    onLabel(label) {
      session().show(session().code, label);
      onCode();
    },
  });
  const actions = [
    ...choice ? [choice.root] : [],
    ...canDraw ? [button("Random sample", sample), button("Interpolate", interpolate)] : [],
  ];
  const picture = createElement("div", {
    part: "generate-image",
    children: [
      view.root,
      createElement("div", { part: "actions", children: actions }),
      walk.root,
    ],
  });
  return {
    root: createElement("div", { part: "generate", children: [control.root, picture] }),
    show({ image, code, label }) {
      const named = code.length <= 3 ? ` ${Array.from(code, formatValue).join(", ")}` : "";
      view.show(image.values, { label: `What the decoder makes of the code${named}` });
      control.show(session().code);
      if (label !== undefined && choice) choice.show(label);
    },
    sample,
    interpolate,
    dispose() {
      walk.stop();
      control.dispose?.();
    },
  };
}

/** True where somebody can move a code by hand: it is small, or the folder says how codes vary. */
export function canMoveCode({ decoder: { codeSize }, space }: Session["model"]): boolean {
  return codeSize <= MOST_VALUES || space?.spread !== undefined;
}

/** A pad for codes of two values, else sliders along the directions in which codes vary, or over values. */
function createControl(
  { session }: PanelOptions,
  onCode: (code: Float32Array) => void,
): CodeControl {
  const { model: { decoder: { codeSize, inputShape }, space } } = session();
  const spread = space?.spread;
  if (codeSize === 2) {
    return createCodePad({
      ...space?.points && { points: space.points },
      ...space?.classNames && { classNames: space.classNames },
      ...spread && { home: spread.mean },
      thumbnail: async (code) => {
        const { values } = await session().decode(Float32Array.from(code));
        return imageCanvas(values, inputShape);
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
