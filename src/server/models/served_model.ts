import type { Batcher, RanBatch } from "../batching/create_batcher.ts";
import { createBatcher } from "../batching/create_batcher.ts";
import type { Rows } from "../batching/rows.ts";
import { type Engine, GRAPH_NAMES, type GraphName, type OpenedRun } from "../engines/engine.ts";
import type { InferTarget } from "../protocol/infer_request.ts";
import { requestFault } from "../../requests/request_fault.ts";
import { VALUE_NAMES } from "../../core/exported_model.ts";
import { isClass } from "../../core/one_hot.ts";

/** The bounds of what runs at once and of what waits. */
export interface Batching {
  /** The most examples that run at once. */
  readonly maxRows: number;
  /** The most milliseconds that an example waits for others. */
  readonly maxWait: number;
  /** The most examples that wait before each model. */
  readonly maxQueue: number;
}

/** A part of a run under a name of its own, with its queue. */
export interface ServedModel extends InferTarget {
  readonly graph: GraphName;
  /** The run that it is of. */
  readonly run: string;
  /** The examples that wait. */
  readonly waiting: number;
  /** True where requests run together. */
  readonly isJoining: boolean;
  /**
   * The answer for some rows. Throws a RequestFault for classes that the model does not know, and as the
   * queue does.
   */
  compute(rows: Rows, options?: { readonly signal?: () => AbortSignal }): Promise<Rows>;
}

/** The choices of making models of runs. */
export interface ServedModelOptions extends Batching {
  /** The time in milliseconds. */
  readonly now: () => number;
  /** Hears of each batch that a model has run. */
  readonly observe: (model: string, batch: RanBatch) => void;
}

/** The models of all runs of an engine, by their names: `<run>-encoder` and so on. */
export function servedModels(
  engine: Engine,
  options: ServedModelOptions,
): ReadonlyMap<string, ServedModel> {
  const models = engine.runs.flatMap((run, at) =>
    GRAPH_NAMES.flatMap((graph) => {
      const model = modelOf(run, graph, {
        ...options,
        compute: (rows) => engine.run(at, graph, rows),
      });
      return model ? [model] : [];
    })
  );
  return new Map(models.map((model) => [model.name, model]));
}

/** The name of a part of a run as a model. */
export function modelName(run: string, graph: GraphName): string {
  return `${run}-${graph}`;
}

function modelOf(
  run: OpenedRun,
  graph: GraphName,
  { compute, observe, ...bounds }: ServedModelOptions & { compute: (rows: Rows) => Promise<Rows> },
): ServedModel | undefined {
  const spec = run.graphs[graph], name = modelName(run.name, graph);
  if (!spec) return undefined;
  const isJoining = spec.rule !== "none";
  const batcher: Batcher = createBatcher(compute, {
    ...bounds,
    isJoining,
    observe: (batch) => observe(name, batch),
  });
  return {
    ...{ name, graph, run: run.name, isJoining, inputs: spec.inputs, outputs: spec.outputs },
    get waiting() {
      return batcher.waiting;
    },
    // Not async: a rejection that is thrown before the queue is entered costs nothing more.
    compute(rows, choices) {
      checkLabels(rows, run.classes);
      return batcher.submit(rows, choices);
    },
  };
}

function checkLabels({ values }: Rows, classes: number | undefined): void {
  const labels = values[VALUE_NAMES.label];
  if (!labels || classes === undefined) return;
  for (const label of labels) {
    if (isClass(Number(label), { classes })) continue;
    throw requestFault(
      `Cannot run the model with the label ${label}: it knows the classes 0 to ${classes - 1}`,
    );
  }
}
