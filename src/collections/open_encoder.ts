import * as ort from "onnxruntime-node";
import { type LoadedEncoder, loadEncoder } from "../inference/mod.ts";
import type { SearchableCollection } from "./searchable_collection.ts";

/** The encoder of an index, on ONNX Runtime's CPU provider. */
export function openCollectionEncoder(
  { file }: Pick<SearchableCollection, "file">,
): Promise<LoadedEncoder> {
  return loadEncoder(ort, (path) => file(path));
}
