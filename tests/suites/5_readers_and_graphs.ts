/** All that reads, writes, draws and runs what was written. */
import { importTests } from "../import_tests.ts";

await importTests(
  "client",
  "collections",
  "data",
  "databases",
  "export",
  "inference",
  "io",
  "lite",
  "onnx",
  "plots",
  "preprocessing",
  "recipes",
  "report",
  "runs",
  "schemas",
  "scripts",
  "server",
  "site",
  "web",
);
