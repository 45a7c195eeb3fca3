import { pictureValues } from "../../../core/own_units.ts";
import { exampleKind } from "../../../core/example_kind.ts";
import type { NdArray } from "../../../core/nd_array.ts";
import { createRng, type Rng } from "../../../core/rng.ts";
import type { Shape } from "../../../core/shape.ts";
import { codeGrid, codeRange, sampleMixture, unitNormal } from "../../../generation/mod.ts";
import type { LoadedAutoencoder } from "../../../inference/mod.ts";
import { decodesCodesAlone, type Plan } from "../../../model/mod.ts";
import { penaltyTraits } from "../../../penalties/mod.ts";
import { type SheetFigure, sheetFigure } from "../../markup/sheet_figure.ts";
import { SHOWN_SHARE } from "../../pictures/choose_codes.ts";
import { type CodedExamples, encodeSome } from "../../pictures/encode_examples.ts";
import { fitCodes } from "../../pictures/fit_codes.ts";
import { labelsOfCodes } from "../../pictures/labels_of_codes.ts";
import { waysBetweenClasses } from "../../pictures/ways_between_classes.ts";
import type { ReportContext } from "../report_context.ts";
import type { Section } from "../section.ts";

/** Sheets of images of one shape. */
export interface Generated {
  readonly shape: Shape;
  readonly sheets: readonly GeneratedSheet[];
}

/** One sheet, before what all of them have in common. */
export type GeneratedSheet = Pick<SheetFigure, "title" | "caption" | "images" | "columns">;

/** The largest code that a report makes images of. */
const LARGEST_CODE = 256;

/** The training examples that stand for all, and the rounds of fitting them: few, as somebody waits. */
const CODES = 2000, ITERATIONS = 20;

/** The number of images that are drawn at random, and of those along a side of the grid. */
const DRAWN = 100, SIDE = 16;

/** Images that the decoder makes of new codes; nothing where it needs more, or makes no images. */
export const generated: Section<Generated> = {
  title: "Generated",
  place: 60,
  async gather(context) {
    const { run: { model: { plan } }, data: { test: { shape } }, autoencoder, preprocessor } =
      context;
    const { codeSize } = autoencoder;
    if (exampleKind(preprocessor) !== "images" || !isGreyOrColoured(shape)) return undefined;
    const rng = createRng(0).fork("generated");
    const seen = await codesToDrawBy(context, rng);
    if (!seen) return undefined;
    const sheets = [
      await drawnAtRandom(seen, { autoencoder, rng }),
      ...(isGathered(plan, autoencoder) ? [await drawnFromPrior({ autoencoder, rng })] : []),
      ...(codeSize === 2 ? [await planeOfCodes(seen, context)] : []),
      ...await drawnBetween(seen, context),
    ];
    return {
      shape,
      sheets: sheets.map((sheet) => ({
        ...sheet,
        images: pictureValues(sheet.images, preprocessor),
      })),
    };
  },
  draw: ({ shape, sheets }) =>
    sheets.map((sheet) => sheetFigure({ ...sheet, shape, isSigned: false })),
};

/** The codes of training examples that new ones are drawn by; nothing where a decoder needs more than a code. */
export async function codesToDrawBy(
  { run: { model: { plan } }, data: { train }, autoencoder }: Pick<
    ReportContext,
    "run" | "data" | "autoencoder"
  >,
  rng: Rng,
): Promise<CodedExamples | undefined> {
  if (!decodesCodesAlone(plan) || autoencoder.codeSize > LARGEST_CODE) return undefined;
  return await encodeSome(autoencoder, train, { most: CODES, rng });
}

/** New codes from a mixture fitted to those that were seen, and that in words. */
export function drawnCodes(
  { codes }: CodedExamples,
  { count, rng }: { count: number; rng: Rng },
): { readonly codes: NdArray; readonly text: string } {
  const mixture = fitCodes(codes, { rng: rng.fork("mixture"), iterations: ITERATIONS });
  return {
    codes: sampleMixture(mixture, { count, rng: rng.fork("codes") }),
    text: `Codes drawn from a mixture of ${mixture.weights.length} normal distributions, fitted ` +
      `to the codes of ${codes.shape[0].toLocaleString("en")} training examples, and decoded`,
  };
}

