import { type Shape, sizeOf } from "../../core/shape.ts";
import { firstExamples } from "../../data/mod.ts";
import { isContractive } from "../../evaluation/passes/is_contractive.ts";
import { sheetFigure } from "../markup/sheet_figure.ts";
import { tangentImages } from "../pictures/tangent_images.ts";
import type { Section } from "./section.ts";

/** Rows of an example and the tangents beside it. */
export interface Tangents {
  readonly shape: Shape;
  /** [rows · columns, …shape] */
  readonly images: Float32Array;
  readonly columns: number;
}

/** The number of examples that are shown, and of tangents of each. */
const EXAMPLES = 8, DIRECTIONS = 8;

/** Test examples and the directions in which the code of a contractive run answers most. */
export const tangents: Section<Tangents> = {
  title: "Tangents",
  place: 70,
  gather({ run: { model: { plan, params } }, data: { test }, preprocessor: { scaling } }) {
    if (!isContractive(plan) || test.shape.length !== 3) return undefined;
    const directions = Math.min(DIRECTIONS, sizeOf(plan.codeShape), sizeOf(test.shape));
    const images = tangentImages({ plan, params }, firstExamples(test, EXAMPLES), {
      directions,
      scaling,
    });
    return { shape: test.shape, images, columns: 1 + directions };
  },
  draw: (rows) =>
    sheetFigure({
      ...rows,
      title: "What the code answers to",
      caption:
        "Each row a test example and the leading right singular vectors of the Jacobian of its " +
        "code: the directions of small changes that the code follows most, tangents of the manifold of " +
        "examples",
      isSigned: false,
    }),
};
