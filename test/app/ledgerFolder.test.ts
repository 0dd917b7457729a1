import fs from 'node:fs';
import fsp from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createLedgerFolder } from '../../src/app/ledgerFolder';

let root: string;
let folder: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'ledger-folder-'));
  folder = path.join(root, 'a', 'archive');
});
afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(root, { recursive: true, force: true });
});
const NAME = 'ledger-1.jsonl.gz';
const inFolder = (): readonly string[] => fs.readdirSync(folder).sort();

test('what was written is read back, and written again it is the same file', async () => {
  const archive = createLedgerFolder(folder);
  await archive.write(NAME, ['一', '二']);
  await archive.write(NAME, ['一', '二']);
  expect(await archive.read(NAME)).toEqual(['一', '二']);
  expect(inFolder()).toEqual([NAME]);
});

test('a file is on the disk before it has its name, then its folder, and a new folder in the one above', async () => {
  const steps: string[] = [];
  const { open, rename } = fsp;
  jest.spyOn(fsp, 'rename').mockImplementation(async (from, to) => {
    steps.push('named');
    await rename(from, to);
  });
  jest.spyOn(fsp, 'open').mockImplementation(async (...given) => {
    const handle = await open(...given);
    const sync = handle.sync.bind(handle);
    handle.sync = async () => {
      const name = path.relative(root, given[0].toString());
      steps.push(name.includes('.unfinished') ? 'file' : name === '' ? 'root' : name);
      await sync();
    };
    return handle;
  });
  await createLedgerFolder(folder).write(NAME, ['x']);
  expect(steps).toEqual(['root', 'file', 'named', path.join('a', 'archive')]);
});

test('where the disk is full nothing stays of the file that was begun', async () => {
  await createLedgerFolder(folder).write(NAME, ['x']);
  const { open } = fsp;
  jest.spyOn(fsp, 'open').mockImplementation(async (...given) => {
    const handle = await open(...given);
    handle.sync = () => Promise.reject(new Error('no space left on device'));
    return handle;
  });
  await expect(createLedgerFolder(folder).write('ledger-2.jsonl.gz', ['y'])).rejects.toThrow('no space left');
  expect(inFolder()).toEqual([NAME]);
});

test('what a killed process had begun goes after an hour; what another is writing now stays', async () => {
  const archive = createLedgerFolder(folder);
  await archive.write(NAME, ['x']);
  for (const [name, ageMs] of [
    ['old.unfinished', 3_700_000],
    ['young.unfinished', 3_500_000],
  ] as const) {
    const file = path.join(folder, name);
    fs.writeFileSync(file, 'half');
    fs.utimesSync(file, new Date(), new Date(Date.now() - ageMs));
  }
  await archive.write(NAME, ['x']);
  expect(inFolder()).toEqual([NAME, 'young.unfinished']);
});

test.each([
  ['is not there', () => undefined],
  ['was cut off', (file: string) => fs.writeFileSync(file, Buffer.from([0x1f, 0x8b, 8]))],
  ['is no file of ours', (file: string) => fs.writeFileSync(file, 'text')],
])('a file that %s is null', async (_what, put) => {
  fs.mkdirSync(folder, { recursive: true });
  put(path.join(folder, NAME));
  expect(await createLedgerFolder(folder).read(NAME)).toBeNull();
});
