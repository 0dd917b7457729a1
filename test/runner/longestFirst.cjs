/**
 * Starts the long files first, so that the workers end together also in a fresh clone, where jest has no times of an
 * earlier run. Files that are not listed follow in jest's own order.
 */
const { default: Sequencer } = require('@jest/test-sequencer');
const LONG_FILES = require('./longFiles.json');

class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = (test) => {
      const place = LONG_FILES.findIndex((file) => test.path.replaceAll('\\', '/').endsWith(`/${file}`));
      return place === -1 ? LONG_FILES.length : place;
    };
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
}

module.exports = LongestFirst;
