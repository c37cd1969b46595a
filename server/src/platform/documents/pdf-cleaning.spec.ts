import { deflateSync } from 'node:zlib';
import { cleans, everythingIn } from '../../../test/support/pdf-copies.js';
import { profile, trace } from '../../../test/support/photos.js';
import { RawPdf, stream } from '../../../test/support/raw-pdfs.js';

describe('TR17 content that a PDF shows only in some cases', () => {
  const layers = (state: string) =>
    `/OCProperties<</OCGs[10 0 R]/D<</${state}[10 0 R]/AS[${printed}]>>>>`;
  const printed = '<</Event/Print/Category[/Print]/OCGs[10 0 R]>>';
  const layer = '<</Type/OCG/Name(L)/Usage<</Print<</PrintState/ON>>/View<</ViewState/OFF>>>>>>';
  const note = (flags: number) =>
    `<</Type/Annot/Subtype/FreeText/Rect[0 0 99 99]/F ${flags}/Contents(unseen)>>`;

  it.each(['OFF', 'ON'])('a layer that is %s for some is in the copy for all', async (state) => {
    const copy = await cleans(
      RawPdf.page('x', { catalog: layers(state), resources: '/Properties<</L 10 0 R>>' })
        .add(4, stream('', '/OC /L BDC BT /F1 24 Tf 50 700 Td (layer) Tj ET EMC'))
        .add(10, layer)
        .end(),
    );
    expect(await everythingIn(copy)).not.toMatch(/OCProperties|PrintState|ViewState/);
    expect(await everythingIn(copy)).toContain('layer');
  });

  it.each([
    ['hidden', 2],
    ['for the printer only', 4 + 32],
    ['shown when it is pointed at', 256],
  ])('a note that is %s is not in the copy', async (_, flags) => {
    const notes = `/Annots[${note(flags)}${note(4)}]`;
    const copy = await cleans(RawPdf.page('x', { page: notes }).end());
    expect((await everythingIn(copy)).split('unseen').length - 1).toBe(1);
  });

  it('a picture has no alternate for printing', async () => {
    const picture = (more: string) =>
      stream(
        '/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray' +
          `/BitsPerComponent 8${more}`,
        '\x80',
      );
    const copy = await cleans(
      RawPdf.page('x', { resources: '/XObject<</I 10 0 R>>' })
        .add(4, stream('', '9 0 0 9 0 0 cm /I Do'))
        .add(10, picture('/Alternates[<</Image 11 0 R/DefaultForPrinting true>>]'))
        .add(11, picture('/Tell(other)'))
        .end(),
    );
    expect(await everythingIn(copy)).not.toMatch(/Alternates|other/);
  });
});

