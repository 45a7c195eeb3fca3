import { basename } from "@std/path";
import type { DataSet, Examples } from "../../data/mod.ts";
import { findData } from "../../io/find/find_data.ts";
import { readKernels } from "../../io/read_kernels.ts";
import { startBackend } from "../../kernels/mod.ts";
import { prepareExamples, type RunPreprocessor } from "../../preprocessing/mod.ts";
import { type DataOptions, dataOptions, override } from "../../recipes/mod.ts";
import { fitPreparation, onFilled } from "../../runs/preparation.ts";
import { readRecipeData } from "../../runs/split_data.ts";
import { parseWith } from "../../schemas/parse_with.ts";
import type { MappedExamples, MappedSource } from "./mapped_source.ts";

/** The height and width that pictures of a folder are brought to unless told: those of thumbnails. */
const SIDE = 64;

/**
 * Reads examples of any data as a recipe with these fields of `data` would have them: pictures of a folder are
 * brought to one shape, and the columns of a table to one scale, unless these say otherwise. Starts the backend.
 *
 * Throws a TypeError, one sentence, for no data and for fields that there are not, and as `readData` does.
 */
export async function readLoose(
  { data: name, split, settings = {}, seed }: MappedSource,
): Promise<MappedExamples> {
  if (name === undefined) {
    throw new TypeError("Cannot make a map of nothing: expected a run, or --data");
  }
  const isFolder = (await findData(name)).format === "images";
  const asked = optionsOf(name, settings);
  const wanted: DataOptions = isFolder && asked.image === undefined
    ? { ...asked, image: { size: SIDE, fit: "pad", colour: "colour" } }
    : asked;
  const set = await readRecipeData({ data: wanted, seed }, { isNumbered: true, isQuoted: true });
  const part = split === "test" && set.test ? set.test : set.train;
  const isTable = set.columns !== undefined && part.shape.length === 1;
  const isScaled = isTable && wanted.scale === undefined && wanted.binarize === undefined;
  const data: DataOptions = isScaled ? { ...wanted, scale: "standard" } : wanted;
  const preparation = fitPreparation({ ...set, train: part }, { data });
  await startBackend({ binaries: await readKernels() });
  const examples = prepareExamples(part, preparation);
  return {
    named: {
      name: basename(name),
      examples,
      ...(set.classes && { classes: set.classes }),
      remarks: [
        ...set.remarks ?? [],
        ...onFilled([part], { ...set, ...preparation, kind: data.missing }),
        ...(isScaled ? ["Columns were brought to mean 0 and deviation 1."] : []),
      ],
    },
    preprocessor: { ...preprocessorOf(set, examples), ...preparation },
  };
}

/** The fields of `data`, by their paths in a recipe, with what is left out. */
function optionsOf(name: string, settings: Readonly<Record<string, unknown>>): DataOptions {
  const other = Object.keys(settings).find((path) => !path.startsWith("data."));
  if (other !== undefined) {
    throw new TypeError(
      `Cannot set ${other} of a map: expected a field of data, such as data.scale=robust`,
    );
  }
  const { data } = override({ data: { name } }, settings);
  return parseWith(dataOptions, data, "these fields of data");
}

function preprocessorOf(
  { words, columns, encodings }: DataSet,
  { shape }: Examples,
): RunPreprocessor {
  return {
    kind: words ? "text" : shape.length > 1 ? "image" : "vector",
    inputShape: shape,
    bytesScale: 1 / 255,
    ...(columns && shape.length === 1 && { columns }),
    ...(encodings && { encodings }),
    ...(words && { words }),
  };
}
