// How does her access look on one page? What was shared, who looked, what was not shared; for a browser or paper, without script.

import type { Language } from '../../domain/language.ts';
import { html, Markup } from '../../domain/markup.ts';
import { PAGE } from './disclosure-texts.ts';

/** A line of the page: what happened, in words. */
export interface ToldLine {
  readonly kind: 'sent' | 'seen' | 'withheld';
  readonly when: string;
  readonly text: string;
}

// Colours keep a contrast of 4.5 to 1 on their ground.
const STYLE = new Markup(`<style>
body{font:18px/1.5 system-ui,sans-serif;margin:0 auto;max-width:44rem;padding:1rem;color:#1b1b1b;background:#fff}
h2{margin-top:2rem}ul{list-style:none;padding:0}li{border-left:.4rem solid #0050b3;margin:0 0 1rem;padding:.1rem .8rem;break-inside:avoid}
section.withheld li{border-left-color:#8a1c1c}time{display:block;font-size:.9rem;color:#444}
</style>`);

/** The page. Lines keep their order. */
export function disclosurePage(lines: readonly ToldLine[], language: Language): string {
  const section = (kind: ToldLine['kind']): Markup => {
    const told = lines.filter((line) => line.kind === kind);
    const items = told.map(({ when, text }) => html`<li><time>${when}</time>${text}</li>`);
    const body = told.length === 0 ? html`<p>${PAGE.none[language]}</p>` : html`<ul>${items}</ul>`;
    return html`<section class="${kind}"><h2>${PAGE[kind][language]}</h2>${body}</section>`;
  };
  const title = PAGE.title[language];
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>${STYLE}</head>
<body><main><h1>${title}</h1><p>${PAGE.lead[language]}</p>${section('sent')}${section('seen')}${section('withheld')}<p>${PAGE.rights[language]}</p></main></body></html>
`.text;
}
