import { formatShape, sizeOf } from "../../core/shape.ts";
import { type Content, element, type Markup } from "../../plots/element.ts";
import { formatNumber } from "../../plots/format_number.ts";
import { encodeImageSheet, pngUrl } from "../../plots/png.ts";
import { tile } from "../../plots/tile.ts";
import type { Report, ReportReconstructions } from "./report.ts";
import { inputRange } from "./input_range.ts";

type Range = readonly [number, number];

/** Inputs over their reconstructions, and a sheet of inputs. */
export function examplesSection(report: Report): Content {
  const { reconstructions, examples } = report;
  if (!reconstructions && !examples) return [];
  // Inputs and reconstructions share one scale from black to white: that of the inputs.
  const range = inputRange(report.inputShape, [reconstructions?.inputs, examples]);
  return element(
    "section",
    {},
    element("h2", {}, "Reconstructions"),
    reconstructions ? comparison(reconstructions, { report, range }) : [],
    examples ? sheet(examples, { report, range }) : [],
  );
}

interface Options {
  readonly report: Report;
  readonly range: Range;
}

function comparison(reconstructions: ReportReconstructions, { report, range }: Options): Markup {
  const { inputs, methods, names } = reconstructions;
  const { inputShape: shape } = report;
  const size = sizeOf(shape), count = inputs.length / size;
  const at = (values: Float32Array, i: number) => values.subarray(i * size, (i + 1) * size);
  const picture = (images: Float32Array, alt: string) => {
    const png = encodeImageSheet({ images, shape, columns: 1, range });
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
    `summed over the ${size.toLocaleString("en")} values of an example.`;
  const content = [element("caption", {}, caption), element("tbody", {}, inputRow, rows)];
  return element("div", { class: "wide" }, element("table", { class: "images" }, ...content));
}

function sheet(images: Float32Array, { report: { inputShape: shape }, range }: Options): Markup {
  const count = images.length / sizeOf(shape);
  const { width, height } = tile(shape);
  // Wide enough to tell the images apart, low enough to leave the page to the rest.
  const columns = Math.max(1, Math.min(20, Math.ceil(count / 3), Math.floor(1800 / width)));
  const gap = Math.max(1, Math.round(width / 14));
  const rows = Math.ceil(count / columns);
  const png = encodeImageSheet({ images, shape, rows, columns, gap, range });
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
