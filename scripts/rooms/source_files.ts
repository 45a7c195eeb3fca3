import { filesIn } from "../sources/files_in.ts";
import { importedFiles, importsIn } from "../sources/imports_in.ts";

/** A file of `src/` and what it imports. */
export interface SourceFile {
  /** Its path within `src/`. */
  readonly path: string;
  readonly text: string;
  /** The files of `src/` that it imports, by their paths within it. */
  readonly imports: readonly string[];
  /** Everything else that it imports, such as packages. */
  readonly packages: readonly string[];
}

const FOLDER = "src/";

/** Reads every TypeScript file of `src/`. */
export async function readSourceFiles(): Promise<SourceFile[]> {
  const paths = (await filesIn("src")).filter((path) => path.endsWith(".ts"));
  return paths.map((path) => {
    const text = Deno.readTextFileSync(new URL(`../../${path}`, import.meta.url));
    return {
      path: within(path),
      text,
      imports: importedFiles(text, path).filter((each) => each.startsWith(FOLDER)).map(within),
      packages: importsIn(text).filter((each) => !each.startsWith(".")),
    };
  });
}

function within(path: string): string {
  return path.slice(FOLDER.length);
}
