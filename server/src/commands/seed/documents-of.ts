import type { DataSource } from 'typeorm';
import type { AppContext } from '../../platform/database/app-context.js';
import { DocumentInspector } from '../../platform/documents/document-inspector.js';
import { DocumentReceiver } from '../../platform/documents/document-receiver.service.js';
import { DocumentStorage } from '../../platform/documents/document-storage.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { LooseFilesService } from '../../platform/documents/loose-files.service.js';
import { VirusScanner } from '../../platform/documents/virus-scanner.js';
import { EventsService } from '../../platform/events/events.service.js';

/** The documents service for a command that runs without the application. */
export function documentsOf(context: AppContext, database: DataSource): DocumentsService {
  const storage = new DocumentStorage(context);
  const loose = new LooseFilesService(database, storage);
  const events = new EventsService();
  const receiver = new DocumentReceiver(
    database,
    storage,
    loose,
    new VirusScanner(context),
    new DocumentInspector(),
    events,
  );
  return new DocumentsService(database, storage, loose, receiver, events);
}
