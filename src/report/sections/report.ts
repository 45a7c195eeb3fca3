import type { NdArray } from "../../core/nd_array.ts";
import type { Shape } from "../../core/shape.ts";
import { element } from "../../plots/element.ts";
import { codeSection } from "./code_section.ts";
import { examplesSection } from "./examples_section.ts";
import { factsSection } from "./facts_section.ts";
import { featureMapsSection, type ReportFeatureMaps } from "./feature_maps_section.ts";
import { latentsSection, type ReportLatents } from "./latents_section.ts";
import { layersSection } from "./layers_section.ts";
import { methodsSection } from "./methods_section.ts";
import { type ReportSheet, sheetsSection } from "./sheets_section.ts";
import { reportStyle } from "./style.ts";
import { trainingSection } from "./training_section.ts";
import { type ReportWeights, weightsSection } from "./weights_section.ts";

/** Everything that a report shows, as plain data. */
export interface Report {
  readonly title: string;
  /** What was trained and how well it does, in one sentence. */
  readonly summary: string;
  /** Recipe, data, parameters, epochs, wall time, numerics, seed …, in this order. */
  readonly facts: readonly ReportFact[];
  /** Errors on test examples, the autoencoder first. */
  readonly methods: readonly ReportMethod[];
  readonly history: readonly ReportEpoch[];
  /** The epoch whose parameters were kept. */
  readonly bestEpoch?: number;
  /** The shape of one example. */
  readonly inputShape: Shape;
  /** Some test examples and what each method makes of them. */
  readonly reconstructions?: ReportReconstructions;
  /** A larger sheet of examples, [N, …inputShape]. */
  readonly examples?: Float32Array;
  /** What the latents of a sparse code do. */
  readonly latents?: ReportLatents;
  /** Filters or dictionary atoms as images. */
  readonly weights?: readonly ReportWeights[];
  /** One input and what each layer makes of it. */
  readonly featureMaps?: ReportFeatureMaps;
  /** Any further images, such as dictionaries to compare. */
  readonly sheets?: readonly ReportSheet[];
  readonly codes?: ReportCodes;
  readonly layers: readonly ReportLayer[];
  /** What made the report, such as the toolkit's name and version. */
  readonly madeBy?: string;
}

/** A line of the table of facts; numbers are whole counts. */
export interface ReportFact {
  readonly name: string;
  readonly value: string | number;
}

/** How well one method reconstructs the test examples. */
export interface ReportMethod {
  readonly name: string;
  readonly codeSize: number;
  /** Summed over each example, averaged over the examples. */
  readonly squaredError: number;
  /** Averaged over all values. */
  readonly meanSquaredError: number;
  /** Averaged over all values, in nats; absent where reconstructions leave [0, 1]. */
  readonly binaryCrossEntropy?: number;
}

/** What one epoch of training measured. */
export interface ReportEpoch {
  /** The number of the epoch, from 1. */
  readonly epoch: number;
  readonly trainingLoss: number;
  /** The part of the reconstruction in it; absent without penalties. */
  readonly reconstructionLoss?: number;
  /** Each penalty before its coefficient, by name; absent without penalties. */
  readonly penalties?: Readonly<Record<string, number>>;
  readonly validationLoss?: number;
  /** The squared error summed over each validation example, averaged over the examples. */
  readonly validationError?: number;
  readonly learningRate?: number;
}

/** Inputs over their reconstructions. */
export interface ReportReconstructions {
  /** [N, …inputShape], about a dozen. */
  readonly inputs: Float32Array;
  /** What each method gives back, [N, …inputShape]. */
  readonly methods: readonly { readonly name: string; readonly outputs: Float32Array }[];
  /** What each input shows, such as its class. */
  readonly names?: readonly string[];
}

/** Codes on a plane. */
export interface ReportCodes {
  /** [N, 2] */
  readonly points: NdArray;
  /** What the two axes are, such as "code 1". */
  readonly axes: readonly [string, string];
  readonly labels?: ArrayLike<number>;
  readonly classes?: readonly string[];
}

/** One layer of the model. */
export interface ReportLayer {
  /** `encoder.0` */
  readonly path: string;
  readonly type: string;
  readonly outputShape: Shape;
  readonly parameters: number;
}

/**
 * Renders a report as one HTML document that holds all it shows: it needs no network and no script,
 * follows the reader's light or dark preference, and prints.
 *
 * Throws a RangeError when examples, reconstructions, atoms or maps do not fit their shapes, or when
 * a rate is negative.
 */
export function renderReport(report: Report): string {
  const { title, summary, madeBy } = report;
  const head = element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { name: "color-scheme", content: "light dark" }),
    element("title", {}, title),
    element("style", {}, reportStyle),
  );
  const main = element(
    "main",
    {},
    element(
      "header",
      {},
      element("h1", {}, title),
      element("p", { class: "summary" }, summary),
    ),
    methodsSection(report),
    examplesSection(report),
    latentsSection(report),
    weightsSection(report),
    featureMapsSection(report),
    sheetsSection(report),
    trainingSection(report),
    codeSection(report),
    layersSection(report),
    factsSection(report),
  );
  const footer = madeBy === undefined ? [] : element("footer", {}, madeBy);
  const page = element("html", { lang: "en" }, head, element("body", {}, main, footer));
  return `<!DOCTYPE html>\n${page.markup}\n`;
}
