// Every section by its name; a line here is all that a new one needs besides its file.
export { codeMap } from "./code_map.ts";
export { facts } from "./facts.ts";
export { featureMaps } from "./feature_maps.ts";
export { generated } from "./generated.ts";
export { latents } from "./latents.ts";
export { layers } from "./layers.ts";
export { reconstructions } from "./reconstructions.ts";
export { tangents } from "./tangents.ts";
export { testError } from "./test_error.ts";
export { training } from "./training.ts";
export { weights } from "./weights.ts";
