// What is in force, and where does it come from? Settings with secrets masked, and the text of docs/configuration.md.

import { SETTINGS, type Setting, type SettingName } from './settings.ts';

/** One setting as shown to people. */
export interface ExplainedSetting {
  readonly name: string;
  readonly env: string;
  readonly value: string;
  readonly origin: 'default' | 'environment' | 'unset';
  readonly text: string;
}

/** The settings in force, secrets masked. */
export function explainConfig(
  environ: Readonly<Record<string, string | undefined>> = process.env,
): readonly ExplainedSetting[] {
  return (Object.keys(SETTINGS) as SettingName[]).map((name) => {
    const setting: Setting = SETTINGS[name];
    const given = environ[setting.env];
    const set = given !== undefined && given !== '';
    const value = set ? given : setting.fallback;
    return {
      name,
      env: setting.env,
      value: value === undefined ? '' : setting.secret === true ? '••••••' : value,
      origin: set ? 'environment' : value === undefined ? 'unset' : 'default',
      text: setting.text,
    };
  });
}

/** docs/configuration.md, made from the table. */
export function configurationPage(): string {
  const rows = (Object.values(SETTINGS) as Setting[]).map((setting) => {
    const kind = describe(setting);
    const fallback = setting.fallback === undefined ? '–' : `\`${setting.fallback}\``;
    return `| \`${setting.env}\` | ${kind} | ${fallback} | ${setting.since} | ${setting.text} |`;
  });
  return [
    '# Configuration',
    '',
    'Every setting is an environment variable. Made from `src/config/settings.ts` by `npm run generate`; do not edit.',
    '`lenke config` shows what is in force. A wrong setting starts nothing and names every problem at once.',
    '',
    '| variable | value | default | since | what it does |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function describe(setting: Setting): string {
  const { kind } = setting;
  switch (kind.kind) {
    case 'integer':
      return `whole number ${kind.min}–${kind.max}`;
    case 'choice':
      return kind.values.map((value) => `\`${value}\``).join(', ');
    case 'list':
      return `list${kind.values ? ` of ${kind.values.map((value) => `\`${value}\``).join(', ')}` : ''}`;
    case 'json':
      return 'JSON';
    case 'url':
      return `address, such as \`${kind.example}\``;
    case 'text':
      return kind.example === undefined ? 'text' : `text, such as \`${kind.example}\``;
  }
}
