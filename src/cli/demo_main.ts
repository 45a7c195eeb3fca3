/** The demo as a program of its own: it starts at once, and needs to read and to listen alone. */
import { demoCommand } from "./commands/demo.ts";
import { runCommand } from "./run_command.ts";

Deno.exit(await runCommand(demoCommand, Deno.args));
