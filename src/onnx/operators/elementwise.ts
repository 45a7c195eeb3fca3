import { broadcast, type Dimensions } from "../dimension.ts";
import { type ElementType, elementTypeOf } from "../element_type.ts";
import {
  attribute,
  type AttributeRule,
  everyType,
  intOf,
  numeric,
  type Operator,
  type OperatorCall,
  real,
  required,
} from "./operator.ts";

/** Operators that treat each value by itself, and those that pair values by broadcasting. */
export const elementwise = {
  Relu: unary(14, numeric),
  LeakyRelu: unary(16, real, { alpha: attribute("float", Math.fround(0.01)) }),
  PRelu: { ...pairwise(16, ["X: T", "slope: T"], "Y: T"), types: { T: numeric } },
  Elu: unary(6, real, { alpha: attribute("float", 1) }),
  Selu: unary(6, real, {
    alpha: attribute("float", 1.6732631921768188),
    gamma: attribute("float", 1.0507010221481323),
  }),
  Sigmoid: unary(13, real),
  HardSigmoid: unary(6, real, {
    alpha: attribute("float", Math.fround(0.2)),
    beta: attribute("float", 0.5),
  }),
  Tanh: unary(13, real),
  Softplus: unary(1, real),
  Softsign: unary(1, real),
  Erf: unary(13, numeric),
  Exp: unary(13, real),
  Log: unary(13, real),
  Sqrt: unary(13, real),
  Abs: unary(13, numeric),
  Neg: unary(13, numeric),
  Sign: unary(13, numeric),
  Floor: unary(13, real),
  Round: unary(11, real),
  Identity: unary(16, everyType),
  Not: unary(1, ["bool"]),
  Clip: {
    since: 13,
    inputs: ["input: T", "min?: T", "max?: T"],
    outputs: ["output: T"],
    types: { T: numeric },
    attributes: {},
    shapes: likeFirst,
  },
  Cast: {
    since: 13,
    inputs: ["input: T1"],
    outputs: ["output: T2"],
    types: { T1: [...everyType, "int8", "float16"], T2: everyType },
    attributes: { to: required("int") },
    shapes: likeFirst,
    elementType(call) {
      const type = elementTypeOf(intOf(call, "to"));
      if (type !== undefined && everyType.includes(type)) return type;
      throw new RangeError(`the type ${intOf(call, "to")} is not ${everyType.join(" or ")}`);
    },
  },
  Add: arithmetic(14),
  Sub: arithmetic(14),
  Mul: arithmetic(14),
  Div: arithmetic(14),
  Pow: {
    ...pairwise(15, ["X: T", "Y: T1"], "Z: T"),
    types: { T: numeric, T1: numeric },
  },
  Max: { ...pairwise(13, ["data_0*: T"], "max: T"), types: { T: numeric } },
  Min: { ...pairwise(13, ["data_0*: T"], "min: T"), types: { T: numeric } },
  Greater: comparison(13, numeric),
  GreaterOrEqual: comparison(16, numeric),
  Less: comparison(13, numeric),
  Equal: comparison(13, everyType),
  And: comparison(7, ["bool"]),
  Where: {
    ...pairwise(16, ["condition: B", "X: T", "Y: T"], "output: T"),
    types: { B: ["bool"], T: everyType },
  },
} as const satisfies Readonly<Record<string, Operator>>;

/** The shape of the first input. */
export function likeFirst({ shapes }: OperatorCall): readonly Dimensions[] {
  return [shapes[0]];
}

function unary<A extends Readonly<Record<string, AttributeRule>> = Record<never, never>>(
  since: number,
  types: readonly ElementType[],
  attributes: A = {} as A,
) {
  return {
    since,
    inputs: ["X: T"],
    outputs: ["Y: T"],
    types: { T: types },
    attributes,
    shapes: likeFirst,
  };
}

function pairwise(since: number, inputs: readonly string[], output: string) {
  return {
    since,
    inputs,
    outputs: [output],
    attributes: {},
    shapes: ({ shapes }: OperatorCall) => [shapes.reduce(broadcast)],
  };
}

function arithmetic(since: number) {
  return { ...pairwise(since, ["A: T", "B: T"], "C: T"), types: { T: numeric } };
}

function comparison(since: number, types: readonly ElementType[]) {
  return {
    ...pairwise(since, ["A: T", "B: T"], "C: T1"),
    types: { T: types, T1: ["bool"] as const },
  };
}
