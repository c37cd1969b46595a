import { Module } from '@nestjs/common';
import { EventsModule } from '../../platform/events/events.module.js';
import { PublicModule } from '../public/public.module.js';
import { CertificateFootController } from './certificate-foot.controller.js';
import { CertificateFootService } from './certificate-foot.service.js';
import { CertificatePictures } from './certificate-pictures.service.js';
import { CertificatePreview } from './certificate-preview.service.js';
import { EmblemController } from './emblem.controller.js';

/** Who signs the certificates, and the emblem. */
@Module({
  imports: [EventsModule, PublicModule],
  controllers: [CertificateFootController, EmblemController],
  providers: [CertificateFootService, CertificatePictures, CertificatePreview],
  exports: [CertificatePictures],
})
export class CertificateModule {}
