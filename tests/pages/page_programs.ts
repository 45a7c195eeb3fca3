import { codeIn, readPage } from "../markdown.ts";
import { examplesInDocs, testsOfExamples } from "./examples_in_docs.ts";

/** Pages with one program of their own. */
const PAGES = [
  "boltzmann",
  "deploying",
  "ladder",
  "maps",
  "pretraining",
  "retrieval",
  "serving",
  "tfjs",
];

/** The programs of the README: of runs, of the library, of inference, and of rows by their columns. */
export function readmePrograms(): string[] {
  return codeIn(readPage("README.md"), "ts").map((code, i) =>
    i < 2 ? code : `${code}console.log(values.length);\nawait autoencoder.dispose();\n`
  );
}

/** The one program of a page of `docs/`. Throws an Error where it has none, or more. */
export function pageProgram(page: string): string {
  const [program, ...others] = codeIn(readPage(page), "ts");
  if (program === undefined || others.length > 0) {
    throw new Error(`Cannot run the program of ${page}: it has ${program ? "several" : "none"}`);
  }
  return program;
}

/**
 * All programs that readers are shown, by the names of files: those of pages, the plug-in of one, and the
 * examples of doc comments as tests. The gate checks their types, all at once.
 */
export async function programsShown(): Promise<Map<string, string>> {
  return new Map([
    ...readmePrograms().map((code, i) => [`readme_${i + 1}.ts`, code] as const),
    ...PAGES.map((page) => [`${page}.ts`, pageProgram(`docs/${page}.md`)] as const),
    ["extending.ts", codeIn(readPage("docs/extending.md"), "ts").join("\n")],
    ["examples_test.ts", testsOfExamples((await examplesInDocs()).values())],
  ]);
}
