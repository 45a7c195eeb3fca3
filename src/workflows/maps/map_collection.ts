import { createRng } from "../../core/rng.ts";
import { exampleKind } from "../../core/example_kind.ts";
import { type NdArray, ndArray, rowsOf } from "../../core/nd_array.ts";
import { consecutiveBatches, takeExamples, unitPoints, wholeBatch } from "../../data/mod.ts";
import { readMapKernels } from "../../io/read_kernels.ts";
import { continuity, neighbourAccuracy, trustworthiness } from "../../maps/mod.ts";
import type { MapPageInput } from "../../site/pages/map/map_page_input.ts";
import { collectionItems } from "../retrieval/collection_items.ts";
import { thumbnailRange, thumbnails } from "../retrieval/thumbnails.ts";
import { mapColumns } from "./map_columns.ts";
import { type MapMethod, mapOf, type MapProgress } from "./map_of.ts";
import { readMapped } from "./mapped_examples.ts";
import type { MappedExamples, MappedSource } from "./mapped_source.ts";

/** The things that a map is of: the codes of a model, or its inputs. */
export type MapSubject = "codes" | "inputs";

/** One map that is wanted. */
export interface WantedMap {
  readonly of: MapSubject;
  readonly method: MapMethod;
}

/** The choices of a map of a collection. */
export interface MapOptions extends MappedSource {
  /** One map or two; chosen by what there is to map unless given. */
  readonly method?: MapMethod | undefined;
  readonly of?: MapSubject | undefined;
  /** A second map: of the inputs by the same method, or of the same by another. */
  readonly beside?: "inputs" | MapMethod | undefined;
  /** The most examples, drawn at random from more. */
  readonly count: number;
  readonly onProgress?: (progress: MapProgress & { readonly name: string }) => void;
}

/** A map, and how good it is. */
export interface MeasuredMap extends WantedMap {
  readonly name: string;
  /** By ten neighbours, beside the inputs, texts as they are mapped; absent for fewer than 21 examples. */
  readonly trustworthiness?: number;
  readonly continuity?: number;
  /** The share of examples whose class is that of most of their ten neighbours on the map. */
  readonly neighbourAccuracy?: number;
}

/** Maps of a collection, and the page of them. */
export interface MappedCollection {
  readonly data: string;
  readonly count: number;
  readonly maps: readonly MeasuredMap[];
  readonly page: MapPageInput;
  readonly remarks: readonly string[];
}

/** The neighbours that maps are measured by, and the fewest points that have so many. */
const NEIGHBOURS = 10, FEWEST_MEASURED = 2 * NEIGHBOURS + 1;

/** The most examples whose map is measured: the time grows by the square of their number. */
const MOST_MEASURED = 10_000;

/** The examples that are drawn at once. */
const BATCH = 500;

/**
 * Maps a collection: by the codes of a run, by codes of a file or by its inputs; and measures each map beside
 * the inputs.
 *
 * Throws as `readMapped` and `mapOf` do, and a RangeError, one sentence, for fewer than three examples.
 */
export async function mapCollection(options: MapOptions): Promise<MappedCollection> {
  const { count: most, seed, onProgress } = options;
  const mapped = await readMapped(options);
  const chosen = chooseSome(mapped, { most, seed });
  const { named: { examples, classes, name: data }, preprocessor } = chosen;
  if (examples.count < 3) {
    throw new RangeError(`Cannot map ${examples.count} examples: expected at least three`);
  }
  const wanted = wantedMaps(options, chosen);
  if (options.query && !wanted.some(({ of, method }) => of === "codes" && method === "code")) {
    throw new RangeError(
      "Cannot mark a query on this map: only one of codes of two values themselves has a place for it",
    );
  }
  const wasm = await readMapKernels(), kind = exampleKind(preprocessor);
  const inputs = rowsOf(wholeBatch(examples)), isText = kind === "texts";
  const beside = isText ? unitPoints(inputs) : inputs;
  const maps: MeasuredMap[] = [],
    drawn: MapPageInput["maps"][number][] = [],
    remarks: string[] = [];
  for (const { of, method } of wanted) {
    const points = of === "inputs" ? inputs : chosen.codes!;
    const name = `${METHOD_NAMES[method]} of ${of === "inputs" ? INPUT_NAMES[kind] : "codes"}`;
    const made = await mapOf(points, {
      ...{ method, of, isText, seed, wasm },
      onProgress: (progress) => onProgress?.({ name, ...progress }),
    });
    const measures = await measured(made.map, { inputs: beside, labels: examples.labels, wasm });
    maps.push({ name, of, method, ...measures });
    remarks.push(...made.remarks.map((remark) => `${name}: ${remark}`));
    const marks = method === "code" ? marksOf(chosen) : [];
    drawn.push({
      name,
      caption: captionOf(made.caption, { ...measures, marks }),
      positions: made.map.values,
      ...(marks.length > 0 && { marks }),
    });
  }
  const items = collectionItems(chosen.named),
    { columns, remark } = mapColumns(examples, preprocessor);
  const isDrawn = kind === "images", parts = () => consecutiveBatches(examples, BATCH);
  const range = thumbnailRange(isDrawn ? parts() : [], preprocessor);
  return {
    data,
    count: examples.count,
    maps,
    page: {
      title: `A map of ${data}`,
      maps: drawn,
      names: items.map(({ id }) => id),
      ...(examples.quotes && { texts: examples.quotes }),
      ...(examples.labels && {
        labels: { classes: examples.labels, ...(classes && { classNames: classes }) },
      }),
      columns,
      ...(isDrawn && {
        thumbnails: thumbnails(parts(), { ...preprocessor, range, count: examples.count }),
      }),
    },
    remarks: [
      ...chosen.named.remarks,
      ...remarks,
      ...(remark ? [remark] : []),
      ...(examples.count < FEWEST_MEASURED
        ? [`Maps of fewer than ${FEWEST_MEASURED} examples are not measured.`]
        : []),
      ...(examples.count > MOST_MEASURED
        ? [
          `Maps of more than ${MOST_MEASURED} examples are not measured, which takes the square of the time.`,
        ]
        : []),
    ],
  };
}

