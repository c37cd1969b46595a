import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { AppContext } from '../platform/database/app-context.js';
import { Config } from '../platform/config/config.js';
import { apiDocument } from '../platform/api-document/api-document.js';

/**
 * Writes the API contract to the file given on the command line, without a database: `npm run api`.
 */
const target = process.argv[2];
if (!target) throw new Error('name the file to write');
const nowhere = {
  owner: 'postgres://nowhere/none',
  app: 'postgres://nowhere/none',
  public: 'postgres://nowhere/none',
};
const app = await NestFactory.create<NestFastifyApplication>(
  AppModule.with(new AppContext(new Config(), 'none', nowhere)),
  new FastifyAdapter(),
  {
    preview: true,
    logger: false,
    abortOnError: false,
  },
);
await writeFile(target, `${JSON.stringify(apiDocument(app), null, 2)}\n`);
process.exit(0);
