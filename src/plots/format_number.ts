/**
 * A number as a table shows it: `digits` significant ones (3 unless given), thousands apart, powers of
 * ten only where zeros would fill the cell.
 */
export function formatNumber(value: number, { digits = 3 }: { digits?: number } = {}): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e12)) {
    const [factor, power] = value.toExponential(digits - 1).split("e");
    return `${sign(factor)} × 10${[...String(Number(power))].map(superscript).join("")}`;
  }
  // Rounding may make a power of ten: 0.9999 is 1.00.
  const power = size === 0 ? digits : Math.floor(Math.log10(Number(size.toPrecision(digits))));
  const decimals = Math.min(20, Math.max(0, digits - 1 - power));
  return sign(value.toLocaleString("en", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }));
}

function sign(text: string): string {
  return text.replace(/^-/, "−");
}

function superscript(character: string): string {
  return character === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(character)];
}
