import { strToU8, zipSync } from 'fflate';

/** Documents as offices hand them in, as small as they can be. */

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

export function docx(paragraphs: readonly string[], more: Readonly<Record<string, string>> = {}): Uint8Array {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${escaped(text)}</w:t></w:r></w:p>`).join('');
  return archive({ 'word/document.xml': `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`, ...more });
}

/** The cells of one sheet: texts are shared, numbers stand in their cells. */
export function xlsx(cells: readonly (string | number)[]): Uint8Array {
  const shared = cells.filter((cell) => typeof cell === 'string');
  const row = cells.map((cell) =>
    typeof cell === 'string' ? `<c t="s"><v>${shared.indexOf(cell)}</v></c>` : `<c><v>${cell}</v></c>`,
  );
  return archive({
    'xl/workbook.xml': '<workbook/>',
    'xl/sharedStrings.xml': `<sst>${shared.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row>${row.join('')}</row></sheetData></worksheet>`,
  });
}

export function pptx(slides: readonly string[]): Uint8Array {
  const parts = slides.map((text, at) => [
    `ppt/slides/slide${at + 1}.xml`,
    `<p:sld><a:p><a:r><a:t>${escaped(text)}</a:t></a:r></a:p></p:sld>`,
  ]);
  return archive({ 'ppt/presentation.xml': '<p/>', ...(Object.fromEntries(parts) as Record<string, string>) });
}

export function ofd(lines: readonly string[]): Uint8Array {
  const content = lines.map((text) => `<ofd:TextObject><ofd:TextCode>${escaped(text)}</ofd:TextCode></ofd:TextObject>`);
  return archive({ 'OFD.xml': '<ofd/>', 'Doc_0/Pages/Page_0/Content.xml': `<ofd:Page>${content.join('')}</ofd:Page>` });
}

export function archive(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  );
}

/** One page with a text layer; without a text it is a page as a scanner makes it. */
export function pdf(text: string): Uint8Array {
  const codes = [...text].map((sign) => (sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0'));
  const content = text === '' ? '' : `BT /F 12 Tf 10 100 Td <${codes.join('')}> Tj ET`;
  const signs = [...new Set(codes)].map((code) => `<${code}> <${code}>`);
  const unicode =
    '/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange ' +
    `${signs.length} beginbfchar ${signs.join(' ')} endbfchar endcmap end`;
  const stream = (body: string): string => `<< /Length ${body.length} >>\nstream\n${body}\nendstream`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    stream(content),
    '<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) ' +
      '/Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /A /Flags 4 ' +
      '/FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>',
    stream(unicode),
  ];
  const places: number[] = [];
  let whole = '%PDF-1.4\n';
  for (const [at, body] of objects.entries()) {
    places.push(whole.length);
    whole += `${at + 1} 0 obj\n${body}\nendobj\n`;
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const end = `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${whole.length}\n%%EOF`;
  return strToU8(`${whole}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${end}`);
}
