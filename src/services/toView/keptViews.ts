/**
 * Views that are made once for what is listed again unchanged (storage gives the same object then), and again where
 * `isCurrent` says that what else they show is not as it was. They are frozen: what is made of them in turn is made once
 * too.
 */
export function keptViews<Stored extends object, Around, View extends object>(
  make: (stored: Stored, around: Around) => View,
  isCurrent: (view: View, around: Around) => boolean,
): (stored: Stored, around: Around) => View {
  const made = new WeakMap<Stored, View>();
  return (stored, around) => {
    const known = made.get(stored);
    if (known !== undefined && isCurrent(known, around)) return known;
    const view = Object.freeze(make(stored, around));
    made.set(stored, view);
    return view;
  };
}
