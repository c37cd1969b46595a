import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './repository.js';

const run = promisify(execFile);
const folders = ['client', 'contract', 'locales', 'migrations', 'server'];
const files = ['package.json', 'tsconfig.base.json'];
const notCopied = ['node_modules', 'dist'];

/** What a page says about one file: its whole text, or what is added and removed. */
export interface Step {
  path: string;
  kind: 'ts' | 'diff';
  text: string;
}

/** The steps of a page: each code block below a heading that names its file. */
export function stepsOf(page: string): Step[] {
  return page.split(/^### /m).flatMap((section) => {
    const path = /^[^\n`]*`([^`]+)`/.exec(section)?.[1];
    const blocks = [...section.matchAll(/^```(ts|diff)\n(.*?)^```$/gms)];
    return path ? blocks.map(([, kind, text]) => ({ path, kind, text }) as Step) : [];
  });
}

/** A copy of the program that a test may change and run. It shares the installed packages. */
export class ProgramCopy {
  private constructor(readonly folder: string) {}

  /** @throws Error when a step cannot be taken; then nothing is left. */
  static async after(steps: Step[]): Promise<ProgramCopy> {
    const copy = await ProgramCopy.make();
    try {
      for (const step of steps) await copy.take(step);
      await copy.buildPages();
    } catch (error) {
      await copy.remove();
      throw error;
    }
    return copy;
  }

  private static async make(): Promise<ProgramCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'pact-copy-'));
    for (const source of [...folders, ...files])
      await cp(join(root, source), join(folder, source), {
        recursive: true,
        filter: (path) => !notCopied.includes(basename(path)),
      });
    for (const packages of ['node_modules', 'server/node_modules'])
      await symlink(join(root, packages), join(folder, packages));
    return new ProgramCopy(folder);
  }

  /** @throws Error when the file is not as the step says it is before. */
  async take({ path, kind, text }: Step): Promise<void> {
    const file = join(this.folder, path);
    if (kind === 'ts') return writeFile(file, text);
    const lines = text.split('\n').slice(0, -1);
    const side = (other: string) =>
      lines.filter((line) => !line.startsWith(other)).map((line) => `${line.slice(1)}\n`);
    const [before, after] = [side('+').join(''), side('-').join('')];
    const parts = `\n${await readFile(file, 'utf8')}`.split(`\n${before}`);
    if (parts.length !== 2)
      throw new Error(`${path} has these lines ${parts.length - 1} times, not once:\n${before}`);
    await writeFile(file, parts.join(`\n${after}`).slice(1));
  }

  /** Builds what renders the pages. Styles and scripts are those of the program itself. */
  private async buildPages(): Promise<void> {
    const dist = join(this.folder, 'client', 'dist');
    await mkdir(dist, { recursive: true });
    await symlink(join(root, 'client', 'dist', 'client'), join(dist, 'client'));
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    const options = [
      '--logLevel',
      'error',
      '--ssr',
      'src/entry-server.ts',
      '--outDir',
      'dist/server',
    ];
    // Vite and its plugins build otherwise where they find the tests' NODE_ENV.
    const env = { ...process.env, NODE_ENV: 'production' };
    await run(process.execPath, [vite, 'build', ...options], { cwd: dirname(dist), env });
  }

  /** One of its modules, beside the same one of the program itself. */
  import<Module>(path: string): Promise<Module> {
    return import(join(this.folder, path)) as Promise<Module>;
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
