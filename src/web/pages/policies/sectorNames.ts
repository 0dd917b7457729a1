import { useSectors } from '../../data/queries';
import { useAppearance } from '../../theme/appearance';

/** The names of fields in the chosen language, by key; a key nobody knows is shown as it is. */
export function useSectorNames(): {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly nameOf: (key: string) => string;
} {
  const { language } = useAppearance();
  const items = useSectors().data?.items ?? [];
  const options = items.map(({ key, zh, en }) => ({ value: key, label: language === 'en' ? en : zh }));
  return { options, nameOf: (key) => options.find(({ value }) => value === key)?.label ?? key };
}
