import { useMemo, type ReactNode } from 'react';
import type { ProbeView } from '../../../api/accounts';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { OutsideLink } from '../../components/links';
import { Facts } from '../../components/panel';
import { Shape, Status } from '../../components/status';
import { Published, When } from '../../components/when';
import { figure } from '../../time/figure';
import { OUTCOME_LOOK } from '../../words/status';
import { useWords } from '../../words/words';

type Item = ProbeView['items'][number];

/** What one look at the unsaved account saw, and what of it will matter for verdicts. */
export function ProbeResult({ seen }: { readonly seen: ProbeView }): ReactNode {
  const { registration: texts, codes, accounts } = useWords();
  const columns = useMemo<readonly Column<Item>[]>(
    () => [
      {
        key: 'title',
        title: accounts.posts.title,
        place: 'lead',
        className: 'cell-text',
        render: (item) => (
          <>
            <OutsideLink href={item.url}>{item.title === '' ? accounts.posts.untitled : item.title}</OutsideLink>
            {item.pinned ? <span className="soft"> {texts.result.pinned}</span> : null}
          </>
        ),
      },
      {
        key: 'published',
        title: accounts.posts.published,
        align: 'right',
        render: (item) => <Published published={item.published} />,
      },
      { key: 'standing', title: accounts.posts.standing, render: (item) => codes.standing[item.standing] },
    ],
    [accounts, codes, texts],
  );
  return (
    <>
      <Facts
        items={[
          [
            accounts.looks.outcome,
            <Status key="outcome" look={OUTCOME_LOOK[seen.outcome]} word={codes.outcome[seen.outcome]} />,
          ],
          [texts.result.what, <code key="detail">{seen.detail}</code>],
          [texts.result.coverage, codes.coverage[seen.coverage]],
          [
            texts.result.complete,
            seen.completeFromAt === null ? texts.result.notComplete : <When key="complete" at={seen.completeFromAt} />,
          ],
          ...(seen.remedy === null
            ? []
            : [
                [
                  texts.result.remedy,
                  `${codes.remedy[seen.remedy]}${seen.message === null ? '' : `（${seen.message}）`}`,
                ] as const,
              ]),
        ]}
      />
      {seen.warnings.length === 0 ? null : (
        <ul className="plain-list" aria-label={texts.result.warnings}>
          {seen.warnings.map((warning) => (
            <li key={warning} className="look-warned">
              <Shape look="warned" /> {texts.warning[warning]}
            </li>
          ))}
        </ul>
      )}
      <p className="soft">
        {texts.result.items(figure(seen.itemCount))}
        {seen.itemCount > seen.items.length ? ` · ${texts.result.firstTen}` : ''}
      </p>
      {seen.items.length === 0 ? (
        <EmptyNote why={texts.result.none} />
      ) : (
        <DataTable label={texts.result.title} columns={columns} items={seen.items} keyOf={(item) => item.url} />
      )}
    </>
  );
}
