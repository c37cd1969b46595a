import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vueI18n from '@intlify/unplugin-vue-i18n/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * What pdf.js needs for JPEG 2000, a format of scanners, without WebAssembly; it asks for the file
 * by its name.
 */
const pdfPictures: Plugin = {
  name: 'pdf-pictures',
  apply: (_, { isSsrBuild }) => !isSsrBuild,
  generateBundle() {
    const name = 'openjpeg_nowasm_fallback.js';
    const source = readFileSync(createRequire(import.meta.url).resolve(`pdfjs-dist/wasm/${name}`));
    this.emitFile({ type: 'asset', fileName: `assets/pdfjs/${name}`, source });
  },
};

/** The licence of our typeface goes beside its files. */
const fontLicence: Plugin = {
  name: 'font-licence',
  apply: (_, { isSsrBuild }) => !isSsrBuild,
  generateBundle() {
    const { resolve } = createRequire(import.meta.url);
    const licences = ['', '-georgian', '-armenian'].map((script) =>
      readFileSync(resolve(`@fontsource-variable/noto-sans${script}/LICENSE`), 'utf8'),
    );
    const source = [...new Set(licences)].join('\n');
    this.emitFile({ type: 'asset', fileName: 'assets/noto-sans-licence.txt', source });
  },
};

const runtimeOnly = [
  { find: /^vue$/, replacement: here('../node_modules/vue/dist/vue.runtime.esm-bundler.js') },
  {
    find: /^@?vue\/server-renderer$/,
    replacement: here('../node_modules/@vue/server-renderer/dist/server-renderer.esm-bundler.js'),
  },
];
/** Node keeps the text of a module in memory; names stay readable in a stack. */
const compact = {
  output: {
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  },
} as const;

/**
 * Two browser bundles, which share nothing but the styles: a few kilobytes for the public pages
 * (they are rendered on the server and work without it), and the staff workbench. A third build
 * makes the server's renderer. Messages are compiled here: our policy forbids eval.
 */
export default defineConfig(({ command, isSsrBuild }) => ({
  plugins: [
    pdfPictures,
    fontLicence,
    vue(),
    // `npm run dev` starts sooner with the texts as they are; vue-i18n compiles each on its first
    // use.
    command === 'build' &&
      vueI18n({ include: [here('../locales/**')], runtimeOnly: true, strictMessage: false }),
  ],
  define: {
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __VUE_OPTIONS_API__: false,
    // The renderer would ask the environment, and carry Vue's slow development half:
    // https://vuejs.org/guide/best-practices/production-deployment.
    ...(command === 'build' ? { 'process.env.NODE_ENV': '"production"' } : {}),
  },
  // The built renderer is one file that needs no packages, without the compilers that Vue brings
  // along in Node: templates and messages are compiled here.
  ssr: command === 'build' ? { noExternal: true } : {},
  resolve: command === 'build' && isSsrBuild ? { alias: runtimeOnly } : {},
  build: isSsrBuild
    ? { target: 'node20', copyPublicDir: false, emptyOutDir: true, rolldownOptions: compact }
    : {
        manifest: true,
        outDir: 'dist/client',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: { public: here('./src/entry-public.ts'), staff: here('./src/entry-staff.ts') },
        },
      },
}));
