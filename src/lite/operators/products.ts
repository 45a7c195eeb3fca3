import { intOf, type LiteOperator, mustBe, valueOf } from "../lite_call.ts";
import { broadcastStrides, positionsOf } from "../positions.ts";

/** Matrix products. */
export const products = {
  Gemm: {
    floats: true,
    prepare(call) {
      mustBe(call, "alpha", 1);
      mustBe(call, "beta", 1);
      const a = valueOf(call.inputs, 0), b = valueOf(call.inputs, 1), added = call.inputs[2];
      const y = valueOf(call.outputs, 0), [rows, columns] = y.shape;
      const transposeA = intOf(call, "transA") !== 0, transposeB = intOf(call, "transB") !== 0;
      const isBias = added?.shape.length === 1 && added.shape[0] === columns;
      const product = {
        a: a.at,
        b: b.at,
        c: y.at,
        rows,
        columns,
        depth: a.shape[transposeA ? 0 : 1],
        transposeA,
        transposeB,
        ...(isBias && { bias: added.at }),
      };
      if (!added || isBias) return () => call.engine.multiply(product);
      const positions = positionsOf(y.shape, { strides: broadcastStrides(added.shape, y.shape) });
      return () => {
        call.engine.multiply(product);
        for (let i = 0; i < positions.length; i++) y.values[i] += added.values[positions[i]];
      };
    },
  },
  MatMul: {
    floats: true,
    prepare(call) {
      const a = valueOf(call.inputs, 0), b = valueOf(call.inputs, 1), y = valueOf(call.outputs, 0);
      if (a.shape.length < 2 || b.shape.length !== 2) {
        throw new RangeError("it multiplies by no matrix, and the lite engine has nothing else");
      }
      const [depth, columns] = b.shape;
      const rows = a.shape.slice(0, -1).reduce((product, size) => product * size, 1);
      return () => call.engine.multiply({ a: a.at, b: b.at, c: y.at, rows, columns, depth });
    },
  },
} as const satisfies Readonly<Record<string, LiteOperator>>;
