import type { ApplicationSecrets, Call } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import type { TokenStore } from '../../ports/tokens';
import type { Http } from '../outbound/http';
import { blind } from '../outbound/readFailures';
import type { Blind } from '../outbound/readFailures';
import { readToken, UNREADABLE } from './appToken';
import { blindByError, blindByTokenEndpoint, COMPONENT_TOKEN_CODES, TICKET_CODES } from './failures';
import { jsonPayload, postToPlatform } from './platformPost';
import type { Fields } from './platformPost';

/** Our 第三方平台 as the platform knows it. The ticket comes by message every ten minutes and is good for twelve hours. */
export interface ComponentSecrets {
  readonly appId: string;
  readonly appSecret: string;
  readonly ticket: string;
}

export type ComponentAnswer =
  | { readonly kind: 'value'; readonly value: Fields }
  | { readonly kind: 'blind'; readonly end: Blind; readonly code: number | null };

/** Calls in the component's own name (/cgi-bin/component/…). */
export interface Component {
  /**
   * `path` below /cgi-bin/component; the component's id is added to the body. A refused token is renewed and the call
   * repeated once.
   */
  call(
    path: string,
    body: Fields,
    about: { readonly secrets: ComponentSecrets; readonly call: Call },
  ): Promise<ComponentAnswer>;
}

/** The component's secrets among an application's, or null where they are not complete. */
export function componentSecretsOf(application: ApplicationSecrets | null | undefined): ComponentSecrets | null {
  const { componentAppId: appId = '', componentAppSecret: appSecret = '', ticket = '' } = application ?? {};
  return appId === '' || appSecret === '' ? null : { appId, appSecret, ticket };
}

/** As for accounts: the next token is asked for some minutes before the present one ends. */
const RENEW_BEFORE_MS = 10 * 60_000;

const NO_TICKET: Blind = blind('unauthorised', {
  remedy: 'retry-later',
  code: 'wechat-no-ticket',
  message: '尚未收到第三方平台的 component_verify_ticket，请检查授权事件接收地址',
});

/** developers.weixin.qq.com, 第三方平台: component_access_token lives two hours and is renewed from the latest ticket. */
export function createComponent(parts: {
  readonly http: Http;
  readonly base: string;
  readonly store: TokenStore;
  readonly clock: Clock;
}): Component {
  const { http, base, store, clock } = parts;
  type About = { readonly secrets: ComponentSecrets; readonly call: Call };
  const post = (path: string, body: Fields, call: Call): ReturnType<typeof postToPlatform> =>
    postToPlatform(http, { ...jsonPayload(body), url: `${base}/cgi-bin/component/${path}` }, call);
  const asking = new Map<string, Promise<string | Blind>>();

  const askToken = async ({ secrets, call }: About, key: string): Promise<string | Blind> => {
    if (secrets.ticket === '') return NO_TICKET;
    const before = await store.read(key);
    const answer = await post(
      'api_component_token',
      {
        component_appid: secrets.appId,
        component_appsecret: secrets.appSecret,
        component_verify_ticket: secrets.ticket,
      },
      call,
    );
    if (answer.kind === 'lost') return answer.end;
    if (answer.kind === 'error') {
      // Pushes may have stopped: asked for, they begin anew within ten minutes.
      if (TICKET_CODES.has(answer.error.code))
        await post(
          'api_start_push_ticket',
          { component_appid: secrets.appId, component_secret: secrets.appSecret },
          call,
        );
      return blindByTokenEndpoint(answer.error, call.startedAt);
    }
    const token = readToken(answer.value, { tokenField: 'component_access_token', clock });
    if (token === null) return UNREADABLE;
    await store.swap(key, before?.token ?? null, token);
    return token.token;
  };

  const tokenOf = async (about: About, refused: string | null): Promise<string | Blind> => {
    const key = `wechat-component:${about.secrets.appId}`;
    const stored = await store.read(key);
    if (
      stored !== null &&
      stored.token !== refused &&
      stored.expiresAt.getTime() - clock.now().getTime() > RENEW_BEFORE_MS
    )
      return stored.token;
    const running = asking.get(key);
    if (running !== undefined) return running;
    const started = askToken(about, key).finally(() => asking.delete(key));
    asking.set(key, started);
    return started;
  };

  return {
    async call(path, body, about) {
      const { secrets, call } = about;
      const once = (token: string): ReturnType<typeof postToPlatform> =>
        post(
          `${path}?component_access_token=${encodeURIComponent(token)}`,
          { component_appid: secrets.appId, ...body },
          call,
        );
      const first = await tokenOf(about, null);
      if (typeof first !== 'string') return { kind: 'blind', end: first, code: null };
      let answer = await once(first);
      if (answer.kind === 'error' && COMPONENT_TOKEN_CODES.has(answer.error.code)) {
        const second = await tokenOf(about, first);
        if (typeof second !== 'string') return { kind: 'blind', end: second, code: null };
        answer = await once(second);
      }
      if (answer.kind === 'value') return answer;
      if (answer.kind === 'lost') return { kind: 'blind', end: answer.end, code: null };
      return { kind: 'blind', end: blindByError(answer.error, call.startedAt), code: answer.error.code };
    },
  };
}
