import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { sizeOf } from "../../src/core/shape.ts";
import { type OnnxFiles, toOnnx } from "../../src/export/mod.ts";
import { recipeNames } from "../../src/io/read_recipe.ts";
import { type Plan, planAutoencoder } from "../../src/model/mod.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";
import { recipeModel, recipeShape } from "../recipes/recipe_examples.ts";
import { smallModels, withParams } from "../training/small_models.ts";
import { checkOnnx, isInstalled, skipped } from "../onnx/official_checker.ts";

/** Parameters of the planned shapes: their values are nothing to the checker. */
const zeros = ({ params }: Plan) =>
  Object.fromEntries(
    Object.entries(params).map(([path, { shape }]) => [
      path,
      { shape: [...shape], values: new Float32Array(sizeOf(shape)) },
    ]),
  );

const imageModels = [
  "strided convolutions and their tied mirrors",
  "switches of windows that overlap",
];

Deno.test({
  name:
    `the official checker accepts all three files of every recipe, and of models of images${skipped}`,
  ignore: !isInstalled,
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const paths: string[] = [];
      const write = async (name: string, files: OnnxFiles) => {
        for (const [part, bytes] of Object.entries(files)) {
          paths.push(join(folder, `${name}.${part}.onnx`));
          await Deno.writeFile(paths.at(-1)!, bytes);
        }
      };
      for (const name of recipeNames()) {
        const plan = planAutoencoder(
          describeAutoencoder(recipeModel(name), recipeShape(name)),
        );
        await write(name, toOnnx(plan, zeros(plan), { name }));
      }
      for (const name of imageModels) {
        const { plan, params } = withParams(smallModels[name]);
        await write(name, toOnnx(plan, params, { name }));
      }
      assertEquals(await checkOnnx(folder), {
        code: 0,
        output: paths.sort().map((path) => `${path}: ok\n`).join(""),
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
