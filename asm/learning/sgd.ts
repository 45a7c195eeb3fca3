/**
 * One step of stochastic gradient descent with momentum, in place over `count` values:
 * g ← scale · gradient, v ← momentum · v + g,
 * param ← decay · param − rate · (v, or g + momentum · v when `nesterov` is set).
 */
export function sgd(
  param: usize,
  gradient: usize,
  velocity: usize,
  count: usize,
  scale: f32,
  momentum: f32,
  nesterov: bool,
  rate: f32,
  decay: f32,
): void {
  const end = count * 4, whole = end & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const g = f32x4.mul(v128.load(gradient + at), f32x4.splat(scale));
    const v = f32x4.add(f32x4.mul(v128.load(velocity + at), f32x4.splat(momentum)), g);
    let step = v;
    if (nesterov) step = f32x4.add(f32x4.mul(v, f32x4.splat(momentum)), g);
    const decayed = f32x4.mul(v128.load(param + at), f32x4.splat(decay));
    v128.store(velocity + at, v);
    v128.store(param + at, f32x4.sub(decayed, f32x4.mul(step, f32x4.splat(rate))));
  }
  for (; at < end; at += 4) {
    const g = f32.load(gradient + at) * scale;
    const v = f32.load(velocity + at) * momentum + g;
    const step = nesterov ? v * momentum + g : v;
    f32.store(velocity + at, v);
    f32.store(param + at, f32.load(param + at) * decay - step * rate);
  }
}
