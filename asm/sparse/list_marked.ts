/**
 * Writes to list [count] the positions of those of `count` marks that are not 0, and returns how
 * many they are. The marks are floats, or integers where `integers` is set.
 */
export function listMarked(marks: usize, count: usize, integers: bool, list: usize): usize {
  // All bits of an integer count; of a float all but the sign, for −0 is 0.
  const bits: u32 = integers ? 0xffffffff : 0x7fffffff;
  const start = list;
  for (let i: usize = 0; i < count; i++) {
    if (load<u32>(marks + i * 4) & bits) {
      store<u32>(list, <u32> i);
      list += 4;
    }
  }
  return (list - start) / 4;
}
