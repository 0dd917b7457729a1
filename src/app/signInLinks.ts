import type { PersonId } from '../domain/ids';
import type { Storage } from '../ports/storage';
import type { Services } from '../services/index';

/** A one-time link that signs somebody in, and whom. */
export interface SignInLink {
  readonly title: string;
  readonly url: string;
}

/**
 * Links for the operator's console. The demo gets one for an administrator and one for a person on duty, because nobody
 * may approve what they proposed; an installation without `BOOTSTRAP_TOKEN` gets one for the administrator.
 */
export async function createSignInLinks({
  services,
  storage,
  url,
  demo,
  withoutToken,
  administratorId,
}: {
  readonly services: Services;
  readonly storage: Storage;
  /** Where the dashboard is reached. */
  readonly url: string;
  readonly demo: boolean;
  /** False: the administrator gets in by the configured token. */
  readonly withoutToken: boolean;
  readonly administratorId: PersonId;
}): Promise<readonly SignInLink[]> {
  const link = async (title: string, personId: PersonId): Promise<SignInLink> => {
    const { secret } = await services.people.createLink(personId);
    return { title, url: `${url}/sign-in#token=${secret}` };
  };
  if (!demo) return withoutToken ? [await link('管理员', administratorId)] : [];
  await services.people.register(
    { username: 'duty', name: '值班员', role: 'operator', unitId: null, password: null },
    'system',
  );
  const operator = await storage.people.byUsername('duty');
  return [
    await link('管理员（审批人）', administratorId),
    ...(operator === null || operator.disabled ? [] : [await link('值班员', operator.id)]),
  ];
}
