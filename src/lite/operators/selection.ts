import { sizeOf } from "../../core/shape.ts";
import { aroundAxis, intOf, type LiteOperator, mustBe, valueOf } from "../lite_call.ts";
import { positionsOf, stridesOf } from "../positions.ts";

/** Operators that pick or place values by their positions, and the largest by their values. */
export const selection = {
  ArgMax: {
    floats: true,
    prepare(call) {
      mustBe(call, "select_last_index", 0);
      const x = valueOf(call.inputs, 0).values, y = valueOf(call.outputs, 0).values;
      const { outer, size, inner } = aroundAxis(valueOf(call.inputs, 0).shape, intOf(call, "axis"));
      return () => {
        for (let i = 0; i < outer * inner; i++) {
          const first = Math.floor(i / inner) * size * inner + i % inner;
          let best = 0;
          for (let k = 1; k < size; k++) {
            if (x[first + k * inner] > x[first + best * inner]) best = k;
          }
          y[i] = best;
        }
      };
    },
  },
  Gather: {
    prepare(call) {
      const x = valueOf(call.inputs, 0), indices = valueOf(call.inputs, 1).values;
      const y = valueOf(call.outputs, 0).values;
      const { outer, size, inner } = aroundAxis(x.shape, intOf(call, "axis"));
      return () => {
        for (let i = 0, to = 0; i < outer; i++) {
          for (const index of indices) {
            const from = (i * size + inside(index, size)) * inner;
            for (let k = 0; k < inner; k++) y[to++] = x.values[from + k];
          }
        }
      };
    },
  },
  ScatterElements: {
    prepare(call) {
      mustBe(call, "reduction", "none");
      const x = valueOf(call.inputs, 0), indices = valueOf(call.inputs, 1);
      const updates = valueOf(call.inputs, 2), y = valueOf(call.outputs, 0).values;
      const { axis, size, inner } = aroundAxis(x.shape, intOf(call, "axis"));
      if (indices.shape.some((length, i) => i !== axis && length > x.shape[i])) {
        throw new RangeError(`its indices [${indices.shape}] are more than [${x.shape}]`);
      }
      const strides = stridesOf(x.shape).map((stride, i) => i === axis ? 0 : stride);
      const lines = positionsOf(indices.shape, { strides, engine: call.engine });
      return () => {
        y.set(x.values);
        for (let i = 0; i < lines.length; i++) {
          y[lines[i] + inside(indices.values[i], size) * inner] = updates.values[i];
        }
      };
    },
  },
  TopK: {
    floats: true,
    prepare(call) {
      mustBe(call, "largest", 1);
      const { shape, values: x } = valueOf(call.inputs, 0);
      const values = valueOf(call.outputs, 0), places = call.outputs[1]?.values;
      const { axis, outer, size, inner } = aroundAxis(shape, intOf(call, "axis"));
      if (inner !== 1) throw new RangeError("it does not go along the last axis");
      const k = values.shape[axis], best = values.values;
      if (!places) call.engine.reserve(sizeOf(values.shape));
      const found = places ?? new Int32Array(sizeOf(values.shape));
      return () => {
        for (let row = 0; row < outer; row++) {
          const start = row * k;
          for (let i = 0, held = 0; i < size; i++) {
            const value = x[row * size + i];
            if (held === k && !(k > 0 && value > best[start + k - 1])) continue;
            let at = start + (held < k ? held++ : k - 1);
            // Of equal values the first one stays in front.
            for (; at > start && value > best[at - 1]; at--) {
              best[at] = best[at - 1];
              found[at] = found[at - 1];
            }
            best[at] = value;
            found[at] = i;
          }
        }
      };
    },
  },
} as const satisfies Readonly<Record<string, LiteOperator>>;

/** A position counted from the front; throws a RangeError for one outside the axis. */
function inside(index: number, size: number): number {
  const at = index < 0 ? index + size : index;
  if (at >= 0 && at < size) return at;
  throw new RangeError(`Cannot run the model: the index ${index} is outside an axis of ${size}`);
}
