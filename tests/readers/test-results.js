// Reads test results with test-results-parser and prints them as JSON. Arguments: FOLDER-OF-MODULES TYPE FILE.
const [modules, type, file] = process.argv.slice(2);
const { parse } = require(require.resolve('test-results-parser', { paths: [modules] }));
const result = parse({ type, files: [file] });
console.log(JSON.stringify({
  total: result.total,
  passed: result.passed,
  failed: result.failed,
  cases: result.suites.flatMap((suite) => suite.cases.map((each) => ({ suite: suite.name, name: each.name, status: each.status, failure: each.failure }))),
}));
