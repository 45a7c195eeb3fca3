import { assertEquals } from "@std/assert";
import { readKernels } from "../../src/io/read_kernels.ts";
import type { BlockAt, Routines, WindowSizes } from "../../src/kernels/heap/routines.ts";
import { blockBytes, writeBlock } from "../../src/kernels/heap/write_block.ts";

/** One build of the kernels on a memory of its own. */
export interface LoadedRoutines {
  readonly routines: Routines;
  /** Copies values to a fresh, 16-byte aligned place (or `shift` bytes past one). */
  put(values: Float32Array | Int32Array, shift?: number): number;
  /** Writes windows to a fresh place. */
  putWindows(sizes: WindowSizes): BlockAt<"WindowSizes">;
  /** Reserves bytes. */
  reserve(bytes: number): number;
  /** Copies `count` values from a place. */
  get(at: number, count: number): Float32Array<ArrayBuffer>;
  /** Copies `count` integers from a place. */
  getIntegers(at: number, count: number): Int32Array<ArrayBuffer>;
}

/** Instantiates one build apart from tfjs, so that a test can run the one that is not in use. */
export async function loadRoutines(build: "relaxed" | "simd"): Promise<LoadedRoutines> {
  const memory = new WebAssembly.Memory({ initial: 256 });
  const bytes = (await readKernels())[build];
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
  let end = 64;
  const reserve = (size: number) => {
    const at = end;
    end += Math.ceil(size / 16) * 16 + 32;
    const missing = end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65536));
    return at;
  };
  const routines = instance.exports as unknown as Routines, name = "WindowSizes";
  return {
    routines,
    reserve,
    putWindows: (sizes) => writeBlock({ routines, name, at: reserve(blockBytes(name)) }, sizes),
    put(values, shift = 0) {
      const at = reserve(values.byteLength + shift) + shift;
      const { buffer, byteOffset, byteLength } = values;
      new Uint8Array(memory.buffer, at, byteLength).set(
        new Uint8Array(buffer, byteOffset, byteLength),
      );
      return at;
    },
    get: (at, count) => new Float32Array(new Float32Array(memory.buffer, at, count)),
    getIntegers: (at, count) => new Int32Array(new Int32Array(memory.buffer, at, count)),
  };
}

/** Values after a place in memory that must stay as they are. */
const GUARD = 64;

/** Runs a routine that writes `count` values, on scratch memory full of NaN, and guards both. */
export function runGuarded(
  { put, get }: LoadedRoutines,
  { count, scratchBytes, write }: {
    count: number;
    scratchBytes: number;
    write: (places: { scratch: number; out: number }) => void;
  },
): Float32Array<ArrayBuffer> {
  const guarded = (length: number) => {
    const at = put(new Float32Array(length + GUARD).fill(NaN));
    const isIntact = () => get(at + length * 4, GUARD).every(Number.isNaN);
    return { at, isIntact };
  };
  const scratch = guarded(Math.ceil(scratchBytes / 4)), out = guarded(count);
  write({ scratch: scratch.at, out: out.at });
  assertEquals([scratch.isIntact(), out.isIntact()], [true, true]);
  return get(out.at, count);
}

/** Values in [-1, 1) that depend on the seed alone. */
export function values(count: number, seed: number): Float32Array<ArrayBuffer> {
  let state = seed >>> 0;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}
