// What does it do, in one minute? Starts everything, plays one birth, draws what became of it.

import { createLog } from '../observe/log.ts';
import { GatewayError } from '../domain/failure.ts';
import type { Language } from '../domain/language.ts';
import { type Client, createClient } from './client.ts';
import { follow, type ShownDelivery, type ShownEvent } from './follow.ts';
import type { CliParts, Gateway } from './gateway.ts';
import { createOutput, type Output } from './output.ts';
import { freshMother, SCENARIOS } from './play.ts';
import { startSandboxProcess } from './sandbox-process.ts';
import { drawTree } from './tree.ts';
import { untilStopped } from './until-stopped.ts';

export interface DemoOptions {
  readonly once: boolean;
  readonly json: boolean;
}

/** What one birth must come to (facts/pathway.md section 7): recipient → state. */
const EXPECTED: Readonly<Record<string, string>> = {
  habu: 'confirmed',
  fhs: 'confirmed',
  fastlege: 'confirmed',
  barnevern: 'withheld',
};
const WITHIN_MS = 60_000;
/** What a shell says of a process that Ctrl-C ended. */
const INTERRUPTED = 130;

/**
 * Exit code 0 when the birth was delivered as expected (with --once) or the demonstration was ended by hand; 3 when it was not,
 * 130 when it was ended before the tree stood. Whenever it ends, what it started is stopped first.
 */
export async function demo(parts: CliParts, options: DemoOptions): Promise<number> {
  const output = createOutput(options);
  const settings = parts.loadConfig();
  // From the first moment: a Ctrl-C while PostgreSQL starts must not leave it behind.
  const stopped = untilStopped();
  const sandbox = await startSandboxProcess(portOf(settings.sandboxUrl)).catch(() => startSandboxProcess(0));
  const starting = startOnFreePort(parts, sandbox.url, settings.port);
  try {
    const gateway = await Promise.race([starting, stopped]);
    if (typeof gateway === 'string') return INTERRUPTED;
    banner(output, gateway, sandbox.url, parts.version);
    const shown = await Promise.race([showBirth(gateway, output, settings.language, options), stopped]);
    if (typeof shown === 'string') return INTERRUPTED;
    if (options.once) return isExpected(shown.deliveries) ? 0 : 3;
    output.line();
    output.line(
      `Prøv så / try next:  npx lenke trigger twins   ·   npx lenke deliveries   ·   ${gateway.url}/ops/v1/events/${shown.id}`,
    );
    output.line('Ctrl-C stopper / stops.');
    await stopped;
    return 0;
  } finally {
    const gateway = await starting.catch(() => undefined);
    await gateway?.stop();
    await sandbox.stop();
  }
}

/** Plays the birth, draws it, and with --json prints it for scripts. */
async function showBirth(
  gateway: Gateway,
  output: Output,
  language: Language,
  options: DemoOptions,
): Promise<ShownEvent> {
  const client = createClient(gateway.url, undefined, language);
  const event = await playBirth(client, output, language, gateway);
  const summary = await summarise(client, event);
  if (options.json) output.json(summary);
  return event;
}

function portOf(url: string): number {
  return Number(new URL(url).port || 8091);
}

/** The usual port when it is free; a demonstration must not fail because something else runs. */
export async function startOnFreePort(
  parts: Pick<CliParts, 'loadConfig' | 'startGateway'>,
  sandboxUrl: string,
  port: number,
): Promise<Gateway> {
  const log = createLog(parts.loadConfig().logLevel === 'info' ? 'warn' : parts.loadConfig().logLevel);
  const start = (chosen: number) =>
    parts.startGateway(parts.loadConfig({ LENKE_SANDBOX_URL: sandboxUrl, LENKE_PORT: String(chosen) }), log);
  return start(port).catch((error: unknown) => {
    if (!(error instanceof GatewayError) || error.code !== 'LENKE_PORT_TAKEN') throw error;
    return start(0);
  });
}

function banner(output: Output, gateway: Gateway, sandboxUrl: string, version: string): void {
  const { data } = gateway;
  output.line(
    `${output.paint('bold', 'Lenke')} ${version}  ·  kun syntetiske personer / synthetic persons only`,
  );
  output.line(
    `${data.pathway.actions.length} actions in ${data.pathway.layer} ${data.pathway.version} · law ${data.law.id} ${data.law.version} · ` +
      `${data.directory.recipients.length} recipients · ${data.types.size} resource types · queue on ${gateway.queueBackend}`,
  );
  output.line(`FHIR ${gateway.url}/fhir  ·  ops ${gateway.url}/ops/v1  ·  sandbox ${sandboxUrl}`);
  output.line();
}

async function playBirth(
  client: Client,
  output: Output,
  language: Language,
  gateway: Gateway,
): Promise<ShownEvent> {
  const n = await freshMother(client, new Date());
  const [id] = (await SCENARIOS['birth']?.play(client, n)) ?? [];
  const basisText = (code: string) => gateway.data.law.basis[code]?.[language] ?? code;
  const draw = (event: ShownEvent, last: boolean) =>
    output.redraw((line) => drawTree(event, language, output, basisText, line), last);
  const event = await follow(client, id ?? '', WITHIN_MS, (seen) => draw(seen, false));
  draw(event, true);
  return event;
}

function isExpected(deliveries: readonly ShownDelivery[]): boolean {
  return Object.entries(EXPECTED).every(([recipient, state]) =>
    deliveries.some((delivery) => delivery.recipient === recipient && delivery.state === state),
  );
}

/** The tree as JSON: the form scripts read. */
export async function summarise(client: Client, event: ShownEvent): Promise<object> {
  const created =
    event.trail
      .find(({ step }) => step === 'draft')
      ?.note?.split(' ')
      .filter((reference) => reference !== '') ?? [];
  const tasks = await Promise.all(
    created
      .filter((reference) => reference.startsWith('Task/'))
      .map((reference) => taskOf(client, reference)),
  );
  const { id, code, status, at, subject } = event;
  return {
    event: { id, code, status, at, subject, case: event.case },
    resources: created,
    deliveries: event.deliveries.map(
      ({ recipient, role, state, effect, rule, basis, attempts, action, reason }) => ({
        recipient,
        role,
        state,
        effect,
        rule,
        basis,
        attempts,
        action,
        ...(reason !== undefined && { reason }),
      }),
    ),
    timers: event.timers.map(({ code: timer, due, action, state }) => ({
      id: timer,
      due: due ?? null,
      action,
      state,
    })),
    tasks,
    findings: event.findings.map(({ code: finding }) => finding),
  };
}

async function taskOf(client: Client, reference: string): Promise<object> {
  const task = await client.read<{
    status?: string;
    code?: { coding?: { code?: string }[] };
    restriction?: { period?: { end?: string } };
  }>(`/${reference}`);
  return {
    reference,
    code: task.code?.coding?.[0]?.code,
    status: task.status,
    due: task.restriction?.period?.end ?? null,
  };
}
