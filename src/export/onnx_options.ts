import type { RawUnits } from "./raw_units.ts";

/** The words of an exported file about itself to a person who opens it in a graph viewer. */
export interface OnnxOptions {
  /** The name of the model: a part of the graphs' names. */
  readonly name?: string;
  /** The description of the model, in a sentence. */
  readonly description?: string;
  /** The version of what made the file. */
  readonly version?: string;
  /**
   * The value that the entries of each sparse code must reach, by the path of its layer: such a
   * graph does without `TopK`. Absent, the codes have exactly their k entries.
   */
  readonly thresholds?: Readonly<Record<string, number>>;
  /**
   * The units of the data: such graphs take and give raw numbers. Absent, they take and give those of
   * the model.
   */
  readonly units?: RawUnits;
  /** Further entries that a viewer lists. */
  readonly metadata?: Readonly<Record<string, string>>;
}
