import { loadRuntime } from "../io/load_runtime.ts";
import { type LoadedEncoder, loadEncoder } from "../inference/mod.ts";
import type { SearchableCollection } from "./searchable_collection.ts";

/** The encoder of an index, on ONNX Runtime's CPU provider. */
export async function openCollectionEncoder(
  { file }: Pick<SearchableCollection, "file">,
): Promise<LoadedEncoder> {
  return await loadEncoder(await loadRuntime(), (path) => file(path));
}
