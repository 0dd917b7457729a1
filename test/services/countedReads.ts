import type { Storage } from '../../src/ports/storage';

/** A store that notes what it is asked for, as `repository.method`. */
export function countedReads(storage: Storage): { readonly storage: Storage; readonly asked: string[] } {
  const asked: string[] = [];
  const noting = (repository: object, name: string): object =>
    new Proxy(repository, {
      get: (target, method) => {
        const found: unknown = Reflect.get(target, method);
        if (typeof found !== 'function') return found;
        return (...given: readonly unknown[]): unknown => {
          asked.push(`${name}.${String(method)}`);
          return Reflect.apply(found, target, given);
        };
      },
    });
  const known = new Map<PropertyKey, object>();
  return {
    asked,
    storage: new Proxy(storage, {
      get: (target, name) => {
        const repository: unknown = Reflect.get(target, name);
        if (typeof repository !== 'object' || repository === null) return repository;
        const noted = known.get(name) ?? noting(repository, String(name));
        known.set(name, noted);
        return noted;
      },
    }),
  };
}
