import { escapeXml } from '../../../../contract/escape-xml.js';

/** A run of text in a DOCX, with the formatting that differs from its paragraph. */
export const run = (words: string, properties = '') =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}` +
  `<w:t xml:space="preserve">${escapeXml(words)}</w:t></w:r>`;

/** @param style by its id in docx-styles.ts. */
export const paragraph = (style: string, content: string, more = '') =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr>${content}</w:p>`;
