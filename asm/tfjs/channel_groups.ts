/** out [count, times]: each of `count` values so many times in a row. */
export function repeatChannels(x: usize, count: usize, times: usize, out: usize): void {
  const end = x + count * 4;
  for (; x < end; x += 4) {
    const value = f32.load(x);
    for (let i: usize = 0; i < times; i++) {
      f32.store(out, value);
      out += 4;
    }
  }
}

/** out [count]: the sums of `count` groups of neighbours, x [count, size]. */
export function sumGroups(x: usize, count: usize, size: usize, out: usize): void {
  const end = out + count * 4;
  for (; out < end; out += 4) {
    let sum: f32 = 0;
    for (let i: usize = 0; i < size; i++) {
      sum += f32.load(x);
      x += 4;
    }
    f32.store(out, sum);
  }
}
