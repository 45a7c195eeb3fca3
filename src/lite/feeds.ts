import { sameShape, type Shape, sizeOf } from "../core/shape.ts";
import { int32Of } from "./int32_of.ts";
import type { LiteType, LiteValue } from "./lite_call.ts";
import { LiteTensor } from "./lite_tensor.ts";

/** A tensor that is given to a run, as far as it is looked at. */
export interface TensorLike {
  /** The sizes of its axes. */
  readonly dims: readonly number[];
  /** The values. */
  getData(): Promise<unknown>;
}

/** The arrays that hold values of each type outside of the engine. */
const arrays = {
  float: Float32Array,
  int32: Int32Array,
  int64: BigInt64Array,
  bool: Uint8Array,
} as const satisfies Readonly<Record<LiteType, unknown>>;

/**
 * The shapes of the inputs of a run.
 *
 * Throws a TypeError for an input that is missing or that the graph does not have, and a RangeError for
 * a shape that does not fit.
 */
export function checkFeeds(
  feeds: Readonly<Record<string, TensorLike>>,
  { inputs, graph }: {
    inputs: readonly { name: string; shape: readonly (number | string)[] }[];
    graph: string;
  },
): Record<string, Shape> {
  const other = Object.keys(feeds).find((name) => !inputs.some((input) => input.name === name));
  if (other !== undefined) {
    const names = inputs.map(({ name }) => `"${name}"`).join(", ");
    throw new TypeError(`Cannot run "${graph}" with "${other}": its inputs are ${names}`);
  }
  const free = new Map<string, number>();
  return Object.fromEntries(inputs.map(({ name, shape }) => {
    if (!Object.hasOwn(feeds, name)) {
      throw new TypeError(`Cannot run "${graph}" without its input "${name}"`);
    }
    const dims = [...feeds[name].dims];
    const expected = shape.map((size, i) => {
      if (typeof size === "number") return size;
      if (size === "") return dims[i];
      if (!free.has(size)) free.set(size, dims[i]);
      return free.get(size)!;
    });
    const isShape = dims.every((size) => Number.isSafeInteger(size) && size >= 0);
    if (!isShape || !sameShape(dims, expected)) {
      throw new RangeError(
        `Cannot run "${graph}" with "${name}" of shape [${dims}]: expected [${
          shape.map((size, i) => typeof size === "number" ? size : `${size} = ${expected[i]}`)
        }]`,
      );
    }
    return [name, dims];
  }));
}

/**
 * Copies what a tensor holds into a value.
 *
 * Throws a TypeError for another type or count, and a RangeError for an integer past 32 bits.
 */
export function writeValue(
  { type, shape, values }: LiteValue,
  { name, from }: { name: string; from: unknown },
): void {
  const data = from as InstanceType<(typeof arrays)[LiteType]>;
  if (!(from instanceof arrays[type]) || data.length !== sizeOf(shape)) {
    throw new TypeError(
      `Cannot run with "${name}": expected ${sizeOf(shape)} values of type ${type}`,
    );
  }
  const what = `its input "${name}"`;
  if (data instanceof BigInt64Array) data.forEach((each, i) => values[i] = int32Of(each, what));
  else values.set(data);
}

/** A copy of a value. */
export function readValue({ type, shape, values }: LiteValue): LiteTensor {
  const data = type === "int64" ? BigInt64Array.from(values, BigInt) : new arrays[type](values);
  return new LiteTensor(type === "float" ? "float32" : type, data, shape);
}
