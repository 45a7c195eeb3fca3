/**
 * Maps a collection by PCA, t-SNE and UMAP, and prints how good each map is, as a table.
 *
 *     deno task kernels
 *     deno run --allow-read --allow-env --allow-sys examples/maps.ts [DATA] [COUNT]
 *
 * DATA is a known data set or a path, drawn digits unless given; COUNT test examples, 500 unless given, are
 * mapped, from 50 principal components of each. The measures compare the map with the examples themselves.
 */
import {
  continuity,
  encodePca,
  fitPca,
  gatherBatch,
  type MapEvent,
  type NdArray,
  neighbourAccuracy,
  neighboursOf,
  principalPlane,
  readData,
  trustworthiness,
  tsne,
  umap,
} from "isthmus";

const COMPONENTS = 50;
const [name = "strokes", most = "500"] = Deno.args;
const wasm = await Deno.readFile(new URL("../build/kernels/maps.wasm", import.meta.url));

const { test } = await readData(name, { seed: 0 });
if (!test) throw new RangeError(`Cannot map ${name}: it has no test examples`);
const count = Math.min(Number(most), test.count),
  size = test.shape.reduce((all, axis) => all * axis, 1);
const inputs = gatherBatch(test, Array.from({ length: count }, (_, i) => i));
const points: NdArray = { shape: [count, size], values: inputs };

const pca = fitPca({ shape: [size], count, values: inputs }, {
  components: Math.min(COMPONENTS, size),
});
const codes: NdArray = {
  shape: [count, pca.components.shape[0]],
  values: encodePca(pca, inputs),
};
const start = await principalPlane(codes, { wasm });
const neighbours = await neighboursOf(codes, { count: 90, wasm });

console.log("| map | trustworthiness | continuity | neighbours of the same class | seconds |");
console.log("| --- | ---: | ---: | ---: | ---: |");
await print("PCA, two components", () => Promise.resolve(start));
await print("t-SNE", () => finished(tsne(neighbours, { start, wasm })));
await print("UMAP", () => finished(umap(neighbours, { start })));

/** The finished map. */
async function finished(events: AsyncIterable<MapEvent>): Promise<NdArray> {
  for await (const event of events) if (event.type === "end") return event.map;
  throw new RangeError("Cannot find the end of a map");
}

/** Makes a map and prints its measures, by ten neighbours. */
async function print(name: string, make: () => Promise<NdArray>): Promise<void> {
  const before = performance.now(), map = await make();
  const seconds = (performance.now() - before) / 1000;
  const measures = [
    await trustworthiness(points, map, { wasm }),
    await continuity(points, map, { wasm }),
    test?.labels ? await neighbourAccuracy(map, test.labels.subarray(0, count), { wasm }) : NaN,
  ];
  const cells = measures.map((measure) => measure.toFixed(4));
  console.log(`| ${[name, ...cells, seconds.toFixed(1)].join(" | ")} |`);
}
