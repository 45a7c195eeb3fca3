import { createCodeControl } from "./code_control.ts";
import { createElement } from "../controls/create_element.ts";
import { formatValue } from "../controls/format_value.ts";
import { createExampleView } from "../picture/create_example_view.ts";
import type { PanelOptions } from "../model/panel_options.ts";
import type { DecodedImage } from "../model/session.ts";
import { createWalk } from "./walk.ts";

/** The controls that move the code of a model, beside the image that its decoder makes of it. */
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

/** Steps of a walk from one code to another. */
const WALK_STEPS = 121;

/** Makes the panel of a model whose decoder reads codes alone. */
export function createGeneratePanel({ session, onCode }: PanelOptions): GeneratePanel {
  const { model: { form, space }, canDraw } = session();
  const view = createExampleView(form, { examples: space?.examples?.inputs.values });
  const move = (code: Float32Array) => {
    session().show(Float32Array.from(code));
    onCode();
  };
  const control = createCodeControl(session, (code) => {
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
  const actions = canDraw
    ? [button("Random sample", sample), button("Interpolate", interpolate)]
    : [];
  const picture = createElement("div", {
    part: "generate-image held",
    children: [
      view.root,
      createElement("div", { part: "actions", children: actions }),
      walk.root,
    ],
  });
  return {
    root: createElement("div", { part: "generate", children: [control.root, picture] }),
    show({ image, code }) {
      const named = code.length <= 3 ? ` ${Array.from(code, formatValue).join(", ")}` : "";
      view.show(image.values, { label: `What the decoder makes of the code${named}` });
      control.show(session().code);
    },
    sample,
    interpolate,
    dispose() {
      walk.stop();
      control.dispose?.();
    },
  };
}
