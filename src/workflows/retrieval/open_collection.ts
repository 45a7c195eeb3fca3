import { openFolder } from "../../collections/search_folder.ts";
import type { SearchableCollection } from "../../collections/searchable_collection.ts";
import {
  isDatabaseAddress,
  openDatabase,
  parseDatabaseAddress,
  searchDatabase,
} from "../../databases/mod.ts";
import { readSearchKernels } from "../../io/read_kernels.ts";

/**
 * Opens an index to be asked: that of a folder, or the one of a database by its address. Throws as
 * `openFolder`, `parseDatabaseAddress`, `openDatabase` and `searchDatabase` do, and a TypeError, one
 * sentence, where a folder is to be asked approximately.
 */
export async function openCollection(
  place: string,
  { isApproximate = false }: { readonly isApproximate?: boolean } = {},
): Promise<SearchableCollection> {
  if (isDatabaseAddress(place)) {
    const database = await openDatabase(parseDatabaseAddress(place), { isNew: false });
    try {
      return await searchDatabase(database, { isApproximate });
    } catch (error) {
      await database[Symbol.asyncDispose]();
      throw error;
    }
  }
  if (isApproximate) {
    throw new TypeError(`Cannot search ${place} approximately: the index of a folder is exact`);
  }
  return await openFolder(place, { wasm: await readSearchKernels() });
}
