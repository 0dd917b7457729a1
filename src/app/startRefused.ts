/** Something the operator can fix by themselves; shown as one sentence, without a stack. Exit code 2. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
