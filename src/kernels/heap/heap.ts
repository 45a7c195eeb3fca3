import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { Routines } from "./routines.ts";
import { sizeOf } from "../../core/shape.ts";
import type { WantedThreads } from "../../host/processors.ts";
import { importMemory } from "./threads/import_memory.ts";
import { createPool, type Pool } from "./threads/pool.ts";
import { isSharedMemory } from "./threads/share_backend.ts";

interface Attached {
  readonly backend: BackendWasm;
  readonly memory: WebAssembly.Memory;
  readonly routines: Routines;
  /** The threads on the same memory; absent where there is one alone. */
  readonly pool?: Pool;
  /** The reason that there is one alone. */
  readonly reason?: string;
}

/** The one set of kernels of this process: tfjs registers kernels globally, so there is one. */
let attached: Attached | undefined;
/** Bytes. */
const SMALLEST_SCRATCH = 1024;
/** Pages of 64 KB that the memory of tfjs has at least. */
const LEAST_PAGES = 16;
type Scratch = { readonly info: tf.TensorInfo; readonly bytes: number };
let scratch: Scratch | undefined, threadScratch: Scratch | undefined;

/**
 * Instantiates compiled kernels on the memory of the tfjs WASM backend, where they see tensors
 * without a copy.
 *
 * `asm.memory` is Emscripten's name and no part of the API of tfjs: this is the one place that
 * reads it. Throws a TypeError where it is gone.
 */
export async function attachKernels(
  backend: BackendWasm,
  bytes: BufferSource,
  threads: WantedThreads,
): Promise<void> {
  const { asm } = backend.wasm as { asm?: { memory?: unknown } };
  const memory = asm?.memory;
  if (!(memory instanceof WebAssembly.Memory)) {
    throw new TypeError(
      "Cannot attach the kernels: this version of @tensorflow/tfjs-backend-wasm does not show its " +
        "memory as wasm.asm.memory, use version 4.22.0 without threads",
    );
  }
  const isShared = isSharedMemory(memory);
  const module = await WebAssembly.compile(
    isShared ? importMemory(bytes, { pages: LEAST_PAGES }) : bytes,
  );
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  const routines = instance.exports as unknown as Routines;
  const pool = isShared && threads.count > 1
    ? createPool({ module, memory, routines, size: threads.count })
    : undefined;
  const reason = threads.reason ?? "its memory cannot be shared";
  attached = { backend, memory, routines, ...(pool ? { pool } : { reason }) };
  // Made by the first kernel it would look, in tests of tfjs, like memory that the kernel forgot.
  scratchPointer(SMALLEST_SCRATCH);
  threadScratchPointer(SMALLEST_SCRATCH);
}

/**
 * Lets go of kernels whose backend is gone, as `tf.engine().reset()` disposes of it, and says whether
 * it was.
 */
export function detachIfReset(): boolean {
  if (attached === undefined || !isReset(attached)) return false;
  void attached.pool?.close();
  attached = scratch = threadScratch = undefined;
  return true;
}

/** True where the backend in use is the one that the kernels are on. */
export function isAttached(): boolean {
  return attached !== undefined && !isReset(attached) && tf.getBackend() === "wasm";
}

/** The compiled routines; throws an Error before `startBackend`, and after the backend was reset. */
export function routines(): Routines {
  return started().routines;
}

/** The byte offset of a tensor's first value; it moves neither when the memory grows nor later. */
export function pointer({ dataId }: tf.TensorInfo): number {
  return started().backend.getMemoryOffset(dataId);
}

/** The types of the tensors that lie on the heap. */
export type HeapType = "float32" | "int32" | "bool";

/** A new tensor on the heap, of values yet to be written. */
export function allocate(
  shape: readonly number[],
  dtype: HeapType = "float32",
): tf.TensorInfo {
  return started().backend.makeOutput([...shape], dtype);
}

/** A new float32 tensor of zeros on the heap. */
export function zeros(shape: readonly number[]): tf.TensorInfo {
  const info = allocate(shape);
  floats(info).fill(0);
  return info;
}

