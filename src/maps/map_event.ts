import type { NdArray } from "../core/nd_array.ts";

/** A map in the making, after some steps. */
export interface MapStep {
  /** The mark of such an event. */
  readonly type: "step";
  /** The number of steps done. */
  readonly iteration: number;
  /** The number of all steps. */
  readonly iterations: number;
  /** The divergence of the map from the points' affinities, in nats, where the method has one. */
  readonly divergence?: number;
  /** Copies the map [N, 2] as it is; call it before asking for the next event. */
  map(): NdArray;
}

/** A finished map. */
export interface MapEnd {
  /** The mark of such an event. */
  readonly type: "end";
  /** [N, 2] */
  readonly map: NdArray;
  /** The divergence of the map from the points' affinities, in nats, where the method has one. */
  readonly divergence?: number;
  /** Sentences on what was done otherwise than asked for. */
  readonly remarks: readonly string[];
}

/** The events of a map in the making: some steps, in their order, and the end. */
export type MapEvent = MapStep | MapEnd;
