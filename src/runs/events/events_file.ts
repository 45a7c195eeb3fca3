import { mkdir, open, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  encodeFileVersion,
  encodeRecord,
  encodeScalars,
  metricsEvent,
  wallTimeOf,
  wholeRecords,
} from "../../tensorboard/mod.ts";
import type { EpochMetrics } from "../../training/mod.ts";

/** The folder of the TensorBoard event file within that of a run. */
export const EVENTS_FOLDER = "tensorboard";

/** The names of event files that are written here: TensorBoard wants the words before the time. */
const NAME = /^events\.out\.tfevents\.\d+\.isthmus$/;

/** True where the epochs of a run are also written for TensorBoard. */
export async function hasEvents(directory: string): Promise<boolean> {
  return await findEvents(directory) !== undefined;
}

/** The choices of writing the event file of a run. */
export interface EventOptions {
  /** The time of what is added, in seconds since 1970. */
  readonly now: number;
  /** The epochs of its classifier, which come behind; none unless given. */
  readonly classifier?: readonly EpochMetrics[];
}

/**
 * Brings the TensorBoard event file of a run to the epochs of its training, and of that of its classifier:
 * those that it lacks are added behind the others, each once. What does not belong to these epochs is cut off
 * before: a record that a killed process left half written, epochs that a training went back behind, and
 * those of an earlier classifier. Gives the path of the file.
 *
 * A reader that follows the file sees it grow, as it is never replaced.
 */
export async function writeEvents(
  directory: string,
  epochs: readonly EpochMetrics[],
  { now, classifier = [] }: EventOptions,
): Promise<string> {
  const folder = join(directory, EVENTS_FOLDER);
  await mkdir(folder, { recursive: true });
  const name = await findEvents(directory) ?? `events.out.tfevents.${Math.floor(now)}.isthmus`;
  const path = join(folder, name);
  const file = await open(path, "a+");
  try {
    const bytes = await readFile(path);
    const records = wholeRecords(bytes);
    const events = [
      ...epochs.map((epoch) => metricsEvent(epoch)),
      ...classifier.map((epoch) => metricsEvent(epoch, "classifier")),
    ];
    const wanted = [
      encodeFileVersion,
      ...events.map((event) => (time: number) => encodeScalars(event, time)),
    ];
    let kept = 0;
    while (kept < records.length && kept < wanted.length) {
      const { content } = records[kept], time = wallTimeOf(content);
      if (time === undefined || !isSame(content, wanted[kept](time))) break;
      kept++;
    }
    const end = kept === 0 ? 0 : records[kept - 1].end;
    if (end < bytes.length) await file.truncate(end);
    for (const encode of wanted.slice(kept)) await file.appendFile(encodeRecord(encode(now)));
    await file.sync();
  } finally {
    await file.close();
  }
  return path;
}

/** The time of the last change of a file, in seconds since 1970. */
export async function timeOf(path: string): Promise<number> {
  return (await stat(path)).mtimeMs / 1000;
}

/** The name of the event file of a run; undefined where there is none. */
async function findEvents(directory: string): Promise<string | undefined> {
  try {
    const names = await readdir(join(directory, EVENTS_FOLDER));
    return names.sort().find((name) => NAME.test(name));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
