// What does must support ask, all in one place? The table of profiles/must-support.yaml.

import type { Duties, Meaning } from '../meanings.ts';
import { html, type Markup, page } from './html.ts';

function duties(language: string, { sender, gateway, receiver }: Duties): Markup {
  return html`<td lang="${language}">${sender}</td><td lang="${language}">${gateway}</td><td lang="${language}">${receiver}</td>`;
}

function rows({ id, elements, en, nb }: Meaning): Markup {
  const names = elements.map((name, at) => html`${at > 0 && ', '}<code>${name}</code>`);
  return html`<tr id="${id}"><td rowspan="2"><strong>${id}</strong><br>${names}</td>${duties('en', en)}</tr>
<tr>${duties('nb', nb)}</tr>\n`;
}

/** The page of all meanings. */
export function mustSupportPage(meanings: readonly Meaning[]): string {
  return page(
    'Must support | Må støttes',
    html`<p>The sender is the system the content comes from, the gateway is Lenke, the receiver is the system it is delivered to. An element the recipient may not have is left out, not emptied.</p>
<table><thead><tr><th>Elements</th><th>Sender | Avsender</th><th>Gateway</th><th>Receiver | Mottaker</th></tr></thead><tbody>${meanings.map(rows)}</tbody></table>`,
  );
}
