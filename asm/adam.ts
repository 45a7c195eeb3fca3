/**
 * One step of Adam with decoupled weight decay, in place over `count` values:
 * g ← scale · gradient, m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²,
 * param ← decay · param − rate · m / (√v · correction + ε).
 *
 * The caller computes `rate` = η / (1 − β₁ᵗ), `correction` = 1 / √(1 − β₂ᵗ) and `decay` = 1 − η λ.
 */
export function adam(
  param: usize,
  gradient: usize,
  firstMoment: usize,
  secondMoment: usize,
  count: usize,
  scale: f32,
  beta1: f32,
  rest1: f32,
  beta2: f32,
  rest2: f32,
  rate: f32,
  correction: f32,
  epsilon: f32,
  decay: f32,
): void {
  const end = count * 4, whole = end & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const g = f32x4.mul(v128.load(gradient + at), f32x4.splat(scale));
    const m = f32x4.add(
      f32x4.mul(v128.load(firstMoment + at), f32x4.splat(beta1)),
      f32x4.mul(g, f32x4.splat(rest1)),
    );
    const v = f32x4.add(
      f32x4.mul(v128.load(secondMoment + at), f32x4.splat(beta2)),
      f32x4.mul(f32x4.mul(g, f32x4.splat(rest2)), g),
    );
    const root = f32x4.add(
      f32x4.mul(f32x4.sqrt(v), f32x4.splat(correction)),
      f32x4.splat(epsilon),
    );
    const step = f32x4.div(f32x4.mul(m, f32x4.splat(rate)), root);
    const decayed = f32x4.mul(v128.load(param + at), f32x4.splat(decay));
    v128.store(firstMoment + at, m);
    v128.store(secondMoment + at, v);
    v128.store(param + at, f32x4.sub(decayed, step));
  }
  for (; at < end; at += 4) {
    const g = f32.load(gradient + at) * scale;
    const m = f32.load(firstMoment + at) * beta1 + g * rest1;
    const v = f32.load(secondMoment + at) * beta2 + g * rest2 * g;
    const step = m * rate / (sqrt<f32>(v) * correction + epsilon);
    f32.store(firstMoment + at, m);
    f32.store(secondMoment + at, v);
    f32.store(param + at, f32.load(param + at) * decay - step);
  }
}
