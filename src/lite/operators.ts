import type { LiteOperator } from "./lite_call.ts";
import { elementwise } from "./operators/elementwise.ts";
import { images } from "./operators/images.ts";
import { joining } from "./operators/joining.ts";
import { layout } from "./operators/layout.ts";
import { products } from "./operators/products.ts";
import { reduction } from "./operators/reduction.ts";
import { selection } from "./operators/selection.ts";

/** The operators that exported models use, by name. */
const operators: ReadonlyMap<string, LiteOperator> = new Map(Object.entries<LiteOperator>({
  ...elementwise,
  ...images,
  ...joining,
  ...layout,
  ...products,
  ...reduction,
  ...selection,
}));

/** The engine's computation of an operator, or undefined for one that it lacks. */
export function liteOperatorOf(name: string): LiteOperator | undefined {
  return operators.get(name);
}
