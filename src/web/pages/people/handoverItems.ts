import type { HandoverItem, HandoverKind } from '../../../domain/people/handover';
import { paths } from '../../data/paths';

/** Where things of a kind are seen. */
export const HANDOVER_LINKS: Readonly<Record<HandoverKind, string>> = {
  alert: paths.alerts(),
  task: paths.manualTasks(),
  liaison: paths.liaisons(),
  'duty-day': paths.notifyRosters,
  substitution: paths.notifyRosters,
  route: paths.notifyRoutes,
  ladder: paths.notifyLadders,
  digest: paths.notifyDigests,
  'review-flow': paths.reviewFlows(),
  'review-taker': paths.reviews({ all: 'true' }),
  review: paths.reviews(),
  authored: paths.reviews({ all: 'true' }),
  delegation: paths.reviews(),
  submission: paths.submissions(),
  'own-post': paths.ownPosts(),
  silence: paths.notifySilences(),
  credential: paths.credentials(),
};

/** The things by kind, in the order in which kinds come. */
export function itemsByKind<Item extends HandoverItem>(
  items: readonly Item[],
): readonly (readonly [HandoverKind, readonly Item[]])[] {
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return kinds.map((kind) => [kind, items.filter((item) => item.kind === kind)]);
}
