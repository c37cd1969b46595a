import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CaseReporting } from '../../../../contract/endorse-pages.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { possibleActions } from '../../platform/workflow/workflow.js';
import { Signatory } from '../signatories/signatory.entity.js';
import { isOnRegister } from '../signatories/signatory.workflow.js';
import { ReportingSteps } from './reporting-steps.service.js';
import { reportingTransitions } from './reporting.workflow.js';

/** A town's view of its own report: the due day, and any request for more time. */
@Injectable()
export class OwnReporting {
  constructor(
    private readonly database: DataSource,
    private readonly steps: ReportingSteps,
  ) {}

  /** @returns null unless the authority is on the public register. */
  async of({ id }: Pick<Submission, 'id'>): Promise<CaseReporting | null> {
    const { manager } = this.database;
    const signatory = await manager.findOneBy(Signatory, { endorsementId: id });
    const now =
      signatory && isOnRegister(signatory.state)
        ? await this.steps.now(manager, signatory.id)
        : null;
    if (!now) return null;
    const { state, dueOn, asked } = now;
    const mayAsk = possibleActions(reportingTransitions, state, ['applicant']).includes('ask');
    return { state, dueOn, asked: asked && { until: asked.until, at: asked.at }, mayAsk };
  }
}
