import { join } from "@std/path";
import { listWords, sentence } from "../core/sentences.ts";
import { runTitle } from "../core/run_title.ts";
import { sizeOf } from "../core/shape.ts";
import { atomicWriteText } from "../io/files/atomic_write.ts";
import { readCurvesProgram } from "../io/read_curves_program.ts";
import { namedComponents, pcaSentence } from "../evaluation/record/pca_words.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import { VERSION } from "../runs/versions.ts";
import { renderPage } from "./markup/page.ts";
import { drawSections, gatherSections, reportContext, type ReportInput } from "./sections/mod.ts";

/** Writes the report of a run into its folder: a page of all sections that have something to show. */
export async function writeReport(input: ReportInput): Promise<void> {
  const { directory, config: { recipe } } = input.run;
  const html = renderPage({
    title: runTitle(recipe.name, recipe.data.name),
    summary: summaryOf(input),
    sections: drawSections(await gatherSections(await reportContext(input))),
    madeBy: `Isthmus ${VERSION}`,
    program: await readCurvesProgram(),
  });
  await atomicWriteText(join(directory, RUN_FILES.report), html);
}

/** Tells what was trained and how well it does, in sentences. */
function summaryOf(
  { run: { config, stopped, model: { plan } }, data: { test }, evaluation }: ReportInput,
): string {
  const { sparse, measures, autoencoder, pca } = evaluation;
  const active = sparse ? ` of which ${sparse.active.toFixed(0)} are active` : "";
  const code = `a code of ${sizeOf(plan.codeShape)} values${active}`;
  const ofPca = pcaSentence(pca);
  const beside = pca
    ? `, PCA with ${namedComponents(pca.components)} of ${pca.squaredError.toFixed(2)}`
    : "";
  return [
    sentence(config.recipe.description),
    `With ${listWords([code, ...Object.keys(plan.links)])} it reconstructs ` +
    `${test.count} test examples with a squared error of ${
      autoencoder.squaredError.toFixed(2)
    } each${beside}.`,
    ...(stopped
      ? [`It was trained for ${stopped.epochs} of ${config.recipe.training.epochs} epochs.`]
      : []),
    ...(ofPca ? [ofPca] : []),
    ...Object.values(measures).map(({ sentence }) => sentence),
  ].join(" ");
}
