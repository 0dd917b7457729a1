import { Button, Input } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { OwnPostRowView } from '../../../api/ownPosts';
import type { Column } from '../../components/dataTable';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Status } from '../../components/status';
import { Ago } from '../../components/when';
import { useOwnPosts } from '../../data/ownPosts';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useUnits } from '../../data/units';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { POST_LOOKS } from './looks';

/** 稿件: what the office itself has written, where each stands, and where a copy says something else. */
export default function OwnPostsPage(): ReactNode {
  const { ownPosts: texts } = useWords();
  const navigate = useNavigate();
  const mayWrite = useMe().data?.actions.includes('own-post.draft') === true;
  const address = useListAddress(['state', 'unitId', 'mine', 'q']);
  const { state, unitId, mine, q } = address.filters;
  const read = useOwnPosts({ state, unitId, mine, q, cursor: address.cursor });
  const units = useUnits().data?.items ?? [];
  const columns = useColumns();
  const write = (
    <Button type="primary" className="head-action" onClick={() => void navigate(paths.writeOwnPost)}>
      {texts.write}
    </Button>
  );
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {mayWrite ? write : null}
      </div>
      <p className="soft page-intro">{texts.intro}</p>
      <div className="filter-bar">
        <Input.Search
          key={q}
          allowClear
          className="filter-search"
          maxLength={100}
          aria-label={texts.filters.search}
          placeholder={texts.filters.search}
          defaultValue={q ?? ''}
          onSearch={(value) => address.setFilter('q', value.trim() === '' ? null : value.trim())}
        />
      </div>
      <FilterBar
        filters={[
          { name: 'state', label: texts.filters.state, choices: choicesOf(texts.state) },
          {
            name: 'unitId',
            label: texts.filters.unit,
            choices: units.map(({ id, name }) => ({ value: id, label: name })),
          },
          { name: 'mine', label: texts.filters.author, choices: [{ value: 'true', label: texts.mine }] },
          { name: 'q', label: texts.filters.q },
        ]}
        address={address}
      />
      <PagedList
        read={read}
        what={texts.title}
        label={texts.title}
        columns={columns}
        keyOf={({ id }) => id}
        address={address}
        empty={texts.none}
        {...(mayWrite ? { emptyAction: write } : {})}
        emptyFiltered={texts.noneFiltered}
      />
    </>
  );
}

function useColumns(): readonly Column<OwnPostRowView>[] {
  const { ownPosts: texts } = useWords();
  return useMemo(
    () => [
      {
        key: 'title',
        title: texts.columns.title,
        place: 'lead',
        className: 'cell-text',
        render: ({ id, title }) => <Link to={paths.ownPost(id)}>{title}</Link>,
      },
      {
        key: 'state',
        title: texts.columns.state,
        place: 'state',
        render: ({ state }) => <Status look={POST_LOOKS[state]} word={texts.state[state]} />,
      },
      {
        key: 'unit',
        title: texts.columns.unit,
        render: ({ unitId, unitName }) => <Link to={paths.unit(unitId)}>{unitName}</Link>,
      },
      { key: 'author', title: texts.columns.author, render: ({ authorName }) => authorName },
      {
        key: 'copies',
        title: texts.columns.copies,
        render: ({ id, channels, seen, manual, differing }) => (
          <Link to={paths.ownPost(id)} className="two-lines">
            <span className="num">{texts.seenOf(figure(seen), figure(channels))}</span>
            {manual === 0 ? null : <span className="num look-manual">{texts.manual(figure(manual))}</span>}
            {differing === 0 ? null : <span className="num look-breached">{texts.differing(figure(differing))}</span>}
          </Link>
        ),
      },
      {
        key: 'changed',
        title: texts.columns.changed,
        align: 'right',
        render: ({ changedAt }) => <Ago at={changedAt} />,
      },
    ],
    [texts],
  );
}
