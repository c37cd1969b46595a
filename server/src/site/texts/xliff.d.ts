/** The parts of the package that we use; it has no types. */
interface XliffUnit {
  source?: unknown;
  target?: unknown;
  note?: unknown;
  groupUnits?: Record<string, XliffUnit>;
}
interface XliffContent {
  sourceLanguage?: string;
  targetLanguage?: string;
  resources: Record<string, Record<string, XliffUnit>>;
}

declare module 'xliff/js2xliff' {
  export default function write(content: XliffContent): Promise<string>;
}
declare module 'xliff/jsToXliff12' {
  export default function write(content: XliffContent): Promise<string>;
}
declare module 'xliff/xliff2js' {
  export default function read(text: string): Promise<XliffContent>;
}
declare module 'xliff/xliff12ToJs' {
  export default function read(text: string): Promise<XliffContent>;
}
