// How do two dates, times or instants compare, when their precision may differ?

const PARTS =
  /^(?:(\d{4})(?:-(\d\d)(?:-(\d\d))?)?)?(?:T?(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?)?(Z|[+-]\d\d:\d\d)?$/;

const TIME_OR_DATE =
  /^(?:\d{4}(?:-\d\d(?:-\d\d(?:T(?:\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?)?|T?\d\d:\d\d(?::\d\d(?:\.\d+)?)?)$/;

/** True for text that has the form of a FHIR date, dateTime, instant or time. */
export function looksTemporal(text: string): boolean {
  const first = text.charCodeAt(0);
  return ((first >= 48 && first <= 57) || first === 84) && TIME_OR_DATE.test(text);
}

interface Moment {
  /** Year, month, day, hour, minute, second; as far as given. Times have no first three. */
  readonly parts: readonly number[];
  readonly zone: number | undefined;
  readonly time: boolean;
}

/** Minutes east of UTC; undefined where no zone is given. A "+" that came through a URL unescaped is a space. */
export function zoneMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith('-') ? -minutes : minutes;
}

function moment(text: string): Moment | undefined {
  const found = PARTS.exec(text);
  if (!found) return undefined;
  const time = found[1] === undefined;
  const given = found.slice(time ? 4 : 1, 7).filter((part) => part !== undefined);
  return { parts: given.map(Number), zone: zoneMinutes(found[7]), time };
}

/** The same moment at UTC; only moments with a time of day move. */
function atUtc(one: Moment): Moment {
  if (one.zone === undefined || one.zone === 0 || one.parts.length < 5) return one;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, ...rest] = one.parts;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute - one.zone));
  const parts = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
  ];
  return { parts: [...parts, ...rest], zone: 0, time: false };
}

/**
 * -1, 0 or 1; undefined when the precision or a missing zone leaves it open (FHIRPath: empty).
 * Seconds and their fractions are one precision, as the specification says.
 */
export function compareTemporal(a: string, b: string): number | undefined {
  if (a.length === b.length && a.slice(19) === b.slice(19) && looksTemporal(a) && looksTemporal(b)) {
    // Same precision and same zone: the order of the text is that of time.
    return a < b ? -1 : Number(a > b);
  }
  const first = moment(a);
  const second = moment(b);
  if (!first || !second || first.time !== second.time) return undefined;
  const zoned = first.zone !== undefined && second.zone !== undefined;
  const [left, right] = zoned ? [atUtc(first), atUtc(second)] : [first, second];
  const length = Math.max(left.parts.length, right.parts.length);
  for (let i = 0; i < length; i++) {
    const one = left.parts[i];
    const other = right.parts[i];
    if (one === undefined || other === undefined) return undefined;
    if (one !== other) return one < other ? -1 : 1;
  }
  const oneZoned = (first.zone === undefined) !== (second.zone === undefined);
  return oneZoned ? undefined : 0;
}
