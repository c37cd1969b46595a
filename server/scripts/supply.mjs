// `npm run supply`: what comes from other people is what we agreed to. Reads the lock file and what
// is installed; asks nobody.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/**
 * Licences that ask for no more than to be named, and those of files that are passed on as they are
 * (fonts, data, unchanged modules).
 */
const allowed = new Set([
  ...[
    'MIT',
    'MIT-0',
    'ISC',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'Python-2.0',
    'PSF-2.0',
    'CC0-1.0',
  ],
  ...['OFL-1.1', 'CC-BY-4.0', 'MPL-2.0', 'EUPL-1.1+', 'EUPL-1.2'],
]);
const registry = 'https://registry.npmjs.org/';

/** @returns {string[]} what is wrong, a line for each; none when all is well. */
function supplyFaults({ lock, scripts, licenceOf }) {
  const packages = Object.entries(lock.packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .map(([path, entry]) => ({
      path,
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      ...entry,
    }));
  const withScripts = new Set(
    packages.filter((each) => each.hasInstallScript).map(({ name }) => name),
  );
  return [
    ...packages.flatMap((each) => {
      const licence = each.license ?? licenceOf(each.path);
      return [
        ...(isAllowed(licence)
          ? []
          : [`${each.name} has the licence ${licence}: not one we agreed to`]),
        ...(each.integrity
          ? []
          : [`${each.name} has no integrity hash: the lock file does not hold it to one content`]),
        ...(each.resolved === undefined || each.resolved.startsWith(registry)
          ? []
          : [`${each.name} comes from ${each.resolved}, not from npm’s registry`]),
      ];
    }),
    ...[...withScripts]
      .filter((name) => !(name in scripts))
      .map(
        (name) => `${name} runs a script when it is installed: say in allowScripts whether it may`,
      ),
    ...Object.keys(scripts)
      .filter((name) => !withScripts.has(name))
      .map((name) => `allowScripts names ${name}, which runs none (any more)`),
  ];
}

/** Of SPDX expressions those that packages use: all of `A AND B`, any of `(A OR B)`. */
function isAllowed(licence) {
  if (!licence) return false;
  const plain = licence.replace(/^\((.*)\)$/, '$1');
  if (plain.includes(' OR ')) return plain.split(' OR ').some((one) => isAllowed(one));
  return plain.split(' AND ').every((one) => allowed.has(one));
}

/** Old packages say it in a list, or in their LICENSE only. */
function installedLicence(home, path) {
  const folder = join(home, path);
  if (!existsSync(folder)) return undefined;
  const { license, licenses } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const said = license?.type ?? licenses?.[0]?.type;
  if (said) return said;
  const file = readdirSync(folder).find(
    (name) => /^(licen[cs]e|readme)/i.test(name) && mit(readFileSync(join(folder, name), 'utf8')),
  );
  return file && 'MIT';
}

const mit = (text) =>
  /Permission is hereby granted, free of charge, to any person obtaining/.test(
    text.replace(/\s+/g, ' '),
  ) || /\bMIT\b/.test(text);

const home = process.argv[2] ?? root;
const read = (name) => JSON.parse(readFileSync(join(home, name), 'utf8'));
const lock = read('package-lock.json');
const faults = supplyFaults({
  lock,
  scripts: read('package.json').allowScripts,
  licenceOf: (path) => installedLicence(home, path),
});
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(
  `${Object.keys(lock.packages).length} packages: licences, hashes, origin and install ` +
    'scripts are as agreed',
);
