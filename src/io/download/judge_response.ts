/** The reason why an attempt to download failed, and whether another one may do better. */
export interface DownloadFailure {
  readonly why: string;
  readonly retry: boolean;
}

/**
 * Says what is wrong with the head of a response to a request for `bytes` bytes from `start` on, or
 * undefined: 206 must continue exactly there, and 200 must not announce more bytes.
 */
export function judgeResponse(
  { status, headers }: Response,
  { start, bytes }: { start: number; bytes: number },
): DownloadFailure | undefined {
  if (status === 416) return { why: "the server refused to go on where it stopped", retry: true };
  if (status === 206) {
    if (headers.get("content-range") === `bytes ${start}-${bytes - 1}/${bytes}`) return undefined;
    return { why: "the server answered with another range", retry: true };
  }
  if (status !== 200) {
    return { why: `the server answered ${status}`, retry: status >= 500 || status === 429 };
  }
  const length = headers.get("content-length");
  if (length !== null && Number(length) > bytes) {
    return { why: `the server offers ${length} bytes, expected ${bytes}`, retry: false };
  }
}
