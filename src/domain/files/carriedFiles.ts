import type { FileId } from '../ids';
import type { FileType } from './fileKind';

/** A picture or attachment on its way to a platform: which file, and what is known of it without its bytes. */
export interface CarriedFile {
  readonly fileId: FileId;
  readonly name: string;
  /** Of a picture what it shows, for those who do not see it; else empty. */
  readonly alt: string;
  readonly type: FileType;
  readonly bytes: number;
}

/** What of one kind an interface takes along with a post. */
export interface FileLimit {
  readonly most: number;
  /** The largest it takes, in bytes. */
  readonly mostBytes: number;
  readonly types: readonly FileType[];
}
export interface FileLimits {
  readonly pictures: FileLimit;
  readonly attachments: FileLimit;
}
export const CARRIES_NO_FILE: FileLimit = { most: 0, mostBytes: 0, types: [] };

/** Why an interface does not take the files of an item. `none`: it takes no such file at all. */
export type CarryFault = 'none' | 'too-many' | 'too-large' | 'other-type';

/** What an interface does not take of an item's files. */
export interface NotCarried {
  readonly group: keyof FileLimits;
  readonly fault: CarryFault;
  /** The place of the file, from 0: of too many the first beyond the limit. */
  readonly at: number;
  readonly name: string;
  /** How many there are or how large it is, and how much is taken; null: neither is in question. */
  readonly measured: { readonly value: number; readonly limit: number } | null;
}

/** Everything that an interface with these limits does not take, pictures first; empty: it takes all of it. */
export function notCarried(
  files: Readonly<Record<keyof FileLimits, readonly CarriedFile[]>>,
  limits: FileLimits,
): readonly NotCarried[] {
  return (['pictures', 'attachments'] as const).flatMap((group) => {
    const { most, mostBytes, types } = limits[group];
    const given = files[group];
    const first = given[most];
    const beyond: readonly NotCarried[] =
      first === undefined
        ? []
        : [
            {
              ...{ group, fault: most === 0 ? 'none' : 'too-many', at: most, name: first.name },
              measured: most === 0 ? null : { value: given.length, limit: most },
            },
          ];
    if (most === 0) return beyond;
    return [
      ...beyond,
      ...given.flatMap(({ name, type, bytes }, at): readonly NotCarried[] => {
        if (!types.includes(type)) return [{ group, fault: 'other-type', at, name, measured: null }];
        return bytes > mostBytes
          ? [{ group, fault: 'too-large', at, name, measured: { value: bytes, limit: mostBytes } }]
          : [];
      }),
    ];
  });
}
