/**
 * Stryker's runner for jest, with one difference: a mutant meets only the test files that reach it. Its own runner passes
 * the names of the tests and lets jest load every file to look for them, which costs more than the tests themselves.
 */
import fs from 'node:fs';
import path from 'node:path';
import { strykerPlugins as jestPlugins } from '@stryker-mutator/jest-runner';

/** Written by the process that makes the first run, read by all: it lies in the copy of the sources they work in. */
const placesFile = () => path.resolve('.test-files.json');

function createRunner(injector) {
  const runner = jestPlugins[0].factory(injector);
  const { dryRun, mutantRun, run } = runner;
  let testFiles;
  return Object.assign(runner, {
    async dryRun(options) {
      const result = await dryRun.call(runner, options);
      if (result.status === 'complete') {
        const places = result.tests.map(({ id, fileName }) => [id, fileName]);
        fs.writeFileSync(placesFile(), JSON.stringify(places));
      }
      return result;
    },
    async mutantRun(options) {
      const wanted = new Set(options.testFilter);
      const places = JSON.parse(fs.readFileSync(placesFile(), 'utf8'));
      const files = places.flatMap(([id, fileName]) => (wanted.has(id) ? [fileName] : []));
      testFiles = options.testFilter === undefined ? undefined : [...new Set(files)];
      return mutantRun.call(runner, options);
    },
    run: (settings) => run.call(runner, { ...settings, testFiles: testFiles ?? settings.testFiles }),
  });
}
createRunner.inject = ['$injector'];

export const strykerPlugins = [{ kind: 'TestRunner', name: 'jest-by-file', factory: createRunner }];
