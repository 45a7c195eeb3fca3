/** The shared suite of all recipes. */
import { importTests } from "../import_tests.ts";

await importTests("conformance_test.ts");
