const LONGEST_REASON = 400;

/**
 * The SyntaxError that refuses a file, in one sentence of bounded length that names it.
 *
 * Names out of the file stand in the reason: they must not break the sentence or drown it.
 */
export function refusal(name: string, why: string): SyntaxError {
  const reason = why.slice(0, 4 * LONGEST_REASON).replace(/[\s\p{Cc}]+/gu, " ");
  return new SyntaxError(
    `Cannot read ${name} as an ONNX model: ${reason.slice(0, LONGEST_REASON).trim()}`,
  );
}
