import { canMoveCode } from "./generate/code_control.ts";
import { createGeneratePanel, type GeneratePanel } from "./generate/generate_panel.ts";
import type { PanelOptions } from "./panel_options.ts";
import { createReconstructMode, type ReconstructMode } from "./reconstruct/reconstruct_mode.ts";

/** The panels of a model, each for a mode; one that the model cannot serve is absent. */
export interface Panels {
  readonly generate?: GeneratePanel;
  /** Made at the first call: most visitors see an image before they ask for it. */
  readonly reconstruct?: () => ReconstructMode;
}

/** Makes the panels of the model that stands; `drop` is the share of pixels to drop at first. */
export function createPanels(options: PanelOptions, drop: number): Panels {
  const { model } = options.session(), { decoder, hasEncoder } = model;
  const canReconstruct = hasEncoder && decoder.inputShape.length > 1;
  // A decoder that needs more of the encoder does not decode a code alone.
  const canGenerate = decoder.needs.length === 0 && (canMoveCode(model) || !canReconstruct);
  let reconstruct: ReconstructMode | undefined;
  return {
    ...(canGenerate && { generate: createGeneratePanel(options) }),
    ...(canReconstruct && {
      reconstruct: () => reconstruct ??= createReconstructMode({ ...options, drop }),
    }),
  };
}
