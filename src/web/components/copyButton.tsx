import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useFirstWords } from '../words/words';

const SAID_MS = 2_000;

/** Copies a text and says so. Where the browser refuses, it says that instead of pretending. */
export function CopyButton({
  text,
  label,
  name,
}: {
  readonly text: string;
  readonly label?: string;
  readonly name?: string;
}): ReactNode {
  const { common } = useFirstWords();
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = window.setTimeout(() => setOutcome(null), SAID_MS);
    return () => window.clearTimeout(timer);
  }, [outcome]);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  }
  const shown = outcome === null ? (label ?? common.copy) : outcome === 'copied' ? common.copied : common.copyFailed;
  return (
    <Button
      size="small"
      className="copy-button"
      onClick={() => void copy()}
      {...(name === undefined ? {} : { 'aria-label': outcome === null ? name : shown })}
    >
      <span aria-live="polite">{shown}</span>
    </Button>
  );
}
