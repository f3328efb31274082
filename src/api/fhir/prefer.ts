// What did the caller prefer? The parts of the Prefer header that FHIR knows.

export interface Preference {
  readonly return: 'minimal' | 'representation' | 'OperationOutcome' | undefined;
  readonly strict: boolean;
  /** respond-async: the caller wants to fetch the answer later. */
  readonly async: boolean;
}

/** Reads `Prefer: return=…, handling=…, respond-async`; what is unknown is ignored, as RFC 7240 says. */
export function readPrefer(header: string | undefined): Preference {
  const wishes = (header ?? '').split(/[,;]/).map((part) => part.trim().toLowerCase().replaceAll('"', ''));
  const find = (name: string): string | undefined =>
    wishes.find((wish) => wish.startsWith(`${name}=`))?.slice(name.length + 1);
  return {
    return: readReturn(find('return')),
    strict: find('handling') === 'strict',
    async: wishes.includes('respond-async'),
  };
}

function readReturn(wish: string | undefined): Preference['return'] {
  switch (wish) {
    case 'minimal':
    case 'representation':
      return wish;
    case 'operationoutcome':
      return 'OperationOutcome';
    default:
      return undefined;
  }
}
