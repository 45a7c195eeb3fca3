import { type Content, element, type Markup } from "../../plots/element.ts";
import { formatNumber } from "../../plots/format_number.ts";
import type { Report } from "./report.ts";
import { table } from "./table.ts";

/** The errors of the autoencoder and of what it is compared with. */
export function methodsSection({ methods }: Report): Content {
  if (methods.length === 0) return [];
  const most = Math.max(...methods.map(({ squaredError }) => squaredError));
  const hasEntropy = methods.some(({ binaryCrossEntropy }) => binaryCrossEntropy !== undefined);
  const errors = table({
    class: "methods",
    caption: "The squared error is summed over the values of an example; " +
      "all errors are means over the test examples.",
    columns: [
      { name: "Method" },
      { name: "Code size", isNumber: true },
      { name: "Squared error", isNumber: true },
      { name: "" },
      { name: "Mean squared error", isNumber: true },
      ...(hasEntropy ? [{ name: "Binary cross-entropy", isNumber: true }] : []),
    ],
    rows: methods.map((method) => [
      method.name,
      method.codeSize.toLocaleString("en"),
      formatNumber(method.squaredError),
      bar(method.squaredError / most),
      formatNumber(method.meanSquaredError),
      ...(hasEntropy ? [formatOptional(method.binaryCrossEntropy)] : []),
    ]),
  });
  return element("section", {}, element("h2", {}, "Test error"), errors);
}

function bar(share: number): Markup {
  const width = Number.isFinite(share) ? 100 * share : 0;
  return element("div", { class: "bar", style: `width:${width.toFixed(1)}%` });
}

function formatOptional(value: number | undefined): string {
  return value === undefined ? "–" : formatNumber(value);
}
