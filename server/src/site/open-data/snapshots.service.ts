import { createHash } from 'node:crypto';
import { createGzip } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { dayOf } from '../../platform/http/strasbourg-sql.js';
import { csv } from '../../platform/spreadsheets/csv.js';
import { AppContext } from '../../platform/database/app-context.js';
import { EventsService, system } from '../../platform/events/events.service.js';
import { PublicDatabase } from '../public/public-database.js';
import { RegisterRows, type RegisterState } from '../public/register-rows.service.js';
import { columns } from './columns.js';
import { rowsOf } from './data-table.js';
import { SnapshotDto } from './snapshots.dto.js';

const listed = `to_char(day, 'YYYY-MM-DD') AS day,
  '/api/v1/snapshots/' || to_char(day, 'YYYY-MM-DD') || '.csv' AS path,
  encode(sha256, 'hex') AS sha256, bytes::float AS bytes,
  register_version::int AS "registerVersion", signatories, made_at AS "madeAt"`;
const newestListed = 400;
const pieceBytes = 512 * 1024;

interface Made {
  fileId: string;
  sha256: Buffer;
  bytes: number;
  signatories: number;
  version: number;
}

/**
 * Daily snapshots that let anyone prove later what the register said: the CSV of the day, its
 * SHA-256, and an event in the audit trail's hash chain that records it. They contain no free text
 * and no person's name (decision 0025).
 */
@Injectable()
export class SnapshotsService {
  constructor(
    private readonly context: AppContext,
    private readonly rows: RegisterRows,
    private readonly database: PublicDatabase,
    private readonly events: EventsService,
  ) {}

  /**
   * Makes today's unless it is there; a day on which nothing changed shares the file of the day
   * before. @returns how many were made: 0 or 1.
   */
  async make(manager: EntityManager): Promise<number> {
    const [state] = await manager.query<{ done: boolean }[]>(
      `SELECT EXISTS (SELECT 1 FROM snapshot WHERE day = ${dayOf('now()')}) AS done`,
    );
    if (state!.done) return 0;
    const made = (await this.unchanged(manager)) ?? (await this.write(manager));
    await manager.query(
      `INSERT INTO snapshot (day, file_id, sha256, bytes, register_version, signatories)
        VALUES (${dayOf('now()')}, $1, $2, $3, $4, $5)`,
      [made.fileId, made.sha256, made.bytes, made.version, made.signatories],
    );
    await this.events.append(manager, {
      actor: system,
      action: 'register.snapshot',
      subject: { kind: 'register', id: null },
      details: {
        sha256: made.sha256.toString('hex'),
        registerVersion: made.version,
        signatories: made.signatories,
      },
    });
    return 1;
  }

  async list(): Promise<SnapshotDto[]> {
    return this.database.query<SnapshotDto>(
      `SELECT ${listed} FROM public_snapshot ORDER BY day DESC LIMIT ${newestListed}`,
    );
  }

  async of(day: string): Promise<(SnapshotDto & { fileId: string }) | null> {
    const [row] = await this.database.query<SnapshotDto & { fileId: string }>(
      `SELECT ${listed}, file_id AS "fileId" FROM public_snapshot WHERE day = $1::date`,
      [day],
    );
    return row ?? null;
  }

  /** The stored file, gzipped, in chunks. */
  async *packed(fileId: string): AsyncGenerator<Buffer> {
    for (let at = 0; ; at++) {
      const [piece] = await this.database.query<{ content: Buffer }>(
        'SELECT content FROM public_snapshot_piece WHERE file_id = $1 AND at = $2',
        [fileId, at],
      );
      if (!piece) return;
      yield piece.content;
    }
  }

  /** The latest snapshot, if the register has not changed since. */
  private async unchanged(manager: EntityManager): Promise<Made | null> {
    const [row] = await manager.query<Made[]>(
      `SELECT s.file_id AS "fileId", s.sha256, s.bytes, s.signatories,
        s.register_version::int AS version
       FROM (SELECT * FROM snapshot ORDER BY day DESC LIMIT 1) s
         JOIN register r ON r.version = s.register_version`,
    );
    return row ?? null;
  }

  private async write(manager: EntityManager): Promise<Made> {
    const made: Made = {
      fileId: uuidv7(),
      sha256: Buffer.alloc(0),
      bytes: 0,
      signatories: 0,
      version: 0,
    };
    const hash = createHash('sha256');
    const { baseUrl } = this.context.config;
    const written = async function* ({ version, signatories }: RegisterState) {
      made.version = version;
      const counted = async function* () {
        for await (const row of rowsOf(columns, signatories, baseUrl)) {
          made.signatories += 1;
          yield row;
        }
      };
      for await (const piece of csv({ columns, rows: counted() })) {
        const bytes = Buffer.from(piece);
        hash.update(bytes);
        made.bytes += bytes.length;
        yield bytes;
      }
    };
    const text = this.rows.write({}, written, { reports: false });
    let at = 0;
    for await (const content of inPieces(
      pipeline(Readable.from(text), createGzip({ level: 9 }), () => undefined),
    )) {
      await manager.query('INSERT INTO snapshot_piece (file_id, at, content) VALUES ($1, $2, $3)', [
        made.fileId,
        at++,
        content,
      ]);
    }
    return { ...made, sha256: hash.digest() };
  }
}

async function* inPieces(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < pieceBytes) continue;
    yield Buffer.concat(waiting);
    [waiting, length] = [[], 0];
  }
  if (length > 0) yield Buffer.concat(waiting);
}
