import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/cli/readConfig';

const defaults = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../config/default.json'), 'utf8')) as Record<
  string,
  object
>;
let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-read-config-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

function read(sections: object): { readonly usable: boolean; readonly lines: readonly string[] } {
  const file = path.join(folder, 'office.json');
  fs.writeFileSync(file, JSON.stringify(sections));
  const lines: string[] = [];
  const config = readConfig({ environment: { CONFIG_FILE: file }, complain: (line) => lines.push(line) });
  return { usable: config !== null, lines };
}

test('a file with keys of an earlier version is used, and each of them is named', () => {
  const { usable, lines } = read({
    office: { name: '某县', region: '' },
    looks: { ...defaults['looks'], timeoutSeconds: 20 },
    publishing: { ...defaults['publishing'], timeoutSeconds: 30 },
  });
  expect(usable).toBe(true);
  expect(lines).toEqual([
    '警告 config.retired-key  office: was never read and can be removed',
    '警告 config.retired-key  looks.timeoutSeconds: was never read and can be removed',
    '警告 config.retired-key  publishing.timeoutSeconds: was never read and can be removed',
  ]);
});

test('a file without them is used in silence', () => {
  expect(read({ publishing: defaults['publishing'] ?? {} })).toEqual({ usable: true, lines: [] });
});

test('a file with a mistake is not used, and warnings are told with it', () => {
  const { usable, lines } = read({ office: {}, cases: { rectificationWorkingDays: 10, watchDays: 'many' } });
  expect(usable).toBe(false);
  expect(lines.map((line) => line.split('  ')[0])).toEqual(['警告 config.retired-key', '错误 config.invalid-value']);
});

test.each([
  [{ timeoutSeconds: 20 }, {}, []],
  [{ timeoutSeconds: 21 }, {}, ['错误 config.call-outlives-lease']],
  [{ timeoutSeconds: 21 }, { leaseSeconds: 168 }, []],
  [{}, { leaseSeconds: 159 }, ['错误 config.call-outlives-lease']],
])('calls of %j beside leases of %j: %j', (outbound, publishing, told) => {
  const { usable, lines } = read({
    outbound: { ...defaults['outbound'], ...outbound },
    publishing: { ...defaults['publishing'], ...publishing },
  });
  expect([usable, lines.map((line) => line.split('  ')[0])]).toEqual([told.length === 0, told]);
});
