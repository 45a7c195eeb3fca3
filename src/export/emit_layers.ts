import { VALUE_NAMES } from "../core/exported_model.ts";
import type { NdArray } from "../core/nd_array.ts";
import { layerOf, type Layout } from "../layers/mod.ts";
import type { PlannedLayer } from "../model/mod.ts";
import type { GraphBuilder, ValueName } from "../onnx/mod.ts";
import { permuteAxes } from "../core/permute_axes.ts";

/** A graph that layers are being written into. */
export interface Emission {
  readonly graph: GraphBuilder;
  readonly params: Readonly<Record<string, NdArray>>;
  /**
   * The values that entries of sparse codes must reach, by layer; absent where exactly k are kept.
   */
  readonly thresholds: Readonly<Record<string, number>>;
  readonly images: ImageLayouts;
  /** The values that layers gave besides their outputs, channels last, by full path. */
  readonly given: Record<string, ValueName>;
  /** The graph input of the examples' classes, once a layer has asked for it. */
  labels?: ValueName;
}

/** Starts to write layers into a graph. */
export function createEmission(
  graph: GraphBuilder,
  model: Pick<Emission, "params" | "thresholds">,
): Emission {
  return { graph, ...model, images: imageLayouts(graph), given: {} };
}

/** Adds the inference of a run of layers; takes and returns a value with channels last. */
export function emitLayers(
  layers: readonly PlannedLayer[],
  x: ValueName,
  emission: Emission,
): ValueName {
  const { graph, params, thresholds, images, given } = emission;
  let value = x, layout: ImageLayout = "channels-last";
  for (const { path, spec, inputShape, outputShape, params: paths, takes } of layers) {
    const layer = layerOf(spec);
    const wanted = layer.layout?.(spec) ?? "channels-last";
    // Only images have channels to move.
    const to: ImageLayout = wanted === "any"
      ? layout
      : inputShape.length === 3
      ? wanted
      : "channels-last";
    value = images.convert(value, { from: layout, to });
    value = layer.emit(spec, value, {
      graph,
      path,
      inputShape,
      outputShape,
      ...(path in thresholds && { threshold: thresholds[path] }),
      param(name, axes) {
        const { shape, values } = params[paths[name]];
        return graph.initializer(
          paths[name],
          axes ? permuteAxes({ shape, values }, axes) : { shape, values },
        );
      },
      labels(classes) {
        return emission.labels ??= graph.input(
          VALUE_NAMES.label,
          ["batch", classes],
          "The class of each example: 1 for its own, 0 for the others",
        );
      },
      taken: (name) => images.convert(given[takes[name]], { from: "channels-last", to }),
      give(name, output) {
        given[`${path}.${name}`] = images.convert(output, { from: to, to: "channels-last" });
      },
    });
    layout = outputShape.length === 3 ? to : "channels-last";
  }
  return images.convert(value, { from: layout, to: "channels-last" });
}

type ImageLayout = Exclude<Layout, "any">;

/** The two layouts of the images in one graph. */
interface ImageLayouts {
  convert(value: ValueName, layouts: { from: ImageLayout; to: ImageLayout }): ValueName;
}

const AXES: Readonly<Record<ImageLayout, readonly number[]>> = {
  "channels-first": [0, 3, 1, 2],
  "channels-last": [0, 2, 3, 1],
};

/** Transposes each value at most once, and never back. */
function imageLayouts(graph: GraphBuilder): ImageLayouts {
  const other = new Map<ValueName, ValueName>();
  return {
    convert(value, { from, to }) {
      if (from === to) return value;
      const known = other.get(value);
      if (known !== undefined) return known;
      const made = graph.node("Transpose", [value], { attributes: { perm: AXES[to] } });
      other.set(value, made).set(made, value);
      return made;
    },
  };
}
