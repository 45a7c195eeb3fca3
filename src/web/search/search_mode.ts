/// <reference lib="dom" />
import { sizeOf } from "../../core/shape.ts";
import { createElement } from "../controls/create_element.ts";
import type { PanelOptions } from "../model/panel_options.ts";
import { createExampleView } from "../picture/create_example_view.ts";
import { createInputChoice } from "../reconstruct/input_choice.ts";
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
  const note = createElement("p", { part: "note", text: "The index is being loaded …" });
  const root = createElement("div", { part: "search", children: [note] });
  let panel: Promise<SearchPanel> | undefined;
  const open = async (): Promise<SearchPanel> => {
    note.hidden = false;
    try {
      // The first question that needs the encoder is asked soon, and tells of what is wrong with it.
      options.session().model.autoencoder().catch(() => {});
      const { openSearch } = await importProgram(options.program);
      const opened = await openSearch(partsOf(options));
      root.replaceChildren(opened.root);
      return opened;
    } catch (error) {
      // What could not be fetched may be there at the next start.
      panel = undefined;
      note.hidden = true;
      throw error;
    }
  };
  return {
    root,
    start() {
      panel ??= open();
      panel.then(({ start }) => start()).catch(options.onError);
    },
  };
}

async function importProgram(address: URL): Promise<SearchProgram> {
  try {
    return await import(address.href) as SearchProgram;
  } catch (cause) {
    throw new Error(`Cannot search: ${address} could not be loaded`, { cause });
  }
}

function partsOf({ session, index, onError, onFound }: SearchModeOptions): SearchParts {
  const { model: { decoder: { codeSize, preprocessor, inputShape }, form, space } } = session();
  const view = () => createExampleView(form, { examples: space?.examples?.inputs.values });
  const createChoice = form.kind === "images" ? createInputChoice : createRowChoice;
  return {
    ...{ index, kind: form.kind, codeSize, preprocessor, view, onError, onFound },
    async encode(values) {
      const { encode } = await session().model.autoencoder();
      const size = sizeOf(inputShape), shape = [values.length / size, ...inputShape];
      return (await encode({ shape, values })).values;
    },
    createInputs: (onInput) =>
      createChoice({
        form,
        ...(space?.examples && { examples: space.examples }),
        ...(space?.classNames && { classNames: space.classNames }),
        ...(preprocessor.threshold !== undefined && { threshold: preprocessor.threshold }),
        view,
        onInput,
      }),
  };
}
