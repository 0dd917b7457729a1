/** Tells whether what was read may have changed since; see `Engine.version`. */
export interface ReadVersion {
  readonly version: () => number;
  /** A transaction is on its way to the disk: it can be read from some turn on. */
  readonly unsettle: () => void;
  /** It can be read, or was undone. */
  readonly settle: () => void;
}

/**
 * Within one turn everybody reads the same state, so that a slice of a long read is of one version even while a
 * transaction is on its way; the next turn is of another.
 */
export function createReadVersion(): ReadVersion {
  let version = 0;
  let isUnsettled = false;
  let isKnownThisTurn = false;
  const endTurn = (): void => {
    isKnownThisTurn = false;
  };
  return {
    version: () => {
      if (isUnsettled && !isKnownThisTurn) {
        version += 1;
        isKnownThisTurn = true;
        // LMDB lets go of what it reads by a timer, which may come before the immediates.
        setImmediate(endTurn);
        setTimeout(endTurn, 0);
      }
      return version;
    },
    unsettle: () => {
      isUnsettled = true;
    },
    settle: () => {
      isUnsettled = false;
      isKnownThisTurn = false;
      version += 1;
    },
  };
}
