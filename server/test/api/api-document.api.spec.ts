import type { FastifyInstance } from 'fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { apiDocument } from '../../src/platform/api-document/api-document.js';
import {
  everyOperation,
  parametersOf,
  requestTypes,
} from '../../src/platform/api-document/operations.js';
import { startApp, type TestApp } from '../support/app.js';
import { Contract } from '../support/contract.js';

let register: TestApp;
let document: OpenAPIObject;
beforeAll(async () => {
  register = await startApp();
  document = (await register.anonymous.get('/api/openapi.json').expect(200)).body as OpenAPIObject;
});
afterAll(() => register.close());

const named = () =>
  everyOperation(document).map((described) => ({
    door: `${described.method.toUpperCase()} ${described.path}`,
    ...described,
  }));

describe('O1 the API’s document', () => {
  it('says of every operation what it does, for whom, under which name and tag', () => {
    const tags = document.tags!.map(({ name }) => name);
    const ids = named().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { door, operation } of named()) {
      const { summary, description, operationId, security } = operation;
      expect({ door, summary, description, operationId }).toEqual({
        door,
        ...each(['summary', 'description', 'operationId'], expect.stringMatching(/\w{3}/)),
      });
      expect({ door, tags: operation.tags?.filter((tag) => tags.includes(tag)) }).toEqual({
        door,
        tags: [expect.any(String)],
      });
      // An endpoint requires one cookie or none. Listing both would be a decorator's mistake.
      expect({ door, ways: [0, 1].includes(security!.length) }).toEqual({ door, ways: true });
      for (const { name, description: means } of parametersOf(operation))
        expect({ door, name, means }).toEqual({
          door,
          name,
          means: expect.stringMatching(/\w{3}/),
        });
    }
    expect(document).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: '/' }],
      info: { contact: { name: expect.any(String) }, license: { name: expect.any(String) } },
    });
  });

  it('says how every operation can fail, each time as a problem', () => {
    const contract = new Contract(document);
    for (const { door, method, operation } of named()) {
      const statuses = Object.keys(operation.responses);
      const parameters = parametersOf(operation).map(({ name }) => name);
      const closed = operation.security!.length > 0;
      const must = [
        ...(closed ? ['401'] : []),
        ...(closed && door.includes('/staff/') ? ['403'] : []),
        ...(parameters.includes('If-Match') ? ['400', '412', '428'] : []),
        ...(operation.requestBody ? ['400', '413', '415', '422'] : []),
        ...(door.includes('{') ? ['404'] : []),
        ...(!closed && method === 'get' ? ['304'] : []),
        '503',
      ];
      expect({ door, statuses }).toEqual({ door, statuses: expect.arrayContaining(must) });
      for (const [status, response] of Object.entries(operation.responses).filter(
        ([code]) => Number(code) >= 400,
      )) {
        const { description, content } = contract.resolve(response as never) as {
          description: string;
          content: object;
        };
        expect({ door, status, types: Object.keys(content) }).toEqual({
          door,
          status,
          types: ['application/problem+json'],
        });
        expect(description).toMatch(/\w{3}/);
      }
    }
  });

  it('has an example of every question and answer that its own schema takes', () => {
    const contract = new Contract(document);
    const wrong: string[] = [];
    for (const { door, operation } of named()) {
      const answers = Object.values(operation.responses).map(
        (response) => contract.resolve(response as never)['content'] ?? {},
      );
      for (const content of [requestTypes(operation), ...answers]) {
        for (const [name, type] of Object.entries(
          content as Record<string, Parameters<Contract['examplesOf']>[0]>,
        )) {
          for (const example of contract.examplesOf(type)) {
            const fault =
              example === undefined ? 'no example' : contract.errors(type.schema!, example);
            if (fault) wrong.push(`${door} ${name}: ${fault}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('is the same each time it is made, and has no fault that Redocly’s strict rules find', async () => {
    expect(JSON.parse(JSON.stringify(apiDocument(register.app)))).toEqual(document);
    // An endpoint without parameters and body has no invalid requests.
    const config = await createConfig({
      extends: ['recommended-strict'],
      rules: { 'operation-4xx-response': 'off' },
    });
    const faults = await lintFromString({ source: JSON.stringify(document), config });
    expect(
      faults.map(
        ({ ruleId, message, location }) => `${ruleId}: ${message} at ${location[0]?.pointer}`,
      ),
    ).toEqual([]);
  });

  it('leaves no route out', () => {
    const routes = routesOf(
      register.app.getHttpAdapter().getInstance() as unknown as FastifyInstance,
    ).filter((route) => route.includes(' /api/'));
    expect(routes.length).toBeGreaterThan(100);
    const described = named().map(({ door }) => door.replace(/\{(\w+)\}/g, ':$1'));
    expect(
      routes.filter((route) => !described.includes(route) && route !== 'GET /api/openapi.json'),
    ).toEqual([]);
  });
});

function each<Value>(names: string[], value: Value): Record<string, Value> {
  return Object.fromEntries(names.map((name) => [name, value]));
}

/** The routes of Fastify's router, parsed from its printed tree with four columns per level. */
function routesOf(fastify: FastifyInstance): string[] {
  const parents: string[] = [];
  return fastify
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent, part, methods = ''] = /^([│ ]*)[├└]── (\S*)(?: \((.*)\))?/.exec(line) ?? [];
      if (indent === undefined) return [];
      const level = indent.length / 4;
      parents.splice(level, Infinity, part!);
      return methods
        .split(', ')
        .flatMap((method) =>
          method && method !== 'HEAD' ? [`${method} ${parents.join('')}`] : [],
        );
    });
}
