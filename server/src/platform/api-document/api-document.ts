import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { addExamples } from './examples.js';
import { describeAudience } from './audience.js';
import { everyOperation } from './operations.js';
import { describeParameters } from './parameters.js';
import { addProblemComponents, addProblems } from './problem-answers.js';

/**
 * Builds the OpenAPI document from the DTOs and decorators. Everything that follows from a rule
 * (who may call, how a call can fail, an example of each request and response) is added here, in
 * one place. `npm run api` writes the document to disk, and the client's types are generated from
 * it.
 */
export function apiDocument(app: NestFastifyApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, frame(), { operationIdFactory: nameOf });
  const components = (document.components ??= {});
  addProblemComponents(components);
  for (const described of everyOperation(document)) {
    describeParameters(described);
    describeAudience(described);
    addProblems(components, described);
  }
  addExamples(document);
  return document;
}

/**
 * Serves the document, built on the first request: building it at startup would take a tenth of the
 * startup time. The page that displays it is our own (client/src/pages/public/ApiGuide.vue),
 * because our content security policy allows no inline script.
 */
export function describeApi(app: NestFastifyApplication): void {
  // All responses share one buffer, so slow readers cost no extra copies.
  let json: Buffer | undefined;
  app
    .getHttpAdapter()
    .get(
      '/api/openapi.json',
      (
        _: unknown,
        reply: { header(name: string, value: string): { send(body: Buffer): void } },
      ) => {
        json ??= Buffer.from(JSON.stringify(apiDocument(app)));
        reply.header('content-type', 'application/json; charset=utf-8').send(json);
      },
    );
}

function frame() {
  return new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Register of the Pact of Towns and Regions to Stop Sexual Violence against Children')
    .setDescription(
      [
        'The public register under `/api/v1` is open to everyone, from any origin and ' +
          'without a key; its content is licensed under CC BY 4.0.',
        'Errors are problem details (RFC 9457, application/problem+json); validation errors ' +
          'carry JSON pointers (RFC 6901) and translatable keys.',
        'Within v1 answers may gain fields, never lose any: what is going to end is ' +
          'announced by Deprecation (RFC 9745) and Sunset (RFC 8594) at least a year before.',
      ].join('\n\n'),
    )
    .setVersion('1')
    .addServer('/', 'The register that serves this document')
    .setContact(
      'Congress of Local and Regional Authorities of the Council of Europe',
      'https://www.coe.int/en/web/congress',
      '',
    )
    .setLicense(
      'Content: CC BY 4.0; software: EUPL-1.2',
      'https://creativecommons.org/licenses/by/4.0/',
    )
    .setExternalDoc('The formats of the open data, and how to embed the register', '/en/data')
    .addCookieAuth(
      'applicant',
      {
        type: 'apiKey',
        in: 'cookie',
        name: 'applicant',
        description: 'Set by beginning an endorsement, or by a mailed link',
      },
      'applicant',
    )
    .addCookieAuth(
      'staff',
      {
        type: 'apiKey',
        in: 'cookie',
        name: 'staff',
        description: 'Set by signing in with a second factor',
      },
      'staff',
    )
    .addTag('register', 'The public register')
    .addTag('open data', 'The register as files, feeds and linked data')
    .addTag('endorsement', 'Endorsing the Pact')
    .addTag('own place', 'What a signatory does itself')
    .addTag('staff', 'For the staff of the Congress')
    .build();
}

/** Turns `PublicController.list` into `publicList`. */
function nameOf(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  return (
    name.charAt(0).toLowerCase() + name.slice(1) + method.charAt(0).toUpperCase() + method.slice(1)
  );
}
