/**
 * The environment every test file runs in: Node's own, with a temporary folder for this file alone. When the file has
 * run, a folder, server, connection, timer or process that it left behind fails it and is named. What leaks from one
 * file slows or breaks whichever file follows it in the same worker, on some machines only.
 */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { TestEnvironment } = require('jest-environment-node');
const { foldersIn, handlesSince, processesWith } = require('./leftovers.cjs');
const { memoryFolder } = require('./memoryFolder.cjs');
const ownSources = require('./ownSources.cjs');
const serialContext = require('./serialContext.cjs');
const sharedPackages = require('./sharedPackages.cjs');

/** Sockets and processes end a few turns of the event loop after they were told to. Against hanging only. */
const SETTLE_MS = 30_000;

class CleanEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    // While somebody changes them between two runs of one process, they are read anew.
    this.sharesSources =
      config.projectConfig.testEnvironmentOptions.ownSources !== 'anew' &&
      !config.globalConfig.watch &&
      !config.globalConfig.watchAll;
    this.settleMs = config.projectConfig.testEnvironmentOptions.settleMs ?? SETTLE_MS;
  }

  async setup() {
    await super.setup();
    serialContext.substitute();
    sharedPackages.shareWith(this.global);
    if (this.sharesSources) ownSources.shareWith(this.global);
    this.outerTmp = process.env.TMPDIR;
    this.folder = fs.mkdtempSync(path.join(this.outerTmp ?? memoryFolder() ?? os.tmpdir(), 'gov-matrix-test-'));
    // Node's own modules read the worker's environment, tests the copy that jest makes of it.
    process.env.TMPDIR = this.folder;
    this.global.process.env.TMPDIR = this.folder;
    this.before = new Set(process._getActiveHandles());
  }

  async handleTestEvent(event, state) {
    if (event.name === 'setup') serialContext.restore();
    if (event.name !== 'run_finish') return;
    const left = await this.leftAfter(this.settleMs);
    if (left.length > 0)
      state.unhandledErrors.push(new Error(`This file leaves something behind:\n  ${left.join('\n  ')}`));
  }

  async leftAfter(settleMs) {
    const giveUpAt = performance.now() + settleMs;
    for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, 250)) {
      const left = [...foldersIn(this.folder), ...handlesSince(this.before), ...processesWith(this.folder)];
      if (left.length === 0 || performance.now() > giveUpAt) return left;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  async teardown() {
    if (this.outerTmp === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = this.outerTmp;
    fs.rmSync(this.folder, { recursive: true, force: true });
    await super.teardown();
  }
}

module.exports = CleanEnvironment;
