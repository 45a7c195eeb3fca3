export { checkLadder, type LadderData } from "./check_ladder.ts";
export { fitLadder, type FitLadderInput } from "./fit_ladder.ts";
export { foldLadder } from "./fold_ladder.ts";
export { type LadderLayer, type LadderNetwork, ladderNetwork } from "./ladder_network.ts";
export {
  COMBINATOR_NAMES,
  type CombinatorName,
  ladderCosts,
  type LadderOptions,
  ladderOptions,
  type LadderOptionsInput,
} from "./options.ts";
