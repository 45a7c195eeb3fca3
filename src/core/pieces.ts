/** The result of work in pieces, all of them at once. */
export function atOnce<Result>(pieces: Generator<void, Result>): Result {
  let piece = pieces.next();
  while (!piece.done) piece = pieces.next();
  return piece.value;
}

/** The result of work in pieces, with a pause between two of them; what the pause throws ends the work. */
export async function withPauses<Result>(
  pieces: Generator<void, Result>,
  pause: () => Promise<void>,
): Promise<Result> {
  let piece = pieces.next();
  for (; !piece.done; piece = pieces.next()) await pause();
  return piece.value;
}
