// Which moment is it that PostgreSQL writes? Every row carries some.

import pg from 'pg';

const TIMESTAMPTZ = pg.types.builtins.TIMESTAMPTZ;

/** `2026-11-22 12:00:00+00`, with up to six digits of a second before the zone. */
const SHORTEST = 22;
const UTC = '+00';

/** A moment; those of other zones and times as `pg` reads them. */
export function readTimestamp(text: string): unknown {
  const isPlain = text.length >= SHORTEST && text[4] === '-' && text[0] !== '0' && text.endsWith(UTC);
  return isPlain ? new Date(plain(text)) : otherTimestamp(text);
}

const otherTimestamp = pg.types.getTypeParser(TIMESTAMPTZ, 'text');

/** Milliseconds since 1970, without what is less than one. */
function plain(text: string): number {
  const month = number(text, 5, 7) - 1;
  const seconds = (number(text, 11, 13) * 60 + number(text, 14, 16)) * 60 + number(text, 17, 19);
  const end = text.length - UTC.length;
  const ms = end > 20 ? number(text, 20, Math.min(end, 23)) * (SCALE[end - 20] ?? 1) : 0;
  return Date.UTC(number(text, 0, 4), month, number(text, 8, 10)) + seconds * 1000 + ms;
}

/** One digit of a second is so many hundred ms, two are so many ten. */
const SCALE: readonly number[] = [0, 100, 10];

function number(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}
