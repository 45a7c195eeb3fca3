import type { TensorValues } from "../protocol/tensor_spec.ts";

/** Examples, or what a model made of them, side by side: of each tensor the values of all rows. */
export interface Rows {
  /** The number of examples. */
  readonly rows: number;
  /** The values of each tensor by its name, row-major, as many for each row. */
  readonly values: Readonly<Record<string, TensorValues>>;
}

/** Rows one behind the other; all have the same tensors. */
export function joinRows(parts: readonly Rows[]): Rows {
  if (parts.length === 1) return parts[0];
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  return {
    rows,
    values: mapValues(parts[0].values, (first, name) => {
      const size = first.length / parts[0].rows;
      const all = emptyLike(first, rows * size);
      let at = 0;
      for (const { values } of parts) {
        place(all, values[name], at);
        at += values[name].length;
      }
      return all;
    }),
  };
}

/** The rows in memory of their own. */
export function copyRows({ rows, values }: Rows): Rows {
  return { rows, values: mapValues(values, (all) => all.slice()) };
}

/** Some of the rows, without a copy. */
export function cutRows({ rows, values }: Rows, start: number, end: number): Rows {
  if (start === 0 && end === rows) return { rows, values };
  return {
    rows: end - start,
    values: mapValues(values, (all) => {
      const size = all.length / rows;
      return all.subarray(start * size, end * size);
    }),
  };
}

/** The rows, and copies of the first one behind them up to so many. */
export function padRows(part: Rows, rows: number): Rows {
  if (part.rows >= rows) return part;
  const first = cutRows(part, 0, 1);
  return joinRows([part, ...Array<Rows>(rows - part.rows).fill(first)]);
}

/** True where all values have the same bits. */
export function sameBits(one: Rows, other: Rows): boolean {
  return Object.keys(one.values).every((name) => {
    const a = bytesOf(one.values[name]), b = bytesOf(other.values[name]);
    return a.length === b.length && a.every((byte, i) => byte === b[i]);
  });
}

function bytesOf({ buffer, byteOffset, byteLength }: TensorValues): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function emptyLike(values: TensorValues, length: number): TensorValues {
  return values instanceof Float32Array ? new Float32Array(length) : new BigInt64Array(length);
}

/** Copies values of the same kind to a place. */
function place(target: TensorValues, values: TensorValues, at: number): void {
  if (target instanceof Float32Array) target.set(values as Float32Array, at);
  else target.set(values as BigInt64Array, at);
}

function mapValues(
  values: Rows["values"],
  map: (values: TensorValues, name: string) => TensorValues,
): Record<string, TensorValues> {
  const mapped: Record<string, TensorValues> = {};
  for (const name of Object.keys(values)) mapped[name] = map(values[name], name);
  return mapped;
}
