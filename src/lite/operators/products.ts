import { sizeOf } from "../../core/shape.ts";
import {
  intOf,
  type LiteCall,
  type LiteOperator,
  type LiteRoom,
  type LiteSizes,
  mustBe,
  valueOf,
} from "../lite_call.ts";
import { broadcastStrides, positionsOf } from "../positions.ts";

/** Matrix products. */
export const products = {
  Gemm: {
    floats: true,
    room: roomOf,
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
        bias: isBias ? added.at : 0,
      };
      if (!added || isBias) return () => multiply(call, product);
      const strides = broadcastStrides(added.shape, y.shape);
      const positions = positionsOf(y.shape, { strides, engine: call.engine });
      return () => {
        multiply(call, product);
        for (let i = 0; i < positions.length; i++) y.values[i] += added.values[positions[i]];
      };
    },
  },
  MatMul: {
    floats: true,
    room: roomOf,
    prepare(call) {
      const a = valueOf(call.inputs, 0), b = valueOf(call.inputs, 1), y = valueOf(call.outputs, 0);
      if (a.shape.length < 2 || b.shape.length !== 2) {
        throw new RangeError(
          `it multiplies [${a.shape}] by [${b.shape}], and the lite engine only has rows by a matrix`,
        );
      }
      const [depth, columns] = b.shape;
      const rows = sizeOf(a.shape.slice(0, -1));
      return () => multiply(call, { a: a.at, b: b.at, c: y.at, rows, columns, depth });
    },
  },
} as const satisfies Readonly<Record<string, LiteOperator>>;

/** A matrix product of operands that lie at these bytes. */
interface Product {
  /** [rows, depth], or its transpose where `transposeA` is set. */
  readonly a: number;
  /** [depth, columns], or its transpose where `transposeB` is set. */
  readonly b: number;
  /** [rows, columns]. */
  readonly c: number;
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** [columns], 0 where nothing is added. */
  readonly bias?: number;
}

/** c = a b + bias. */
function multiply(
  { engine: { kernels }, scratch }: LiteCall,
  { a, b, c, rows, columns, depth, transposeA = false, transposeB = false, bias = 0 }: Product,
): void {
  if (rows === 0 || columns === 0) return;
  kernels.gemm(
    a,
    b,
    rows,
    columns,
    depth,
    transposeA,
    transposeB,
    bias,
    -Infinity,
    Infinity,
    scratch,
    c,
  );
}

/** A product of a single row packs nothing. */
function roomOf({ outputs: [y], engine }: LiteSizes): LiteRoom {
  const rows = sizeOf(y.slice(0, -1));
  return { scratch: rows === 1 ? 0 : engine.kernels.gemmScratch() / 4 };
}
