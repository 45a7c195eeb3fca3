export { encodeExamples } from "./encode_examples.ts";
export { fitStages, type StagedEvent, type StagedInput, type StagePlace } from "./fit_stages.ts";
export { labelUnits } from "./joint_machine.ts";
export { machinesIn, machinesOf } from "./machines_of.ts";
export { type PlannedStages, planStages } from "./plan_stages.ts";
export type { Stage } from "./stage.ts";
export { type StageOf, type StageOptions, stageOptions } from "./stage_options.ts";
