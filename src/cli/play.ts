// What can be played? Scenarios of the sandbox: the messages a hospital, a municipality or a GP would send.

import {
  birth,
  epikrise,
  type BirthOptions,
  motherCase,
  plan,
  referral,
  STILLBIRTH,
  TWINS,
  WITHOUT_NUMBER,
} from '../sandbox/people.ts';
import type { Client } from './client.ts';

/** One thing that can be played, with the events it should set off. */
export interface Scenario {
  readonly text: string;
  /** Plays it for mother number `n`; gives the ids of the events. */
  play(client: Pick<Client, 'submit' | 'put'>, n: number): Promise<readonly string[]>;
}

/** 39 weeks and 3 days: the pregnancy of scenario A, moved so that the birth is now. */
const PREGNANCY_DAYS = 276;
const DAY_MS = 86_400_000;

/** The birth of this hour, so that its deadlines lie ahead and a repeat within the hour is the same birth. */
function timesOf(now: Date): { readonly at: string; readonly ga0: string } {
  const at = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
  return {
    at: at.toISOString(),
    ga0: new Date(at.getTime() - PREGNANCY_DAYS * DAY_MS).toISOString().slice(0, 10),
  };
}

async function openCase(client: Pick<Client, 'submit'>, n: number): Promise<boolean> {
  const { body } = await client.submit('', motherCase({ n, ga0: timesOf(new Date()).ga0 }));
  const entries = (body as { entry?: { response?: { status?: string } }[] }).entry ?? [];
  return entries.some(({ response }) => response?.status?.startsWith('201') === true);
}

function playBirth(options: BirthOptions): Scenario['play'] {
  return async (client, n) => {
    await openCase(client, n);
    return (await client.submit('', birth({ n, ...timesOf(new Date()), ...options }))).events;
  };
}

/** Every scenario by name. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  birth: { text: 'a live birth: the child is referred to HABU 0–6 by itself', play: playBirth({}) },
  twins: { text: 'twins: one referral each', play: playBirth({ children: TWINS }) },
  'birth-without-number': {
    text: 'a live birth before the child has a person number',
    play: playBirth({ children: WITHOUT_NUMBER }),
  },
  stillbirth: {
    text: 'a stillbirth: everything is cancelled, nobody is invited',
    play: playBirth({ children: STILLBIRTH }),
  },
  'unknown-birth': {
    text: 'a birth of a mother without a case: acknowledged, counted, not kept',
    play: async (client, n) =>
      (await client.submit('', birth({ n: n + 300_000, ...timesOf(new Date()) }))).events,
  },
  referral: {
    text: 'a signed referral goes to its performer',
    play: async (client, n) => {
      await openCase(client, n);
      return (await client.submit('', referral({ n, from: 'fastlege', to: 'kk-pol' }))).events;
    },
  },
  epikrise: {
    text: 'a signed epikrise goes to GP, midwife and child health service',
    play: async (client, n) => {
      await openCase(client, n);
      return (await client.submit('', epikrise({ n }))).events;
    },
  },
  plan: {
    text: 'a changed plan goes to the systems of the care team',
    play: async (client, n) => {
      await openCase(client, n);
      return (await client.submit('', plan({ n }))).events;
    },
  },
};

/** The first mother that has no case yet, so that a repeated demonstration shows a new birth: 0 on an empty store. */
export async function freshMother(client: Client, now: Date): Promise<number> {
  return (await openCase(client, 0)) ? 0 : 1 + (Math.floor(now.getTime() / 1000) % 200_000);
}
