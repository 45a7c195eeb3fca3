/** All that computes: kernels, layers, models, their training and their figures. */
import { importTests } from "../import_tests.ts";

await importTests(
  "baselines",
  "boltzmann",
  "core",
  "corruptions",
  "evaluation",
  "generation",
  "kernels",
  "ladder",
  "layers",
  "losses",
  "maps",
  "model",
  "optimizers",
  "penalties",
  "plugins",
  "pretraining",
  "retrieval",
  "tfjs",
  "training",
  "variants",
);
