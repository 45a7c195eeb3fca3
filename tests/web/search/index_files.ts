import { encodeNpy } from "../../../src/core/npy/npy.ts";
import { encodeSafetensors } from "../../../src/core/safetensors.ts";
import { sha256 } from "../../../src/core/sha256.ts";
import type { CollectionItem } from "../../../src/retrieval/mod.ts";
import { itemsPath, type PageIndex } from "../../../src/web/search/page_index.ts";

/** The bytes of files by their paths. */
export type Files = Record<string, Uint8Array<ArrayBuffer>>;

/** A row of numbers as a tensor. */
const row = (...values: number[]) => ({
  shape: [values.length],
  values: Float32Array.from(values),
});

/** The bytes of the words of texts, the numbers and the weights of each. */
export function wordsFile(texts: readonly (readonly (readonly [number, number])[])[]) {
  return encodeSafetensors({
    tensors: {
      lengths: row(...texts.map(({ length }) => length)),
      words: row(...texts.flat().map(([word]) => word)),
      weights: row(...texts.flat().map(([, weight]) => weight)),
    },
    metadata: {},
  });
}

/** The files of an index of codes of two values, three items to a file of lines. */
export async function indexFiles(
  { codes, items, ...facts }: Partial<Omit<PageIndex, "codes">> & {
    codes: readonly (readonly [number, number])[];
    items?: readonly CollectionItem[];
  },
  others: Files = {},
): Promise<Files> {
  const lines = items ?? codes.map((_, i) => ({ id: String(i + 1), label: `class ${i % 2}` }));
  const files: Files = {
    "codes.npy": encodeNpy({ shape: [codes.length, 2], values: Float32Array.from(codes.flat()) }),
    ...others,
  };
  for (let first = 0; first < lines.length; first += 3) {
    files[itemsPath(first / 3)] = new TextEncoder().encode(
      lines.slice(first, first + 3).map((line) => JSON.stringify(line) + "\n").join(""),
    );
  }
  const known: Record<string, { sha256: string; bytes: number }> = {};
  for (const [path, bytes] of Object.entries(files)) {
    known[path] = { sha256: await sha256(bytes), bytes: bytes.length };
  }
  const index: PageIndex = {
    ...{ format: 1, data: "points", kind: "table", count: codes.length, itemsPerFile: 3 },
    ...facts,
    codes: { type: "values", size: 2, metric: "euclidean" },
    files: known,
  };
  return { "index.json": new TextEncoder().encode(JSON.stringify(index)), ...files };
}

/** The address that `withFetch` answers below. */
export const ADDRESS = new URL("https://models.example/run/index/index.json");

/** Runs a test while `fetch` answers with these files alone; gives what was asked for. */
export async function withFetch(files: Files, test: () => Promise<void>): Promise<string[]> {
  const asked: string[] = [], { fetch } = globalThis;
  const { href } = new URL("./", ADDRESS);
  globalThis.fetch = (input) => {
    const path = String(input).slice(href.length);
    asked.push(path);
    return Promise.resolve(
      Object.hasOwn(files, path) ? new Response(files[path]) : new Response(null, { status: 404 }),
    );
  };
  try {
    await test();
  } finally {
    globalThis.fetch = fetch;
  }
  return asked;
}
