import { QueryCache, QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useCallback, useLayoutEffect, type ReactNode } from 'react';
import { BrowserRouter, Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { Failure } from './components/failure';
import { Frame } from './components/frame/frame';
import { Waiting } from './components/waiting';
import { ApiFailure } from './data/api';
import { LiveProvider } from './data/live';
import { paths } from './data/paths';
import { useMe } from './data/queries';
import { PAGE_ROUTES, SignIn } from './pages/routes';
import { antdTheme } from './theme/antdTheme';
import { useAppearance, useMotion, useShownTheme } from './theme/appearance';
import { cssVariables, DARK, LIGHT } from './theme/palette';
import { useFirstWords, WordsProvider } from './words/words';

const RETRIES = 2;

/** A refusal is final and is not requested again; a network that failed once may work the next time. */
function worthRetrying(failures: number, error: Error): boolean {
  const refused = error instanceof ApiFailure && error.status >= 400 && error.status < 500;
  return !refused && failures < RETRIES;
}

const client: QueryClient = new QueryClient({
  defaultOptions: { queries: { retry: worthRetrying, staleTime: 5_000, refetchOnWindowFocus: true } },
  queryCache: new QueryCache({
    onError: (error, query) => {
      // The session ended while the page was open: ask who we are, which leads to the sign-in page.
      if (error instanceof ApiFailure && error.status === 401 && query.queryKey[0] !== 'me')
        void client.invalidateQueries({ queryKey: ['me'] });
    },
  }),
});

/** Lets nobody in who is not signed in; keeps the stream open for those who are. */
function Gate(): ReactNode {
  const me = useMe();
  const words = useFirstWords();
  const location = useLocation();
  const queries = useQueryClient();
  const onRefused = useCallback(() => void queries.invalidateQueries({ queryKey: ['me'] }), [queries]);
  if (me.error?.status === 401)
    return (
      <Navigate
        to={paths.signIn}
        replace
        state={{ from: `${location.pathname}${location.search}`, ended: me.data !== undefined }}
      />
    );
  if (me.data === undefined) {
    return (
      <div className="alone">
        {me.error === null ? (
          <Waiting />
        ) : (
          <Failure
            failure={me.error}
            title={words.common.failure.title(words.frame.productFull)}
            retry={() => void me.refetch()}
          />
        )}
      </div>
    );
  }
  return (
    <LiveProvider onRefused={onRefused}>
      <Frame me={me.data} />
    </LiveProvider>
  );
}

/** A one-time link may point to any page: its token is always handled by the sign-in page. */
function LinkCatcher({ children }: { readonly children: ReactNode }): ReactNode {
  const location = useLocation();
  if (location.hash.startsWith('#token=') && location.pathname !== paths.signIn)
    return <Navigate to={`${paths.signIn}${location.hash}`} replace />;
  return children;
}

function Themed({ children }: { readonly children: ReactNode }): ReactNode {
  const shown = useShownTheme();
  const motion = useMotion();
  const { language } = useAppearance();
  useLayoutEffect(() => {
    const { style, dataset } = document.documentElement;
    dataset['theme'] = shown;
    style.cssText = `color-scheme: ${shown}; ${cssVariables(shown === 'dark' ? DARK : LIGHT)}`;
  }, [shown]);
  return (
    <ConfigProvider
      theme={antdTheme(shown, motion)}
      locale={language === 'en' ? enUS : zhCN}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      {children}
    </ConfigProvider>
  );
}

function Pages(): ReactNode {
  return (
    <LinkCatcher>
      <Routes>
        <Route path={paths.signIn} element={<SignIn />} />
        <Route element={<Gate />}>{PAGE_ROUTES}</Route>
      </Routes>
    </LinkCatcher>
  );
}

export function App(): ReactNode {
  return (
    <QueryClientProvider client={client}>
      <WordsProvider>
        <Themed>
          <BrowserRouter>
            <Pages />
          </BrowserRouter>
        </Themed>
      </WordsProvider>
    </QueryClientProvider>
  );
}
