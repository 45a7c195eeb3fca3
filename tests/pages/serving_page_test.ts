/** Follows docs/serving.md: its commands of curl against a server of a kept model, and its program. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { serveCommand } from "../../src/cli/commands/deploying/serve.ts";
import { codeIn, readPage } from "../markdown.ts";
import { inFolder } from "../in_folder.ts";
import { succeedingDeno } from "../run_deno.ts";
import { kept, served } from "../server/serving.ts";
import { pageProgram } from "./page_programs.ts";

const page = readPage("docs/serving.md");
const lines = codeIn(page, "sh").join("").trim().split("\n");

const hasCurl = await new Deno.Command("curl", { args: ["--version"] }).output()
  .then(({ success }) => success, () => false);
const skipped = hasCurl ? "" : " (skipped: curl is not installed)";

Deno.test({
  name: `the commands of docs/serving.md are answered as it says${skipped}`,
  ignore: !hasCurl,
  async fn() {
    const commands = lines.filter((line) =>
      line.startsWith("curl") && line.includes("localhost:8080")
    );
    assertEquals(commands.length, 6);
    const run = { ...kept("strokes-variational-2"), name: "strokes-deep" };
    await inFolder((directory) =>
      served([run], async (url) => {
        for (const command of commands) {
          const shell = command.replace("localhost:8080", new URL(url).host)
            // The code of the kept model has two values.
            .replace("[1, 30]", "[1, 2]").replace(/\[0(,0)+\]/, "[0,0]");
          const { success, stdout } = await new Deno.Command("sh", {
            args: ["-c", shell.replace("curl", "curl --fail-with-body")],
            cwd: directory,
          }).output();
          const said = new TextDecoder().decode(stdout);
          assert(success, `${shell}: ${said}`);
          if (!shell.includes(" -o ")) JSON.parse(said);
        }
        for (const name of ["digit.png", "again.png"]) {
          const bytes = await Deno.readFile(join(directory, name));
          assertEquals([...bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
        }
      })
    );
  },
});

Deno.test("every option of the command stands in docs/serving.md, and no other", () => {
  const text = Deno.readTextFileSync(new URL("../../docs/serving.md", import.meta.url));
  const named = new Set([...text.matchAll(/--([a-z][a-z-]+)/g)].map(([, name]) => name));
  const own = Object.keys(serveCommand.options);
  const others = ["data-binary"];
  assertEquals([...named].filter((name) => !others.includes(name)).toSorted(), own.toSorted());
});

Deno.test("the program of docs/serving.md is answered", async () => {
  const program = pageProgram("docs/serving.md");
  const run = { ...kept("strokes-2"), name: "strokes-deep" };
  await inFolder((directory) =>
    served([run], async (url) => {
      const path = join(directory, "program.ts");
      await Deno.writeTextFile(path, program.replace("http://127.0.0.1:8080", url));
      const config = fromFileUrl(new URL("../../deno.json", import.meta.url));
      const args = ["--no-prompt", "--allow-net=127.0.0.1", `--config=${config}`, path];
      const said = await succeedingDeno(directory, "run", ...args);
      assertMatch(said, /\[ 1, 2 \] Float32Array\(2\)/);
    })
  );
});
