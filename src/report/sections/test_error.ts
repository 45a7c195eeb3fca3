import { sizeOf } from "../../core/shape.ts";
import type { ReconstructionError } from "../../evaluation/record/evaluation.ts";
import { errorColumns } from "../../evaluation/record/evaluation_table.ts";
import { element, type Markup } from "../../plots/element.ts";
import { formatNumber } from "../../plots/format_number.ts";
import { table } from "../markup/table.ts";
import type { ReportContext } from "./report_context.ts";
import type { Section } from "./section.ts";

/** The errors of one method on the test examples. */
export type MethodError = ReconstructionError & {
  readonly name: string;
  readonly codeSize: number;
};

/** The errors of the autoencoder, which comes first, and of what it is compared with. */
export const testError: Section<readonly MethodError[]> = {
  title: "Test error",
  place: 10,
  gather: methodErrors,
  draw(methods) {
    const most = Math.max(...methods.map(({ squaredError }) => squaredError));
    const [squared, ...others] = errorColumns(methods);
    return table({
      class: "methods",
      caption: "The squared error is summed over the values of an example; " +
        "all errors are means over the test examples.",
      columns: [
        { name: "Method" },
        { name: "Code size", isNumber: true },
        { name: capitalised(squared.name), isNumber: true },
        { name: "" },
        ...others.map(({ name }) => ({ name: capitalised(name), isNumber: true })),
      ],
      rows: methods.map((method) => [
        method.name,
        method.codeSize.toLocaleString("en"),
        formatOptional(method[squared.error]),
        bar(method.squaredError / most),
        ...others.map(({ error }) => formatOptional(method[error])),
      ]),
    });
  },
};

/** Lists the errors of all methods of an evaluation, the autoencoder's first. */
export function methodErrors(
  { run: { model: { plan } }, evaluation: { autoencoder, beside = [], pca } }: Pick<
    ReportContext,
    "run" | "evaluation"
  >,
): MethodError[] {
  return [
    { name: "autoencoder", codeSize: sizeOf(plan.codeShape), ...autoencoder },
    ...beside,
    ...(pca ? [{ name: "PCA", codeSize: pca.components, ...pca }] : []),
  ];
}

function bar(share: number): Markup {
  const width = Number.isFinite(share) ? 100 * share : 0;
  return element("div", { class: "bar", style: `width:${width.toFixed(1)}%` });
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function formatOptional(value: number | undefined): string {
  return value === undefined ? "–" : formatNumber(value);
}
