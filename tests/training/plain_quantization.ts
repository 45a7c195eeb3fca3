import type { LayerSpec } from "../../src/layers/mod.ts";
import type { Rows } from "./plain_model.ts";

/**
 * The values that no gradient goes through, by name: the values of the first time that it was
 * computed.
 */
export type Constants = Map<string, unknown>;

/** The index of the entry [d] of a codebook nearest to a vector [d], of equal ones the first. */
export function nearestPlain(vector: readonly number[], codebook: Rows): number {
  const distances = codebook.map((entry) =>
    entry.reduce((sum, value, j) => sum + (value - vector[j]) ** 2, 0)
  );
  return distances.indexOf(Math.min(...distances));
}

/** The values of a row or a codebook in runs of a size. */
export function cut(values: readonly number[], size: number): number[][] {
  return Array.from(
    { length: values.length / size },
    (_, i) => values.slice(i * size, (i + 1) * size),
  );
}

/**
 * Quantises rows; the output has the gradient of the input, z + constant(q − z). It gives `input` and
 * `quantized`, and both of them as constants.
 */
export function quantizePlain(
  { entries }: Extract<LayerSpec, { type: "vector_quantization" }>,
  x: Rows,
  { path, codebook, constants, given }: {
    path: string;
    codebook: number[];
    constants: Constants;
    given: Record<string, Rows>;
  },
): Rows {
  const size = codebook.length / entries, entriesNow = cut(codebook, size);
  const constant = <T>(name: string, compute: () => T): T => {
    const key = `${path}.${name}`;
    if (!constants.has(key)) constants.set(key, compute());
    return constants.get(key) as T;
  };
  const chosen = constant(
    "chosen",
    () => x.map((row) => cut([...row], size).map((vector) => nearestPlain(vector, entriesNow))),
  );
  const quantized = chosen.map((row) => row.flatMap((n) => entriesNow[n]));
  const constantInput = constant("input", () => x);
  const constantQuantized = constant("quantized", () => quantized);
  given[`${path}.input`] = x;
  given[`${path}.quantized`] = quantized;
  given[`${path}.constantInput`] = constantInput;
  given[`${path}.constantQuantized`] = constantQuantized;
  return x.map((row, b) =>
    row.map((value, i) => value + (constantQuantized[b][i] - constantInput[b][i]))
  );
}

/** mean (z − sg e)², and mean (sg z − e)² / β where entries learn by gradients. */
export function quantizationPenaltyPlain(
  { path, learning, coefficient }: {
    path: string;
    learning?: string | undefined;
    coefficient: number;
  },
  given: Readonly<Record<string, Rows>>,
): number {
  const distance = (one: string, other: string) => {
    const a = given[`${path}.${one}`].flat(), b = given[`${path}.${other}`].flat();
    return a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length;
  };
  return distance("input", "constantQuantized") +
    (learning === "gradient" ? distance("quantized", "constantInput") / coefficient : 0);
}
