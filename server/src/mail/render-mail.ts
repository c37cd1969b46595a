import type { Language } from '../../../client/src/languages.js';
import { mailTexts, type MailTemplate } from './texts.js';

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

/** Values come from people: they are text, in the plain part as in the HTML part, and never more than one header line. */
export function renderMail(template: MailTemplate, language: Language, values: Record<string, string>, link?: string): RenderedMail {
  const texts = mailTexts[language];
  const mail = texts[template];
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  const paragraphs = [values['name'] ? fill(texts.greeting) : '', ...mail.paragraphs.map(fill)].map((text) => text.trim()).filter(Boolean);
  return {
    subject: fill(mail.subject).replace(/\s+/g, ' '),
    text: [...paragraphs, ...(link && mail.button ? [`${mail.button}:\n${link}`] : []), texts.closing, `-- \n${texts.footer}`].join('\n\n') + '\n',
    html: page(
      language,
      fill(mail.subject),
      [
        ...paragraphs.map((text) => `<p style="margin:0 0 16px">${lines(text)}</p>`),
        ...(link && mail.button ? [button(link, mail.button)] : []),
        `<p style="margin:24px 0 0">${lines(texts.closing)}</p>`,
        `<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #d5d9e0;color:#5a6472;font-size:13px">${lines(texts.footer)}</p>`,
      ].join('\n'),
    ),
  };
}

function page(language: Language, title: string, body: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escape(title)}</title></head>
<body style="margin:0;background:#f4f5f7"><div style="max-width:560px;margin:0 auto;padding:32px 24px;background:#ffffff;color:#1c2430;font:16px/1.5 system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif">
${body}
</div></body></html>`;
}

function button(link: string, label: string): string {
  return `<p style="margin:24px 0"><a href="${escape(link)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1f3a68;color:#ffffff;text-decoration:none;font-weight:600">${escape(label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:#5a6472;word-break:break-all">${escape(link)}</p>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character]!);
const lines = (text: string) => escape(text).replace(/\n/g, '<br>');
