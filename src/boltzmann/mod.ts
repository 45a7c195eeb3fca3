export { activityRemark } from "./activity_remark.ts";
export {
  type AnnealingOptions,
  estimateLogPartition,
  type LogPartition,
} from "./annealing/estimate_log_partition.ts";
export { exactLogPartition } from "./annealing/exact_log_partition.ts";
export { reverseLogLikelihood } from "./annealing/reverse_log_likelihood.ts";
export { type Stretch, stretchesOf } from "./annealing/temperatures.ts";
export { beliefBound, type BeliefBoundOptions } from "./belief/belief_bound.ts";
export { type BoundOptions, boundsByDepth } from "./belief/bounds_by_depth.ts";
export { type DrawnDreams, dreamsOf } from "./belief/dreams_of.ts";
export { sampleBelief, type SampleBeliefOptions } from "./belief/sample_belief.ts";
export type { TrainedMachine } from "./belief/trained_machine.ts";
export { checkMachineData, checkMachineOptions, isBinary } from "./check_machine_data.ts";
export { dataBias } from "./data_bias.ts";
export { fitMachine, type FitMachineInput } from "./fit_machine.ts";
export { freeEnergy } from "./free_energy.ts";
export { gibbs, type GibbsOptions, type GibbsSample } from "./gibbs.ts";
export { initMachine } from "./init_machine.ts";
export { classifyByBelief } from "./labels/classify_by_belief.ts";
export { classifyByFreeEnergy } from "./labels/classify_by_free_energy.ts";
export { withLabelUnits } from "./labels/with_label_units.ts";
export { hiddenMeans, visibleMeans } from "./means.ts";
export {
  gibbsSteps,
  type MachineOptions,
  machineOptions,
  type MachineOptionsInput,
} from "./options.ts";
export { pseudoLogLikelihood } from "./pseudo_log_likelihood.ts";
export {
  type MachineParams,
  type MachineSpec,
  machineSpec,
  type MachineSpecInput,
} from "./spec.ts";
