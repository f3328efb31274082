// Which settings are in force? `lenke config`: each with its value and where it came from, secrets masked.

import { explainConfig } from '../config/explain.ts';
import { createOutput, table } from './output.ts';

/** `lenke config`: exit code 0, also when a value is wrong; that is told when something starts. */
export function showConfig(options: { readonly json: boolean }): number {
  const output = createOutput(options);
  const settings = explainConfig();
  if (options.json) output.json(settings);
  else
    output.line(
      table([
        ['setting', 'value', 'from'],
        ...settings.map(({ env, value, origin }) => [env, value === '' ? '–' : value, origin]),
      ]),
    );
  return 0;
}
