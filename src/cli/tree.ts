// How is an event drawn? As a tree: what happened, each action, each delivery with its verdict and receipt.

import type { DeliveryState } from '../domain/delivery.ts';
import type { Language, Said } from '../domain/language.ts';
import type { ShownDelivery, ShownEvent } from './follow.ts';
import type { Output } from './output.ts';

const STATE_TEXT: Readonly<Record<DeliveryState, Said>> = {
  planned: {
    nb: 'planlagt, venter på et menneske',
    nn: 'planlagd, ventar på eit menneske',
    en: 'planned, waits for a person',
  },
  withheld: { nb: 'holdt tilbake', nn: 'halden tilbake', en: 'withheld' },
  queued: { nb: 'i kø', nn: 'i kø', en: 'queued' },
  sending: { nb: 'sendes', nn: 'blir send', en: 'sending' },
  awaiting: { nb: 'venter på kvittering', nn: 'ventar på kvittering', en: 'awaiting receipt' },
  retrying: { nb: 'prøves igjen', nn: 'blir prøvd igjen', en: 'retrying' },
  confirmed: { nb: 'bekreftet mottatt', nn: 'stadfesta motteken', en: 'confirmed' },
  refused: { nb: 'avvist av mottaker', nn: 'avvist av mottakar', en: 'refused by the receiver' },
  failed: { nb: 'ikke levert', nn: 'ikkje levert', en: 'not delivered' },
  overdue: { nb: 'kvittering uteblitt', nn: 'kvittering utebliven', en: 'receipt overdue' },
  cancelled: { nb: 'stoppet', nn: 'stoppa', en: 'cancelled' },
};

const MARK: Readonly<Record<DeliveryState, string>> = {
  planned: '·',
  withheld: '⊘',
  queued: '…',
  sending: '→',
  awaiting: '…',
  retrying: '↻',
  confirmed: '✓',
  refused: '✗',
  failed: '✗',
  overdue: '!',
  cancelled: '■',
};

/** The line of a delivery. `basisText` says a legal basis in plain words. */
export function deliveryLine(
  delivery: ShownDelivery,
  language: Language,
  output: Output,
  basisText: (code: string) => string,
): string {
  const { state } = delivery;
  const style =
    state === 'confirmed'
      ? 'green'
      : state === 'withheld'
        ? 'yellow'
        : state === 'failed' || state === 'refused'
          ? 'red'
          : 'dim';
  const why =
    state === 'withheld'
      ? `${reasonText(delivery, language)} (${delivery.rule}, ${basisText(delivery.basis)})`
      : `${delivery.rule}, ${basisText(delivery.basis)}`;
  const tries = delivery.attempts > 1 ? ` ×${delivery.attempts}` : '';
  return `${output.paint(style, MARK[state])} ${delivery.recipient.padEnd(13)} ${output.paint(style, STATE_TEXT[state][language])}${tries}  ${output.paint('dim', why)}`;
}

const REASONS: Readonly<Record<string, Said>> = {
  'no-consent': { nb: 'intet samtykke', nn: 'ikkje samtykke', en: 'no consent' },
  'no-relation': {
    nb: 'ingen behandlingsrelasjon',
    nn: 'ingen behandlingsrelasjon',
    en: 'no treatment relation',
  },
  objection: { nb: 'motsatt seg', nn: 'sett seg imot', en: 'objected to' },
  'not-allowed': { nb: 'ingen hjemmel', nn: 'ingen heimel', en: 'no legal basis' },
  'no-row': {
    nb: 'ingen hjemmel i denne fasen',
    nn: 'ingen heimel i denne fasen',
    en: 'no legal basis in this phase',
  },
};

function reasonText({ reason }: ShownDelivery, language: Language): string {
  const kind = reason?.split(':')[0] ?? '';
  return REASONS[kind]?.[language] ?? kind;
}

const NOTHING: Readonly<Record<string, Said>> = {
  'no-action': {
    nb: 'ingenting: ingen tiltak venter på denne hendelsen',
    nn: 'ingenting: ingen tiltak ventar på denne hendinga',
    en: 'nothing: no action waits for this event',
  },
  nobody: {
    nb: 'ingenting: det er ingen det gjelder',
    nn: 'ingenting: det er ingen det gjeld',
    en: 'nothing: there is nobody it is for',
  },
  'condition-unknown': {
    nb: 'ingenting: noe betingelsen spør om, er ikke kjent',
    nn: 'ingenting: noko vilkåret spør om, er ikkje kjent',
    en: 'nothing: something the condition asks is not known',
  },
  'condition-false': {
    nb: 'ingenting: betingelsen er ikke oppfylt',
    nn: 'ingenting: vilkåret er ikkje oppfylt',
    en: 'nothing: the condition does not hold',
  },
};

/** Why nothing followed, in words. */
export function nothingText(why: string, language: Language): string {
  return NOTHING[why]?.[language] ?? why;
}

/** Draws the event, its facts, actions and deliveries, line by line. */
export function drawTree(
  event: ShownEvent,
  language: Language,
  output: Output,
  basisText: (code: string) => string,
  line: (text?: string) => void = (text) => output.line(text),
): void {
  const noteOf = (name: string) => event.trail.find(({ step }) => step === name)?.note ?? '';
  line(`${output.paint('bold', event.code)}  ${output.paint('dim', event.id)}`);
  const facts = noteOf('plan');
  if (facts !== '') line(`│  ${output.paint('dim', facts)}`);
  const actions = noteOf('summary')
    .split(' ')
    .filter((action) => action !== '');
  for (const action of actions) {
    const deliveries = event.deliveries.filter((delivery) => delivery.action === action);
    const last = action === actions.at(-1);
    line(`${last ? '└─' : '├─'} ${action}`);
    for (const delivery of deliveries) {
      line(`${last ? '  ' : '│ '}   ${deliveryLine(delivery, language, output, basisText)}`);
    }
  }
  if (event.nothing !== undefined) line(`└─ ${output.paint('dim', nothingText(event.nothing, language))}`);
  for (const { text } of event.findings) line(`   ${output.paint('yellow', '!')} ${text}`);
}
