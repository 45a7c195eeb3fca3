import { sizeOf } from "../../core/shape.ts";
import {
  aroundAxis,
  intOf,
  type LiteCall,
  type LiteOperator,
  type LiteRoom,
  type LiteSizes,
  mustBe,
  valueOf,
} from "../lite_call.ts";
import { positionsOf, stridesOf } from "../positions.ts";

/** Operators that give values another shape or order, cut, pad or scale them. */
export const layout = {
  Flatten: { alias: true },
  Identity: { alias: true },
  Reshape: { alias: true },
  Transpose: {
    room: roomToPick,
    prepare(call) {
      const x = valueOf(call.inputs, 0), y = valueOf(call.outputs, 0);
      const strides = stridesOf(x.shape), rank = x.shape.length;
      const perm = call.attribute("perm") as readonly number[] ??
        x.shape.map((_, i) => rank - 1 - i);
      // Axes of one value may go anywhere: nothing moves where the others keep their order.
      const moved = perm.filter((axis) => x.shape[axis] !== 1);
      if (moved.every((axis, i) => i === 0 || axis > moved[i - 1])) {
        return () => y.values.set(x.values);
      }
      return pick(call, { strides: perm.map((axis) => strides[axis]), start: 0 });
    },
  },
  Slice: {
    room: roomToPick,
    prepare(call) {
      const x = valueOf(call.inputs, 0);
      const starts = call.constant(1) ?? [], steps = call.constant(4);
      const axes = call.constant(3) ?? starts.map((_, i) => i);
      const strides = stridesOf(x.shape);
      let start = 0;
      axes.forEach((each, i) => {
        const axis = each < 0 ? each + x.shape.length : each;
        const size = x.shape[axis], step = steps?.[i] ?? 1;
        const from = Math.max(starts[i] < 0 ? starts[i] + size : starts[i], 0);
        start += Math.min(from, step > 0 ? size : size - 1) * strides[axis];
        strides[axis] *= step;
      });
      return pick(call, { strides, start });
    },
  },
  Pad: {
    prepare(call) {
      mustBe(call, "mode", "constant");
      const x = valueOf(call.inputs, 0), y = valueOf(call.outputs, 0);
      const pads = call.constant(1) ?? [], filling = call.inputs[2];
      if (pads.some((size) => size < 0)) throw new RangeError(`its pads are [${pads}]`);
      const strides = stridesOf(y.shape);
      const start = strides.reduce((sum, stride, axis) => sum + stride * pads[axis], 0);
      const positions = positionsOf(x.shape, { strides, start, engine: call.engine });
      return () => {
        y.values.fill(filling?.values[0] ?? 0);
        for (let i = 0; i < positions.length; i++) y.values[positions[i]] = x.values[i];
      };
    },
  },
  BatchNormalization: {
    floats: true,
    prepare(call) {
      mustBe(call, "training_mode", 0);
      const [x, scale, bias, mean, variance] = call.inputs.map((_, i) => valueOf(call.inputs, i));
      const y = valueOf(call.outputs, 0), epsilon = intOf(call, "epsilon");
      if (call.outputs.length > 1) throw new RangeError("it gives running statistics");
      const { outer, size, inner } = aroundAxis(x.shape, 1);
      return () => {
        for (let line = 0; line < outer * size; line++) {
          const channel = line % size;
          const factor = scale.values[channel] / Math.sqrt(variance.values[channel] + epsilon);
          const shift = bias.values[channel] - mean.values[channel] * factor;
          for (let i = line * inner; i < (line + 1) * inner; i++) {
            y.values[i] = x.values[i] * factor + shift;
          }
        }
      };
    },
  },
} as const satisfies Readonly<Record<string, LiteOperator>>;

/** The number of sizes of each axis that the kernel which picks is told. */
const PICKED_AXIS = 3;

function roomToPick({ outputs: [y] }: LiteSizes): LiteRoom {
  return { kept: PICKED_AXIS * Math.max(y.length, 1) };
}

/** Fills the first output from places of the first input. */
function pick(
  { inputs, outputs, kept, engine: { kernels, integers } }: LiteCall,
  { strides, start }: { strides: readonly number[]; start: number },
): () => void {
  const x = valueOf(inputs, 0), y = valueOf(outputs, 0), { shape } = y;
  if (sizeOf(shape) === 0) return () => {};
  const axes = shape.length === 0
    ? [1, 0, 0]
    : shape.flatMap((size, i) => [size, strides[i] * 4, 0]);
  integers(kept, axes.length).set(axes);
  return () => kernels.copyStrided(x.at + start * 4, kept, axes.length / PICKED_AXIS, y.at);
}
