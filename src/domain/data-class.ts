// What kind of information is it? The classes the law speaks of.

/**
 * Data classes (facts/pathway.md 5.6). `D0` is what nobody classified: no matrix has a column for it, so it is denied.
 * `D12` is anonymised; it has no column either, its cell is A in every row.
 */
export type DataClass =
  | 'D0'
  | 'D1'
  | 'D2'
  | 'D3'
  | 'D4'
  | 'D5'
  | 'D6'
  | 'D7'
  | 'D8'
  | 'D9'
  | 'D10'
  | 'D11'
  | 'D12';
