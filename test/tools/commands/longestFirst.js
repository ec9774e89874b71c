const { default: Sequencer } = require("@jest/test-sequencer");

const longest = /[\\/]faults[\\/]matrix\.test\.ts$/;

/** The fault matrix takes as long as all else together, most of it in waits: it begins first, the rest runs beside it. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const isLongest = ({ path }) => Number(longest.test(path));
    return [...super.sort(tests)].sort((a, b) => isLongest(b) - isLongest(a));
  }
};
