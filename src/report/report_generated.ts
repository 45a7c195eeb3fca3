import { createRng } from "../core/rng.ts";
import { type Shape, sizeOf } from "../core/shape.ts";
import {
  attributeVector,
  codeGrid,
  codeRange,
  sampleMixture,
  unitNormal,
} from "../generation/mod.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import type { Plan } from "../model/mod.ts";
import type { ReportSheet } from "./sections/mod.ts";
import { attributeRows } from "./pictures/attribute_rows.ts";
import { SHOWN_SHARE } from "./pictures/choose_codes.ts";
import { classesOf, className } from "./pictures/classes.ts";
import { type CodedExamples, encodeSome } from "./pictures/encode_examples.ts";
import { fitCodes } from "./pictures/fit_codes.ts";
import { type ImageRows, stackRows } from "./pictures/image_rows.ts";
import { interpolationRows } from "./pictures/interpolation_rows.ts";
import { labelsOfCodes } from "./pictures/labels_of_codes.ts";
import { pairsOfClasses } from "./pictures/pairs_of_classes.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import type { SplitData } from "../runs/split_data.ts";

/** The largest code that a report makes images of. */
const LARGEST_CODE = 256;

/** How many training examples stand for all, and how long to fit them: nobody should wait for a report. */
const CODES = 2000, ITERATIONS = 20;

/** How many images are drawn at random, and how many a side of the grid has. */
const DRAWN = 100, SIDE = 16;

/** How many pairs of classes, and in how many steps from one to the other. */
const PAIRS = 5, STEPS = 9;

interface Source {
  readonly autoencoder: LoadedAutoencoder;
  readonly data: SplitData;
}

/** A sheet before what all of them have in common. */
type Drawing = Pick<ReportSheet, "title" | "caption" | "images" | "columns">;

/** What the decoder of a run makes of new codes; nothing where it needs more, or makes no images. */
export async function reportGenerated(
  plan: Plan,
  source: Source,
): Promise<ReportSheet[]> {
  const { shape } = source.data.test;
  const decodesCodes = Object.keys(plan.links).length === 0;
  if (!decodesCodes || !isImage(shape) || sizeOf(plan.codeShape) > LARGEST_CODE) return [];
  const { autoencoder, data: { train } } = source, { classes } = autoencoder;
  const rng = createRng(0).fork("generated");
  const seen = await encodeSome(autoencoder, train, { most: CODES, rng });
  const mixture = fitCodes(seen.codes, { rng: rng.fork("mixture"), iterations: ITERATIONS });
  const drawn = sampleMixture(mixture, { count: DRAWN, rng: rng.fork("codes") });
  const drawings: Drawing[] = [{
    title: "Drawn at random",
    caption:
      `Codes drawn from a mixture of ${mixture.weights.length} normal distributions, fitted ` +
      `to the codes of ${seen.codes.shape[0].toLocaleString("en")} training examples, and decoded${
        classes === undefined ? "" : ", each column as a class of its own"
      }`,
    images: (await autoencoder.decode(drawn, labelsOfCodes(autoencoder, { count: DRAWN }))).values,
    ...(classes !== undefined && { columns: classes }),
  }];
  if (isGathered(plan, autoencoder)) {
    const codes = sampleMixture(unitNormal(plan.codeShape), {
      count: DRAWN,
      rng: rng.fork("unit normal codes"),
    });
    drawings.push({
      title: "Drawn from the unit normal distribution",
      caption: "Codes drawn from N(0, I), which training gathered them to, and decoded",
      images:
        (await autoencoder.decode(codes, labelsOfCodes(autoencoder, { count: DRAWN }))).values,
      ...(classes !== undefined && { columns: classes }),
    });
  }
  if (sizeOf(plan.codeShape) === 2) drawings.push(await planeOfCodes(seen, source));
  drawings.push(...await betweenClasses(seen, source));
  return drawings.map((drawing) => ({ ...drawing, section: "Generated", shape, isSigned: false }));
}

/** True for codes that training drew to the unit normal distribution, or round zero. */
function isGathered({ spec }: Plan, { prior }: LoadedAutoencoder): boolean {
  return prior?.type === "gaussian" ||
    (spec.penalties ?? []).some(({ type }) => type === "mmd" || type === "code_l2");
}

/** True for grey or coloured images. */
function isImage(shape: Shape): boolean {
  return shape.length >= 2 && [1, 3].includes(shape[2] ?? 1);
}

async function planeOfCodes({ codes }: CodedExamples, { autoencoder }: Source): Promise<Drawing> {
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
async function betweenClasses(
  { codes, labels: seen }: CodedExamples,
  { autoencoder, data: { test, classes } }: Source,
): Promise<Drawing[]> {
  const { labels } = test;
  const known = classesOf(test).filter((label) => seen?.includes(label));
  if (!labels || !seen || known.length < 2) return [];
  const pairs = pairsOfClasses(test, { rows: Math.min(PAIRS, known.length), labels: known });
  const rows = await interpolationRows(autoencoder, test, { pairs, steps: STEPS });
  const changed: ImageRows[] = [];
  for (const [i, j] of pairs) {
    const vector = attributeVector(codes, seen, { from: labels[i], to: labels[j] });
    changed.push(await attributeRows(autoencoder, test, { indices: [i], vector }));
  }
  const names = pairs.map((pair) => pair.map((i) => className(labels[i], classes)).join(" → "));
  return [
    {
      title: "From one class to another",
      caption: "Each row from a test example to another by codes at even steps between theirs, " +
        "decoded: in the middle the mean of both",
      ...rows,
    },
    {
      title: "Differences of classes",
      caption: "Each row a test example, then its code with 0, ¼, ½, ¾ and all of the difference " +
        `between the mean codes of two classes added, decoded: ${names.join(", ")}`,
      ...stackRows(changed),
    },
  ];
}
