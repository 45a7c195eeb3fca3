import type { Evaluation } from "./evaluation.ts";

/** Says what is to be said of PCA besides its errors; nothing where it is as large as the code. */
export function pcaSentence(pca: Evaluation["pca"]): string | undefined {
  if (!pca) {
    return "PCA is not measured: with as many components as an input has values it loses nothing.";
  }
  const { components, wanted } = pca;
  if (components === wanted) return undefined;
  return `PCA has ${
    namedComponents(components)
  }, not ${wanted}: the training examples vary in no ` +
    `other directions, rounding aside.`;
}

/** The number of components in words. */
export function namedComponents(count: number): string {
  return `${count} ${count === 1 ? "component" : "components"}`;
}
