import { sizeOf } from "../core/shape.ts";
import { searchCollection, takeWordRows } from "../retrieval/mod.ts";
import { readCollection } from "./read_collection.ts";
import type { SearchableCollection } from "./searchable_collection.ts";

/**
 * Reads an index into memory and takes its codes into the search, whose compiled kernels are `wasm`. Throws
 * as `readCollection` and `searchCollection` do.
 */
export async function openFolder(
  directory: string,
  { wasm }: { readonly wasm: WebAssembly.Module | BufferSource },
): Promise<SearchableCollection> {
  const collection = await readCollection(directory);
  const { manifest, items, thumbnails, words, files } = collection;
  const search = await searchCollection(collection, { wasm });
  return {
    ...{ name: directory, manifest },
    byCode: (code, options) => Promise.resolve(search.byCode(code, options)),
    byItem: (item, options) => Promise.resolve(search.byItem(item, options)),
    items: (places) => Promise.resolve(places.map((place) => items[place])),
    pictures(places) {
      if (!thumbnails) return Promise.resolve(undefined);
      const shape = thumbnails.shape.slice(1), size = sizeOf(shape);
      const values = new Uint8Array(places.length * size);
      places.forEach((place, i) =>
        values.set(thumbnails.values.subarray(place * size, (place + 1) * size), i * size)
      );
      return Promise.resolve({ shape: [places.length, ...shape], values });
    },
    words(places) {
      if (words) return Promise.resolve(takeWordRows(words, places));
      return Promise.reject(new Error(`Cannot search ${directory}: its items have no words`));
    },
    file(path) {
      const bytes = files.get(path);
      if (bytes) return Promise.resolve(bytes);
      throw new Error(`Cannot search ${directory}: it has no ${path}; index the data again`);
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
