import { transpose } from "../products/pack";

/** Columns of the table that are summed at once, one accumulator for every four. */
const WIDTH: usize = 32;
const BYTES: usize = WIDTH * 4;

/** The bytes of scratch memory that `multiplyStates` takes. */
export function statesScratch(rows: usize, depth: usize): usize {
  return 2 * BYTES + depth * BYTES + rows * 4 + rows * depth * 4;
}

/**
 * C = S T + bias, with binary states S [rows, depth] and a table T [depth, columns], or their transposes
 * where the flags say so, and bias [columns] or a null pointer: each row of C is the sum of those rows of
 * T whose state is not 0, in their order, and so costs what its states count.
 *
 * The columns of T are packed 32 at a time, and all rows are summed from them.
 */
export function multiplyStates(
  states: usize,
  rows: usize,
  depth: usize,
  transposeStates: bool,
  table: usize,
  columns: usize,
  transposeTable: bool,
  bias: usize,
  scratch: usize,
  out: usize,
): void {
  const edge = scratch + BYTES, panel = edge + BYTES;
  const ends = panel + depth * BYTES, lists = ends + rows * 4;
  if (transposeStates) listColumns(states, rows, depth, ends, lists);
  else listRows(states, rows, depth, ends, lists);
  for (let column: usize = 0; column < columns; column += WIDTH) {
    const width = min(WIDTH, columns - column);
    memory.fill(scratch, 0, BYTES);
    if (bias) memory.copy(scratch, bias + column * 4, width * 4);
    if (transposeTable) {
      transpose(table + column * depth * 4, depth * 4, width, depth, panel, BYTES);
    } else packColumns(table + column * 4, columns * 4, width, depth, panel);
    const stride = columns * 4;
    let to = out + column * 4, list = lists;
    for (let row: usize = 0; row < rows; row++) {
      const end = <usize> load<u32>(ends + row * 4);
      sumRows(list, end, panel, scratch, width == WIDTH ? to : edge);
      if (width < WIDTH) memory.copy(to, edge, width * 4);
      to += stride;
      list += depth * 4;
    }
  }
}

/** out = start + the rows of the panel at the places from `list` to `end`. */
function sumRows(list: usize, end: usize, panel: usize, start: usize, out: usize): void {
  let a = v128.load(start), b = v128.load(start, 16), c = v128.load(start, 32);
  let d = v128.load(start, 48), e = v128.load(start, 64), f = v128.load(start, 80);
  let g = v128.load(start, 96), h = v128.load(start, 112);
  for (; list < end; list += 4) {
    const row = panel + load<u32>(list);
    a = f32x4.add(a, v128.load(row));
    b = f32x4.add(b, v128.load(row, 16));
    c = f32x4.add(c, v128.load(row, 32));
    d = f32x4.add(d, v128.load(row, 48));
    e = f32x4.add(e, v128.load(row, 64));
    f = f32x4.add(f, v128.load(row, 80));
    g = f32x4.add(g, v128.load(row, 96));
    h = f32x4.add(h, v128.load(row, 112));
  }
  v128.store(out, a);
  v128.store(out, b, 16);
  v128.store(out, c, 32);
  v128.store(out, d, 48);
  v128.store(out, e, 64);
  v128.store(out, f, 80);
  v128.store(out, g, 96);
  v128.store(out, h, 112);
}

/** Lists for each row the places in the panel of its states that are not 0, without a branch. */
function listRows(states: usize, rows: usize, depth: usize, ends: usize, lists: usize): void {
  for (let row: usize = 0; row < rows; row++) {
    let end = lists + row * depth * 4;
    for (let place: usize = 0; place < depth * BYTES; place += BYTES) {
      store<u32>(end, <u32> place);
      end += <usize> (load<f32>(states) != 0) * 4;
      states += 4;
    }
    store<u32>(ends + row * 4, <u32> end);
  }
}

/** The same for states that lie transposed. */
function listColumns(states: usize, rows: usize, depth: usize, ends: usize, lists: usize): void {
  for (let row: usize = 0; row < rows; row++) {
    store<u32>(ends + row * 4, <u32> (lists + row * depth * 4));
  }
  for (let place: usize = 0; place < depth * BYTES; place += BYTES) {
    for (let row: usize = 0; row < rows; row++) {
      const end = <usize> load<u32>(ends + row * 4);
      store<u32>(end, <u32> place);
      store<u32>(ends + row * 4, <u32> (end + <usize> (load<f32>(states) != 0) * 4));
      states += 4;
    }
  }
}

function packColumns(
  source: usize,
  stride: usize,
  width: usize,
  depth: usize,
  panel: usize,
): void {
  for (const end = panel + depth * BYTES; panel < end; panel += BYTES) {
    if (width == WIDTH) {
      for (let at: usize = 0; at < BYTES; at += 16) {
        v128.store(panel + at, v128.load(source + at));
      }
    } else memory.copy(panel, source, width * 4);
    source += stride;
  }
}
