// `npm run dev`: builds on every change and starts the server again. Pages are rendered by the
// built client, as in production.
import { spawn } from 'node:child_process';
import { built, installed, root } from './prepare.mjs';

await installed();
await built();
const watchers = [
  ['npx', ['tsc', '-p', 'server/tsconfig.build.json', '--watch', '--preserveWatchOutput']],
  ['npm', ['run', '--silent', 'watch:browser', '-w', 'client']],
  ['npm', ['run', '--silent', 'watch:pages', '-w', 'client']],
  [process.execPath, ['--watch', '--watch-preserve-output', 'server/dist/server/src/main.js']],
].map(([command, args]) =>
  spawn(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }),
);
process.on('SIGINT', () => watchers.forEach((watcher) => watcher.kill('SIGINT')));
