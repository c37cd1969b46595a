import { labelled } from '../../../../contract/labelled.js';
import { Controller, Get, Ip, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { PublicLog } from '../../../../contract/pages.js';
import { nameIn, type Language } from '../../../../contract/languages.js';
import { numberFormat, regionNames } from '../../../../contract/language-formats.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { limits } from '../../platform/config/limits.js';
import { shortHash } from '../../platform/tlog/checkpoint.js';
import { logName } from '../../platform/tlog/log-key.js';
import { LogReader } from '../log/log-reader.service.js';
import { LogSigner } from '../log/log-signer.service.js';
import { ChangesService } from '../open-data/changes.service.js';
import { embedCode, embedScript, embedViews, sizeOf } from '../open-data/embeds.js';
import { shareImage } from '../open-data/share-image.js';
import { SnapshotsService } from '../open-data/snapshots.service.js';
import { isPublicId } from '../public/public.controller.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { purgeKeys } from '../public/purge-keys.js';
import { RegisterClock } from '../public/register-clock.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';
import { verifierHash } from './verifier-file.js';
import { SitePage } from './site-page.js';

const snapshotsShown = 31;
const changesShown = 10;

/** Pages around the open data: the overview, the status page, and the preview images for links. */
@ApiExcludeController()
@Controller(':language')
export class OpenDataPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly reader: RegisterReader,
    private readonly snapshots: SnapshotsService,
    private readonly changes: ChangesService,
    private readonly clock: RegisterClock,
    private readonly context: AppContext,
    private readonly rates: RateLimits,
    private readonly log: LogReader,
    private readonly signer: LogSigner,
  ) {}

  /** Bypasses the response cache: a new snapshot does not change the register's version. */
  @Get('data')
  @SitePage()
  async data(@InLanguage() language: Language, @Res() reply: FastifyReply): Promise<void> {
    const [figures, snapshots, log] = await Promise.all([
      this.reader.figures(),
      this.snapshots.list(),
      this.publicLog(),
    ]);
    const { baseUrl } = this.context.config;
    const text = await this.pages.textsIn(language);
    const embeds = embedViews.map((view) => ({
      view,
      code: embedCode(
        baseUrl,
        { path: `/${language}/embed/${view}`, ...sizeOf(view) },
        text(`data.embeds.${view}`),
      ),
    }));
    void reply
      .header('cache-control', `public, max-age=0, s-maxage=${limits.sharedSeconds}`)
      .headers(purgeKeys('/data'));
    await this.pages.send(reply, language, '/data', 'OpenData', {
      figures,
      snapshots: snapshots.slice(0, snapshotsShown),
      embeds,
      script: embedScript(baseUrl),
      log,
    });
  }

  private async publicLog(): Promise<PublicLog> {
    const [head, witnessed, keys, verifier] = await Promise.all([
      this.log.head(),
      this.log.witnessed(),
      this.signer.verifierKeys(),
      verifierHash(),
    ]);
    const { config } = this.context;
    return {
      name: logName(config),
      keys,
      checkpoint: head && { short: shortHash(head), at: head.at },
      witnessed: witnessed.map((one) => ({ name: one.name, short: shortHash(one), at: one.at })),
      verifier,
      address: config.baseUrl,
    };
  }

  /** Checks on every request, and responds even while the database is down. */
  @Get('status')
  @SitePage()
  async status(@InLanguage() language: Language, @Res() reply: FastifyReply): Promise<void> {
    const known = this.clock.connected
      ? await Promise.all([
          this.reader.figures(),
          this.snapshots.list(),
          this.changes.newest(),
        ]).catch(() => null)
      : null;
    const [figures, snapshots, changes] = known ?? [null, [], []];
    void reply.header('cache-control', 'no-store');
    await this.pages.send(reply, language, '/status', 'Status', {
      figures,
      snapshot: snapshots[0] ?? null,
      changes: changes.slice(0, changesShown),
    });
  }

  @Get('share.png')
  @PublicAnswer()
  async share(
    @InLanguage() language: Language,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.rates.useFrom('paper', limits.papersPerAddress, ip);
    const figures = await this.reader.figures();
    const text = await this.pages.textsIn(language);
    const places = text('data.embeds.counter');
    await sendPicture(
      reply,
      await shareImage({
        title: text('layout.name'),
        line: labelled(places, numberFormat(language).format(figures.citiesAndRegions), language),
        pact: '',
      }),
    );
  }

  @Get('signatories/:slug/share.png')
  @PublicAnswer()
  async shareOne(
    @InLanguage() language: Language,
    @Param('slug') slug: string,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = slug.slice(0, 8);
    const signatory = isPublicId(id) ? await this.reader.signatory(id) : null;
    if (!signatory && isPublicId(id) && (await this.reader.withdrawn(id)))
      throw new Problem(410, 'withdrawn', 'This signatory was withdrawn.');
    if (!signatory) throw Problem.notFound();
    await this.rates.useFrom('paper', limits.papersPerAddress, ip);
    const country = regionNames(language).of(signatory.countryCode) ?? signatory.countryCode;
    const name = nameIn(language, signatory.names);
    const text = await this.pages.textsIn(language);
    const line = [
      name === signatory.names.official ? null : name,
      country,
      signatory.signedOn?.slice(0, 4),
    ]
      .filter(Boolean)
      .join(' · ');
    await sendPicture(
      reply,
      await shareImage({
        title: signatory.names.official,
        line,
        pact: text('layout.name'),
      }),
    );
  }
}

async function sendPicture(reply: FastifyReply, picture: Buffer): Promise<void> {
  await reply
    .header('content-type', 'image/png')
    .header('cross-origin-resource-policy', 'cross-origin')
    .send(picture);
}
