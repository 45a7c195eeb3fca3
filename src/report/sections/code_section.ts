import { asMarkup, type Content, element } from "../../plots/element.ts";
import { scatter } from "../../plots/scatter.ts";
import type { Report } from "./report.ts";

/** The codes of test examples on a plane. */
export function codeSection({ codes }: Report): Content {
  if (codes === undefined || codes.points.shape[0] === 0) return [];
  const { axes: [xLabel, yLabel], points, labels, classes } = codes;
  const count = points.shape[0].toLocaleString("en");
  const title = `Codes of ${count} test examples: ${xLabel} and ${yLabel}`;
  const caption = `Each dot is the code of one of ${count} test examples` +
    (labels ? ", coloured by its class; a class has its name at the median of its dots." : ".");
  return element(
    "section",
    {},
    element("h2", {}, "Code map"),
    element(
      "figure",
      {},
      asMarkup(scatter({ title, xLabel, yLabel, points, labels, classes })),
      element("figcaption", {}, caption),
    ),
  );
}
