import { type ClassChoice, createClassChoice } from "./controls/class_choice.ts";
import { canMoveCode } from "./generate/code_control.ts";
import { createGeneratePanel, type GeneratePanel } from "./generate/generate_panel.ts";
import type { PanelOptions } from "./model/panel_options.ts";
import { createReconstructMode, type ReconstructMode } from "./reconstruct/reconstruct_mode.ts";
import { createSearchMode, type SearchMode } from "./search/search_mode.ts";

/** The panels of a model, each for a mode; one that the model cannot serve is absent. */
export interface Panels {
  readonly generate?: GeneratePanel;
  /** Made at the first call: most visitors see an image before they ask for it. */
  readonly reconstruct?: () => ReconstructMode;
  /** The same, of a model that has an index beside it. */
  readonly search?: () => SearchMode;
  /** The class that the other modes tell the model; absent where it does without classes. */
  readonly classChoice?: ClassChoice;
}

/** The options of panels. */
export interface PanelsOptions extends PanelOptions {
  /** The share of pixels to drop at first. */
  readonly drop: number;
  /** A visitor chose a class. */
  readonly onLabel: (label: number) => void;
  /** The address of the program that searches; absent where there is none. */
  readonly search: URL | undefined;
  /** A visitor searched, and it went well. */
  readonly onFound: () => void;
}

/** Makes the panels of the model that stands. */
export function createPanels(options: PanelsOptions): Panels {
  const { search: program } = options,
    { model } = options.session(),
    { decoder, form, hasEncoder, index, space } = model,
    { classes } = decoder;
  // Of a text only its heaviest words are seen, and that is no input.
  const canReconstruct = hasEncoder !== false && form.kind !== "texts";
  // A decoder that needs more of the encoder does not decode a code alone.
  const canGenerate = decoder.needs.length === 0 && (canMoveCode(model) || !hasEncoder);
  let reconstruct: ReconstructMode | undefined, search: SearchMode | undefined;
  return {
    ...(canGenerate && { generate: createGeneratePanel(options) }),
    ...(canReconstruct && {
      reconstruct: () => reconstruct ??= createReconstructMode(options),
    }),
    ...(program && index && {
      search: () => search ??= createSearchMode({ ...options, program, index }),
    }),
    ...(classes !== undefined && {
      classChoice: createClassChoice({
        classes,
        ...(space?.classNames && { names: space.classNames }),
        onLabel: options.onLabel,
      }),
    }),
  };
}
