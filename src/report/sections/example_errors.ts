import { exampleKind } from "../../core/example_kind.ts";
import { pictureValues } from "../../core/own_units.ts";
import type { Scaling } from "../../core/preprocessor/scaling.ts";
import { type Shape, sizeOf } from "../../core/shape.ts";
import { className, exampleBatch, type Examples } from "../../data/mod.ts";
import { scoreBatches } from "../../evaluation/passes/score_batches.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import { type Content, element, type Markup } from "../../plots/element.ts";
import { formatNumber } from "../../plots/format_number.ts";
import { picture } from "../markup/picture.ts";
import { table } from "../markup/table.ts";
import { classesOf } from "../pictures/classes.ts";
import { exampleName } from "../pictures/shown_examples.ts";
import type { Section } from "./section.ts";

/** The error of a test example, and where it is an image that and its reconstruction. */
export interface NamedError {
  /** Its id, or its number counted from 0, and its class. */
  readonly name: string;
  readonly error: number;
  readonly input?: Float32Array;
  readonly output?: Float32Array;
}

/** The errors of the examples of a class. */
export interface ClassError {
  readonly name: string;
  readonly count: number;
  /** Their mean. */
  readonly error: number;
}

/** The test examples that are reconstructed best and worst, and the errors of classes. */
export interface ExampleErrors {
  readonly shape: Shape;
  /** The least error first. */
  readonly best: readonly NamedError[];
  /** The largest error first. */
  readonly worst: readonly NamedError[];
  /** Absent where examples have no classes, or more than people read. */
  readonly classes?: readonly ClassError[];
  /** The scale that errors and images are on; absent where it is that of the data. */
  readonly scaling?: Scaling;
}

/** The numbers of examples on each side, and the most classes of a table that people read. */
const SHOWN = 6, MOST_CLASSES = 30;

/** The longer side of an image, about, in pixels of the page. */
const SIDE = 84;

/** The extremes of the test examples by their errors, and the errors of each class. */
export const exampleErrors: Section<ExampleErrors> = {
  title: "Best and worst",
  place: 28,
  async gather({ data: { test, classes: names }, autoencoder, preprocessor }) {
    if (test.count < 2) return undefined;
    const errors = await errorsOf(autoencoder, test);
    // A reconstruction that is no number is the worst of all, and has no place in a mean.
    const order = [...errors.keys()].sort((a, b) => errors[a] - errors[b] || a - b);
    const side = Math.min(SHOWN, Math.floor(test.count / 2));
    const chosen = [...order.slice(0, side), ...order.slice(-side).reverse()];
    const images = exampleKind(preprocessor) === "images"
      ? await imagesOf(autoencoder, test, chosen)
      : undefined;
    const named = chosen.map((index, i): NamedError => ({
      name: exampleName(test, index, names),
      error: errors[index],
      ...images?.[i],
    }));
    const classes = classErrors(test, errors, names);
    return {
      shape: test.shape,
      best: named.slice(0, side),
      worst: named.slice(side),
      ...(classes && { classes }),
      ...(preprocessor.scaling && { scaling: preprocessor.scaling }),
    };
  },
  draw: (data) => [
    extremes(data),
    data.classes ? classTable(data.classes) : [],
  ],
};

async function errorsOf(autoencoder: LoadedAutoencoder, test: Examples): Promise<Float64Array> {
  const errors = new Float64Array(test.count);
  for await (const { batch, errors: { sums } } of scoreBatches(autoencoder, test)) {
    errors.set(sums, batch.from);
  }
  return errors;
}

async function imagesOf(
  autoencoder: LoadedAutoencoder,
  test: Examples,
  indices: readonly number[],
): Promise<{ input: Float32Array; output: Float32Array }[]> {
  const batch = exampleBatch(test, indices), size = sizeOf(test.shape);
  const { values } = await autoencoder.reconstruct(batch, batch);
  const own = (all: Float32Array, i: number) => all.slice(i * size, (i + 1) * size);
  return indices.map((_, i) => ({ input: own(batch.values, i), output: own(values, i) }));
}

/** The mean error of each class, in the order of the classes; undefined where there are none to tell apart. */
function classErrors(
  { labels }: Pick<Examples, "labels">,
  errors: Float64Array,
  names: readonly string[] | undefined,
): ClassError[] | undefined {
  const classes = labels ? classesOf({ labels }) : [];
  if (!labels || classes.length < 2 || classes.length > MOST_CLASSES) return undefined;
  return classes.map((label) => {
    const own = [...errors].filter((_, i) => labels[i] === label);
    const error = own.reduce((sum, each) => sum + each, 0) / own.length;
    return { name: className(names, label), count: own.length, error };
  });
}

function extremes(data: ExampleErrors): Content {
  const { shape, best, worst, scaling } = data;
  const unit = scaling ? ", on the common scale that the model sees them on" : "";
  const caption =
    "The test examples with the smallest and with the largest squared errors, summed over the " +
    `values of each${unit}.`;
  const hasImages = [...best, ...worst].every(({ input, output }) => input && output);
  if (!hasImages) {
    return table({
      caption,
      class: "rows",
      columns: [
        { name: "Best" },
        { name: "Squared error", isNumber: true },
        { name: "Worst" },
        { name: "Squared error", isNumber: true },
      ],
      rows: best.map(({ name, error }, i) => [
        name,
        formatNumber(error),
        worst[i].name,
        formatNumber(worst[i].error),
      ]),
    });
  }
  const image = (values: Float32Array, alt: string) =>
    picture(pictureValues(values, data), { alt, shape, range: [0, 1], side: SIDE });
  const cell = ({ name, error, input, output }: NamedError) =>
    element(
      "div",
      {},
      image(input!, name),
      image(output!, `${name}, reconstructed`),
      element("small", {}, `${name}, ${formatNumber(error)}`),
    );
  const row = (title: string, all: readonly NamedError[]) => [
    element("h3", {}, title),
    element("div", { class: "pictures" }, all.map(cell)),
  ];
  return element(
    "figure",
    {},
    row("Best", best),
    row("Worst", worst),
    element("figcaption", {}, caption),
  );
}

function classTable(classes: readonly ClassError[]): Markup {
  const most = Math.max(...classes.map(({ error }) => error));
  const share = (error: number) => Number.isFinite(error / most) ? 100 * error / most : 0;
  return table({
    caption: "The mean of the squared errors of the test examples of each class.",
    class: "rows classes",
    columns: [
      { name: "Class" },
      { name: "Examples", isNumber: true },
      { name: "Squared error", isNumber: true },
      { name: "" },
    ],
    rows: classes.map(({ name, count, error }) => [
      name,
      count.toLocaleString("en"),
      formatNumber(error),
      element("div", { class: "bar", style: `width:${share(error).toFixed(1)}%` }),
    ]),
  });
}
