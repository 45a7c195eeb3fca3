import type { Environment } from "../../host/environment.ts";
import { findKnownFolder } from "./find_data.ts";
import { isKnownName, knownData, type KnownName } from "./known_data.ts";

/** A data set that there is to train on, for `isthmus data`. */
export interface KnownDataDescription {
  readonly name: KnownName;
  readonly title: string;
  readonly source: string;
  /** `drawn` needs no files; `damaged` means a file of the wrong length. */
  readonly place: "drawn" | "ISTHMUS_DATA" | "cache" | "absent" | "damaged";
  /** The folder of its files, where it is present. */
  readonly directory?: string;
  /** The length of its files together. */
  readonly bytes: number;
  readonly trainCount: number;
  readonly testCount: number;
}

/** Every named data set, with where it is present. */
export async function describeKnownData(
  options: { environment?: Environment } = {},
): Promise<KnownDataDescription[]> {
  return await Promise.all(
    Object.keys(knownData).filter(isKnownName).map(async (name) => {
      const { title, source, files, trainCount, testCount } = knownData[name];
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      const base = { name, title, source, bytes, trainCount, testCount };
      if (files.length === 0) return { ...base, place: "drawn" as const };
      try {
        const found = await findKnownFolder(name, options);
        return found === undefined
          ? { ...base, place: "absent" as const }
          : { ...base, place: found.kind, directory: found.directory };
      } catch (error) {
        if (error instanceof RangeError) return { ...base, place: "damaged" as const };
        throw error;
      }
    }),
  );
}
