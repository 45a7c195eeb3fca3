import { createChoice } from "./choice.ts";
import { createElement } from "./create_element.ts";
import { ENGINE_LABELS, type EngineName } from "../model/engine.ts";

/** The modes of the element: images of codes that one moves, what becomes of an image, what is like one. */
export const MODES = ["generate", "reconstruct", "search"] as const;

/** One of them. */
export type DecoderMode = typeof MODES[number];

const MODE_LABELS: Readonly<Record<DecoderMode, string>> = {
  generate: "Generate",
  reconstruct: "Reconstruct",
  search: "Search",
};

/** The callbacks of a frame. */
export interface FrameOptions {
  readonly onMode: (mode: DecoderMode) => void;
  readonly onEngine: (engine: EngineName) => void;
  readonly onRetry: () => void;
}

/**
 * The surroundings of a model's controls: the choice of mode and engine, notices, a status line.
 */
export interface Frame {
  readonly root: HTMLElement;
  /** Offers modes; one alone is no choice. */
  showModes(modes: readonly DecoderMode[], current: DecoderMode): void;
  /** Offers engines; one alone is no choice. */
  showEngines(engines: readonly EngineName[], current: EngineName): void;
  /** Says a sentence, or nothing; one of what went wrong offers to try again. */
  say(sentence?: string, options?: { wrong?: boolean }): void;
  /** Says what was last done, quietly. */
  status(text: string): void;
  /** Marks the element as working on something. */
  busy(isBusy: boolean): void;
  /** Puts a panel in the place of the one before, and a choice for it beside the others. */
  place(panel?: HTMLElement, choice?: HTMLElement): void;
}

/** Makes the frame of an element. */
export function createFrame({ onMode, onEngine, onRetry }: FrameOptions): Frame {
  const modes = createChoice("Mode", { labels: MODE_LABELS, onChoose: onMode });
  const engines = createChoice("Engine", { labels: ENGINE_LABELS, onChoose: onEngine });
  const sentence = createElement("span");
  const retry = createElement("button", {
    text: "Try again",
    attributes: { type: "button" },
    on: { click: onRetry },
  });
  const notice = createElement("p", {
    part: "notice",
    // It stays in the tree when empty: screen readers tell what changes in what they already know.
    attributes: { role: "status" },
    children: [sentence, retry],
  });
  const status = createElement("div", { part: "engine-line" });
  const stage = createElement("div", { part: "stage" });
  const toolbar = createElement("div", { part: "toolbar", children: [modes.root, engines.root] });
  const root = createElement("div", {
    part: "frame",
    attributes: { role: "group", "aria-label": "Autoencoder", "aria-busy": "false" },
    children: [toolbar, notice, stage, status],
  });
  let shown: HTMLElement | undefined;
  const say: Frame["say"] = (text = "", { wrong = false } = {}) => {
    sentence.textContent = text;
    notice.classList.toggle("is-empty", text === "");
    notice.classList.toggle("wrong", wrong);
    retry.hidden = !wrong;
  };
  say();
  return {
    root,
    showModes: modes.show,
    showEngines: engines.show,
    say,
    status(text) {
      status.textContent = text;
    },
    busy(isBusy) {
      root.setAttribute("aria-busy", String(isBusy));
    },
    place(panel, choice) {
      stage.replaceChildren(...panel ? [panel] : []);
      // The other choices stay where they are, and so keep the focus.
      shown?.remove();
      shown = choice;
      if (choice) engines.root.before(choice);
    },
  };
}
