// What does every page of the definitions look like?

import { html, Markup } from '../../src/domain/markup.ts';

export { html, Markup };

const STYLE = new Markup(`<style>
body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:75rem;padding:1rem;color:#1b1b1b;background:#fff}
a{color:#0050b3}nav{margin-bottom:1rem}table{border-collapse:collapse;width:100%;font-size:.85rem}
td,th{border-bottom:1px solid #ddd;padding:.2rem .4rem;text-align:left;vertical-align:top}
.slice{color:#6b2fa0}.must{color:#a40000;font-weight:600}pre{background:#f5f6f8;padding:1rem;overflow:auto}
summary{cursor:pointer;font-weight:600;margin:1rem 0}td summary{font-weight:400;margin:.2rem 0}td details p{margin:.3rem 0}
@media(prefers-color-scheme:dark){body{background:#16181c;color:#e8e8e8}a{color:#8ab4ff}pre{background:#22252b}
td,th{border-color:#3a3d44}.slice{color:#c9a3f5}.must{color:#ff9a9a}}
</style>`);

/** A whole page. */
export function page(title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} – Lenke</title>${STYLE}</head>
<body><nav><a href="index.html">Lenke FHIR</a> · <a href="pathways.html">Pathways | Forløp</a></nav><main><h1>${title}</h1>${body}</main></body></html>
`.text;
}
