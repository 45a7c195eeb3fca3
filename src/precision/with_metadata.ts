import type { Model } from "../onnx/mod.ts";

/** The model with further entries of metadata, in the order of their keys. */
export function withMetadata(model: Model, entries: Readonly<Record<string, string>>): Model {
  const all = Object.fromEntries(model.metadataProps.map(({ key, value }) => [key, value]));
  Object.assign(all, entries);
  const metadataProps = Object.keys(all).sort().map((key) => ({ key, value: all[key] }));
  return { ...model, metadataProps };
}
