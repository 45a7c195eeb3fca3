import type { PriorConfig } from "../../core/generation_config.ts";
import type { Shape } from "../../core/shape.ts";
import type { Rows } from "../batching/rows.ts";
import type { RowRule } from "../batching/row_rule.ts";
import type { TensorSpec } from "../protocol/tensor_spec.ts";

/** The engines that run models on a server. */
export const ENGINE_NAMES = ["cpu", "webgpu", "cuda", "wasm", "lite"] as const;

/** One of them: ONNX Runtime's providers, its build for WebAssembly, or the toolkit's own engine. */
export type EngineName = typeof ENGINE_NAMES[number];

/** The parts of a run that are served as models of their own. */
export const GRAPH_NAMES = ["encoder", "decoder", "autoencoder", "classifier"] as const;

/** One of them. */
export type GraphName = typeof GRAPH_NAMES[number];

/** A part of a run: its inputs and outputs, and in which batches its rows keep their bits. */
export interface GraphSpec {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  readonly rule: RowRule;
}

/** A run that has been opened, as plain data. */
export interface OpenedRun {
  /** The name under which it is served. */
  readonly name: string;
  readonly directory: string;
  readonly graphs: { readonly [Name in GraphName]?: GraphSpec };
  readonly inputShape: Shape;
  /** The shape of a code; absent of classifiers alone. */
  readonly codeShape?: Shape;
  /** The number of classes that the model is told; absent where it does without. */
  readonly classes?: number;
  readonly prior?: PriorConfig;
  /** The names of the classes that its classifier tells apart. */
  readonly classNames?: readonly string[];
}

/** A run to open: the folder and the name under which it is served. */
export interface NamedRun {
  readonly name: string;
  readonly directory: string;
}

/** The choices of starting an engine. */
export interface EngineOptions {
  readonly engine: EngineName;
  readonly runs: readonly NamedRun[];
  /** The most rows that run at once. */
  readonly maxRows: number;
  /** The threads of ONNX Runtime; its own choice unless given. */
  readonly threads?: number;
}

/** Opened runs, ready to compute. */
export interface Engine {
  readonly runs: readonly OpenedRun[];
  /** True where it computes; false while it is being replaced. */
  readonly isReady: boolean;
  /**
   * Runs a part of the run of this number on rows of at most `maxRows`, which it may take away: who calls
   * does not look at them again.
   */
  run(run: number, graph: GraphName, rows: Rows): Promise<Rows>;
  /** Ends it, and what it holds. */
  close(): Promise<void>;
}
