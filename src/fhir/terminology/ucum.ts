// Is a unit code UCUM?

import { createRequire } from 'node:module';

/** The UCUM atoms medicine uses; the full table has 300 more, mostly old measures and arbitrary units: LHC's library knows them. */
const ATOMS: ReadonlySet<string> = new Set(
  [
    "10* 10^ [pi] % [ppth] [ppm] [ppb] [pptr] m s g rad K C cd mol sr Hz N Pa J W A V F Ohm S Wb Cel T H lm lx Bq Gy Sv gon deg ' ''",
    'l L ar min h d a_t a_j a_g a wk mo_s mo_j mo_g mo t bar u eV AU pc gf Gal dyn erg P Ci R RAD REM B Np cal cal_th kat U eq osm g% By bit',
    '[in_i] [ft_i] [yd_i] [mi_i] [lb_av] [oz_av] [gr] [gal_us] [qt_us] [pt_us] [foz_us] [cup_us] [tbs_us] [tsp_us] [tsp_m] [foz_m] [degF] [Cal] [Btu]',
    "m[H2O] m[Hg] [in_i'H2O] [in_i'Hg] [PRU] [diop] [MET] [pH] [S] [HPF] [LPF] [iU] [IU] [arb'U] [USP'U] [GPL'U] [MPL'U] [APL'U] [beth'U] [anti'Xa'U]",
    "[todd'U] [CCID_50] [TCID_50] [EID_50] [PFU] [FFU] [CFU] [BAU] [AU] [PNU] [Lf] [FEU] [ELU] [EU] [drp] [Ch] [psi] [ka'U] [car_m] [lbf_av] [G] [g] [c] [e]",
  ]
    .join(' ')
    .split(' '),
);

const PREFIXES = ['', 'da', 'Ki', 'Mi', 'Gi', 'Ti', ...'Y Z E P T G M k h d c m u n p f a z y'.split(' ')];

/** An atom, with a prefix, an exponent and an annotation perhaps: `mm3`, `10*3`, `kg`, `{score}`. */
function isComponent(component: string): boolean {
  const text = component.replace(/\{[^{}]*\}$/, '');
  if (text === '') return component !== '';
  if (/^[1-9][0-9]*$/.test(text)) return true;
  const stem = ATOMS.has(text) ? text : text.replace(/[+-]?[0-9]+$/, '');
  return PREFIXES.some((prefix) => stem.startsWith(prefix) && ATOMS.has(stem.slice(prefix.length)));
}

/** Splits at `.` and `/` outside brackets and braces; undefined when those do not match. */
function components(code: string): string[] | undefined {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of code) {
    if ('[{('.includes(char)) depth++;
    if (']})'.includes(char)) depth--;
    if (depth < 0) return undefined;
    if (depth === 0 && (char === '.' || char === '/')) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return depth === 0 ? [...parts, part] : undefined;
}

interface UcumLibrary {
  readonly UcumLhcUtils: {
    getInstance(): { validateUnitString(code: string): { readonly status: string } };
  };
}

/** No unit of use is longer; the library's parser is not for texts of any length. */
const LONGEST = 80;

/** LHC's library has the whole table. Loading it takes 130 ms and 12 MB, so only a unit with an atom that is not above does. */
function inWholeTable(code: string): boolean | undefined {
  if (code.length > LONGEST) return undefined;
  try {
    const library: UcumLibrary = createRequire(import.meta.url)('@lhncbc/ucum-lhc');
    const { status } = library.UcumLhcUtils.getInstance().validateUnitString(code);
    return status === 'error' ? undefined : status === 'valid';
  } catch {
    // A library that throws on what somebody sent: the question stays open.
    return undefined;
  }
}

/** False when UCUM has no such unit; undefined when it cannot be told, since a wrong refusal is worse than an open question. */
export function isUcum(code: string): boolean | undefined {
  const known = isFormed(code);
  return known === undefined ? inWholeTable(code) : known;
}

/** Without the whole table: an atom that is not above is undefined. */
function isFormed(code: string): boolean | undefined {
  if (code === '' || /\s/.test(code)) return false;
  const parts = components(code);
  if (!parts) return false;
  const rest = code.startsWith('/') ? parts.slice(1) : parts;
  if (rest.includes('')) return false;
  const known = rest.every((part) =>
    part.startsWith('(') && part.endsWith(')') ? isFormed(part.slice(1, -1)) === true : isComponent(part),
  );
  return known ? true : undefined;
}
