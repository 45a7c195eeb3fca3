import { createRng } from "../../src/core/rng.ts";
import { searchBits, searchCodes } from "../../src/retrieval/mod.ts";
import { compare, type Comparison } from "./compare.ts";

/** The number of items that are looked for. */
const NEAREST = 10;

/** The ten nearest of codes of 32-bit words by a loop of JavaScript, as a page would write it. */
function plainBits(codes: Uint32Array, query: Uint32Array): number[] {
  const words = query.length, nearest: [number, number][] = [];
  for (let item = 0; item < codes.length / words; item++) {
    let sum = 0;
    for (let word = 0; word < words; word++) sum += ones(codes[item * words + word] ^ query[word]);
    keep(nearest, sum, item);
  }
  return nearest.map(([, item]) => item);
}

/** The bits of a word that are set (Warren, "Hacker's delight", 2002). */
function ones(word: number): number {
  word -= word >>> 1 & 0x55555555;
  word = (word & 0x33333333) + (word >>> 2 & 0x33333333);
  return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The ten nearest by squared Euclidean distance. */
function plainCodes(codes: Float32Array, query: Float32Array): number[] {
  const size = query.length, nearest: [number, number][] = [];
  for (let item = 0; item < codes.length / size; item++) {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const difference = codes[item * size + i] - query[i];
      sum += difference * difference;
    }
    keep(nearest, sum, item);
  }
  return nearest.map(([, item]) => item);
}

function keep(nearest: [number, number][], distance: number, item: number): void {
  if (nearest.length === NEAREST && distance >= nearest[NEAREST - 1][0]) return;
  const at = nearest.findIndex(([other]) => other > distance);
  nearest.splice(at < 0 ? nearest.length : at, 0, [distance, item]);
  nearest.length = Math.min(nearest.length, NEAREST);
}

/** The ten nearest of all codes to one query, beside plain JavaScript. */
export async function* searchBench(): AsyncIterable<Comparison> {
  const wasm = await Deno.readFile(new URL("../../build/kernels/search.wasm", import.meta.url));
  const rng = createRng(0), module = await WebAssembly.compile(wasm);
  for (const [count, bits] of [[1_000_000, 128], [1_000_000, 256], [100_000, 512]]) {
    const words = Uint32Array.from({ length: count * bits / 32 }, () => rng.uint32());
    const query = words.slice(0, bits / 32);
    const search = await searchBits({ bits, bytes: new Uint8Array(words.buffer) }, {
      wasm: module,
    });
    const asked = { bits, bytes: new Uint8Array(query.buffer) };
    yield compare({
      name: "the ten nearest of codes of bits, beside plain JavaScript",
      size: `${count.toLocaleString("en")} × ${bits} bits`,
      ours: () => void search.search(asked, { count: NEAREST }),
      stock: () => void plainBits(words, query),
    });
  }
  for (const [count, size] of [[60_000, 30], [100_000, 128]]) {
    const values = Float32Array.from({ length: count * size }, () => rng.uniform());
    const query = values.slice(0, size);
    const search = await searchCodes({ shape: [count, size], values }, {
      metric: "euclidean",
      wasm: module,
    });
    const asked = { shape: [1, size], values: query };
    yield compare({
      name: "the ten nearest of real codes, beside plain JavaScript",
      size: `${count.toLocaleString("en")} × ${size}`,
      ours: () => void search.search(asked, { count: NEAREST }),
      stock: () => void plainCodes(values, query),
    });
  }
}
