import { encodeBase64 } from "../../core/encoding/base64.ts";
import type { Context } from "hono";
import { VALUE_NAMES } from "../../core/exported_model.ts";
import { oneLine } from "../../core/one_line.ts";
import { sizeOf } from "../../core/shape.ts";
import { bitsOf } from "../../retrieval/mod.ts";
import { partOfRun, type ServedRun } from "../models/served_run.ts";
import { requestFault } from "../../requests/request_fault.ts";
import { checkPictures } from "../raw/check_pictures.ts";
import { columnNames } from "../raw/column_names.ts";
import { drawExamples } from "../raw/draw_examples.ts";
import { newCodes } from "../raw/new_codes.ts";
import { prepareRows, withLabels } from "../raw/prepare_rows.ts";
import { presentExamples } from "../raw/present_examples.ts";
import { jsonBody, readExamples } from "../../requests/read_examples.ts";
import { errorsOfRows } from "../raw/errors_of_rows.ts";
import type { Route, Served } from "./route.ts";
import { EXAMPLES, NEW_EXAMPLES, operationOf } from "./run_operations.ts";

const { input, code, reconstruction, probabilities } = VALUE_NAMES;

/** The work of a route on the run that its path names. */
type Work = (run: ServedRun, context: Context, served: Served) => Promise<Response>;

/** The routes that take examples as people have them: `/runs/{run}/encode` and so on. */
export function runRoutes(served: Served): Route[] {
  const works: Readonly<Record<string, readonly [work: Work, summary: string, body: object]>> = {
    encode: [encode, "The codes of examples, as numbers or packed bits", EXAMPLES],
    reconstruct: [reconstruct, "Examples encoded and decoded, in the units of the data", EXAMPLES],
    score: [
      score,
      "The squared errors of examples: what the run has not seen has large ones",
      EXAMPLES,
    ],
    classify: [classify, "The probability of each class for examples", EXAMPLES],
    generate: [generate, "New examples, decoded from codes that are given or drawn", NEW_EXAMPLES],
  };
  const [sole, ...others] = served.runs.values();
  return [
    {
      ...{ method: "get", path: "/runs", operation: operationOf("The runs, and what they take") },
      answer: (context) => context.json({ runs: [...served.runs.values()].map(describe) }),
    },
    ...Object.entries(works).flatMap(([name, [work, summary, body]]): Route[] => {
      const operation = operationOf(summary, body, name);
      return [
        {
          ...{ method: "post", path: `/runs/{run}/${name}`, operation },
          answer: (context) => work(runOf(served, context), context, served),
        },
        // Of one run alone there is no question which is meant.
        ...(others.length > 0 ? [] : [
          {
            ...{ method: "post" as const, path: `/${name}`, operation },
            answer: (context: Context) => work(sole, context, served),
          },
        ]),
      ];
    }),
  ];
}

function describe({ opened, config, models }: ServedRun) {
  const { name, inputShape, codeShape, classes, classNames } = opened;
  return {
    ...{ name, kind: config.kind, inputShape, codeShape, classes, classNames },
    columns: columnNames(config),
    models: Object.values(models).map((model) => model.name),
  };
}

function runOf({ runs }: Served, context: Context): ServedRun {
  const name = context.req.param("run") ?? "";
  const run = runs.get(name);
  if (run) return run;
  throw requestFault(
    `Cannot find the run ${oneLine(name, { longest: 80 })}: there are ${
      [...runs.keys()].join(", ")
    }`,
    { status: 404 },
  );
}

/** The examples of a request as rows of a part of a run. */
async function rowsOf(
  run: ServedRun,
  { req }: Context,
  { served: { limits, readBody }, part }: {
    served: Served;
    part: "encoder" | "autoencoder" | "classifier";
  },
) {
  const model = partOfRun(run, part);
  const body = { bytes: await readBody(req.raw), contentType: typeOf(req) };
  const sent = readExamples(body, run.config, limits);
  await checkPictures(sent.examples, limits);
  const label = req.query("label");
  const labels = label === undefined ? sent.labels : sent.examples.map(() => Number(label));
  if (labels?.some((each) => !Number.isSafeInteger(each))) {
    throw requestFault(
      `Cannot use the label ${oneLine(label ?? "", { longest: 40 })}: expected a number`,
    );
  }
  const rows = await prepareRows(run, model, { ...sent, ...(labels && { labels }) });
  return { rows, answer: await model.compute(rows, { signal: () => req.raw.signal }) };
}

function typeOf(req: Context["req"]): string {
  return (req.header("content-type") ?? "").trim().toLowerCase();
}

function accepts(req: Context["req"], type: string): boolean {
  return (req.header("accept") ?? "").toLowerCase().includes(type);
}

