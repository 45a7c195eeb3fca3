/**
 * One step down the gradient of a map, 4 (`pull` · attraction − `push` · repulsion): of `count` values, a
 * multiple of four, of `points`, `attraction`, `repulsion`, `velocities` and `gains`.
 *
 * A value whose velocity and gradient point the same way has gone too far and loses a fifth of its gain, others
 * gain 0.2 (Jacobs, "Increased rates of convergence through learning rate adaptation", 1988).
 */
export function descend(
  points: usize,
  attraction: usize,
  repulsion: usize,
  velocities: usize,
  gains: usize,
  count: usize,
  pull: f32,
  push: f32,
  rate: f32,
  momentum: f32,
): void {
  const pulls = f32x4.splat(4 * pull), pushes = f32x4.splat(4 * push);
  const rates = f32x4.splat(rate), momenta = f32x4.splat(momentum), none = f32x4.splat(0);
  const more = f32x4.splat(0.2), less = f32x4.splat(0.8), least = f32x4.splat(0.01);
  for (let at: usize = 0; at < 4 * count; at += 16) {
    const gradient = f32x4.sub(
      f32x4.mul(pulls, v128.load(attraction + at)),
      f32x4.mul(pushes, v128.load(repulsion + at)),
    );
    const velocity = v128.load(velocities + at), gain = v128.load(gains + at);
    // A step goes against its gradient: the two agree where their signs differ.
    const agree = f32x4.lt(f32x4.mul(velocity, gradient), none);
    const changed = v128.bitselect(f32x4.add(gain, more), f32x4.mul(gain, less), agree);
    const kept = f32x4.pmax(changed, least);
    const step = f32x4.sub(
      f32x4.mul(momenta, velocity),
      f32x4.mul(rates, f32x4.mul(kept, gradient)),
    );
    v128.store(gains + at, kept);
    v128.store(velocities + at, step);
    v128.store(points + at, f32x4.add(v128.load(points + at), step));
  }
}
