// With what eyes does a caller look? The law's answers, as the store asks for them.

import type { JsonObject } from '../../../domain/json.ts';
import type { Tx } from '../../tx.ts';
import type { StoredResource } from '../stored.ts';

type Run = Tx['query'];

/** What a caller may see of one resource. */
export type Judged =
  | { readonly see: 'whole' }
  /** Content without what may not be seen. */
  | { readonly see: 'narrowed'; readonly content: string }
  | { readonly see: 'nothing' };

/** The eyes of one caller for one request: the law decides, the store asks before it finds, counts, follows or changes. */
export interface Sight {
  /** Id of the caller: what it wrote itself it may see. */
  readonly caller: string;
  /**
   * What the law says of each, at the same places. None of them is deleted. `looked`: when they were read it was looked what
   * had been written (`Changes`).
   */
  judge(stored: readonly StoredResource[], run: Run, looked: boolean): Promise<readonly Judged[]>;
  /** Told of what the caller sees because it wrote it. */
  own(stored: readonly StoredResource[]): void;
  /** What it points at whose existence may be a secret: neither registers nor the person it is about. */
  pointsAt(stored: StoredResource): readonly string[];
  /** The content without saying that it points at one of `hidden`; `cut` when that cannot be put back. */
  mask(content: string, hidden: ReadonlySet<string>): { readonly content: string; readonly cut: boolean };
  /** What was sent, with the references to `hidden` that the caller saw masked; undefined when they are not where they were. */
  unmask(sent: JsonObject, whole: string, hidden: ReadonlySet<string>): JsonObject | undefined;
  /** False for an order that would tell something of elements the caller does not see. */
  maySortBy(type: string, parameter: string): boolean;
}
