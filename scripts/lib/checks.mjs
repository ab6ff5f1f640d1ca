import { binFile, pinnedNode } from './paths.mjs';
import { runInForeground } from './run.mjs';

/** The checks that need no running program, quickest first. Each answers an exit code. */
export const checks = [
  { name: 'format', title: 'Format (oxfmt)', run: () => tool('oxfmt', ['--check']) },
  {
    name: 'layers',
    title: 'Layer rules are as their table says',
    run: () => script('scripts/layers.mjs', ['--check']),
  },
  { name: 'lint', title: 'Lint and layer rules (oxlint)', run: () => tool('oxlint', ['--deny-warnings']) },
  { name: 'types', title: 'Types (tsc -b)', run: () => tool('typescript', ['-b'], 'tsc') },
];

function tool(packageName, args, command = packageName) {
  return script(binFile(packageName, command), args);
}

/** Their results go to standard error, as everything does that is not the command's own result. */
function script(file, args) {
  return runInForeground(pinnedNode, [file, ...args], { stdio: ['ignore', 2, 2] });
}
