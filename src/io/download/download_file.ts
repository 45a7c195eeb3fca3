import { open, rename, unlink } from "node:fs/promises";
import { systemFaultOf } from "../../host/system_fault.ts";
import { sha256 } from "../../core/sha256.ts";
import { readBytes } from "../files/read_bytes.ts";
import { removeIfThere } from "../files/remove_if_there.ts";
import { statIfThere } from "../files/stat_if_there.ts";
import { writeAll } from "../files/write_all.ts";
import { type DownloadFailure, judgeResponse } from "./judge_response.ts";
import type { KnownFile } from "../find/known_data.ts";

/** The choices of fetching a file. */
export interface DownloadFileOptions {
  /** The path of the file; until it is complete and verified it is called `<path>.part`. */
  readonly path: string;
  /** Its length and digest. */
  readonly file: KnownFile;
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Without a byte for so long, an attempt is given up: 30 seconds unless given. */
  readonly stallTimeoutMs?: number;
  /** Attempts in all, each going on where the last one stopped: 3 unless given. */
  readonly attempts?: number;
  /** The wait between attempts: 1 second unless given. */
  readonly retryDelayMs?: number;
  /** Stops the download; what has arrived is kept for the next one. */
  readonly signal?: AbortSignal;
}

/** The progress of a download. */
export interface DownloadProgress {
  readonly file: string;
  /** Bytes present, with those of an earlier attempt. */
  readonly received: number;
  readonly bytes: number;
}

/**
 * Fetches one file of known length and digest, going on from what an earlier attempt left.
 *
 * A server that ignores the Range header, or answers with another one, is read from the start.
 * Nothing takes the file's name before its SHA-256 is right, and no more bytes are accepted than
 * it has. Throws an Error whose message is one sentence with the address and the reason.
 */
export async function downloadFile(url: string, options: DownloadFileOptions): Promise<void> {
  const { path, file, attempts = 3, retryDelayMs = 1000, signal } = options;
  const part = `${path}.part`;
  let failure: DownloadFailure = { why: "no attempt was allowed", retry: false };
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (attempt > 1 && retryDelayMs > 0) {
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
    }
    signal?.throwIfAborted();
    const start = await resumePoint(part, file.bytes);
    const failed = start === file.bytes
      ? undefined
      : await fetchRest(url, { ...options, part, start });
    signal?.throwIfAborted();
    if (failed === undefined) {
      if (await sha256(await readBytes(part)) === file.sha256) {
        await rename(part, path);
        return;
      }
      await unlink(part);
      // The fault may lie in what an earlier download left, which is gone now.
      failure = { why: "its SHA-256 is wrong, so it was removed", retry: start > 0 };
    } else {
      failure = failed;
    }
    if (!failure.retry) break;
  }
  throw new Error(`Cannot download ${url}: ${failure.why}`);
}

/** Fetches the bytes from `start` on into the part file; undefined once it has them all. */
async function fetchRest(
  url: string,
  { part, start, file, onProgress, stallTimeoutMs = 30_000, signal }: DownloadFileOptions & {
    part: string;
    start: number;
  },
): Promise<DownloadFailure | undefined> {
  const stalled = new AbortController();
  let timer = setTimeout(() => stalled.abort(), stallTimeoutMs);
  let received = start;
  try {
    const response = await fetch(url, {
      // Compression on the way would hide the length and shift the ranges.
      headers: { "accept-encoding": "identity", ...(start > 0 && { range: `bytes=${start}-` }) },
      signal: signal ? AbortSignal.any([signal, stalled.signal]) : stalled.signal,
    });
    const refusal = judgeResponse(response, { start, bytes: file.bytes });
    if (refusal !== undefined) {
      await response.body?.cancel();
      // What the server cannot continue is of no use.
      if (response.status === 416 || response.status === 206) await removeIfThere(part);
      return refusal;
    }
    received = response.status === 206 ? start : 0;
    await using out = await open(part, received > 0 ? "a" : "w");
    for await (const chunk of response.body ?? []) {
      clearTimeout(timer);
      received += chunk.length;
      if (received > file.bytes) break;
      await writeAll(out, chunk);
      onProgress?.({ file: file.name, received, bytes: file.bytes });
      timer = setTimeout(() => stalled.abort(), stallTimeoutMs);
    }
    await out.sync();
  } catch (error) {
    if (stalled.signal.aborted) {
      return { why: `the server sent nothing for ${stallTimeoutMs / 1000} seconds`, retry: true };
    }
    if (systemFaultOf(error) === "not granted") throw error;
    return { why: error instanceof Error ? error.message : String(error), retry: true };
  } finally {
    clearTimeout(timer);
  }
  if (received > file.bytes) {
    await removeIfThere(part);
    return { why: `the server sends more than its ${file.bytes} bytes`, retry: false };
  }
  if (received < file.bytes) {
    return { why: `it ended after ${received} of ${file.bytes} bytes`, retry: true };
  }
}

/** The length of what an earlier attempt left, after removing what cannot be gone on with. */
async function resumePoint(part: string, bytes: number): Promise<number> {
  const { size = 0 } = await statIfThere(part) ?? {};
  if (size <= bytes) return size;
  await removeIfThere(part);
  return 0;
}
