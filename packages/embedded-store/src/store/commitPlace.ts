/** Where transactions are brought to the disk; see {@link createCommitPlace}. */
export interface CommitPlace {
  /** Whether the next one is committed aside. Said at its beginning. */
  begin(): 'here' | 'aside';
  /** It is stored or undone. */
  end(): void;
  /** Somebody asked for something that writes nothing. */
  noteRead(): void;
  /** A commit failed: from now on they are made here, where a store that takes no more is told of. Aside it says nothing. */
  distrust(): void;
}

/** So many transactions aside in a row that no read would have waited for, and the next is committed here. */
const quietEnough = 32;

/**
 * A commit waits for the disk, 2 to 5 ms: in this thread it is over soonest, and nobody is served meanwhile; in a thread
 * of the library's reads go on, and each write takes the way there and back. One writer alone stores 440 rows a second
 * here and 190 aside; beside bulk writes the median ping takes 1 to 3 times as long as on a quiet store where it took 40
 * to 120 times. So commits go aside as soon as a read has waited for one: had it come while the disk was waited for, it
 * is the next thing that the event loop hands out. They come back when no read does so for a while.
 */
export function createCommitPlace(): CommitPlace {
  let isAside = false;
  let isTrusted = true;
  let isWatching = false;
  let reads = 0;
  let quiet = 0;
  const judge = (): void => {
    isWatching = false;
    quiet = reads > 0 ? 0 : quiet + 1;
    isAside = isTrusted && (reads > 0 || (isAside && quiet < quietEnough));
  };
  return {
    begin: () => {
      reads = 0;
      isWatching = isAside;
      return isAside ? 'aside' : 'here';
    },
    end: () => {
      if (isAside) {
        judge();
        return;
      }
      isWatching = true;
      // What had come before is handed out before the next round of immediates.
      setImmediate(() => {
        if (isWatching && !isAside) judge();
      });
    },
    noteRead: () => {
      if (isWatching) reads += 1;
    },
    distrust: () => {
      isTrusted = false;
    },
  };
}
