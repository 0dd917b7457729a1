import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useAppearance } from '../theme/appearance';
import { zh, type Words } from './zh';

const WordsContext = createContext<Words>(zh);

/** Hands the chosen language's dictionary to the page. English is loaded when it is first chosen. */
export function WordsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { language } = useAppearance();
  const [english, setEnglish] = useState<Words | null>(null);
  useEffect(() => {
    if (language !== 'en' || english !== null) return undefined;
    let wanted = true;
    void import('./en').then((module) => { if (wanted) setEnglish(module.en); });
    return () => { wanted = false; };
  }, [language, english]);
  const words = language === 'en' && english !== null ? english : zh;
  useEffect(() => {
    document.documentElement.lang = words === zh ? 'zh-CN' : 'en';
  }, [words]);
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
