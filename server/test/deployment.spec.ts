import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Config } from '../src/platform/config/config.js';

const root = join(import.meta.dirname, '..', '..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const settings = Object.keys(new Config()).sort();

interface Service {
  image?: string;
  build?: string;
  environment?: Record<string, string | number>;
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
}

const compose = parse(read('docker-compose.yml')) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const dockerfile = read('Dockerfile');

describe('what an operator can set', () => {
  it('is listed in .env.example completely, and nothing else is, with the program’s defaults', () => {
    const example = Object.fromEntries(
      [...read('.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    expect(Object.keys(example).sort()).toEqual(settings);
    for (const [name, value] of Object.entries(new Config()))
      expect({ [name]: example[name] }).toEqual({ [name]: String(value) });
  });

  it('matches what docker-compose.yml sets and asks of its operator', () => {
    expect(settings).toEqual(
      expect.arrayContaining(Object.keys(compose.services['app']?.environment ?? {})),
    );
    const asked = [...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g)].map(
      ([, name]) => name,
    );
    expect(settings).toEqual(expect.arrayContaining([...new Set(asked)]));
  });

  it('never has a comment behind its value in docs/operations.md: systemd knows none', () => {
    const lines = read('docs/operations.md')
      .split('\n')
      .filter((line) => settings.some((name) => line.startsWith(`${name}=`)));
    expect(lines.length).toBeGreaterThan(9);
    expect(lines.filter((line) => line.includes('#'))).toEqual([]);
  });

  it('is what the Dockerfile sets', () => {
    const set = [...dockerfile.matchAll(/^ENV (.+)$/gm)].flatMap(([, line]) =>
      [...(line ?? '').matchAll(/([A-Z_]+)=/g)].map(([, name]) => name),
    );
    expect(set.length).toBeGreaterThan(0);
    expect(settings).toEqual(expect.arrayContaining(set));
  });
});

describe('docker-compose.yml', () => {
  it('has the app, PostgreSQL 18 and a mail catcher, and contains no secret', () => {
    expect(Object.keys(compose.services)).toEqual(['app', 'database', 'mail']);
    expect(compose.services['database']?.image).toMatch(/^postgres:18/);
    for (const name of ['DATABASE_PASSWORD', 'APP_SECRET'])
      expect(compose.services['app']?.environment?.[name]).toMatch(/^\$\{[A-Z_]+:\?/);
  });

  it('keeps documents and database in volumes that it declares, and starts the app after its database', () => {
    const used = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.map((volume) => volume.split(':')[0]),
    );
    expect(used.sort()).toEqual(Object.keys(compose.volumes).sort());
    expect(compose.services['app']?.depends_on?.['database']?.condition).toBe('service_healthy');
  });
});

describe('Dockerfile', () => {
  it('copies only existing files, ships no build tools and does not run as root', () => {
    const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) =>
      (names ?? '').split(' '),
    );
    expect(sources.length).toBeGreaterThan(5);
    expect(sources.filter((source) => !existsSync(join(root, source)))).toEqual([]);
    const [, shipped = ''] = dockerfile.split(/^FROM .+$/m).slice(1);
    expect(shipped).toMatch(/^USER node$/m);
    expect(shipped).not.toMatch(/npm/);
  });

  it('uses a Node that the packages allow and .nvmrc names', () => {
    const versions = [...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map(([, version]) => version);
    expect(new Set(versions)).toEqual(new Set([read('.nvmrc').trim()]));
  });
});
