import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

test('writes a file and forgets it', () => {
  fs.writeFileSync(path.join(os.tmpdir(), 'forgotten.txt'), 'x');
});
