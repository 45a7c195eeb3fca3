import { sameShape } from "../../core/shape.ts";
import { type LiteOperator, mustBe, valueOf } from "../lite_call.ts";

const { ceil, floor, fround } = Math;

/** An axis of images before and after. */
interface ResizedAxis {
  readonly size: number;
  readonly outputs: number;
  readonly scale: number;
}

/** The place on an axis that an output comes from, between its values. */
type Coordinate = (output: number, axis: ResizedAxis) => number;

const halfPixel: Coordinate = (i, { scale }) => fround(fround((i + 0.5) / scale) - 0.5);

/** Rounded to 32 bits at each step, as in ONNX Runtime: just below a whole place is another one. */
const coordinates: Readonly<Record<string, Coordinate>> = {
  asymmetric: (i, { scale }) => fround(i / scale),
  half_pixel: halfPixel,
  pytorch_half_pixel: (i, axis) => axis.outputs > 1 ? halfPixel(i, axis) : 0,
  align_corners: (i, { size, outputs }) =>
    outputs > 1 ? fround(fround(i * (size - 1)) / (outputs - 1)) : 0,
};

/** A half, and what is so near to one that ONNX Runtime takes it for one. */
const HALF = 0.5 + 1e-6;

const nearest: Readonly<Record<string, (place: number) => number>> = {
  floor,
  ceil,
  round_prefer_floor: (place) => ceil(place - HALF),
  round_prefer_ceil: (place) => floor(place + HALF),
};

/** Images [B, K, H, W] whose rows and columns are repeated or left out. */
export const resize: LiteOperator = {
  prepare(call) {
    mustBe(call, "mode", "nearest");
    mustBe(call, "coordinate_transformation_mode", ...Object.keys(coordinates));
    const x = valueOf(call.inputs, 0), y = valueOf(call.outputs, 0);
    // ONNX Runtime copies what keeps its shape, whatever the scales.
    if (sameShape(x.shape, y.shape)) return () => y.values.set(x.values);
    const given = call.constant(2);
    const scales = given?.length ? given : y.shape.map((size, i) => fround(size / x.shape[i]));
    if (scales.length !== 4 || scales[0] !== 1 || scales[1] !== 1) {
      throw new RangeError(
        `its scales are [${scales}], and the lite engine only has [1, 1, h, w]`,
      );
    }
    const [, , height, width] = x.shape, [batch, channels, rows, columns] = y.shape;
    const place = coordinates[call.attribute("coordinate_transformation_mode") as string];
    const round = nearest[call.attribute("nearest_mode") as string];
    call.engine.reserve(rows + columns);
    const sources = (axis: ResizedAxis) =>
      Int32Array.from(
        { length: axis.outputs },
        (_, i) => Math.max(Math.min(round(place(i, axis)), axis.size - 1), 0),
      );
    const row = sources({ size: height, outputs: rows, scale: scales[2] });
    const column = sources({ size: width, outputs: columns, scale: scales[3] });
    return () => {
      for (let plane = 0, i = 0; plane < batch * channels; plane++) {
        for (let r = 0; r < rows; r++) {
          const line = (plane * height + row[r]) * width;
          for (let c = 0; c < columns; c++) y.values[i++] = x.values[line + column[c]];
        }
      }
    };
  },
};
