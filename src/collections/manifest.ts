import { z } from "zod";
import type { CollectionManifest } from "../retrieval/mod.ts";
import { METRICS } from "../retrieval/mod.ts";

const count = z.int().min(1);

const kind = z.enum(["images", "table", "texts", "vectors"]);

const codes = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("values"), size: count, metric: z.enum(METRICS) }),
  z.strictObject({ type: z.literal("bits"), size: count, threshold: z.number() }),
]);

/** The format of index folders that this version writes and reads. */
export const FORMAT = 1;

/** The schema of index.json. */
export const manifestSchema = z.strictObject({
  format: z.literal(FORMAT, `expected ${FORMAT}, index the data again with this version`),
  /** The name of the data that the items are of. */
  data: z.string(),
  kind,
  /** The number of items. */
  count,
  codes,
  /** The names of the classes of the items, where they have some. */
  classes: z.array(z.string()).readonly().exactOptional(),
  /** The language whose function words the encoder of texts leaves out, by its code, or "none". */
  functionWords: z.string().exactOptional(),
  /** The values that are black and white in thumbnails. */
  range: z.tuple([z.number(), z.number()]).exactOptional(),
  /** The SHA-256 and the size of every other file, by its path. */
  files: z.record(z.string(), z.strictObject({ sha256: z.string(), bytes: z.int().min(0) })),
});

/** All that index.json says: the facts of the collection, and those of its files. */
export type FolderManifest = CollectionManifest & z.infer<typeof manifestSchema>;

/** The schema of a line of items.jsonl. */
export const itemSchema = z.strictObject({
  id: z.string(),
  label: z.string().exactOptional(),
  text: z.string().exactOptional(),
});
