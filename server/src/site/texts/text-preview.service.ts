import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { DataSource } from 'typeorm';
import type { Language } from '../../../../contract/languages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { changedMailTexts } from '../../platform/mail/changed-mail-texts.js';
import { figuresIn } from '../../platform/config/figures.js';
import { renderMail } from '../../platform/mail/render-mail.js';
import { mailTemplates, mailWords } from '../../platform/mail/texts.js';
import { placeholdersIn } from '../../platform/text/text-rules.js';
import { pagePath } from '../public/site-texts-reader.service.js';
import { madeAlone } from '../public/share-answers.js';
import { previewedTexts } from './previewed-texts.js';
import { pageOf } from './text-kinds.js';
import type { MailTextDto, TextPreviewDto } from './texts.dto.js';

/** Shows a text that is not published yet where readers would see it. Nothing is kept. */
@Injectable()
export class TextPreview {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly context: AppContext,
    private readonly database: DataSource,
    private readonly settings: SettingsService,
  ) {}

  /** The whole page or mail; neither for a text behind a form. */
  async of(language: Language, key: string, text: string): Promise<TextPreviewDto> {
    if (key.startsWith('mail.')) return { html: null, mail: await this.mail(language, key, text) };
    const page = pageOf(key);
    if (page === null) return { html: null, mail: null };
    const html = await this.page(`/${language}${page}`, { [pagePath(key)]: text });
    return { html, mail: null };
  }

  /** The site's own answer at this address, made with these texts. */
  private async page(url: string, texts: Record<string, string>): Promise<string | null> {
    const server = this.http.httpAdapter.getInstance<FastifyInstance>();
    const { host } = new URL(this.context.config.baseUrl);
    // Fastify sends the request when it is awaited, which has to happen inside.
    const { statusCode, body } = await previewedTexts.run(texts, () =>
      madeAlone.run(
        true,
        async () => await server.inject({ url, headers: { host, accept: 'text/html' } }),
      ),
    );
    return statusCode === 200 ? body : null;
  }

  /** Placeholders that only a real case fills stay as they are. */
  private async mail(language: Language, key: string, text: string): Promise<MailTextDto> {
    const [, name] = key.split('.');
    const template = mailTemplates.find((one) => one === name) ?? 'approved';
    const changed = new Map(await changedMailTexts(this.database.manager, template, language)).set(
      key,
      text,
    );
    const words = Object.values(mailWords(template, language, changed))
      .flat()
      .join(' ');
    const values = Object.fromEntries(
      [...placeholdersIn(words), 'name'].map((each) => [each, `{${each}}`]),
    );
    const figures = figuresIn(language, await this.settings.current());
    const link = `${this.context.config.baseUrl}/${language}`;
    const mail = renderMail(template, language, { ...values, ...figures }, link, { changed });
    return { subject: mail.subject, text: mail.text };
  }
}