/** The values of a float32 tensor where they lie; good until the heap grows, so allocate first. */
export function floats(info: tf.TensorInfo): Float32Array {
  // A tensor of another backend is brought here for its place, by which the heap may grow.
  const at = pointer(info);
  return new Float32Array(started().memory.buffer, at, sizeOf(info.shape));
}

/** The same of several: the heap does not grow for one of them when others are viewed already. */
export function floatsOf(...infos: tf.TensorInfo[]): Float32Array[] {
  infos.forEach(pointer);
  return infos.map(floats);
}

/** The values of a tensor of any type as whole numbers of the same bits, where they lie; as above. */
export function bits(info: tf.TensorInfo): Int32Array | Uint8Array {
  const at = pointer(info), place = [started().memory.buffer, at, sizeOf(info.shape)] as const;
  return info.dtype === "bool" ? new Uint8Array(...place) : new Int32Array(...place);
}

/** A new tensor on the heap with the values of a float32 one. */
export function copyOf(info: tf.TensorInfo): tf.TensorInfo {
  const copy = allocate(info.shape);
  const from = pointer(info), bytes = sizeOf(info.shape) * 4;
  new Uint8Array(started().memory.buffer).copyWithin(pointer(copy), from, from + bytes);
  return copy;
}

/** A second owner of a tensor's memory, which lives until both are freed. */
export function shareMemory({ dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo {
  started().backend.incRef(dataId);
  return { dataId, shape, dtype };
}

/** Tells a tensor whose memory another one has too, a clone or a reshape. */
export function sharesMemory({ dataId }: tf.TensorInfo): boolean {
  return started().backend.refCount(dataId) > 1;
}

/** Frees what `allocate` or a kernel of tfjs returned, where no tensor owns it. */
export function free({ dataId }: tf.TensorInfo): void {
  started().backend.disposeData(dataId);
}

/**
 * The byte offset of scratch memory that holds until the next call.
 *
 * It lies on the heap of tfjs and is no tensor, so `tf.memory().numTensors` does not count it.
 */
export function scratchPointer(bytes: number): number {
  scratch = grown(scratch, bytes);
  return pointer(scratch.info);
}

/** The same for the threads, beside what the first one has: a block for each, one behind the other. */
export function threadScratchPointer(bytes: number): number {
  threadScratch = grown(threadScratch, bytes);
  return pointer(threadScratch.info);
}

function grown(before: Scratch | undefined, bytes: number): Scratch {
  if (before !== undefined && before.bytes >= bytes) return before;
  if (before !== undefined) free(before.info);
  return { info: allocate([Math.ceil(bytes / 4)]), bytes };
}

/** The size in bytes of the heap of tfjs: what the most memory in use at once has made of it. */
export function heapBytes(): number {
  return started().memory.buffer.byteLength;
}

function started(): Attached {
  if (attached === undefined) {
    throw new Error("Cannot run a kernel before the backend is up: await startBackend() first");
  }
  if (isReset(attached)) {
    throw new Error("Cannot run a kernel: the backend was reset, await startBackend() again");
  }
  return attached;
}

/** A backend of tfjs that was disposed of has let go of its module. */
function isReset({ backend }: Attached): boolean {
  return backend.wasm === null;
}

/** The threads on the same memory; undefined where there is one alone. */
export function poolOf(): Pool | undefined {
  return started().pool;
}

/** The threads that kernels run on. */
export interface Threads {
  /** Those that share work: one until there is much of it. */
  readonly now: number;
  /** Those that there are to be. */
  readonly most: number;
  /** The reason that there is one alone; absent where there are more. */
  readonly reason?: string;
}

/** The threads that kernels run on; throws an Error before `startBackend`. */
export function threadCounts(): Threads {
  const { pool, reason } = started();
  if (pool) return { now: pool.threads(), most: pool.size };
  return { now: 1, most: 1, ...(reason !== undefined && { reason }) };
}

/** Starts the threads at once, and waits until they take parts. */
export async function startThreads(): Promise<void> {
  const { pool } = started();
  if (pool === undefined) return;
  await pool.start();
  while (pool.threads() < pool.size) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** Ends the threads besides this one; kernels go on without them. */
export async function endThreads(): Promise<void> {
  await started().pool?.close();
}
