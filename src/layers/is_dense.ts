import type { PlannedLayer } from "./planned_layer.ts";

/** True for a layer of units that each take all values of one axis: x W, or x W + b, and nothing else. */
export function isDense({ traits: { weights, map, code }, inputShape }: PlannedLayer): boolean {
  return weights !== undefined && weights.axes !== "filter" && code === undefined &&
    (map === "affine" || map === "linear") && inputShape.length === 1;
}
