/** A jest reporter that adds one line { passed, failed } to the file KLANKBORD_TEST_COUNTS names, for .ci/run to sum. */
import { appendFileSync } from 'node:fs';

export default class JestCounts {
  onRunComplete(_contexts, results) {
    const file = process.env.KLANKBORD_TEST_COUNTS;
    if (!file) return;
    // A test file that does not even load counts as one failure: it must not pass unseen.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    appendFileSync(file, `${JSON.stringify({ passed: results.numPassedTests, failed })}\n`);
  }
}
