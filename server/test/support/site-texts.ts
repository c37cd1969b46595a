import type { OpenTextDto, SiteTextsDto } from '../../src/site/texts/texts.dto.js';
import type { TestApp } from './app.js';
import type { Colleague } from './colleague.js';

/** The editor of texts as an administrator uses it. */
export class TextEditor {
  constructor(
    private readonly register: TestApp,
    readonly administrator: Colleague,
  ) {}

  /** The address of a text in the API. */
  at(language: string, key: string): string {
    return `/api/v1/staff/texts/${language}/${key}`;
  }

  async open(language: string, key: string): Promise<OpenTextDto> {
    const { body } = await this.administrator.browser.get(this.at(language, key)).expect(200);
    return body as OpenTextDto;
  }

  async list(language: string): Promise<SiteTextsDto> {
    const path = `/api/v1/staff/texts?language=${language}`;
    return (await this.administrator.browser.get(path).expect(200)).body as SiteTextsDto;
  }

  /** Tries to publish a text over its newest version. */
  async put(language: string, key: string, text: string) {
    return this.administrator.browser
      .put(this.at(language, key))
      .set('If-Match', `"${(await this.open(language, key)).version}"`)
      .send({ text });
  }

  async publish(language: string, key: string, text: string): Promise<OpenTextDto> {
    const answer = await this.put(language, key, text);
    expect(answer.status).toBe(200);
    await this.register.hearsOfChanges();
    return answer.body as OpenTextDto;
  }

  /** Puts the shipped text back. */
  async reset(language: string, key: string): Promise<void> {
    const { version } = await this.open(language, key);
    await this.administrator.browser
      .delete(this.at(language, key))
      .set('If-Match', `"${version}"`)
      .expect(200);
    await this.register.hearsOfChanges();
  }
}
