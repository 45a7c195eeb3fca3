import { format } from "@std/fmt/duration";

/** A duration in seconds as people read it: `42s`, `3m 5s`, `2h 10m`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (!Number.isFinite(whole)) return "…";
  return whole === 0 ? "0s" : format(1000 * whole, { ignoreZero: true });
}
