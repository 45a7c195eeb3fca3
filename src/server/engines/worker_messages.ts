import type { Rows } from "../batching/rows.ts";
import type { EngineOptions, GraphName, OpenedRun } from "./engine.ts";

/** The messages to a worker that computes: first the runs to open, then rows to run. */
export type WorkerQuestion =
  | { readonly type: "open"; readonly options: EngineOptions }
  | {
    readonly type: "run";
    readonly id: number;
    readonly run: number;
    readonly graph: GraphName;
    readonly rows: PackedRows;
  };

/** The messages of a worker that computes. */
export type WorkerAnswer =
  | { readonly type: "opened"; readonly runs: readonly OpenedRun[] }
  | { readonly type: "refused"; readonly message: string }
  | { readonly type: "ran"; readonly id: number; readonly rows: PackedRows }
  | { readonly type: "failed"; readonly id: number; readonly message: string };

/**
 * Rows as bare memory, which goes over to the other thread without being looked at; typed arrays would be
 * walked through value by value.
 */
export interface PackedRows {
  readonly rows: number;
  readonly tensors: readonly (readonly [name: string, isFloat: boolean, memory: ArrayBuffer])[];
}

/**
 * Rows to send, and what goes over with them: values that are all of their memory go themselves, and are
 * gone from here; of others a copy goes.
 */
export function packRows({ rows, values }: Rows): { packed: PackedRows; memory: ArrayBuffer[] } {
  const tensors = Object.entries(values).map(([name, each]) => {
    const isWhole = each.byteLength === each.buffer.byteLength;
    return [
      name,
      each instanceof Float32Array,
      isWhole ? each.buffer : each.slice().buffer,
    ] as const;
  });
  return { packed: { rows, tensors }, memory: tensors.map(([, , memory]) => memory) };
}

/** Rows that were sent. */
export function unpackRows({ rows, tensors }: PackedRows): Rows {
  return {
    rows,
    values: Object.fromEntries(tensors.map(([name, isFloat, memory]) => [
      name,
      isFloat ? new Float32Array(memory) : new BigInt64Array(memory),
    ])),
  };
}
