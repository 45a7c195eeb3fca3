import type { CodeSpace } from "../../generation/mod.ts";
import type { Preprocessor, RunPreprocessor } from "../../preprocessing/mod.ts";
import type { GraphName, OpenedRun } from "../engines/engine.ts";
import { requestFault } from "../../requests/request_fault.ts";
import type { ServedModel } from "./served_model.ts";

/** A run as it is served: its parts, and all that turns data into their inputs and back. */
export interface ServedRun {
  readonly opened: OpenedRun;
  readonly models: { readonly [Name in GraphName]?: ServedModel };
  /** The way from data to inputs, as data and as a function. */
  readonly config: RunPreprocessor;
  readonly preprocessor: Preprocessor;
  /** The places of the codes of its data; absent where the run does not keep them. */
  readonly codeSpace?: CodeSpace;
  /** The errors of examples that it was not trained on, by size; absent where the run keeps none. */
  readonly errors?: Float32Array;
}

/** A part of a run; throws a RequestFault where it has none. */
export function partOfRun({ opened, models }: ServedRun, graph: GraphName): ServedModel {
  const model = models[graph];
  if (model) return model;
  throw requestFault(`Cannot answer: ${opened.name} has no ${graph}`, { status: 404 });
}