/** The names of the methods. */
const METHOD_NAMES: Readonly<Record<MapMethod, string>> = {
  tsne: "t-SNE",
  umap: "UMAP",
  pca: "PCA",
  code: "places",
};

/** The names of inputs, by their kind. */
const INPUT_NAMES = {
  images: "pixels",
  texts: "words",
  table: "values",
  vectors: "values",
} as const;

/** At most so many examples, drawn without replacement, in their order; their codes with them. */
function chooseSome(
  { named, codes, ...rest }: MappedExamples,
  { most, seed }: { most: number; seed: number },
): MappedExamples {
  const { examples, remarks } = named, { count } = examples;
  if (count <= most) return { named, codes, ...rest };
  const rows = createRng(seed).fork("map").permutation(count).subarray(0, most).sort();
  return {
    named: {
      ...named,
      examples: takeExamples(examples, rows),
      remarks: [
        ...remarks,
        `${most} of the ${count} examples are mapped, drawn by the seed; --count takes more.`,
      ],
    },
    codes: codes && takeRows(codes, rows),
    ...rest,
  };
}

/** The maps to make: the first one, and the second where one is wanted. */
function wantedMaps(
  { method: asked, of: subject, beside }: MapOptions,
  { codes }: MappedExamples,
): WantedMap[] {
  const of = subject ?? (codes ? "codes" : "inputs");
  if (of === "codes" && !codes) {
    throw new RangeError("Cannot map codes: there is no run and no file of them");
  }
  const method = asked ?? (of === "codes" && codes!.shape[1] === 2 ? "code" : "tsne");
  const first = { of, method };
  if (beside === undefined) return [first];
  if (beside === "inputs") {
    if (of === "inputs") throw new RangeError("Cannot map inputs beside inputs by one method");
    // Inputs are no places on a plane.
    return [first, { of: "inputs", method: method === "code" ? "tsne" : method }];
  }
  if (beside === method) {
    throw new RangeError(`Cannot show one map beside itself: both are ${method}`);
  }
  return [first, { of, method: beside }];
}

async function measured(
  map: NdArray,
  { inputs, labels, wasm }: {
    inputs: NdArray;
    labels: Int32Array | undefined;
    wasm: Uint8Array<ArrayBuffer>;
  },
): Promise<Pick<MeasuredMap, "trustworthiness" | "continuity" | "neighbourAccuracy">> {
  const [count] = map.shape, options = { count: NEIGHBOURS, wasm };
  if (count < FEWEST_MEASURED || count > MOST_MEASURED) return {};
  return {
    trustworthiness: await trustworthiness(inputs, map, options),
    continuity: await continuity(inputs, map, options),
    ...(labels && { neighbourAccuracy: await neighbourAccuracy(map, labels, options) }),
  };
}

/** The mark of the query, where there is one. */
function marksOf(
  { asked }: MappedExamples,
): NonNullable<MapPageInput["maps"][number]["marks"]> {
  return asked ? [{ name: asked.title, x: asked.code[0], y: asked.code[1] }] : [];
}

function captionOf(
  made: string,
  { trustworthiness, neighbourAccuracy, marks }:
    & Pick<MeasuredMap, "trustworthiness" | "neighbourAccuracy">
    & { readonly marks: readonly { readonly name: string }[] },
): string {
  const figures = [
    ...(trustworthiness === undefined ? [] : [`trustworthiness ${trustworthiness.toFixed(3)}`]),
    ...(neighbourAccuracy === undefined
      ? []
      : [`${(100 * neighbourAccuracy).toFixed(1)} % beside their own class`]),
  ];
  const crosses = marks.map(({ name }) => `the cross is where the encoder puts ${name}`);
  return [made, ...figures, ...crosses].join(", ");
}

function takeRows({ shape: [, size], values }: NdArray, rows: Uint32Array): NdArray {
  const some = new Float32Array(rows.length * size);
  rows.forEach((row, at) => some.set(values.subarray(row * size, (row + 1) * size), at * size));
  return ndArray([rows.length, size], some);
}
