import { z } from 'zod';
import { PLATFORMS } from '../../domain/accounts/account';
import { CHECK_OUTCOMES, CREDENTIAL_KINDS, CREDENTIAL_STATES } from '../../domain/credentials/credential';
import type { AccountId, CredentialId } from '../../domain/ids';
import type { CredentialDetailView, CredentialView } from '../../api/credentials';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, nameText, pageFields, queryInteger } from '../edge/inputSchemas';

export const credentialParams = z.strictObject({ id: idOf<CredentialId>() });

export const credentialsQuery = z.strictObject({
  platform: z.exactOptional(z.enum(PLATFORMS)),
  state: z.exactOptional(z.enum(CREDENTIAL_STATES)),
  of: z
    .exactOptional(z.enum(['accounts', 'applications']))
    .meta({ description: "Whose: the accounts' own, or the applications through which accounts granted access." }),
  expiresWithinDays: z.exactOptional(queryInteger({ min: 1, max: 366 })),
  ...pageFields,
});
export type CredentialsQuery = z.output<typeof credentialsQuery>;

/** What a secret may be made of. Names and values are checked against the platform's own list by the service. */
const secrets = z.record(z.string().regex(/^[A-Za-z]{1,40}$/), z.string().trim().min(1).max(4_000));
const applicationId = z.string().trim().min(1).max(100);

export const accountCredentialBody = z.strictObject({
  secrets,
  applicationId: applicationId
    .nullable()
    .default(null)
    .meta({ description: "The platform's id of the application through which the account granted access." }),
  expiresAt: isoInstant.nullable().default(null),
});
export const applicationBody = z.strictObject({
  platform: z.enum(PLATFORMS),
  label: nameText(120),
  secrets,
});
export const removalBody = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export const authoriseBody = z
  .strictObject({
    accountId: idOf<AccountId>()
      .nullable()
      .default(null)
      .meta({ description: 'Whose consent is asked for; null: whichever registered account consents.' }),
    applicationId: applicationId.nullable().default(null),
  })
  .refine((body) => body.accountId !== null || body.applicationId !== null, {
    path: ['accountId'],
    error: '缺少：给出 accountId 或 applicationId',
  });

const credentialFields = {
  id: z.string(),
  platform: z.enum(PLATFORMS),
  kind: z.enum(CREDENTIAL_KINDS),
  accountId: z.string().nullable(),
  applicationId: z.string().nullable(),
  label: z.string(),
  unitId: z.string().nullable(),
  state: z.enum(CREDENTIAL_STATES),
  expiresAt: isoInstant.nullable(),
  grantedAt: isoInstant,
  grantedBy: z.string(),
  lastTest: z.strictObject({ at: isoInstant, outcome: z.enum(CHECK_OUTCOMES), code: z.string().nullable() }).nullable(),
  nextTestAt: isoInstant.nullable(),
};
export const credentialView = named('Credential', z.strictObject(credentialFields)) satisfies z.ZodType<CredentialView>;
export const credentialList = listOf('CredentialList', credentialView);
export const credentialDetailView = named(
  'CredentialDetail',
  z.strictObject({
    ...credentialFields,
    messages: z.strictObject({ lastAt: isoInstant.nullable(), flowingSinceAt: isoInstant.nullable() }).nullable(),
    dependants: z.strictObject({
      accounts: z.int(),
      obligations: z.int(),
      listed: z.array(z.strictObject({ accountId: z.string(), name: z.string(), obligations: z.int() })),
    }),
  }),
) satisfies z.ZodType<CredentialDetailView>;

/** When the credential is tested next; the response to asking for a test. */
export const testDue = named('TestDue', z.strictObject({ dueAt: isoInstant }));
/** The platform's page to send the browser to. */
export const authorisationStart = named('AuthorisationStart', z.strictObject({ url: z.url(), expiresAt: isoInstant }));
