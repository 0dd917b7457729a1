import { useEffect } from 'react';
import { isTyping } from '../../components/frame/keyboard';

/**
 * `x` selects the alert of the row that has the focus, or not; `a` acknowledges what is selected. What the frame took
 * for itself (`g` and then `a`) is left alone: its listener on the document is called before this one on the window.
 */
export function useAlertKeys(onAcknowledge: () => void): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      if (event.key === 'a') onAcknowledge();
      if (event.key === 'x')
        document.activeElement?.closest('tr')?.querySelector<HTMLElement>('[data-alert] input')?.click();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onAcknowledge]);
}
