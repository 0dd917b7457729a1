import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { ReminderSubjectAsked } from '../data/letters';
import { useMe } from '../data/queries';
import { useWords } from '../words/words';

const RemindDialog = lazy(() => import('./remindDialog'));

/** 催办: for whoever may remind units; asks before anything is sent. */
export function RemindButton({
  subject,
  label,
}: {
  readonly subject: ReminderSubjectAsked;
  /** Default: the word alone. */
  readonly label?: string;
}): ReactNode {
  const {
    letters: { reminders: texts },
  } = useWords();
  const [open, setOpen] = useState(false);
  if (useMe().data?.actions.includes('reminder.send') !== true) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label ?? texts.button}</Button>
      {open ? (
        <Suspense fallback={null}>
          <RemindDialog subject={subject} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
