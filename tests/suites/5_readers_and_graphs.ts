/** All that reads, writes, draws and runs what was written. */
import { importTests } from "../import_tests.ts";

await importTests(
  "client",
  "collections",
  "data",
  "databases",
  "edge",
  "export",
  "host",
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
  "server",
  "site",
  "tensorboard",
  "triton",
  "web",
);
