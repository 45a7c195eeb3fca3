import { z } from "zod";

/** The schema of a measured number; null in a file where it is not finite, for which JSON has no word. */
export const figure = z.number().nullable().transform((value) => value ?? NaN);
