/** The distances by which codes are searched. */
export const METRICS = ["euclidean", "cosine", "inner-product"] as const;

/** ‖q − c‖; 1 − q·c / (‖q‖ ‖c‖), of a code of zeros 1; or −q·c. */
export type Metric = typeof METRICS[number];
