// What would a scenario send? The calls to /fhir as JSON, for who wants to make them by hand or from another system.

import type { Client } from './client.ts';
import { createOutput } from './output.ts';
import { SCENARIOS } from './play.ts';

/** A call a scenario makes: method, path below the gateway's address, and the body. */
interface PrintedCall {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: unknown;
}

/** The mother of a demonstration on an empty store. */
const FIRST_MOTHER = '0';

/** `lenke trigger <scenario> --print`: exit code 0. Nothing is called; what a gateway would answer is not needed to say what is sent. */
export async function printScenario(name: string, options: { readonly mother?: string }): Promise<number> {
  const calls: PrintedCall[] = [];
  await SCENARIOS[name]?.play(writingDown(calls), Number(options.mother ?? FIRST_MOTHER));
  createOutput({ json: true }).json(calls);
  return 0;
}

/** A client that writes down what it is asked to send. Scenarios only send: to read is a fault of theirs. */
function writingDown(calls: PrintedCall[]): Pick<Client, 'submit' | 'put'> {
  const take = (method: PrintedCall['method']) => async (path: string, body: unknown) => {
    calls.push({ method, path: `/fhir${path}`, body });
    return { status: 0, body: {}, events: [] };
  };
  return { submit: take('POST'), put: take('PUT') };
}
