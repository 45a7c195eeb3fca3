import { sizeOf } from "../core/shape.ts";
import { type Examples, firstExamples, gatherBatch } from "../data/mod.ts";
import { signedImages } from "../plots/signed_images.ts";
import type { ReportSheet } from "./sections/mod.ts";
import { exampleTangents } from "../evaluation/passes/example_tangents.ts";
import type { TrainedModel } from "../model/mod.ts";
import type { SplitData } from "../runs/split_data.ts";

/** How many examples a report shows with how many of their tangents. */
const EXAMPLES = 8, DIRECTIONS = 8;

/**
 * Rows [N · (1 + directions), …shape] of an example and its leading tangents, these white to black round a
 * grey zero; needs the backend.
 */
export function tangentImages(
  model: TrainedModel,
  examples: Examples,
  { directions }: { directions: number },
): Float32Array<ArrayBuffer> {
  const { count, shape } = examples, size = sizeOf(shape);
  const images = new Float32Array(count * (1 + directions) * size);
  exampleTangents(model, examples, { directions }).forEach(({ directions: { values } }, row) => {
    const at = row * (1 + directions) * size;
    images.set(gatherBatch(examples, [row]), at);
    images.set(signedImages(values, shape), at + size);
  });
  return images;
}

/** Test examples and the directions in which the code of a contractive run answers most. */
export function reportTangents(
  model: TrainedModel,
  { test }: SplitData,
): ReportSheet[] {
  const isContractive = model.plan.spec.penalties?.some(({ type }) => type === "contractive");
  if (!isContractive || test.shape.length !== 3) return [];
  const directions = Math.min(DIRECTIONS, sizeOf(model.plan.codeShape), sizeOf(test.shape));
  const examples = firstExamples(test, EXAMPLES);
  return [{
    section: "Tangents",
    title: "What the code answers to",
    caption:
      "Each row a test example and the leading right singular vectors of the Jacobian of its " +
      "code: the directions of small changes that the code follows most, tangents of the manifold of " +
      "examples",
    images: tangentImages(model, examples, { directions }),
    shape: test.shape,
    columns: 1 + directions,
    isSigned: false,
  }];
}
