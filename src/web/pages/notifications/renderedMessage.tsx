import type { ReactNode } from 'react';
import type { MessageView } from '../../../api/notify';
import { messageMarkup, type MarkupLine, type MarkupRun } from './messageMarkup';

/** Links are drawn and lead nowhere: what is shown here was read elsewhere. */
function Run({ of }: { readonly of: MarkupRun }): ReactNode {
  const { text, strong, warns, url, calls } = of;
  const names = [warns ? 'message-warns' : '', url !== null || calls ? 'message-link' : ''].join(' ').trim();
  const run = names === '' ? text : <span className={names}>{text}</span>;
  return strong ? <strong>{run}</strong> : run;
}

function Line({ of }: { readonly of: MarkupLine }): ReactNode {
  return (
    <div className={`message-${of.as}`}>
      {of.runs.map((run, at) => (
        <Run key={at} of={run} />
      ))}
    </div>
  );
}

/** A message as it looks where it is read: text of its dialect drawn as that messenger draws it, never as markup. */
export function RenderedMessage({
  message,
}: {
  readonly message: Pick<MessageView, 'channelKind' | 'severity' | 'subject' | 'text'>;
}): ReactNode {
  const { channelKind, severity, subject, text } = message;
  // Of 钉钉 the subject stands in the list of chats alone: the heading of the text says it again.
  const head = channelKind === 'dingtalk' ? null : subject;
  return (
    <div className={`message-card message-of-${channelKind}`}>
      {head === null ? null : <div className={`message-head message-is-${severity}`}>{head}</div>}
      <div className="message-body">
        {messageMarkup(channelKind, text).map((line, at) => (
          <Line key={at} of={line} />
        ))}
      </div>
    </div>
  );
}
