import type { MeView } from '../../../api/people';
import { paths } from '../../data/paths';
import type { Words } from '../../words/zh';

type Why = keyof Words['settings']['why'];
type Group = keyof Words['settings']['groups'];

export interface SettingsPlace {
  readonly why: Why;
  readonly to: string;
  readonly name: (words: Words) => string;
  readonly allowed?: (me: MeView) => boolean;
}

const mayManagePeople = (me: MeView): boolean => me.actions.includes('people.manage');
const mayWriteAccounts = (me: MeView): boolean => me.actions.includes('account.write');
/** How the office tells people of things is set for the whole office. */
const mayManageNotify = (me: MeView): boolean => me.actions.includes('notify.manage') && me.unitId === null;

/** What the page leads to, in the order in which an office sets itself up; `allowed` as the pages themselves ask. */
export const SETTINGS_PLACES: readonly (readonly [Group, readonly SettingsPlace[]])[] = [
  [
    'work',
    [
      { why: 'reviews', to: paths.reviews(), name: ({ frame }) => frame.reviews.mine },
      { why: 'ownPosts', to: paths.ownPosts(), name: ({ ownPosts }) => ownPosts.title },
      { why: 'submissions', to: paths.submissions(), name: ({ submissions }) => submissions.menu },
      { why: 'duties', to: paths.duties({ owed: true }), name: ({ duties }) => duties.title },
      { why: 'reminders', to: paths.reminders(), name: ({ letters }) => letters.reminders.title },
      { why: 'sources', to: paths.sources, name: ({ frame }) => frame.nav.sources },
    ],
  ],
  [
    'register',
    [
      { why: 'units', to: paths.units, name: ({ units }) => units.menu, allowed: mayManagePeople },
      { why: 'people', to: paths.people, name: ({ people }) => people.menu, allowed: mayManagePeople },
      { why: 'roles', to: paths.roles, name: ({ people }) => people.roles.title, allowed: mayManagePeople },
      { why: 'handovers', to: paths.handovers, name: ({ handover }) => handover.menu, allowed: mayManagePeople },
      { why: 'imports', to: paths.imports, name: ({ imports }) => imports.title, allowed: mayWriteAccounts },
      { why: 'liaisons', to: paths.liaisons(), name: ({ team }) => team.menu },
      { why: 'courses', to: paths.courses(), name: ({ team }) => team.courses.menu },
    ],
  ],
  [
    'publishing',
    [
      { why: 'rules', to: paths.rules, name: ({ publishing }) => publishing.rules.title },
      { why: 'ownWords', to: paths.ownWords(), name: ({ ownWords }) => ownWords.title },
      { why: 'reviewFlows', to: paths.reviewFlows(), name: ({ reviews }) => reviews.settings },
      { why: 'credentials', to: paths.credentials(), name: ({ credentials }) => credentials.title },
    ],
  ],
  [
    'notify',
    [
      { why: 'notifyMessages', to: paths.notify, name: ({ notify }) => notify.tabs.messages, allowed: mayManageNotify },
      {
        why: 'notifyChannels',
        to: paths.notifyChannels,
        name: ({ notify }) => notify.tabs.channels,
        allowed: mayManageNotify,
      },
      {
        why: 'notifyRoutes',
        to: paths.notifyRoutes,
        name: ({ notify }) => notify.tabs.routes,
        allowed: mayManageNotify,
      },
      {
        why: 'notifyRosters',
        to: paths.notifyRosters,
        name: ({ notify }) => notify.tabs.rosters,
        allowed: mayManageNotify,
      },
      { why: 'notifyLadders', to: paths.notifyLadders, name: ({ ladders }) => ladders.tab, allowed: mayManageNotify },
      {
        why: 'notifySilences',
        to: paths.notifySilences(),
        name: ({ notify }) => notify.tabs.silences,
        allowed: mayManageNotify,
      },
      {
        why: 'notifyDigests',
        to: paths.notifyDigests,
        name: ({ notify }) => notify.tabs.digests,
        allowed: mayManageNotify,
      },
      {
        why: 'subscriptions',
        to: paths.notifySubscriptions,
        name: ({ notify }) => notify.tabs.subscriptions,
        allowed: mayManageNotify,
      },
    ],
  ],
  ['own', [{ why: 'me', to: paths.me, name: ({ frame }) => frame.own.menu }]],
];
