// Every penalty by its type; a line here is all that a new one needs besides its file.
export { auxiliaryK as auxiliary_k } from "./auxiliary_k.ts";
export { codeL1 as code_l1 } from "./code_l1.ts";
export { codeL2 as code_l2 } from "./code_l2.ts";
export { contractive } from "./contractive.ts";
export { klBernoulli as kl_bernoulli } from "./kl_bernoulli.ts";
export { klGaussian as kl_gaussian } from "./kl_gaussian.ts";
export { klSparsity as kl_sparsity } from "./kl_sparsity.ts";
export { mmd } from "./mmd.ts";
export { prediction } from "./prediction.ts";
export { vectorQuantization as vector_quantization } from "./vector_quantization.ts";
export { weightDecay as weight_decay } from "./weight_decay.ts";
