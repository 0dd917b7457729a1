import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useAppearance } from '../theme/appearance';
import { zh, type Words } from './zh';

const WordsContext = createContext<Words>(zh);

/**
 * Hands the chosen language's dictionary to the page. English is loaded when it is first wanted; a page that opens in
 * English waits for it instead of showing Chinese for a moment, and one that cannot load it stays Chinese.
 */
export function WordsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { language } = useAppearance();
  const [english, setEnglish] = useState<Words | null>(null);
  useEffect(() => {
    if (language !== 'en' || english !== null) return undefined;
    let wanted = true;
    void import('./en')
      .then(
        (module) => module.en,
        () => zh,
      )
      .then((loaded) => {
        if (wanted) setEnglish(loaded);
      });
    return () => {
      wanted = false;
    };
  }, [language, english]);
  const words = language === 'en' && english !== null ? english : zh;
  const [opening, setOpening] = useState(language === 'en');
  useEffect(() => {
    if (language !== 'en' || english !== null) setOpening(false);
  }, [language, english]);
  useEffect(() => {
    document.documentElement.lang = words === zh ? 'zh-CN' : 'en';
  }, [words]);
  if (opening) return null;
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

/** The texts of the chosen language. */
export function useWords(): Words {
  return useContext(WordsContext);
}

/** The word for a code of an open list; a code nobody translated is shown as it is rather than hidden. */
export function wordOf(list: Readonly<Record<string, string>>, code: string | null | undefined): string {
  if (code === null || code === undefined) return '—';
  return list[code] ?? code;
}
