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
  bootstrapToken,
}: {
  readonly services: Services;
  readonly storage: Storage;
  /** Where the dashboard is reached. */
  readonly url: string;
  readonly demo: boolean;
  readonly bootstrapToken: string | null;
}): Promise<readonly SignInLink[]> {
  const administrator = await services.people.bootstrap({ username: 'admin', name: '管理员', bootstrapToken });
  const link = async (title: string, personId: PersonId): Promise<SignInLink> => {
    const { secret } = await services.people.createLink(personId);
    return { title, url: `${url}/sign-in#token=${secret}` };
  };
  if (!demo) return bootstrapToken === null ? [await link('管理员', administrator.personId)] : [];
  await services.people.register(
    { username: 'duty', name: '值班员', role: 'operator', unitId: null, password: null, disabled: false },
    'system',
  );
  const operator = await storage.people.byUsername('duty');
  return operator === null
    ? []
    : [await link('管理员（审批人）', administrator.personId), await link('值班员', operator.id)];
}
