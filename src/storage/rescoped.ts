/**
 * The collections whose rows carry the units above them (`unitPath`), by name, in the order in which a move of a unit
 * changes them: what others take their path from first. A test fails while a schema with such a path is not named here.
 */
export const RESCOPED = [
  'accounts',
  'sites',
  'credentials',
  'obligations',
  'publish-jobs',
  'findings',
  'cases',
  'posts',
  'alerts',
  'alert-changes',
  'notifications',
  'letters',
  'reminders',
  'reviews',
  'own-posts',
  'liaisons',
  'courses',
  'filing-findings',
  'onboarding-entries',
  'submissions',
  'submission-months',
  'duties',
  'own-words',
  'survey-plans',
  'emergencies',
  'meetings',
] as const;
export type Rescoped = (typeof RESCOPED)[number];

/**
 * Of these, those whose rows name their unit beside its path; a merge of the unit changes both. A test fails while a
 * schema with both is not named here.
 */
export const NAMING_UNIT: readonly Rescoped[] = [
  'accounts',
  'sites',
  'credentials',
  'obligations',
  'cases',
  'alerts',
  'alert-changes',
  'reminders',
  'reviews',
  'own-posts',
  'liaisons',
  'courses',
  'filing-findings',
  'onboarding-entries',
  'submissions',
  'duties',
  'survey-plans',
  'emergencies',
  'meetings',
];
