import { refuse } from '../edge/problem';

/**
 * How many bodies of files are taken at once, of all and of one person. A body is up to 20 MB and stands in memory
 * twice while it is put together, so that all need 240 MB at most; sixty slow uploads would need more than a small machine has.
 */
const UPLOADS_AT_ONCE = { all: 6, person: 2 } as const;

/** Whose uploads are under way. `leave` gives the place back and may be called once. */
export interface UploadRoom {
  /** Throws `too-many-requests` where there is no place. */
  enter(person: string): { leave(): void };
}

export function createUploadRoom(
  most: { readonly all: number; readonly person: number } = UPLOADS_AT_ONCE,
): UploadRoom {
  const under = new Map<string, number>();
  let all = 0;
  return {
    enter(person) {
      const own = under.get(person) ?? 0;
      if (own >= most.person || all >= most.all)
        throw refuse('too-many-requests', own >= most.person ? '您有文件还在上传。' : '同时上传的文件过多。', {
          remedy: '请等正在上传的文件传完后再试。',
        });
      under.set(person, own + 1);
      all += 1;
      return {
        leave() {
          all -= 1;
          const left = (under.get(person) ?? 1) - 1;
          if (left === 0) under.delete(person);
          else under.set(person, left);
        },
      };
    },
  };
}
