/// <reference lib="dom" />
import { createElement } from "./create_element.ts";
import { ENGINE_LABELS, type EngineName } from "./engine.ts";

/** What the element shows: images of codes that one moves, or what becomes of an image. */
export const MODES = ["generate", "reconstruct"] as const;

/** One of them. */
export type DecoderMode = typeof MODES[number];

const MODE_LABELS: Readonly<Record<DecoderMode, string>> = {
  generate: "Generate",
  reconstruct: "Reconstruct",
};

/** What a frame tells. */
export interface FrameOptions {
  readonly onMode: (mode: DecoderMode) => void;
  readonly onEngine: (engine: EngineName) => void;
  readonly onRetry: () => void;
}

/** What surrounds the controls of a model: the choice of mode and engine, notices, a status line. */
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
  /** Puts a panel in the place of the one before. */
  place(panel?: HTMLElement): void;
}

export const frameCss = `
:host { display: block; color: var(--ink); font: 14px/1.45 system-ui, sans-serif; }
:host([hidden]) { display: none; }
.frame { background: var(--surface); border: 1px solid var(--line); border-radius: calc(2 * var(--radius));
  padding: var(--gap); display: grid; gap: var(--gap); container-type: inline-size; box-sizing: border-box; }
.frame *, .frame *::before { box-sizing: border-box; }
.toolbar { display: flex; flex-wrap: wrap; gap: 8px var(--gap); justify-content: space-between; }
.toolbar:not(:has(.choice:not([hidden]))) { display: none; }
.choice { display: inline-flex; margin: 0; padding: 2px; border: 1px solid var(--line); border-radius: var(--radius);
  background: var(--raised); min-inline-size: 0; }
.choice[hidden] { display: none; }
.choice legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.option { position: relative; display: inline-flex; }
.option input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.option span { padding: 3px 10px; border-radius: calc(var(--radius) - 2px); color: var(--muted); }
.option input:checked + span { background: var(--surface); color: var(--ink); box-shadow: 0 0 0 1px var(--line); }
.option input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: 1px; }
.notice { margin: 0; padding: 8px 10px; border-radius: var(--radius); background: var(--raised); display: flex;
  flex-wrap: wrap; gap: 8px; align-items: center; overflow-wrap: anywhere; }
.notice.is-empty { position: absolute; width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); }
.notice.wrong { color: var(--wrong); }
.engine-line { color: var(--muted); font-size: 12px; min-height: 1.45em; font-variant-numeric: tabular-nums; }
.stage { min-height: 120px; transition: opacity .2s; }
.frame[aria-busy=true] .stage { opacity: .5; }
button { font: inherit; color: var(--ink); background: var(--raised); border: 1px solid var(--line);
  border-radius: var(--radius); padding: 5px 12px; cursor: pointer; }
button:hover:not(:disabled) { border-color: var(--accent); }
button:disabled { color: var(--muted); cursor: default; }
:is(button, input, select, canvas, [tabindex]):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
select { font: inherit; color: var(--ink); background: var(--raised); border: 1px solid var(--line);
  border-radius: var(--radius); padding: 5px 8px; }
input[type=range], input[type=checkbox] { accent-color: var(--accent); }
@media (prefers-reduced-motion: reduce) { .stage { transition: none; } }
`;

/** Makes the frame of an element. */
export function createFrame({ onMode, onEngine, onRetry }: FrameOptions): Frame {
  const modes = createChoice("Mode", MODE_LABELS, onMode);
  const engines = createChoice("Engine", ENGINE_LABELS, onEngine);
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
  const root = createElement("section", {
    part: "frame",
    attributes: { "aria-label": "Autoencoder", "aria-busy": "false" },
    children: [toolbar, notice, stage, status],
  });
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
    place(panel) {
      stage.replaceChildren(...panel ? [panel] : []);
    },
  };
}

/** A row of options of which one holds: radio buttons, so that keys and screen readers know them. */
function createChoice<Name extends string>(
  legend: string,
  labels: Readonly<Record<Name, string>>,
  onChange: (name: Name) => void,
) {
  const root = createElement("fieldset", {
    part: "choice",
    attributes: { hidden: true },
    children: [createElement("legend", { text: legend })],
  });
  return {
    root,
    show(names: readonly Name[], current: Name) {
      root.hidden = names.length < 2;
      const shown = [...root.querySelectorAll("input")];
      if (shown.map(({ value }) => value).join() !== names.join()) {
        for (const { parentElement } of shown) parentElement!.remove();
        for (const name of names) {
          const input = createElement("input", {
            attributes: { type: "radio", name: legend, value: name },
            on: { change: () => onChange(name) },
          });
          root.append(
            createElement("label", {
              part: "option",
              children: [input, createElement("span", { text: labels[name] })],
            }),
          );
        }
      }
      for (const input of root.querySelectorAll("input")) input.checked = input.value === current;
    },
  };
}
