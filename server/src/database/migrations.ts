import { FirstHouse1763900000000 } from '../../../migrations/1763900000000-first-house.js';
import { PledgeDetails1764000000000 } from '../../../migrations/1764000000000-pledge-details.js';
import { DocumentKinds1764100000000 } from '../../../migrations/1764100000000-document-kinds.js';
import { Places1764200000000 } from '../../../migrations/1764200000000-places.js';
import { OwnPlace1764300000000 } from '../../../migrations/1764300000000-own-place.js';
import { Uploads1764400000000 } from '../../../migrations/1764400000000-uploads.js';
import { Languages1764900000000 } from '../../../migrations/1764900000000-languages.js';
import { JointSignatoriesAndFiles1764910000000 } from '../../../migrations/1764910000000-joint-signatories-and-files.js';
import { LooseFiles1765700000000 } from '../../../migrations/1765700000000-loose-files.js';

/** Every migration, oldest first. A new one is added at the end and never changed once it has landed. */
export const migrations = [
  FirstHouse1763900000000,
  PledgeDetails1764000000000,
  DocumentKinds1764100000000,
  Places1764200000000,
  OwnPlace1764300000000,
  Uploads1764400000000,
  Languages1764900000000,
  JointSignatoriesAndFiles1764910000000,
  LooseFiles1765700000000,
];
