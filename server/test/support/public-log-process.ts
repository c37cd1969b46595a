import { spawn } from 'node:child_process';

/** Runs another program while this one goes on answering it. @returns what it printed. */
export function runsBeside(program: string, args: string[], input: object): Promise<string> {
  const process_ = spawn(program, args, {
    // Debian's packages of Go lie in one folder and need no module.
    env: { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  process_.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
  process_.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  process_.stdin.end(JSON.stringify(input));
  return new Promise((done, failed) => {
    process_.on('error', failed);
    process_.on('close', () => done(said));
  });
}
