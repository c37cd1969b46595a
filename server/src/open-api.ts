import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** The contract of the API, made from the DTOs. `npm run api` writes it down, and the client's types are made from it. */
export function apiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Register of the Pact of Towns and Regions to Stop Sexual Violence against Children')
    .setDescription(
      'Errors are problem details (RFC 9457, application/problem+json); validation errors carry JSON pointers (RFC 6901) and translatable keys.',
    )
    .setVersion('1')
    .setLicense('Content: CC BY 4.0; software: EUPL-1.2', 'https://creativecommons.org/licenses/by/4.0/')
    .addCookieAuth('applicant', { type: 'apiKey', in: 'cookie', name: 'applicant' }, 'applicant')
    .addCookieAuth('staff', { type: 'apiKey', in: 'cookie', name: 'staff' }, 'staff')
    .addTag('register', 'The public register')
    .addTag('endorsement', 'Endorsing the Pact')
    .addTag('staff', 'For the staff of the Congress')
    .build();
  return SwaggerModule.createDocument(app, config);
}

/** Serves the document; the page that shows it is one of ours (web/), since our content security policy allows no inline script. */
export function describeApi(app: NestFastifyApplication): void {
  const json = JSON.stringify(apiDocument(app));
  app.getHttpAdapter().get('/api/openapi.json', (_: unknown, reply: { header(name: string, value: string): { send(body: string): void } }) => {
    reply.header('content-type', 'application/json; charset=utf-8').send(json);
  });
}
