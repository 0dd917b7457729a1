import type { FilingFindingView } from '../../../src/api/filingFindings';
import { FILING_FINDING_KINDS, FILING_FINDING_RULES, findingRule } from '../../../src/domain/filings/findingKinds';
import { COVERAGE_RULES } from '../../services/office';
import { filingFindingOf } from '../../http/officeFilings';
import { mockId } from './instants';
import { ok, page, type Reply } from './replies';

type Query = Parameters<typeof page>[1];
const accepted = new Map<string, FilingFindingView['acceptance']>();
const reported: FilingFindingView[] = [];

function all(): readonly FilingFindingView[] {
  const ending = FILING_FINDING_RULES['certification-ending'];
  const found = [
    filingFindingOf({ id: mockId('d', 1), label: '云溪教育', unitName: '县教育局' }),
    filingFindingOf({
      ...{ id: mockId('d', 2), kind: 'certification-ending', label: '云溪卫健', unitName: '县卫健局' },
      ...{ severity: ending.severity, source: ending.source, clause: ending.clause },
      facts: { certifiedUntil: '2026-12-20' },
    }),
    ...reported,
  ];
  return found.map((one) => {
    const acceptance = accepted.get(one.id);
    return acceptance === undefined ? one : { ...one, state: 'accepted', acceptance };
  });
}

/** What the API returns of findings about filings. */
export function findings(part: string | undefined, query: Query): Reply {
  const open = all().filter(({ state }) => state === 'open');
  if (part === 'counts')
    return ok({
      kinds: FILING_FINDING_KINDS.map((kind) => {
        const { source, clause, severity } = findingRule(kind, COVERAGE_RULES);
        const count = open.filter((one) => one.kind === kind).length;
        return { kind, source, clause, severity, open: count, accepted: 0 };
      }),
      asOf: new Date().toISOString(),
    });
  const isAsked = ({ kind, state }: FilingFindingView): boolean =>
    [kind, undefined].includes(query['kind'] as never) && [state, undefined].includes(query['state'] as never);
  return page(all().filter(isAsked), query);
}

/** Accepts, or tells of an account. */
export function changeFilings(path: string, body: Readonly<Record<string, unknown>>): Reply {
  if (path.endsWith('/accept')) {
    const ids = body['ids'] as readonly string[];
    const said = { byName: '王管理', reason: String(body['reason']), untilOn: String(body['untilOn']) };
    for (const id of ids) accepted.set(id, { ...said, at: new Date().toISOString() });
    return ok({ accepted: ids.length, left: [] });
  }
  if (path.endsWith('/take-back')) {
    accepted.delete(path.split('/')[2] ?? '');
    return ok(filingFindingOf());
  }
  reported.push(
    filingFindingOf({ id: mockId('d', 9), kind: 'reported', label: String(body['name']), accounts: [], facts: {} }),
  );
  return { status: 201, body: reported.at(-1) };
}
