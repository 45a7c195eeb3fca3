import { formatNumber } from "./format_number.ts";

/**
 * A value of the data as a table shows it: four significant digits, without the zeros behind them that
 * nobody wrote, and a year without a comma.
 */
export function formatValue(value: number): string {
  const text = formatNumber(value, { digits: 4 });
  if (text.includes("×")) return text.replace(/\.?0+ ×/, " ×");
  const short = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return short.replace(/^(−?\d),(\d{3})$/, "$1$2");
}
