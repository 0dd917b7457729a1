import { Button, Input, Select } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { Link, useLocation, useParams } from 'react-router-dom';
import type { OwnPostDraft, OwnPostView } from '../../../api/ownPosts';
import { Failure } from '../../components/failure';
import { PageTitle } from '../../components/pageTitle';
import { Reading } from '../../components/reading';
import { useDraftPreview, useOwnPost, useSaveOwnPost } from '../../data/ownPosts';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useOpenUnits } from '../../data/units';
import { clockTime } from '../../time/civil';
import { useWords } from '../../words/words';
import { ChannelCards } from './channelCards';
import { ChannelsField } from './channelsField';
import { ChecksPanel } from './checksPanel';
import { draftOf, EMPTY_DRAFT, fieldOf, instantOf } from './draftOf';
import { FilesField } from './filesField';
import { useKeptText } from './keptText';
import { LeaveGuard } from './leaveGuard';

/** So long after the last key a draft is kept, and shown as its readers will see it. */
const PAUSE_MS = 1_500;

/** Writing an item: a new one, or one that is there. */
export default function EditOwnPostPage(): ReactNode {
  const { id } = useParams();
  return id === undefined ? <NewPost /> : <KnownPost id={id} />;
}

function NewPost(): ReactNode {
  const ownUnitId = useMe().data?.unitId ?? null;
  const units = useOpenUnits().data?.items ?? [];
  const unitId = ownUnitId ?? units[0]?.id;
  // Once saved, the address names the item without the router's knowledge: only the key of the way here tells a second
  // new one.
  const { key } = useLocation();
  return unitId === undefined ? null : <Editor key={key} post={null} firstUnitId={unitId} onReload={() => undefined} />;
}

function KnownPost({ id }: { readonly id: string }): ReactNode {
  const { ownPosts: texts } = useWords();
  const read = useOwnPost(id);
  // Begun anew only when asked: what somebody else saves meanwhile never replaces what is being written.
  const [turn, setTurn] = useState(0);
  const reload = (): void => void read.refetch().then(() => setTurn((before) => before + 1));
  return (
    <Reading read={read} what={texts.one} rows={8}>
      {(post) => <Editor key={turn} post={post} firstUnitId={post.unitId} onReload={reload} />}
    </Reading>
  );
}

interface EditorProps {
  readonly post: OwnPostView | null;
  readonly firstUnitId: string;
  readonly onReload: () => void;
}

