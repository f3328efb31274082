// What does every page of a flowchart look like? One file that needs nothing else: its style is in it, and no script.

import { html, Markup } from '../../../domain/markup.ts';
import type { Tongue } from './words.ts';

// Colours keep a contrast of 4.5 to 1 on their ground; on paper everything is black on white, and no step is cut in two.
const STYLE = new Markup(`<style>
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#1b1b1b;background:#fff}
a{color:#0050b3}h2{margin-top:2rem}ol.steps{list-style:none;padding:0;margin:0}
ol.steps>li{border:1px solid #767676;border-left:.5rem solid #0050b3;border-radius:.3rem;padding:.6rem .9rem;margin:0 0 1.6rem;position:relative;break-inside:avoid}
ol.steps>li:not(:last-child)::after{content:"\\2193";position:absolute;left:1rem;bottom:-1.7rem;font-size:1.1rem;color:#444}
li.human{border-left-color:#8a1c1c}li.prop{border-left-color:#8a5a00}h3{margin:0;font-size:1.05rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem;margin:.4rem 0 0}dt{font-weight:600}dd{margin:0}
.marks{margin:.3rem 0 0;font-size:.9rem}.marks span{border:1px solid #767676;border-radius:.2rem;padding:0 .4rem;margin-right:.4rem}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #ccc;text-align:left;vertical-align:top;padding:.2rem .5rem}
svg{max-width:100%;height:auto}svg text{font:14px system-ui,sans-serif;fill:#1b1b1b}svg a text{fill:#0050b3;text-decoration:underline}
.box{fill:#fff;stroke:#0050b3;stroke-width:2}.side{stroke-dasharray:6 4;stroke:#555}.line{fill:none;stroke:#444;stroke-width:1.5}
code{font-size:.85em}code,td,dd{overflow-wrap:anywhere}
@media (max-width:32rem){dl{grid-template-columns:1fr}dd{margin:0 0 .3rem}}
@media print{body{max-width:none;font-size:11pt}a{color:#000;text-decoration:none}ol.steps>li{border-color:#000}h2{break-after:avoid}section.stage{break-before:auto}}
</style>`);

/** A whole page in a language. */
export function document(tongue: Tongue, title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="${tongue}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>${STYLE}</head>
<body><main><h1>${title}</h1>${body}</main></body></html>
`.text;
}

/** The head of an arrow, for the drawings of a page. */
export const ARROW = new Markup(
  '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 10 5 0 10z" fill="#444"/></marker></defs>',
);
