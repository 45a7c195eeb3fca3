import { formatShape, type Shape, sizeOf } from "../../core/shape.ts";
import type { PlannedLayer } from "../../model/mod.ts";
import { element } from "../../plots/element.ts";
import { table } from "../markup/table.ts";
import type { Section } from "./section.ts";

/** The layers of a model. */
export interface Layers {
  /** The shape of an example. */
  readonly inputShape: Shape;
  readonly layers: readonly LayerLine[];
}

/** One layer of a model. */
export interface LayerLine {
  /** `encoder.0` */
  readonly path: string;
  readonly name: string;
  readonly outputShape: Shape;
  readonly parameters: number;
}

/** The layers of the model, with their shapes and sizes. */
export const layers: Section<Layers> = {
  title: "Model",
  place: 100,
  gather: ({ run: { model: { plan } } }) => ({
    inputShape: plan.spec.inputShape,
    layers: [...plan.encoder, ...plan.decoder].map((layer) => ({
      path: layer.path,
      name: layerName(layer),
      outputShape: layer.outputShape,
      // Tied parameters are counted where they live.
      parameters: Object.values(layer.params).filter((name) => name.startsWith(`${layer.path}.`))
        .reduce((sum, name) => sum + sizeOf(plan.params[name].shape), 0),
    })),
  }),
  draw({ inputShape, layers }) {
    const total = layers.reduce((sum, { parameters }) => sum + parameters, 0);
    return table({
      caption: `The layers of the model, for inputs of shape ${formatShape(inputShape)}.`,
      columns: [
        { name: "Path" },
        { name: "Layer" },
        { name: "Output shape" },
        { name: "Parameters", isNumber: true },
      ],
      rows: layers.map(({ path, name, outputShape, parameters }) => [
        element("code", {}, path),
        name,
        formatShape(outputShape),
        parameters.toLocaleString("en"),
      ]),
      total: ["All", "", "", total.toLocaleString("en")],
    });
  },
};

/** The name of a layer for people: its type, of an activation its function. */
export function layerName({ spec, traits }: Pick<PlannedLayer, "spec" | "traits">): string {
  return traits.activation ?? spec.type;
}
