/**
 * `make`, called once for each object it is asked for as long as that object is in use. For what follows from an object
 * alone and never changes.
 */
export function onceFor<Given extends object, Made>(make: (given: Given) => Made): (given: Given) => Made {
  const made = new WeakMap<Given, { readonly value: Made }>();
  return (given) => {
    const known = made.get(given);
    if (known !== undefined) return known.value;
    const value = make(given);
    made.set(given, { value });
    return value;
  };
}
