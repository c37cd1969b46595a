import { Module } from '@nestjs/common';
import { RegisterModule } from '../../register/register.module.js';
import { DiscoveryModule } from '@nestjs/core';
import { DocumentsModule } from '../../platform/documents/documents.module.js';
import { NewsletterModule } from '../newsletter/newsletter.module.js';
import { LogModule } from '../log/log.module.js';
import { OpenDataModule } from '../open-data/open-data.module.js';
import { PublicModule } from '../public/public.module.js';
import { SettingsModule } from '../../platform/settings/settings.module.js';
import { JoiningModule } from '../../joining/joining.module.js';
import { AboutPagesController } from './about-pages.controller.js';
import { BadgePagesController } from './badge-pages.controller.js';
import { CaseKitPagesController } from './case-kit-pages.controller.js';
import { CaseMessagePagesController } from './case-message-pages.controller.js';
import { CaseAddressPagesController } from './case-address-pages.controller.js';
import { CasePagesController } from './case-pages.controller.js';
import { CaseRoundPagesController } from './case-round-pages.controller.js';
import { CasePages } from './case-pages.js';
import { CouncilKitModule } from '../council-kit/council-kit.module.js';
import { CouncilKitPagesController } from './council-kit-pages.controller.js';
import { ComparePagesController } from './compare-pages.controller.js';
import { CountryPagesController } from './country-pages.controller.js';
import { DraftPagesController } from './draft-pages.controller.js';
import { EndorsePagesController } from './endorse-pages.controller.js';
import { EndorseDocumentsPagesController } from './endorse-documents-pages.controller.js';
import { EndorseForm } from './endorse-form.service.js';
import { MailedLinkPages } from './mailed-link-pages.service.js';
import { EndorsePages } from './endorse-pages.js';
import { EmbedPagesController } from './embed-pages.controller.js';
import { RootController } from './root.controller.js';
import { FiguresPagesController } from './figures-pages.controller.js';
import { FindPlacePagesController } from './find-place-pages.controller.js';
import { OldAddressesController } from './old-addresses.controller.js';
import { HelpPagesController } from './help-pages.controller.js';
import { ErrorReportPagesController } from './error-report-pages.controller.js';
import { ErrorReportsModule } from '../../register/error-reports/error-reports.module.js';
import { FollowPagesController } from './follow-pages.controller.js';
import { FollowedNames } from './followed-names.js';
import { HelplineReportsModule } from '../../reference/helplines/helpline-reports.module.js';
import { LettersPagesController } from './letters-pages.controller.js';
import { NewsPagesController } from './news-pages.controller.js';
import { NewsletterPagesController } from './newsletter-pages.controller.js';
import { FeedsController } from './feeds.controller.js';
import { OpenDataPagesController } from './open-data-pages.controller.js';
import { OpenSubmission } from './open-submission.js';
import { MoreTimePagesController } from './more-time-pages.controller.js';
import { ContactInvitationPagesController } from './contact-invitation-pages.controller.js';
import { OwnPlacePagesController } from './own-place-pages.controller.js';
import { PactPagesController } from './pact-pages.controller.js';
import { IncompleteSections } from './incomplete-sections.js';
import { PagesService } from './pages.service.js';
import { PeoplePagesController } from './people-pages.controller.js';
import { SupporterPagesController } from './supporter-pages.controller.js';
import { PlacePages } from './place-pages.js';
import { PapersPagesController } from './papers-pages.controller.js';
import { PracticePagesController } from './practice-pages.controller.js';
import { PublicFilesController } from './public-files.controller.js';
import { PreviewPagesController } from './preview-pages.controller.js';
import { SignatoryPreview } from './signatory-preview.service.js';
import { PublicPagesController } from './public-pages.controller.js';
import { RoundPagesController } from './round-pages.controller.js';
import { SitemapController } from './sitemap.controller.js';
import { SitemapPages } from './sitemap-pages.service.js';
import { YoungPagesController } from './young-pages.controller.js';
import { SiteIconsController } from './site-icons.controller.js';

@Module({
  imports: [
    RegisterModule,
    CouncilKitModule,
    DiscoveryModule,
    DocumentsModule,
    ErrorReportsModule,
    HelplineReportsModule,
    LogModule,
    NewsletterModule,
    OpenDataModule,
    PublicModule,
    SettingsModule,
    JoiningModule,
  ],
  controllers: [
    RootController,
    SitemapController,
    SiteIconsController,
    PublicFilesController,
    FeedsController,
    EmbedPagesController,
    OpenDataPagesController,
    PublicPagesController,
    YoungPagesController,
    PreviewPagesController,
    ComparePagesController,
    CountryPagesController,
    PactPagesController,
    PracticePagesController,
    FiguresPagesController,
    CouncilKitPagesController,
    AboutPagesController,
    HelpPagesController,
    ErrorReportPagesController,
    FollowPagesController,
    OldAddressesController,
    FindPlacePagesController,
    PapersPagesController,
    PeoplePagesController,
    SupporterPagesController,
    BadgePagesController,
    CaseKitPagesController,
    DraftPagesController,
    EndorseDocumentsPagesController,
    EndorsePagesController,
    CasePagesController,
    CaseAddressPagesController,
    CaseMessagePagesController,
    MoreTimePagesController,
    CaseRoundPagesController,
    RoundPagesController,
    ContactInvitationPagesController,
    OwnPlacePagesController,
    NewsPagesController,
    NewsletterPagesController,
    LettersPagesController,
  ],
  providers: [
    CasePages,
    EndorseForm,
    EndorsePages,
    MailedLinkPages,
    FollowedNames,
    IncompleteSections,
    OpenSubmission,
    PagesService,
    PlacePages,
    SignatoryPreview,
    SitemapPages,
  ],
})
export class WebModule {}
