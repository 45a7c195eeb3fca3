// Every variant by its name; a line here is all that a new one needs besides its file and a recipe.
export { betaVariational as "beta-variational" } from "./beta_variational.ts";
export { codeL2 as "code-l2" } from "./code_l2.ts";
export { conditionalVariational as "conditional-variational" } from "./conditional_variational.ts";
export { contractive } from "./contractive.ts";
export { deep } from "./deep.ts";
export { denoising } from "./denoising.ts";
export { kSparse as "k-sparse" } from "./k_sparse.ts";
export { klSparse as "kl-sparse" } from "./kl_sparse.ts";
export { overcomplete } from "./overcomplete.ts";
export { predictiveSparseDecomposition as "predictive-sparse-decomposition" } from "./predictive_sparse_decomposition.ts";
export { sparse } from "./sparse.ts";
export { stochastic } from "./stochastic.ts";
export { tied } from "./tied.ts";
export { undercomplete } from "./undercomplete.ts";
export { variational } from "./variational.ts";
export { vectorQuantised as "vector-quantised" } from "./vector_quantised.ts";
export { wasserstein } from "./wasserstein.ts";
