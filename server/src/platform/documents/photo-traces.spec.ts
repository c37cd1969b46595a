import { cleans, everythingIn, fixture } from '../../../test/support/pdf-copies.js';
import { jpeg, jpeg2000, jpegTraces, pngWithTraces } from '../../../test/support/photos.js';
import { stripJpeg, stripPng } from './image-metadata.mjs';
import { stripJpeg2000 } from './jpeg2000.mjs';

describe('IN10 PR7 single photos', () => {
  it.each(Object.entries(jpegTraces))('a JPEG without %s', (_, part) => {
    const cleaned = stripJpeg(jpeg(part)).toString('latin1');
    expect(cleaned).toContain('pixels');
    expect(cleaned).not.toMatch(/TRACE|Exif|xmp|between/);
  });

  it('keeps the colours of its profile', () => {
    const cleaned = stripJpeg(jpeg());
    expect(cleaned.includes('colours')).toBe(true);
    expect(stripJpeg(cleaned).equals(cleaned)).toBe(true);
  });

  it('a PNG without texts, EXIF, times and data after its end', () => {
    const cleaned = stripPng(pngWithTraces());
    expect(cleaned.toString('latin1')).not.toMatch(/TRACE|eXIf|tEXt|zTXt|iTXt|caBX|tIME/);
    expect(cleaned.includes('iCCPicc')).toBe(true);
    expect(stripPng(cleaned).equals(cleaned)).toBe(true);
  });

  it('a JPEG 2000, in boxes or bare, keeps each length', () => {
    const boxed = jpeg2000();
    const bare = boxed.subarray(
      boxed.indexOf('ff4fff51', 0, 'hex'),
      boxed.indexOf('ffd9', 0, 'hex') + 2,
    );
    for (const file of [boxed, bare]) {
      const cleaned = stripJpeg2000(file);
      expect(cleaned.length).toBe(file.length);
      expect(cleaned.includes('pixels')).toBe(true);
      expect(cleaned.toString('latin1')).not.toMatch(/TRACE|xmp/);
    }
    expect(() => stripJpeg2000(boxed.subarray(0, 60))).toThrow();
  });

  it('files that people sent', async () => {
    expect(stripJpeg(fixture('photo-with-gps.jpg')).toString('latin1')).not.toMatch(
      /Exif|Phone of/,
    );
    for (const name of [
      'scan-filter-array.pdf',
      'owner-password-only.pdf',
      'newline-before-header.pdf',
    ]) {
      expect(await everythingIn(await cleans(fixture(name)))).not.toMatch(
        /Exif|Phone of|pdf-lib|Producer/,
      );
    }
  });
});
