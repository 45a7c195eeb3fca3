import { aroundAxis, intOf, type LiteOperator, type LiteValue, valueOf } from "../lite_call.ts";

/** Operators that join values along an axis or cut them. */
export const joining = {
  Concat: {
    prepare(call) {
      const y = valueOf(call.outputs, 0), axis = intOf(call, "axis");
      const parts = call.inputs.map((_, i) => valueOf(call.inputs, i));
      return () => eachPart(y, { parts, axis, move: (whole, part) => whole.set(part) });
    },
  },
  Split: {
    prepare(call) {
      const x = valueOf(call.inputs, 0), axis = intOf(call, "axis");
      const parts = call.outputs.map((_, i) => valueOf(call.outputs, i));
      return () => eachPart(x, { parts, axis, move: (whole, part) => part.set(whole) });
    },
  },
} as const satisfies Readonly<Record<string, LiteOperator>>;

/** Moves each run of values that a part shares with the whole that it lies in. */
function eachPart(
  { values, shape }: LiteValue,
  { parts, axis, move }: {
    parts: readonly LiteValue[];
    axis: number;
    move: (whole: LiteValue["values"], part: LiteValue["values"]) => void;
  },
): void {
  const { outer, size, inner } = aroundAxis(shape, axis);
  let before = 0;
  for (const part of parts) {
    const length = aroundAxis(part.shape, axis).size * inner;
    for (let i = 0; i < outer; i++) {
      const start = i * size * inner + before;
      move(
        values.subarray(start, start + length),
        part.values.subarray(i * length, (i + 1) * length),
      );
    }
    before += length;
  }
}
