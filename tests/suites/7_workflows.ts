/** Workflows, which train, export and report, and the same from code. */
import { importTests } from "../import_tests.ts";

await importTests("comparison", "search", "workflows", "library");
