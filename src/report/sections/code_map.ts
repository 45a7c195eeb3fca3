import { type CodePlane, codePlane } from "../../baselines/mod.ts";
import { createRng } from "../../core/rng.ts";
import { someIndices } from "../../evaluation/passes/some_indices.ts";
import { asMarkup, element } from "../../plots/element.ts";
import { scatter } from "../../plots/scatter.ts";
import { encodeExamples } from "../pictures/encode_examples.ts";
import type { Section } from "./section.ts";

/** Codes on a plane, with what colours them. */
export type CodeMap = CodePlane & {
  /** The class of each. */
  readonly labels?: ArrayLike<number>;
  readonly classes?: readonly string[];
};

/** The largest number of test examples on the map. */
const SHOWN = 5000;

/** The codes of test examples on a plane. */
export const codeMap: Section<CodeMap> = {
  title: "Code map",
  place: 90,
  async gather({ autoencoder, data: { test, classes } }) {
    const rng = createRng(0).fork("code map");
    const indices = someIndices(test.count, { most: SHOWN, rng });
    const { codes, labels } = await encodeExamples(autoencoder, test, { indices });
    return { ...codePlane(codes), ...(labels && { labels }), ...(classes && { classes }) };
  },
  draw({ axes: [xLabel, yLabel], points, labels, classes }) {
    const count = points.shape[0].toLocaleString("en");
    // An axis along which codes do not vary has no name.
    const named = [xLabel, yLabel].filter((label) => label !== "").join(" and ");
    const title = `Codes of ${count} test examples: ${named || "all are alike"}`;
    const caption = `Each dot is the code of one of ${count} test examples` +
      (labels ? ", coloured by its class; a class has its name at the median of its dots." : ".");
    return element(
      "figure",
      {},
      asMarkup(scatter({ title, xLabel, yLabel, points, labels, classes })),
      element("figcaption", {}, caption),
    );
  },
};
