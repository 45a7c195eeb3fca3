import { hearInterrupts } from "./console/hear_interrupts.ts";

/** The interrupts of this process, heard from when this module is loaded. */
export const interrupts = hearInterrupts();
