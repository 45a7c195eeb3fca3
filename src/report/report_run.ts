import { join } from "@std/path";
import { codePlane, type Pca, reconstructPca } from "../baselines/mod.ts";
import { createRng } from "../core/rng.ts";
import { sizeOf } from "../core/shape.ts";
import { exampleBatch, type Examples, gatherBatch } from "../data/mod.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import { atomicWriteText } from "../io/files/atomic_write.ts";
import type { Plan } from "../model/mod.ts";
import { renderReport, type ReportCodes, type ReportLayer } from "./sections/mod.ts";
import type { EpochMetrics } from "../training/mod.ts";
import type { BesideRun } from "../evaluation/beside_run.ts";
import { denoiseExamples } from "./pictures/denoise_examples.ts";
import { drawFromLikelihood } from "./pictures/draw_from_likelihood.ts";
import type { Evaluation } from "../evaluation/evaluate_run.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import { reportFacts } from "./report_facts.ts";
import { reportGenerated } from "./report_generated.ts";
import { byRate, reportLatents } from "./report_latents.ts";
import { reportFeatureMaps, reportWeights } from "./report_pictures.ts";
import { reportTangents } from "./report_tangents.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import type { SplitData } from "../runs/split_data.ts";

/** What a report is made from. */
export interface ReportInput {
  readonly run: FinishedRun;
  readonly data: SplitData;
  readonly pca: Pca;
  readonly autoencoder: LoadedAutoencoder;
  /** Other runs to show beside it, those of the evaluation. */
  readonly beside: readonly BesideRun[];
  readonly evaluation: Evaluation;
  readonly history: readonly EpochMetrics[];
  /** Seconds of training. */
  readonly seconds: number;
}

/** How many test examples the report draws over their reconstructions. */
const RECONSTRUCTIONS = 12;

/** How many training examples the report draws as a sheet. */
const SHEET = 200;

/** How many test examples the report puts on the map of codes. */
const MAP = 5000;

/** Writes the report of a run: curves, reconstructions beside PCA's, inputs, codes, layers, facts. */
export async function writeReport(input: ReportInput): Promise<void> {
  const { run, data, pca, autoencoder, beside, evaluation, history } = input;
  const { config, model, directory } = run, { plan } = model;
  const { test } = data;
  const shown = firstOfEachClass(test, RECONSTRUCTIONS);
  const batch = exampleBatch(test, shown), inputs = batch.values;
  const reconstruct = async (model: LoadedAutoencoder) =>
    (await model.reconstruct(batch, batch)).values;
  const others: { name: string; outputs: Float32Array }[] = [];
  for (const { name, autoencoder } of beside) {
    others.push({ name, outputs: await reconstruct(autoencoder) });
  }
  const codeSize = sizeOf(plan.codeShape);
  const { sparse, measures } = evaluation;
  const featureMaps = reportFeatureMaps(model, data);
  const html = renderReport({
    title: config.recipe.name,
    summary:
      `${config.recipe.description}. With a code of ${codeSize} values${
        sparse ? ` of which ${sparse.active.toFixed(0)} are active` : ""
      }${
        Object.keys(plan.links).length > 0 ? " and the switches of its pools" : ""
      } it reconstructs ${test.count} ` +
      `test examples with a squared error of ${
        evaluation.autoencoder.squaredError.toFixed(2)
      } each, ` +
      [
        `PCA with ${evaluation.pca.components} components of ${
          evaluation.pca.squaredError.toFixed(2)
        }.`,
        ...measures.map(({ sentence }) => sentence),
      ].join(" "),
    facts: reportFacts(input),
    methods: [
      { name: "autoencoder", codeSize, ...evaluation.autoencoder },
      ...evaluation.beside ?? [],
      { name: "PCA", codeSize: evaluation.pca.components, ...evaluation.pca },
    ],
    history,
    bestEpoch: run.bestEpoch,
    inputShape: test.shape,
    reconstructions: {
      inputs,
      methods: [
        ...await denoiseExamples(run, { autoencoder, examples: test, indices: shown }),
        { name: "autoencoder", outputs: await reconstruct(autoencoder) },
        ...await drawFromLikelihood(autoencoder, { examples: test, indices: shown }),
        ...others,
        { name: "PCA", outputs: reconstructPca(pca, inputs) },
      ],
      ...(test.labels && { names: namesOf(test, shown, data.classes) }),
    },
    examples: gatherBatch(data.train, firstIndices(data.train, SHEET)),
    ...(sparse && { latents: await reportLatents(model, { autoencoder, test, sparse }) }),
    weights: reportWeights(model, sparse && { order: byRate(sparse) }),
    ...(featureMaps && { featureMaps }),
    sheets: [...await reportGenerated(plan, { autoencoder, data }), ...reportTangents(model, data)],
    codes: await mapOfCodes(input),
    layers: layersOf(plan),
    madeBy: `Isthmus ${config.versions.isthmus}`,
  });
  await atomicWriteText(join(directory, RUN_FILES.report), html);
}

/** Indices of examples to show: one of each class first, then whatever comes. */
function firstOfEachClass({ labels, count }: Examples, wanted: number): number[] {
  const all = [...Array(Math.min(count, 1000)).keys()];
  if (!labels) return all.slice(0, wanted);
  const firsts = [...new Set(labels.slice(0, all.length))].sort((a, b) => a - b)
    .map((label) => labels.indexOf(label));
  return [...firsts, ...all.filter((i) => !firsts.includes(i))].slice(0, wanted);
}

function namesOf(
  { labels }: Examples,
  indices: readonly number[],
  classes: readonly string[] | undefined,
): string[] {
  return indices.map((i) => classes?.[labels![i]] ?? String(labels![i]));
}

function firstIndices({ count }: Examples, wanted: number): number[] {
  return [...Array(Math.min(count, wanted)).keys()];
}

/** The codes of test examples on a plane, with what colours them. */
async function mapOfCodes({ autoencoder, data }: ReportInput): Promise<ReportCodes> {
  const { test } = data;
  const indices = test.count <= MAP
    ? firstIndices(test, MAP)
    : [...createRng(0).fork("code map").permutation(test.count).subarray(0, MAP)];
  const batch = exampleBatch(test, indices);
  return {
    ...codePlane(await autoencoder.encode(batch, batch)),
    ...(batch.labels && { labels: [...batch.labels] }),
    ...(data.classes && { classes: data.classes }),
  };
}

function layersOf(plan: Plan): ReportLayer[] {
  return [...plan.encoder, ...plan.decoder].map(({ path, spec, outputShape, params }) => ({
    path,
    type: spec.type === "activation" ? spec.function : spec.type,
    outputShape,
    // Tied parameters are counted where they live.
    parameters: Object.values(params).filter((name) => name.startsWith(`${path}.`))
      .reduce((sum, name) => sum + sizeOf(plan.params[name].shape), 0),
  }));
}
