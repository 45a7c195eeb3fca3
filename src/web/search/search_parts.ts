import type { PreprocessorConfig } from "../../core/preprocessor/preprocessor.ts";
import type { ExampleKind } from "../../core/example_kind.ts";
import type { ExampleView } from "../picture/example_view.ts";
import type { GivenInput, InputChoice } from "../reconstruct/input_choice.ts";

/** The side of the element that the program of the search, a script of its own, is handed. */
export interface SearchParts {
  /** The address of the list of the index's files. */
  readonly index: URL;
  /** The kind of what the model takes, and the values of its codes. */
  readonly kind: ExampleKind;
  readonly codeSize: number;
  readonly preprocessor: PreprocessorConfig;
  /** The code of an input, in the units of the data. */
  readonly encode: (values: Float32Array<ArrayBuffer>) => Promise<Float32Array<ArrayBuffer>>;
  /** Makes what shows an input. */
  readonly view: () => ExampleView;
  /** Makes the ways to give an input; of all but texts. */
  readonly createInputs: (onInput: (input: GivenInput) => void) => InputChoice;
  /** Something could not be read or run, or goes again. */
  readonly onError: (error: unknown) => void;
  readonly onFound: () => void;
}

/** A panel that searches. */
export interface SearchPanel {
  readonly root: HTMLElement;
  /** Asks for the first item, and from then on for the last question again: another engine may run now. */
  start(): void;
}

/** The program as the element imports it. */
export interface SearchProgram {
  /** Opens the index and makes its panel; rejects with an Error, one sentence, where it cannot. */
  openSearch(parts: SearchParts): Promise<SearchPanel>;
}
