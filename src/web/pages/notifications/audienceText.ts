import type { AudienceView } from '../../../api/notify';
import type { Words } from '../../words/zh';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Whom something is told, in words. */
export function audienceText(
  audience: AudienceView,
  { people, rosters }: { readonly people: readonly Named[]; readonly rosters: readonly Named[] },
  { notify, codes, common }: Words,
): string {
  const { routes: texts } = notify;
  const nameOf = (all: readonly Named[], id: string): string => all.find((one) => one.id === id)?.name ?? '—';
  switch (audience.kind) {
    case 'group':
      return texts.group;
    case 'people':
      return texts.people(audience.personIds.map((id) => nameOf(people, id)).join(common.comma));
    case 'role':
      return texts.role(codes.role[audience.role]);
    case 'duty':
      return texts.duty(nameOf(rosters, audience.rosterId));
    case 'duty-leader':
      return texts.dutyLeader(nameOf(rosters, audience.rosterId));
    case 'unit': {
      const role = audience.role === null ? texts.anyRole : codes.role[audience.role];
      return `${texts.levels[audience.levelsUp]} · ${role}`;
    }
  }
}
