import { escapeXml } from '../../../../contract/escape-xml.js';
import { joinedInFrench } from '../../../../contract/french.js';
import { colonIn } from '../../../../contract/labelled.js';
import type { Language } from '../../../../contract/languages.js';
import type { LetterBlock } from './letter.entity.js';
import { mailWords, type MailTemplate } from './texts.js';

export interface RenderedMail {
  /** The register's name in the reader's language. */
  from: string;
  subject: string;
  text: string;
  html: string;
}

/** The content of a mail beyond the words of its template, with our paths made absolute. */
export interface RenderedLetter {
  blocks: LetterBlock[];
  base: string;
}

interface MailContent {
  letter?: RenderedLetter | undefined;
  /** The administrators' changes to the mail's text. */
  changed?: ReadonlyMap<string, string>;
  /** The link to the choice of notices, if the mail is a notice. */
  choices?: string | undefined;
  /** Whether it has an attachment. */
  attached?: boolean;
}

/**
 * Renders a mail. Values come from users, so they are escaped as text in both the plain and the
 * HTML part, and never span more than one header line.
 */
export function renderMail(
  template: MailTemplate,
  language: Language,
  values: Record<string, string>,
  link?: string,
  { letter, changed, choices, attached = false }: MailContent = {},
): RenderedMail {
  const mail = mailWords(template, language, changed);
  const fill = (text: string) => {
    const filled = text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
    return language === 'fr' ? joinedInFrench(filled, values) : filled;
  };
  const paragraphs = [
    ...(values['name'] ? [fill(mail.greeting)] : []),
    ...mail.paragraphs.map(fill),
    ...(attached ? [mail.attached] : []),
  ]
    .map((text) => text.trim())
    .filter(Boolean);
  const parts: MailParts = {
    paragraphs,
    blocks: letter?.blocks ?? [],
    base: letter?.base ?? '',
    closing: mail.closing,
    footer: mail.footer,
    link: linkOf(link, mail.button, { quiet: letter !== undefined && !choices }),
    choices: linkOf(choices, mail.change, {}),
  };
  return {
    from: mail.sender,
    subject: fill(mail.subject).replace(/\s+/g, ' '),
    text: asText(parts, colonIn(language).trimEnd()),
    html: page(language, fill(mail.subject), asHtml(parts)),
  };
}

function linkOf<More extends object>(
  href: string | undefined,
  label: string | undefined,
  more: More,
): ({ href: string; label: string } & More) | null {
  return href && label ? { href, label, ...more } : null;
}

/**
 * A mail before it is rendered as text or HTML. For a letter, the link is the unsubscribe link,
 * shown small at the end.
 */
interface MailParts {
  paragraphs: string[];
  blocks: LetterBlock[];
  base: string;
  closing: string;
  footer: string;
  link: { href: string; label: string; quiet: boolean } | null;
  choices: { href: string; label: string } | null;
}

function asText(
  { paragraphs, blocks, base, closing, footer, link, choices }: MailParts,
  colon: string,
): string {
  const linked = link ? [`${link.label}${colon}\n${link.href}`] : [];
  const change = choices ? [`${choices.label}${colon}\n${choices.href}`] : [];
  const end = [closing, `-- \n${footer}`, ...change];
  const parts = [
    ...paragraphs,
    ...blocks.map((block) => blockAsText(block, base)),
    ...(link?.quiet ? [...end, ...linked] : [...linked, ...end]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function asHtml({ paragraphs, blocks, base, closing, footer, link, choices }: MailParts): string {
  return [
    ...paragraphs.map((text) => `<p style="margin:0 0 16px">${lines(text)}</p>`),
    ...blocks.map((block) => blockAsHtml(block, base)),
    ...(link && !link.quiet ? [button(link.href, link.label)] : []),
    `<p style="margin:24px 0 0">${lines(closing)}</p>`,
    '<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid ' +
      `#d5d9e0;color:#5a6472;font-size:13px">${lines(footer)}</p>`,
    ...(link?.quiet ? [smallLink(link)] : []),
    ...(choices ? [smallLink(choices)] : []),
  ].join('\n');
}

function smallLink({ href, label }: { href: string; label: string }): string {
  return (
    `<p style="margin:8px 0 0;font-size:13px"><a href="${escapeXml(href)}" ` +
    `style="color:#1f3a68">${escapeXml(label)}</a></p>`
  );
}

function blockAsText({ kind, text, path }: LetterBlock, base: string): string {
  if (kind === 'heading') return `${text}\n${'-'.repeat(Math.min(60, text.length))}`;
  return kind === 'link' ? `${text}\n${base}${path ?? ''}` : text;
}

function blockAsHtml({ kind, text, path }: LetterBlock, base: string): string {
  if (kind === 'heading')
    return `<h2 style="margin:28px 0 12px;font-size:19px;line-height:1.3">${lines(text)}</h2>`;
  if (kind === 'text') return `<p style="margin:0 0 16px">${lines(text)}</p>`;
  return (
    `<p style="margin:0 0 4px"><a href="${escapeXml(base + (path ?? ''))}" ` +
    `style="color:#1f3a68;font-weight:600">${escapeXml(text)}</a></p>`
  );
}

const sheetStyle =
  'max-width:560px;margin:0 auto;padding:32px 24px;background:#ffffff;color:#1c2430;' +
  "font:16px/1.5 system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif";
const buttonStyle =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#1f3a68;color:#ffffff;' +
  'text-decoration:none;font-weight:600';
const addressStyle = 'margin:0 0 16px;font-size:13px;color:#5a6472;word-break:break-all';

function page(language: Language, title: string, body: string): string {
  return `<!doctype html><html lang="${language}">
<head><meta charset="utf-8"><title>${escapeXml(title)}</title></head>
<body style="margin:0;background:#f4f5f7">
<div style="${sheetStyle}">
${body}
</div></body></html>`;
}

function button(link: string, label: string): string {
  const address = escapeXml(link);
  return (
    `<p style="margin:24px 0"><a href="${address}" style="${buttonStyle}">` +
    `${escapeXml(label)}</a></p>\n` +
    `<p style="${addressStyle}">${address}</p>`
  );
}

const lines = (text: string) => escapeXml(text).replace(/\n/g, '<br>');
