/**
 * The program of a thread that runs kernels on the memory of another.
 *
 * @module
 */
import { hearStarter } from "../../../host/start_thread.ts";
import type { Routines } from "../routines.ts";
import { controlOn, count, isRaised, lower, routineTable } from "./control.ts";
import { serveParts } from "./serve_parts.ts";

/** The first message to a thread: all that it works with. */
export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: SharedArrayBuffer;
  /** Its number, from 1. */
  readonly thread: number;
}

let serve: (() => void) | undefined, isHelping = true;

await hearStarter((message) => {
  // Every later message says that there is work, or that all is over.
  if (serve) return serve();
  const { module, memory, control: buffer, thread } = message as ThreadStart;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const table = routineTable(exports as unknown as Routines), control = controlOn(buffer);
  serve = () => {
    count(control, "resting", -1);
    lower(control, "called");
    serveParts(control, { thread, table });
    count(control, "resting", 1);
    if (isRaised(control, "over") && isHelping) {
      isHelping = false;
      count(control, "helpers", -1);
    }
  };
  count(control, "helpers", 1);
  count(control, "resting", 1);
  serve();
});
