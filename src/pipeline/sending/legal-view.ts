// What is a case to whoever asks the law about it?

import type { CasePersons } from '../../disclosure/classify.ts';
import type { CaseEvidence } from '../../disclosure/gather.ts';
import type { Phase } from '../../disclosure/law-file.ts';
import type { CaseView, Resource } from '../../pathway/case/case-view.ts';

/** The case as the law sees it; made once per event or attempt. */
export interface LegalView {
  readonly view: CaseView;
  /** Case resources with the drafts of this plan among them: a referral makes its performer one who gives care. */
  readonly resources: readonly Resource[];
  /** Whose records there are in the case. */
  readonly persons: CasePersons;
  readonly phase: Phase;
  readonly evidence: CaseEvidence;
}
