/** Tests of what happens once in a process. */
import { importTests } from "../import_tests.ts";

await importTests("fresh_process");
