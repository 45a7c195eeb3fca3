/** All that reads, writes, draws and runs what was written. */
import { importTests } from "../import_tests.ts";

await importTests(
  "collections",
  "data",
  "databases",
  "edge",
  "export",
  "inference",
  "io",
  "lite",
  "onnx",
  "plots",
  "precision",
  "preprocessing",
  "recipes",
  "report",
  "runs",
  "schemas",
  "scripts",
  "site",
  "triton",
  "web",
);
