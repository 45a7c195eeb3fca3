/// <reference lib="dom" />
import { createLatest } from "../model/latest.ts";
import { createImageView } from "../picture/image_view.ts";
import type { PanelOptions } from "../model/panel_options.ts";
import { createReconstructPanel } from "./reconstruct_panel.ts";

/** A mode that gives a model images, and shows what becomes of them. */
export interface ReconstructMode {
  readonly root: HTMLElement;
  /** Gives it the first image, and from then on the last one again: it may be on another engine now. */
  start(): void;
}

/** Joins the panel of reconstructions to the model that stands; `drop` is the share of pixels to drop at first. */
export function createReconstructMode(
  { session, onCode, onError, drop }: PanelOptions & { drop: number },
): ReconstructMode {
  const { model: { decoder: { inputShape, codeShape, preprocessor, classes }, space } } = session();
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
  const panel = createReconstructPanel({
    inputShape,
    ...(space?.examples && { examples: space.examples }),
    ...(space?.classNames && { classNames: space.classNames }),
    ...(preprocessor.threshold !== undefined && { threshold: preprocessor.threshold }),
    share: drop,
    view: () => createImageView(preprocessor),
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
