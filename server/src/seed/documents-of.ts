import type { DataSource } from 'typeorm';
import type { AppContext } from '../common/context.js';
import { DocumentInspector } from '../documents/document-inspector.js';
import { DocumentStorage } from '../documents/document-storage.js';
import { DocumentsService } from '../documents/documents.service.js';
import { LooseFilesService } from '../documents/loose-files.service.js';
import { VirusScanner } from '../documents/virus-scanner.js';
import { EventsService } from '../events/events.service.js';

/** The documents of a database, for a command that runs without the application around it. */
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
