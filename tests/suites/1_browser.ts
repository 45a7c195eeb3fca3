/** Pages in a real browser. */
import { importTests } from "../import_tests.ts";

await importTests("browser");
