/** The devices of a machine, whose drivers compile for a while. */
import { importTests } from "../import_tests.ts";

await importTests("devices");
