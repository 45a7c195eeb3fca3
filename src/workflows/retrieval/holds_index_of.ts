import { join } from "@std/path";
import { COLLECTION_FILES } from "../../collections/collection_folder.ts";
import { readManifest } from "../../collections/read_collection.ts";
import { MODEL_FILES } from "../../core/exported_model.ts";
import { sha256 } from "../../core/sha256.ts";
import { readIfThere } from "../../io/files/read_if_there.ts";

/** True for a folder that holds a whole index of codes of a kind by the encoder of a run. */
export async function holdsIndexOf(
  run: string,
  { out, isBits }: { readonly out: string; readonly isBits: boolean },
): Promise<boolean> {
  const encoder = await readIfThere(join(run, MODEL_FILES.encoder));
  if (!encoder || !await readIfThere(join(out, COLLECTION_FILES.manifest))) return false;
  const { files, codes } = await readManifest(out);
  return (codes.type === "bits") === isBits &&
    files[MODEL_FILES.encoder]?.sha256 === await sha256(encoder);
}
