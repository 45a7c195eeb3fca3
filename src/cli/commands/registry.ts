// Every command of the task `isthmus`; a line here is all that a new one needs besides its file.
export { analogyCommand } from "./analogy.ts";
export { dataCommand } from "./data.ts";
export { downloadCommand } from "./download.ts";
export { encodeCommand } from "./encode.ts";
export { evaluateCommand } from "./evaluate.ts";
export { exportCommand } from "./export.ts";
export { filtersCommand } from "./filters.ts";
export { finishCommand } from "./finish.ts";
export { generateCommand } from "./generate.ts";
export { interpolateCommand } from "./interpolate.ts";
export { likelihoodCommand } from "./likelihood.ts";
export { recipesCommand } from "./recipes.ts";
export { reconstructCommand } from "./reconstruct.ts";
export { reportCommand } from "./report.ts";
export { scoreCommand } from "./score.ts";
export { tangentsCommand } from "./tangents.ts";
export { trainCommand } from "./train.ts";
