/** Workflows, which train, export and report. */
import { importTests } from "../import_tests.ts";

await importTests("comparison", "search", "workflows");
