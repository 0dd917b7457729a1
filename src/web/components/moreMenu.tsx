import { Button, Popover } from 'antd';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../words/words';

export interface MoreStep {
  /** What stands in the menu. */
  readonly name: string;
  /** What is done and to whom, for those who hear it. */
  readonly label: string;
  readonly act: () => void;
}

/** Steps that are taken now and then, under one button: opened, gone through and closed by keys as well. */
export function MoreMenu({ of, steps }: { readonly of: string; readonly steps: readonly MoreStep[] }): ReactNode {
  const { common } = useWords();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const items = (): HTMLElement[] => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  function close(): void {
    setOpen(false);
    button.current?.focus();
  }
  function onKey(event: KeyboardEvent): void {
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    const places: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    };
    const place = places[event.key];
    // The row has keys of its own: what is pressed in the menu is for the menu.
    event.stopPropagation();
    if (place !== undefined) {
      event.preventDefault();
      all[place]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      close();
    }
  }
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      open={open}
      onOpenChange={setOpen}
      afterOpenChange={(isOpen) => {
        if (isOpen) items()[0]?.focus();
      }}
      content={
        <div
          ref={menu}
          role="menu"
          tabIndex={-1}
          aria-label={common.moreOf(of)}
          className="more-menu"
          onKeyDown={onKey}
        >
          {steps.map(({ name, label, act }) => (
            <button
              key={name}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-label={label}
              onClick={() => {
                close();
                act();
              }}
            >
              {name}
            </button>
          ))}
        </div>
      }
    >
      <Button ref={button} size="small" aria-haspopup="menu" aria-expanded={open} aria-label={common.moreOf(of)}>
        {common.moreSteps}
      </Button>
    </Popover>
  );
}
