/** The pages of the documentation, whose programs and commands are run. */
import { importTests } from "../import_tests.ts";

await importTests("pages");
