/** dx = dy s (1 + x (1 − s)) over `count` values, with s = sigmoid(x): the gradient of x sigmoid(x). */
export function siluGradient(dy: usize, x: usize, sigmoid: usize, count: usize, dx: usize): void {
  const end = count * 4, whole = end & ~15;
  const one = f32x4.splat(1);
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const s = v128.load(sigmoid + at);
    const slope = f32x4.add(one, f32x4.mul(v128.load(x + at), f32x4.sub(one, s)));
    v128.store(dx + at, f32x4.mul(f32x4.mul(v128.load(dy + at), s), slope));
  }
  for (; at < end; at += 4) {
    const s = f32.load(sigmoid + at), rest: f32 = 1 - s;
    const slope: f32 = f32.load(x + at) * rest + 1;
    f32.store(dx + at, f32.load(dy + at) * s * slope);
  }
}
