/**
 * The reason of an error of the system as the end of a sentence: "no such file or directory (ENOENT)". The
 * paths that stand behind it, often of temporary files, are left out.
 */
export function systemReasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [, code, reason] = error.message.match(/^(E[A-Z0-9]+): ([^,]+), /) ?? [];
  return code === undefined ? error.message : `${reason} (${code})`;
}
