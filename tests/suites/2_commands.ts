/** Commands, as processes and in this one. */
import { importTests } from "../import_tests.ts";

await importTests("cli");
