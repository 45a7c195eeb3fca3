import { HIGHEST_RANK, isSize } from "./dimension.ts";
import { elementTypeOf } from "./element_type.ts";
import type { ValueType } from "./infer_node.ts";
import type { ValueInfo } from "./messages.ts";

/** The type that a graph declares for a value. */
export function declaredType({ type }: ValueInfo): ValueType {
  if (type === undefined) return { elementType: undefined, shape: undefined };
  const { elemType, shape } = type.tensorType;
  return {
    elementType: elementTypeOf(elemType),
    // A name wins over a number only where there is no number, as in the format.
    shape: shape?.dim.map(({ dimValue, dimParam }) => dimValue ?? (dimParam || null)),
  };
}

/** The fault of the type declared for an input, or undefined. */
export function inputFault({ elementType, shape = [] }: ValueType): string | undefined {
  if (elementType === undefined) return "has no known type";
  if (shape.length > HIGHEST_RANK) return `has more than ${HIGHEST_RANK} axes`;
  for (const size of shape) {
    if (typeof size === "number" && !isSize(size)) return `has an axis of size ${size}`;
    // Products of names are names too, so a name must not look like a number or a product.
    if (typeof size === "string" && !/^[A-Za-z_]\w{0,63}$/.test(size)) {
      return `has an axis named "${size.slice(0, 64)}", which is not a name of at most 64 letters`;
    }
  }
  return undefined;
}
