import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import { Authority } from '../authorities/authority.entity.js';
import { limits } from '../config/limits.js';
import { logger } from '../common/logger.js';
import { RegisterImport } from '../desk/import.entity.js';
import { Document } from '../documents/document.entity.js';
import { Event } from '../events/event.entity.js';
import { Letter } from '../mail/letter.entity.js';
import { OutboxMail } from '../mail/outbox-mail.entity.js';
import { Article } from '../news/article.entity.js';
import { Action, Pillar } from '../pact/pact.entity.js';
import { Digest } from '../newsletter/digest.entity.js';
import { Practice } from '../register/practice.entity.js';
import { Pledge } from '../register/pledge.entity.js';
import { Signatory } from '../register/signatory.entity.js';
import { Decision } from '../review/decision.entity.js';
import { Passkey } from '../staff/passkey.entity.js';
import { Staff } from '../staff/staff.entity.js';
import { StaffSession } from '../staff/staff-session.entity.js';
import { Submission } from '../submissions/submission.entity.js';
import { SubmissionToken } from '../submissions/submission-token.entity.js';
import { PatientPool } from './patient-pool.js';

/** Every table that the application's role works with. */
const entities = [
  Action,
  Article,
  Authority,
  Decision,
  Digest,
  Document,
  Event,
  Letter,
  OutboxMail,
  Pillar,
  Pledge,
  Practice,
  RegisterImport,
  Signatory,
  Staff,
  Passkey,
  StaffSession,
  Submission,
  SubmissionToken,
];

/** The application's connections: its own role, short timeouts, and never a schema of its own making. */
export function appDataSourceOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    driver: { Pool: PatientPool },
    entities,
    synchronize: false,
    applicationName: 'pact app',
    poolErrorHandler: (error: unknown) => logger.warn({ code: (error as { code?: string }).code }, 'database connection lost'),
    extra: {
      max: limits.databasePool,
      statement_timeout: limits.statementTimeout,
      lock_timeout: limits.lockTimeout,
      query_timeout: limits.statementTimeout + 1_000,
    },
  };
}

@Module({})
export class DatabaseModule {
  static with(url: string): DynamicModule {
    return TypeOrmModule.forRoot({ ...appDataSourceOptions(url), retryAttempts: 0, manualInitialization: false });
  }
}
