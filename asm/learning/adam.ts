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
  // V8 does not take constant vectors out of a loop itself.
  const scales = f32x4.splat(scale), epsilons = f32x4.splat(epsilon);
  const betas1 = f32x4.splat(beta1), rests1 = f32x4.splat(rest1);
  const betas2 = f32x4.splat(beta2), rests2 = f32x4.splat(rest2);
  const rates = f32x4.splat(rate), corrections = f32x4.splat(correction);
  const decays = f32x4.splat(decay);
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const g = f32x4.mul(v128.load(gradient + at), scales);
    const faded = f32x4.mul(v128.load(firstMoment + at), betas1);
    const m = f32x4.add(faded, f32x4.mul(g, rests1));
    const fadedSquare = f32x4.mul(v128.load(secondMoment + at), betas2);
    const v = f32x4.add(fadedSquare, f32x4.mul(f32x4.mul(g, rests2), g));
    const root = f32x4.add(f32x4.mul(f32x4.sqrt(v), corrections), epsilons);
    const step = f32x4.div(f32x4.mul(m, rates), root);
    const decayed = f32x4.mul(v128.load(param + at), decays);
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
