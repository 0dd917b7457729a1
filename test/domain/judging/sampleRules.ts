/** Rules as a pack's file states them, each good as it stands; a test changes what it is about. */
export const clause = { source: '国办秘函〔2019〕19号', text: '两周' };
export const silence = {
  id: 's',
  kind: 'silence',
  columnClass: 'account',
  warnDays: [7],
  breachDays: 14,
  dormantDays: 30,
  zombieDays: 90,
  clause,
};
export const slow = {
  id: 'g',
  kind: 'slow',
  columnClass: 'account',
  measure: { by: 'gap', maxGapHours: 48, windowDays: 10 },
  clause,
};
export const wording = { id: 'w', kind: 'wording', check: { by: 'phrase', phrases: ['x'] }, clause };
