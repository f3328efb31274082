// What is a text in the other language? The standard extension `translation` on a text, written and read.

const URL = 'http://hl7.org/fhir/StructureDefinition/translation';

/** The sibling of a primitive that says its text in another language. */
export interface Translated {
  readonly extension?: readonly {
    readonly url: string;
    readonly extension?: readonly {
      readonly url: string;
      readonly valueCode?: string;
      readonly valueString?: string;
    }[];
  }[];
}

/** The sibling of a text that says `content` in `language`. */
export function translation(language: string, content: string): Translated {
  return {
    extension: [
      {
        url: URL,
        extension: [
          { url: 'lang', valueCode: language },
          { url: 'content', valueString: content },
        ],
      },
    ],
  };
}

/** What a text is in `language`; undefined when its sibling does not say. */
export function translated(sibling: Translated | undefined, language: string): string | undefined {
  return (sibling?.extension ?? [])
    .filter(({ url }) => url === URL)
    .map(({ extension = [] }) => extension)
    .find((parts) => parts.some(({ url, valueCode }) => url === 'lang' && valueCode === language))
    ?.find(({ url }) => url === 'content')?.valueString;
}
