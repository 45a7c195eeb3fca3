// Every measure by its name; a line here is all that a new one needs besides its file.
export { codeActivity } from "./code_activity.ts";
export { codebook } from "./codebook.ts";
export { denoising } from "./denoising.ts";
export { freeEnergyAccuracy } from "./free_energy_accuracy.ts";
export { jacobian } from "./jacobian.ts";
export { prediction } from "./prediction.ts";
export { principalSubspace } from "./principal_subspace.ts";
export { variational } from "./variational.ts";
