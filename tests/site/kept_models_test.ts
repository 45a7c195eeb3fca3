import { assert, assertEquals } from "@std/assert";
import { basename, fromFileUrl, join } from "@std/path";
import { readEvaluation } from "../../src/evaluation/record/evaluation_file.ts";
import { describeModel } from "../../src/site/describe_model.ts";
import { findModels } from "../../src/site/find_models.ts";

const MODELS = fromFileUrl(new URL("../../models/", import.meta.url));

for (const folder of await findModels(MODELS)) {
  Deno.test(`the evaluation kept with ${basename(folder)} is what its card says`, async () => {
    const { autoencoder, pca, test } = (await readEvaluation(folder))!;
    const card = await Deno.readTextFile(join(folder, "README.md"));
    for (
      const figure of [
        test.toLocaleString("en"),
        autoencoder.squaredError.toFixed(3),
        autoencoder.meanSquaredError.toFixed(5),
        autoencoder.binaryCrossEntropy!.toFixed(4),
        pca!.squaredError.toFixed(3),
        `PCA, ${pca!.components} components`,
      ]
    ) {
      assert(card.includes(figure), figure);
    }
    const { errors, facts } = await describeModel(folder);
    assertEquals(errors?.rows[0].slice(0, 2), [
      "autoencoder",
      autoencoder.squaredError.toFixed(3),
    ]);
    assertEquals(facts.map(({ name }) => name), ["data", "input", "code", "parameters"]);
  });
}
