import { exampleKind } from "../../core/example_kind.ts";
import { pictureValues } from "../../core/own_units.ts";
import type { Scaling } from "../../core/preprocessor/scaling.ts";
import { formatShape, type Shape, sizeOf } from "../../core/shape.ts";
import { exampleBatch, firstExamples, wholeBatch } from "../../data/mod.ts";
import { type Content, element, type Markup } from "../../plots/element.ts";
import { formatNumber } from "../../plots/format_number.ts";
import { encodeImageSheet, pngUrl } from "../../plots/png.ts";
import { tile } from "../../plots/tile.ts";
import { className } from "../../data/mod.ts";
import { firstOfEachClass } from "../pictures/first_of_each_class.ts";
import type { MethodOutputs } from "../pictures/method_outputs.ts";
import { reconstructExamples } from "../pictures/reconstruct_examples.ts";
import type { Section } from "./section.ts";

/** Pictures of test examples and what each method makes of them, and some of what training saw. */
export interface Reconstructions {
  readonly shape: Shape;
  /** Test examples [N, …shape], about a dozen. */
  readonly inputs: Float32Array;
  /** The outputs of each method for them, each [N, …shape]. */
  readonly methods: readonly MethodOutputs[];
  /** The name of each, such as its class. */
  readonly names?: readonly string[];
  /** Training examples [M, …shape]. */
  readonly seen: Float32Array;
  /** The scale that all of them are on; absent where it is that of the data. */
  readonly scaling?: Scaling;
}

/** The number of test examples over their reconstructions, and of training examples on the sheet. */
const SHOWN = 12, SHEET = 200;

/** Inputs over their reconstructions, and a sheet of training examples. */
export const reconstructions: Section<Reconstructions> = {
  title: "Reconstructions",
  place: 20,
  async gather({ run, data: { train, test, classes }, pca, autoencoder, beside, preprocessor }) {
    if (exampleKind(preprocessor) !== "images") return undefined;
    const indices = firstOfEachClass(test, SHOWN);
    const { values: inputs, labels } = exampleBatch(test, indices);
    const { plan } = run.model, { seed } = run.config.recipe;
    const methods = await reconstructExamples(
      { plan, autoencoder, beside, pca, seed },
      { examples: test, indices },
    );
    return {
      shape: test.shape,
      inputs,
      methods,
      ...(labels && { names: Array.from(labels, (label) => className(classes, label)) }),
      seen: wholeBatch(firstExamples(train, SHEET)).values,
      ...(preprocessor.scaling && { scaling: preprocessor.scaling }),
    };
  },
  draw(data) {
    check(data);
    return [comparison(data), sheet(data)];
  },
};

/** The values that are drawn black and white: inputs and reconstructions share one scale. */
const RANGE = [0, 1] as const;

/** Throws a RangeError, one sentence, for what is no picture. */
function check({ shape }: Reconstructions): void {
  if (shape.length === 2 || shape.length === 3) return;
  throw new RangeError(
    `Cannot draw inputs of shape ${formatShape(shape)} as pictures: expected [H, W] or [H, W, K]`,
  );
}

function comparison(data: Reconstructions): Markup {
  const { shape, inputs, methods, names, scaling } = data;
  const size = sizeOf(shape), count = inputs.length / size;
  const at = (values: Float32Array, i: number) => values.subarray(i * size, (i + 1) * size);
  const picture = (values: Float32Array, alt: string) => {
    const images = pictureValues(values, data);
    const png = encodeImageSheet({ images, shape, columns: 1, range: RANGE });
    const { width, height } = tile(shape);
    return element("img", { src: pngUrl(png), alt, width, height });
  };
  const row = (name: string, cell: (i: number) => Content) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, name),
      Array.from({ length: count }, (_, i) => element("td", {}, cell(i))),
    );
  const rows = methods.map(({ name, outputs }) => {
    if (outputs.length !== inputs.length) {
      throw new RangeError(
        `Cannot show the reconstructions by ${name}: they are ${outputs.length} values, ` +
          `the inputs ${inputs.length}`,
      );
    }
    return row(name, (i) => [
      picture(at(outputs, i), `Input ${i + 1} reconstructed by ${name}`),
      element("small", {}, formatNumber(squaredError(at(inputs, i), at(outputs, i)))),
    ]);
  });
  const inputRow = row("Input", (i) => [
    picture(at(inputs, i), `Input ${i + 1}${names ? `: ${names[i]}` : ""}`),
    element("small", {}, names?.[i] ?? ""),
  ]);
  const caption = "Test examples and what each method makes of them, with the squared error " +
    `summed over the ${size.toLocaleString("en")} values of an example${
      scaling ? ", on the common scale that the model sees them on" : ""
    }.`;
  const content = [element("caption", {}, caption), element("tbody", {}, inputRow, rows)];
  return element("div", { class: "wide" }, element("table", { class: "images" }, ...content));
}

function sheet(data: Reconstructions): Markup {
  const { shape, seen } = data, images = pictureValues(seen, data);
  const count = images.length / sizeOf(shape);
  const { width, height } = tile(shape);
  // Wide enough to tell the images apart, low enough to leave the page to the rest.
  const columns = Math.max(1, Math.min(20, Math.ceil(count / 3), Math.floor(1800 / width)));
  const gap = Math.max(1, Math.round(width / 14));
  const rows = Math.ceil(count / columns);
  const png = encodeImageSheet({ images, shape, columns, gap, range: RANGE });
  const caption = `${count} inputs of shape ${formatShape(shape)}.`;
  const picture = element("img", {
    class: "sheet",
    src: pngUrl(png),
    alt: caption,
    width: columns * (width + gap) - gap,
    height: rows * (height + gap) - gap,
  });
  return element("figure", {}, picture, element("figcaption", {}, caption));
}

function squaredError(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + (value - b[i]) * (value - b[i]), 0);
}
