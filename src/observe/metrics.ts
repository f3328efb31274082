// How many, how long? OpenTelemetry metrics, read at /metrics in Prometheus form.

import { createRequire } from 'node:module';

/** Labels are codes, states and recipient ids: never a person, never an id of a resource. */
export type Labels = Readonly<Record<string, string>>;

/** Counters and durations by name; the names stand in docs/metrics.md. */
export interface Metrics {
  count(name: MetricName, labels?: Labels, by?: number): void;
  /** Records a duration in seconds. */
  time(name: MetricName, seconds: number, labels?: Labels): void;
  /** A number read when somebody looks. */
  gauge(name: MetricName, read: () => Promise<readonly { value: number; labels: Labels }[]>): void;
  /** The text of /metrics. */
  render(): Promise<string>;
  stop(): Promise<void>;
}

/** Every metric, with what it says. */
export const METRICS = {
  lenke_requests_total: 'HTTP requests by surface, interaction and status class',
  lenke_request_seconds: 'Duration of HTTP requests by surface and interaction',
  lenke_events_total: 'Pathway events accepted, by code',
  lenke_unknown_events_total: 'Events of no known case, by code',
  lenke_step_seconds: 'Duration of a step of the straight line, by step',
  lenke_deliveries_total: 'Deliveries planned, by recipient and first state',
  lenke_attempts_total: 'Delivery attempts by recipient and result',
  lenke_withheld_total: 'Deliveries withheld, by rule',
  lenke_findings_total: 'Findings opened, by code',
  lenke_waiting_deliveries: 'Deliveries by recipient and state',
  lenke_oldest_waiting_seconds: 'Age of the oldest waiting delivery by recipient',
  lenke_outbox_depth: 'Rows in the outbox',
  lenke_breaker_open: '1 while the breaker of a recipient is open',
} as const;

export type MetricName = keyof typeof METRICS;

/** Required, not imported: as ECMAScript modules the two import node:http, which loads undici (see api/http.ts). */
function loadOpenTelemetry() {
  const require = createRequire(import.meta.url);
  const prometheus: typeof import('@opentelemetry/exporter-prometheus') = require('@opentelemetry/exporter-prometheus');
  const sdk: typeof import('@opentelemetry/sdk-metrics') = require('@opentelemetry/sdk-metrics');
  return { ...prometheus, MeterProvider: sdk.MeterProvider };
}

/** Metrics of this process. */
export function createMetrics(): Metrics {
  const { MeterProvider, PrometheusExporter, PrometheusSerializer } = loadOpenTelemetry();
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const provider = new MeterProvider({ readers: [exporter] });
  const meter = provider.getMeter('lenke');
  const serializer = new PrometheusSerializer('', false);
  const counters = new Map<MetricName, ReturnType<typeof meter.createCounter>>();
  const histograms = new Map<MetricName, ReturnType<typeof meter.createHistogram>>();
  return {
    count(name, labels = {}, by = 1) {
      const counter = counters.get(name) ?? meter.createCounter(name, { description: METRICS[name] });
      counters.set(name, counter);
      counter.add(by, labels);
    },
    time(name, seconds, labels = {}) {
      const histogram =
        histograms.get(name) ??
        meter.createHistogram(name, {
          description: METRICS[name],
          unit: 's',
          advice: { explicitBucketBoundaries: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] },
        });
      histograms.set(name, histogram);
      histogram.record(seconds, labels);
    },
    gauge(name, read) {
      meter.createObservableGauge(name, { description: METRICS[name] }).addCallback(async (result) => {
        for (const { value, labels } of await read()) result.observe(value, labels);
      });
    },
    async render() {
      const { resourceMetrics } = await exporter.collect();
      return serializer.serialize(resourceMetrics);
    },
    stop: () => provider.shutdown(),
  };
}
