import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useAppearance } from '../theme/appearance';
import type { Words } from './zh';
import { first, type FirstWords } from './zh/first';

const WordsContext = createContext<FirstWords>(first);

/**
 * Hands the chosen language's dictionary to the page. English is loaded when it is first wanted; a page that opens in
 * English waits for it instead of showing Chinese for a moment, and one that cannot load it stays Chinese.
 */
export function WordsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { language } = useAppearance();
  const [english, setEnglish] = useState<Words | null>(null);
  const [opening, setOpening] = useState(language === 'en');
  useEffect(() => {
    if (language !== 'en' || english !== null) return undefined;
    let wanted = true;
    void import('./en')
      .then(
        (module) => module.en,
        () => null,
      )
      .then((loaded) => {
        if (!wanted) return;
        setEnglish(loaded);
        setOpening(false);
      });
    return () => {
      wanted = false;
    };
  }, [language, english]);
  const words = language === 'en' && english !== null ? english : first;
  useEffect(() => {
    if (language !== 'en' || english !== null) setOpening(false);
  }, [language, english]);
  useEffect(() => {
    document.documentElement.lang = words === first ? 'zh-CN' : 'en';
  }, [words]);
  if (opening) return null;
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

/** The texts of the chosen language that come with the first load: the frame, 今日, the sign-in, and what they share. */
export function useFirstWords(): FirstWords {
  return useContext(WordsContext);
}

/** Hands every text to a page that was loaded later, with which the Chinese ones came; English is loaded whole. */
export function WholeWords({ zh, children }: { readonly zh: Words; readonly children: ReactNode }): ReactNode {
  const words = useFirstWords();
  return <WordsContext.Provider value={isWhole(words) ? words : zh}>{children}</WordsContext.Provider>;
}

function isWhole(words: FirstWords): words is Words {
  return 'units' in words;
}

/** Every text of the chosen language, for what is no part of the first load. */
export function useWords(): Words {
  const words = useFirstWords();
  if (!isWhole(words)) throw new Error('what is part of the first load reads useFirstWords');
  return words;
}

/** The word for a code of an open list; a code nobody translated is shown as it is rather than hidden. */
export function wordOf(list: Readonly<Record<string, string>>, code: string | null | undefined): string {
  if (code === null || code === undefined) return '—';
  return list[code] ?? code;
}