const encode: Work = async (run, context, served) => {
  const threshold = thresholdOf(context.req.query("bits"));
  const { answer } = await rowsOf(run, context, { served, part: "encoder" });
  const values = floatsOf(answer.values[code]), { rows } = answer, size = values.length / rows;
  const { name, codeShape = [] } = run.opened, isBytes = accepts(context.req, "octet-stream");
  if (threshold === undefined) {
    if (isBytes) return bytesOf(values, { datatype: "FP32", shape: [rows, ...codeShape] });
    return context.json({ run: name, shape: [rows, ...codeShape], codes: listsOf(values, size) });
  }
  const { bits, bytes } = bitsOf({ shape: [rows, size], values }, { threshold });
  const width = bytes.length / rows;
  if (isBytes) return bytesOf(bytes, { datatype: "UINT8", shape: [rows, width] });
  const codes = Array.from(
    { length: rows },
    (_, row) => encodeBase64(bytes.subarray(row * width, (row + 1) * width)),
  );
  return context.json({ run: name, bits, threshold, shape: [rows, width], codes });
};

const reconstruct: Work = async (run, context, served) => {
  const isPicture = accepts(context.req, "image/png");
  const { rows, answer } = await rowsOf(run, context, { served, part: "autoencoder" });
  const values = floatsOf(answer.values[reconstruction]);
  if (isPicture) return pictureOf(drawExamples(values, run.config, run.opened.name));
  return context.json({
    run: run.opened.name,
    errors: errorsOfRows(floatsOf(rows.values[input]), values, rows.rows),
    ...presentExamples(values, run.config),
  });
};

const score: Work = async (run, context, served) => {
  const { rows, answer } = await rowsOf(run, context, { served, part: "autoencoder" });
  const x = floatsOf(rows.values[input]), made = floatsOf(answer.values[reconstruction]);
  const errors = errorsOfRows(x, made, rows.rows);
  return context.json({
    run: run.opened.name,
    ...{ values: x.length / rows.rows, errors },
    // The share of usual examples that have a smaller error, where the run keeps theirs.
    ...(run.errors && { shares: errors.map((error) => shareBelow(run.errors!, error)) }),
  });
};

const classify: Work = async (run, context, served) => {
  const { answer } = await rowsOf(run, context, { served, part: "classifier" });
  const values = floatsOf(answer.values[probabilities]), classes = run.opened.classNames ?? [];
  const rows = listsOf(values, classes.length);
  return context.json({
    run: run.opened.name,
    classes,
    found: rows.map((row) => classes[row.indexOf(Math.max(...row))]),
    probabilities: rows,
  });
};

const generate: Work = async (run, context, { limits, readBody }) => {
  const { req } = context, model = partOfRun(run, "decoder");
  const bytes = await readBody(req.raw);
  const codes = newCodes(bytes.length === 0 ? {} : jsonBody(bytes), run, limits);
  const rows = { rows: codes.count, values: { [code]: codes.values } };
  const answer = await model.compute(withLabels(rows, model, codes.labels), {
    signal: () => req.raw.signal,
  });
  const values = floatsOf(answer.values[reconstruction]);
  if (accepts(req, "image/png")) {
    return pictureOf(drawExamples(values, run.config, run.opened.name));
  }
  return context.json({
    run: run.opened.name,
    codes: listsOf(codes.values, sizeOf(run.opened.codeShape ?? [])),
    ...(codes.labels && { labels: codes.labels }),
    ...presentExamples(values, run.config),
  });
};

function thresholdOf(bits: string | undefined): number | undefined {
  if (bits === undefined) return undefined;
  const threshold = bits.trim() === "" ? 0 : Number(bits);
  if (Number.isFinite(threshold)) return threshold;
  throw requestFault(
    `Cannot use bits=${oneLine(bits, { longest: 40 })}: expected the value above which a bit is 1`,
  );
}

function floatsOf(values: unknown): Float32Array<ArrayBuffer> {
  if (values instanceof Float32Array) return values as Float32Array<ArrayBuffer>;
  throw new TypeError("Cannot read what the model gave: it is no list of floats");
}

/** Rows of so many values as lists. Throws a RequestFault for what JSON has no word for. */
function listsOf(values: Float32Array, size: number): number[][] {
  if (!values.every(Number.isFinite)) {
    throw requestFault("Cannot answer in JSON: the model gives numbers that are not finite");
  }
  return Array.from(
    { length: values.length / size },
    (_, row) => [...values.subarray(row * size, (row + 1) * size)],
  );
}

/** The share of some errors, which stand by size, that are below another. */
function shareBelow(errors: Float32Array, error: number): number {
  let low = 0, high = errors.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (errors[middle] < error) low = middle + 1;
    else high = middle;
  }
  return low / errors.length;
}

function bytesOf(
  values: Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>,
  { datatype, shape }: { datatype: string; shape: readonly number[] },
): Response {
  const { buffer, byteOffset, byteLength } = values;
  return new Response(new Uint8Array(buffer, byteOffset, byteLength), {
    headers: {
      "content-type": "application/octet-stream",
      "isthmus-datatype": datatype,
      "isthmus-shape": shape.join(","),
    },
  });
}

function pictureOf(png: Uint8Array<ArrayBuffer>): Response {
  return new Response(png, { headers: { "content-type": "image/png" } });
}