/** A decoder, and what draws codes for it. */
interface Drawing {
  readonly autoencoder: LoadedAutoencoder;
  readonly rng: Rng;
}

async function drawnAtRandom(
  seen: CodedExamples,
  { autoencoder, rng }: Drawing,
): Promise<GeneratedSheet> {
  const { codes, text } = drawnCodes(seen, { count: DRAWN, rng });
  return {
    title: "Drawn at random",
    caption: text +
      (autoencoder.classes === undefined ? "" : ", each column as a class of its own"),
    ...await decoded(codes, autoencoder),
  };
}

async function drawnFromPrior({ autoencoder, rng }: Drawing): Promise<GeneratedSheet> {
  const drawn = sampleMixture(unitNormal(autoencoder.codeShape), {
    count: DRAWN,
    rng: rng.fork("unit normal codes"),
  });
  return {
    title: "Drawn from the unit normal distribution",
    caption: "Codes drawn from N(0, I), which training gathered them to, and decoded",
    ...await decoded(drawn, autoencoder),
  };
}

/** The images of codes, of a model that depends on classes a column for each. */
async function decoded(
  codes: NdArray,
  autoencoder: LoadedAutoencoder,
): Promise<Pick<GeneratedSheet, "images" | "columns">> {
  const { classes } = autoencoder, labels = labelsOfCodes(autoencoder, { count: DRAWN });
  return {
    images: (await autoencoder.decode(codes, labels)).values,
    ...(classes !== undefined && { columns: classes }),
  };
}

/** True for codes that training drew to the unit normal distribution, or round zero. */
function isGathered({ spec }: Plan, { prior }: LoadedAutoencoder): boolean {
  return prior?.type === "gaussian" ||
    penaltyTraits(spec.penalties).some(({ gathersCodes }) => gathersCodes);
}

/** True for images of one channel or of three. */
function isGreyOrColoured([, , channels = 1]: Shape): boolean {
  return channels === 1 || channels === 3;
}

async function planeOfCodes(
  { codes }: CodedExamples,
  { autoencoder }: Pick<ReportContext, "autoencoder">,
): Promise<GeneratedSheet> {
  const { codeShape } = autoencoder, range = codeRange(codes, { share: SHOWN_SHARE });
  const grid = codeGrid({ columns: SIDE, rows: SIDE, range, codeShape });
  return {
    title: "The plane of codes",
    caption:
      "Codes at even distances over the rectangle that holds those of most training examples " +
      `(${100 * SHOWN_SHARE} % along each axis), decoded: ` +
      "the first value grows to the right, the second upwards" +
      (autoencoder.classes === undefined ? "" : "; all of the first class"),
    images:
      (await autoencoder.decode(grid, labelsOfCodes(autoencoder, { count: SIDE ** 2, label: 0 })))
        .values,
    columns: SIDE,
  };
}

/** Ways from one class to another, of data with classes. */
async function drawnBetween(
  seen: CodedExamples,
  { autoencoder, data }: Pick<ReportContext, "autoencoder" | "data">,
): Promise<GeneratedSheet[]> {
  const ways = await waysBetweenClasses(seen, { autoencoder, data });
  return ways === undefined ? [] : [
    {
      title: "From one class to another",
      caption: "Each row from a test example to another by codes at even steps between theirs, " +
        "decoded: in the middle the mean of both",
      ...ways.interpolations,
    },
    {
      title: "Differences of classes",
      caption: "Each row a test example, then its code with 0, ¼, ½, ¾ and all of the difference " +
        `between the mean codes of two classes added, decoded: ${ways.names.join(", ")}`,
      ...ways.differences,
    },
  ];
}
