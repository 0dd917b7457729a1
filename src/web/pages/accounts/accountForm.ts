import type { Platform } from '../../../domain/accounts/account';

/** What the registration form holds; texts as typed. */
export interface AccountForm {
  readonly platform: Platform | null;
  readonly unitId: string | null;
  readonly name: string;
  readonly externalId: string;
  readonly homeUrl: string;
  readonly columnClass: string;
  readonly openedOn: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly credential: Readonly<Record<string, string>>;
}
export const EMPTY_FORM: AccountForm = {
  platform: null,
  unitId: null,
  name: '',
  externalId: '',
  homeUrl: '',
  columnClass: 'account',
  openedOn: '',
  settings: {},
  credential: {},
};

/** What is filled in, without blanks around it. */
export function filled(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record)
      .map(([key, value]) => [key, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );
}

export function probeBody({
  platform,
  name,
  externalId,
  homeUrl,
  columnClass,
  settings,
  credential,
}: AccountForm): object {
  const secrets = filled(credential);
  return {
    platform,
    name: name.trim(),
    externalId: externalId.trim(),
    homeUrl: homeUrl.trim(),
    columnClass,
    settings: filled(settings),
    credential: Object.keys(secrets).length === 0 ? null : secrets,
  };
}

export function registrationBody(form: AccountForm): object {
  return { ...probeBody(form), unitId: form.unitId, openedOn: form.openedOn === '' ? null : form.openedOn };
}

/** Of an account that is not on the platform yet. */
export function applicationBody({ platform, unitId, name, columnClass }: AccountForm): object {
  return { status: 'applied', platform, unitId, name: name.trim(), columnClass };
}
