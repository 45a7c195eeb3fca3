import type { NdArray } from "./nd_array.ts";
import { describeJson, oneLine } from "./one_line.ts";
import { isRecord } from "./parse_record.ts";
import { type Refuse, refusing } from "./refuse.ts";
import { formatShape, sizeOf } from "./shape.ts";

/** The contents of a safetensors file: named arrays and a map of strings. */
export interface Safetensors {
  /** The arrays, by name. */
  readonly tensors: Readonly<Record<string, NdArray>>;
  /** Strings about the file, by key. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Headers past this size are refused, as the format's own library refuses them. */
const LONGEST_HEADER = 100_000_000;

/**
 * The bytes of a safetensors file: u64 header length, JSON header, values (little-endian F32).
 *
 * The arrays lie in the order given, so the same content gives the same bytes. Throws a RangeError for
 * a tensor whose values do not fill its shape, or that is called `__metadata__` or `__proto__`.
 *
 * Format: Hugging Face, "safetensors", 2022.
 *
 * @example
 * ```ts
 * import { encodeSafetensors } from "isthmus";
 *
 * const bias = { shape: [2], values: Float32Array.of(0.5, -1) };
 * const bytes = encodeSafetensors({ tensors: { bias }, metadata: {} });
 * assertEquals(new Float32Array(bytes.slice(-8).buffer), bias.values);
 * ```
 */
export function encodeSafetensors({ tensors, metadata }: Safetensors): Uint8Array<ArrayBuffer> {
  for (const [name, array] of Object.entries(tensors)) checkTensor(name, array);
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    header[name] = { dtype: "F32", shape, data_offsets: [end, end += values.byteLength] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Padding with spaces puts the values on an 8-byte boundary, where they can be viewed in place.
  const headerLength = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerLength + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, 8, 8 + headerLength);
  bytes.set(text, 8);
  let offset = 8 + headerLength;
  for (const { values } of Object.values(tensors)) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return bytes;
}

/** Throws a RangeError for a tensor that no reader would take. */
function checkTensor(name: string, { shape, values }: NdArray): void {
  if (name === "__metadata__" || name === "__proto__") {
    throw new RangeError(
      `Cannot write a tensor named "${name}" as safetensors: the name is taken, use another`,
    );
  }
  if (!isSizes(shape) || values.length !== sizeOf(shape)) {
    throw new RangeError(
      `Cannot write tensor "${
        oneLine(name)
      }" as safetensors: its ${values.length} values do not fill ` +
        `the shape ${formatShape(shape)}`,
    );
  }
}

/**
 * Reads the bytes of a safetensors file; `name` is how errors call it.
 *
 * The header may name the arrays in any order; they come in that of their values. Every size is
 * checked against the file before anything is allocated. Throws a SyntaxError that names the file and
 * the field for a truncated, overlong, inconsistent or non-F32 file.
 *
 * @example
 * ```ts
 * import { decodeSafetensors, encodeSafetensors } from "isthmus";
 *
 * const bias = { shape: [2], values: Float32Array.of(0.5, -1) };
 * const bytes = encodeSafetensors({ tensors: { bias }, metadata: { epoch: "3" } });
 * const { tensors, metadata } = decodeSafetensors(bytes, "weights.safetensors");
 * assertEquals(tensors.bias, bias);
 * assertEquals(metadata.epoch, "3");
 * ```
 */
export function decodeSafetensors(bytes: Uint8Array, name: string): Safetensors {
  const refuse = refusing(name, "safetensors");
  if (bytes.length < 8) refuse(`it has ${bytes.length} bytes, fewer than the 8 of a header length`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > LONGEST_HEADER) refuse(`its header length ${headerLength} is over 100 MB`);
  if (8 + headerLength > bytes.length) {
    refuse(`its header of ${headerLength} bytes passes the end of the file`);
  }
  const start = 8 + headerLength;
  const header = parseHeader(bytes.subarray(8, start), refuse);
  const tensors: Record<string, NdArray> = {};
  const { __metadata__: metadata = {}, ...entries } = header;
  if (!isRecord(metadata) || !Object.values(metadata).every((v) => typeof v === "string")) {
    refuse("its __metadata__ is not a map of strings");
  }
  // JSON objects put integers first, and writers sort by name: only the values are in order.
  const placed = Object.entries(entries).map(([key, entry]) => checkEntry(key, entry, refuse))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  let end = 0;
  for (const { key, shape, from, to } of placed) {
    if (from !== end) refuse(`tensor "${key}" starts at ${from}, expected ${end}`);
    if (to > bytes.length - start) refuse(`tensor "${key}" passes the end of the file`);
    // A copy, so that the values are aligned and the file's bytes can go.
    tensors[key] = {
      shape,
      values: new Float32Array(bytes.slice(start + from, start + to).buffer),
    };
    end = to;
  }
  if (start + end !== bytes.length) {
    refuse(`${bytes.length - start - end} bytes follow the last tensor`);
  }
  return { tensors, metadata: metadata as Record<string, string> };
}

/** The strings, numbers and colons of a JSON text. */
const TOKENS = /"[^"\\]*(?:\\[^][^"\\]*)*"|[-\d][\d.eE+-]*|:/g;

/**
 * The JSON object of a header; numbers that are not written as sizes, such as 0.0 and -0, are null.
 * Refuses what else the format does and JSON.parse does not: keys that stand twice, and escapes of half
 * a surrogate pair.
 */
function parseHeader(bytes: Uint8Array, refuse: Refuse): Record<string, unknown> {
  // The header itself is read as a member without a colon.
  let header: unknown, colons = 1;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const exact = text.replace(TOKENS, (token) => {
      if (token === ":") colons++;
      else {
        const value = JSON.parse(token);
        // No JSON text has a "?" there.
        if (/\p{Cs}/u.test(value)) return "?";
        if (token[0] !== '"' && String(value) !== token) return "null";
      }
      return token;
    });
    header = JSON.parse(exact, function (this: unknown, _, value: unknown) {
      if (!Array.isArray(this)) colons--;
      return value;
    });
  } catch {
    // Falls through to the first sentence below.
  }
  if (!isRecord(header)) return refuse("its header is not a JSON object");
  return colons === 0 ? header : refuse("a key of its header stands twice");
}

function checkEntry(
  key: string,
  entry: unknown,
  refuse: Refuse,
): { key: string; shape: number[]; from: number; to: number } {
  // Assigned to, it would be no entry but what all others are looked up in.
  if (key === "__proto__") return refuse(`a tensor is named "${key}"`);
  if (!isRecord(entry)) return refuse(`the entry of tensor "${key}" is not an object`);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (dtype !== "F32") {
    return refuse(`tensor "${key}" has dtype ${describeJson(dtype)}, only F32 is supported`);
  }
  if (!isSizes(shape)) return refuse(`the shape of tensor "${key}" is not a list of sizes`);
  if (!isSizes(offsets) || offsets.length !== 2) {
    return refuse(`the data_offsets of tensor "${key}" are not two positions`);
  }
  const [from, to] = offsets;
  if (to - from !== sizeOf(shape) * 4) {
    return refuse(
      `tensor "${key}" of shape [${shape}] spans ${to - from} bytes, not 4 for each value`,
    );
  }
  return { key, shape, from, to };
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((v) => Number.isSafeInteger(v) && v >= 0);
}
