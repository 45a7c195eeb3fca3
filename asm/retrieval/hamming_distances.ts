/**
 * The numbers of bits in which `count` codes differ from a query, as float32 to `out` [count]. Codes are
 * `words` words of 64 bits each, one code behind the other; the query is one of them.
 */
export function hammingDistances(
  query: usize,
  codes: usize,
  count: usize,
  words: usize,
  out: usize,
): void {
  if (words == 4) return fourWords(query, codes, count, out);
  if (words == 2) return twoWords(query, codes, count, out);
  const size = words * 8, four = size & ~31;
  for (let code: usize = 0; code < count; code++) {
    let sum: u64 = 0, at: usize = 0;
    for (; at < four; at += 32) {
      const asked = query + at, found = codes + at;
      sum += popcnt(load<u64>(asked) ^ load<u64>(found)) +
        popcnt(load<u64>(asked, 8) ^ load<u64>(found, 8)) +
        popcnt(load<u64>(asked, 16) ^ load<u64>(found, 16)) +
        popcnt(load<u64>(asked, 24) ^ load<u64>(found, 24));
    }
    for (; at < size; at += 8) sum += popcnt(load<u64>(query + at) ^ load<u64>(codes + at));
    f32.store(out, <f32> (<i32> sum));
    codes += size;
    out += 4;
  }
}

/** Codes of 256 bits: the query stays in registers. */
function fourWords(query: usize, codes: usize, count: usize, out: usize): void {
  const first = load<u64>(query), second = load<u64>(query, 8);
  const third = load<u64>(query, 16), fourth = load<u64>(query, 24);
  for (const end = codes + count * 32; codes < end; codes += 32) {
    const sum = popcnt(first ^ load<u64>(codes)) + popcnt(second ^ load<u64>(codes, 8)) +
      popcnt(third ^ load<u64>(codes, 16)) + popcnt(fourth ^ load<u64>(codes, 24));
    f32.store(out, <f32> (<i32> sum));
    out += 4;
  }
}

/** Codes of 128 bits. */
function twoWords(query: usize, codes: usize, count: usize, out: usize): void {
  const first = load<u64>(query), second = load<u64>(query, 8);
  for (const end = codes + count * 16; codes < end; codes += 16) {
    const sum = popcnt(first ^ load<u64>(codes)) + popcnt(second ^ load<u64>(codes, 8));
    f32.store(out, <f32> (<i32> sum));
    out += 4;
  }
}
