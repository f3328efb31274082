// What others get can be read: the package has the layout fhir-package-loader reads, and no link of the site leads nowhere.

import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { definitions, examples, nationalLists, version } from '../../../profiles/definitions.ts';
import { packageFiles } from '../../../profiles/package.ts';
import { layerPlans } from '../../../profiles/layers.ts';
import { pathways } from '../../../profiles/pathways.ts';
import { profileOfDraft } from '../../../profiles/site/actions.ts';
import { html } from '../../../profiles/site/html.ts';
import { pages } from '../../../profiles/site/pages.ts';
import { tgz } from '../../../profiles/tar.ts';

interface Index {
  readonly 'index-version': number;
  readonly files: readonly { readonly filename: string; readonly hasSnapshot?: boolean }[];
}

function indexOf(files: ReadonlyMap<string, string>, folder: string): Index {
  return JSON.parse(files.get(`${folder}/.index.json`) ?? '{}') as Index;
}

describe('package', () => {
  const files = packageFiles(true);

  test('package.json names it, its version and FHIR R4', () => {
    const about: unknown = JSON.parse(files.get('package/package.json') ?? '{}');
    expect(about).toMatchObject({
      name: 'lenke',
      version: version(),
      canonical: 'https://lenke.example/fhir',
      fhirVersions: ['4.0.1'],
      dependencies: { 'hl7.fhir.r4.core': '4.0.1' },
    });
  });

  test('the definitions are of the same version', () => {
    const others = definitions().filter(({ version: own }) => own !== undefined && own !== version());
    expect(others.map(({ id }) => id)).toEqual([]);
  });

  test.each(['package', 'package/example'])('%s/.index.json lists every file there', (folder) => {
    const { files: listed, 'index-version': form } = indexOf(files, folder);
    const there = [...files.keys()].filter(
      (path) => path.startsWith(`${folder}/`) && /^[A-Z][^/]*\.json$/.test(path.slice(folder.length + 1)),
    );
    expect(form).toBe(2);
    expect(listed.map(({ filename }) => `${folder}/${filename}`).toSorted()).toEqual(there.toSorted());
  });

  test('without snapshots none says it has one', () => {
    const listed = indexOf(packageFiles(false), 'package').files;
    expect(listed.some(({ hasSnapshot }) => hasSnapshot === true)).toBe(false);
    expect(indexOf(files, 'package').files.some(({ hasSnapshot }) => hasSnapshot === true)).toBe(true);
  });

  test('the archive holds name and content of each file', () => {
    const text = 'Æ fødsel';
    const bytes = gunzipSync(tgz(new Map([['package/a.json', text]])));
    expect(bytes.toString('utf8', 0, 14)).toBe('package/a.json');
    expect(Number.parseInt(bytes.toString('ascii', 124, 135), 8)).toBe(Buffer.byteLength(text));
    expect(bytes.toString('utf8', 512, 512 + Buffer.byteLength(text))).toBe(text);
    expect(bytes.length % 512).toBe(0);
  });
});

test('the package holds each layer as a plan, with every request it names', () => {
  const files = packageFiles(false);
  for (const layer of ['no-krs', 'no-lk', 'dk']) {
    const plan = JSON.parse(files.get(`package/PlanDefinition-${layer}.json`) ?? '{}') as object;
    const named = [...JSON.stringify(plan).matchAll(/ActivityDefinition\/([^|"]+)\|/g)].map(
      ([, id = '']) => id,
    );
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((id) => !files.has(`package/ActivityDefinition-${id}.json`))).toEqual([]);
  }
  expect(files.has('package/OperationDefinition-lenke-apply.json')).toBe(true);
});

describe('site', () => {
  const plans = layerPlans();
  const made = pages([...definitions(), ...nationalLists()], examples(), pathways(), plans);

  const isThere = (target: string): boolean => {
    const [name = '', place] = target.split('#');
    const text = made.get(name);
    return text !== undefined && (place === undefined || text.includes(`id="${place}"`));
  };

  test('every link within it leads to a page, and to the place on it', () => {
    const broken = [...made].flatMap(([name, text]) =>
      [...text.matchAll(/href="([^"]+)"/g)]
        .map(([, target = '']) => target)
        .filter((target) => !target.startsWith('http') && !isThere(target))
        .map((target) => `${name} → ${target}`),
    );
    expect(broken).toEqual([]);
  });

  test('every action and timer of every layer has its place, with owner, conditions and legal basis', () => {
    const lacking = pathways().layers.flatMap(({ layer, actions = [], timers = [] }) => {
      const text = made.get(`pathway-${layer}.html`) ?? '';
      const section = (id: string): string => text.split(`id="${id}"`)[1]?.split('</section>')[0] ?? '';
      const shown = (value: string | undefined): string => html`${value}`.text;
      return [
        ...actions
          .filter(
            ({ id, owner, due, sends = [] }) =>
              ![shown(owner), shown(due), ...sends.map(({ basis }) => basis)].every((one) =>
                section(id).includes(one),
              ) || section(id) === '',
          )
          .map(({ id }) => id),
        ...timers
          .filter(({ id, due }) => !text.includes(`id="${id}"`) || !text.includes(shown(due)))
          .map(({ id }) => id),
      ];
    });
    expect(lacking).toEqual([]);
  });

  test('every draft of an action leads to the profile it follows', () => {
    const drafts = pathways().layers.flatMap(({ actions = [] }) =>
      actions.flatMap(({ produces = [] }) => produces),
    );
    expect(drafts.filter((draft) => profileOfDraft(draft) === undefined).map(({ as }) => as)).toEqual([]);
    expect(drafts.length).toBeGreaterThan(10);
  });

  test('a profile is named and described in both languages, and says what must support asks', () => {
    const text = made.get('StructureDefinition-lenke-flag.html') ?? '';
    expect(text).toContain('<h1>Flag | Varsel</h1>');
    expect(text).toContain('<p lang="nb">Det alle som åpner saken må se');
    expect(text).toContain('Avsender: ');
  });

  test.each([...plans])(
    'the drawing of %s has every action, every event that sets one off, and every relation',
    (layer, plan) => {
      const text = made.get(`plan-${layer}.html`) ?? '';
      const svg = /<svg[\s\S]*<\/svg>/.exec(text)?.[0] ?? '';
      const actions = plan.action ?? [];
      const count = (mark: string): number => svg.split(mark).length - 1;
      const events = new Set(actions.flatMap(({ trigger = [] }) => trigger.map(({ name }) => name)));
      const relations = actions.flatMap(({ relatedAction = [] }) => relatedAction);
      expect(actions.filter(({ id = '' }) => !svg.includes(`>${id}</text>`)).map(({ id }) => id)).toEqual([]);
      expect(count('class="event"')).toBe(events.size);
      expect(count('class="trigger"')).toBe(actions.flatMap(({ trigger = [] }) => trigger).length);
      expect(count('class="relation" marker-end')).toBe(relations.length);
      // Each line begins and ends inside the drawing.
      expect(/NaN|undefined/.test(svg)).toBe(false);
    },
  );

  test('it loads nothing from elsewhere', () => {
    const loading = [...made].filter(([, text]) =>
      /<(script|link|img|iframe)\b|@import|url\((?!#)/.test(text),
    );
    expect(loading.map(([name]) => name)).toEqual([]);
  });

  test('what is put on a page is text, never markup', () => {
    expect(html`<p>${'<script>"&\''}</p>`.text).toBe('<p>&lt;script&gt;&quot;&amp;&#39;</p>');
  });
});
