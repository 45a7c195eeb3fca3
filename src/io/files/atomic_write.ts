import { basename, dirname, join } from "@std/path";
import { open, rename, unlink } from "node:fs/promises";
import { systemReasonOf } from "./system_reason.ts";
import { writeAll } from "./write_all.ts";

/** The name of a temporary file of a write below. */
const TEMPORARY = /^\..+\.[0-9a-f-]{36}\.tmp$/;

/** True for the name of what a write leaves when the process is killed in the middle of it. */
export function isLeftover(name: string): boolean {
  return TEMPORARY.test(name);
}

/**
 * Writes a file so that a reader finds the old content or the new, never a part of it.
 *
 * The bytes go to a temporary file in the same folder, reach the disk, and take the name by a
 * rename. Throws an Error that names the file where that fails, and leaves nothing behind.
 */
export async function atomicWrite(path: string, bytes: Uint8Array): Promise<void> {
  await atomicWritePieces(path, [bytes]);
}

/** Writes bytes that come piece by piece, as `atomicWrite` writes those that are there. */
export async function atomicWritePieces(
  path: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${crypto.randomUUID()}.tmp`);
  try {
    await using file = await open(temporary, "wx");
    for await (const bytes of pieces) await writeAll(file, bytes);
    await file.sync();
  } catch (error) {
    return await giveUp(path, temporary, error);
  }
  try {
    await rename(temporary, path);
  } catch (error) {
    return await giveUp(path, temporary, error);
  }
  await syncFolder(dirname(path));
}

/** Writes text as UTF-8, as `atomicWrite` writes bytes. */
export async function atomicWriteText(path: string, text: string): Promise<void> {
  await atomicWrite(path, new TextEncoder().encode(text));
}

/** Writes a value as indented JSON, as `atomicWrite` writes bytes. */
export async function atomicWriteJson(path: string, value: unknown): Promise<void> {
  await atomicWriteText(path, JSON.stringify(value, null, 2) + "\n");
}

async function giveUp(path: string, temporary: string, error: unknown): Promise<never> {
  await unlink(temporary).catch(() => {});
  throw new Error(`Cannot write ${path}: ${systemReasonOf(error)}`, { cause: error });
}

/** Makes the rename itself last through a power cut, on the systems where folders can be synced. */
async function syncFolder(directory: string): Promise<void> {
  try {
    await using folder = await open(directory);
    await folder.sync();
  } catch {
    // The file is complete either way; Windows does not open folders.
  }
}
