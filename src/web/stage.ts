import { type DecoderMode, type Frame, MODES } from "./controls/frame.ts";
import type { Panels } from "./panels.ts";

/** The place of a frame where one panel of a model is shown. */
export interface Stage {
  /** The mode that is shown; absent where no model stands. */
  readonly mode: DecoderMode | undefined;
  /** Shows the panel of the wanted mode, or of the one that the model serves. */
  show(panels: Panels, wanted: DecoderMode): void;
  /** Shows nothing. */
  clear(): void;
}

/** Makes the stage of a frame. */
export function createStage(frame: Frame): Stage {
  let mode: DecoderMode | undefined;
  return {
    get mode() {
      return mode;
    },
    show(panels, wanted) {
      const modes = MODES.filter((name) => panels[name]);
      mode = modes.includes(wanted) ? wanted : modes[0];
      frame.showModes(modes, mode);
      const panel = mode === "generate" ? panels.generate : panels[mode]?.();
      frame.place(panel?.root, panels.classChoice?.root);
      if (panel && "start" in panel) panel.start();
    },
    clear() {
      mode = undefined;
      frame.place();
      frame.showModes([], MODES[0]);
      frame.status("");
    },
  };
}
