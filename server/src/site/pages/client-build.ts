import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Assets, PageRenderer } from '../../../../contract/pages.js';

/** The client as the server needs it: what renders pages, and the files that they load. */
export interface Client {
  readonly renderer: PageRenderer;
  readonly assets: Assets;
}

/**
 * The client's folder; the path works from server/src/site/pages and from
 * server/dist/server/src/site/pages.
 */
const folder = join(
  import.meta.dirname.replace(/server[\\/](dist[\\/]server[\\/])?src[\\/]site[\\/]pages$/, ''),
  'client',
);

interface ManifestEntry {
  file: string;
  css?: string[];
  imports?: string[];
}

export interface ClientSource {
  open(): Promise<Client>;
  /** The folder of public files: `assets/`, `embed/`, `map/`. */
  readonly publicFiles: string;
}

let source: ClientSource = {
  open: readBuild,
  publicFiles: join(folder, 'dist', 'client'),
};

export const clientSource = (): ClientSource => source;

/**
 * Takes the client from elsewhere than its build: `npm run dev` from its sources
 * (client/scripts/dev/pages.mjs).
 * @public
 */
export function useClient(other: ClientSource): void {
  source = other;
}

async function readBuild(): Promise<Client> {
  const renderer = (await import(
    pathToFileURL(join(folder, 'dist', 'server', 'entry-server.js')).href
  )) as PageRenderer;
  const manifest = JSON.parse(
    await readFile(join(folder, 'dist', 'client', '.vite', 'manifest.json'), 'utf8'),
  ) as Record<string, ManifestEntry>;
  const [css, script, modules] = filesOf(manifest, 'src/entry-public.ts');
  const [staffCss, staffScript, shared] = filesOf(manifest, 'src/entry-staff.ts');
  const textsIn = (language: string) => `/${manifest[`src/staff/texts/${language}.ts`]!.file}`;
  const staffModules = { en: [...shared, textsIn('en')], fr: [...shared, textsIn('fr')] };
  return { renderer, assets: { css, script, modules, staffCss, staffScript, staffModules } };
}

/** An entry's styles and script, and the modules that the script imports first. */
function filesOf(
  manifest: Record<string, ManifestEntry>,
  entry: string,
): [css: string[], script: string, modules: string[]] {
  const chunk = manifest[entry];
  if (!chunk) throw new Error('the client is not built: run npm run build');
  return [
    stylesOf(manifest, entry).map((file) => `/${file}`),
    `/${chunk.file}`,
    (chunk.imports ?? []).map((name) => `/${manifest[name]!.file}`),
  ];
}

/**
 * Styles shared with the other entry, directly or through a common chunk, are loaded before its
 * own, because the cascade depends on that order.
 */
function stylesOf(manifest: Record<string, ManifestEntry>, name: string): string[] {
  const { css = [], imports = [] } = manifest[name]!;
  return [
    ...new Set([
      ...imports.flatMap((imported) => stylesOf(manifest, imported)),
      ...css.toReversed(),
    ]),
  ];
}