describe('IN10 PR7 what a PDF reveals besides its pages', () => {
  const xmp = stream(
    '/Type/Metadata/Subtype/XML',
    `<?xpacket begin="" id="W5M0"?><x:xmpmeta>${trace}`,
  );
  it.each<[string, RawPdf]>([
    ['the document’s XMP', RawPdf.page('x', { catalog: '/Metadata 10 0 R' }).add(10, xmp)],
    [
      'a page’s XMP and private data',
      RawPdf.page('x', {
        page: `/Metadata 10 0 R/PieceInfo<</App<</Private 10 0 R/By(${trace})>>>>`,
      }).add(10, xmp),
    ],
    [
      'a font’s XMP',
      RawPdf.page('x')
        .add(5, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Metadata 10 0 R>>')
        .add(10, xmp),
    ],
    [
      'a property list’s XMP',
      RawPdf.page('x', { resources: '/Properties<</Metadata 10 0 R>>' }).add(10, xmp),
    ],
    ['a page’s thumbnail', RawPdf.page('x', { page: '/Thumb 10 0 R' }).add(10, stream('', trace))],
    [
      'where it was',
      RawPdf.page('x', { page: `/VP[<</Measure<</Subtype/GEO/GPTS[48.5 7.7]/Name(${trace})>>>>]` }),
    ],
    [
      'where it was made',
      RawPdf.page('x', {
        catalog:
          `/SpiderInfo<</A(${trace})>>/URI<</Base(${trace})>>/Legal<</A(${trace})>>/` +
          `Threads[<</I<</Author(${trace})>>>>]`,
      }),
    ],
    [
      'files beside it',
      RawPdf.page('x', { catalog: `/AF[10 0 R]/Names<</EmbeddedFiles<</Names[(a)10 0 R]>>>>` }).add(
        10,
        `<</Type/Filespec/F(${trace})>>`,
      ),
    ],
    [
      'a comment on the page',
      RawPdf.page('x').add(4, stream('', `% by ${trace}\nBT (100 % pixels) Tj ET % ${trace}`)),
    ],
    [
      'the maker of a note',
      RawPdf.page('x', {
        page:
          '/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 9 ' +
          `9]/T(${trace})/NM(${trace})/RC(${trace})/Subj(${trace})/Popup 10 0 R>>10 0 R]`,
      }).add(10, `<</Type/Annot/Subtype/Popup/Rect[0 0 9 9]/Contents(${trace})>>`),
    ],
    [
      'a form',
      RawPdf.page('x', {
        catalog: `/AcroForm<</Fields[10 0 R]/XFA 11 0 R>>`,
        page: '/Annots[10 0 R]',
      })
        .add(
          10,
          `<</Type/Annot/Subtype/Widget/FT/Tx/T(${trace})/TU(${trace})/V(${trace})/` +
            `DV(${trace})/Rect[0 0 9 9]/AA<</K<</S/JavaScript/JS(${trace})>>>>>>`,
        )
        .add(11, stream('', trace)),
    ],
    [
      'a signature',
      RawPdf.page('x', {
        catalog:
          '/AcroForm<</SigFlags 3/Fields[10 0 R]>>/Perms<</DocMDP 11 0 R>>/DSS<</Certs[12 0 ' +
          'R]>>',
        page: '/Annots[10 0 R]',
      })
        .add(10, '<</Type/Annot/Subtype/Widget/FT/Sig/V 11 0 R/Rect[0 0 9 9]>>')
        .add(
          11,
          `<</Type/Sig/Filter/Adobe.PPKLite/Name(${trace})/Location(${trace})/M(D:2026)/` +
            'Contents<00>/ByteRange[0 1 2 3]>>',
        )
        .add(12, stream('', trace)),
    ],
    [
      'a colour profile',
      RawPdf.page('x', {
        resources: '/ColorSpace<</C[/ICCBased 10 0 R]>>',
        catalog: '/OutputIntents[<</S/GTS_PDFA1/DestOutputProfile 11 0 R>>]',
      })
        .add(10, stream('/N 3', profile()))
        .add(11, stream('/N 3/Filter/FlateDecode', deflateSync(profile()))),
    ],
    [
      'a layer’s maker',
      RawPdf.page('x', {
        catalog: `/OCProperties<</OCGs[10 0 R]/D<<>>>>`,
        resources: '/Properties<</L 10 0 R>>',
      }).add(
        10,
        `<</Type/OCG/Name(Layer)/Usage<</CreatorInfo<</Creator(${trace})>>/User<</` +
          `Name(${trace})>>>>>>`,
      ),
    ],
    [
      'where a picture came from',
      RawPdf.page('x', { resources: '/XObject<</I 10 0 R>>' }).add(
        10,
        stream(
          '/Type/XObject/Subtype/Image/Width 1/Height ' +
            '1/ColorSpace/DeviceGray/BitsPerComponent ' +
            `8/OPI<</2.0<</F(${trace})>>>>/ID(${trace})`,
          'x',
        ),
      ),
    ],
    [
      'a file outside',
      RawPdf.page('x', { resources: '/XObject<</I 10 0 R>>' }).add(
        10,
        stream(
          '/Type/XObject/Subtype/Image/Width 1/Height ' +
            `1/ColorSpace/DeviceGray/BitsPerComponent 8/F(${trace})`,
          'x',
        ),
      ),
    ],
    ['what nothing leads to', RawPdf.page('x').add(10, stream('', trace))],
    [
      'an earlier revision',
      (() => {
        const pdf = RawPdf.page(trace);
        const { at } = pdf.table(`/Info 10 0 R/ID[<00><00>]`);
        pdf.add(4, stream('', 'BT (pixels) Tj ET')).table('', at);
        return pdf;
      })(),
    ],
  ])('%s is not in the copy', async (_, pdf) => {
    const found = await everythingIn(await cleans(pdf.end()));
    expect(found).not.toContain(trace);
    expect(found).not.toMatch(/xpacket|GPTS|ByteRange/);
  });

  it('names that the author chose are kept: a font may be called /ID, a letter /T', async () => {
    const file = RawPdf.page('x', { resources: '/XObject<</ID 10 0 R/Thumb 10 0 R/AA 10 0 R>>' })
      .add(10, stream('/Type/XObject/Subtype/Form/BBox[0 0 9 9]', 'q Q'))
      .end();
    const found = await everythingIn(await cleans(file));
    for (const name of ['/ID ', '/Thumb ', '/AA ']) expect(found).toContain(name);
  });
});
