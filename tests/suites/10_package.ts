/** The package, installed from its tarball in folders outside of the project. */
import { importTests } from "../import_tests.ts";

await importTests("package");
