/** Where transactions are brought to the disk; see {@link createCommitPlace}. */
export interface CommitPlace {
  /** Whether the next one is committed aside. Said at its beginning. */
  begin(): 'here' | 'aside';
  /** It is stored or undone. */
  end(): void;
  /** Somebody asked for something that writes nothing. */
  noteRead(): void;
  /** Something short is to be written: it waits for the transaction that runs, or shares it. */
  noteShortWrite(): void;
  /** How many times as long as usual the next transaction may run: the more, the longer nobody has waited for one. */
  stretch(): number;
  /** A slice of long work took all of its time in the one that runs. */
  noteFullSlice(): void;
  /**
   * A commit failed: from now on they are made here, where a store that takes no more is told of. Aside it says
   * nothing.
   */
  distrust(): void;
}

/** So many transactions aside in a row that no read would have waited for, and the next is committed here. */
const quietEnough = 32;
/**
 * So many times as long as usual. Doubled with every transaction that a slice has filled and nobody has waited for,
 * halved with every one that somebody has.
 */
const mostStretched = 16;

/**
 * A commit waits for the disk, 2 to 5 ms: in this thread it is over soonest, and nobody is served meanwhile; in a
 * thread of the library's reads go on, and each write takes the way there and back. One writer alone stores 440 rows a
 * second here and 190 aside; beside bulk writes the median ping takes 1 to 3 times as long as on a quiet store where it
 * took 40 to 120 times. So commits go aside as soon as a read has waited for one: had it come while the disk was waited
 * for, it is the next thing that the event loop hands out. They come back when no read does so for a while.
 *
 * Every transaction writes anew each page that it touches, and one of twenty rows touches as many of the pages of
 * twenty indexes as one of two hundred. So work that is done in slices has longer ones as long as nobody waits.
 */
export function createCommitPlace(): CommitPlace {
  let isAside = false;
  let isTrusted = true;
  let isWatching = false;
  let reads = 0;
  let shortWrites = 0;
  let quiet = 0;
  let isFull = false;
  let stretch = 1;
  const judge = (): void => {
    isWatching = false;
    if (reads + shortWrites > 0) stretch = Math.max(1, stretch / 2);
    else if (isFull) stretch = Math.min(mostStretched, stretch * 2);
    quiet = reads > 0 ? 0 : quiet + 1;
    isAside = isTrusted && (reads > 0 || (isAside && quiet < quietEnough));
  };
  return {
    begin: () => {
      reads = 0;
      shortWrites = 0;
      isFull = false;
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
    noteShortWrite: () => {
      shortWrites += 1;
    },
    stretch: () => stretch,
    noteFullSlice: () => {
      isFull = true;
    },
    distrust: () => {
      isTrusted = false;
    },
  };
}
