import type { policies as zhPolicies } from '../zh/policies';

export const policies: typeof zhPolicies = {
  issuer: 'Issuer',
  docNumber: 'Document no.',
  authority: 'Level of the issuer',
  sectors: 'Fields',
  noSectors: 'of no particular field, or not recognised',
  published: 'Published',
  firstSeen: 'First seen',
  decision: 'Mandated',
  sources: 'Sources',
  original: 'Original',
  awaited: (count) =>
    `${count} ${count === '1' ? 'policy states' : 'policies state'} no issuer or field we know, bind nobody, and wait for a person.`,
  awaitedLate: (count) => `${count} of them past the time limit counted from publication.`,
  awaitedDue: 'The first is to be reposted, counted from publication, by ',
  asking: (count) =>
    `${count} ${count === '1' ? 'rule was' : 'rules were'} changed, and nobody has said whether known policies are included.`,
  askingLink: 'Decide',
  awaitedShort: 'To decide',
  dueFromPublication: 'to be reposted, counted from publication, by',
  awaitedLink: 'Decide them',
  filter: 'By hand',
  filterOn: 'to be decided',
  why: 'Nothing tells which level of authority issued this policy, or to which field it belongs, so that it is no mandate. Compare the original and decide; then it is put before the rules, its limits counted from the decision.',
  decide: 'Decide issuer and fields',
  decideAgain: 'Change what was decided',
  level: 'Level of the issuer',
  pickLevel: 'Choose the level of the issuer',
  pickSectors: 'Fields (several; rules that bind by field go by them)',
  bindsNobody: 'Decide that it is no mandate',
  consequence:
    'It holds for all units; your name and reason are kept in the ledger. Seeing the policy again changes nothing of it.',
  byHand: 'Decided by hand',
  byHandOf: (name) => `by ${name}`,
  offer: 'Interpretation to publish beside it',
  offers: 'Interpretations to publish beside it',
  offersWhy:
    'Suggested beside the policy. An interpretation is no duty, and publishing it does not count as reposting the policy.',
  back: 'Policies',
};
