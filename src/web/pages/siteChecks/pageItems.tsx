import { useMemo, type ReactNode } from 'react';
import type { SiteCheckDetailView } from '../../../api/siteChecks';
import type { PageFinding } from '../../../domain/siteChecks/pageItems';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { figure } from '../../time/figure';
import { PAGE_ITEM_LOOK } from '../../words/status';
import { useWords } from '../../words/words';

/** What the home page must carry, and what of it is missing. */
export function PageItems({ page }: Pick<SiteCheckDetailView, 'page'>): ReactNode {
  const { siteChecks, codes } = useWords();
  const { detail: texts } = siteChecks;
  const columns = useMemo<readonly Column<PageFinding>[]>(
    () => [
      {
        key: 'item',
        title: texts.item,
        place: 'lead',
        className: 'cell-text',
        render: ({ item }) => codes.pageItem[item],
      },
      {
        key: 'state',
        title: texts.visit.outcome,
        place: 'state',
        render: ({ item, state, figure: found }) => (
          <>
            <Status quiet look={PAGE_ITEM_LOOK[state]} word={codes.pageItemState[state]} />
            {found === null || (found === 0 && item !== 'certificate') ? null : (
              <span className="soft num">
                {' '}
                {item === 'certificate' ? texts.left(figure(found)) : texts.lacking(figure(found))}
              </span>
            )}
          </>
        ),
      },
    ],
    [texts, codes],
  );
  return (
    <Panel title={texts.page} aside={texts.pageAside}>
      {page === null ? (
        <EmptyNote why={texts.noPage} />
      ) : (
        <>
          <p className="soft">
            {texts.inspected} <When at={page.seenAt} />
          </p>
          <DataTable label={texts.page} columns={columns} items={page.findings} keyOf={({ item }) => item} />
        </>
      )}
    </Panel>
  );
}
