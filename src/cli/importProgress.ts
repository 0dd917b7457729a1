import type { ImportProgress } from '../domain/register/import';

const PARTS: Readonly<Record<ImportProgress['part'], readonly [zh: string, en: string]>> = {
  units: ['单位', 'units'],
  sites: ['站点', 'sites'],
  accounts: ['账号', 'accounts'],
  people: ['人员', 'people'],
  liaisons: ['联络员名册', 'liaisons'],
  ledger: ['写入台账', 'ledger'],
};

/** How far an import is, in one short line. */
export function progressInWords({ part, done, total }: ImportProgress): string {
  const [zh, en] = PARTS[part];
  const count = total === null ? String(done) : `${done} / ${total}`;
  return `正在导入：${zh} ${count} (importing ${en})`;
}
