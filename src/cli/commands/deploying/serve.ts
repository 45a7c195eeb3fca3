import { environment } from "../../../host/environment.ts";
import { listWords } from "../../../core/sentences.ts";
import { ENGINE_NAMES } from "../../../server/engines/engine.ts";
import { isOwnAddress } from "../../../server/is_own_address.ts";
import { nameRuns } from "../../../server/name_runs.ts";
import {
  serveModels,
  type ServerEvent,
  type ServingOptions,
} from "../../../server/serve_models.ts";
import type { Arguments, Command } from "../../options/command.ts";
import { choiceValue, integerValue, requiredPositional } from "../../options/values.ts";

const HOST = "127.0.0.1", PORT = 8080;

/** The variable of the environment that holds a token, which the list of processes does not show. */
const TOKEN_VARIABLE = "ISTHMUS_TOKEN";

/** The bounds unless the user says otherwise. */
const BOUNDS = {
  batch: 32,
  wait: 0,
  queue: 4096,
  body: 16 * 1024 * 1024,
  pixels: 2 ** 22,
  timeout: 10,
} as const;

/** The parts of what happens that are written to the log. */
const LOGS = ["failures", "all", "none"] as const;

/** Serves the models of runs over HTTP. */
export const serveCommand: Command = {
  name: "serve",
  hearsInterrupts: true,
  place: 145,
  summary: "serves the encoders, decoders and classifiers of runs over HTTP",
  positionals: "RUN …",
  options: {
    port: { value: "N", description: `the port (${PORT} unless given); 0 for any free one` },
    host: {
      value: "H",
      description:
        `the address to listen on (${HOST} unless given, this machine alone); clients of others ` +
        "that are slow are cut off",
    },
    engine: {
      value: "E",
      description: `what computes, of ${listWords(ENGINE_NAMES)} (cpu unless given)`,
    },
    threads: {
      value: "N",
      description: "the threads of ONNX Runtime (1 unless given)",
    },
    token: {
      value: "T",
      multiple: true,
      description: "a token that requests must bear, as the variable ISTHMUS_TOKEN may hold one; " +
        "needed where other machines reach the address",
    },
    cors: {
      value: "ORIGIN",
      multiple: true,
      description: "an origin whose pages may ask, or * for all (none unless given)",
    },
    "max-batch": {
      value: "N",
      description:
        `the most examples that run at once (${BOUNDS.batch} unless given), 1 for each alone`,
    },
    "max-wait": {
      value: "MS",
      description:
        `the most milliseconds that one waits for as many as ran last (${BOUNDS.wait} unless ` +
        "given)",
    },
    "max-queue": {
      value: "N",
      description: `the most examples that wait before a model (${BOUNDS.queue} unless given)`,
    },
    "max-body": {
      value: "BYTES",
      description: `the most bytes of a request (${BOUNDS.body} unless given)`,
    },
    "max-pixels": {
      value: "N",
      description: `the most pixels of a picture (${BOUNDS.pixels} unless given)`,
    },
    "body-timeout": {
      value: "S",
      description:
        `the seconds in which a head must come, and a body (${BOUNDS.timeout} unless given)`,
    },
    log: {
      value: LOGS.join("|"),
      description: "the lines of JSON on standard error: failures unless given",
    },
  },
  example: "deno task isthmus serve runs/strokes-deep --port 8080",
  prepare(args) {
    requiredPositional(args, "RUN");
    const options = optionsOf(args);
    return async (interrupt) => {
      const served = await serveModels(options);
      const { url, models, alone, finished } = served;
      const drained = new Promise<void>((resolve, reject) => {
        const drain = () => void served.drain().then(resolve, reject);
        if (interrupt.aborted) drain();
        else interrupt.addEventListener("abort", drain);
      });
      return {
        json: { url, models, engine: options.engine },
        remarks: alone.length === 0 ? [] : [
          `Requests for ${
            listWords(alone)
          } run alone: with the engine ${options.engine} an answer ` +
          `would depend on what else is asked at the same time.`,
        ],
        text: [`Serving ${url} (Ctrl+C ends it)`, ...models.map((model) => `  ${model}`)].join(
          "\n",
        ),
        until: Promise.all([finished, drained]).then(() => {}),
      };
    };
  },
};

function optionsOf(args: Arguments): ServingOptions {
  const host = args.value("host") ?? HOST, tokens = tokensOf(args, host);
  const port = integerValue(args, "port") ?? PORT;
  if (port > 65535) throw new TypeError(`Cannot use --port ${port}: expected one below 65536`);
  const bound = (option: string, unless: number, least = 1) =>
    integerValue(args, option, { least }) ?? unless;
  const maxRows = bound("max-batch", BOUNDS.batch);
  const maxQueue = bound("max-queue", BOUNDS.queue);
  const log = logOf(choiceValue(args, "log", LOGS) ?? "failures");
  return {
    ...{ host, port, tokens, maxRows, maxQueue },
    runs: nameRuns(args.positionals),
    engine: choiceValue(args, "engine", ENGINE_NAMES) ?? "cpu",
    threads: bound("threads", 1),
    origins: originsOf(args),
    maxWait: bound("max-wait", BOUNDS.wait, 0),
    limits: {
      maxBody: bound("max-body", BOUNDS.body),
      maxExamples: maxQueue,
      maxPixels: bound("max-pixels", BOUNDS.pixels),
      bodyTimeout: bound("body-timeout", BOUNDS.timeout) * 1000,
    },
    ...(log && { log }),
  };
}

/** The tokens of the arguments. Throws a TypeError where there is none and others reach the address. */
function tokensOf(args: Arguments, host: string): readonly string[] {
  const fromOutside = environment.get(TOKEN_VARIABLE);
  const tokens = [...args.values("token"), ...fromOutside ? [fromOutside] : []];
  const odd = tokens.find((token) => !/^[\x21-\x7e]{16,}$/.test(token));
  if (odd !== undefined) {
    throw new TypeError(
      "Cannot use a --token of fewer than 16 letters, or of others than printable ones without spaces",
    );
  }
  if (tokens.length > 0 || isOwnAddress(host)) return tokens;
  throw new TypeError(
    `Cannot serve on ${host} without a token: other machines may reach it, set ${TOKEN_VARIABLE} or ` +
      `give --token T, and send "Authorization: Bearer T", or leave --host out`,
  );
}

/** The origins of the arguments; throws a TypeError for what is none. */
function originsOf(args: Arguments): readonly string[] {
  return args.values("cors").map((text) => {
    if (text === "*" || (URL.canParse(text) && new URL(text).origin === text)) return text;
    throw new TypeError(
      `Cannot use --cors ${text}: expected an origin such as https://example.org, or *`,
    );
  });
}

function logOf(what: (typeof LOGS)[number]): ServingOptions["log"] {
  if (what === "none") return undefined;
  return (entry: ServerEvent) => {
    if (what === "failures" && entry.event === "answered") return;
    console.error(JSON.stringify({ time: new Date().toISOString(), ...entry }));
  };
}
