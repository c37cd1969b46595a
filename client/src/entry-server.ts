import { createSSRApp, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import EmbedLayout from './components/EmbedLayout.vue';
import Layout from './components/Layout.vue';
import { documentHtml, staffShell } from './document.ts';
import { publicI18n } from './i18n.ts';
import { joinedInFrench } from '../../contract/french.ts';
import type { Language, OfficialLanguage } from '../../contract/languages.ts';
import { pageContextKey } from './page-context.ts';
import type {
  Assets,
  ChangedTexts,
  PageContext,
  PageName,
  Pages,
  StaffFigures,
  StaffTexts,
} from '../../contract/pages.js';

const publicFiles = import.meta.glob<{ default: Component }>('./pages/public/*.vue', {
  eager: true,
});
const formFiles = import.meta.glob<{ default: Component }>('./pages/endorse/*.vue', {
  eager: true,
});
const pagesIn = (files: Record<string, { default: Component }>) =>
  new Map(
    Object.entries(files).map(([path, module]) => [/(\w+)\.vue$/.exec(path)?.[1], module.default]),
  );
const publicPages = pagesIn(publicFiles);
const formPages = pagesIn(formFiles);
/** Without an open endorsement or case, the visitor is an ordinary reader of the site. */
const doors = new Set<string>(['EndorseStart', 'CaseSignIn', 'CaseErased']);

/** Renders a whole HTML document. The page sets its own title with `usePageTitle`. */
export async function renderPage<Name extends PageName>(
  name: Name,
  props: Pages[Name],
  context: PageContext,
  assets: Assets,
): Promise<string> {
  const page = publicPages.get(name) ?? formPages.get(name);
  if (!page) throw new Error(`there is no page ${name}`);
  const head = { title: '', description: '', robots: true, country: '' };
  const slim = formPages.has(name) && !doors.has(name);
  const app = context.embedded
    ? createSSRApp(EmbedLayout, { page, props })
    : createSSRApp(Layout, { page, props, slim });
  const texts = publicI18n(context.language, context.texts);
  app.use(texts);
  app.provide(pageContextKey, { ...context, head });
  // By default Vue logs a component's error and leaves a gap in the page, which would then look
  // like a valid response.
  const failures: unknown[] = [];
  app.config.errorHandler = (error) => failures.push(error);
  const body = await renderToString(app);
  if (failures.length > 0) throw failures[0];
  const { t } = texts.global;
  const invented = context.demo ? t('layout.demoTitle') : '';
  return documentHtml(body, head, context, assets, t('layout.name'), invented);
}

export function renderStaffShell(
  assets: Assets,
  language: OfficialLanguage,
  figures: StaffFigures,
  changed: StaffTexts,
): string {
  const { t } = publicI18n(language, {}).global;
  const words = { siteName: t('layout.name'), notLoaded: t('errors.problems.unavailable') };
  return staffShell(assets, language, words, figures, changed);
}

export function textIn(
  language: Language,
  changed: ChangedTexts,
  key: string,
  values: Record<string, unknown> = {},
): string {
  const text = publicI18n(language, changed).global.t(key, values);
  return language === 'fr' ? joinedInFrench(text, values) : text;
}
