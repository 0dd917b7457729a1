import type { AuthorisationState, AuthorisationStates } from '../../ports/credentials';
import type { Instant } from '../../domain/time/instant';
import { checkText } from '../checkInput';
import { above } from '../conditions';
import { documentSchema, instant, text } from '../schemaParts';
import type { Row, Table } from '../table';

export interface AuthorisationStateRow extends Row, Omit<AuthorisationState, 'stateHash'> {
  readonly _id: string;
  readonly usedAt: Instant | null;
}

export const authorisationStateSchema = documentSchema({
  _id: text,
  platform: text,
  applicationId: text,
  accountId: text,
  personId: text,
  personName: text,
  unitId: text,
  redirectUri: text,
  expiresAt: instant,
  createdAt: instant,
  usedAt: instant,
});

export function createAuthorisationStates(table: Table<AuthorisationStateRow>): AuthorisationStates {
  return {
    create: async ({ stateHash, ...rest }) => {
      if ((await table.insert({ _id: checkText(stateHash, 'stateHash'), ...rest, usedAt: null })) === 'duplicate')
        throw new Error('This state is in use already.');
    },
    consume: async (stateHash, now) => {
      const row = await table.findOneAndUpdate(
        { _id: checkText(stateHash, 'stateHash'), usedAt: null, expiresAt: above(now) },
        { $set: { usedAt: now } },
        { answer: 'after' },
      );
      if (row === null) return null;
      const {
        _id,
        platform,
        applicationId,
        accountId,
        personId,
        personName,
        unitId,
        redirectUri,
        expiresAt,
        createdAt,
      } = row;
      return {
        stateHash: _id,
        platform,
        applicationId,
        accountId,
        personId,
        personName,
        unitId,
        redirectUri,
        expiresAt,
        createdAt,
      };
    },
  };
}
