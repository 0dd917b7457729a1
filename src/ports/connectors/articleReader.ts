import type { Account } from '../../domain/accounts/account';
import type { ObservedPost } from '../../domain/accounts/post';
import type { PlatformFailure } from '../../domain/errors';
import type { Call } from './access';

/** Reads one public page that a person pasted: an article the platform's lists leave out. */
export interface ArticleReader {
  /** Whether the address can belong to this platform at all. */
  accepts(url: string): boolean;
  /** Whether what stands at this address can be this account's; absent: the page itself tells. */
  isPageOf?(account: Pick<Account, 'platform' | 'homeUrl'>, url: string): boolean;
  /** `externalId` or `accountName` tell whose article it is, so that nobody pastes another account's. */
  read(
    url: string,
    call: Call,
  ): Promise<
    | { readonly post: ObservedPost; readonly externalId: string | null; readonly accountName: string | null }
    | { readonly failure: PlatformFailure }
  >;
}
