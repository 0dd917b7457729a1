import type { policiesCodes as zhCodes } from '../../zh/codes/policies';

export const policiesCodes: typeof zhCodes = {
  authority: {
    'state-council': 'State Council',
    ministry: 'Ministry',
    province: 'Province',
    'provincial-department': 'Provincial department',
    city: 'City',
    'city-department': 'City department',
    county: 'County',
    'county-department': 'County department',
    unknown: 'Not stated',
  },
  decision: {
    mandated: 'Mandated',
    'before-effective': 'Published before the rule took effect',
    authority: 'Authority outside the rules',
    'authority-unknown': 'States neither issuer nor number',
    topic: 'Topic outside the rules',
    'not-whitelisted': 'Source is not whitelisted',
    'no-date': 'No readable date',
    'no-link': 'No link to the original',
    'no-rule': 'No mandate rule applies',
    withdrawn: 'Withdrawn',
    'rule-disabled': 'Rule is disabled',
    interpretation: 'Interpretation of a policy',
    'already-mandated': 'Already mandated; the rule leaves new versions out',
  },
  sourceOutcome: {
    items: 'Read',
    'proven-empty': 'Read, nothing listed',
    unparsed: 'Page not understood',
    refused: 'Refused by the source',
    unreachable: 'Unreachable',
    unauthorised: 'Not authorised',
    'rate-limited': 'Rate limited',
  },
};
