import { join } from "@std/path";
import { stat } from "node:fs/promises";
import { systemFaultOf } from "../../host/system_fault.ts";
import { MODEL_FILES } from "../../core/exported_model.ts";
import { describeJson } from "../../core/one_line.ts";
import { isRecord, parseRecord } from "../../core/parse_record.ts";
import { sha256 } from "../../core/sha256.ts";
import { readIfThere } from "../../io/files/read_if_there.ts";

/** The files of a model's folder, each as its manifest says. */
export interface CheckedFolder {
  /** Reads a file; undefined where there is none. Throws an Error where it is not that of the manifest. */
  read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** The same, which throws an Error where there is none. */
  need(path: string): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Opens the folder of a run: what is read of it has the sizes and the SHA-256 of its manifest, if it has
 * one. Throws an Error, one sentence, for a folder that is not there and for a manifest that is none.
 */
export async function openCheckedFolder(directory: string): Promise<CheckedFolder> {
  const refuse = (why: string): never => {
    throw new Error(`Cannot serve ${directory}: ${why}`);
  };
  await checkIsFolder(directory, refuse);
  const text = await readIfThere(join(directory, MODEL_FILES.manifest));
  const listed = text && parseRecord(new TextDecoder().decode(text))?.files;
  if (text && !isRecord(listed)) refuse(`its ${MODEL_FILES.manifest} does not list its files`);
  const read = async (path: string) => {
    const bytes = await readIfThere(join(directory, path));
    if (!bytes || !isRecord(listed)) return bytes;
    const entry = Object.hasOwn(listed, path) ? listed[path] : undefined;
    if (!isRecord(entry)) {
      return refuse(`${path} is not in its ${MODEL_FILES.manifest}; export it again`);
    }
    if (entry.bytes !== bytes.length || entry.sha256 !== await sha256(bytes)) {
      refuse(
        `${path} is not the file that its ${MODEL_FILES.manifest} tells of (${
          describeJson(entry.bytes)
        } bytes, it has ${bytes.length}); export it again`,
      );
    }
    return bytes;
  };
  return {
    read,
    need: async (path) => await read(path) ?? refuse(`it has no ${path}; "export" would write it`),
  };
}

async function checkIsFolder(directory: string, refuse: (why: string) => never): Promise<void> {
  try {
    if ((await stat(directory)).isDirectory()) return;
  } catch (error) {
    const fault = systemFaultOf(error);
    if (fault === "nothing there") refuse("there is no such folder");
    if (fault === "denied") refuse("it may not be read");
    throw error;
  }
  refuse("it is no folder");
}
