/** The time in milliseconds since some moment before: differences of it mean something. */
export function now(): number {
  return performance.now();
}
