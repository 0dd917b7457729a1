import type { Role } from '../../../domain/people/role';
import { useUnits } from '../../data/units';
import { useWords } from '../../words/words';

/** How a unit somebody acts for is called, with their role there. */
export function useAssignedUnit(): (held: { readonly role: Role; readonly unitId: string | null }) => string {
  const { codes, people } = useWords();
  const units = useUnits().data?.items;
  return ({ role, unitId }) => {
    const name = unitId === null ? people.office : (units?.find(({ id }) => id === unitId)?.name ?? '—');
    return `${name} · ${codes.role[role]}`;
  };
}
