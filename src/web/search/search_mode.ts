import { createElement } from "../controls/create_element.ts";
import type { PanelOptions } from "../model/panel_options.ts";
import { createInputChoice } from "../reconstruct/input_choice.ts";
import { knownInputs } from "../reconstruct/known_inputs.ts";
import { createRowChoice } from "../reconstruct/row_choice.ts";
import type { SearchPanel, SearchParts, SearchProgram } from "./search_parts.ts";

/** A mode that finds what is like an input in an index. */
export interface SearchMode {
  readonly root: HTMLElement;
  /** Loads the program and the index at first, then asks the last question again. */
  start(): void;
}

/** The surroundings of the mode. */
export interface SearchModeOptions extends Pick<PanelOptions, "session" | "onError"> {
  /** The address of the program, and of the list of the index's files. */
  readonly program: URL;
  readonly index: URL;
  /** Something was found: what was said of the question before holds no more. */
  readonly onFound: () => void;
}

/** Makes the mode; the program that it loads is none of the element, whose other pages do without. */
export function createSearchMode(options: SearchModeOptions): SearchMode {
  const { program } = options, root = createElement("div", { part: "search" });
  let panel: Promise<SearchPanel> | undefined;
  const open = async (): Promise<SearchPanel> => {
    root.textContent = "The index is being loaded …";
    const { openSearch }: SearchProgram = await import(program.href).catch((cause) => {
      throw new Error(`Cannot search: ${program} could not be loaded`, { cause });
    });
    const opened = await openSearch(partsOf(options));
    root.replaceChildren(opened.root);
    return opened;
  };
  return {
    root,
    start() {
      panel ??= open();
      panel.then(({ start }) => start()).catch((error) => {
        // What could not be fetched may be there at the next start.
        panel = undefined;
        root.textContent = "";
        options.onError(error);
      });
    },
  };
}

function partsOf({ session, index, onError, onFound }: SearchModeOptions): SearchParts {
  const { model } = session(), { decoder: { codeSize, preprocessor, inputShape } } = model;
  const known = knownInputs(model), { form: { kind }, view } = known;
  const createChoice = kind === "images" ? createInputChoice : createRowChoice;
  return {
    ...{ index, kind, codeSize, preprocessor, view, onError, onFound },
    async encode(values) {
      const { encode } = await session().model.autoencoder();
      return (await encode({ shape: [1, ...inputShape], values })).values;
    },
    createInputs: (onInput) => createChoice({ ...known, onInput }),
  };
}