function Editor({ post, firstUnitId, onReload }: EditorProps): ReactNode {
  const { ownPosts, common } = useWords();
  const texts = ownPosts.editor;
  const units = useOpenUnits().data?.items ?? [];
  const [unitId, setUnitId] = useState(firstUnitId);
  const [draft, setDraft] = useState<OwnPostDraft>(() => (post === null ? EMPTY_DRAFT : draftOf(post)));
  const saving = useSaving(post, { unitId, draft });
  const set = (to: Partial<OwnPostDraft>): void => setDraft((before) => ({ ...before, ...to }));
  const paused = usePaused(draft);
  const preview = useDraftPreview(paused.channels.length === 0 ? null : { unitId, ...paused });
  const author = useMe().data?.name ?? '';
  const { offered, settle } = useKeptText(`own-post ${author} ${saving.id ?? 'new'}`, draft, saving.isUnsaved);
  const isConflict = saving.error?.status === 409;
  return (
    <>
      <LeaveGuard question={texts.leave} isUnsaved={saving.isUnsaved} />
      <div className="page-title">
        <PageTitle name={post === null ? texts.newTitle : post.title} />
        {saving.id === null ? null : <Link to={paths.ownPost(saving.id)}>{texts.open}</Link>}
      </div>
      {saving.isByHand ? <p role="alert">{texts.voids}</p> : null}
      {offered === null ? null : (
        <p role="alert" className="row-actions">
          {texts.kept}
          <Button
            onClick={() => {
              setDraft(offered);
              settle();
            }}
          >
            {texts.restore}
          </Button>
          <Button onClick={settle}>{texts.forget}</Button>
        </p>
      )}
      {post !== null ? null : (
        <label className="field">
          <span>{texts.unit}</span>
          <Select
            aria-label={texts.unit}
            className="wide-select"
            virtual={false}
            showSearch
            optionFilterProp="label"
            disabled={saving.id !== null}
            value={unitId}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setUnitId}
          />
        </label>
      )}
      <label className="field">
        <span>{texts.title}</span>
        <Input
          aria-label={texts.title}
          maxLength={200}
          value={draft.title}
          onChange={({ target }) => set({ title: target.value })}
        />
      </label>
      <label className="field">
        <span>{texts.body}</span>
        <Input.TextArea
          aria-label={texts.body}
          autoSize={{ minRows: 6, maxRows: 24 }}
          value={draft.body}
          onChange={({ target }) => set({ body: target.value })}
        />
        <span className="soft">{texts.bodyHint}</span>
      </label>
      <label className="field">
        <span>{texts.summary}</span>
        <Input
          aria-label={texts.summary}
          maxLength={200}
          value={draft.summary}
          onChange={({ target }) => set({ summary: target.value })}
        />
      </label>
      <label className="field">
        <span>{texts.link}</span>
        <Input
          aria-label={texts.link}
          type="url"
          value={draft.link ?? ''}
          onChange={({ target }) => set({ link: target.value.trim() === '' ? null : target.value.trim() })}
        />
        <span className="soft">{texts.linkHint}</span>
      </label>
      <FilesField
        of="pictures"
        files={draft.pictures}
        made={({ id }) => ({ fileId: id, alt: '' })}
        onChange={(change) => setDraft((before) => ({ ...before, pictures: change(before.pictures) }))}
      />
      <FilesField
        of="attachments"
        files={draft.attachments}
        made={({ id, name }) => ({ fileId: id, name })}
        onChange={(change) => setDraft((before) => ({ ...before, attachments: change(before.attachments) }))}
      />
      <ChannelsField
        unitId={unitId}
        channels={draft.channels}
        names={Object.fromEntries((post?.forms ?? []).map(({ accountId, accountName }) => [accountId, accountName]))}
        onChange={(channels) => set({ channels })}
      />
      <label className="field">
        <span>{texts.schedule}</span>
        <Input
          aria-label={texts.schedule}
          type="datetime-local"
          value={fieldOf(draft.scheduledFor)}
          onChange={({ target }) => set({ scheduledFor: instantOf(target.value) })}
        />
        <span className="soft">{texts.scheduleHint}</span>
      </label>
      {saving.error === null ? null : (
        <Failure
          failure={saving.error}
          title={isConflict ? texts.conflict : common.failure.actionTitle(texts.saveTitle)}
          of="change"
        />
      )}
      <p className="row-actions">
        <Button type="primary" loading={saving.isPending} disabled={!saving.isWritten} onClick={saving.save}>
          {texts.save}
        </Button>
        {isConflict ? <Button onClick={onReload}>{texts.reload}</Button> : null}
        <span role="status" className="soft">
          {saving.isPending
            ? texts.saving
            : saving.isUnsaved
              ? texts.unsaved
              : saving.savedAt === null
                ? ''
                : texts.saved(clockTime(saving.savedAt))}
        </span>
      </p>
      {preview.data === undefined ? null : <ChecksPanel found={preview.data.checks} unitId={unitId} />}
      <ChannelCards channels={preview.data?.channels ?? []} pictures={draft.pictures} />
    </>
  );
}

interface Writing {
  readonly unitId: string;
  readonly draft: OwnPostDraft;
}

/**
 * Keeps what is written: by itself while it is a draft that nobody reviews, else when asked. A failure ends the first.
 */
function useSaving(post: OwnPostView | null, { unitId, draft }: Writing) {
  const { mutate, isPending, error, variables } = useSaveOwnPost();
  const [kept, setKept] = useState(() => ({
    of: post === null ? null : { id: post.id, version: post.version },
    text: JSON.stringify(post === null ? EMPTY_DRAFT : draftOf(post)),
    at: null as string | null,
  }));
  const text = JSON.stringify(draft);
  const isUnsaved = text !== kept.text;
  const isByHand = post !== null && post.state !== 'draft' && post.state !== 'returned';
  const save = (): void =>
    mutate(
      { of: kept.of, unitId, draft },
      {
        onSuccess: (saved) => {
          setKept({ of: { id: saved.id, version: saved.version }, text, at: saved.changedAt });
          // The address names it from now on: loaded anew, it is the same item. What is typed meanwhile stays.
          if (kept.of === null) window.history.replaceState(window.history.state, '', paths.editOwnPost(saved.id));
        },
      },
    );
  const isWritten = draft.title.trim() !== '' && draft.body.trim() !== '';
  // What was refused is not sent again as it is, and nothing once somebody else has changed the item.
  const isRefused = error !== null && (error.status === 409 || JSON.stringify(variables?.draft) === text);
  const isDue = isUnsaved && isWritten && !isPending && !isByHand && !isRefused;
  useEffect(() => {
    if (!isDue) return undefined;
    const timer = window.setTimeout(save, PAUSE_MS);
    return () => window.clearTimeout(timer);
    // A pause counts from the last change of the text.
  }, [isDue, text]);
  return { id: kept.of?.id ?? null, savedAt: kept.at, isUnsaved, isWritten, isByHand, isPending, error, save };
}

/** The value as it was when it last stood still. */
function usePaused<T>(value: T): T {
  const [still, setStill] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setStill(value), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [value]);
  return still;
}
