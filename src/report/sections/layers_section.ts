import { formatShape } from "../../core/shape.ts";
import { type Content, element } from "../../plots/element.ts";
import type { Report } from "./report.ts";
import { table } from "./table.ts";

/** The layers of the model. */
export function layersSection({ layers, inputShape }: Report): Content {
  if (layers.length === 0) return [];
  const total = layers.reduce((sum, { parameters }) => sum + parameters, 0);
  const content = table({
    caption: `The layers of the model, for inputs of shape ${formatShape(inputShape)}.`,
    columns: [
      { name: "Path" },
      { name: "Layer" },
      { name: "Output shape" },
      { name: "Parameters", isNumber: true },
    ],
    rows: layers.map(({ path, type, outputShape, parameters }) => [
      element("code", {}, path),
      type,
      formatShape(outputShape),
      parameters.toLocaleString("en"),
    ]),
    total: ["All", "", "", total.toLocaleString("en")],
  });
  return element("section", {}, element("h2", {}, "Model"), content);
}
