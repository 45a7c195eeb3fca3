import { join } from "@std/path";
import { z } from "zod";
import { parseRecord } from "../core/parse_record.ts";
import { decodeSafetensors, encodeSafetensors } from "../core/safetensors.ts";
import { sha256 } from "../core/sha256.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import { atomicWrite } from "../io/files/atomic_write.ts";
import { readBytes } from "../io/files/read_bytes.ts";
import { readIfThere } from "../io/files/read_if_there.ts";
import { calibrationSchema, type Plan, type TrainedModel } from "../model/mod.ts";
import { parseWith } from "../schemas/parse_with.ts";
import { RUN_FILES } from "./run_folder.ts";

const stoppedAt = z.strictObject({ epochs: z.int().min(0), step: z.int().positive() });

/** The place where a training was left: the epochs that it completed, and the steps. */
export type StoppedAt = z.infer<typeof stoppedAt>;

/** A trained model, and the epoch that its parameters are of. */
export interface Weights {
  readonly model: TrainedModel;
  readonly bestEpoch: number;
  /** The place where a training was left that was finished before its end; absent of one that came to it. */
  readonly stopped?: StoppedAt;
}

/** The schema of the texts that stand in the file beside the parameters. */
const weightsMetadata = z.object({
  epoch: z.coerce.number().int(),
  calibration: z.string().transform(parseRecord).pipe(calibrationSchema).optional(),
  stopped: z.string().transform(parseRecord).pipe(stoppedAt).optional(),
});

/** Writes the parameters of a run into its folder, with their epoch, calibration and where it was left. */
export async function writeWeights(
  directory: string,
  { model: { params, calibration }, bestEpoch, stopped }: Weights,
  { recipe }: {
    /** The name of the recipe that was trained. */
    recipe: string;
  },
): Promise<void> {
  const metadata = {
    recipe,
    epoch: String(bestEpoch),
    ...(calibration && { calibration: JSON.stringify(calibration) }),
    ...(stopped && { stopped: JSON.stringify(stopped) }),
  };
  await atomicWrite(
    join(directory, RUN_FILES.weights),
    encodeSafetensors({ tensors: params, metadata }),
  );
}

/**
 * Reads the parameters of a planned model from the folder of a run; undefined where its training did not
 * finish. Throws an Error, one sentence, for a file that is damaged or of another model.
 */
export async function readWeights(directory: string, plan: Plan): Promise<Weights | undefined> {
  const path = join(directory, RUN_FILES.weights);
  const bytes = await readIfThere(path);
  if (!bytes) return undefined;
  const { tensors: params, metadata } = decodeSafetensors(bytes, path);
  for (const [name, { shape }] of Object.entries(plan.params)) {
    if (!params[name] || !sameShape(params[name].shape, shape)) {
      throw new RangeError(
        `Cannot use ${path}: its "${name}" is ${
          params[name] ? `of shape ${formatShape(params[name].shape)}` : "missing"
        }, ${RUN_FILES.config} says ${formatShape(shape)}`,
      );
    }
  }
  const { epoch, calibration, stopped } = parseWith(weightsMetadata, metadata, path);
  return {
    model: { plan, params, ...(calibration && { calibration }) },
    bestEpoch: epoch,
    ...(stopped && { stopped }),
  };
}

/** The SHA-256 of the file of weights of a finished run. */
export async function weightsHash(directory: string): Promise<string> {
  return await sha256(await readBytes(join(directory, RUN_FILES.weights)));
}
