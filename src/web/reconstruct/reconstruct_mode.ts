import { createLatest } from "../model/latest.ts";
import type { PanelOptions } from "../model/panel_options.ts";
import { knownInputs } from "./known_inputs.ts";
import { createReconstructPanel } from "./reconstruct_panel.ts";
import { createRowPanel } from "./row_panel.ts";

/** A mode that gives a model inputs, and shows what becomes of them. */
export interface ReconstructMode {
  readonly root: HTMLElement;
  /** Gives it the first input, and from then on the last one again: it may be on another engine now. */
  start(): void;
}

/** Joins the panel of reconstructions to the model that stands; `drop` is the share of pixels to drop at first. */
export function createReconstructMode(
  { session, onCode, onError, drop }: PanelOptions & { drop: number },
): ReconstructMode {
  const { model } = session(), { decoder: { codeShape, classes }, form } = model;
  let hasStarted = false, isAgain = false;
  const follow = createLatest(
    async (
      { values, label }: { values: Float32Array<ArrayBuffer>; label?: number | undefined },
    ) => {
      const { input, code, reconstruction, isLatest } = await session().reconstruct(
        values,
        classes === undefined ? undefined : label,
      );
      panel.show({ input, code, codeShape, reconstruction: reconstruction.values });
      if (isLatest) onCode();
    },
    onError,
  );
  const createPanel = form.kind === "images" ? createReconstructPanel : createRowPanel;
  const panel = createPanel({
    ...knownInputs(model),
    share: drop,
    // What a visitor chose holds above the class of an example.
    onInput: (values, { label }) =>
      follow({ values, ...(label !== undefined && !isAgain && { label }) }),
  });
  return {
    root: panel.root,
    start() {
      isAgain = hasStarted;
      hasStarted = true;
      panel.start();
      isAgain = false;
    },
  };
}
