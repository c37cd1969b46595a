import 'reflect-metadata';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Cluster } from '../../src/platform/database/embedded/cluster.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';
import { seedCountries } from '../../src/commands/seed/seed.js';
import { seedPact } from '../../src/reference/pact/seed-pact.js';
import { seedHelplines } from '../../src/reference/helplines/seed-helplines.js';
import {
  clusterPassword,
  ownersRights,
  quick,
  registerOwner,
  template,
  testSecret,
} from './database-names.js';

/** Creates a cluster with the migrated and seeded template in it, and leaves it stopped. */
export async function makeTemplate(cluster: Cluster): Promise<void> {
  await cluster.create(clusterPassword);
  const port = await cluster.start(quick);
  const url = (name: string) => cluster.url(port, clusterPassword, name);
  try {
    const client = new pg.Client({ connectionString: url('postgres') });
    await client.connect();
    await client.query(
      `CREATE ROLE ${registerOwner} LOGIN ${ownersRights} PASSWORD '${clusterPassword}'`,
    );
    await client.query(`CREATE DATABASE ${template} OWNER ${registerOwner}`);
    await client.end();
    const ownerUrl = Object.assign(new URL(url(template)), { username: registerOwner }).toString();
    await prepareDatabase({ ownerUrl, secret: testSecret, say: () => undefined });
    const source = await new DataSource({ type: 'postgres', url: ownerUrl }).initialize();
    await source.transaction(async (manager) => {
      await seedCountries(manager);
      await seedPact(manager);
      await seedHelplines(manager);
    });
    await source.destroy();
  } finally {
    await cluster.stop();
  }
}
