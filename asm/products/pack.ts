/**
 * Packs a block of `lines` rows [lines, depth], or columns [depth, lines], into panels of `width`
 * lines; the rows of the source are `stride` bytes apart.
 */
export function packBlock(
  source: usize,
  stride: usize,
  lines: usize,
  depth: usize,
  alongRows: bool,
  width: usize,
  packed: usize,
): void {
  for (let line: usize = 0; line < lines; line += width) {
    const there = min(width, lines - line);
    if (alongRows) packRows(source + line * stride, stride, there, depth, packed, width);
    else packColumns(source + line * 4, stride, there, depth, packed, width);
    packed += width * depth * 4;
  }
}

/**
 * Packs `lines` rows of `source` [lines, depth] side by side: panel [depth, width], zeros past the
 * last line. Rows of the source are `stride` bytes apart.
 */
function packRows(
  source: usize,
  stride: usize,
  lines: usize,
  depth: usize,
  panel: usize,
  width: usize,
): void {
  const step = width * 4;
  let line: usize = 0;
  for (; line + 4 <= min(lines, width); line += 4) {
    packFourRows(source + line * stride, stride, depth, panel + line * 4, step);
  }
  for (; line < width; line++) {
    packOneRow(source + line * stride, line < lines, depth, panel + line * 4, step);
  }
}

/** out [depth, lines]: the transpose of rows [lines, depth]; rows of either are so many bytes apart. */
export function transpose(
  rows: usize,
  stride: usize,
  lines: usize,
  depth: usize,
  out: usize,
  step: usize,
): void {
  if (lines < 4) {
    for (let line: usize = 0; line < lines; line++) {
      packOneRow(rows + line * stride, true, depth, out + line * 4, step);
    }
    return;
  }
  const last = lines - 4;
  for (let line: usize = 0; line < last; line += 4) {
    packFourRows(rows + line * stride, stride, depth, out + line * 4, step);
  }
  // Some of the last four may have been there before.
  packFourRows(rows + last * stride, stride, depth, out + last * 4, step);
}

function packFourRows(row: usize, stride: usize, depth: usize, out: usize, step: usize): void {
  const end = row + (depth & ~3) * 4;
  const row1 = stride, row2 = row1 + stride, row3 = row2 + stride;
  while (row < end) {
    const r0 = v128.load(row), r1 = v128.load(row + row1);
    const r2 = v128.load(row + row2), r3 = v128.load(row + row3);
    const low01 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
    const high01 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
    const low23 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
    const high23 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
    v128.store(out, v128.shuffle<i64>(low01, low23, 0, 2));
    v128.store(out += step, v128.shuffle<i64>(low01, low23, 1, 3));
    v128.store(out += step, v128.shuffle<i64>(high01, high23, 0, 2));
    v128.store(out += step, v128.shuffle<i64>(high01, high23, 1, 3));
    out += step;
    row += 16;
  }
  for (let i: usize = 0; i < (depth & 3); i++) {
    f32.store(out, f32.load(row));
    f32.store(out, f32.load(row + row1), 4);
    f32.store(out, f32.load(row + row2), 8);
    f32.store(out, f32.load(row + row3), 12);
    out += step;
    row += 4;
  }
}

function packOneRow(row: usize, there: bool, depth: usize, out: usize, step: usize): void {
  for (let p: usize = 0; p < depth; p++) {
    f32.store(out, there ? f32.load(row) : 0);
    out += step;
    row += 4;
  }
}

/**
 * Packs `lines` columns of `source` [depth, lines]: panel [depth, width], zeros past the last line.
 * Rows of the source are `stride` bytes apart.
 */
function packColumns(
  source: usize,
  stride: usize,
  lines: usize,
  depth: usize,
  panel: usize,
  width: usize,
): void {
  const end = panel + depth * width * 4;
  if (lines >= width && width == 8) {
    while (panel < end) {
      v128.store(panel, v128.load(source));
      v128.store(panel, v128.load(source, 16), 16);
      panel += 32;
      source += stride;
    }
  } else if (lines >= width && width == 5) {
    while (panel < end) {
      v128.store(panel, v128.load(source));
      f32.store(panel, f32.load(source, 16), 16);
      panel += 20;
      source += stride;
    }
  } else {
    while (panel < end) {
      for (let i: usize = 0; i < width; i++) {
        f32.store(panel + i * 4, i < lines ? f32.load(source + i * 4) : 0);
      }
      panel += width * 4;
      source += stride;
    }
  }
}
