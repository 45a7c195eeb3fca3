/**
 * A line about a code: its number of values, in which range, and how many are not 0 where most are.
 */
export function codeWords(code: ArrayLike<number>): string {
  let least = Infinity, most = -Infinity, active = 0;
  for (let i = 0; i < code.length; i++) {
    least = Math.min(least, code[i]);
    most = Math.max(most, code[i]);
    if (code[i] !== 0) active++;
  }
  // Beside the largest values what is a thousandth of them is nothing.
  const nothing = Math.max(Math.abs(least), Math.abs(most)) / 1000;
  const [low, high] = [least, most].map((end) => Math.abs(end) < nothing ? 0 : end);
  const range = `from ${short(low)} to ${short(high)}`;
  if (active <= code.length / 2) {
    return `${active} of ${code.length} ${active === 1 ? "is" : "are"} active${
      active > 0 ? `, ${range}` : ""
    }`;
  }
  return code.length === 1 ? `1 value, ${short(code[0])}` : `${code.length} values, ${range}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(2))).replace("-", "−");
}
