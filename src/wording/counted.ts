/** `1 alert`, `2 alerts`: a figure with its noun in English. `many` where it is not made by an s. */
export function counted(count: string | number, one: string, many = `${one}s`): string {
  return `${count} ${String(count) === '1' ? one : many}`;
}
