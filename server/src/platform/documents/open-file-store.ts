import type { AppContext } from '../database/app-context.js';
import { DiskStore } from './disk-store.js';
import type { FileStore } from './file-store.js';
import { S3Store } from './s3-store.js';

/** The store configured by STORAGE_URL; by default, the data folder. */
export function openFileStore({ config }: Pick<AppContext, 'config'>): FileStore {
  return config.STORAGE_URL ? new S3Store(config) : new DiskStore(config.DATA_DIR);
}
