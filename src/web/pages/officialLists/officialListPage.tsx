import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { DiffLineView, OfficialListView } from '../../../api/officialLists';
import type { Column } from '../../components/dataTable';
import { Failure } from '../../components/failure';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Facts } from '../../components/panel';
import { Reading } from '../../components/reading';
import { When } from '../../components/when';
import { useTableFile } from '../../data/imports';
import { useCompareAgain, useDiffLines, useOfficialList } from '../../data/officialLists';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { AccountTabs } from '../accounts/accountTabs';
import { DiffFigures } from './diffFigures';

const ActDialog = lazy(() => import('./actDialog'));

/** What has nothing to be done with directly: the list does not tell, or a finding says it already. */
const TOLD_ONLY: readonly DiffLineView['kind'][] = ['duplicate', 'unclear'];

function useLineColumns(list: OfficialListView, onAct: (line: DiffLineView) => void): readonly Column<DiffLineView>[] {
  const { officialLists: texts, codes } = useWords();
  return useMemo<readonly Column<DiffLineView>[]>(
    () => [
      {
        key: 'label',
        title: texts.columns.account,
        place: 'lead',
        className: 'cell-text',
        render: ({ label, platform, accountId, externalId }) => (
          <>
            {accountId === null ? label : <Link to={paths.account(accountId)}>{label}</Link>}{' '}
            <span className="soft">
              {codes.platform[platform]} {externalId}
            </span>
          </>
        ),
      },
      { key: 'kind', title: texts.columns.kind, place: 'state', render: ({ kind }) => texts.kind[kind] },
      {
        key: 'change',
        title: texts.columns.change,
        className: 'cell-text',
        render: ({ before, after }) => texts.change(before, after),
      },
      {
        key: 'place',
        title: texts.columns.place,
        render: ({ sheet, row }) => (row === null ? '—' : texts.place(sheet ?? '', figure(row))),
      },
      {
        key: 'act',
        title: texts.columns.act,
        align: 'right',
        render: (line) => {
          if (line.act !== null) return texts.actedBy(line.act.byName);
          if (line.kind === 'duplicate')
            return <Link to={paths.filingFindings({ kind: 'duplicate' })}>{texts.act.duplicate}</Link>;
          if (list.replacedAt !== null || TOLD_ONLY.includes(line.kind)) return null;
          return (
            <Button size="small" aria-label={texts.actOn(texts.act[line.kind], line.label)} onClick={() => onAct(line)}>
              {texts.act[line.kind]}
            </Button>
          );
        },
      },
    ],
    [texts, codes, list, onAct],
  );
}

function Lines({ list }: { readonly list: OfficialListView }): ReactNode {
  const { officialLists: texts } = useWords();
  const address = useListAddress(['kind']);
  const [acting, setActing] = useState<DiffLineView | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const columns = useLineColumns(list, setActing);
  return (
    <>
      {said === null ? null : <p role="status">{said}</p>}
      <FilterBar
        address={address}
        filters={[{ name: 'kind', label: texts.columns.kind, choices: choicesOf(texts.kind) }]}
      />
      <PagedList
        read={useDiffLines(list.id, { kind: address.filters.kind, cursor: address.cursor })}
        what={texts.lines}
        label={texts.lines}
        columns={columns}
        keyOf={({ key }) => key}
        empty={texts.same}
        emptyFiltered={texts.noneFiltered}
        address={address}
      />
      {acting === null ? null : (
        <Suspense fallback={null}>
          <ActDialog listId={list.id} line={acting} onClose={() => setActing(null)} onDone={setSaid} />
        </Suspense>
      )}
    </>
  );
}

/** Its comparison is under way, and was not given up. */
function isComparing({ comparing }: OfficialListView): boolean {
  return comparing !== null && comparing.failure === null;
}

/** One official list: what it is, what differs, and what becomes of each line. */
export default function OfficialListPage(): ReactNode {
  const { id = '' } = useParams();
  const { officialLists: texts, common } = useWords();
  const exporting = useTableFile();
  const comparing = useCompareAgain();
  return (
    <Reading read={useOfficialList(id)} what={texts.title} rows={8}>
      {(list) => (
        <>
          <div className="page-title">
            <PageTitle name={texts.named(list.source, list.listedOn)} />
            <div className="head-action">
              <Button loading={exporting.isPending} onClick={() => exporting.mutate(paths.officialListTable(id))}>
                {texts.exported}
              </Button>
              {list.hasFile ? (
                <Button onClick={() => exporting.mutate(paths.officialListFile(id))}>{texts.fetchFile}</Button>
              ) : null}
              {list.replacedAt === null && !isComparing(list) ? (
                <Button loading={comparing.isPending} onClick={() => comparing.mutate(id)}>
                  {texts.compareAgain}
                </Button>
              ) : null}
            </div>
          </div>
          <AccountTabs />
          {list.replacedAt === null ? null : <p role="status">{texts.replacedNote}</p>}
          {list.comparing === null ? null : (
            <p role="status">
              {list.comparing.failure === null
                ? texts.comparing(figure(list.comparing.done))
                : texts.comparisonFailed(list.comparing.failure)}
            </p>
          )}
          {comparing.error === null ? null : (
            <Failure failure={comparing.error} title={common.failure.actionTitle(texts.compareAgain)} of="change" />
          )}
          <Facts
            items={[
              [texts.columns.found, <DiffFigures key="found" list={list} />],
              [texts.size, texts.sizeOf(figure(list.lines), figure(list.unread))],
              [texts.comparedAt, <When key="at" at={list.comparedAt} />],
              [
                texts.file,
                <span className="breakable" key="file">
                  {list.fileName} <code>{list.sha256.slice(0, 16)}</code>
                </span>,
              ],
            ]}
          />
          {isComparing(list) ? null : <Lines key={list.comparedAt} list={list} />}
        </>
      )}
    </Reading>
  );
}
