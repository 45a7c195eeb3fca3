import type { Shape } from "../core/shape.ts";
import type { Traits } from "./contract/traits.ts";
import type { LayerSpec } from "./layer_of.ts";

/** A layer with everything that follows from its place: path, shapes, parameters. */
export interface PlannedLayer {
  /** `encoder.0`: the prefix of its parameters' names. */
  readonly path: string;
  readonly spec: LayerSpec;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** The facts about it in this place. */
  readonly traits: Traits;
  /** The full path of each parameter that the layer reads, ties resolved. */
  readonly params: Readonly<Record<string, string>>;
  /** The full path of everything that the layer takes of what earlier layers gave. */
  readonly takes: Readonly<Record<string, string>>;
  /** True where it does in training what it does outside, as all of its parameters are fixed. */
  readonly isFrozen?: true;
}
