import { join } from "@std/path";
import { type FileHandle, open } from "node:fs/promises";
import { isRecord, parseRecord } from "../core/parse_record.ts";
import { RUN_FILES } from "./run_folder.ts";

/**
 * Seconds of training by the head of a run's checkpoint, over all the processes that had a part in it;
 * undefined where there is no checkpoint, or none to make sense of.
 */
export async function readTrainingSeconds(directory: string): Promise<number | undefined> {
  const { __metadata__: metadata } = await readHead(join(directory, RUN_FILES.checkpoint));
  const seconds = isRecord(metadata) ? Number(metadata.seconds) : NaN;
  return seconds >= 0 && seconds < Infinity ? seconds : undefined;
}

/** The JSON object at the head of a file of tensors; empty where it cannot be read. */
async function readHead(path: string): Promise<Record<string, unknown>> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    const length = new DataView((await readBytes(file, 8)).buffer).getBigUint64(0, true);
    const text = new TextDecoder().decode(await readBytes(file, Math.min(size, Number(length))));
    return parseRecord(text) ?? {};
  } catch {
    // What a report says of it can be left out.
    return {};
  }
}

async function readBytes(file: FileHandle, count: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(count);
  for (let from = 0; from < count;) {
    const { bytesRead } = await file.read(bytes, from, count - from);
    if (bytesRead === 0) throw new SyntaxError("Cannot read a head: the file ends before it does");
    from += bytesRead;
  }
  return bytes;
}
