import { createSSRApp, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import EmbedLayout from './components/EmbedLayout.vue';
import Layout from './components/Layout.vue';
import { documentHtml, staffShell } from './document.ts';
import { createPublicI18n } from './i18n.ts';
import { languages, type Language } from '../../contract/languages.ts';
import { pageContextKey } from './page-context.ts';
import type { Assets, PageContext, PageName, Pages, StaffFigures } from '../../contract/pages.js';

const files = {
  ...import.meta.glob<{ default: Component }>('./pages/public/*.vue', { eager: true }),
  ...import.meta.glob<{ default: Component }>('./pages/endorse/*.vue', { eager: true }),
};
const pages = new Map(
  Object.entries(files).map(([path, module]) => [/(\w+)\.vue$/.exec(path)?.[1], module.default]),
);
const i18n = new Map(languages.map((language) => [language, createPublicI18n(language)]));

/** Renders a whole HTML document. The page sets its own title with `usePageTitle`. */
export async function renderPage<Name extends PageName>(
  name: Name,
  props: Pages[Name],
  context: PageContext,
  assets: Assets,
): Promise<string> {
  const page = pages.get(name);
  if (!page) throw new Error(`there is no page ${name}`);
  const head = { title: '', description: '', robots: true, country: '' };
  const app = createSSRApp(context.embedded ? EmbedLayout : Layout, { page, props });
  app.use(textsIn(context.language));
  app.provide(pageContextKey, { ...context, head });
  // By default Vue logs a component's error and leaves a gap in the page, which would then look
  // like a valid response.
  const failures: unknown[] = [];
  app.config.errorHandler = (error) => failures.push(error);
  const body = await renderToString(app);
  if (failures.length > 0) throw failures[0];
  const invented = context.demo ? textIn(context.language, 'layout.demoTitle') : '';
  return documentHtml(body, head, context, assets, siteName(context.language), invented);
}

export function renderStaffShell(assets: Assets, figures: StaffFigures): string {
  return staffShell(assets, siteName('en'), figures);
}

export function textIn(
  language: Language,
  key: string,
  values: Record<string, unknown> = {},
): string {
  return textsIn(language).global.t(key, values);
}

function textsIn(language: Language) {
  const texts = i18n.get(language);
  if (!texts) throw new Error(`there are no texts in ${language}`);
  return texts;
}

function siteName(language: Language): string {
  return textsIn(language).global.t('layout.name');
}
