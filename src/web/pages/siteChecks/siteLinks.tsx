import { useMemo, type ReactNode } from 'react';
import type { SiteLinkView } from '../../../api/siteChecks';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { OutsideLink } from '../../components/links';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { When } from '../../components/when';
import { useSiteLinks } from '../../data/siteChecks';
import { useWords } from '../../words/words';

/** What is wrong with the links of a site, each with the page it stands on. A suspicious address is shown, not linked. */
export function SiteLinks({ id }: { readonly id: string }): ReactNode {
  const { siteChecks, codes } = useWords();
  const { detail: texts } = siteChecks;
  const columns = useMemo<readonly Column<SiteLinkView>[]>(
    () => [
      {
        key: 'url',
        title: texts.link.url,
        place: 'lead',
        className: 'cell-text',
        render: ({ url, text }) => (
          <span className="two-lines">
            <span>{text}</span>
            <code className="soft">{url}</code>
          </span>
        ),
      },
      {
        key: 'problem',
        title: texts.link.problem,
        place: 'state',
        className: 'cell-text',
        render: ({ problem, reason }) =>
          reason === null ? codes.linkProblem[problem] : `${codes.linkProblem[problem]} · ${codes.probeReason[reason]}`,
      },
      {
        key: 'page',
        title: texts.link.page,
        className: 'cell-text',
        render: ({ page }) => <OutsideLink href={page}>{page}</OutsideLink>,
      },
    ],
    [texts, codes],
  );
  return (
    <Reading read={useSiteLinks(id)} what={texts.links} rows={4}>
      {({ items, asOf }) => (
        <Panel title={texts.links} aside={<When at={asOf} />}>
          {items.length === 0 ? (
            <EmptyNote why={texts.noLinks} />
          ) : (
            <DataTable
              label={texts.links}
              columns={columns}
              items={items}
              keyOf={({ url, problem }) => `${problem} ${url}`}
            />
          )}
        </Panel>
      )}
    </Reading>
  );
}
