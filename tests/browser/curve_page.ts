import { readCurvesProgram } from "../../src/io/read_curves_program.ts";
import { element } from "../../src/plots/element.ts";
import { epochFigure } from "../../src/report/markup/curve_figure.ts";
import { renderPage } from "../../src/report/markup/page.ts";

/** A page of curves of 40 epochs, the loss 1 / epoch and twice that. */
export async function curvePage(): Promise<string> {
  const series = ["first", "second"].map((label, i) => ({
    label,
    points: Array.from({ length: 40 }, (_, at) => [at + 1, (i + 1) / (at + 1)] as const),
  }));
  const chart = (title: string) => ({ title, yLabel: "loss", series });
  const figures = ["Loss by epoch", "Another by epoch"].map((title) =>
    epochFigure("Two curves.", chart(title))
  );
  return renderPage({
    title: "Curves",
    summary: "Two charts.",
    sections: [{ title: "Training", content: element("div", { class: "charts" }, figures) }],
    program: await readCurvesProgram(),
  });
}
