import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PublicDatabase } from '../public/public-database.js';

@Injectable()
export class HealthService implements BeforeApplicationShutdown {
  private draining = false;

  constructor(
    private readonly database: DataSource,
    private readonly reader: PublicDatabase,
  ) {}

  beforeApplicationShutdown(): void {
    this.draining = true;
  }

  async notReadyBecause(): Promise<'shutting down' | 'database' | undefined> {
    if (this.draining) return 'shutting down';
    try {
      await Promise.all([this.database.query('SELECT 1'), this.reader.query('SELECT 1 FROM public_register')]);
      return undefined;
    } catch {
      return 'database';
    }
  }
}
