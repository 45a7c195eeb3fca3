/** Pages of 64 KB: the most that a module of 32 bits can address, 4 GB. */
export const MOST_PAGES = 65_536;

/** The sections of a module that this looks at, by their numbers in the format. */
const IMPORTS = 2, MEMORIES = 5;

/** The kinds of imports. */
const FUNCTION = 0, TABLE = 1, MEMORY = 2, GLOBAL = 3;

/** The flags of limits that name a largest size and are of memory that threads share. */
const SHARED_WITH_MOST = 3;

/** The bytes of the magic number and the version. */
const HEADER = [0, 97, 115, 109, 1, 0, 0, 0];

/** A part of a module: its number, and where its content lies. */
interface Section {
  readonly id: number;
  readonly content: Uint8Array;
}

/**
 * A WebAssembly module that takes its memory as the import `env.memory`, which threads share, be it that it
 * imported one which they do not, or had one of its own; all else is as it was. A module that had its own
 * goes on exporting it under the same name.
 *
 * Bytes that are no module are given back as they are: whoever compiles them says what is wrong. Throws a
 * TypeError for a module without a memory. Format: WebAssembly core specification 2.0, section 5.5, and its
 * proposal for threads.
 */
export function importMemory(
  binary: BufferSource,
  { pages, most = MOST_PAGES }: {
    /** The size of the memory that it is given, at least, in pages of 64 KB. */
    readonly pages: number;
    /** The largest size of that memory. */
    readonly most?: number;
  },
): Uint8Array<ArrayBuffer> {
  const bytes = bytesOf(binary);
  if (HEADER.some((byte, i) => bytes[i] !== byte)) return bytes.slice();
  const sections = sectionsOf(bytes);
  const limits = [SHARED_WITH_MOST, ...unsigned(pages), ...unsigned(most)];
  const hasOwn = sections.some(({ id }) => id === MEMORIES);
  const before = sections.find(({ id }) => id === IMPORTS);
  const imports = hasOwn
    ? withImport(before?.content ?? Uint8Array.of(0), limits)
    : withLimits(before?.content, limits);
  const parts: Section[] = [], added = { id: IMPORTS, content: imports };
  for (const section of sections) {
    if (section.id === MEMORIES) continue;
    if (section.id !== IMPORTS) parts.push(section);
    // Types alone come before imports.
    if (section === before || (!before && section.id === 1)) parts.push(added);
  }
  return joined([
    Uint8Array.from(HEADER),
    ...parts.flatMap(({ id, content }) => [
      Uint8Array.of(id, ...unsigned(content.length)),
      content,
    ]),
  ]);
}

function bytesOf(binary: BufferSource): Uint8Array {
  return ArrayBuffer.isView(binary)
    ? new Uint8Array(binary.buffer, binary.byteOffset, binary.byteLength)
    : new Uint8Array(binary);
}

function sectionsOf(bytes: Uint8Array): Section[] {
  const sections: Section[] = [];
  for (let at = HEADER.length; at < bytes.length;) {
    const id = bytes[at], [size, start] = readUnsigned(bytes, at + 1);
    sections.push({ id, content: bytes.subarray(start, start + size) });
    at = start + size;
  }
  return sections;
}

/** Imports with that of a memory after them. */
function withImport(imports: Uint8Array, limits: readonly number[]): Uint8Array<ArrayBuffer> {
  const [count, start] = readUnsigned(imports, 0);
  return joined([
    Uint8Array.from(unsigned(count + 1)),
    imports.subarray(start),
    Uint8Array.of(...name("env"), ...name("memory"), MEMORY, ...limits),
  ]);
}

/** Imports whose memory has other limits. */
function withLimits(
  imports: Uint8Array | undefined,
  limits: readonly number[],
): Uint8Array<ArrayBuffer> {
  const none = new TypeError("Cannot share the memory of a module: it has none");
  if (!imports) throw none;
  const [count, start] = readUnsigned(imports, 0);
  for (let i = 0, at = start; i < count; i++) {
    at = pastName(imports, pastName(imports, at));
    const kind = imports[at];
    if (kind === MEMORY) {
      const end = pastLimits(imports, at + 1);
      return joined([imports.subarray(0, at + 1), Uint8Array.from(limits), imports.subarray(end)]);
    }
    at = pastDescription(imports, kind, at + 1);
  }
  throw none;
}

function pastDescription(bytes: Uint8Array, kind: number, at: number): number {
  if (kind === FUNCTION) return readUnsigned(bytes, at)[1];
  if (kind === TABLE) return pastLimits(bytes, at + 1);
  if (kind === GLOBAL) return at + 2;
  throw new TypeError(`Cannot share the memory of a module: it has an import of kind ${kind}`);
}

function pastName(bytes: Uint8Array, at: number): number {
  const [length, start] = readUnsigned(bytes, at);
  return start + length;
}

function pastLimits(bytes: Uint8Array, at: number): number {
  const [, past] = readUnsigned(bytes, at + 1);
  return bytes[at] & 1 ? readUnsigned(bytes, past)[1] : past;
}

/** A number without a sign in LEB128, and the place after it. */
function readUnsigned(bytes: Uint8Array, at: number): [value: number, end: number] {
  let value = 0, factor = 1;
  for (;; factor *= 128) {
    const byte = bytes[at++];
    value += (byte & 127) * factor;
    if (byte < 128) return [value, at];
  }
}

function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function name(text: string): number[] {
  return [text.length, ...new TextEncoder().encode(text)];
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
