import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { EventsService } from '../../platform/events/events.service.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { bumpRegisterVersion } from '../../platform/settings/register-version.js';
import type { CertificateFootDto, VersionedCertificateFootDto } from './certificate-foot.dto.js';
import { pictureGone } from './certificate-pictures.service.js';

type Foot = Omit<VersionedCertificateFootDto, 'version'>;
type Row = VersionedCertificateFootDto & { changedAt: Date; changedBy: string | null };

/** Who signs the certificates, and the emblem: one row, which administrators change. */
@Injectable()
export class CertificateFootService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  async read(): Promise<VersionedCertificateFootDto> {
    return presented(await rowOf(this.database.manager));
  }

  /**
   * From then on, every certificate is made with it.
   * @throws Problem 412 when another administrator has changed it since version `seen`, 422 when a
   *   picture no longer exists; nothing changes then.
   */
  change(
    wanted: CertificateFootDto,
    staff: Staff,
    seen: number,
  ): Promise<VersionedCertificateFootDto> {
    return this.database.transaction(async (manager) => {
      const row = await rowOf(manager, 'FOR UPDATE OF f');
      requireVersion(row.version, seen, {
        at: row.changedAt,
        by: row.changedBy,
        action: 'certificate.change',
      });
      const foot = completed(wanted);
      const changed = (Object.keys(foot) as (keyof Foot)[]).filter(
        (name) => foot[name] !== row[name],
      );
      if (changed.length === 0) return presented(row);
      await requireKept(manager, foot, 'signatureId');
      await requireKept(manager, foot, 'emblemId');
      await manager.query(
        `UPDATE certificate_foot SET signer_name = $1, office_en = $2, office_fr = $3,
          signature_id = $4, emblem_id = $5, version = version + 1, changed_at = now(),
          changed_by = $6`,
        [foot.signerName, foot.officeEn, foot.officeFr, foot.signatureId, foot.emblemId, staff.id],
      );
      await bumpRegisterVersion(manager, 'beside the list');
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'certificate.change',
        subject: { kind: 'certificate', id: null },
        details: {
          changes: Object.fromEntries(changed.map((name) => [name, told(name, row, foot)])),
        },
      });
      return { ...foot, version: row.version + 1 };
    });
  }
}

/** The trail cannot forget a name: it says that it changed, not to what. */
function told(name: keyof Foot, before: Foot, after: Foot): object {
  return name === 'signatureId' || name === 'emblemId'
    ? { from: before[name], to: after[name] }
    : {};
}

const completed = ({
  signerName = '',
  officeEn = '',
  officeFr = '',
  signatureId = null,
  emblemId = null,
}: CertificateFootDto): Foot => ({ signerName, officeEn, officeFr, signatureId, emblemId });

const presented = ({ version, ...row }: Row): VersionedCertificateFootDto => ({
  ...completed(row),
  version,
});

async function rowOf(manager: EntityManager, lock = ''): Promise<Row> {
  const [row] = await manager.query<Row[]>(
    `SELECT f.signer_name AS "signerName", f.office_en AS "officeEn", f.office_fr AS "officeFr",
      f.signature_id AS "signatureId", f.emblem_id AS "emblemId", f.version,
      f.changed_at AS "changedAt", s.name AS "changedBy"
     FROM certificate_foot f LEFT JOIN staff s ON s.id = f.changed_by ${lock}`,
  );
  return row!;
}

/** Locked, so that nobody removes it meanwhile. */
async function requireKept(
  manager: EntityManager,
  foot: Foot,
  field: 'signatureId' | 'emblemId',
): Promise<void> {
  if (foot[field] === null) return;
  const kept = await manager.query<unknown[]>(
    'SELECT 1 FROM certificate_picture WHERE id = $1 FOR KEY SHARE',
    [foot[field]],
  );
  if (kept.length === 0) throw pictureGone(field);
}
