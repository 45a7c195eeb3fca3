import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { RanBatch } from "../batching/create_batcher.ts";

/** The figures that a server keeps of itself. */
export interface Metrics {
  /** Counts a request that has come. */
  came(): void;
  /** Counts an answer, and the milliseconds that it took. */
  answered(request: { route: string; status: number; duration: number }): void;
  /** Counts a batch that a model has run. */
  ran(model: string, batch: RanBatch): void;
  /** Counts a thread that was replaced. */
  replaced(): void;
  /** All figures in the text format of Prometheus. */
  text(): Promise<string>;
  /** The type of that text. */
  readonly contentType: string;
}

/** The sources of figures that are asked for when they are read. */
export interface MetricSources {
  /** The examples that wait, by model. */
  readonly waiting: () => ReadonlyMap<string, number>;
  /** The bytes of memory, by kind. */
  readonly memory: () => Readonly<Record<string, number>>;
}

/** Seconds, from what a small model takes to what nobody waits for. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const ROWS = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** Figures in a registry of their own; what is Node's own is not among them. */
export function createMetrics({ waiting, memory }: MetricSources): Metrics {
  const registry = new Registry(), registers = [registry];
  const requests = new Counter({
    ...{ name: "isthmus_requests_total", help: "Requests answered", registers },
    labelNames: ["route", "status"] as const,
  });
  const inFlight = new Gauge({
    ...{ name: "isthmus_requests_in_flight", help: "Requests that wait for their answer" },
    registers,
  });
  const seconds = new Histogram({
    ...{ name: "isthmus_request_seconds", help: "Seconds from request to answer", registers },
    ...{ labelNames: ["route"] as const, buckets: SECONDS },
  });
  const batches = new Histogram({
    ...{ name: "isthmus_batch_examples", help: "Examples that ran at once", registers },
    ...{ labelNames: ["model"] as const, buckets: ROWS },
  });
  const inference = new Histogram({
    ...{ name: "isthmus_inference_seconds", help: "Seconds that a batch ran", registers },
    ...{ labelNames: ["model"] as const, buckets: SECONDS },
  });
  const queue = new Histogram({
    ...{ name: "isthmus_queue_seconds", help: "Seconds that a request waited", registers },
    ...{ labelNames: ["model"] as const, buckets: SECONDS },
  });
  const replaced = new Counter({
    ...{ name: "isthmus_workers_replaced_total", help: "Threads that died and were replaced" },
    registers,
  });
  new Gauge({
    ...{ name: "isthmus_queue_examples", help: "Examples that wait", registers },
    labelNames: ["model"] as const,
    collect() {
      for (const [model, count] of waiting()) this.set({ model }, count);
    },
  });
  new Gauge({
    ...{ name: "isthmus_memory_bytes", help: "Memory of the process", registers },
    labelNames: ["kind"] as const,
    collect() {
      for (const [kind, bytes] of Object.entries(memory())) this.set({ kind }, bytes);
    },
  });
  return {
    came: () => inFlight.inc(),
    answered({ route, status, duration }) {
      inFlight.dec();
      requests.inc({ route, status });
      seconds.observe({ route }, duration / 1000);
    },
    ran(model, { rows, waits, duration }) {
      batches.observe({ model }, rows);
      inference.observe({ model }, duration / 1000);
      for (const wait of waits) queue.observe({ model }, wait / 1000);
    },
    replaced: () => replaced.inc(),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
