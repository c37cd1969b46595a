import type { DataSource } from 'typeorm';
import type { AppContext } from '../../platform/database/app-context.js';
import { DocumentInspector } from '../../platform/documents/document-inspector.js';
import { DocumentStorage } from '../../platform/documents/document-storage.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { LooseFilesService } from '../../platform/documents/loose-files.service.js';
import { VirusScanner } from '../../platform/documents/virus-scanner.js';
import { EventsService } from '../../platform/events/events.service.js';

/** The documents service for a command that runs without the application. */
export function documentsOf(context: AppContext, database: DataSource): DocumentsService {
  const storage = new DocumentStorage(context);
  return new DocumentsService(
    database,
    storage,
    new LooseFilesService(database, storage),
    new VirusScanner(context),
    new DocumentInspector(),
    new EventsService(),
  );
}
