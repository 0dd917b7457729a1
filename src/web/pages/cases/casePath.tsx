import type { ReactNode } from 'react';
import type { CaseState } from '../../../domain/cases/case';
import type { CaseView } from '../../../api/cases';
import { useWords } from '../../words/words';

const SHUTDOWN: readonly CaseState[] = [
  'noticed',
  'reminded',
  'rectifying',
  'proposed',
  'approved',
  'announced',
  'archived',
  'cancelled',
  'filed',
  'closed',
];
const INTEGRATION: readonly CaseState[] = [
  'noticed',
  'reminded',
  'rectifying',
  'proposed',
  'approved',
  'announced',
  'archived',
  'integrated',
  'filed',
  'closed',
];

interface PathPoint {
  readonly state: CaseState;
  readonly place: 'past' | 'here' | 'ahead' | 'skipped';
}

/**
 * The whole way a case can go, with what it has been through. States that it left out stand as skipped; a state off the
 * way (rectification overdue) is put in where it happened.
 */
function pathOf(shutdownCase: Pick<CaseView, 'state' | 'steps'>): readonly PathPoint[] {
  const integrating =
    shutdownCase.state === 'integrated' || shutdownCase.steps.some((step) => step.event === 'propose-integration');
  const visited = new Set<CaseState>([
    ...shutdownCase.steps.flatMap((step) => [step.from, step.to]),
    shutdownCase.state,
  ]);
  const way = [...(integrating ? INTEGRATION : SHUTDOWN)];
  if (visited.has('overdue')) way.splice(way.indexOf('rectifying') + 1, 0, 'overdue');
  const here = way.indexOf(shutdownCase.state);
  return way.map((state, index) => ({
    state,
    place: index === here ? 'here' : index > here ? 'ahead' : visited.has(state) ? 'past' : 'skipped',
  }));
}

/** 案件进程: where the case stands. Past, present and future are told apart by weight and mark, not by colour alone. */
export function CasePath({ shutdownCase }: { readonly shutdownCase: CaseView }): ReactNode {
  const { cases, codes } = useWords();
  return (
    <ol className="case-path" aria-label={cases.path}>
      {pathOf(shutdownCase).map(({ state, place }) => (
        <li key={state} className={`path-${place}`} aria-current={place === 'here' ? 'step' : undefined}>
          {codes.caseState[state]}
        </li>
      ))}
    </ol>
  );
}
