import type { ReactNode } from 'react';
import type { PublishedView } from '../../api/wire';
import { deadlineText, fullInstant, shortInstant } from '../time/civil';
import { useNow } from '../time/clock';
import { msUntil, spanOf } from '../time/span';
import { useFirstWords } from '../words/words';

/** `11-22 14:32`; hovering gives the full instant and the zone. A missing instant is said in words. */
export function When({ at, missing }: { readonly at: string | null; readonly missing?: string }): ReactNode {
  const now = useNow();
  const words = useFirstWords();
  if (at === null) return <span className="soft">{missing ?? words.common.never}</span>;
  return (
    <time className="num" dateTime={at} title={fullInstant(at)}>
      {shortInstant(at, now)}
    </time>
  );
}

/** A deadline as people say it: the midnight that ends a day is `11-21 24:00`, not the 0:00 of the next. */
export function Due({ at }: { readonly at: string }): ReactNode {
  return (
    <time className="num" dateTime={at} title={fullInstant(at)}>
      {deadlineText(at)}
    </time>
  );
}

/** `3 分前`, for what is recent; hovering gives the full instant. */
export function Ago({ at, missing }: { readonly at: string | null; readonly missing?: string }): ReactNode {
  const now = useNow();
  const { common } = useFirstWords();
  if (at === null) return <span className="soft">{missing ?? common.never}</span>;
  return (
    <time className="num" dateTime={at} title={fullInstant(at)}>
      {common.ago(spanOf(-msUntil(at, now)))}
    </time>
  );
}

/** When something was published, as exactly as its source says, with the source's own text on hover. */
export function Published({ published }: { readonly published: PublishedView }): ReactNode {
  const { accounts, common } = useFirstWords();
  if (published.precision === 'instant') return <When at={published.value} />;
  return (
    <span className="num" title={`${accounts.posts.dayOnly}${common.colon}${published.original}`}>
      {published.value}
    </span>
  );
}

/** What is left until a deadline, or by how much it is late; amber within `soonMs`, red once late. */
export function Remaining({
  until,
  soonMs = 6 * 3_600_000,
}: {
  readonly until: string;
  readonly soonMs?: number;
}): ReactNode {
  const now = useNow();
  const { deadline } = useFirstWords().mandates;
  const leftMs = msUntil(until, now);
  if (leftMs <= 0)
    return (
      <strong className="look-breached num" title={fullInstant(until)}>
        {deadline.overdue(spanOf(-leftMs))}
      </strong>
    );
  return (
    <strong className={`num${leftMs <= soonMs ? ' look-warned' : ''}`} title={fullInstant(until)}>
      {deadline.remaining(spanOf(leftMs))}
    </strong>
  );
}
