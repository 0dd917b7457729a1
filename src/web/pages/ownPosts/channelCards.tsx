import type { ReactNode } from 'react';
import type { ChannelPreviewView, OwnPictureView } from '../../../api/ownPosts';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { Shape } from '../../components/status';
import { filePath } from '../../data/ownPosts';
import { figure } from '../../time/figure';
import { useWords, wordOf } from '../../words/words';
import { plainText } from '../obligations/plainText';

interface CardsProps {
  readonly channels: readonly ChannelPreviewView[];
  readonly pictures: readonly OwnPictureView[];
}

/** Each channel as its readers see it, with its lengths as the platform counts them. */
export function ChannelCards({ channels, pictures }: CardsProps): ReactNode {
  const {
    ownPosts: { preview: texts, form: forms },
    publishing,
    codes,
    common,
  } = useWords();
  return (
    <Panel title={texts.title}>
      <p className="soft">{texts.intro}</p>
      {channels.length === 0 ? (
        <EmptyNote why={texts.none} />
      ) : (
        <div className="previews">
          {channels.map((channel) => (
            <section key={channel.accountId} aria-label={channel.accountName}>
              <h3>
                {channel.accountName} <span className="soft">{codes.platform[channel.platform]}</span>
              </h3>
              {channel.byHand === null ? null : (
                <p className="look-manual">
                  <Shape look="manual" /> {texts.hand}
                </p>
              )}
              {channel.failure === null ? null : (
                <p className="look-warned">
                  <Shape look="warned" /> {texts.failed}
                  {common.colon}
                  {forms[channel.failure.code]?.what ?? (
                    <>
                      {channel.failure.message} <code>{channel.failure.code}</code>
                    </>
                  )}
                </p>
              )}
              {channel.draft === null ? null : (
                <Card channel={{ ...channel, draft: channel.draft }} pictures={pictures} />
              )}
              <ul className="outcomes">
                {channel.measures.map(({ name, value, limit }) => (
                  <li key={name} className={`num${value > limit ? ' look-breached' : ''}`}>
                    {wordOf(publishing.preview.measure, name)} {common.countOf(figure(value), figure(limit))}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </Panel>
  );
}

type Drawn = ChannelPreviewView & { readonly draft: NonNullable<ChannelPreviewView['draft']> };

/** A post of Weibo has no title of its own and its pictures below; an article has its title first. */
function Card({
  channel: { accountName, platform, draft },
  pictures,
}: { readonly channel: Drawn } & Pick<CardsProps, 'pictures'>): ReactNode {
  const shown = pictures.map(({ fileId, alt }) => (
    <img key={fileId} src={filePath(fileId)} alt={alt} className="card-picture" loading="lazy" />
  ));
  if (platform === 'weibo')
    return (
      <article className="card-post">
        <strong>@{accountName}</strong>
        <p className="copy-long">{plainText(draft.text)}</p>
        {shown.length === 0 ? null : <div className="card-pictures">{shown}</div>}
      </article>
    );
  return (
    <article className="card-post">
      <h4>{draft.title}</h4>
      <p className="soft">{accountName}</p>
      {draft.digest === '' ? null : <p className="soft">{draft.digest}</p>}
      <div className="copy-long">{plainText(draft.text)}</div>
      {shown}
    </article>
  );
}
