// How long does the receiver ask us to wait?

/**
 * Milliseconds of a Retry-After header (RFC 9110 10.2.3): whole seconds or an HTTP date, the latter counted from `now`.
 * undefined when there is none or it cannot be read; never negative.
 */
export function retryAfterMs(header: string | null | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // An HTTP date has a weekday and GMT; Date.parse alone would take "3" or "1.5" for a year.
  if (!/^[A-Z][a-z]+, .* GMT$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
