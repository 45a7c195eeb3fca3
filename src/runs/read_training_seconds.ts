import { join } from "@std/path";
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
    using file = await Deno.open(path);
    const { size } = await file.stat();
    const length = new DataView((await readBytes(file, 8)).buffer).getBigUint64(0, true);
    const text = new TextDecoder().decode(await readBytes(file, Math.min(size, Number(length))));
    return parseRecord(text) ?? {};
  } catch {
    // What a report says of it can be left out.
    return {};
  }
}

async function readBytes(file: Deno.FsFile, count: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(count);
  for (let from = 0; from < count;) {
    const read = await file.read(bytes.subarray(from));
    if (read === null) throw new SyntaxError("Cannot read a head: the file ends before it does");
    from += read;
  }
  return bytes;
}
