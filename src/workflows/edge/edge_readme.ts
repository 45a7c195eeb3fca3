import type { EdgeModel } from "../../edge/mod.ts";
import { type HostLimit, limitLines } from "./host_limits.ts";

/** The requests that each kind of examples comes in. */
const REQUESTS: Readonly<Record<string, string>> = {
  image:
    `curl --data-binary @picture.png -H "content-type: image/png" http://localhost:8000/encode`,
  text:
    `curl --data-binary "some words" -H "content-type: text/plain" http://localhost:8000/encode`,
  vector:
    `curl --data '{"examples": [{"column": 1, …}]}' -H "content-type: application/json" http://localhost:8000/encode`,
};

/** The page that explains an exported folder to who finds it. */
export function edgeReadme(model: EdgeModel, limits: readonly HostLimit[]): string {
  const { name, codeShape, precision, parameters, preprocessor: { kind, inputShape } } = model;
  return `# The encoder of ${name} for edge functions

It makes codes [${codeShape.join(", ")}] of examples [${inputShape.join(", ")}] (${kind}), with ${
    parameters.toLocaleString("en")
  } weights as ${precision}.

| file | what it is |
| :-- | :-- |
| \`isthmus-encoder.js\`, \`.d.ts\` | the program: \`createEncoder\`, \`createHandler\`; no file system, no network |
| \`model.js\` | how examples become inputs, the shapes |
| \`lite.wasm\`, \`encoder.bin\` | kernels and weights, for hosts that import them as modules or read files |
| \`encoder_data.js\` | both as text in a module, for hosts that import nothing else |
| \`golden.json\` | inputs with their codes: what any host must give, within the tolerance |
| \`manifest.json\` | the SHA-256 and the size of each file |
| \`LICENSES.txt\` | the licences of all that is in the program |

\`\`\`sh
deno serve --port 8000 deno/main.js             # Deno; Deno Deploy takes the same entry
npx wrangler deploy --config cloudflare/wrangler.toml
npx workerd serve cloudflare/workerd.capnp      # the same worker on this machine, port 8787
node node/server.js 8000                        # Node.js from version 20 on
${REQUESTS[kind]}
\`\`\`

\`service-worker/\` is for a page: any static server shows it.

Sizes, beside the limits that hosts published in 2025:

${limitLines(limits).map((line) => `- ${line}`).join("\n")}
`;
}
