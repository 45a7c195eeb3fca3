import type { Scaling } from "../core/preprocessor/scaling.ts";
import type { GraphBuilder, ValueName } from "../onnx/mod.ts";

/** The way from numbers as data have them to those of a model. */
export interface RawUnits {
  /** The value in place of NaN in each column, before all else. */
  readonly fill?: readonly number[];
  /** The factor of a value, such as 1/255 of a byte. */
  readonly factor: number;
  /** The value, after that, from which on it becomes 1 and below which it becomes 0. */
  readonly threshold?: number;
  /** The common scale, after that. */
  readonly scaling?: Scaling;
}

/** Adds the way from raw numbers to a model's input. */
export function fromRaw(
  graph: GraphBuilder,
  raw: ValueName,
  { fill, factor, threshold, scaling }: RawUnits,
): ValueName {
  let value = raw;
  if (fill) {
    // NaN alone is not equal to itself.
    const isThere = graph.node("Equal", [value, value], { name: "raw.there" });
    value = graph.node("Where", [isThere, value, list(graph, "raw.fill", fill)], {
      name: "raw.filled",
    });
  }
  if (factor !== 1) value = graph.node("Mul", [value, graph.scalar(factor)], { name: "raw.scale" });
  if (threshold !== undefined) {
    const isOne = graph.node("GreaterOrEqual", [value, graph.scalar(threshold)], {
      name: "raw.threshold",
    });
    value = graph.node("Where", [isOne, graph.scalar(1), graph.scalar(0)], { name: "raw.binary" });
  }
  if (!scaling) return value;
  if (scaling.scale === "log1p") {
    value = graph.node("Add", [value, graph.scalar(1)], { name: "raw.add" });
    value = graph.node("Log", [value], { name: "raw.log" });
  }
  value = graph.node("Sub", [value, list(graph, "raw.offset", scaling.offset)], {
    name: "raw.sub",
  });
  return graph.node("Div", [value, list(graph, "raw.factor", scaling.factor)], { name: "raw.div" });
}

/** Adds the way from a model's output back to raw numbers; what a threshold made 0 or 1 stays so. */
export function toRaw(
  graph: GraphBuilder,
  output: ValueName,
  { factor, scaling }: RawUnits,
): ValueName {
  let value = output;
  if (scaling) {
    value = graph.node("Mul", [value, list(graph, "raw.factor", scaling.factor)], {
      name: "raw.mul",
    });
    value = graph.node("Add", [value, list(graph, "raw.offset", scaling.offset)], {
      name: "raw.shift",
    });
    if (scaling.scale === "log1p") {
      value = graph.node("Exp", [value], { name: "raw.exp" });
      value = graph.node("Sub", [value, graph.scalar(1)], { name: "raw.less" });
    }
  }
  return factor === 1
    ? value
    : graph.node("Div", [value, graph.scalar(factor)], { name: "raw.unscale" });
}

function list(graph: GraphBuilder, name: string, values: readonly number[]): ValueName {
  return graph.initializer(name, { shape: [values.length], values: Float32Array.from(values) });
}
