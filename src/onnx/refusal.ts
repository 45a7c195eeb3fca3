import { oneLine } from "../core/one_line.ts";

/**
 * The SyntaxError that refuses a file, in one sentence of bounded length that names it.
 *
 * Names out of the file stand in the reason: they must not break the sentence or drown it.
 */
export function refusal(name: string, why: string): SyntaxError {
  return new SyntaxError(`Cannot read ${name} as an ONNX model: ${oneLine(why)}`);
}
