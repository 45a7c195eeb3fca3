import type { OrtValues } from "./ort_runtime.ts";

/** The values of the outputs of these names; the memory of all of them is given back. */
export async function valuesOf<Name extends string>(
  outputs: OrtValues,
  wanted: Readonly<Record<Name, unknown>>,
): Promise<Record<Name, unknown>> {
  try {
    const values: [string, unknown][] = [];
    for (const name in wanted) values.push([name, await outputs[name].getData()]);
    return Object.fromEntries(values) as Record<Name, unknown>;
  } finally {
    disposeOf(outputs);
  }
}

/** Gives back the memory of all outputs. */
export function disposeOf(outputs: OrtValues): void {
  for (const tensor of Object.values(outputs)) tensor.dispose();
}
