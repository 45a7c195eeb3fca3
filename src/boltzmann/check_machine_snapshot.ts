import type { NdArray } from "../core/nd_array.ts";
import { formatShape, sameShape, type Shape } from "../core/shape.ts";
import type { Snapshot } from "../training/mod.ts";
import type { MachineOptions } from "./options.ts";
import type { MachineSpec } from "./spec.ts";

/** The shapes of the parameters of a machine, by name. */
export function machineShapes({ visible, hidden }: MachineSpec): Readonly<Record<string, Shape>> {
  return {
    weight: [visible.size, hidden.size],
    visibleBias: [visible.size],
    hiddenBias: [hidden.size],
  };
}

/** The shapes of what a training keeps besides the parameters: velocities, chains, mean activities. */
export function stateShapes(
  spec: MachineSpec,
  { persistent, chains, batchSize, sparsity }: MachineOptions,
): Readonly<Record<string, Shape>> {
  const shapes = Object.entries(machineShapes(spec));
  return {
    ...Object.fromEntries(shapes.map(([name, shape]) => [`velocity/${name}`, shape])),
    ...(persistent && { "chain/hidden": [chains ?? batchSize, spec.hidden.size] }),
    ...(sparsity && { "activity/hidden": [spec.hidden.size] }),
  };
}

/** Throws a RangeError, one sentence, for parameters of another machine. */
export function checkMachineParams(
  params: Readonly<Record<string, NdArray>>,
  spec: MachineSpec,
  action = "use these parameters",
): void {
  check(params, machineShapes(spec), action);
}

/** Throws a RangeError, one sentence, for a snapshot that another machine or other options left. */
export function checkMachineSnapshot(
  { params, optimizer }: Snapshot,
  { spec, options }: { spec: MachineSpec; options: MachineOptions },
): void {
  checkMachineParams(params, spec, "resume from this checkpoint");
  check(optimizer, stateShapes(spec, options), "resume from this checkpoint");
}

function check(
  arrays: Readonly<Record<string, NdArray>>,
  shapes: Readonly<Record<string, Shape>>,
  action: string,
): void {
  for (const [name, shape] of Object.entries(shapes)) {
    const found: NdArray | undefined = arrays[name];
    if (found && sameShape(found.shape, shape)) continue;
    throw new RangeError(
      `Cannot ${action}: ${
        found
          ? `"${name}" has shape ${formatShape(found.shape)}, expected ${formatShape(shape)}`
          : `there is no "${name}"`
      }`,
    );
  }
}
