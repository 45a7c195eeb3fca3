import { openFolder } from "../../collections/search_folder.ts";
import type { SearchableCollection } from "../../collections/searchable_collection.ts";
import { readSearchKernels } from "../../io/read_kernels.ts";

/**
 * Opens an index to be asked. Throws as `openFolder` does.
 */
export async function openCollection(
  place: string,
  _how: { readonly isApproximate?: boolean } = {},
): Promise<SearchableCollection> {
  return await openFolder(place, { wasm: await readSearchKernels() });
}
