import { oneLine } from "../../core/one_line.ts";
import { sizeOf } from "../../core/shape.ts";
import { openIndexFolder, readAt } from "./index_folder.ts";
import type { PreparedText, TextWords } from "./prepare_text.ts";
import { searchCss } from "./search_css.ts";
import { openSearchIndex } from "./search_index.ts";
import { createSearchPanel } from "./search_panel.ts";
import type { SearchParts, SearchProgram } from "./search_parts.ts";

/** The files that the program loads beside itself. */
export interface SearchProgramFiles {
  /** search.wasm. */
  readonly kernels: URL;
  /** The script that counts words, which only an index of texts needs. */
  readonly words: URL;
}

/** The script that counts words, as the program imports it. */
interface WordsProgram {
  prepareText(text: string, words: TextWords): PreparedText;
}

/** Makes the program of the search: what the element imports when a visitor first searches. */
export function createSearchProgram(
  { kernels, words }: SearchProgramFiles,
): SearchProgram["openSearch"] {
  return async (parts) => {
    const inputSize = sizeOf(parts.preprocessor.inputShape);
    // The encoder is fetched meanwhile; the first input that needs it tells of what is wrong with it.
    parts.encode(new Float32Array(inputSize)).catch(() => {});
    const [folder, wasm] = await Promise.all([openIndexFolder(parts.index), readAt(kernels)]);
    const { kind, functionWords = [] } = folder.index, { preprocessor, codeSize } = parts;
    if (kind !== parts.kind) {
      throw new TypeError(`Cannot search: the index holds ${kind}, and the model is of others`);
    }
    const [index, prepareText] = await Promise.all([
      openSearchIndex(folder, { wasm, codeSize, inputSize }),
      kind === "texts" ? importWords(words, { preprocessor, functionWords }) : undefined,
    ]);
    const panel = createSearchPanel({ parts, folder, index, prepareText });
    return { ...panel, start: () => startOn(panel) };
  };
}

/** Starts a panel in the tree that it is in by now, with its rules. */
function startOn({ root, start }: { root: HTMLElement; start: () => void }): void {
  const tree = root.getRootNode();
  if (tree instanceof ShadowRoot && !withRules.has(tree)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(searchCss);
    tree.adoptedStyleSheets.push(sheet);
    withRules.add(tree);
  }
  start();
}

const withRules = new WeakSet<ShadowRoot>();

async function importWords(
  address: URL,
  { preprocessor: { words, threshold }, functionWords }:
    & Pick<SearchParts, "preprocessor">
    & Pick<TextWords, "functionWords">,
): Promise<(text: string) => PreparedText> {
  if (!words) throw new TypeError("Cannot search with a text: the model counts no words");
  let program: WordsProgram;
  try {
    program = await import(address.href) as WordsProgram;
  } catch (cause) {
    throw new Error(`Cannot search: ${oneLine(address.href)} could not be loaded`, { cause });
  }
  return (text) => {
    const prepared = program.prepareText(text, { words, functionWords });
    if (threshold === undefined) return prepared;
    return { ...prepared, values: prepared.values.map((value) => Number(value >= threshold)) };
  };
}
