import { REGION_CODE } from './unit';

/** `330000` names a province, `330100` a city: zeros at the end of six digits name nothing. */
export function regionPrefix(region: string): string {
  if (region.length !== 6 || !REGION_CODE.test(region)) return region;
  return region.endsWith('0000') ? region.slice(0, 2) : region.endsWith('00') ? region.slice(0, 4) : region;
}

/**
 * Does a region of a rule (a code of GB/T 2260, or a name from the top down) cover an account? By the account's own region,
 * and where that is no code by its unit's as well.
 */
export function coversAccount(region: string, account: { readonly region: string }, unitPlace: string): boolean {
  if (region === '') return false;
  const places = REGION_CODE.test(account.region) ? [account.region] : [account.region, unitPlace];
  return places.some((place) => place.startsWith(regionPrefix(region)));
}
